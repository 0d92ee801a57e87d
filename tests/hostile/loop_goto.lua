-- expect: time
::again:: goto again
