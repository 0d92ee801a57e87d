-- Makes our edition of Lua's source: copies it and applies the edits below.
--
--   lua tools/engine-edit.lua SOURCE TARGET
--
-- SOURCE is the src/ folder of a Lua 5.4 release.  Each edit names a file and
-- a piece of text that must stand in it exactly once; when it does not, nothing
-- is written, because an edit in a place that has changed is worse than none.

local EDITS = {
  {
    what = "fuel: the counter and its handler live in the global state",
    file = "lstate.h",
    find = "  l_mem GCdebt;",
    put = "  lua_Integer fuel;  /* counted down at safepoints */\n"
      .. "  void (*fuelhandler) (lua_State *L);  /* called below zero */\n",
    where = "before",
  },
  {
    what = "fuel: a new state has no handler and never runs out",
    file = "lstate.c",
    find = "  g->warnf = NULL;\n",
    put = "  g->fuel = LUA_MAXINTEGER;\n  g->fuelhandler = NULL;\n",
    where = "before",
  },
  {
    what = "fuel: every refresh of 'trap' counts, and running out sets it",
    file = "lvm.c",
    find = "(trap = ci->u.l.trap)",
    put = "(trap = ci->u.l.trap | luaG_burnfuel(L))",
    where = "instead",
  },
  {
    what = "fuel: so does every entry into a Lua function",
    file = "lvm.c",
    find = " startfunc:\n  trap = L->hookmask;\n",
    put = " startfunc:\n  trap = L->hookmask | luaG_burnfuel(L);\n",
    where = "instead",
  },
  {
    what = "fuel: the trace function, where 'trap' leads, calls the handler",
    file = "ldebug.c",
    find = "  int counthook;\n  if (!(mask & (LUA_MASKLINE | LUA_MASKCOUNT)))",
    put = "  int counthook;\n  if (l_unlikely(G(L)->fuel < 0))\n"
      .. "    luaG_fuelout(L, pc);\n"
      .. "  if (!(mask & (LUA_MASKLINE | LUA_MASKCOUNT)))",
    where = "instead",
  },
  {
    what = "fuel: the counting is one decrement, the rest is ours to define",
    file = "ldebug.h",
    find = "LUAI_FUNC int luaG_traceexec",
    put = "#define luaG_burnfuel(L)\t(--G(L)->fuel < 0)\n"
      .. "LUAI_FUNC void luaG_fuelout (lua_State *L, const Instruction *pc);\n",
    where = "before",
  },
  {
    what = "memory: a handler in the global state",
    file = "lstate.h",
    find = "  lua_Alloc frealloc;",
    put = "  void (*memouthandler) (lua_State *L);  /* called when out */\n",
    where = "before",
  },
  {
    what = "memory: a new state has no handler",
    file = "lstate.c",
    find = "  g->ud_warn = NULL;\n",
    put = "  g->memouthandler = NULL;\n",
    where = "before",
  },
  {
    what = "memory: the handler learns that it is out for good",
    file = "lmem.h",
    find = "#define luaM_error(L)\tluaD_throw(L, LUA_ERRMEM)",
    put = "#define luaM_error(L) \\\n"
      .. "\t((G(L)->memouthandler ? G(L)->memouthandler(L) : (void)0), \\\n"
      .. "\t luaD_throw(L, LUA_ERRMEM))",
    where = "instead",
  },
}

local function fail(format, ...)
  io.stderr:write("engine-edit: ", format:format(...), "\n")
  os.exit(1)
end

local function read_all(path)
  local file, why = io.open(path, "rb")
  if not file then fail("%s", why) end
  local text = file:read("a")
  file:close()
  return text
end

local function write_all(path, text)
  local file, why = io.open(path, "wb")
  if not (file and file:write(text) and file:close()) then
    fail("cannot write %s%s", path, why and ": " .. why or "")
  end
end

local function occurrences(text, piece)
  local count, from = 0, 1
  while true do
    local first, last = text:find(piece, from, true)
    if not first then return count end
    count, from = count + 1, last + 1
  end
end

local function apply(text, edit)
  local count = occurrences(text, edit.find)
  if count ~= 1 then
    fail("%s: the place of the edit '%s' was found %d times, not once",
      edit.file, edit.what, count)
  end
  local first, last = text:find(edit.find, 1, true)
  if edit.where == "before" then last = first - 1 end
  return text:sub(1, first - 1) .. edit.put .. text:sub(last + 1)
end

local function source_files(folder)
  local list = io.popen(("ls '%s'"):format(folder:gsub("'", "'\\''")))
  local names = {}
  for name in list:lines() do
    if name:find("%.[ch]$") then names[#names + 1] = name end
  end
  list:close()
  if #names == 0 then fail("no Lua source in %s", folder) end
  return names
end

local function main(source, target)
  if not target then fail("usage: engine-edit.lua SOURCE TARGET") end
  local texts = {}
  for _, name in ipairs(source_files(source)) do
    texts[name] = read_all(source .. "/" .. name)
  end
  for _, edit in ipairs(EDITS) do
    if not texts[edit.file] then fail("no %s in %s", edit.file, source) end
    texts[edit.file] = apply(texts[edit.file], edit)
  end
  for name, text in pairs(texts) do
    write_all(target .. "/" .. name, text)
  end
end

main(arg[1], arg[2])
