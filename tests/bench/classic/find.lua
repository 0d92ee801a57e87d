-- Searches, plain and by patterns.
local text = ("some words without what is looked for, "):rep(200) .. "needle 42"
for _ = 1, 400 do
  assert(text:find("needle", 1, true))
  assert(text:find("%d+"))
  assert(text:match("(%a+) (%d+)$"))
  assert(not text:find("[xyz]%d"))
end
