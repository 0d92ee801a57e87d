-- Writes the powers of ten that src/base/number_*.c multiply by.
--
--   lua tools/number-table.lua TARGET.c [--check]
--
-- With --check nothing is written; it says when TARGET.c is stale.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"

local FIRST, LAST = -342, 324 -- as in src/base/number_table.h
local LIMB = 32               -- bits of a limb; natural numbers are lists of
local MASK = (1 << LIMB) - 1  -- limbs, the lowest first

local HEAD = [[
/* Made by tools/number-table.lua; do not edit. */
#include "base/number_table.h"

/* clang-format off */
const uint64_t number_table[] = {
]]

local function times5(n)
  local carry = 0
  for i = 1, #n do
    local product = n[i] * 5 + carry
    n[i], carry = product & MASK, product >> LIMB
  end
  if carry > 0 then n[#n + 1] = carry end
end

-- Rounds down; and doing so at every step comes to the same as dividing once.
local function divide5(n)
  local rest = 0
  for i = #n, 1, -1 do
    local part = rest << LIMB | n[i]
    n[i], rest = part // 5, part % 5
  end
  if n[#n] == 0 then n[#n] = nil end
end

local function bit_length(n)
  local top, bits = n[#n], (#n - 1) * LIMB
  while top > 0 do top, bits = top >> 1, bits + 1 end
  return bits
end

-- The 64 bits whose lowest is bit `from`, which may be negative.
local function word_at(n, from)
  local word = 0
  for bit = from + 63, from, -1 do
    local limb = bit >= 0 and n[bit // LIMB + 1] or 0
    word = word << 1 | (limb >> bit % LIMB & 1)
  end
  return word
end

-- Puts the highest 128 bits of `n` into the table.  The binary exponent of a
-- power of ten has to be what number_log2_pow10() makes of it, and one more has
-- to fit.
local function put(words, n, power, exponent)
  local bits = bit_length(n)
  local high, low = word_at(n, bits - 64), word_at(n, bits - 128)
  assert(bits - 1 + exponent == power * 217706 // 65536)
  assert(low ~= -1)
  local place = (power - FIRST) * 2
  words[place], words[place + 1] = high, low
end

local function to_text(words)
  local lines = {}
  for from = 0, #words, 3 do
    local line = {}
    for i = from, math.min(from + 2, #words) do
      line[#line + 1] = ("0x%016x,"):format(words[i])
    end
    lines[#lines + 1] = "    " .. table.concat(line, " ") .. "\n"
  end
  return HEAD .. table.concat(lines) .. "};\n"
end

local function make()
  local words = {} -- from 0
  local n = { 1 }
  for power = 0, LAST do
    put(words, n, power, power)
    times5(n)
  end
  local scale = 1024 -- leaves more than 128 bits after the last division
  n = {}
  for i = 1, scale // LIMB do n[i] = 0 end
  n[#n + 1] = 1
  for power = -1, FIRST, -1 do
    divide5(n)
    put(words, n, power, power - scale)
  end
  return to_text(words)
end

generated.finish(make())
