-- Writes the page about the module `php` from the tables of rows in
-- src/vm/php_*.c.
--
--   lua tools/strings-doc.lua TARGET.md [--check]
--
-- With --check nothing is written; it says when TARGET.md is stale.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"
local rows = require "strings.rows"

local HEAD = [[
# The module `php`

<!-- Made by tools/strings-doc.lua; do not edit. -->

PHP's core string functions for Lua scripts: `php` is a global in every state
and every profile, and `require "php"` gives the same table. They carry PHP's
names and give, byte for byte, what PHP 8.2 gives; the declarations below are
PHP's.

```lua
php.str_replace({"a", "b"}, "x", "abc")      --> "xxc", 2
php.explode(",", "a,b,c")                    --> {"a", "b", "c"}
if php.strpos(line, "#") then ... end        -- 0 is true, not found is false
php.mb_strtoupper("straße")                  --> "STRASSE"
php.sprintf("%05.1f|%-4s|%x", 3.14159, "ab", 255)   --> "003.1|ab  |ff"
```

- Strings are bytes. Offsets count from 0, and from the end when negative; what
  is not found is `false`.
- Lists are sequences. Other tables are arrays with string or integer keys;
  where their order shows, integers come first and strings after them, each in
  order. A sequence of `{key, value}` pairs whose keys are strings keeps the
  order that it has (`implode`, `http_build_query`). A map in a result
  (`count_chars`, `str_word_count` with format 2) has PHP's own keys, which
  count from 0.
- What PHP returns by reference is a second result: the count of `str_replace`,
  the percentage of `similar_text`; `parse_str` returns its table.
- Arguments are converted as PHP converts them outside of strict mode. `nil` and
  `php.null` are null, and for an optional argument its default; in tables null
  is `php.null`.
- Where PHP throws, an error is raised with PHP's message. Warnings are dropped.
- Constants have PHP's names and values: `php.STR_PAD_LEFT`, `php.ENT_QUOTES`.
- UTF-8 is the encoding of all `mb_` functions; others are for
  `mb_convert_encoding`. There is no locale.
- `hash` and `hash_hmac` have all algorithms of PHP 8.2 but Snefru, whose tables
  of random numbers are larger than all else. `strtok`, which keeps a string
  from call to call, is left out: `explode` and `strcspn` do its work.
- Results count against the limits of the state, and long work is charged for.
- On LuaJIT `1` and `1.0` are the same number, and print as integers do.

The same functions are there for C, KPHP, plain Lua and LuaJIT's ffi, without
a state: [strings-c.md](strings-c.md).
]]

local function make()
  local lines = { HEAD }
  for _, group in ipairs(rows.groups()) do
    lines[#lines + 1] = "## " .. group.title .. "\n"
    for _, row in ipairs(group.rows) do
      lines[#lines + 1] = ("`%s(%s): %s`\n:   %s\n"):format(row[1],
        row[2]:gsub("\n", "\\n"):gsub("\r", "\\r"):gsub("\t", "\\t"), row[3],
        row[4])
    end
  end
  return table.concat(lines, "\n")
end

generated.finish(make())
