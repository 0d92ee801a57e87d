-- expect: ok
for i = 1, 1000 do
  local ok, e = pcall(error, { i })
  assert(not ok and e[1] == i)
end
