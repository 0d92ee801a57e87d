std = "max"
max_line_length = 80
exclude_files = { "tests/hostile" } -- what no sane script does
files["examples"] = { allow_defined_top = true, max_line_length = 100 }
