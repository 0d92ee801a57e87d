-- expect: error too many results to unpack
return (table.unpack or unpack)({}, -2 ^ 31, 2 ^ 31)
