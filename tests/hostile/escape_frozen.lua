-- expect: ok
if not table.freeze then return end
local t = table.freeze({ 1 })
assert(not pcall(rawset, t, 1, 2) and not pcall(table.insert, t, 1))
assert(not pcall(setmetatable, t, {}) and t[1] == 1)
