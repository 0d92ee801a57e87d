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
    what = "exit: the coroutine that serves a call, in the global state",
    file = "lstate.h",
    find = "  struct lua_State *mainthread;",
    put = "  struct lua_State *serving;  /* the coroutine of the call */\n",
    where = "before",
  },
  {
    what = "exit: a function that closes its variables",
    file = "lstate.h",
    find = "LUAI_FUNC void luaE_setdebt",
    put = "LUAI_FUNC void luaE_closeserving (lua_State *L);\n",
    where = "before",
  },
  {
    what = "exit: a new state serves no call",
    file = "lstate.c",
    find = "  g->mainthread = L;\n",
    put = "  g->serving = NULL;\n",
    where = "before",
  },
  {
    what = "exit: closing a state in a call closes the call's variables too",
    file = "lstate.c",
    find = "  L = G(L)->mainthread;  /* only the main thread can be closed */",
    put = "  luaE_closeserving(L);\n",
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
  {
    what = "fuel: 'next' pays for every place that it passes in the array",
    file = "ltable.c",
    find = "i < asize; i++) {  /* try first array part */",
    put = "i < asize; i++, luaG_owe(L, 1)) {",
    where = "instead",
  },
  {
    what = "fuel: and in the hash",
    file = "ltable.c",
    find = "cast_int(i) < sizenode(t); i++) {  /* hash part */",
    put = "cast_int(i) < sizenode(t); i++, luaG_owe(L, 1)) {",
    where = "instead",
  },
  {
    what = "fuel: '...' pays for its values",
    file = "ltm.c",
    find = "    wanted = nextra;  /* get all extra arguments available */\n",
    put = "    luaG_owe(L, nextra / 16);\n",
    where = "before",
  },
  {
    what = "fuel: '..' pays for its bytes",
    file = "lvm.c",
    find = "        ts = luaS_createlngstrobj(L, tl);\n",
    put = "      luaG_owe(L, tl / 32);\n",
    where = "before",
  },
  {
    what = "fuel: '<' pays too, and knows no locale",
    file = "lvm.c",
    find = "l_strcmp(tsvalue(l), tsvalue(r)) < 0",
    put = "luaV_compare(L, tsvalue(l), tsvalue(r)) < 0",
    where = "instead",
  },
  {
    what = "fuel: nor does '<='",
    file = "lvm.c",
    find = "l_strcmp(tsvalue(l), tsvalue(r)) <= 0",
    put = "luaV_compare(L, tsvalue(l), tsvalue(r)) <= 0",
    where = "instead",
  },
  {
    what = "fuel: '==' of long strings pays",
    file = "lvm.c",
    find = "luaS_eqlngstr(tsvalue(t1), tsvalue(t2))",
    put = "luaV_equal(L, tsvalue(t1), tsvalue(t2))",
    where = "instead",
  },
  {
    what = "fuel: an error that is caught pays for the frames under it",
    file = "ldo.c",
    find = "    if (lim < ci->top.p) lim = ci->top.p;\n",
    put = "    luaG_owe(L, 1);\n",
    where = "before",
  },
  {
    what = "limits: in a coroutine nothing catches the error of one",
    file = "ldo.c",
    find = "  for (ci = L->ci; ci != NULL; ci = ci->previous) {"
      .. "  /* search for a pcall */\n",
    put = "  if (l_unlikely(luaG_isstopping(L)))\n    return NULL;\n",
    where = "before",
  },
  {
    what = "stack: endless recursion overflows it before 64 MiB are full",
    file = "luaconf.h",
    find = "#define LUAI_MAXSTACK\t\t1000000\n",
    put = "#define LUAI_MAXSTACK\t\t500000\n",
    where = "instead",
  },
  {
    what = "calls: how many '__call' were followed in a call",
    file = "ldo.c",
    find = "CallInfo *luaD_precall (lua_State *L, StkId func, "
      .. "int nresults) {\n",
    put = "CallInfo *luaD_precall (lua_State *L, StkId func, int nresults) {\n"
      .. "  int chain = 0;\n",
    where = "instead",
  },
  {
    what = "calls: a chain of them is bounded",
    file = "ldo.c",
    find = "      /* return luaD_precall(L, func, nresults); */\n",
    put = "      luaG_checkchain(L, ++chain);\n",
    where = "before",
  },
  {
    what = "calls: how many were followed in a tail call",
    file = "ldo.c",
    find = "                                    int narg1, int delta) {\n",
    put = "                                    int narg1, int delta) {\n"
      .. "  int chain = 0;\n",
    where = "instead",
  },
  {
    what = "calls: a chain of those is bounded too",
    file = "ldo.c",
    find = "      /* return luaD_pretailcall(L, ci, func, narg1 + 1, "
      .. "delta); */\n",
    put = "      luaG_checkchain(L, ++chain);\n",
    where = "before",
  },
  {
    what = "seeds: a state has a secret, and objects are numbered",
    file = "lstate.h",
    find = "  l_mem GCdebt;",
    put = "  struct luaE_secret secret;\n"
      .. "  unsigned int lastid;  /* the number of the newest object */\n",
    where = "before",
  },
  {
    what = "seeds: they are there before the first object",
    file = "lstate.c",
    find = "  preinit_thread(L, g);\n",
    put = "  luaE_seed(g);\n",
    where = "before",
  },
  {
    what = "seeds: 'math.random' starts from one of them",
    file = "lmathlib.c",
    find = "(lua_Unsigned)time(NULL)",
    put = "luaE_draw(G(L))",
    where = "instead",
  },
  {
    what = "seeds: or rather from two of them",
    file = "lmathlib.c",
    find = "(lua_Unsigned)(size_t)L",
    put = "luaE_draw(G(L))",
    where = "instead",
  },
  {
    what = "numbers: a table has one, and a seed for its keys",
    file = "lobject.h",
    find = "  struct Table *metatable;\n"
      .. "  GCObject *gclist;\n"
      .. "} Table;",
    put = "  struct Table *metatable;\n"
      .. "  GCObject *gclist;\n"
      .. "  unsigned int seed;\n"
      .. "  unsigned int id;\n"
      .. "} Table;",
    where = "instead",
  },
  {
    what = "numbers: a closure has one",
    file = "lobject.h",
    find = "lu_byte nupvalues; GCObject *gclist",
    put = "lu_byte nupvalues; unsigned int id; GCObject *gclist",
    where = "instead",
  },
  {
    what = "numbers: a userdata has one",
    file = "lobject.h",
    find = "  size_t len;  /* number of bytes */\n"
      .. "  struct Table *metatable;\n"
      .. "  GCObject *gclist;",
    put = "  unsigned int id;\n",
    where = "before",
  },
  {
    what = "numbers: a thread has one",
    file = "lstate.h",
    find = "  volatile l_signalT hookmask;\n",
    put = "  unsigned int id;\n",
    where = "before",
  },
  {
    what = "numbers: of a new table",
    file = "ltable.c",
    find = "  t->metatable = NULL;\n",
    put = "  t->id = ++G(L)->lastid;\n"
      .. "  t->seed = 0;\n",
    where = "before",
  },
  {
    what = "numbers: of a new C closure",
    file = "lfunc.c",
    find = "  CClosure *c = gco2ccl(o);\n",
    put = "  CClosure *c = gco2ccl(o);\n"
      .. "  c->id = ++G(L)->lastid;\n",
    where = "instead",
  },
  {
    what = "numbers: of a new Lua closure",
    file = "lfunc.c",
    find = "  LClosure *c = gco2lcl(o);\n",
    put = "  LClosure *c = gco2lcl(o);\n"
      .. "  c->id = ++G(L)->lastid;\n",
    where = "instead",
  },
  {
    what = "numbers: of a new userdata",
    file = "lstring.c",
    find = "  u->len = s;\n",
    put = "  u->id = ++G(L)->lastid;\n",
    where = "before",
  },
  {
    what = "numbers: of a new thread",
    file = "lstate.c",
    find = "  G(L) = g;\n",
    put = "  L->id = ++g->lastid;\n",
    where = "before",
  },
  {
    what = "hashing: integers, where too many keys met in one place",
    file = "ltable.c",
    find = "  if (ui <= cast_uint(INT_MAX))\n",
    put = "  if (l_unlikely(t->seed))\n"
      .. "    return hashmix(t, ui);\n",
    where = "before",
  },
  {
    what = "hashing: floats",
    file = "ltable.c",
    find = "hashmod(t, l_hashfloat(n))",
    put = "hashother(t, luaH_bits(n), l_hashfloat(n))",
    where = "instead",
  },
  {
    what = "hashing: pointers",
    file = "ltable.c",
    find = "hashmod(t, point2uint(p))",
    put = "hashother(t, cast_sizet(p), point2uint(p))",
    where = "instead",
  },
  {
    what = "hashing: of C functions the place in the program counts",
    file = "ltable.c",
    find = "hashpointer(t, f)",
    put = "hashpointer(t, luaG_codeplace(f))",
    where = "instead",
  },
  {
    what = "hashing: of objects the number counts, which no process changes",
    file = "ltable.c",
    find = "hashpointer(t, o)",
    put = "hashobject(t, luaG_number(o, ttypetag(key)))",
    where = "instead",
  },
  {
    what = "hashing: a place where too many keys meet is relieved",
    file = "ltable.c",
    find = "      /* new node will go into free position */\n",
    put = "      if (luaH_relieve(L, t, mp, key)) {\n"
      .. "        luaH_newkey(L, t, key, value);\n"
      .. "        return;\n"
      .. "      }\n",
    where = "before",
  },
  {
    what = "addresses: 'tostring' may have to hide them",
    file = "lauxlib.c",
    find = "lua_topointer(L, idx)",
    put = "luaG_shown(L, idx, lua_topointer(L, idx))",
    where = "instead",
  },
  {
    what = "addresses: so may the text of a file",
    file = "liolib.c",
    find = "(%p)\", p->f)",
    put = "(%p)\", luaG_shown(L, 1, p->f))",
    where = "instead",
  },
  {
    what = "frozen: a bit of the flags says so of a table",
    file = "lobject.h",
    find = "#define BITRAS\t\t(1 << 7)\n",
    put = "#define BITFROZEN\t(1 << 6)\n"
      .. "#define isfrozen(t)\t((t)->flags & BITFROZEN)\n",
    where = "before",
  },
  {
    what = "frozen: no entry of it is set",
    file = "lvm.h",
    find = "    { setobj2t(L, cast(TValue *,slot), v); \\\n",
    put = "    { luaG_checkset(L, hvalue(t)) \\\n"
      .. "      setobj2t(L, cast(TValue *,slot), v); \\\n",
    where = "instead",
  },
  {
    what = "frozen: none is added, and '__newindex' is not asked",
    file = "lvm.c",
    find = "      lua_assert(isempty(slot));  /* slot must be empty */\n",
    put = "      luaG_checkfrozen(L, h);\n",
    where = "before",
  },
  {
    what = "frozen: none is set through '__newindex' of another",
    file = "lvm.c",
    find = "      GCObject *h = gcvalue(t);\n",
    put = "      luaG_checkfrozen(L, hvalue(t));\n",
    where = "before",
  },
  {
    what = "frozen: none is set past the metamethods",
    file = "lapi.c",
    find = "  luaH_set(L, t, key, s2v(L->top.p - 1));\n",
    put = "  luaG_checkfrozen(L, t);\n",
    where = "before",
  },
  {
    what = "frozen: nor at an integer past them",
    file = "lapi.c",
    find = "  luaH_setint(L, t, n, s2v(L->top.p - 1));\n",
    put = "  luaG_checkfrozen(L, t);\n",
    where = "before",
  },
  {
    what = "frozen: nor does it get another metatable",
    file = "lapi.c",
    find = "      hvalue(obj)->metatable = mt;\n",
    put = "      luaG_checkfrozen(L, hvalue(obj));\n",
    where = "before",
  },
  {
    what = "libraries: their functions go into a table all at once",
    file = "lauxlib.c",
    find = "  luaL_checkstack(L, nup, \"too many upvalues\");\n",
    put = "  if (nup == 0 && luaH_setfuncs(L, l))\n    return;\n",
    where = "before",
  },
  {
    what = "strings: the hash is ours to define",
    file = "lstring.c",
    find = "  unsigned int h = seed ^ cast_uint(l);\n  for (; l > 0; l--)\n"
      .. "    h ^= ((h<<5) + (h>>2) + cast_byte(str[l - 1]));\n  return h;\n",
    put = "  return hash_bytes(str, l, seed);\n",
    where = "instead",
  },
  {
    what = "strings: nor does it take a call to compare short ones",
    file = "lstring.c",
    find = "(memcmp(str, getshrstr(ts), l * sizeof(char)) == 0)",
    put = "copy_is_same(str, getshrstr(ts), l)",
    where = "instead",
  },
  {
    what = "strings: one that was not met lately costs no call of strcmp",
    file = "lstring.c",
    find = "    if (strcmp(str, getstr(p[j])) == 0)",
    put = "    if (*str == *getstr(p[j]) && strcmp(str, getstr(p[j])) == 0)",
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
