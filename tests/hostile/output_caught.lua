-- expect: output
while true do pcall(print, ("x"):rep(1e5)) end
