-- tools/embed.lua: what it makes compiles, and gives every byte back.  Run by
-- stock Lua, with LUA_PATH='tests/lua/?.lua', from the root.

local test = require "harness"

local folder = os.tmpname()
os.remove(folder)
os.execute("mkdir '" .. folder .. "'")

local function in_folder(name)
  return folder .. "/" .. name
end

local function write(name, text)
  local file = assert(io.open(in_folder(name), "wb"))
  file:write(text)
  file:close()
end

-- What a command prints on both streams, and whether it succeeded.
local function run(command, ...)
  local pipe = io.popen("{ " .. command:format(...) .. "; } 2>&1")
  local text = pipe:read("a")
  return text, pipe:close() == true
end

local function embed(...)
  return run("'%s' tools/embed.lua %s cli %s", arg[-1], in_folder("made.c"),
    table.concat({ ... }, " "))
end

-- A program that prints what was embedded: name, length, bytes.
local PRINTER = [[
#include <stdio.h>
#include "cli/embedded.h"

int main(void)
{
    for (const struct embedded *file = cli_files; file->name; file++) {
        printf("%s %zu ", file->name, file->len);
        fwrite(file->bytes, 1, file->len + 1, stdout);
    }
    return 0;
}
]]

local function print_embedded()
  write("printer.c", PRINTER)
  local said, is_fine = run("${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic "
    .. "-Wconversion -Werror -Isrc %s %s -o %s", in_folder("made.c"),
    in_folder("printer.c"), in_folder("printer"))
  test.equal(said, "")
  test.is_true(is_fine, "the C file to compile")
  return (run("%s", in_folder("printer")))
end

local bytes = {}
for byte = 0, 255 do bytes[#bytes + 1] = string.char(byte) end
local every_byte = table.concat(bytes)

test("a file comes back byte for byte, followed by a zero byte", function()
  write("all.lua", every_byte)
  embed(in_folder("all.lua"))
  test.equal(print_embedded(),
    in_folder("all") .. " 256 " .. every_byte .. "\0")
end)

test("an empty file may be embedded", function()
  write("empty.lua", "")
  embed(in_folder("empty.lua"))
  test.equal(print_embedded(), in_folder("empty") .. " 0 \0")
end)

test("files keep their order, and are named without lua/cli/", function()
  write("one.lua", "1")
  embed(in_folder("one.lua"), "lua/cli/json.lua")
  local file = assert(io.open("lua/cli/json.lua", "rb"))
  local text = file:read("a")
  file:close()
  test.equal(print_embedded(), ("%s 1 1\0json %d %s\0")
    :format(in_folder("one"), #text, text))
end)

test("no file at all makes an empty list", function()
  embed()
  test.equal(print_embedded(), "")
end)

test("a missing file is named, and nothing is written", function()
  os.remove(in_folder("made.c"))
  local said, is_fine = embed(in_folder("missing.lua"))
  test.matches(said, "missing%.lua: No such file")
  test.is_true(not is_fine, "the tool to fail")
  test.equal(io.open(in_folder("made.c")), nil)
end)

os.execute("rm -r '" .. folder .. "'")
test.finish()
