-- expect: ok
assert(not coroutine.resume(coroutine.running() or coroutine.create(print), 1) or true)
