-- PHP's view of a header: its constants in a class, and what its functions look
-- like to programs that read code.

local crc32 = require "crc32"
local headers = require "ffigen.headers"
local text = require "ffigen.text"

local M = {}

-- A comment of the header as one of PHP, indented; `extra` are more lines.
function M.doc(comment, extra)
  local lines = {}
  for line in ((comment or "") .. "\n"):gmatch("(.-)\n") do
    if comment then lines[#lines + 1] = line end
  end
  table.move(extra or {}, 1, #(extra or {}), #lines + 1, lines)
  if #lines == 0 then return "" end
  if #lines == 1 then return "    /** " .. lines[1] .. " */\n" end
  local block = "\n" .. table.concat(lines, "\n")
  return "    /**" .. block:gsub("\n", "\n     * "):gsub(" +\n", "\n")
    .. "\n     */\n"
end

-- The constants of one enum, under its comment.
local function group(header, item)
  local lines = {}
  for line in (item.comment or ""):gmatch("[^\n]+") do
    lines[#lines + 1] = "    // " .. line
  end
  for _, constant in ipairs(item.constants) do
    local line = ("    public const %s = %d;"):format(
      constant.name:sub(#header.prefix + 2), constant.value)
    if constant.comment then
      line = line .. " // " .. constant.comment:gsub("%s+", " ")
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n")
end

function M.constants(header)
  return text.map(header, "enum", function(item) return group(header, item) end)
end

function M.class(header)
  return text.template(text.file("abi.php.in"), {
    made = text.made_from(header), name = header.name,
    crc = ("0x%08x"):format(crc32.sum(headers.dynamic(header))),
    constants = M.constants(header),
  })
end

-- PHP makes a string of static text, and leaves bytes to FFI::string().
local RESULTS = {
  ["double"] = "float", ["const char *"] = "string",
  ["const uint8_t *"] = "\\FFI\\CData", ["int64_t *"] = "Words",
  ["double *"] = "FloatWords",
}
local PARAMETERS = { ["double"] = "float", ["const char *"] = "?string" }

local function method(func)
  local parameters = {}
  for i, parameter in ipairs(func.parameters) do
    parameters[i] = ("%s $%s"):format(
      PARAMETERS[parameter.type] or "int", parameter.name)
  end
  return M.doc(func.comment) .. ("    public function %s(%s): %s;"):format(
    func.name, table.concat(parameters, ", "), RESULTS[func.result] or "int")
end

function M.stub(header)
  return text.template(text.file("native.php.in"), {
    made = text.made_from(header), name = header.name,
    methods = text.map(header, "function", method),
  })
end

return M
