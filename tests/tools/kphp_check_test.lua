-- Each rule of tools/kphp-check.php finds what is planted, and lets alone what
-- is right.  All the programs are checked in one run, for PHP starts slowly.

local test = require "harness"

local FOLDER = "build/tests/kphp-check"

-- A name, what is said of the program, and the program.
local BAD = {
  { "match", "KPHP has no match", "$a = match ($b) { 1 => 2 };" },
  { "enum", "KPHP has no enums", "enum E { case A; }" },
  { "readonly", "KPHP has no readonly", "class A { public readonly int $a; }" },
  { "nullsafe", "KPHP has no ?->", "$a = $b?->c;" },
  { "finally", "KPHP has no finally", "try { a(); } finally { }" },
  { "generator", "KPHP has no generators", "function f() { yield 1; }" },
  { "delegation", "KPHP has no generators",
    "function f() { yield from []; }" },
  { "throw", "KPHP has no throw in expressions", "$a = $b ?? throw $c;" },
  { "multi-catch", "KPHP catches one class at a time",
    "try { a(); } catch (\\A | \\B $e) { }" },
  { "bare-catch", "KPHP has no catch without a variable",
    "try { a(); } catch (\\A) { }" },
  { "anonymous", "KPHP has no anonymous classes", "$a = new class { };" },
  { "use-function", "KPHP has no use function", "use function strlen;" },
  { "by-reference", "KPHP has no capture by reference",
    "$f = function () use (&$a) { };" },
  { "first-class", "KPHP has no f(...)", "$f = strlen(...);" },
  { "named", "KPHP has no named arguments", "f(1, length: 2);" },
  { "heredoc", "the end of a heredoc is not indented in KPHP",
    "$a = <<<END\n  x\n  END;" },
  { "attribute", "in KPHP an attribute stands alone on its line",
    "#[A] function f() { }" },
  { "previous", "exceptions have no previous ones in KPHP",
    "throw new \\LogicException('a', 1, $e);" },
  { "previous-of-parent", "exceptions have no previous ones in KPHP",
    "class A extends \\Exception { function b($e) {"
      .. " parent::__construct('', 0, $e); } }" },
  { "get-previous", "getPrevious() is not there in KPHP",
    "$e->getPrevious();" },
  { "load", "FFI::load() takes a constant", "\\FFI::load($path);" },
  { "numbers", "KPHP makes floats of them all", "$a = [1, 2.5];" },
  { "choice", "KPHP makes a float of both", "$a = $b ? 1 : 2.5;" },
  { "promotion", "KPHP has no promotion in constructors",
    "class A { function __construct(private int $a) { } }" },
  { "comma", "KPHP has no comma after the last parameter",
    "function f($a,) { }" },
  { "never", "KPHP has no type never", "function f(): never { }" },
  { "iterable", "KPHP has no type iterable", "function f(iterable $a) { }" },
  { "intersection", "KPHP has no types with &", "function f(A&B $a) { }" },
  { "union", "KPHP has no unions with classes", "function f(int|A $a) { }" },
  { "int-or-float", "KPHP makes a float of int|float",
    "class A { public int|float $a; }" },
  { "ffi", "in KPHP types of FFI stand in comments",
    "function f(\\FFI\\CData $a) { }" },
  { "bare-callable", "KPHP needs a comment that says callable(...)",
    "function f(callable $a) { }" },
  { "namespaced", "a function in a namespace is global in KPHP",
    "namespace A; function f() { }" },
  { "block", "KPHP knows #ifndef KPHP ... #endif and nothing else",
    "#ifdef KPHP\n#endif" },
  { "else", "KPHP knows #ifndef KPHP ... #endif and nothing else",
    "#ifndef KPHP\n#endif\n#else" },
  { "broken", "without the blocks PHP reads: Unmatched '}'",
    "class A\n#ifndef KPHP\n{\n#endif\n}" },
  { "foreach", "KPHP takes no list after => in foreach",
    "foreach ($a as $b => [$c, $d]) { }" },
  { "var", "for KPHP @var of a variable says its name",
    "/** @var int */\nreturn f();" },
  { "array-access", "in KPHP no class with a parent is an ArrayAccess",
    "class A extends B implements \\ArrayAccess { }" },
  { "mb", "mb_strlen() needs 'UTF-8' said in KPHP", "\\mb_strlen($a);" },
  { "unserialize", "unserialize() takes one argument in KPHP",
    "\\unserialize($a, []);" },
  { "serialize", "serialize() cuts floats", "\\serialize($a);" },
  { "json", "json_encode() cuts floats", "\\json_encode($a);" },
  { "nested", "in try, a statement has one call that may throw in KPHP",
    "try { outer(inner()); } catch (\\A $e) { }" },
  { "chained", "in try, a statement has one call that may throw in KPHP",
    "try { make()->run(); } catch (\\A $e) { }" },
  { "constructed", "in try, a statement has one call that may throw in KPHP",
    "try { $a = new A(inner()); } catch (\\A $e) { }" },
  { "condition", "in try, a statement has one call that may throw in KPHP",
    "try { if ($a->b(c())) { } } catch (\\A $e) { }" },
}

for _, name in ipairs { "str_contains", "intdiv", "is_callable", "assert",
                        "get_debug_type", "func_get_args", "compact",
                        "set_error_handler", "spl_object_id", "fdiv",
                        "spl_object_hash", "class_exists", "constant",
                        "error_log" } do
  BAD[#BAD + 1] = { name, name .. "() is not there in KPHP",
    ("$a = %s($b);"):format(name) }
end
for _, name in ipairs { "__destruct", "__get", "__set", "__call", "__invoke",
                        "__serialize", "__unserialize", "__debugInfo" } do
  BAD[#BAD + 1] = { name, "KPHP has no method " .. name .. "()",
    ("class A { public function %s($a, $b) { } }"):format(name) }
end
for _, name in ipairs { "Countable", "Iterator", "IteratorAggregate",
                        "JsonSerializable", "Stringable" } do
  BAD[#BAD + 1] = { name, "KPHP has no interface " .. name,
    ("class A implements B, \\%s { }"):format(name) }
end
for _, name in ipairs { "\\Closure", "\\WeakReference", "\\Fiber",
                        "\\Generator", "\\FFI\\Exception", "\\PHP_OS",
                        "\\PHP_OS_FAMILY", "\\PHP_VERSION",
                        "\\PHP_VERSION_ID" } do
  BAD[#BAD + 1] = { name:gsub("\\", ""), name:sub(2) .. " is n",
    ("$a = $b instanceof %s;"):format(name) }
end
BAD[#BAD + 1] = { "throwable", "no interface extends Throwable in KPHP",
  "interface A extends \\Throwable { }" }
-- These are about the blocks themselves, or need a program of their own.
local UNWRAPPED = { block = true, ["else"] = true, broken = true,
                    namespaced = true, ["use-function"] = true }

local GOOD = {
  "$a = ['match' => 1, 'b' => 2.5, 'c' => 'x'];",
  "class A implements \\ArrayAccess { /** @var int */ public $a; }",
  "/** @var int $a */\n$a = f(); foreach ($a as [$b, $c]) { }",
  "class A { const MATCH = 1; public function throw(): int { return 1; } }",
  "/** @param callable(mixed[]):mixed $a */ function f(callable $a) { }",
  "try { $a = \\strlen(\\trim(inner())); b(); } catch (\\A $e) { throw $e; }",
  "try { $a = $this->ffi->moon_eval($b->c()); } catch (\\A $e) { }",
  "try { $a->throw(new \\LogicException('a')); } catch (\\A $e) { }",
  "outer(inner()); make()->run(); $a = new A(inner());",
  "throw new \\LogicException('a', 1); ",
  "class A extends B { function c($d) { parent::__construct('', 0, $d); } }",
  "\\FFI::load(__DIR__ . '/moonspan.h'); $a = $b ? 1 : 2; $c = [1, 2];",
  "\\mb_strlen($a, 'UTF-8'); $a = $b[1] ?? 2.5; $a = \"$b[1] {$c->d}\";",
  "#[A]\nfunction f(int|string $a, ?B $b, mixed ...$c): static { f($a, $b,); }",
  "$f = fn() => 1; foreach ($a as $b => $c) { switch ($b) { case 1: f(); } }",
}

local HEAD = '#define FFI_SCOPE "m"\n#define FFI_LIB "m.so"\n'
local BAD_HEADERS = {
  { "first", "KPHP wants FFI_SCOPE and FFI_LIB", "\n" .. HEAD },
  { "scope", "KPHP wants FFI_SCOPE and FFI_LIB", '#define FFI_LIB "m.so"\n' },
  { "return", "KPHP stops reading at a carriage return",
    HEAD .. "int64_t f(void);\r\n" },
  { "sharp", "KPHP takes # in a comment of one line for a directive",
    HEAD .. "/* # */\n" },
  { "mark", "the function has to follow at once",
    HEAD .. "// @kphp-ffi-signalsafe\n// more\nint64_t f(void);\n" },
  { "parameter", "a parameter with the name of the type 'id'",
    HEAD .. "typedef int64_t id;\nint64_t f(id id);\n" },
  { "two", "KPHP cannot read this declaration", HEAD .. "typedef bool a, b;" },
  { "macro", "KPHP cannot read this declaration",
    HEAD .. "API int64_t f(void);" },
  { "size", "KPHP cannot read this parameter",
    HEAD .. "int64_t f(int64_t a[N]);" },
  { "zero", "KPHP gives an enumerator that is 0 another number",
    HEAD .. "enum { A = 1, B = 0 };" },
}
for _, value in ipairs { "1 << 3", "(1)", "'x'", "1u", "0X10" } do
  BAD_HEADERS[#BAD_HEADERS + 1] = { "value " .. value,
    "a name and a plain decimal number",
    HEAD .. ("enum { A = %s };"):format(value) }
end
for _, word in ipairs { "restrict", "inline", "_Static_assert", "_Bool",
                        "ptrdiff_t", "ssize_t", "__attribute__", "struct",
                        "union" } do
  BAD_HEADERS[#BAD_HEADERS + 1] = { word, word == "__attribute__"
    and "KPHP does not know attributes" or word,
    HEAD .. ("int64_t f(%s x);"):format(word) }
end
local GOOD_HEADER = HEAD .. [[
enum { A = 0, B = -1, C = 20 };
typedef int64_t id;
// @kphp-ffi-signalsafe
const char *name(id state, const uint8_t *bytes, size_t len);
double *floats(void);
]]

local planted = {}

local function plant(kind, text)
  local path = ("%s/%d.%s"):format(FOLDER, #planted + 1, kind)
  planted[#planted + 1] = path
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  return path
end

local function program(text)
  return "<?php\n\n" .. text .. "\n"
end

os.execute(("rm -rf '%s' && mkdir -p '%s'"):format(FOLDER, FOLDER))
for _, row in ipairs(BAD) do
  row.path = plant("php", program(row[3]))
  if not UNWRAPPED[row[1]] then
    row.wrapped = plant("php",
      program("#ifndef KPHP\n" .. row[3] .. "\n#endif"))
  end
end
for _, row in ipairs(BAD_HEADERS) do row.path = plant("h", row[3]) end
local good = {}
for i, text in ipairs(GOOD) do good[i] = plant("php", program(text)) end
local good_header = plant("h", GOOD_HEADER)

local pipe = io.popen("php tools/kphp-check.php "
  .. table.concat(planted, " "))
local said = pipe:read("a")
local is_silent = pipe:close()

local function said_of(path)
  local lines = {}
  for line in said:gmatch("[^\n]+") do
    if line:sub(1, #path + 1) == path .. ":" then
      lines[#lines + 1] = line:sub(#path + 2)
    end
  end
  return table.concat(lines, "\n")
end

local function is_found(row)
  local text = said_of(row.path)
  test.is_true(text:find(row[2], 1, true), ("%q in %q"):format(row[2], text))
end

for _, row in ipairs(BAD) do
  test("it finds: " .. row[1], function()
    is_found(row)
  end)
  if row.wrapped then
    test("and not in a block: " .. row[1], function()
      test.equal(said_of(row.wrapped), "")
    end)
  end
end
for _, row in ipairs(BAD_HEADERS) do
  test("it finds in a header: " .. row[1], function()
    is_found(row)
  end)
end
for i, path in ipairs(good) do
  test("it has nothing against program " .. i, function()
    test.equal(said_of(path), "")
  end)
end
test("it has nothing against a header", function()
  test.equal(said_of(good_header), "")
end)
test("it ends with a status that says so", function()
  test.equal(is_silent, nil)
end)
test("it names the line", function()
  test.matches(said_of(BAD[1].path), "^3: ")
end)

test.finish()
