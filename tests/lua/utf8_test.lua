-- utf8, where the engine has it.

local test = require "harness"

if not utf8 then return test.finish() end

local TEXT = "aé€𝄞z"

test("char writes code points", function()
  test.equal(utf8.char(97, 233, 8364, 119070, 122), TEXT)
  test.equal(utf8.char(), "")
  test.equal(utf8.char(0, 127, 128, 2047, 2048, 65535, 65536, 1114111),
    "\0\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80"
    .. "\xf4\x8f\xbf\xbf")
  test.equal(utf8.char(0x7fffffff), "\xfd\xbf\xbf\xbf\xbf\xbf")
  test.error_matches("bad argument #2 to 'char' %(value out of range%)",
    function() utf8.char(1, -1) end)
  test.error_matches("value out of range",
    function() utf8.char(0x80000000) end)
end)

test("charpattern matches one character", function()
  local all = {}
  for c in TEXT:gmatch(utf8.charpattern) do all[#all + 1] = c end
  test.equal(table.concat(all, "|"), "a|é|€|𝄞|z")
end)

test("codepoint reads code points", function()
  test.equal(table.concat({ utf8.codepoint(TEXT, 1, -1) }, " "),
    "97 233 8364 119070 122")
  test.equal(utf8.codepoint("x"), 120)
  test.equal(select("#", utf8.codepoint(TEXT, 3, 2)), 0)
  test.equal(utf8.codepoint("\xed\xa0\x80", 1, 1, true), 0xd800)
  test.equal(utf8.codepoint("\xfd\xbf\xbf\xbf\xbf\xbf", 1, 1, true),
    0x7fffffff)
end)

test("codepoint refuses what is no UTF-8", function()
  for _, bad in ipairs { "\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xff",
    "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xc3\x28",
    "\xf0\x80\x80\x80" } do
    test.error_matches("invalid UTF%-8 code",
      function() return utf8.codepoint(bad) end)
  end
  test.error_matches("bad argument #2 to 'codepoint' %(out of bounds%)",
    function() return utf8.codepoint("abc", 0) end)
  test.error_matches("bad argument #3 to 'codepoint' %(out of bounds%)",
    function() return utf8.codepoint("abc", 1, 4) end)
end)

test("len counts, or says where it stops", function()
  test.equal(utf8.len(TEXT), 5)
  test.equal(utf8.len(""), 0)
  test.equal(utf8.len(TEXT, 2), 4)
  test.equal(utf8.len(TEXT, 2, 2), 1)
  test.equal(utf8.len(TEXT, -1), 1)
  test.equal(utf8.len("abc", 4), 0)
  local n, where = utf8.len("ab\x80c")
  test.equal(n, nil)
  test.equal(where, 3)
  test.equal(select(2, utf8.len("\xed\xa0\x80")), 1)
  test.equal(utf8.len("\xed\xa0\x80", 1, -1, true), 1)
  test.equal(utf8.len(("é"):rep(10000)), 10000)
  test.error_matches("#2 to 'len' %(initial position out of bounds",
    function() return utf8.len("abc", 5) end)
  test.error_matches("#3 to 'len' %(final position out of bounds",
    function() return utf8.len("abc", 1, 4) end)
end)

test("offset finds the byte of a character", function()
  local at = {}
  for i = 1, 6 do at[i] = utf8.offset(TEXT, i) end
  test.equal(table.concat(at, " "), "1 2 4 7 11 12")
  test.equal(utf8.offset(TEXT, 7), nil)
  test.equal(utf8.offset(TEXT, -1), 11)
  test.equal(utf8.offset(TEXT, -2), 7)
  test.equal(utf8.offset(TEXT, -6), nil)
  test.equal(utf8.offset(TEXT, 0), 1)
  test.equal(utf8.offset(TEXT, 0, 9), 7)
  test.equal(utf8.offset(TEXT, 2, 4), 7)
  test.equal(utf8.offset("", 1), 1)
  test.error_matches("initial position is a continuation byte",
    function() return utf8.offset(TEXT, 1, 3) end)
  test.error_matches("bad argument #3 to 'offset' %(position out of bounds%)",
    function() return utf8.offset("abc", 1, 5) end)
end)

test("codes goes from character to character", function()
  local all = {}
  for at, code in utf8.codes(TEXT) do all[#all + 1] = at .. ":" .. code end
  test.equal(table.concat(all, " "), "1:97 2:233 4:8364 7:119070 11:122")
  for _ in utf8.codes("") do error("nothing is there") end
  test.error_matches("invalid UTF%-8 code", function()
    for _ in utf8.codes("ab\xff") do test.is_true(true) end
  end)
  test.error_matches("invalid UTF%-8 code", function()
    for _ in utf8.codes("\xed\xa0\x80") do test.is_true(true) end
  end)
  local lax = { utf8.codes("\xed\xa0\x80", true) }
  test.equal(select(2, lax[1](lax[2], lax[3])), 0xd800)
  test.error_matches("bad argument #1 to 'codes' %(invalid UTF%-8 code%)",
    function() return utf8.codes("\x80") end)
  test.error_matches("invalid UTF%-8 code", function()
    for _ in utf8.codes("é\x80") do test.is_true(true) end
  end)
end)

test.finish()
