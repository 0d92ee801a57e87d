-- Writes what src/str/unicode.c knows of characters, from Debian's package
-- unicode-data.
--
--   lua tools/unicode-table.lua TARGET.c [--check]
--
-- With --check nothing is written; it says when TARGET.c is stale, or nothing
-- where the package is not installed.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"

local SOURCE = os.getenv("UNICODE_DATA") or "/usr/share/unicode"
local BLOCK, LAST = 128, 0x10ffff -- as in src/str/unicode_table.h

-- PHP takes the widths of characters from Unicode 14, in which these were none.
local NARROW_YET = {
  { 0x1b132, 0x1b132 },
  { 0x1b155, 0x1b155 },
  { 0x1f6dc, 0x1f6dc },
  { 0x1fa75, 0x1fa77 },
  { 0x1fa87, 0x1fa88 },
  { 0x1faad, 0x1faaf },
  { 0x1fabb, 0x1fabd },
  { 0x1fabf, 0x1fabf },
  { 0x1face, 0x1facf },
  { 0x1fada, 0x1fadb },
  { 0x1fae8, 0x1fae8 },
  { 0x1faf7, 0x1faf8 },
}

local function fields(line)
  local list = {}
  for field in (line:gsub("%s*#.*", "") .. ";"):gmatch("%s*([^;]-)%s*;") do
    list[#list + 1] = field
  end
  return list
end

-- The lines of a file that are no comments, as lists of their fields.
local function rows(name)
  local lines = io.lines(SOURCE .. "/" .. name)
  return function()
    for line in lines do
      local list = fields(line)
      if list[1] and list[1] ~= "" then return list end
    end
  end
end

local function points_of(text)
  local list = {}
  for hex in text:gmatch("%x+") do list[#list + 1] = tonumber(hex, 16) end
  return list
end

local function range_of(text)
  local first, last = text:match("^(%x+)%.%.(%x+)$")
  if not first then first, last = text, text end
  return tonumber(first, 16), tonumber(last, 16)
end

local chars = {}

local function char(point)
  chars[point] = chars[point] or {}
  return chars[point]
end

local function read_simple()
  for row in rows("UnicodeData.txt") do
    local point = tonumber(row[1], 16)
    local upper, lower = tonumber(row[13], 16), tonumber(row[14], 16)
    local title = tonumber(row[15], 16) or upper
    if upper or lower or title then
      local c = char(point)
      c.upper, c.lower, c.title = upper, lower, title
    end
  end
  for row in rows("CaseFolding.txt") do
    local c = char(tonumber(row[1], 16))
    if row[2] == "C" or row[2] == "S" then c.fold = tonumber(row[3], 16) end
    if row[2] == "F" then c.full_fold = points_of(row[3]) end
  end
end

-- Only those that hold in every language and place.
local function read_special()
  for row in rows("SpecialCasing.txt") do
    if not row[5] or row[5] == "" then
      local c = char(tonumber(row[1], 16))
      for i, key in ipairs { "lower", "title", "upper" } do
        local points = points_of(row[i + 1])
        if #points > 1 then c["full_" .. key] = points end
      end
    end
  end
end

local function read_ranges(name, property, key)
  for row in rows(name) do
    if row[2] == property then
      local first, last = range_of(row[1])
      for point = first, last do char(point)[key] = true end
    end
  end
end

local function read()
  read_simple()
  read_special()
  read_ranges("DerivedCoreProperties.txt", "Cased", "cased")
  read_ranges("DerivedCoreProperties.txt", "Case_Ignorable", "ignorable")
  read_ranges("EastAsianWidth.txt", "W", "wide")
  read_ranges("EastAsianWidth.txt", "F", "wide")
  for _, range in ipairs(NARROW_YET) do
    for point = range[1], range[2] do char(point).wide = nil end
  end
end

local expansions, expansion_at = { { 0 } }, {}

-- Which of the longer mappings a list of points is; 0: none.
local function expansion(points)
  if not points then return 0 end
  local key = table.concat(points, " ")
  if not expansion_at[key] then
    expansions[#expansions + 1] = points
    expansion_at[key] = #expansions - 1
  end
  return expansion_at[key]
end

local records, record_at = {}, {}

local function record(point)
  local c = chars[point] or {}
  local function delta(to) return to and to - point or 0 end
  local flags = (c.cased and 1 or 0) + (c.ignorable and 2 or 0)
    + (c.wide and 4 or 0)
  local text = ("{{%d, %d, %d, %d}, {%d, %d, %d, %d}, %d}"):format(
    delta(c.upper), delta(c.lower), delta(c.title), delta(c.fold),
    expansion(c.full_upper), expansion(c.full_lower), expansion(c.full_title),
    expansion(c.full_fold), flags)
  if not record_at[text] then
    records[#records + 1] = text
    record_at[text] = #records - 1
  end
  return record_at[text]
end

local function make_blocks()
  local index, blocks, block_at = {}, {}, {}
  for first = 0, LAST, BLOCK do
    local block = {}
    for i = 1, BLOCK do block[i] = record(first + i - 1) end
    local key = table.concat(block, ",")
    if not block_at[key] then
      blocks[#blocks + 1] = block
      block_at[key] = #blocks - 1
    end
    index[#index + 1] = block_at[key]
  end
  return index, blocks
end

local lines = {}

local function emit(text, ...)
  lines[#lines + 1] = text:format(...)
end

local function emit_packed(entries)
  local line = "   "
  for _, entry in ipairs(entries) do
    entry = tostring(entry)
    if #line + #entry + 2 > 80 then
      emit("%s", line)
      line = "   "
    end
    line = line .. " " .. entry .. ","
  end
  emit("%s", line)
end

local function make()
  record(0)
  local index, blocks = make_blocks()
  emit("/* Made by tools/unicode-table.lua; do not edit. */")
  emit('#include "str/unicode_table.h"\n')
  emit("/* clang-format off */")
  emit("const uint8_t unicode_index[UNICODE_BLOCKS] = {")
  assert(#blocks <= 256 and #expansions <= 256)
  emit_packed(index)
  emit("};\n")
  emit("const uint16_t unicode_blocks[][UNICODE_BLOCK] = {")
  for _, block in ipairs(blocks) do
    emit("{")
    emit_packed(block)
    emit("},")
  end
  emit("};\n")
  emit("const struct unicode_record unicode_records[] = {")
  emit_packed(records)
  emit("};\n")
  emit("const uint32_t unicode_expansions[][UNICODE_EXPANSION] = {")
  local entries = {}
  for i, points in ipairs(expansions) do
    entries[i] = ("{0x%X, 0x%X, 0x%X}"):format(points[1], points[2] or 0,
      points[3] or 0)
  end
  emit_packed(entries)
  emit("};")
  return table.concat(lines, "\n") .. "\n"
end

local data = io.open(SOURCE .. "/UnicodeData.txt")
if not data then
  if arg[2] == "--check" then os.exit(true) end
  io.stderr:write("unicode-table: there is no ", SOURCE,
    ": install the package unicode-data\n")
  os.exit(1)
end
data:close()
read()
generated.finish(make())
