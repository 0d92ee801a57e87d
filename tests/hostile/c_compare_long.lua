-- expect: time
-- luajit: comparing is not charged for
local a = ("x"):rep(5e6) .. "a"
local b = ("x"):rep(5e6) .. "b"
while true do local _ = a < b end
