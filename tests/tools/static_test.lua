-- libmoonspan.a is all that a program needs, and shows it nothing but moon_*.

local test = require "harness"

local WORK = "build/tests/static"
local ARCHIVE = "build/libmoonspan.a"

local PROGRAM = [[
#include <stdio.h>

#include "moonspan.h"

/* Names of Lua's own, which must not clash with those inside. */
int lua_gettop(void);
int lua_gettop(void)
{
    return 41;
}

int main(void)
{
    int64_t state = moon_open(MOON_SANDBOX, MOON_PLAIN, 0);

    if (moon_eval(state, "return 1 + ...", 14, "", 0) != MOON_ERUNTIME)
        return 1;
    moon_push_int(state, lua_gettop());
    if (moon_eval(state, "return 1 + ...", 14, "", 0) != 1)
        return 2;
    printf("%d\n", (int)moon_result_int(state, 0));
    return moon_close(state);
}
]]

local function run(command)
  local pipe = io.popen("{ " .. command .. "; } 2>&1")
  local text = pipe:read("a")
  return text, pipe:close()
end

local function link(name, flags)
  local text, is_fine = run(
    ("cc -std=c11 -Isrc/include %s -o %s/%s %s/program.c %s -lm -ldl")
      :format(flags, WORK, name, WORK, ARCHIVE))
  test.is_true(is_fine, text)
  return WORK .. "/" .. name
end

os.execute("mkdir -p " .. WORK)
local file = assert(io.open(WORK .. "/program.c", "w"))
file:write(PROGRAM)
file:close()

test("a program that lies at a fixed address links it, and runs", function()
  test.equal(run(link("fixed", "-no-pie")), "42\n")
end)

test("a program that lies anywhere links it, and runs", function()
  test.equal(run(link("anywhere", "-pie -fPIE")), "42\n")
end)

test("all its global names begin with moon_", function()
  test.equal(run("nm -g --defined-only --format=posix " .. ARCHIVE
    .. " | grep -v : | grep -v '^moon_'"), "")
end)

test("Lua is inside", function()
  test.equal(run("nm -u --format=posix " .. ARCHIVE .. " | grep '^luaL*_'"), "")
end)

test.finish()
