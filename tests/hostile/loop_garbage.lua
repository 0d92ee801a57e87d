-- expect: time
while true do local _ = {} end
