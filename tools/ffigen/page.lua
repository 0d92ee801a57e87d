-- The reference part of a page of documentation: below the line MARK, which
-- the page has to have, what the comments of the header say.

local text = require "ffigen.text"

local M = {}

M.MARK = "<!-- Below this line: made by tools/ffigen.lua; do not edit. -->"

-- The title of a section is how its comment begins.
local function section(item)
  local title, rest = item.text:match("^([^\n.,:]+)(.*)$")
  local paragraph = rest:match("^\n\n(.*)$") or rest ~= "" and item.text
  return "### " .. title .. (paragraph and "\n\n" .. paragraph or "")
end

local function enum(item)
  local lines = { "| constant | | |", "|---|---|---|" }
  for _, constant in ipairs(item.constants) do
    local comment = (constant.comment or ""):gsub("%s+", " "):gsub("|", "\\|")
    lines[#lines + 1] = ("| `%s` | %d | %s |"):format(constant.name,
      constant.value, comment)
  end
  return (item.comment and item.comment .. "\n\n" or "")
    .. table.concat(lines, "\n")
end

local function func(item)
  return ("    %s%s"):format(text.prototype(item):gsub("\n", "\n    "),
    item.comment and "\n\n" .. item.comment or "")
end

local WRITERS = { comment = section, enum = enum, ["function"] = func }

-- The page `before` with its reference made again.
function M.write(header, before)
  local head = before:match("^(.-)" .. M.MARK:gsub("%p", "%%%0"))
  assert(head, "the page has no line '" .. M.MARK .. "'")
  local parts = { head .. M.MARK }
  for i, item in ipairs(header.items) do
    -- The first comment is about the file, as the page itself is.
    if i > 1 then parts[#parts + 1] = WRITERS[item.kind](item) end
  end
  return table.concat(parts, "\n\n") .. "\n"
end

return M
