-- The interactive mode of lua-cli on a terminal.
--
-- LUA_CLI is the program; beside it is `pty`, which types and looks.  A row is
-- a name and a dialogue (tests/c/pty.c).

local test = require "harness"

local CLI = os.getenv("LUA_CLI")
local PTY = CLI:match("^.*/") .. "pty"
local FOLDER = os.tmpname()
os.remove(FOLDER)
os.execute("mkdir -p " .. FOLDER .. "/modules/unit_two")
local HISTORY = FOLDER .. "/history"

local function write(name, text)
  local file = assert(io.open(FOLDER .. "/" .. name, "wb"))
  file:write(text)
  file:close()
  return FOLDER .. "/" .. name
end

local function read(path)
  local file = io.open(path, "rb")
  if not file then return "" end
  local text = file:read("*a")
  file:close()
  return text
end

local function talk(dialogue, environment)
  local pipe = io.popen(
    ("TERM=xterm NO_COLOR=1 LUA_CLI_HISTORY=%s %s %s %s <%s"):format(HISTORY,
      environment or "", PTY, CLI, write("dialogue", dialogue)))
  local text = pipe:read("*a")
  pipe:close()
  return text
end

-- A build without a line editor shows plainly what `print` does.
local version = io.popen(CLI .. " --version")
local IS_RICH = version:read("*a"):find("libedit") ~= nil
version:close()

local ROWS = {
  { "an expression is shown, strings in quotes", [[
< >
> 1 + 1, 'a\\0b', nil\n
< 2
< "a\000b"
< nil
> ^D
]] },
  { "tables are shown indented and sorted", [[
< >
> {3, {}, z = 1, b = {x = true}, [2.5] = 0}\n
< {
<   3,
<   {},
<   [2.5] = 0,
<   b = {
<     x = true,
<   z = 1,
< }
> ^D
]] },
  { "what is too large is cut", [[
< >
> local t = {} for i = 1, 1000 do t['k' .. i] = i end return t\n
< 950 more
> ('x'):rep(1000)\n
< 600 bytes more
> local t = {} t.t = t return t\n
< a table that this is in
> setmetatable({}, {__tostring = function() return 'descr' .. 'ibed' end})\n
< described
> ^D
]] },
  { "a statement goes on until it is whole", [[
< >
> for i = 1, 2 do\n
< >>
> print('no ' .. i)\n
> end\n
< no 1
< no 2
> ^D
]] },
  { "an error is told and the next line runs", [[
< >
> error('broken')\n
< broken
< broken
< stack traceback
> x x\n
< near 'x'
> =7 * 6\n
< 42
> ^D
]] },
  { "prompts are the script's", [[
< >
> _PROMPT = 'i' .. 'n: ' _PROMPT2 = 'mo' .. 're: '\n
< in:
> f(\n
< more:
> ^C
< in:
> ^D
]] },
  { "names, fields and methods are completed", [[
< >
> unique_name = 77\n
< >
> uniq\t\n
< ue_name
< 77
> string.revers\t('abc')\n
< "cba"
> s = 'xyz'\n
< >
> s:revers\t()\n
< "zyx"
> math.a\t\t
< abs
< acos
> ^C
> require 'corout\t'.running ~= nil\n
< true
> ^D
]] },
  { "completion runs no code", [[
< >
> ran = 0 meta = {__index = function() ran = ran + 1 end}\n
< >
> lazy = setmetatable({}, meta)\n
< >
> lazy.some\t
> ^C
< >
> lazy.x.some\t
> ^C
< >
> function meta.__index(_, k) if k == 'package' then ran = 1 end end\n
< >
> package = setmetatable(_G, meta) and nil\n
< >
> require 'a\t
> ^C
< >
> 'ran ' .. ran\n
< "ran 0"
> ^D
]] },
  { "Ctrl-C stops Lua code and string functions", [[
< >
> print(40 + 1) while true do pcall(function() while true do end end) end\n
< 41
* ^C
< interrupted!
> print(40 + 2) return (('a'):rep(300000)):find(('.-'):rep(6) .. 'b')\n
< 42
* ^C
< interrupted!
> 5 * 5\n
< 25
> ^D
]], "but what LuaJIT compiled" },
  { "Ctrl-C drops the line", [[
< >
> error('not run') ^C
< ^C
< >
> 6 * 6\n
< 36
! not run:
> ^D
]] },
  { "commands help", [[
< >
> :help\n
< Ctrl-D
> :doc string.rep\n
< string.rep(s, n [, sep])
> :doc php.strrev\n
< php.strrev(string $string): string
< Its bytes from last to first.
> :doc no.such\n
< there is no no.such
> :time 2 + 3\n
< 5
<  s
> ^D
]] },
}

if IS_RICH then
  for _, row in ipairs(ROWS) do
    if not (row[3] and rawget(_G, "jit")) then
      test(row[1], function() test.equal(talk(row[2]), "fine\n") end)
    end
  end

  test("modules are completed that files have", function()
    write("modules/unit_one.lua", "return 'the first'")
    write("modules/unit_two/init.lua", "return 'the second'")
    write("modules/unit_two/part.lua", "return 'a part'")
    write("modules/unit_none.txt", "")
    local path = FOLDER .. "/modules/?.lua;" .. FOLDER .. "/modules/?/init.lua"
    test.equal(talk([[
< >
> require 'unit_o\t'\n
< the first
> require 'unit_\t\t
< unit_one
< unit_two
> tw\t'\n
< the second
> require("unit_two.p\t")\n
< a part
> ^D
]], "LUA_PATH='" .. path .. "'"), "fine\n")
  end)

  test("the history is kept for the next time", function()
    os.remove(HISTORY)
    test.equal(talk("< >\n> 'kept ' .. 1\\n\n< \"kept 1\"\n> ^D\n"), "fine\n")
    test.matches(read(HISTORY), "kept")
    test.equal(talk("< >\n> \\e[A\\n\n< \"kept 1\"\n> ^D\n"), "fine\n")
  end)

  test("an empty name of a file keeps no history", function()
    os.remove(HISTORY)
    test.equal(talk("< >\n> 8 * 8\\n\n< 64\n> ^D\n", "LUA_CLI_HISTORY="),
      "fine\n")
    test.equal(read(HISTORY), "")
  end)

  test("the history stands where XDG says", function()
    local home = FOLDER .. "/state"
    test.equal(talk("< >\n> 8 * 8\\n\n< 64\n> ^D\n",
      "XDG_STATE_HOME=" .. home .. " env -u LUA_CLI_HISTORY"), "fine\n")
    test.matches(read(home .. "/lua-cli/history"), "8")
  end)

  test("colours are for those who want them", function()
    test.equal(talk("< >\n> 'c'\\n\n< \27[32m\"c\"\n> ^D\n", "NO_COLOR="),
      "fine\n")
  end)
end

test("a dumb terminal gets what lua shows", function()
  test.equal(talk("< >\n* 'a', 1\\n\n< a\t1\n* ^D\n", "TERM=dumb"), "fine\n")
end)

os.execute("rm -r " .. FOLDER)
test.finish()
