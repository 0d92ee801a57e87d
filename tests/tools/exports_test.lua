-- What the built libraries show to others: the functions of the headers, all of
-- them and nothing else.

local test = require "harness"

local function lines(command)
  local list, found = io.popen(command .. " 2>&1"), {}
  for line in list:lines() do found[#found + 1] = line end
  list:close()
  table.sort(found)
  return table.concat(found, "\n")
end

local declared = lines("cut -d' ' -f1 tests/data/abi*.txt")

test("the list of exports is not empty", function()
  test.matches(declared, "moon_eval")
  test.matches(declared, "moon_str_strpos")
end)

for _, engine in ipairs { "", "-luajit" } do
  local path = "build/libmoonspan" .. engine .. ".so"
  test(path .. " exports the headers' functions and nothing else", function()
    test.equal(lines("nm -D --defined-only --format=posix " .. path
      .. " | cut -d' ' -f1"), declared)
  end)
end

test("the archive has no other global name either", function()
  test.equal(lines("nm -g --defined-only --format=posix build/libmoonspan.a"
    .. " | grep -v : | cut -d' ' -f1"), declared)
end)

test("the library is never unloaded, so that no handle outlives it", function()
  test.matches(lines("readelf -d build/libmoonspan.so"), "NODELETE")
end)

local jit = io.open("build/luajit-release/lua-cli")
if jit then
  jit:close()
  test("LuaJIT reads the declarations that are made for it", function()
    test.equal(lines("LUA_PATH='lua/?.lua' build/luajit-release/lua-cli -e '"
      .. 'ffi = require "ffi" ffi.cdef(require "moonspan.cdef")'
      .. 'print(ffi.load("build/libmoonspan.so").moon_abi(), ffi.C.MOON_ABI)'
      .. "'"), "1\t1")
  end)
end

test.finish()
