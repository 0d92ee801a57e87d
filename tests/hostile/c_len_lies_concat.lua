-- expect: error
if _VERSION ~= "Lua 5.4" then error("no __len") end
table.concat(setmetatable({}, { __len = function() return 2 ^ 62 end }))
