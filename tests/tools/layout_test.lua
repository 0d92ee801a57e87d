-- tools/layout.lua: every rule has a tree that breaks it.  Run by stock Lua,
-- with LUA_PATH='tests/lua/?.lua;tools/?.lua', from the root.

local test = require "harness"

-- A tree without a fault; tests put their own files in.
local TREE = {
  ["src/README.md"] = "`include/` `base/` `engine/` `vm/` `api/` `cli/`\n",
  ["src/include/moonspan.h"] = "#include <stdint.h>\n",
  ["src/base/a.h"] = "",
  ["src/base/a.c"] = '#include "base/a.h"\n\n#include <limits.h>\n',
  ["src/base/b.h"] = '#include "base/a.h"\n',
  ["src/engine/engine.h"] = "# include <lua.h>\n#include <lauxlib.h>\n",
  ["src/engine/lua54.c"] = '#include "engine/engine.h"\n#include "lapi.c"\n',
  ["src/engine/luajit.c"] = '#include "engine/engine.h"\n#include <luajit.h>\n',
  ["src/vm/state.h"] = '#include "base/a.h"\n#include "engine/engine.h"\n',
  ["src/vm/state.c"] = '#include "vm/state.h"\n\n#include "moonspan.h"\n',
  ["src/vm/run.h"] = '#include "vm/state.h"\n',
  ["src/api/api.c"] = '#include "vm/run.h"\n#include "base/b.h"\n',
  ["src/cli/main.c"] = '#include <stdio.h>\n\n#include "moonspan.h"\n',
}

local function write(path, text)
  os.execute("mkdir -p '" .. path:match("^(.*)/") .. "'")
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

-- What the check prints for the tree with `changes`, of which false takes a
-- file away; "" when all is well.
local function check(changes)
  local root = os.tmpname()
  os.remove(root)
  for path, text in pairs(TREE) do write(root .. "/" .. path, text) end
  for path, text in pairs(changes) do
    write(root .. "/" .. path, text or "")
    if not text then os.remove(root .. "/" .. path) end
  end
  local pipe = io.popen(("'%s' tools/layout.lua '%s' 2>&1"):format(
    arg[-1], root))
  local text = pipe:read("a")
  local is_fine = pipe:close()
  os.execute("rm -r '" .. root .. "'")
  test.equal(is_fine, text == "" or nil)
  return text
end

test("a tree on plan is passed in silence", function()
  test.equal(check({}), "")
end)

-- A sentence, the faults that are to be reported, in this order, and the
-- changes that bring them about.
local BROKEN = {
  { "base/ includes nothing above it", {
      "src/base/a.c:3: base/ may not include vm/",
    }, {
      ["src/base/a.c"] = '#include "base/a.h"\n\n#include "vm/alone.h"\n',
      ["src/vm/alone.h"] = "",
    },
  },
  { "base/ does not include the public header", {
      "src/base/b.h:1: base/ may not include include/",
    }, { ["src/base/b.h"] = '#include "moonspan.h"\n' },
  },
  { "engine/ includes nothing of ours but base/", {
      "src/engine/luajit.c:2: engine/ may not include vm/",
    }, { ["src/engine/luajit.c"] =
      '#include "base/a.h"\n#include "vm/state.h"\n' },
  },
  { "str/ includes base/ only", {
      "src/str/s.c:2: str/ may not include engine/",
    }, {
      ["src/README.md"] = TREE["src/README.md"] .. "`str/`\n",
      ["src/str/s.c"] = '#include "base/a.h"\n#include "engine/engine.h"\n',
    },
  },
  { "vm/ does not include api/", {
      "src/vm/run.h:1: vm/ may not include api/",
    }, {
      ["src/vm/run.h"] = '#include "api/api.h"\n',
      ["src/api/api.h"] = "",
      ["src/api/api.c"] = '#include "api/api.h"\n',
    },
  },
  { "api/ does not include engine/", {
      "src/api/api.c:1: api/ may not include engine/",
    }, { ["src/api/api.c"] = '#include "engine/engine.h"\n' },
  },
  { "cli/ includes include/ only", {
      "src/cli/main.c:1: cli/ may not include base/",
    }, { ["src/cli/main.c"] = '#include "base/a.h"\n' },
  },
  { "include/ includes nothing of ours", {
      "src/include/moonspan.h:1: include/ may not include base/",
    }, { ["src/include/moonspan.h"] = '#include "base/a.h"\n' },
  },
  { "angle brackets do not hide a floor", {
      "src/cli/main.c:1: cli/ may not include base/",
    }, { ["src/cli/main.c"] = "#include <base/a.h>\n" },
  },
  { "two modules do not include each other", {
      "src/base/b.h:1: a cycle of includes: base/a -> base/b -> base/a",
    }, { ["src/base/a.h"] = '#include "base/b.h"\n' },
  },
  { "a cycle is found through a .c and over three modules", {
      "src/base/b.h:1: a cycle of includes: base/a -> base/c -> base/b "
        .. "-> base/a",
    }, {
      ["src/base/a.c"] = '#include "base/a.h"\n#include "base/c.h"\n',
      ["src/base/c.h"] = '#include "base/b.h"\n',
    },
  },
  { "a cycle between folders goes against the plan", {
      "src/base/b.h:1: base/ may not include vm/",
    }, { ["src/base/b.h"] = '#include "vm/run.h"\n' },
  },
  { "only engine/ includes Lua's public headers", {
      "src/vm/state.c:2: only engine/ may include 'lua.h'",
      "src/vm/state.c:3: only engine/ may include 'lauxlib.h'",
      "src/vm/state.c:4: only engine/ may include 'lualib.h'",
      "src/vm/state.c:5: only engine/ may include 'lua.h'",
      "src/vm/state.c:6: only engine/ may include 'luajit-2.1/luajit.h'",
    }, {
      ["src/vm/state.c"] = '#include "vm/state.h"\n#include <lua.h>\n'
        .. '#include <lauxlib.h>\n# include <lualib.h>\n#include "lua.h"\n'
        .. "#include <luajit-2.1/luajit.h>\n",
    },
  },
  { "only engine/ includes Lua's inner files", {
      "src/vm/state.c:2: only engine/ may include 'lstate.h'",
      "src/vm/state.c:3: only engine/ may include 'lstrlib.c'",
      "src/vm/state.c:4: only engine/ may include 'lj_obj.h'",
    }, {
      ["src/vm/state.c"] = '#include "vm/state.h"\n#include "lstate.h"\n'
        .. '#include <lstrlib.c>\n#include "lj_obj.h"\n',
    },
  },
  { "a .c includes its own header first", {
      "src/vm/state.c:2: the first include must be 'vm/state.h'",
    }, {
      ["src/vm/state.c"] = '/* why */\n#include "moonspan.h"\n'
        .. '#include "vm/state.h"\n',
    },
  },
  { "a .c without includes does not include its own header", {
      "src/vm/state.c:1: the first include must be 'vm/state.h'",
    }, { ["src/vm/state.c"] = "\n" },
  },
  { "our headers are named by their whole path", {
      "src/vm/run.h:1: there is no src/state.h; ours are included by their "
        .. "path from src/",
    }, { ["src/vm/run.h"] = '#include "state.h"\n' },
  },
  { "a file has at most 500 lines", {
      "src/base/b.h:501: the file is longer than 500 lines",
    }, { ["src/base/b.h"] = ("\n"):rep(501) },
  },
  { "a folder is on the plan", {
      "src/util:1: the folder is not on the plan",
      "src/vm/deep:1: the folder is not on the plan",
    }, { ["src/util/u.h"] = "", ["src/vm/deep/d.h"] = "" },
  },
  { "a source file lies in a folder", {
      "src/stray.c:1: the file belongs into one of the folders",
    }, { ["src/stray.c"] = "" },
  },
  { "src/README.md names every folder", {
      "src/README.md:1: 'base/' is not named",
      "src/README.md:1: 'vm/' is not named",
    }, { ["src/README.md"] = "`include/` `database/` engine/ api/ cli/ vm\n" },
  },
}

for _, case in ipairs(BROKEN) do
  local sentence, faults, changes = table.unpack(case)
  test(sentence, function()
    test.equal(check(changes), table.concat(faults, "\n") .. "\n")
  end)
end

test("src/README.md is there", function()
  test.matches(check({ ["src/README.md"] = false }),
    "^src/README.md:1: 'api/' is not named\n")
end)

test("a file of 500 lines is not too long", function()
  test.equal(check({ ["src/base/b.h"] = ("\n"):rep(500) }), "")
  test.equal(check({ ["src/include/moonspan.h"] = ("\n"):rep(501) }), "")
end)

test("a file that a tool made may be long", function()
  test.equal(check({
    ["src/base/b.h"] = "/* Made by tools/x.lua. */\n" .. ("\n"):rep(500),
  }), "")
end)

test("a root without src/ is an error", function()
  local pipe = io.popen(("'%s' tools/layout.lua tests 2>&1"):format(arg[-1]))
  test.matches(pipe:read("a"), "layout: there is no src/ in tests\n$")
  test.equal(pipe:close(), nil)
end)

test.finish()
