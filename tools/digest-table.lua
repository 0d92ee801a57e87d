-- Writes the tables of src/str/digest_table.h.
--
--   lua tools/digest-table.lua TARGET.c [--check]
--
-- With --check nothing is written; it says when TARGET.c is stale.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"

-- Pi, in so many digits of a base, the first of which is the 3: by Machin's
-- formula, pi = 16 arctan(1/5) - 4 arctan(1/239).
local function digits_of_pi(count, base)
  local size = count + 8 -- what is cut off must not reach the digits

  local function divide(number, by)
    local rest, is_zero = 0, true
    for i = 1, size do
      rest = rest * base + number[i]
      number[i] = rest // by
      rest = rest % by
      is_zero = is_zero and number[i] == 0
    end
    return is_zero
  end

  -- Digits may leave their range here, and are brought back in the end.
  local sum = {}
  for i = 1, size do sum[i] = 0 end
  local function add_arctan(factor, by)
    local power, term = {}, {}
    for i = 1, size do power[i] = 0 end
    power[1] = math.abs(factor)
    local sign, odd = factor > 0 and 1 or -1, 1
    local is_zero = divide(power, by)
    while not is_zero do
      table.move(power, 1, size, 1, term)
      divide(term, odd)
      for i = 1, size do sum[i] = sum[i] + sign * term[i] end
      is_zero = divide(power, by * by)
      sign, odd = -sign, odd + 2
    end
  end
  add_arctan(16, 5)
  add_arctan(-4, 239)
  for i = size, 2, -1 do
    sum[i - 1] = sum[i - 1] + sum[i] // base
    sum[i] = sum[i] % base
  end
  return table.move(sum, 1, count, 1, {})
end

-- R. Durstenfeld's shuffle, where the digits of pi are the dice: of as many
-- digits as a number of that size has, those that would favour some are passed
-- over.
local function md2()
  local digits, at = digits_of_pi(722, 10), 0
  local function throw(sides)
    local value, range = 0, 1
    while range < sides do
      at = at + 1
      value, range = value * 10 + digits[at], range * 10
    end
    if value < sides * (range // sides) then return value % sides end
    return throw(sides)
  end
  local list = {}
  for i = 0, 255 do list[i] = i end
  for i = 1, 255 do
    local j = throw(i + 1)
    list[i], list[j] = list[j], list[i]
  end
  return list
end

local function haval()
  local count = 8 + 4 * 32
  local halves = digits_of_pi(2 * count + 1, 1 << 16)
  local list = {}
  for i = 0, count - 1 do
    list[i] = halves[2 * i + 2] << 16 | halves[2 * i + 3]
  end
  return list
end

-- Whirlpool's box of 256 is put together from three of 16, of which one is the
-- inverse of another.
local E = { [0] = 1, 11, 9, 12, 13, 6, 15, 3, 14, 8, 7, 4, 10, 2, 5, 0 }
local R = { [0] = 7, 12, 11, 13, 14, 4, 9, 15, 6, 3, 8, 10, 2, 5, 1, 0 }
local ROW = { 1, 1, 4, 1, 8, 5, 2, 9 }

local function multiply(a, b)
  local product = 0
  while b > 0 do
    if b & 1 == 1 then product = product ~ a end
    a = a << 1
    if a > 255 then a = a ~ 0x11d end
    b = b >> 1
  end
  return product
end

local function whirlpool()
  local inverse, list = {}, {}
  for i = 0, 15 do inverse[E[i]] = i end
  for byte = 0, 255 do
    local high, low = E[byte >> 4], inverse[byte & 15]
    local middle = R[high ~ low]
    local box, row = E[high ~ middle] << 4 | inverse[low ~ middle], 0
    for _, factor in ipairs(ROW) do row = row << 8 | multiply(box, factor) end
    list[byte] = row
  end
  return list
end

-- Tiger's boxes begin as columns of 0 to 255, which are then shuffled by what
-- Tiger itself, with the boxes that there are so far, makes of its name.
local NAME = "Tiger - A Fast New Hash Function, by Ross Anderson and Eli Biham"

local function tiger_step(boxes, s, word, factor)
  local c, even, odd = s[3] ~ word, 0, 0
  for i = 0, 3 do
    even = even ~ boxes[256 * i + (c >> 16 * i & 255)]
    odd = odd ~ boxes[256 * (3 - i) + (c >> 16 * i + 8 & 255)]
  end
  s[1], s[2], s[3] = (s[2] + odd) * factor, c, s[1] - even
end

local function tiger_schedule(x)
  x[1] = x[1] - (x[8] ~ 0xa5a5a5a5a5a5a5a5)
  x[2] = x[2] ~ x[1]
  x[3] = x[3] + x[2]
  x[4] = x[4] - (x[3] ~ ~x[2] << 19)
  x[5] = x[5] ~ x[4]
  x[6] = x[6] + x[5]
  x[7] = x[7] - (x[6] ~ ~x[5] >> 23)
  x[8] = x[8] ~ x[7]
  x[1] = x[1] + x[8]
  x[2] = x[2] - (x[1] ~ ~x[8] << 19)
  x[3] = x[3] ~ x[2]
  x[4] = x[4] + x[3]
  x[5] = x[5] - (x[4] ~ ~x[3] >> 23)
  x[6] = x[6] ~ x[5]
  x[7] = x[7] + x[6]
  x[8] = x[8] - (x[7] ~ 0x0123456789abcdef)
end

local function tiger_block(boxes, state)
  local s = table.move(state, 1, 3, 1, {})
  local words = { ("<i8i8i8i8i8i8i8i8"):unpack(NAME) }
  for pass = 0, 2 do
    if pass > 0 then tiger_schedule(words) end
    for i = 1, 8 do tiger_step(boxes, s, words[i], 5 + 2 * pass) end
  end
  state[1], state[2], state[3] =
    s[1] ~ state[1], s[2] - state[2], s[3] + state[3]
end

local function swap_bytes(list, i, j, shift)
  local mask = 255 << shift
  local a, b = list[i], list[j]
  list[i], list[j] = a & ~mask | b & mask, b & ~mask | a & mask
end

local function tiger()
  local list, number = {}, 3
  local state = { 0x0123456789abcdef, 0xfedcba9876543210, 0xf096a5b4c3b2e187 }
  for i = 0, 1023 do list[i] = (i & 255) * 0x0101010101010101 end
  for step = 0, 5 * 1024 - 1 do
    number = number % 3 + 1
    if number == 1 then tiger_block(list, state) end
    local box = step % 4 * 256
    for shift = 0, 56, 8 do
      swap_bytes(list, box + (step // 4 & 255),
        box + (state[number] >> shift & 255), shift)
    end
  end
  return list
end

local function rows(lines, list, first, last, width, format)
  for i = first, last, width do
    local words = {}
    for j = i, math.min(i + width - 1, last) do
      words[#words + 1] = format:format(list[j])
    end
    lines[#lines + 1] = "    " .. table.concat(words, " ")
  end
end

local function make()
  local lines = {
    "/* Made by tools/digest-table.lua; do not edit. */",
    '#include "str/digest_table.h"',
    "",
    "/* clang-format off */",
  }
  local function add(declaration, list, width, format)
    lines[#lines + 1] = "const " .. declaration .. " = {"
    rows(lines, list, 0, #list, width, format)
    lines[#lines + 1] = "};\n"
  end
  add("unsigned char digest_table_md2[256]", md2(), 16, "%d,")
  add("uint32_t digest_table_haval[HAVAL_START + HAVAL_ADDED]", haval(), 6,
    "0x%08x,")
  add("uint64_t digest_table_whirlpool[256]", whirlpool(), 3, "0x%016x,")
  lines[#lines + 1] = "const uint64_t digest_table_tiger[4][256] = {"
  local boxes = tiger()
  for box = 0, 3 do
    lines[#lines + 1] = "{"
    rows(lines, boxes, box * 256, box * 256 + 255, 3, "0x%016x,")
    lines[#lines + 1] = "},"
  end
  lines[#lines + 1] = "};\n"
  return table.concat(lines, "\n")
end

generated.finish(make())
