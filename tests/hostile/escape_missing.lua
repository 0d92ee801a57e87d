-- expect: ok
for _, name in ipairs { "io", "debug", "package", "require", "dofile", "loadfile",
  "ffi", "jit", "newproxy" } do
  assert(rawget(_G, name) == nil, name)
end
