-- expect: time
-- luajit: joining is not charged for
local s = ("x"):rep(4e6)
while true do local _ = s .. "y" end
