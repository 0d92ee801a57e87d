-- The module `php` for a plain lua5.4, and for LuaJIT, outside of our own
-- programs: there it is over ffi where libmoonspan.so is found, for such calls
-- compile, and else, as on Lua 5.4, the C module.

if rawget(_G, "jit") then
  local is_there, php = pcall(require, "php.ffi")
  if is_there then return php end
end
return require "php.core"
