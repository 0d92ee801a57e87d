-- expect: stopped
load("if x then " .. ("elseif x then "):rep(3e5) .. "end")
while true do end
