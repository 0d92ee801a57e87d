-- tools/engine-edit.lua: the edits apply to the source that was fetched, each
-- in one place or not at all.  Run by stock Lua, with
-- LUA_PATH='tests/lua/?.lua', from the root.

local test = require "harness"

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

local function names_in(folder)
  local list, names = io.popen("ls '" .. folder .. "'"), {}
  for name in list:lines() do names[#names + 1] = name end
  list:close()
  return names
end

local function absolute(path)
  local pipe = io.popen("pwd")
  local here = pipe:read("l")
  pipe:close()
  return path:sub(1, 1) == "/" and path or here .. "/" .. path
end

local SOURCE = ("build/engine/lua-%s/src")
  :format(read("build/engine/version"):match("%S+"))

-- Runs the tool on a copy of the source in which `changes`, by file, replace
-- text; hands what it prints, whether it succeeded and the target to `check`.
local function edit(changes, check)
  local root = os.tmpname()
  os.remove(root)
  os.execute(("mkdir -p '%s/target' && cp -r '%s' '%s/source'")
    :format(root, SOURCE, root))
  for name, change in pairs(changes) do
    local text = read(root .. "/source/" .. name)
    local first, last = text:find(change.find, 1, true)
    write(root .. "/source/" .. name,
      text:sub(1, first - 1) .. change.put .. text:sub(last + 1))
  end
  local pipe = io.popen(("cd '%s' && '%s' '%s' source target 2>&1")
    :format(root, absolute(arg[-1]), absolute("tools/engine-edit.lua")))
  local said = pipe:read("a")
  local is_fine = pipe:close() == true
  local ok, why = pcall(check, said, is_fine, root .. "/target")
  os.execute("rm -r '" .. root .. "'")
  if not ok then error(why, 0) end
end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch("[^\n]*\n?") do lines[#lines + 1] = line end
  return lines
end

-- How many lines at the beginning and at the end are the same.
local function count_same(a, b)
  local head, tail = 0, 0
  while head < #a and a[head + 1] == b[head + 1] do head = head + 1 end
  while tail < #a - head and a[#a - tail] == b[#b - tail] do tail = tail + 1 end
  return head, tail
end

-- The files that the tool says it edits.
local EDITED = {}
for name in read("tools/engine-edit.lua"):gmatch('file = "([^"]+)"') do
  EDITED[name] = true
end

test("every file is copied, and only those with edits differ", function()
  edit({}, function(said, is_fine, target)
    test.equal(said, "")
    test.is_true(is_fine, "the tool to succeed")
    for _, name in ipairs(names_in(SOURCE)) do
      if name:find("%.[ch]$") then
        local before, after = read(SOURCE .. "/" .. name),
          read(target .. "/" .. name)
        test.is_true((before ~= after) == (EDITED[name] or false),
          name .. " as expected")
      end
    end
  end)
end)

test("a file with one edit differs in its place alone", function()
  edit({}, function(_, _, target)
    local before = lines_of(read(SOURCE .. "/ldebug.h"))
    local after = lines_of(read(target .. "/ldebug.h"))
    local head, tail = count_same(before, after)
    test.equal(head + tail, #before)
    test.equal(#after, #before + 2)
    test.matches(after[head + 1], "define luaG_burnfuel")
  end)
end)

test("an edit can take the place of what was there", function()
  edit({}, function(_, _, target)
    local text = read(target .. "/lstring.c")
    test.matches(text, "\n  return hash_bytes%(str, l, seed%);\n}")
    test.is_true(not text:find("h<<5", 1, true), "the loop to be gone")
  end)
end)

-- A sentence, the file, what stands there, what it becomes, and the complaint.
local BROKEN = {
  { "an edit whose place is missing fails", "lstate.h", "  l_mem GCdebt;",
    "  l_mem GC_debt;", "lstate%.h: .* was found 0 times, not once" },
  { "an edit whose place occurs twice fails", "lstate.c",
    "  g->warnf = NULL;\n", "  g->warnf = NULL;\n  g->warnf = NULL;\n",
    "lstate%.c: .* was found 2 times, not once" },
  { "the last edit counts as much as the first", "lapi.c",
    "      hvalue(obj)->metatable = mt;\n", "      sethvalue(obj, mt);\n",
    "lapi%.c: .* was found 0 times, not once" },
}

for _, row in ipairs(BROKEN) do
  local sentence, name, find, put, complaint = table.unpack(row)
  test(sentence .. " loudly and writes nothing", function()
    edit({ [name] = { find = find, put = put } },
      function(said, is_fine, target)
        test.matches(said, "^engine%-edit: " .. complaint)
        test.is_true(not is_fine, "the tool to fail")
        test.equal(#names_in(target), 0)
      end)
  end)
end

test("a folder without source is refused", function()
  local pipe = io.popen(("'%s' tools/engine-edit.lua lua/none /dev/null 2>&1")
    :format(arg[-1]))
  local said = pipe:read("a")
  test.is_true(not pipe:close(), "the tool to fail")
  test.matches(said, "engine%-edit: no Lua source in lua/none")
end)

test.finish()
