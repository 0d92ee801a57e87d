-- expect: error the script used up
error("the script used up its time")
