-- Three bodies that attract each other, in small steps.
local sqrt = math.sqrt
local bodies = {
  { x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = 40 },
  { x = 5, y = -1, z = 0.1, vx = 0.6, vy = 2.8, vz = 0, mass = 0.04 },
  { x = 8, y = 4, z = -0.4, vx = -1, vy = 1.8, vz = 0.01, mass = 0.01 },
}

local function pull(a, b, dt)
  local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
  local squared = dx * dx + dy * dy + dz * dz
  local strength = dt / (squared * sqrt(squared))
  local by_b, by_a = b.mass * strength, a.mass * strength
  a.vx, a.vy, a.vz = a.vx - dx * by_b, a.vy - dy * by_b, a.vz - dz * by_b
  b.vx, b.vy, b.vz = b.vx + dx * by_a, b.vy + dy * by_a, b.vz + dz * by_a
end

local function advance(dt)
  for i = 1, #bodies do
    for j = i + 1, #bodies do pull(bodies[i], bodies[j], dt) end
  end
  for _, body in ipairs(bodies) do
    body.x, body.y = body.x + dt * body.vx, body.y + dt * body.vy
    body.z = body.z + dt * body.vz
  end
end

for _ = 1, 60000 do advance(0.01) end
return bodies[1].x
