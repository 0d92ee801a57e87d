-- tools/strings/: what is read out of the tables of rows, and what shape a
-- function has in C.

local test = require "harness"
local rows = require "strings.rows"
local signature = require "strings.signature"

-- The shape as text: kinds, "?" after what is optional, and the result.
local function shape(usage, result)
  local func = signature.read { "f", usage, result }
  if not func then return nil end
  local kinds = {}
  for i, p in ipairs(func.parameters) do
    kinds[i] = p.kind .. (p.optional and "?" or "")
  end
  return table.concat(kinds, " ") .. " -> " .. func.result
    .. (func.second and "+" or "")
end

test("single values are fit", function()
  test.equal(shape("string $a, int $b = 0", "int|false"), "s i? -> i?")
  test.equal(shape("?string $a = null, bool $b", "string"), "s? b -> s")
  test.equal(shape("float $a, mixed $b", "bool"), "f s -> b")
  test.equal(shape("", "float"), " -> f")
end)

test("a string is meant where there may be an array", function()
  test.equal(shape("array|string $a, array|int $b", "array|string"),
    "s i -> s")
  test.equal(shape("string $a, array $b = []", "string"), "s -> s")
end)

test("what is written to is a second result", function()
  test.equal(shape("string $a, &$b = null", "int, float"), "s -> i+")
end)

test("arrays and any number of arguments are unfit", function()
  test.equal(shape("array $a", "string"), nil)
  test.equal(shape("string $a", "array"), nil)
  test.equal(shape("string $a", "array|string"), nil)
  test.equal(shape("string $a, mixed ...$b", "string"), nil)
  test.equal(shape("string $a", "int|float"), nil)
end)

test("a default may hold a comma", function()
  test.equal(shape('string $a = ", ", int $b = 1', "string"), "s? i? -> s")
end)

test("a name that C has taken is another", function()
  test.equal(signature.read { "f", "string $break", "int" }.parameters[1].name,
    "line_break")
end)

test("every row is read, with the constants of its group", function()
  local count, shapes = 0, nil
  for _, group in ipairs(rows.groups()) do
    count = count + #group.rows
    if group.title == "Shape" then shapes = group end
  end
  test.is_true(count > 140, count)
  test.equal(shapes.constants[1], "STR_PAD_LEFT")
  test.equal(shapes.rows[1][2],
    "string $string, string $characters = \" \\n\\r\\t\\v\\0\"")
end)

test.finish()
