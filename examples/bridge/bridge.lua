-- LuaJIT calls the function of C; such calls are compiled.
--
--   make -C examples/bridge && luajit examples/bridge/bridge.lua

local build = (arg[0]:match("^.*/") or "./") .. "../../build/bridge/"
package.path = build .. "?.lua;" .. package.path

local ffi = require "ffi"
ffi.cdef(require "geo.cdef")
local geo = ffi.load(build .. "libgeo.so")

local metres = geo.geo_distance(52.520, 13.405, 48.857, 2.352)
print(("Berlin - Paris  %4.0f km"):format(metres / 1000))
