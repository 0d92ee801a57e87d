-- expect: stopped
load("return " .. ("not a or "):rep(4e5) .. "a")
while true do end
