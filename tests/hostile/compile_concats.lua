-- expect: ok
load("return " .. ("a .. "):rep(1e5) .. "a")
