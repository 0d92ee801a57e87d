-- Records that are made, sorted, grouped and thrown away.
local total = 0
for round = 1, 30 do
  local records = {}
  for i = 1, 2000 do
    records[i] = { id = i, group = i * 7919 % 13, price = i * round % 1000 }
  end
  table.sort(records, function(a, b)
    if a.price == b.price then return a.id < b.id end
    return a.price < b.price
  end)
  local groups = {}
  for _, record in ipairs(records) do
    local group = groups[record.group]
    if not group then
      group = {}
      groups[record.group] = group
    end
    group[#group + 1] = record.price
  end
  for _, group in pairs(groups) do total = total + #group end
end
return total
