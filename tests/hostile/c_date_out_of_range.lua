-- expect: error
os.date("*t", 2 ^ 53 * 512)
