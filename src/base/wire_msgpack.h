/*
 * MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), as PHP
 * and KPHP write it.
 *
 * Read are nil, booleans, integers and floats of each width, str and bin (both
 * are WIRE_BYTES, and need not be UTF-8), arrays and maps.  Problems are
 * integers beyond INT64_MAX, extension types and the unused byte 0xc1.  No item
 * tells a key from a value, so who reads a map checks the kinds of its keys.
 *
 * PHP's extension msgpack (seen in 2.2.0RC2) writes a map whose first key is
 * nil for what MessagePack does not have; how each is read stands beside it:
 *
 *     {nil: "A", "x": 5}          an object of class A       WIRE_OBJECT
 *     {nil: "A", nil: {"x": 5}}   its data by __serialize()  WIRE_OBJECT
 *     {nil: 3, "A": "bytes"}      by interface Serializable  a problem
 *     {nil: 1, 0: "a", 1: "b"}    a referenced array or list  WIRE_MAP
 *     {nil: 1, nil: "A", "x": 5}  a referenced object        WIRE_OBJECT
 *     {nil: 2, 0: n}              that array again           WIRE_BACK
 *     {nil: 5, 0: n}              that object again          WIRE_BACK
 *     {nil: 4, 0: n}              an object again            WIRE_BACK
 *
 * n counts arrays and objects in the order in which they begin, from 1.  4 is
 * counted too.  So is the data by __serialize(), and an object that is read
 * together with its data has `is_value` to say so: it counts twice.  Data that
 * is a list with entries is left as it is, the one entry of its object, under a
 * WIRE_NIL.
 *
 * With msgpack.php_only off, or `new MessagePack(false)`, the extension writes
 * references as what they refer to and other objects as lists of their
 * properties; the forms with data by __serialize() and 3 stay, and so does the
 * first one where a class has __sleep().  In either mode a resource is written
 * as nil, and a closure makes it throw.  KPHP writes none of these forms.
 *
 * Written is the shortest form of everything but floats, which are float64, bit
 * for bit; strings are str.  An empty map is written as an empty array, for the
 * extension makes a stdClass of it.  Objects are not written.
 */
#ifndef MOON_BASE_WIRE_MSGPACK_H
#define MOON_BASE_WIRE_MSGPACK_H

#include "base/wire.h"

/* More than UINT32_MAX bytes or entries are refused as if memory ran out. */
extern const struct wire_format wire_msgpack;

#endif
