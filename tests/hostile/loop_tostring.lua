-- expect: time
while true do local _ = tostring({}) end
