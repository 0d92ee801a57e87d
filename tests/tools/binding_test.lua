-- tools/ffigen.lua --class: what it reads and writes for others' headers.

local test = require "harness"
local binding = require "ffigen.binding"
local reader = require "ffigen.reader"

local function read(text)
  local header = reader.read(text, "my.h", "my")
  header.library = "my"
  return header
end

local function class(text)
  return binding.class(read(text), "Some\\Where\\My")
end

test("every number, truth values and void are read", function()
  for _, type in ipairs { "int", "int8_t", "int16_t", "int32_t", "int64_t",
    "uint8_t", "uint16_t", "uint32_t", "uint64_t", "size_t", "float", "double",
    "bool" } do
    local func = read(("%s my_a(%s x);"):format(type, type)).items[1]
    test.equal(func.result, type)
    test.equal(func.parameters[1].type, type)
  end
  test.equal(read("void my_a(void);").items[1].result, "void")
end)

-- Each is refused, with this line number and a message that matches.
local REFUSED = {
  { "a name without the prefix", 1, "'your_a' is not of the form 'my_name'",
    "int your_a(void);" },
  { "a constant without the prefix", 1, "is not of the form 'MY_NAME'",
    "enum { YOUR_A = 0 };" },
  { "a prefix that only begins alike", 1, "is not of the form",
    "int mya(void);" },
  { "void as a parameter", 1, "parameter cannot be a 'void'",
    "int my_a(int x, void y);" },
  { "a pointer to void", 1, "result cannot be a 'void %*'",
    "void *my_a(void);" },
  { "memory that is shared", 1, "result cannot be a 'int64_t %*'",
    "int64_t *my_a(void);" },
  { "an unsigned int", 1, "'unsigned' is not a type", "unsigned my_a(void);" },
  { "a struct", 1, "'struct' cannot", "struct my_x;" },
  { "bytes without their length", 2, "'my_a' needs 'size_t my_a_len'",
    "\nconst uint8_t *my_a(int x);\nsize_t my_a_len(void);" },
  { "a method that has the name of a loader", 2, "there already",
    "\nint my_from_library(void);" },
}

for _, case in ipairs(REFUSED) do
  local what, line, pattern, text = table.unpack(case)
  test(what .. " is refused", function()
    test.error_matches(("^my%%.h:%d: .*"):format(line) .. pattern, class,
      text .. "\n")
  end)
end

-- A function, and what stands in its method.
local METHODS = {
  { "int my_add_up(int a, double b);", "addUp(int $a, float $b): int",
    "return $this->ffi->my_add_up($a, $b);" },
  { "void my_run(bool on);", "run(bool $on): void",
    "        $this->ffi->my_run($on);" },
  { "const char *my_name(const char *of);", "name(string $of): ?string",
    "return $this->ffi->my_name($of);" },
  { "int my_put(const char *a, size_t a_len, const char *b, size_t len,"
      .. " int c);",
    "put(string $a, string $b, int $c): int",
    "return $this->ffi->my_put($a, \\strlen($a), $b, \\strlen($b), $c);" },
  { "int my_cut(const char *a, size_t from);",
    "cut(string $a, int $from): int", "my_cut($a, $from);" },
  { "const uint8_t *my_text(int i);\nsize_t my_text_len(int i);",
    "text(int $i): string",
    "return \\FFI::string($this->ffi->my_text($i), "
      .. "$this->ffi->my_text_len($i));" },
}

for _, case in ipairs(METHODS) do
  local declaration, head, statement = table.unpack(case)
  test(("%q becomes %s"):format(declaration, head), function()
    local text = class(declaration .. "\n")
    test.is_true(text:find("public function " .. head .. "\n", 1, true), text)
    test.is_true(text:find(statement .. "\n", 1, true), text)
  end)
end

test("the class has namespace, constants and the names of its files", function()
  local text = class("/* Why. */\nenum { MY_A = 0, MY_B = 3 /* b */ };\n")
  test.matches(text, "\nnamespace Some\\Where;\n")
  test.matches(text, "\nfinal class My\n")
  test.matches(text, "\n    // Why%.\n    public const A = 0;\n"
    .. "    public const B = 3; // b\n")
  test.matches(text, "FFI::load%(__DIR__ %. '/ffi/my%.h'%)")
end)

test("a class may stand outside of namespaces", function()
  local text = binding.class(read("int my_a(void);\n"), "My")
  test.equal(text:find("namespace", 1, true), nil)
end)

test("prefix and library are as the command line says", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write("int one_two(void);\n")
  file:close()
  local pipe = io.popen(("'%s' tools/ffigen.lua '%s' --class A --prefix one "
    .. "--library three --out '%s.d' && cat '%s.d/A.php' '%s.d/ffi/'*_static.h")
    :format(arg[-1], path, path, path, path))
  local text = pipe:read("a")
  pipe:close()
  os.execute(("rm -r '%s' '%s.d'"):format(path, path))
  test.matches(text, "libthree%.so.*function two%(.*libthree%.a")
end)

test("a class needs a name", function()
  local pipe = io.popen(("'%s' tools/ffigen.lua src/include/moonspan.h "
    .. "--class 'a b' 2>&1"):format(arg[-1]))
  test.matches(pipe:read("a"), "'a b' is no name of a PHP class")
  pipe:close()
end)

test.finish()
