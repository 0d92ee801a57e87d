-- Yields to the host on LuaJIT, where no C function can be left and returned
-- to: what has to go on after a yield is written in Lua.
--
--   (link) -> wrap
--
-- `link` has what only C can do: passing() tells whether the yield at work is
-- for the host; enter() notes whether the coroutine that is to run could be
-- left by a yield, and leave() takes that back; finish() returns its arguments,
-- or raises the first.  wrap() makes a function of a C function that yields.

local link = ...
local passing, enter, leave, finish =
  link.passing, link.enter, link.leave, link.finish

local library = _G.coroutine
local create, resume, yield, status =
  library.create, library.resume, library.yield, library.status
local error, setmetatable = error, setmetatable

-- Coroutines that wait, or run one that waits, for the host's answer.
local waiting = setmetatable({}, { __mode = "k" })

local go_on

local function settle(co, was_unreachable, is_fine, ...)
  leave(was_unreachable)
  if is_fine and passing() then
    waiting[co] = true
    return go_on(co, yield(...))
  end
  return is_fine, ...
end

function go_on(co, ...)
  waiting[co] = nil
  return settle(co, enter(), resume(co, ...))
end

function library.resume(co, ...)
  if waiting[co] then
    return false, "cannot resume non-suspended coroutine"
  end
  return settle(co, enter(), resume(co, ...))
end

local relayed = library.resume

local function unwrap(is_fine, ...)
  if is_fine then return ... end
  return error((...), 2)
end

function library.wrap(f)
  local co = create(f)
  return function(...) return unwrap(relayed(co, ...)) end
end

function library.status(co)
  return waiting[co] and "normal" or status(co)
end

return function(call)
  return function(...) return finish(call(...)) end
end
