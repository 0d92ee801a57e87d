-- expect: time
for _ = 1, 2 ^ 53 do end
