-- expect: time
if not utf8 then while true do end end
local s = "\195" .. ("\128"):rep(4e6)
while true do utf8.offset(s, -1) utf8.len(s) end
