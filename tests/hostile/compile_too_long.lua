-- expect: ok
local n = 0
local chunk, why = load(function()
  n = n + 1
  return n < 20 and (" "):rep(1e6) or nil
end)
assert(not chunk and why:find("too long"))
