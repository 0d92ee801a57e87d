-- expect: time
-- luajit: its next is not charged for
local t = {}
for i = 1, 3e5 do t[i] = true end
for i = 1, 3e5 do t[i] = nil end
while true do next(t) end
