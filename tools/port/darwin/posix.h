/*
 * What the sources use of GNU, and macOS lacks or has elsewhere.  The compiler
 * reads it before each file (-include).
 */
#ifndef PORT_POSIX_H
#define PORT_POSIX_H

#include <string.h>
#include <xlocale.h>

#include "memrchr.h"

#endif
