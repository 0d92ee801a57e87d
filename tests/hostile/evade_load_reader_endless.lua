-- expect: stopped
load(function() return "x = 1 " end)
while true do end
