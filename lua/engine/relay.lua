-- Yields to the host on LuaJIT, where no C function can be left and returned
-- to: what has to go on after a yield is written in Lua.
--
--   (link) -> wrap, resume, raise, close, status
--
-- `link` has what only C can do: passing() tells whether the yield at work is
-- for the host; enter() notes whether the coroutine that is to run could be
-- left by a yield, and leave() takes that back; finish() returns its arguments,
-- or raises the first, as raising() said; begun() tells whether a coroutine has
-- a yield to return to; failed() notes whose error is raised.  wrap() makes
-- a function of a C function that yields; the others serve the host.

local link = ...
local passing, enter, leave, finish =
  link.passing, link.enter, link.leave, link.finish
local begun, raising, failed = link.begun, link.raising, link.failed

local library = _G.coroutine
local create, resume, yield, status =
  library.create, library.resume, library.yield, library.status
local error, setmetatable = error, setmetatable

-- Coroutines that wait, or run one that waits, for the host's answer.
local waiting = setmetatable({}, { __mode = "k" })

-- Those that the host has ended.
local closed = setmetatable({}, { __mode = "k" })

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
  elseif closed[co] then
    return false, "cannot resume dead coroutine"
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
  return waiting[co] and "normal" or closed[co] and "dead" or status(co)
end

local status_of = library.status

local function wrap(call)
  return function(...) return finish(call(...)) end
end

local function settle_host(co, is_fine, ...)
  raising(false)
  if is_fine then return ... end
  failed(co)
  return error((...), 0)
end

local function check_suspended(co)
  local name = status_of(co)
  if name == "suspended" then return end
  error(("cannot resume %s coroutine")
    :format(name == "dead" and name or "non-suspended"), 0)
end

local function resume_for_host(co, ...)
  check_suspended(co)
  return settle_host(co, relayed(co, ...))
end

local function raise_for_host(co, value)
  check_suspended(co)
  if not begun(co) then
    closed[co] = true
    return error(value, 0)
  end
  raising(true)
  return settle_host(co, relayed(co, value))
end

local function close_for_host(co)
  local name = status_of(co)
  if name ~= "suspended" and name ~= "dead" then
    error(("cannot close a %s coroutine"):format(name), 0)
  end
  closed[co] = true
end

return wrap, resume_for_host, raise_for_host, close_for_host, status_of
