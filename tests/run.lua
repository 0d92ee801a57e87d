-- Runs every suite of tests and closes with the sum, as `N passed, M failed`.
--
--   lua tests/run.lua VARIANT...       build/VARIANT holds what is tested
--
-- The files of dist/ at work (`make test-dist`) are variants, too, with a name
-- that begins with "dist-"; what they lack is left out.
--
-- A suite is a command that prints how many of its tests passed; what it prints
-- is shown when one of them did not.  One that hangs is ended, and has failed.

-- The longest takes a few minutes under valgrind, on a machine with other work.
local SUITE_SECONDS = 900

local TIMED_OUT = 124 -- timeout's own exit status

local HOST = "build/host/lua"
local pwd = io.popen("pwd"):read("l")

local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function files(pattern)
  local list, found = io.popen("ls " .. pattern .. " 2>/dev/null"), {}
  for path in list:lines() do found[#found + 1] = path end
  list:close()
  return found
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

-- How many passed and failed, by the last line that says so.  Our own suites
-- say `N passed, M failed`; the others are PHPUnit's.
local function count(text)
  local passed, failed
  for p, f in text:gmatch("(%d+) passed, (%d+) failed") do
    passed, failed = tonumber(p), tonumber(f)
  end
  if passed then return passed, failed end
  local fine = text:match("\nOK %((%d+) tests?,")
  if fine then return tonumber(fine), 0 end
  local summary = text:match("\nTests: [^\n]*")
  if not summary then return 0, 1 end
  local function field(name)
    return tonumber(summary:match(name .. ": (%d+)") or 0)
  end
  local bad = field("Failures") + field("Errors")
  return field("Tests") - bad - field("Skipped") - field("Incomplete"), bad
end

-- What a suite prints goes to a file: a pipe would stay open for as long as
-- any process that the suite left behind.
local OUTPUT = "build/tests/output"

local function read_output()
  local file = assert(io.open(OUTPUT, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local total_passed, total_failed = 0, 0

local function run(variant, name, command)
  local started = os.time()
  local is_fine, _, status = os.execute(
    ("timeout --kill-after=9 %d sh -c %s >%s 2>&1 </dev/null")
      :format(SUITE_SECONDS, quote(command), OUTPUT))
  local text = read_output()
  if status == TIMED_OUT then
    text = ("%s\nended after %d s\n"):format(text, SUITE_SECONDS)
  end
  local passed, failed = count(text)
  if not is_fine and failed == 0 then failed = 1 end
  total_passed, total_failed = total_passed + passed, total_failed + failed
  io.write(("  %-20s  %-20s %5d passed, %d failed  %3d s\n")
    :format(variant, name, passed, failed, os.time() - started))
  if failed > 0 then io.write(text, "\n") end
  io.flush()
end

-- The tools' tests run on the interpreter that the tools run on.
local function run_tools()
  for _, path in ipairs(files("tests/tools/*_test.lua")) do
    run("tools", path:match("([^/]+)%.lua$"),
      ("LUA_PATH='tests/lua/?.lua;tools/?.lua' %s %s"):format(HOST, path))
  end
end

local LEAKS = "LSAN_OPTIONS=print_suppressions=0:suppressions="
  .. quote(pwd .. "/tests/data/leaks.txt")

-- Those that do without a shell and what is typed into it.
local PLAIN = ("base language php table utf8")
  :gsub("%w+", "tests/lua/%0_test.lua")

local function run_lua(variant, settings, stock)
  local cli = "build/" .. variant .. "/lua-cli"
  local pattern = variant:find("windows") and PLAIN or "tests/lua/*_test.lua"
  for _, path in ipairs(files(pattern)) do
    run(variant, path:match("([^/]+)%.lua$"),
      ("%s LUA_PATH='tests/lua/?.lua' LUA_CLI=%s LUA_STOCK=%s %s %s")
        :format(settings, cli, stock, cli, path))
  end
end

-- What PHP makes of its string functions, and whether ours make the same.
local CASES = "build/tests/cases"

local function write_cases()
  assert(os.execute("php tests/str/cases.php 2000 > " .. CASES))
end

local function run_str(variant)
  local command = ("build/%s/lua-cli tests/str/compare.lua %s")
    :format(variant, CASES)
  run(variant, "str", command)
  if variant == "lua54-release" then
    run(variant, "str, with faults", command .. " --plant")
  end
end

-- The module `php` where Lua is not ours.  A sanitizer has to be there before
-- the library that needs it.
local GUESTS = {
  ["lua54-system-release"] = { "lua5.4", "php" },
  ["luajit-release"] = { "luajit", "php.core" },
  ["lua54-release"] = { "luajit", "php.ffi" },
  ["lua54-asan"] = { "luajit", "php.ffi", "ASAN_OPTIONS=detect_leaks=0 "
    .. "LD_PRELOAD=\"$(cc -print-file-name=libasan.so) "
    .. "$(cc -print-file-name=libubsan.so)\" " },
}

local function run_guest(variant)
  local lua, module, before = table.unpack(GUESTS[variant] or {})
  if not lua then return end
  local command = ("LUA_PATH='lua/?.lua;tests/lua/?.lua' "
    .. "LUA_CPATH=build/%s/?.so MOONSPAN_LIBRARY=build/%s/libmoonspan.so "
    .. "PHP_MODULE=%s %s%s "):format(variant, variant, module, before or "",
      lua)
  run(variant, lua .. ", " .. module,
    command .. "tests/module/php_test.lua " .. module)
  run(variant, "str, " .. module, command .. "tests/str/compare.lua " .. CASES)
end

local function library(variant)
  local path = "build/" .. variant .. "/libmoonspan.so"
  return exists(path) and path or path:gsub("%.so$", "-luajit.so")
end

local function run_php(variant)
  run(variant, "phpunit",
    ("MOONSPAN_LIBRARY=%s MOONSPAN_TEST_ENGINE=%s php -d ffi.enable=1 "
      .. "\"$(command -v phpunit)\" --colors=never --do-not-cache-result")
      :format(quote(pwd .. "/" .. library(variant)),
        variant:match("^(.*)%-%l+$")))
end

local function run_kphp(variant)
  run(variant, "kphp", ("MOONSPAN_BUILD=build/%s LUA_PATH='tests/lua/?.lua' "
    .. "%s tests/kphp/run.lua php view"):format(variant, HOST))
end

-- Sanitizers do not see what uninitialised memory decides; valgrind does.
local function run_valgrind(variant)
  for _, name in ipairs { "check-unit", "check-abi" } do
    run(variant, "valgrind " .. name,
      ("CK_FORK=no CK_EXCLUDE_TAGS=slow valgrind --quiet --error-exitcode=9 "
        .. "--leak-check=full --errors-for-leak-kinds=definite,indirect "
        .. "build/%s/%s"):format(variant, name))
  end
end

local function run_dist(variant)
  local folder = "build/" .. variant
  for _, name in ipairs { "load", "check-unit", "check-abi" } do
    if exists(folder .. "/" .. name) then
      run(variant, name, ("%s/%s %s"):format(folder, name,
        name == "load" and variant:gsub("^dist%-", "") or ""))
    end
  end
  run_lua(variant, ("LUA_CC=%s/%s/cc"):format(quote(pwd), folder),
    folder .. "/lua")
end

local function run_variant(variant)
  run(variant, "check-unit", "build/" .. variant .. "/check-unit")
  run(variant, "check-abi", "build/" .. variant .. "/check-abi")
  run(variant, "check-cpp", "build/" .. variant .. "/check-cpp")
  run_lua(variant, LEAKS, HOST)
  run_str(variant)
  run_guest(variant)
  if variant:find("release$") then run_php(variant) end
  if variant == "lua54-release" then
    run_kphp(variant)
    run_valgrind(variant)
  end
end

assert(os.execute("mkdir -p build/tests"))
local is_dist = arg[1]:find("^dist%-")
if not is_dist then
  run_tools()
  write_cases()
end
for _, variant in ipairs(arg) do
  (is_dist and run_dist or run_variant)(variant)
end
print(("%d passed, %d failed"):format(total_passed, total_failed))
os.exit(total_failed == 0)
