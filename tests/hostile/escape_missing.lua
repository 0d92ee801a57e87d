-- expect: ok
for _, name in ipairs { "io", "debug", "package", "dofile", "loadfile",
  "ffi", "jit", "newproxy" } do
  assert(rawget(_G, name) == nil, name)
end
