-- expect: ok
for i = 1, 50 do local _ = ("x"):rep(1e6) .. i end
