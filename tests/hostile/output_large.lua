-- expect: output
print(("x"):rep(3e6))
