-- Makes the global `arg` out of the command line: the script is word 0, what
-- stands before it has negative indices.
--
--   (index of the script, word, word, ...)

local words = { ... }
local script = table.remove(words, 1)

local result = {}
for i, word in ipairs(words) do
  result[i - 1 - script] = word
end
_G.arg = result
