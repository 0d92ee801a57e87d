-- lua-cli beside `lua`: the same arguments, input and files give the same
-- output, messages and exit status, byte for byte, the program's name aside.
--
-- LUA_CLI is the program; LUA_STOCK is `lua`, built from the same source as the
-- engine of `lua54`, so other engines are held to the rows that need no oracle.

local test = require "harness"

local CLI, STOCK = os.getenv("LUA_CLI"), os.getenv("LUA_STOCK")
local folder = os.tmpname()
os.remove(folder)
os.execute("mkdir " .. folder)

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local function write(name, text)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(text)
  file:close()
end

-- What a program prints on both streams and how it ends, as one text.
local function run(program, case)
  local line = ("cd %s && { %s; } >out 2>err; echo $? >status"):format(folder,
    (case:gsub("%f[%w_]LUA%f[^%w_]", (program:gsub("%%", "%%%%")))))
  os.execute(line)
  local text = read(folder .. "/out") .. "\n--\n" .. read(folder .. "/err")
    .. "\n--\n" .. read(folder .. "/status")
  text = text:gsub("skipping %d+ levels", "skipping levels")
  return (text:gsub(program:gsub("%p", "%%%0"), "LUA"))
end

local function absolute(path)
  if path:sub(1, 1) == "/" then return path end
  local pwd = io.popen("pwd")
  local here = pwd:read("*l")
  pwd:close()
  return here .. "/" .. path
end

CLI, STOCK = absolute(CLI), absolute(STOCK)

write("args.lua", "print(#arg, arg[0], arg[1], arg[-1], ..., select('#', ...))")
write("shebang.lua", "#!/usr/bin/env lua\nprint(debug.getinfo(1).currentline)")
write("bom.lua", "\239\187\191print('after a mark')")
write("bom_shebang.lua", "\239\187\191#!lua\nerror('line two')")
write("only_shebang.lua", "#!lua")
write("empty.lua", "")
write("syntax.lua", "local x = = 1")
write("deep.lua", [[
local function f(n) if n == 0 then error("deep") end f(n - 1) return 1 end
f(40)]])
write("method.lua", [[
local t = {} function t:go() self.nothing.at = 1 end
function global() t:go() return 1 end
global()]])
write("coroutine.lua", [[
local co = coroutine.create(function() error("inside") end)
print(coroutine.resume(co)) coroutine.wrap(function() error("out") end)()]])
write("closing.lua", [[
setmetatable({}, {__gc = function() print("collected") end})
local x <close> = setmetatable({}, {__close = function() print("closed") end})
print("done")]])
write("mixed.lua", "io.write('a ') print('b') io.write('c\\n') error('d', 0)")
write("nul.lua", "print('a\0b')")
write("described.lua", [[
error(setmetatable({}, {__tostring = function() return "described" end}))]])

write("nul_error.lua", "error('a\0b')")
write("two_comments.lua", "#one\n#two\nprint(1)")
write("results.lua", "return 1, 2")
write("recursion.lua", [[
local function f() return 1 + f() end
print(pcall(f)) print(select('#', table.unpack({}, 1, 1e5))) f()]])
write("callback.lua", "string.gsub('x', 'x', function() error('cb') end)")
write("compare.lua", "table.sort({3, 2, 1}, function() error('cmp') end)")
write("nested.lua", [[
local function f()
  coroutine.wrap(function() local function g() error("g") end g() end)()
end
f()]])
write("blame.lua", [[
function a() b() end function b() c() end function c() error("c", 2) end a()]])
write("traceback.lua", [[
print(debug.traceback("here", 1))
coroutine.wrap(function() print(debug.traceback()) end)()
print(xpcall(error, debug.traceback, "caught"))
print(debug.getinfo(2).what, debug.getinfo(3), debug.getinfo(1).source)]])
write("main.lua", [[
local main = coroutine.running()
print(coroutine.status(main), coroutine.resume(main))
print(pcall(coroutine.close, main))
coroutine.wrap(function()
  print(coroutine.status(main), coroutine.resume(main))
  print(pcall(coroutine.close, main))
end)()]])
write("object.lua", [[
local e = setmetatable({}, {__tostring = function() return "object" end})
local function f() error(e) end f()]])
write("object_place.lua", [[
local function where(level)
  local info = debug.getinfo(level + 1, "Sl")
  return info.what .. " " .. info.currentline
end
local e = setmetatable({}, {__tostring = function()
  return where(1) .. ", " .. where(4) .. ", " .. where(5)
end})
local function f()
  error(e)
end
if ... then coroutine.wrap(f)() end
f()]])
write("object_closed.lua", [[
local function object(text)
  return setmetatable({}, {__tostring = function() return text end})
end
local x <close> = setmetatable({}, {__close = function() error(object "x") end})
error(object "main")]])
write("exit_closing.lua", [[
setmetatable({}, {__gc = function() print("collected") end})
coroutine.wrap(function() os.exit(4, true) end)()]])
write("read.lua", "print(io.read('n', 'l', 'a'))")
write("gc_error.lua",
  "setmetatable({}, {__gc = function() error('in gc') end}) print('done')")
write("exit_close.lua", [=[
local x <close> = setmetatable({}, {__close = function(_, e) print("x", e) end})
local y <close> = setmetatable({}, {__close = function() print("y") end})
kept = setmetatable({}, {__gc = function() print("collected") end})
if ... then
  coroutine.wrap(function()
    local z <close> = setmetatable({}, {__close = function() print("z") end})
    table.sort({1, 2}, function() os.exit(2, true) end)
  end)()
end
os.exit(2, true)]=])
write("exit_fail.lua", [=[
local x <close> = setmetatable({}, {__close = function() error("x") end})
local y <close> = setmetatable({}, {__close = function() print("y") end})
os.exit(3, true)]=])
write("gc_order.lua", [=[
for i = 1, 3 do
  setmetatable({}, {__gc = function() print("collected", i) end})
end]=])
write("noread.lua", "print(1)")
os.execute("chmod 000 " .. folder .. "/noread.lua; mkdir " .. folder .. "/sub")
write("mod.lua", "return { name = ... }")
write("sub/mod.lua", "return { name = ... }")
write("mod-v2.lua", "return (...)")
write("bad_mod.lua", "return = 1")
write("many.lua", "for i = 1, 100000 do print(i) end")

local CASES = {
  "LUA -e 'print(1)'", "LUA -e'print(2)'", "LUA -e 'x = 1' -e 'print(x)'",
  "LUA -v", "LUA -v -e 'print(arg[0], arg[-1], arg[1])'", "LUA -- args.lua a b",
  "LUA args.lua", "LUA args.lua a 'b c' ''", "LUA -e 'y = 2' args.lua -e",
  "echo 'print(...)' | LUA - a b", "echo 'print(7)' | LUA", "LUA </dev/null",
  "LUA shebang.lua", "LUA bom.lua", "LUA bom_shebang.lua",
  "LUA only_shebang.lua", "LUA empty.lua", "LUA syntax.lua", "LUA deep.lua",
  "LUA method.lua", "LUA coroutine.lua", "LUA closing.lua", "LUA mixed.lua",
  "LUA nul.lua", "LUA missing.lua", "LUA .",
  "LUA -e 'x ='", "LUA -e 'error()'", "LUA -e 'error(nil)'",
  "LUA -e 'error(42)'", "LUA -e 'error(4.5, 0)'", "LUA -e 'error({})'",
  "LUA -e 'error(true)'", "LUA -e 'error(print)'",
  "LUA -e 'error(setmetatable({}, {__tostring = function() return 5 end}))'",
  "LUA described.lua",
  "LUA -e 'os.exit(7)'", "LUA -e 'os.exit(true, true)'",
  "LUA -e 'os.exit(false)'", "LUA -e 'coroutine.yield()'",
  "LUA -e 'print(coroutine.isyieldable(), select(2, coroutine.running()))'",
  "LUA -e 'local function f() return 1 + f() end f()'",
  "LUA -e 'string.rep()'", "LUA -e 'print((\"x\"):rep(3, \",\"))'",
  "LUA -e 'print(pcall(error, {}, 0) == false)'",
  "LUA -e 'return 1, 2'", "LUA -e 'goto nowhere'",
  "LUA -e 'print(string.format(\"%5.1f|%q\", 3.14159, \"a\\n\"))'",
  "LUA -e 'io.stderr:write(\"to stderr\")'",
  "LUA -e 'print(require == nil, package.path ~= nil)'",
  "LUA -e 'print(#string.dump(function() end) > 0)'",
  "LUA -e 'print(1)' >/dev/full",
  "LUA nul_error.lua", "LUA two_comments.lua", "LUA results.lua",
  "LUA recursion.lua", "LUA callback.lua", "LUA compare.lua", "LUA nested.lua",
  "LUA blame.lua", "LUA traceback.lua", "LUA main.lua", "LUA object.lua",
  "LUA object_place.lua", "LUA object_place.lua wrapped",
  "LUA object_closed.lua",
  "LUA exit_closing.lua", "echo '12 abc' | LUA read.lua",
  "LUA many.lua >/dev/full", "LUA many.lua >&-", "LUA many.lua | head -1",
  "LUA -- -", "LUA -- args.lua -e x", "LUA -- </dev/null", "LUA ''",
  "LUA -v -v", "LUA -v empty.lua", "LUA -e 'print(1)' missing.lua",
  "LUA -e 'print(1)' -e 'error(2)' -e 'print(3)'", "LUA -e 'print(...)' a b",
  "LUA <shebang.lua", "cat results.lua | LUA", "LUA - a <args.lua",
  "LUA -e 'assert(false)'", "LUA -e 'assert(nil, \"why\")'",
  "LUA -e 'assert(false, {})'", "LUA -e 'error(\"two\\nlines\")'",
  "LUA -e 'error(\"\")'", "LUA -e 'error(2^53)'", "LUA -e 'x.y.z()'",
  "LUA -e 'return error(\"tail\")'", "LUA -e 'os.exit(256)'",
  "LUA -e 'os.exit(\"bad\")'", "LUA -e 'local t <const> = 1 t = 2'",
  "LUA -e 'error(setmetatable({}, {__name = \"NAME\"}))'",
  "LUA -e 'error(setmetatable({}, {__tostring = function() return 5 end}))'",
  "LUA -e 'debug = nil error(1)'", "LUA -e 'require \"no.such.module\"'",
  "LUA -e 'print(package.path, package.cpath)'", "LUA -e 'print(1 // 0)'",
  "LUA -e 'string.rep((\"x\"):rep(1000), 1e12)'",
  "LUA -e 'io.stderr:close() error(1)'",

  -- Options, alone and together, and those that `lua` refuses.
  "LUA -x", "LUA -e", "LUA -l", "LUA -e -v", "LUA -l -v", "LUA -vi", "LUA -Ex",
  "LUA -Wx", "LUA -ix", "LUA --nothing", "LUA -vE", "LUA -v-", "LUA -W -E -v",
  "LUA -- ", "LUA -e 'x = 1' -- args.lua -v", "LUA -E args.lua",
  "LUA -e '' - </dev/null", "LUA -W -e 'warn(\"seen\")'",
  "LUA -e 'warn(\"@on\") warn(\"a\", \"b\", \"@off\") warn(\"c\")'",
  "LUA -e 'warn(\"unseen\") warn(\"@on\") warn(\"@odd\") warn(\"@off\")'",
  "LUA -W -e 'warn(\"@off\", \"x\") warn()'", "LUA -e 'warn(1, {})'",
  "LUA -W gc_error.lua", "LUA gc_error.lua",
  "LUA -e 'print(collectgarbage(\"incremental\"))'",

  -- Modules, from the command line.
  "LUA -l mod -e 'print(mod.name)'", "LUA -lmod -e 'print(mod.name)'",
  "LUA -l m=mod -e 'print(m.name, mod)'", "LUA -l mod-v2 -e 'print(mod)'",
  "LUA -l m=mod-v2 -e 'print(m)'", "LUA -l no.mod", "LUA -l bad_mod",
  "LUA -l sub.mod -e 'print(_G[\"sub.mod\"].name, sub)'",
  "LUA -l string -e 'print(string.len \"x\")' -l mod args.lua",
  "LUA -e 'require = nil' -e 'print(pcall(load, nil))'",

  -- The environment.
  "LUA_INIT='print(1)' LUA -e 'print(2)'",
  "LUA_INIT='print(1)' LUA_INIT_5_4='print(54)' LUA -v empty.lua",
  "LUA_INIT=@args.lua LUA args.lua x", "LUA_INIT=@missing.lua LUA args.lua",
  "LUA_INIT='error(1)' LUA args.lua", "LUA_INIT='x =' LUA args.lua",
  "LUA_INIT='error(1)' LUA -E args.lua", "LUA_INIT= LUA args.lua",
  "LUA_PATH='/x/?.lua;;' LUA -e 'print(package.path)'",
  "LUA_PATH_5_4=/y LUA_PATH=/x LUA_CPATH='/c;;' "
    .. "LUA -e 'print(package.path, package.cpath)'",
  "LUA_PATH=/x LUA_CPATH=/y LUA -E -e 'print(package.path, package.cpath)'",
  "LUA_PATH=/x LUA -E -e 'print(os.getenv(\"LUA_PATH\"))'",

  -- What becomes of `arg`.
  "LUA -e 'arg[1] = 7 arg[2] = nil' args.lua a b c",
  "LUA -e 'arg = nil' args.lua", "LUA -e 'arg = {1, 2}' args.lua a",
  "LUA_INIT='print(arg[0], arg[1])' LUA args.lua a",

  -- What was compiled before.
  "LUA -e 'io.write(string.dump(load \"print(...)\"))' >out.luac; "
    .. "LUA out.luac a; LUA - b <out.luac",
  "{ echo '#!lua'; LUA -e 'io.write(string.dump(load \"error(1)\", true))'; } "
    .. ">out.luac; LUA out.luac",
  "printf '\\033Lua' >bad.luac; LUA bad.luac",

  -- Interactive, without a terminal.
  "echo 'x = 1\nx\n=x, 2\n\n1 +\n2\nfor i = 1, 2 do\nprint(i)\nend' | LUA -i",
  "echo 'error(1)\nerror({})\nx x\nfor' | LUA -i", "LUA -i </dev/null",
  "echo '_PROMPT = \"? \" _PROMPT2 = 5\nf(\n1)\n3' | LUA -i",
  "echo '_PROMPT = setmetatable({}, {__tostring = function() return \"t\" end})"
    .. "\n3' | LUA -i",
  "echo 'print = nil\n3' | LUA -i", "echo 'print = error\n3' | LUA -i",
  "echo 'return 1, nil, \"x\"\nlocal y = 3\ny' | LUA -i args.lua a",
  "printf 'x = 3\nx' | LUA -i -e 'y = 2'", "echo x | LUA -i missing.lua",
  "printf 'function f()' | LUA -i", "echo '::a:: goto a2' | LUA -i",

  -- The end.
  "LUA -e 'os.exit()'", "LUA -e 'os.exit(true)'", "LUA -e 'os.exit(3.0, true)'",
  "LUA exit_close.lua", "LUA exit_close.lua x", "LUA exit_fail.lua",
  "LUA gc_order.lua",
  "LUA -e 'io.stdout:close() print(1)'",
  "LUA -e 'io.stdout:setvbuf(\"full\") io.write(1) os.exit(0, false)'",
  "LUA -e 'setmetatable(_G, {__index = function() error(\"i\") end}) print(x)'",
  "LUA -e 'local x <close> = 1'", "LUA noread.lua", "LUA -e '#comment'",
  "LUA -e 'coroutine.wrap(function() local t <close> = setmetatable({},"
    .. " {__close = function() print(1) end}) coroutine.yield() end)()'",
}

local function is_stock_source()
  local pipe = io.popen(CLI .. " -v; " .. STOCK .. " -v")
  local ours, theirs = pipe:read("*l"), pipe:read("*l")
  pipe:close()
  return ours == theirs
end

if is_stock_source() then
  for _, case in ipairs(CASES) do
    test(case .. " is as with lua", function()
      test.equal(run(CLI, case), run(STOCK, case))
    end)
  end
end

test("a script gets its arguments and its output is all there is", function()
  test.equal(run(CLI, "LUA args.lua a b"),
    "2\targs.lua\ta\tLUA\ta\t2\n\n--\n\n--\n0\n")
end)

test("a script that fails says where and exits with 1", function()
  test.matches(run(CLI, "LUA -e \"error('why')\""),
    "^\n%-%-\nLUA: %(command line%):1: why\n.*%-%-\n1\n$")
end)

test("a file that does not compile is named with its line", function()
  test.matches(run(CLI, "LUA syntax.lua"), "syntax%.lua:1: .*\n1\n$")
end)

test("a missing file is named", function()
  test.matches(run(CLI, "LUA missing.lua"), "cannot open missing%.lua.*\n1\n$")
end)

for _, option in ipairs { "-x", "-l", "-e", "--nothing" } do
  test(option .. " alone is answered with the usage", function()
    test.matches(run(CLI, "LUA " .. option), "usage: LUA .*\n1\n$")
  end)
end

-- What is ours: the call, then patterns of stdout, of stderr, and the status.
local OURS = {
  { "LUA --version", "^Lua[^\n]*\nlua%-cli %d", "^$", 0 },
  { "LUA --help", "^usage: LUA .*%-%-sandbox", "^$", 0 },
  { "LUA --memory=8M -e 'x = (\"x\"):rep(2^24)'", "^$",
    "not enough memory: the limit is 8388608 bytes", 1 },
  { "LUA --memory=8M --exit-codes -e 'local t = {} while true do t[#t + 1] = {}"
    .. " end'", "^$", "not enough memory: the limit is 8388608 bytes\n", 3 },
  { "LUA --instructions=1e6 --exit-codes -e 'while true do end'", "^$",
    "used up its 1000000 instructions", 4 },
  { "LUA --output=10 --exit-codes -e 'print(1) print((\"x\"):rep(10))'", "^1\n",
    "printed more than 10 bytes", 5 },
  { "LUA --output=10 -e 'pcall(print, \"more than ten bytes\") print(1)'", "^$",
    "printed more", 1 },
  { "LUA --wall=0.1 --exit-codes -e 'while true do end'", "^$",
    "ran for longer than its 0.1 s", 124 },
  { "LUA --cpu=0.1 -e 'pcall(function() while true do end end) print(1)'", "^$",
    "used up its 0.1 s of processor time", 1 },
  { "LUA --memory=x args.lua", "^$", "'%-%-memory=x' is no limit above 0", 1 },
  { "LUA --cpu=-1 args.lua", "^$", "'%-%-cpu=%-1' is no limit above 0", 1 },
  { "LUA --wall=1s args.lua", "^$", "is no limit above 0", 1 },
  { "LUA --output= args.lua", "^$", "is no limit above 0", 1 },
  { "LUA --instructions=0 args.lua", "^$", "is no limit above 0", 1 },
  { "LUA --memory args.lua", "^$", "usage: LUA", 1 },
  { "LUA --check empty.lua args.lua", "^$", "^$", 0 },
  { "LUA --check empty.lua syntax.lua missing.lua", "^$",
    "^syntax%.lua:1: [^\n]*\nLUA: cannot open missing%.lua", 1 },
  { "echo 'x =' | LUA --check", "^$", "^stdin:2: ", 1 },
  { "LUA --check closing.lua -e", "^$", "cannot open %-e", 1 },
  { "LUA --stats -e 'print(1)'", "^1\n$", "^time %d.*\nmemory %d+ KiB", 0 },
  { "LUA --profile=folded busy.lua; cat folded",
    "main chunk %(busy%.lua:0%);work %(busy%.lua:1%) %d+\n", "^$", 0 },
  { "LUA --profile busy.lua", "^$", "work %(busy%.lua:1%) %d+\n", 0 },
  { "LUA --profile=/nowhere/x args.lua", "^0", "cannot write /nowhere/x", 0 },
  { "LUA --json -e 'return 1, \"a\\n\", {}, {1, {x = true}}, nil'",
    '^1\n"a\\n"\n%[%]\n%[1,{"x":true}%]\nnull\n$', "^$", 0 },
  { "LUA --json results.lua", "^1\n2\n$", "^$", 0 },
  { "LUA --json -e 'return {f = print}'", "^$",
    "^LUA: a function has no form in JSON %(at %$%.f%)\n$", 1 },
  { "LUA --json -e 'return \"\\255\"'", "^$", "not UTF%-8", 1 },
  { "LUA --json -e 'local t = {} t[1] = t return t'", "^$",
    "inside itself", 1 },
  { "LUA --json -e 'return 0/0'", "^$", "has no form in JSON", 1 },
  { "LUA --json -e 'error(1)'", "^$", "LUA: ", 1 },
}

-- Interrupts a script as soon as it says, by a file, that it runs.
local INTERRUPT = "rm -f started; LUA %s & n=0; until [ -e started ] "
  .. "|| [ $((n=n+1)) -gt 6000 ]; do sleep 0.01; done; kill -INT $!; wait $!"

-- Nothing stops what LuaJIT has compiled.
local INTERRUPTED = {
  { INTERRUPT:format("busy_forever.lua"), "^$",
    "^LUA: busy_forever%.lua:%d: interrupted!\nstack traceback:", 1 },
  { INTERRUPT:format("busy_twice.lua"),
    "^false\tbusy_twice%.lua:%d: interrupted!\n$", "^$", 0 },
  { INTERRUPT:format("busy_search.lua"), "^false\t.*interrupted!\n$", "^$", 0 },
}

write("busy.lua", [[
local function work() local t = {} for i = 1, 1e5 do t[i % 100] = i end end
for _ = 1, 100 do work() end]])
write("busy_forever.lua", [[
io.open("started", "w"):close()
while true do end]])
write("busy_twice.lua", [[
print(pcall(function() io.open("started", "w"):close() while true do end end))
]])
write("busy_search.lua", [[
local subject, pattern = ("a"):rep(1e6), (".-"):rep(5) .. "b"
print(pcall(function()
  io.open("started", "w"):close()
  return subject:find(pattern)
end))]])

if not rawget(_G, "jit") then
  for _, row in ipairs(INTERRUPTED) do OURS[#OURS + 1] = row end
end

for _, row in ipairs(OURS) do
  local line, out, err, status = row[1], row[2], row[3], row[4]
  test(line .. " does as it says", function()
    local text = run(CLI, line)
    local stdout, stderr, ended = text:match(
      "^(.*)\n%-%-\n(.*)\n%-%-\n(%d+)\n$")
    test.matches(stdout, out)
    test.matches(stderr, err)
    test.equal(tonumber(ended), status)
  end)
end

-- Expressions, and what PHP's json_decode() is to make of their JSON, to the
-- type; those that only Lua 5.4 has come last.
local VALUES = {
  { "nil", "null" }, { "php.null", "null" }, { "true", "true" },
  { "false", "false" }, { "-7", "-7" }, { "0.1", "0.1" }, { "-1/3", "-1 / 3" },
  { "1e300", "1e300" }, { "5e-324", "5e-324" },
  { "123456789.123", "123456789.123" }, { "''", "''" },
  { "'\\0\\1\\127\\\\/\\34\\'\\n'", [["\0\1\x7f\\/\"'\n"]] },
  { "'é 漢字 🙂'", "'é 漢字 🙂'" }, { "('x'):rep(5000)", "str_repeat('x', 5000)" },
  { "{}", "[]" }, { "{{}, {1, {2}}}", "[[], [1, [2]]]" },
  { "{1, php.null, false}", "[1, null, false]" },
  { "{b = {c = 1}, a = 'x', [10] = 2}",
    "['10' => 2, 'a' => 'x', 'b' => ['c' => 1]]" },
  { "{[''] = 1, ['a b'] = {}}", "['' => 1, 'a b' => []]" },
  { "math.mininteger", "PHP_INT_MIN" }, { "math.maxinteger", "PHP_INT_MAX" },
  { "1.0", "1.0" }, { "2.0^53", "9007199254740992.0" }, { "{1.0}", "[1.0]" },
}
local ONLY_54 = 5

write("decode.php", [[<?php
$wanted = file('wanted', FILE_IGNORE_NEW_LINES);
foreach (file('php://stdin', FILE_IGNORE_NEW_LINES) as $i => $line) {
    $value = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $same = $value === eval("return $wanted[$i];");
    echo $same ? "same\n" : "$line is not $wanted[$i]\n";
}
]])

test("PHP decodes the same values from the JSON of results", function()
  local values, wanted = {}, {}
  local count = rawget(_G, "jit") and #VALUES - ONLY_54 or #VALUES
  for i = 1, count do values[i], wanted[i] = VALUES[i][1], VALUES[i][2] end
  write("values.lua", "return " .. table.concat(values, ",\n"))
  write("wanted", table.concat(wanted, "\n"))
  test.equal(run(CLI, "LUA --json values.lua | php decode.php"),
    ("same\n"):rep(count) .. "\n--\n\n--\n0\n")
end)

-- Declared by hand, since the headers are the engine's own.
write("cmod.c", [[
typedef struct lua_State lua_State;
void lua_pushnumber(lua_State *L, double n);
double lua_tonumber(lua_State *L, int index);
double lua_tonumberx(lua_State *L, int index, int *is_number);
const char *lua_pushfstring(lua_State *L, const char *format, ...);

int luaopen_cmod(lua_State *L)
{
    lua_pushfstring(L, "from %s", "C");
    return 1;
}

int plain(lua_State *L)
{
    lua_pushnumber(L, 4.5);
    return 1;
}]])

test("C modules are loaded and find Lua's functions", function()
  local cc = os.getenv("LUA_CC") or "cc"
  local text = run(CLI, cc .. " -shared -fPIC -o cmod.so cmod.c && "
    .. "LUA_CPATH='./?.so' LUA -e 'print((require \"cmod\"))' "
    .. "-e 'print(package.loadlib(\"./cmod.so\", \"plain\")())'")
  test.equal(text, "from C\n4.5\n\n--\n\n--\n0\n")
end)

test("a script of a hundred megabytes runs", function()
  write("huge.lua", "-- " .. ("x"):rep(100 * 2^20) .. "\nprint(1)")
  test.equal(run(CLI, "LUA huge.lua; rm huge.lua"), "1\n\n--\n\n--\n0\n")
end)

test("a script of ten megabytes runs", function()
  write("long.lua", ("x = 12345678901\n"):rep(10 * 65536) .. "print(x)")
  test.equal(run(CLI, "LUA long.lua"), "12345678901\n\n--\n\n--\n0\n")
end)

test("a closed stdout makes no noise and no endless loop", function()
  test.matches(run(CLI, "LUA -e 'for i = 1, 9 do print(i) end' >&-"), "\n0\n$")
end)

os.execute("rm -r " .. folder)
test.finish()
