-- expect: time
if not table.move then while true do end end
table.move({}, 1, 1e15, 2)
