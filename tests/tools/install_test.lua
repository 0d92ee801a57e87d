-- `make install`: what comes where, and whether programs find it there.

local test = require "harness"

local root = os.tmpname()
os.remove(root)

local function run(command, ...)
  local pipe = io.popen("{ " .. command:format(...) .. "; } 2>&1")
  local text = pipe:read("a")
  return text, (pipe:close())
end

-- Into folders that are not the usual ones, so that each has to be heeded.
local OPTIONS = ("ENGINE=lua54 MODE=release DESTDIR='%s' PREFIX=/opt/moon "
  .. "libdir=/opt/moon/lib/here includedir=/opt/include"):format(root)

local LIB = root .. "/opt/moon/lib/here"

-- Compiles a program against what was installed, and runs it.
local function build(language, code, flags)
  local path = root .. "/program"
  local file = assert(io.open(path .. "." .. language, "w"))
  file:write(code)
  file:close()
  return run("%s %s.%s $(PKG_CONFIG_PATH=%s/pkgconfig "
    .. "PKG_CONFIG_SYSROOT_DIR=%s pkg-config --cflags --libs %s moonspan) "
    .. "-o %s && LD_LIBRARY_PATH=%s %s",
    language == "c" and "cc" or "c++ -std=c++17", path, language, LIB, root,
    flags, path, LIB, path)
end

local said, is_installed = run("make install %s", OPTIONS)

test("it is installed", function() test.is_true(is_installed, said) end)

test("the library has its version in its name, with links to it", function()
  test.equal(run("readlink %s/libmoonspan.so", LIB), "libmoonspan.so.0\n")
  test.matches(run("readlink %s/libmoonspan.so.0", LIB),
    "^libmoonspan%.so%.0%.%d+%.%d+\n$")
  test.matches(run("readelf -d %s/libmoonspan.so", LIB),
    "SONAME[^\n]*%[libmoonspan%.so%.0%]")
end)

test("a program in C finds header and library by pkg-config", function()
  local code = [[
    #include <moonspan.h>
    #include <stdio.h>
    int main(void) { return puts(moon_version()) < 0; }
  ]]
  local version = run("PKG_CONFIG_PATH=%s/pkgconfig pkg-config --modversion "
    .. "moonspan", LIB)
  test.equal(build("c", code, ""), version)
  os.remove(LIB .. "/libmoonspan.so")
  test.equal(build("c", code, "--static"), version)
  test.equal(run("ldd %s/program", root):find("moonspan", 1, true), nil)
  os.execute(("ln -s libmoonspan.so.0 %s/libmoonspan.so"):format(LIB))
end)

test("a program in C++ does so, too", function()
  test.equal(build("cc", [[
    #include <iostream>
    #include <moonspan.hpp>
    int main() { std::cout << moon::State().eval<int>("return 6 * 7"); }
  ]], ""), "42")
end)

test("lua-cli runs where it is, with its page and completions", function()
  test.equal(run("%s/opt/moon/bin/lua-cli -e 'print(1)'", root), "1\n")
  for _, path in ipairs { "man/man1/lua-cli.1",
    "bash-completion/completions/lua-cli", "zsh/site-functions/_lua-cli",
    "lua/5.1/moonspan/cdef.lua" } do
    test.is_true(io.open(root .. "/opt/moon/share/" .. path), path)
  end
end)

-- Where the distribution's own Lua would look.
local function require_php(lua, version)
  return run("LUA_PATH='%s/opt/moon/share/lua/%s/?.lua' "
    .. "LUA_CPATH='%s/lua/%s/?.so' LD_LIBRARY_PATH=%s "
    .. "%s -e 'print(require(\"php\").strrev(\"abc\"))'", root, version, LIB,
    version, LIB, lua)
end

test("plain lua5.4 finds the module php", function()
  test.equal(require_php("lua5.4", "5.4"), "cba\n")
end)

test("LuaJIT finds it over ffi and, without the library, as C", function()
  test.equal(require_php("luajit", "5.1"), "cba\n")
  test.equal(require_php("LD_LIBRARY_PATH= luajit", "5.1"), "cba\n")
end)

test("nothing is left when it is uninstalled", function()
  local text, is_fine = run("make uninstall %s", OPTIONS)
  test.is_true(is_fine, text)
  test.equal(run("find %s/opt -not -type d", root), "")
end)

os.execute("rm -r " .. root)
test.finish()
