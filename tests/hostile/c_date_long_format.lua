-- expect: time
local format = ("%Y"):rep(1e5)
while true do os.date(format) end
