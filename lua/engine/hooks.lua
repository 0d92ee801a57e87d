-- Where fuel is counted by a hook, no hook runs in the message handler of an
-- error that the hook has raised: the script's own is not to see such errors.
--
--   (guard) -> nothing
--
-- guard() makes a message handler that knows them out of another.

local guard = ...
local xpcall = _G.xpcall

function _G.xpcall(f, handler, ...)
  return xpcall(f, guard(handler), ...)
end
