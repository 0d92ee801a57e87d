-- Checks that src/ is built as planned: floors, of which each includes only
-- those that the plan allows it, without a knot anywhere.
--
--   lua tools/layout.lua [ROOT]
--
-- ROOT is the root of the repository, as a rule the current folder.  Prints
-- `file:line: what` for every fault; silent when there is none.

-- The plan: each folder, and those that it may include besides itself.  It has
-- no cycle, and so the folders that keep to it have none.
local PLAN = {
  include = {},
  base = {},
  engine = { "base" },
  str = { "base" },
  vm = { "base", "str", "engine", "include" },
  api = { "base", "str", "vm", "include" },
  cli = { "include" },
  module = { "vm" },
}
local MAX_LINES = 500

-- Public headers are no shorter than what they have to say.
local UNBOUNDED = {
  ["src/include/moonspan.h"] = true, ["src/include/moonspan_str.h"] = true,
}

-- The files of Lua and LuaJIT, without what follows the dot; the names of
-- their libraries, such as lauxlib and lstrlib, end alike.
local LUA_FILES = {}
for name in ([[
  lapi lcode lctype ldebug ldo ldump lfunc lgc linit ljumptab llex llimits lmem
  lobject lopcodes lopnames lparser lprefix lstate lstring ltable ltests ltm lua
  luaconf luajit lundump lvm lzio
]]):gmatch("%a+") do
  LUA_FILES[name] = true
end

local root = arg[1] or "."
local faults = 0

local function complain(file, line, what, ...)
  faults = faults + 1
  io.stderr:write(("%s:%d: %s\n"):format(file, line, what:format(...)))
end

-- What `find src` lists, sorted.
local function find(conditions)
  local quoted = "'" .. root:gsub("'", [['\'']]) .. "'"
  local list = {}
  local pipe = io.popen("cd " .. quoted .. " && find src " .. conditions)
  for path in pipe:lines() do list[#list + 1] = path end
  if not pipe:close() then
    io.stderr:write("layout: there is no src/ in ", root, "\n")
    os.exit(1)
  end
  table.sort(list)
  return list
end

local function folder_of(path)
  return path:match("^src/([^/]+)/")
end

-- A .c and a .h of one name are one module.
local function module_of(path)
  return (path:gsub("^src/", ""):gsub("%.%a+$", ""))
end

local function may_include(folder, other)
  if folder == other then return true end
  for _, name in ipairs(PLAN[folder]) do
    if name == other then return true end
  end
  return false
end

local function is_of_lua(name)
  local stem = name:match("([^/]+)%.%a+$") or name
  return LUA_FILES[stem] or stem:find("^l%l+lib$") or stem:find("^lj_")
end

-- Reads a file as { path, lines, is_made, includes }; an include is { line,
-- name, quoted }, and what our tools made says so in its first line.
local function read_source(path)
  local source = { path = path, lines = 0, includes = {} }
  for text in io.lines(root .. "/" .. path) do
    source.lines = source.lines + 1
    if source.lines == 1 then
      source.is_made = text:find("Made by tools/", 1, true) ~= nil
    end
    local mark, name = text:match('^%s*#%s*include%s*(["<])([^">]+)')
    if name then
      table.insert(source.includes, {
        line = source.lines, name = name, quoted = mark == '"',
      })
    end
  end
  return source
end

-- The file of ours that an include names, if it is one.
local function resolve(sources, name)
  local folder = name:find("/", 1, true) and "src/" or "src/include/"
  return sources[folder .. name] and folder .. name
end

local function check_include(source, include, target)
  local folder = folder_of(source.path)
  if target then
    local other = folder_of(target)
    if not may_include(folder, other) then
      complain(source.path, include.line, "%s/ may not include %s/", folder,
        other)
    end
  elseif is_of_lua(include.name) then
    if folder ~= "engine" then
      complain(source.path, include.line, "only engine/ may include '%s'",
        include.name)
    end
  elseif include.quoted then
    complain(source.path, include.line, "there is no src/%s; ours are included "
      .. "by their path from src/", include.name)
  end
end

local function check_own_header(source, sources)
  local own = source.path:match("^src/(.*)%.c$")
  if not own or not sources["src/" .. own .. ".h"] then return end
  local first = source.includes[1] or { line = 1 }
  if first.name ~= own .. ".h" then
    complain(source.path, first.line, "the first include must be '%s.h'", own)
  end
end

-- Puts an edge into a graph: node -> list of { to, file, line }.
local function add_edge(graph, from, to, file, line)
  if from == to then return end
  graph[from] = graph[from] or {}
  table.insert(graph[from], { to = to, file = file, line = line })
end

local function check_source(source, sources, graph)
  local path = source.path
  if source.lines > MAX_LINES and not source.is_made
    and not UNBOUNDED[path] then
    complain(path, source.lines, "the file is longer than %d lines", MAX_LINES)
  end
  check_own_header(source, sources)
  for _, include in ipairs(source.includes) do
    local target = resolve(sources, include.name)
    check_include(source, include, target)
    if target then
      add_edge(graph, module_of(path), module_of(target), path, include.line)
    end
  end
end

-- Follows the edges in depth; one that leads back into its own path closes a
-- cycle.
local function check_cycles(graph)
  local done, path, place = {}, {}, {}
  local function walk(node)
    path[#path + 1] = node
    place[node] = #path
    for _, edge in ipairs(graph[node] or {}) do
      if place[edge.to] then
        complain(edge.file, edge.line, "a cycle of includes: %s -> %s",
          table.concat(path, " -> ", place[edge.to]), edge.to)
      elseif not done[edge.to] then
        walk(edge.to)
      end
    end
    path[#path] = nil
    place[node] = nil
    done[node] = true
  end
  local nodes = {}
  for node in pairs(graph) do nodes[#nodes + 1] = node end
  table.sort(nodes)
  for _, node in ipairs(nodes) do
    if not done[node] then walk(node) end
  end
end

local function read_text(path)
  local file = io.open(root .. "/" .. path)
  if not file then return "" end
  local text = file:read("a")
  file:close()
  return text
end

-- Every folder must be on the plan and in the README.
local function check_folders()
  local readme = "src/README.md"
  local text = read_text(readme)
  for _, path in ipairs(find("-mindepth 1 -type d")) do
    local folder = path:match("^src/(.*)")
    if not PLAN[folder] then
      complain(path, 1, "the folder is not on the plan")
    elseif not text:find("%f[%w_]" .. folder .. "/") then
      complain(readme, 1, "'%s/' is not named", folder)
    end
  end
end

local function read_sources()
  local sources, list = {}, {}
  for _, path in ipairs(find("-type f -name '*.[ch]'")) do
    if PLAN[folder_of(path)] then
      list[#list + 1] = read_source(path)
      sources[path] = list[#list]
    elseif not folder_of(path) then
      complain(path, 1, "the file belongs into one of the folders")
    end
  end
  return sources, list
end

check_folders()
local sources, list = read_sources()
local graph = {} -- of modules
for _, source in ipairs(list) do check_source(source, sources, graph) end
check_cycles(graph)
os.exit(faults == 0)
