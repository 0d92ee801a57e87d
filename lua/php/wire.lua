-- MessagePack, for arguments and results of moon_str_call(), on LuaJIT.
--
-- A table whose keys are 1 to its length is an array; `null` stands for nil
-- in tables.  What has no form in MessagePack, and integers that LuaJIT has
-- not, are a problem that both ways return; pcall() would end a trace.
--
-- Both ways go through memory of C, by places in it that are plain numbers:
-- nothing is made of Lua's but the values themselves.  There are no loops but
-- those over entries, for a trace begins at each.

local ffi = require "ffi"

local M = {}

-- What is in a table where PHP has a null; as in our own states, a userdata.
M.null = newproxy(true)
getmetatable(M.null).__tostring = function() return "null" end

local MAX_DEPTH = 128
local MAX_INT = 2 ^ 53 -- a number holds the integers up to it

local floor, text, copy = math.floor, ffi.string, ffi.copy
local null = M.null

local problem -- the first one

-- A number as the words that the processor keeps it in, the lower one first.
local union = ffi.new [[
  union { double number; int64_t integer; uint32_t words[2]; }
]]

local room_type = ffi.typeof "uint8_t[?]"
local cap = 4096
local room = room_type(cap)

-- Makes room for `len` bytes at `at`.
local function reserve(at, len)
  if at + len <= cap then return end
  local larger = room_type((at + len) * 2)
  copy(larger, room, at)
  room, cap = larger, (at + len) * 2
end

-- Writers return the place after what they wrote.

local function write_word(at, word)
  room[at] = floor(word / 2 ^ 24)
  room[at + 1] = floor(word / 2 ^ 16) % 256
  room[at + 2] = floor(word / 2 ^ 8) % 256
  room[at + 3] = word % 256
  return at + 4
end

-- The head of what has `count` bytes or entries; and a number up to 2^32.
local function write_count(at, tag, count)
  reserve(at, 5)
  room[at] = tag
  return write_word(at + 1, count)
end

local function write_union(at, tag)
  reserve(at, 9)
  room[at] = tag
  return write_word(write_word(at + 1, union.words[1]), union.words[0])
end

local function write_number(at, number)
  if number ~= floor(number) or number > MAX_INT or number < -MAX_INT
    or number == 0 and 1 / number < 0 then
    union.number = number
    return write_union(at, 0xcb)
  end
  if number >= 0 and number < 2 ^ 32 then
    return write_count(at, 0xce, number)
  end
  union.integer = number
  return write_union(at, 0xd3)
end

local function write_text(at, value)
  local len = #value
  at = write_count(at, 0xdb, len)
  reserve(at, len)
  copy(room + at, value, len)
  return at + len
end

local function write_byte(at, byte)
  reserve(at, 1)
  room[at] = byte
  return at + 1
end

-- What cannot be written is null, and a problem.
local function refuse(at, format, kind)
  problem = problem or format:format(kind)
  return write_byte(at, 0xc0)
end

local write_table

local function write(at, value, depth)
  local kind = type(value)
  if kind == "string" then return write_text(at, value) end
  if kind == "number" then return write_number(at, value) end
  if kind == "boolean" then return write_byte(at, value and 0xc3 or 0xc2) end
  if value == nil or value == null then return write_byte(at, 0xc0) end
  if kind == "table" then return write_table(at, value, depth + 1) end
  return refuse(at, "a value of type %s cannot be an argument", kind)
end

local function write_list(at, list, count, depth)
  at = write_count(at, 0xdd, count)
  for i = 1, count do
    local value = list[i]
    if type(value) == "string" then
      at = write_text(at, value)
    else
      at = write(at, value, depth)
    end
  end
  return at
end

-- A map whose first key is 0 is read as a list.
local function write_map(at, map, count, depth)
  at = write_count(at, 0xdf, count)
  for key, entry in pairs(map) do
    if key ~= 0 then at = write(write(at, key, depth), entry, depth) end
  end
  if map[0] ~= nil then
    at = write(at, count == 1 and "0" or 0, depth)
    at = write(at, map[0], depth)
  end
  return at
end

-- How many entries there are, and the type of a key that cannot be.
local function count_entries(map)
  local count = 0
  for key in pairs(map) do
    local kind = type(key)
    if kind ~= "string" and (kind ~= "number" or key ~= floor(key)) then
      return count, kind
    end
    count = count + 1
  end
  return count
end

function write_table(at, value, depth)
  local count, bad = count_entries(value)
  if bad then
    return refuse(at, "a key of an array cannot be a %s value", bad)
  end
  if depth > MAX_DEPTH then
    return refuse(at, "tables are nested too deeply")
  end
  if count == #value then return write_list(at, value, count, depth) end
  return write_map(at, value, count, depth)
end

-- Writes a list of `count` values, any of which may be nil; those from the
-- fifth on are a list themselves.  Returns the bytes, good until the next time,
-- and how many; and a problem or nil.
function M.encode(count, a, b, c, d, rest)
  problem = nil
  local at = write_count(0, 0xdd, count)
  if count > 0 then at = write(at, a, 0) end
  if count > 1 then at = write(at, b, 0) end
  if count > 2 then at = write(at, c, 0) end
  if count > 3 then at = write(at, d, 0) end
  for i = 1, count - 4 do at = write(at, rest[i], 0) end
  return room, at, problem
end

-- Readers return the value, and the place after it.

-- The number in 1, 2 or 4 bytes.
local function read_count(p, at, size)
  if size == 1 then return p[at] end
  local count = p[at] * 256 + p[at + 1]
  if size == 2 then return count end
  return (count * 256 + p[at + 2]) * 256 + p[at + 3]
end

local function read_union(p, at)
  union.words[1] = read_count(p, at, 4)
  union.words[0] = read_count(p, at + 4, 4)
end

local function read_long(p, at)
  read_union(p, at)
  local value = tonumber(union.integer)
  if value > MAX_INT or value < -MAX_INT then
    problem = "an integer does not fit a number of this engine"
  end
  return value, at + 8
end

local function read_integer(p, at, size, is_signed)
  if size == 8 then return read_long(p, at) end
  local value = read_count(p, at, size)
  if is_signed and value >= 2 ^ (8 * size - 1) then
    value = value - 2 ^ (8 * size)
  end
  return value, at + size
end

local read

local function read_list(p, at, count)
  local list = {}
  for i = 1, count do
    local tag = p[at]
    if tag >= 0xa0 and tag < 0xc0 then
      list[i] = text(p + (at + 1), tag - 0xa0)
      at = at + 1 + tag - 0xa0
    else
      local value
      value, at = read(p, at)
      if value == nil then value = null end
      list[i] = value
    end
  end
  return list, at
end

local function read_map(p, at, count)
  local map = {}
  for _ = 1, count do
    local key, value
    key, at = read(p, at)
    value, at = read(p, at)
    if value == nil then value = null end
    map[key] = value
  end
  return map, at
end

local function read_text(p, at, len)
  return text(p + at, len), at + len
end

-- What begins with a byte from 0xd9 on: how many bytes its count has.
local COUNTED = {
  [0xd9] = { read_text, 1 }, [0xda] = { read_text, 2 },
  [0xdb] = { read_text, 4 }, [0xdc] = { read_list, 2 },
  [0xdd] = { read_list, 4 }, [0xde] = { read_map, 2 }, [0xdf] = { read_map, 4 },
}

local function read_scalar(p, at, tag)
  if tag == 0xc2 or tag == 0xc3 then return tag == 0xc3, at end
  if tag == 0xcb then
    read_union(p, at)
    return union.number, at + 8
  end
  if tag >= 0xcc then return read_integer(p, at, 2 ^ (tag % 4), tag >= 0xd0) end
  return nil, at
end

-- The value at `at`, and the place after it.
function read(p, at)
  local tag = p[at]
  at = at + 1
  if tag < 0x80 then return tag, at end
  if tag < 0x90 then return read_map(p, at, tag - 0x80) end
  if tag < 0xa0 then return read_list(p, at, tag - 0x90) end
  if tag < 0xc0 then return read_text(p, at, tag - 0xa0) end
  if tag >= 0xe0 then return tag - 256, at end
  local counted = COUNTED[tag]
  if not counted then return read_scalar(p, at, tag) end
  local size = counted[2]
  return counted[1](p, at + size, read_count(p, at, size))
end

-- Returns a problem or nil, and the first two values of the list at `p`.
function M.decode(p)
  problem = nil
  local first, second, at
  first, at = read(p, 1)
  if p[0] > 0x91 then second = read(p, at) end
  return problem, first, second
end

return M
