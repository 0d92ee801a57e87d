/*
 * The text of PHP's serialize(), as it and KPHP write it.  Each line is one:
 *
 *     N;                           null
 *     b:1;  i:-5;  d:0.1;          true, -5 and 0.1
 *     s:3:"abc";                   a string
 *     a:2:{i:0;i:7;i:1;i:8;}       the list 7, 8; its keys are written
 *     O:4:"Name":1:{s:1:"x";i:1;}  an object
 *     R:2;  r:2;                   the second value again, keys not counted, by
 *                                  reference, or because it is an object
 *
 * Lists have keys, so the reader gives WIRE_MAP for them all.  Only what
 * serialize() itself would write is read; whatever else unserialize() takes is
 * a problem.
 */
#ifndef MOON_BASE_WIRE_PHP_H
#define MOON_BASE_WIRE_PHP_H

#include "base/wire.h"

extern const struct wire_format wire_php;

#endif
