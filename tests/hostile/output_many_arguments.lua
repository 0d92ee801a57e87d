-- expect: output
local unpack = table.unpack or unpack
local t = {}
for i = 1, 5000 do t[i] = "some text" end
while true do print(unpack(t)) end
