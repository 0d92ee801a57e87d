-- tools/ffigen.lua: what it reads, what it writes and, above all, what it
-- refuses.  Run by stock Lua, with LUA_PATH='tests/lua/?.lua;tools/?.lua'.

local test = require "harness"
local headers = require "ffigen.headers"
local page = require "ffigen.page"
local php = require "ffigen.php"
local reader = require "ffigen.reader"
local writers = require "ffigen.writers"

local function read(text)
  local header = reader.read(text, "x.h")
  header.library = "x"
  return header
end

local HEADER = [[
/*
 * x.h - a header.
 */
#ifndef X_H
#define X_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* Status. */
enum {
    MOON_OK = 0,
    MOON_EBAD = -2147483647, /* too
                              * bad */
    /* Stands above. */
    MOON_MORE = 7 /* last */
};

/*
 * A section
 */

int32_t moon_a(void);

/*
 * Adds.
 *
 *   indented
 */
// @kphp-ffi-signalsafe
double moon_b(int64_t a_handle, const char *text, size_t len, double number,
              int32_t flag);

int64_t *moon_frame(int64_t state);

#pragma GCC visibility pop

#endif
]]

test("items keep the order of the header", function()
  local kinds = {}
  for i, item in ipairs(read(HEADER).items) do kinds[i] = item.kind end
  test.equal(table.concat(kinds, " "),
    "comment enum comment function function function")
end)

test("an enum keeps its comment, values and the comments on these", function()
  local enum = read(HEADER).items[2]
  test.equal(enum.comment, "Status.")
  test.equal(#enum.constants, 3)
  test.equal(enum.constants[1].comment, nil)
  test.equal(enum.constants[2].name, "MOON_EBAD")
  test.equal(enum.constants[2].value, -2147483647)
  test.equal(enum.constants[2].comment, "too\nbad")
  test.equal(enum.constants[3].comment, "Stands above. last")
end)

test("a comment above a constant belongs to it", function()
  local enum = read("enum {\n/* Why. */\nMOON_A = 1\n};\n").items[1]
  test.equal(enum.constants[1].comment, "Why.")
end)

test("a function keeps its types, names, comment and mark", function()
  local func = read(HEADER).items[5]
  test.equal(func.name, "moon_b")
  test.equal(func.result, "double")
  test.equal(func.safe, true)
  test.equal(func.comment, "Adds.\n\n  indented")
  test.equal(#func.parameters, 5)
  test.equal(func.parameters[2].type, "const char *")
  test.equal(func.parameters[5].name, "flag")
end)

test("a comment with an empty line below belongs to nothing", function()
  local header = read(HEADER)
  test.equal(header.items[3].text, "A section")
  test.equal(header.items[4].comment, nil)
  test.equal(header.items[4].safe, false)
end)

test("every type of a result and of a parameter is read", function()
  for _, type in ipairs({ "int32_t ", "int64_t ", "double ", "size_t ",
    "const char *", "const uint8_t *" }) do
    local func = read(type .. "moon_a(void);").items[1]
    test.equal(func.result, (type:gsub(" $", "")))
  end
  for _, type in ipairs({ "int32_t ", "int64_t ", "double ", "size_t ",
    "const char *" }) do
    local func = read("int32_t moon_a(" .. type .. "x);").items[1]
    test.equal(func.parameters[1].type, (type:gsub(" $", "")))
  end
  for _, type in ipairs({ "int64_t *", "double *" }) do
    test.equal(read(type .. "moon_frame(void);").items[1].result, type)
  end
end)

-- Each is refused, with this line number and a message that matches.
local REFUSED = {
  { "restrict", 1, "'restrict' cannot",
    "int32_t moon_a(const char *restrict text);" },
  { "inline", 1, "'inline' cannot", "inline int32_t moon_a(void);" },
  { "an attribute", 1, "'__attribute__' cannot",
    "__attribute__((pure)) int32_t moon_a(void);" },
  { "a macro before a declaration", 1, "'MOON_API' is not a type",
    "MOON_API int32_t moon_a(void);" },
  { "static", 1, "'static' is not a type", "static int32_t moon_a(void);" },
  { "_Static_assert", 1, "'_Static_assert' cannot", '_Static_assert(1, "");' },
  { "_Bool", 1, "'_Bool' cannot", "_Bool moon_a(void);" },
  { "ptrdiff_t", 1, "'ptrdiff_t' cannot", "ptrdiff_t moon_a(void);" },
  { "ssize_t", 1, "'ssize_t' cannot", "ssize_t moon_a(void);" },
  { "a struct", 1, "'struct' cannot", "struct moon_x;" },
  { "a struct type", 1, "'struct' cannot", "int32_t moon_a(struct x *x);" },
  { "a union", 1, "'union' cannot", "union moon_x { int32_t a; };" },
  { "a typedef", 1, "'typedef' cannot", "typedef int a, b;" },
  { "a bit-field", 1, "bit%-fields", "int32_t moon_a:3;" },
  { "an array", 1, "arrays", "int32_t moon_a(int64_t state[SIZE]);" },
  { "varargs", 1, "fixed list", "int32_t moon_a(int64_t state, ...);" },

  { "an unsigned int", 1, "'unsigned' is not a type",
    "int32_t moon_a(unsigned int x);" },
  { "an int", 1, "'int' is not a type", "int moon_a(void);" },
  { "a pointer to void", 1, "'void' is not a type", "void *moon_a(void);" },
  { "a function without a result", 1, "'void' is not a type",
    "void moon_a(void);" },
  { "a char", 1, "result cannot be a 'char'", "char moon_a(void);" },
  { "a char * that is not const", 1, "parameter cannot be a 'char %*'",
    "int32_t moon_a(char *text);" },
  { "a const int64_t", 1, "parameter cannot be a 'const int64_t'",
    "int32_t moon_a(const int64_t state);" },
  { "a pointer to a pointer", 1, "parameter cannot be a 'const char %*%*'",
    "int32_t moon_a(const char **text);" },
  { "bytes as a parameter", 1, "parameter cannot be a 'const uint8_t %*'",
    "int32_t moon_a(const uint8_t *bytes);" },
  { "a pointer to words as a parameter", 1, "parameter cannot be a 'int64_t",
    "int32_t moon_a(int64_t *words);" },
  { "a pointer to words as a result, but for moon_frame*", 1,
    "result cannot be a 'int64_t %*'", "int64_t *moon_a(void);" },

  { "a function without our prefix", 1, "'open' is not of the form 'moon_",
    "int32_t open(void);" },
  { "a function in capitals", 1, "'moon_Open' is not of the form",
    "int32_t moon_Open(void);" },
  { "a constant without our prefix", 1, "'OK' is not of the form 'MOON_",
    "enum { OK = 0 };" },
  { "a constant that is a keyword in PHP", 1, "CLASS",
    "enum { MOON_CLASS = 0 };" },
  { "a function that is declared twice", 2, "'moon_a' stands in line 1",
    "int32_t moon_a(void);\nint32_t moon_a(void);" },
  { "a constant that is declared twice", 3, "'MOON_A' stands in line 1",
    "enum { MOON_A = 0 };\nenum {\nMOON_A = 0 };" },
  { "a parameter without a name", 1, "needs a name",
    "int32_t moon_a(int64_t);" },
  { "a parameter without a name in front", 1, "needs a name",
    "int32_t moon_a(int64_t, int32_t x);" },
  { "a parameter in capitals", 1, "lower case",
    "int32_t moon_a(int64_t State);" },
  { "a parameter named like a type of stdint.h", 1, "the name of a type",
    "int32_t moon_a(int64_t uint16_t);" },
  { "a parameter named like a type of C", 1, "the name of a type",
    "int32_t moon_a(int64_t double);" },
  { "two parameters of one name", 1, "two parameters 'x'",
    "int32_t moon_a(int64_t x, int64_t x);" },
  { "an empty list of parameters", 1, "takes %(void%)",
    "int32_t moon_a();" },
  { "a body", 1, "';' expected near '{'", "int32_t moon_a(void) {}" },
  { "a variable", 1, "'%(' expected near ';'", "int32_t moon_a;" },
  { "a declaration that does not end", 2, "';' expected near ''",
    "int32_t moon_a(void)" },

  { "an enumerator without a value", 1, "'=' expected",
    "enum { MOON_A };" },
  { "a shift", 1, '"<" has no place', "enum { MOON_A = 1 << 3 };" },
  { "a sum", 1, '"%+" has no place', "enum { MOON_A = 1 + 3 };" },
  { "a value in parentheses", 1, "decimal number, not '%('",
    "enum { MOON_A = (1) };" },
  { "a character as a value", 1, "has no place",
    "enum { MOON_A = 'x' };" },
  { "a name as a value", 1, "decimal number, not 'MOON_A'",
    "enum { MOON_A = 1, MOON_B = MOON_A };" },
  { "an unsigned value", 1, "decimal number, not '1u'",
    "enum { MOON_A = 1u };" },
  { "0X10", 1, "decimal number, not '0X10'", "enum { MOON_A = 0X10 };" },
  { "0x10", 1, "decimal number, not '0x10'", "enum { MOON_A = 0x10 };" },
  { "an octal value", 1, "decimal number, not '010'",
    "enum { MOON_A = 010 };" },
  { "minus zero", 1, "decimal number, not '%-0'", "enum { MOON_A = -0 };" },
  { "a value beyond int", 1, "does not fit", "enum { MOON_A = 2147483648 };" },
  { "a value below int", 1, "does not fit", "enum { MOON_A = -2147483648 };" },
  { "a zero that is not first", 3, "'MOON_B' is 0 and must be first",
    "enum {\nMOON_A = 1,\nMOON_B = 0 };" },
  { "an enum with a name", 1, "'{' expected", "enum x { MOON_A = 0 };" },
  { "an empty enum", 1, "a name expected", "enum { };" },
  { "a comma at the end of an enum", 1, "a name expected",
    "enum { MOON_A = 0, };" },

  { "CRLF in a comment", 1, "CRLF", "/*\r\n */" },
  { "CRLF", 2, "CRLF", "\nint32_t moon_a(void);\r\n" },
  { "a '#' in a one-line comment", 2, "'#' in a comment",
    "\n/* number #1 */\nint32_t moon_a(void);" },
  { "a '#' in a longer comment", 1, "'#' in a comment",
    "/*\n# 1\n */\nint32_t moon_a(void);" },
  { "a comment that does not end", 2, "no end", "\n/* int32_t moon_a(void);" },
  { "a letter beyond ASCII", 1, "ASCII", "/* \195\164 */" },
  { "a tab in a comment", 1, "tabs", "/* a\tb */" },
  { "a tab", 1, "has no place", "\tint32_t moon_a(void);" },
  { "a '//' line between the mark and its function", 2, "only '//' comment",
    "// @kphp-ffi-signalsafe\n// why\nint32_t moon_a(void);" },
  { "a comment between the mark and its function", 1, "line above a function",
    "// @kphp-ffi-signalsafe\n/* why */\nint32_t moon_a(void);" },
  { "an empty line between the mark and its function", 1,
    "line above a function",
    "// @kphp-ffi-signalsafe\n\nint32_t moon_a(void);" },
  { "a mark above an enum", 1, "line above a function",
    "// @kphp-ffi-signalsafe\nenum { MOON_A = 0 };" },
  { "a mark that is misspelt", 1, "only '//' comment",
    "// @kphp-ffi-signal-safe\nint32_t moon_a(void);" },
  { "a comment inside a declaration", 1, "a parameter needs a name",
    "int32_t moon_a(int64_t /* state */);" },

  { "a constant that is a macro", 1, "no preprocessor", "#define MOON_A 1" },
  { "a macro with parameters", 1, "no preprocessor", "#define MOON_A(x) x" },
  { "a guard with a value", 2, "no preprocessor",
    "#ifndef X_H\n#define X_H 1" },
  { "a second guard", 2, "no preprocessor", "#ifndef X_H\n#ifndef Y_H" },
  { "a condition", 1, "no preprocessor", "#ifdef __cplusplus" },
  { "an include of any other header", 1, "no preprocessor",
    '#include <stdio.h>' },
  { "a directive that does not start its line", 1, "first character",
    " #include <stddef.h>" },
}

for _, case in ipairs(REFUSED) do
  local what, line, pattern, text = table.unpack(case)
  test(what .. " is refused", function()
    test.error_matches(("^x%%.h:%d: .*"):format(line) .. pattern, read,
      text .. "\n")
  end)
end

test("the headers name scope and library from byte 0 on", function()
  local header = read(HEADER)
  test.matches(headers.dynamic(header),
    '^#define FFI_SCOPE "x"\n#define FFI_LIB "libx.so"\n')
  test.matches(headers.static(header),
    '^#define FFI_SCOPE "x"\n#define FFI_STATIC_LIB "libx.a"\n')
end)

test("enumerators are written without a comma at the end", function()
  test.matches(headers.dynamic(read(HEADER)),
    "\nenum {\n    MOON_OK = 0,\n.*    MOON_MORE = 7\n};\n")
end)

test("the mark stands right above its function, and only there", function()
  local text = headers.dynamic(read(HEADER))
  test.matches(text, "\n// @kphp%-ffi%-signalsafe\ndouble moon_b%(")
  test.matches(text, "\n\nint32_t moon_a%(void%);\n")
end)

test("a written header is read again as the same", function()
  local once = headers.dynamic(read(HEADER))
  local body = once:gsub("^.-\n\n", "")
  local again = headers.dynamic(read(body))
  test.equal(again, once)
end)

test("long declarations are broken within 80 columns", function()
  local text = headers.dynamic(read(HEADER))
  for line in text:gmatch("[^\n]+") do test.is_true(#line <= 80, line) end
  test.matches(text, "number,\n              int32_t flag%);")
end)

test("constants lose their prefix and keep their comments in PHP", function()
  local text = php.class(read(HEADER))
  test.matches(text, "\n    // Status.\n    public const OK = 0;\n")
  test.matches(text, "\n    public const EBAD = %-2147483647; // too bad\n")
end)

test("the class knows the sum of the header that belongs to it", function()
  local header = read(HEADER)
  local pipe = io.popen("php -r 'echo crc32(stream_get_contents(STDIN));' < "
    .. "php/ffi/moonspan.h")
  local expected = pipe:read("n")
  pipe:close()
  local file = assert(io.open("php/src/Internal/Abi.php"))
  test.matches(file:read("a"), ("HEADER_CRC = 0x%08x;"):format(expected))
  file:close()
  test.is_true(php.class(header) ~= php.class(read("int32_t moon_a(void);")))
end)

test("the declarations for LuaJIT have no comments", function()
  local text = headers.cdef(read(HEADER))
  test.matches(text, "\nreturn %[%[\nenum {\n")
  test.matches(text, "\ndouble moon_b%(")
  test.equal(text:find("kphp", 1, true), nil)
end)

test("stubs for editors have the comments", function()
  local text = php.stub(read(HEADER))
  test.matches(text, "\n    /%*%*\n     %* Adds%.\n     %*\n"
    .. "     %*   indented\n     %*/\n    public function moon_b%(")
end)

test("the reference has all that the header says, in its order", function()
  local text = page.write(read(HEADER), "# X\n\n" .. page.MARK .. "\nold")
  test.matches(text, "^# X\n\n<!%-%- [^\n]+\n\nStatus%.\n\n| constant")
  test.matches(text, "| `MOON_EBAD` | %-2147483647 | too bad |\n")
  test.matches(text, "\n### A section\n\n    int32_t moon_a%(void%);\n\n")
  test.matches(text, "    double moon_b%([^\n]+\n     +int32_t flag%);\n\nAdds")
  test.equal(text:find("old", 1, true), nil)
  test.equal(text:find("a header", 1, true), nil)
end)

test("a page without a place for the reference is refused", function()
  test.error_matches("no line '<!%-%-", page.write, read(HEADER), "# X\n")
end)

test("the list of functions has types of one word", function()
  test.equal(writers.function_list(read(HEADER)), "moon_a int32_t\n"
    .. "moon_b double int64_t char* size_t double int32_t\n"
    .. "moon_frame int64_t* int64_t\n")
end)

-- Runs the program itself in a folder of its own; returns what it printed.
local function run(folder, options)
  local pipe = io.popen(("'%s' tools/ffigen.lua '%s/x.h' --out '%s' %s 2>&1")
    :format(arg[-1], folder, folder, options))
  local text = pipe:read("a")
  return text, (pipe:close())
end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

-- Calls `func` with a folder that holds the header, and removes it after.
local function with_folder(func)
  local folder = os.tmpname()
  os.remove(folder)
  os.execute("mkdir '" .. folder .. "'")
  write(folder .. "/x.h", HEADER)
  local is_fine, message = pcall(func, folder)
  os.execute("rm -r '" .. folder .. "'")
  if not is_fine then error(message, 0) end
end

test("the program writes its files, and then finds them fresh", function()
  with_folder(function(folder)
    local text, is_fine = run(folder, "")
    test.equal(select(2, text:gsub("\n", "")), 4)
    test.equal(is_fine, true)
    text, is_fine = run(folder, "--check")
    test.equal(text, "")
    test.equal(is_fine, true)
    test.equal(run(folder, ""), "")
  end)
end)

test("a file that is stale or missing is named", function()
  with_folder(function(folder)
    run(folder, "")
    write(folder .. "/lua/x/cdef.lua", "return ''\n")
    os.remove(folder .. "/php/ffi/x_static.h")
    local text, is_fine = run(folder, "--check")
    test.matches(text, "php/ffi/x_static%.h: stale.*lua/x/cdef%.lua: stale")
    test.equal(is_fine, nil)
  end)
end)

test("a fault in the header ends the program with its place", function()
  with_folder(function(folder)
    write(folder .. "/x.h", "\nint moon_a(void);\n")
    local text, is_fine = run(folder, "")
    test.matches(text, "/x%.h:2: 'int' is not a type of the ABI\n$")
    test.equal(is_fine, nil)
  end)
end)

test("a header that is not there is named", function()
  with_folder(function(folder)
    os.remove(folder .. "/x.h")
    test.matches(run(folder, ""), "^ffigen: .*/x%.h: No such file")
  end)
end)

test("a wrong command line is answered with the usage", function()
  with_folder(function(folder)
    for _, options in ipairs { "--chekc", "y.h", "--class", "--prefix x" } do
      test.matches(run(folder, options), "^usage: ")
    end
  end)
end)

test.finish()
