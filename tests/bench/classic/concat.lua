-- Strings joined, two at a time and many at once.
for _ = 1, 100 do
  local parts = {}
  for i = 1, 2000 do parts[i] = "item " .. i .. "," end
  assert(#table.concat(parts, " ") > 2000)
  local line = ""
  for i = 1, 300 do line = line .. i end
  assert(#line > 300)
end
