-- Cuts a header into tokens: { kind, text, line, last }, where `last`
-- is the line that a token ends on.  What one of the header's readers would
-- refuse or misread, whatever stands around it, is refused here.

local M = {}

-- The comment that tells KPHP to call the next function without ceremony.
M.MARK = "// @kphp-ffi-signalsafe"

local RULES = {
  { "comment", "^/%*.-%*/" },
  { "mark", "^//[^\n]*" },
  { "directive", "^#[^\n]*" },
  { "word", "^[%a_][%w_]*" },
  { "number", "^%-?%d[%w.]*" },
  { "sign", "^[{}()=,;*]" },
}

-- Words with a place in C, but not in this header, and why.
local KPHP = "KPHP does not read it"
local REFUSED = {
  __attribute__ = KPHP, _Static_assert = KPHP, inline = KPHP, restrict = KPHP,
  _Bool = KPHP .. "; a truth value is an int32_t",
  ptrdiff_t = KPHP .. "; int64_t is used",
  ssize_t = KPHP .. "; int64_t is used",
  struct = "an object is named by a handle",
  union = "an object is named by a handle",
  typedef = "only the types of stdint.h and size_t are used",
}

-- Characters whose meaning is worth a word.
local SIGNS = {
  ["["] = "arrays have no place in the ABI",
  [":"] = "bit-fields have no place in the ABI",
  ["."] = "a function has a fixed list of parameters",
  ["/"] = "this comment has no end",
}

function M.fail(path, line, message, ...)
  error(("%s:%d: %s"):format(path, line, message:format(...)), 0)
end

local function count_lines(text)
  return select(2, text:gsub("\n", ""))
end

-- The kind and the text of the token that starts at `start`.
local function match_rule(text, start)
  for _, rule in ipairs(RULES) do
    local found = text:match(rule[2], start)
    if found then return rule[1], found end
  end
end

local function check_token(path, token, starts_line)
  local text = token.text
  if text:find("[^\n\32-\126]") then
    M.fail(path, token.line, "only plain ASCII without tabs is read by all")
  end
  if token.kind == "directive" and not starts_line then
    M.fail(path, token.line, "a '#' must be the first character of its line")
  end
  if token.kind ~= "directive" and text:find("#", 1, true) then
    M.fail(path, token.line, "KPHP takes a '#' in a comment for a directive")
  end
  if token.kind == "mark" and text ~= M.MARK then
    M.fail(path, token.line, "the only '//' comment is '%s'", M.MARK)
  end
  if token.kind == "word" and REFUSED[text] then
    M.fail(path, token.line, "'%s' cannot be used: %s", text, REFUSED[text])
  end
end

local function refuse_character(path, line, character)
  M.fail(path, line, "%s", SIGNS[character]
    or ("character %q has no place here"):format(character))
end

local function refuse_crlf(path, text)
  local before = text:match("^(.-)\r")
  if before then
    M.fail(path, 1 + count_lines(before), "KPHP reads no further than a CRLF")
  end
end

-- The tokens of `text`; the last is of kind "end".  `path` is for messages.
function M.read(text, path)
  local tokens, line, at = {}, 1, 1
  refuse_crlf(path, text)
  while true do
    local space = text:match("^[ \n]*", at)
    line, at = line + count_lines(space), at + #space
    if at > #text then break end
    local kind, found = match_rule(text, at)
    if not kind then refuse_character(path, line, text:sub(at, at)) end
    local last = line + count_lines(found)
    local token = { kind = kind, text = found, line = line, last = last }
    check_token(path, token, at == 1 or text:sub(at - 1, at - 1) == "\n")
    tokens[#tokens + 1] = token
    line, at = last, at + #found
  end
  tokens[#tokens + 1] = { kind = "end", text = "", line = line, last = line }
  return tokens
end

return M
