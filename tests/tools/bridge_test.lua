-- examples/bridge: a library of a user's own, bound and called.

local test = require "harness"

local function run(command)
  local pipe = io.popen(command .. " 2>&1")
  local text = pipe:read("a")
  return text, (pipe:close())
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

run("rm -rf build/bridge")
local made, is_made = run("make -C examples/bridge")

test("the example is built", function() test.is_true(is_made, made) end)

test("PHP and scripts on both sides call the function of C", function()
  test.equal(run("php -d ffi.enable=1 examples/bridge/bridge.php"), [[
PHP calls C:
Berlin - Paris   877 km

PHP runs a script that calls C:
Berlin - Bern    753 km
Berlin - Vienna  524 km

C runs the same script:
Berlin - Bern    753 km
Berlin - Vienna  524 km

The script fails:
script:1: attempt to perform arithmetic on a nil value
]])
end)

if exists("build/luajit-release/lua-cli") then
  test("LuaJIT calls the function of C", function()
    test.equal(run("build/luajit-release/lua-cli examples/bridge/bridge.lua"),
      "Berlin - Paris   877 km\n")
  end)
end

-- What the class says in PHP, one line each.
local function php(code)
  return run(([[php -d ffi.enable=1 -r '
    require "build/bridge/Geo.php";
    try { %s } catch (\RuntimeException $e) { echo $e->getMessage(); }']])
    :format(code))
end

test("a library that is not there is named", function()
  test.matches(php('Bridge\\Geo::fromLibrary("/no/libgeo.so");'),
    "^the library '/no/libgeo%.so' cannot be bound: ")
end)

test("a library that is another's is told from ours", function()
  test.matches(php('Bridge\\Geo::fromLibrary("build/libmoonspan.so");'),
    "cannot be bound: .*geo_distance")
end)

test("an archive is for KPHP", function()
  test.matches(php("Bridge\\Geo::fromArchive();"), "^PHP cannot load")
end)

test("declarations that are not there are named", function()
  os.rename("build/bridge/ffi/geo.h", "build/bridge/ffi/x.h")
  test.matches(php("Bridge\\Geo::fromLibrary();"),
    "^the declarations '[^']*geo%.h' cannot be read")
  os.rename("build/bridge/ffi/x.h", "build/bridge/ffi/geo.h")
end)

test.finish()
