-- expect: memory
-- luajit: running out of memory can be caught
while true do
  pcall(function() local t = {} while true do t[#t + 1] = ("x"):rep(1e5) .. #t end end)
end
