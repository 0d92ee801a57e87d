-- expect: time
load("while true do end")()
