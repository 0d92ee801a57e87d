-- expect: stopped
load("return " .. ("a and "):rep(5e5) .. "a")
while true do end
