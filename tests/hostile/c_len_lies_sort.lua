-- expect: stopped
if _VERSION ~= "Lua 5.4" then while true do end end
table.sort(setmetatable({}, {
  __len = function() return 2 ^ 30 end,
  __index = function(_, i) return i end,
}))
