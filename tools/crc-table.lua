-- Writes the tables that src/str/checksum.c takes 8 bytes at a time with.
--
--   lua tools/crc-table.lua TARGET.c [--check]
--
-- With --check nothing is written; it says when TARGET.c is stale.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local crc32 = require "crc32"
local generated = require "generated"

local SLICES = 8
local POLYNOMIALS = { crc32.ISO, crc32.CASTAGNOLI } -- as in src/str/crc_table.h

-- What a byte does to the sum when `slice` more bytes follow it.
local function slices_of(polynomial)
  local slices = { [0] = crc32.slice(polynomial) }
  for i = 1, SLICES - 1 do
    slices[i] = {}
    for byte = 0, 255 do
      local crc = slices[i - 1][byte]
      slices[i][byte] = crc >> 8 ~ slices[0][crc & 255]
    end
  end
  return slices
end

local function make()
  local lines = {
    "/* Made by tools/crc-table.lua; do not edit. */",
    '#include "str/crc_table.h"',
    "",
    "/* clang-format off */",
    "const uint32_t crc_table[CRC_KINDS][CRC_SLICES][256] = {",
  }
  for _, polynomial in ipairs(POLYNOMIALS) do
    lines[#lines + 1] = "{"
    local slices = slices_of(polynomial)
    for i = 0, SLICES - 1 do
      lines[#lines + 1] = "    {"
      for byte = 0, 255, 6 do
        local words = {}
        for j = byte, math.min(byte + 5, 255) do
          words[#words + 1] = ("0x%08x,"):format(slices[i][j])
        end
        lines[#lines + 1] = "        " .. table.concat(words, " ")
      end
      lines[#lines + 1] = "    },"
    end
    lines[#lines + 1] = "},"
  end
  lines[#lines + 1] = "};\n"
  return table.concat(lines, "\n")
end

generated.finish(make())
