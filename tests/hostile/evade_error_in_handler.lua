-- expect: stopped
local function h() return h() end
xpcall(function() while true do end end, h)
