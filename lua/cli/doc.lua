-- What `:doc NAME` of the interactive mode says.
--
-- Returns a function from the path of a value, such as "string.find", to text.

local type, rawget, pcall, tostring = type, rawget, pcall, tostring
local getinfo = debug and debug.getinfo
local open = io and io.open
local concat, insert = table.concat, table.insert
local format = string.format
local globals = _G

-- Each line: the call, then what it does.
local TEXT = [[
assert(v [, message]): raises an error unless v is true
collectgarbage([opt [, arg] ]): controls the garbage collector
dofile([filename]): runs a file
error(message [, level]): raises an error
getmetatable(object): its metatable, or the field __metatable of that
ipairs(t): for i, v in ipairs(t): the entries t[1], t[2], ... up to a nil
load(chunk [, chunkname [, mode [, env] ] ]): compiles a chunk to a function
loadfile([filename [, mode [, env] ] ]): compiles a file to a function
next(table [, index]): the key after index, and its value
pairs(t): for k, v in pairs(t): all entries, in no order
pcall(f, ...): calls f; true and its results, or false and the error
print(...): writes its arguments to stdout, with tabs between them
rawequal(v1, v2): whether they are equal, without metamethods
rawget(table, index): table[index], without metamethods
rawlen(v): its length, without metamethods
rawset(table, index, value): table[index] = value, without metamethods
require(modname): loads a module, once, and returns it
select(n, ...): the arguments from the n-th on; with "#", how many there are
setmetatable(table, metatable): sets it and returns the table
tonumber(e [, base]): e as a number, or nil
tostring(v): v as a string
type(v): the name of the type of v
warn(msg, ...): writes a warning to stderr; "@on" and "@off" switch
xpcall(f, msgh, ...): as pcall, but errors go through msgh first
coroutine.close(co): closes it and its pending variables
coroutine.create(f): a new coroutine that will run f
coroutine.isyieldable([co]): whether it can yield
coroutine.resume(co, ...): runs it; true and what it yields, or false, error
coroutine.running(): the running coroutine, and whether it is the main one
coroutine.status(co): "running", "suspended", "normal" or "dead"
coroutine.wrap(f): a function that resumes a new coroutine each time
coroutine.yield(...): suspends the running coroutine
math.abs(x): without its sign
math.acos(x): arc cosine, in radians
math.asin(x): arc sine, in radians
math.atan(y [, x]): arc tangent of y/x, in radians
math.ceil(x): the least integer that is not less than x
math.cos(x): cosine of x, in radians
math.deg(x): radians to degrees
math.exp(x): e to the power x
math.floor(x): the greatest integer that is not greater than x
math.fmod(x, y): the rest of x/y, rounded towards zero
math.log(x [, base]): logarithm of x, natural if there is no base
math.max(x, ...): the greatest
math.min(x, ...): the least
math.modf(x): the part before the point, and the part after it
math.rad(x): degrees to radians
math.random([m [, n] ]): a float in [0,1), or an integer in [1,m] or [m,n]
math.randomseed([x [, y] ]): seeds the generator
math.sin(x): sine of x, in radians
math.sqrt(x): square root
math.tan(x): tangent of x, in radians
math.tointeger(x): x as an integer, or nil
math.type(x): "integer", "float" or nil
math.ult(m, n): m < n as integers without a sign
string.byte(s [, i [, j] ]): the codes of s[i] to s[j]
string.char(...): the string with these codes
string.dump(f [, strip]): the function compiled, as a string
string.find(s, pattern [, init [, plain] ]): where it first matches
string.format(formatstring, ...): formats its arguments
string.gmatch(s, pattern [, init]): an iterator over the matches
string.gsub(s, pattern, repl [, n]): s with matches replaced, and their count
string.len(s): its length in bytes
string.lower(s): in lower case
string.match(s, pattern [, init]): the captures of the first match
string.pack(fmt, v1, v2, ...): packs values as bytes
string.packsize(fmt): the size of what string.pack makes
string.rep(s, n [, sep]): n times s, with sep between
string.reverse(s): backwards
string.sub(s, i [, j]): the bytes from i to j; negative from the end
string.unpack(fmt, s [, pos]): the values packed in s, and where they end
string.upper(s): in upper case
table.concat(list [, sep [, i [, j] ] ]): its strings and numbers, joined
table.insert(list, [pos,] value): puts it in, at the end or at pos
table.move(a1, f, e, t [, a2]): moves a1[f..e] to t and on
table.pack(...): a table of its arguments, with their number n
table.remove(list [, pos]): takes one out, the last or that at pos
table.sort(list [, comp]): sorts it in place
table.unpack(list [, i [, j] ]): list[i], ..., list[j]
utf8.char(...): the string of these code points
utf8.codepoint(s [, i [, j [, lax] ] ]): the code points there
utf8.codes(s [, lax]): for p, c in utf8.codes(s): places and code points
utf8.len(s [, i [, j [, lax] ] ]): how many characters there are
utf8.offset(s, n [, i]): where the n-th character begins
io.close([file]): closes a file
io.input([file]): sets or gives the default input
io.lines([filename, ...]): an iterator over the lines
io.open(filename [, mode]): opens a file; nil and why not
io.output([file]): sets or gives the default output
io.popen(prog [, mode]): runs a program and opens a pipe to it
io.read(...): reads from the default input: "n", "a", "l", "L" or a count
io.tmpfile(): a file that goes when it is closed
io.type(obj): "file", "closed file" or nil
io.write(...): writes to the default output
os.clock(): processor time used, in seconds
os.date([format [, time] ]): a date as text or as a table
os.difftime(t2, t1): seconds between
os.execute([command]): runs a command in the shell
os.exit([code [, close] ]): ends the program
os.getenv(varname): a variable of the environment, or nil
os.remove(filename): removes a file
os.rename(oldname, newname): renames a file
os.setlocale(locale [, category]): sets the locale of the program
os.time([table]): the time now, or that of a table, in seconds
os.tmpname(): a name for a temporary file
]]

local function find_line(name)
  local start = name .. "("
  for line in TEXT:gmatch("[^\n]+") do
    if line:sub(1, #start) == start then
      return (line:gsub(" %]", "]"):gsub(": ", "\n  ", 1))
    end
  end
end

local function resolve(path)
  local value = globals
  for name in path:gmatch("[^.:]+") do
    if type(value) ~= "table" then return nil end
    value = rawget(value, name)
  end
  return value
end

-- The comment right above the function, if its file can be read.
local function comment_above(info)
  local file = open and info.source:sub(1, 1) == "@"
    and open(info.source:sub(2))
  if not file then return "" end
  local lines, number = {}, 0
  for line in file:lines() do
    number = number + 1
    if number >= info.linedefined then break end
    if line:find("^%s*%-%-") then
      insert(lines, "  " .. line:gsub("^%s*%-%-+%s?", ""))
    else
      lines = {}
    end
  end
  file:close()
  return #lines > 0 and "\n" .. concat(lines, "\n") or ""
end

local function describe_function(name, value)
  local info = getinfo and getinfo(value, "S")
  if not info then return name .. ": a function" end
  if info.what == "C" then return name .. ": a function written in C" end
  return format("%s: a function from %s:%d%s", name, info.short_src,
    info.linedefined, comment_above(info))
end

-- The module `php` describes its functions itself.
local function ask_php(name)
  local fine, text = pcall(function()
    return rawget(globals, "php").usage(name)
  end)
  return fine and type(text) == "string" and text or nil
end

return function(name)
  name = name:match("^%s*(.-)%s*$")
  local text = find_line(name) or name:sub(1, 4) == "php."
    and ask_php(name:sub(5))
  if text then return text end
  local value = resolve(name)
  if value == nil then return "there is no " .. name end
  if type(value) == "function" then return describe_function(name, value) end
  return format("%s: a %s, %s", name, type(value), tostring(value))
end
