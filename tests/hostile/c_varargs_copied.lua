-- expect: time
local function f(...) while true do local _ = { ... } end end
f((table.unpack or unpack)({}, 1, 7000))
