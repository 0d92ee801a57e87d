-- Cyclic redundancy checks with 32 bits, lowest bit first (ISO 3309, and RFC
-- 3720 for the second polynomial), a byte at a time (Sarwate, "Computation of
-- cyclic redundancy checks via table look-up", 1988).

local M = {}

M.ISO, M.CASTAGNOLI = 0xedb88320, 0x82f63b78

-- What each byte does to a sum, from 0 to 255.
function M.slice(polynomial)
  local slice = {}
  for byte = 0, 255 do
    local crc = byte
    for _ = 1, 8 do
      crc = crc >> 1 ~ (crc & 1 == 1 and polynomial or 0)
    end
    slice[byte] = crc
  end
  return slice
end

-- The sum that PHP's crc32() gives.
function M.sum(text)
  local slice, crc = M.slice(M.ISO), 0xffffffff
  for i = 1, #text do
    crc = crc >> 8 ~ slice[(crc ~ text:byte(i)) & 255]
  end
  return crc ~ 0xffffffff
end

return M
