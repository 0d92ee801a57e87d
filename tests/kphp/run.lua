-- Runs the programs of this folder and of examples/kphp, and compares what they
-- print with what they should print, tests/kphp/expected/NAME.txt.
--
--   lua tests/kphp/run.lua WAY...
--
-- The ways: php is plain PHP; view is PHP, too, but the package as KPHP sees it
-- (view/make.php); dynamic and static are KPHP, where it is installed.
-- MOONSPAN_BUILD is the folder with libmoonspan.so and libmoonspan.a; besides
-- KPHP_PATH, KPHP_FLAGS goes to kphp2cpp and KPHP_RUN_FLAGS to the programs.

local test = require "harness"

local BUILD = os.getenv("MOONSPAN_BUILD") or "build/lua54-release"
local VIEW = "build/tests/kphp-view"
local WORK = "build/kphp"

local function run(command)
  local pipe = io.popen("{ " .. command .. "; } 2>&1")
  local text = pipe:read("a")
  return text, pipe:close()
end

local function read(path)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

local PWD = run("pwd"):match("[^\n]+")
local PHP = ("MOONSPAN_LIBRARY='%s/%s/libmoonspan.so' php -d ffi.enable=1 ")
  :format(PWD, BUILD)
local PHP_VIEW = PHP .. "-d auto_prepend_file=" .. VIEW .. "/stand_in.php "

local FOLDERS = { "tests/kphp", "examples/kphp" }

local function check(name, way, command)
  test(("%s prints the same by way of %s"):format(name, way), function()
    test.equal(run(command), read("tests/kphp/expected/" .. name .. ".txt"))
  end)
end

-- The files of the folders, and those of them that are programs, by name.
local files, programs = {}, {}
for _, folder in ipairs(FOLDERS) do
  for path in run("ls " .. folder .. "/*.php"):gmatch("[^\n]+") do
    local name = path:match("/([a-z]+)%.php$")
    files[#files + 1] = path
    if name then programs[#programs + 1] = { name = name, path = path } end
  end
end

local ways = {}

function ways.php()
  for _, program in ipairs(programs) do
    check(program.name, "php", PHP .. program.path)
  end
end

function ways.view()
  assert(os.execute("php tests/kphp/view/make.php " .. VIEW))
  for _, program in ipairs(programs) do
    check(program.name, "view",
      ("%s%s/tests/%s.php"):format(PHP_VIEW, VIEW, program.name))
  end
  check("life", "view", PHP_VIEW .. "tests/kphp/view/life.php")
  test("the smoke program calls every public method", function()
    test.equal(run(PHP_VIEW .. ("tests/kphp/view/methods.php %s %s")
      :format(VIEW, "tests/kphp/smoke.php")), "")
  end)
end

local function find_kphp()
  local path = os.getenv("KPHP_PATH")
  local own = path and path .. "/objs/bin/kphp2cpp"
  if own and os.execute("test -x '" .. own .. "'") then return own end
  return run("command -v kphp2cpp"):match("[^\n]+")
end

-- A program with the library linked into it calls loadStatic() instead.
local function copy_programs(folder, is_static)
  os.execute(("mkdir -p %s/include && ln -sfn '%s/php/src' %s/include/Moonspan")
    :format(folder, PWD, folder))
  for _, path in ipairs(files) do
    local text = read(path)
    if is_static then text = text:gsub("loadDynamic%(", "loadStatic(") end
    write(folder .. "/" .. path:match("[^/]+$"), text)
  end
end

-- All share a folder for the C++, where most of it is the same for all.
local function compile(kphp, way, name, flags)
  local folder = WORK .. "/" .. way
  local binary = folder .. "/" .. name
  local text, is_fine = run(("'%s' --mode cli -I %s/include -d %s/cpp %s %s "
    .. "-o %s %s/%s.php"):format(kphp, folder, folder, flags,
    os.getenv("KPHP_FLAGS") or "", binary, folder, name))
  test(("%s compiles, %s"):format(name, way), function()
    test.is_true(is_fine, text)
  end)
  return is_fine and binary
end

-- KPHP's own notes, to stderr, go to a file.
local function run_kphp(way, flags)
  local kphp = find_kphp()
  if not kphp then
    print("kphp2cpp is neither in KPHP_PATH nor in PATH: skipped " .. way)
    return
  end
  copy_programs(WORK .. "/" .. way, way == "static")
  for _, program in ipairs(programs) do
    local binary = compile(kphp, way, program.name, flags)
    if binary then
      check(program.name, way, ("LD_LIBRARY_PATH='%s' %s %s 2>%s.log")
        :format(BUILD, binary, os.getenv("KPHP_RUN_FLAGS") or "", binary))
    end
  end
end

function ways.dynamic()
  run_kphp("dynamic", "")
end

-- These flags replace the usual ones, which are said again.
function ways.static()
  run_kphp("static", ("--extra-linker-flags '-L${KPHP_PATH}/objs/flex -ggdb "
    .. "-fno-lto -no-pie %s/%s/libmoonspan.a'"):format(PWD, BUILD))
end

for _, way in ipairs(arg) do ways[way]() end
test.finish()
