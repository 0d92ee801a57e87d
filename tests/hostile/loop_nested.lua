-- expect: time
for _ = 1, 1e6 do for _ = 1, 1e6 do end end
