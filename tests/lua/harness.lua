-- A test is a true sentence and a function that raises an error when it is not
-- true.  For Lua 5.4 and LuaJIT, with nothing but the base library:
--
--   local test = require "harness"
--   test("one and one make two", function() test.equal(1 + 1, 2) end)
--   test.finish()

local M = {}

local passed, failures = 0, {}
local math_type = math.type or type

-- A value as it reads best in a message.
local function show(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if math_type(value) == "float" then return ("%.17g (float)"):format(value) end
  return tostring(value)
end

-- An error that names the line of the test which called a function of M.
local function fail(message, ...)
  error(message:format(...), 3)
end

-- Integers and floats are never equal; NaN is equal to itself.
function M.equal(actual, expected)
  local is_nan = actual ~= actual and expected ~= expected
  local is_same = actual == expected
    and math_type(actual) == math_type(expected)
  if not is_same and not is_nan then
    fail("expected %s, got %s", show(expected), show(actual))
  end
end

function M.is_true(value, what)
  if not value then fail("expected %s to be true", what or show(value)) end
end

function M.matches(text, pattern)
  if type(text) ~= "string" or not text:find(pattern) then
    fail("expected a match of %s, got %s", show(pattern), show(text))
  end
end

-- Calls `func` and expects an error whose text matches `pattern`.
function M.error_matches(pattern, func, ...)
  local is_fine, message = pcall(func, ...)
  if is_fine then fail("expected an error that matches %s", show(pattern)) end
  if not tostring(message):find(pattern) then
    fail("expected an error that matches %s, got %s", show(pattern),
      show(tostring(message)))
  end
end

-- What went wrong, with the place where it did.
local function locate(message)
  if type(message) == "string" then return message end
  return debug.traceback(tostring(message), 2)
end

-- Prints the failures and the counts, and ends the program.
function M.finish()
  for _, failure in ipairs(failures) do
    print(("FAIL  %s\n      %s"):format(failure.sentence, failure.message))
  end
  print(("%d passed, %d failed"):format(passed, #failures))
  os.exit(#failures == 0)
end

return setmetatable(M, {
  __call = function(_, sentence, func)
    local is_fine, message = xpcall(func, locate)
    if is_fine then
      passed = passed + 1
    else
      failures[#failures + 1] = { sentence = sentence, message = message }
    end
  end,
})
