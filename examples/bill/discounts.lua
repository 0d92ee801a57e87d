-- The shop's rules.  The bill asks rules.line() about each line of an order,
-- and rules.delivery() once for each customer.  Money is in cents.

rules = {} -- luacheck: globals rules

-- From so many pieces on, so many per cent off.  The first that fits counts.
local steps = {
  { from = 50, percent = 15 },
  { from = 20, percent = 10 },
  { from = 10, percent = 5 },
}

local function by_quantity(line)
  for _, step in ipairs(steps) do
    if line.quantity >= step.from then
      local why = ("%d+ pieces %d%%"):format(step.from, step.percent)
      return line.total * step.percent / 100, why
    end
  end
  return 0, ""
end

-- What a coupon takes off a line: cents, and a word for the bill.
local coupons = {}

function coupons.WELCOME(line)
  return line.total * 0.08, "welcome 8%"
end

function coupons.TEATIME(line)
  if line.item:find("tea", 1, true) then
    return line.total * 0.20, "tea time 20%"
  end
end

-- One of every four cups is free.
function coupons.CUPS4FREE(line)
  local free = math.floor(line.quantity / 4)
  if line.item:match("cup$") and free > 0 then
    return free * line.unit, free .. (free > 1 and " cups free" or " cup free")
  end
end

local function by_coupon(line, name)
  local coupon = coupons[name]
  if not coupon then return 0, ("no coupon '%s'"):format(name) end
  return coupon(line)
end

-- Returns the discount on a line, and why.  The better of two counts.
function rules.line(item, quantity, unit, coupon)
  if quantity < 1 then
    error(("nobody can buy %d of '%s'"):format(quantity, item))
  end
  local line = { item = item, quantity = quantity, unit = unit }
  line.total = quantity * unit
  local off, why = by_quantity(line)
  if coupon ~= "" then
    local coupon_off, coupon_why = by_coupon(line, coupon)
    if coupon_off and coupon_off >= off then
      off, why = coupon_off, coupon_why
    end
  end
  return math.floor(off + 0.5), why
end

local postage = { DE = 490, SE = 1250, ES = 990 }

-- Returns what delivery costs: nothing from 150.00 on.
function rules.delivery(country, total)
  return total >= 15000 and 0 or postage[country] or 1990
end
