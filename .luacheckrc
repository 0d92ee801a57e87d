std = "max"
max_line_length = 80
files["examples"] = { allow_defined_top = true, max_line_length = 100 }
