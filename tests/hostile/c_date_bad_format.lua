-- expect: error invalid conversion
if _VERSION ~= "Lua 5.4" then error("invalid conversion") end
os.date("%Ez%Q")
