-- expect: error attempt to compare
table.sort({ 1, nil, 3, nil, 5, 6 } and { 1, {}, 2 })
