-- expect: time
while true do local _ = function() end end
