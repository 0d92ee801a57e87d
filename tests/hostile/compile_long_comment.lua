-- expect: ok
load("--[" .. ("="):rep(1e5) .. "[")
