-- expect: stopped
load(function() return " " end)
while true do end
