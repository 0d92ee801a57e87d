-- expect: ok
for name in pairs(os) do
  assert(("clock date difftime time"):find(name, 1, true), name)
end
