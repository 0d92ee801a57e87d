-- expect: time
while true do local _ = math.sin(math.random()) end
