-- Values as JSON, as PHP's json_decode() reads them back.
--
-- Returns a function that gives true and a text for each argument, or false and
-- a message that names the place of what JSON cannot say.  Nothing of it looks
-- at globals once it is loaded, nor runs metamethods.

local error, pcall, type, next, tostring = error, pcall, type, next, tostring
local rawget, rawlen, select = rawget, rawlen or function(t) return #t end,
  select
local format, gsub, find, byte, concat, sort = string.format, string.gsub,
  string.find, string.byte, table.concat, table.sort
local math_type, tonumber = math.type, tonumber
local unpack = table.unpack or unpack -- luacheck: globals unpack
local null = php and php.null -- luacheck: globals php

local DEPTH_MAX = 128

local ESCAPES = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f",
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function escape(char)
  return ESCAPES[char] or format("\\u%04x", byte(char))
end

-- The bytes that may follow the first of a sequence: how many, and from which
-- to which the first of them.
local function tail_of(lead)
  if lead >= 0xC2 and lead <= 0xDF then return 1, 0x80, 0xBF end
  if lead == 0xE0 then return 2, 0xA0, 0xBF end
  if lead == 0xED then return 2, 0x80, 0x9F end
  if lead >= 0xE1 and lead <= 0xEF then return 2, 0x80, 0xBF end
  if lead == 0xF0 then return 3, 0x90, 0xBF end
  if lead >= 0xF1 and lead <= 0xF3 then return 3, 0x80, 0xBF end
  if lead == 0xF4 then return 3, 0x80, 0x8F end
end

local function is_utf8(text)
  local at = find(text, "[\128-\255]")
  while at do
    local count, low, high = tail_of(byte(text, at))
    if not count then return false end
    for i = at + 1, at + count do
      local follower = byte(text, i)
      if not follower or follower < low or follower > high then
        return false
      end
      low, high = 0x80, 0xBF
    end
    at = find(text, "[\128-\255]", at + count + 1)
  end
  return true
end

local function refuse(what, path)
  error(format("%s has no form in JSON (at %s)", what, path), 0)
end

local function encode_string(text, path)
  if not is_utf8(text) then refuse("a string that is not UTF-8", path) end
  return '"' .. gsub(text, '[%c"\\]', escape) .. '"'
end

-- The shortest text that reads back as the number; one without a point would
-- be read as an integer, where there are any.
local function encode_float(number, path)
  if number ~= number or number == 1 / 0 or number == -1 / 0 then
    refuse("the number " .. tostring(number), path)
  end
  local text
  for digits = 15, 17 do
    text = format("%." .. digits .. "g", number)
    if tonumber(text) == number then break end
  end
  if math_type and not find(text, "[.e]") then text = text .. ".0" end
  return text
end

local function encode_number(number, path)
  if math_type and math_type(number) == "integer" then
    return format("%d", number)
  end
  return encode_float(number, path)
end

-- How many entries a sequence has; nil for any other table.
local function length_of(value)
  local length, count = rawlen(value), 0
  for _ in next, value do count = count + 1 end
  if count ~= length then return nil end
  for i = 1, length do
    if rawget(value, i) == nil then return nil end
  end
  return length
end

local encode

local function encode_list(list, length, path, inside)
  local parts = {}
  for i = 1, length do
    parts[i] = encode(rawget(list, i), path .. "[" .. i .. "]", inside)
  end
  return "[" .. concat(parts, ",") .. "]"
end

local function key_of(key, path)
  if type(key) == "string" then return key end
  if type(key) == "number" and key % 1 == 0 then
    return format("%d", key)
  end
  refuse("a key of type " .. type(key), path)
end

local function encode_object(object, path, inside)
  local names, values = {}, {}
  for key, value in next, object do
    local name = key_of(key, path)
    if values[name] ~= nil then
      refuse("a table with both " .. name .. " and \"" .. name .. '"', path)
    end
    names[#names + 1], values[name] = name, value
  end
  sort(names)
  for i = 1, #names do
    local name = names[i]
    local at = path .. "." .. name
    names[i] = encode_string(name, path) .. ":"
      .. encode(values[name], at, inside)
  end
  return "{" .. concat(names, ",") .. "}"
end

local function encode_table(value, path, inside)
  if inside[value] then refuse("a table inside itself", path) end
  if inside.depth >= DEPTH_MAX then refuse("a table this deep", path) end
  inside[value], inside.depth = true, inside.depth + 1
  local length = length_of(value)
  local text = length and encode_list(value, length, path, inside)
    or encode_object(value, path, inside)
  inside[value], inside.depth = nil, inside.depth - 1
  return text
end

function encode(value, path, inside)
  local kind = type(value)
  if value == nil or null ~= nil and value == null then return "null" end
  if kind == "boolean" then return tostring(value) end
  if kind == "number" then return encode_number(value, path) end
  if kind == "string" then return encode_string(value, path) end
  if kind == "table" then return encode_table(value, path, inside) end
  refuse("a " .. kind, path)
end

local function encode_all(...)
  local texts, count = { ... }, select("#", ...)
  for i = 1, count do
    texts[i] = encode(texts[i], "$", { depth = 0 })
  end
  return unpack(texts, 1, count)
end

return function(...)
  return pcall(encode_all, ...)
end
