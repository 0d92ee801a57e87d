/*
 * The reader of MessagePack, and the bytes that its items begin with.
 */
#ifndef MOON_BASE_MSGPACK_READ_H
#define MOON_BASE_MSGPACK_READ_H

#include "base/wire.h"

/* The first byte of an item; that of a FIX one holds a number as well. */
enum { FIXMAP = 0x80, FIXARRAY = 0x90, FIXSTR = 0xa0, FIXNEG = 0xe0 };
enum { NIL = 0xc0, UNUSED, FALSE_, TRUE_, BIN8, BIN16, BIN32 };
enum { FLOAT32 = 0xca, FLOAT64, UINT8, UINT16, UINT32, UINT64 };
enum { INT8 = 0xd0, INT16, INT32, INT64 };
enum { STR8 = 0xd9, STR16, STR32, ARRAY16, ARRAY32, MAP16, MAP32 };

/* These are for the table of the format; wire.h says what they do. */
bool msgpack_read_item(struct wire_reader *reader, struct wire_item *item);
bool msgpack_read_end(struct wire_reader *reader);
size_t msgpack_read_run(struct wire_reader *reader, size_t first,
                        struct scalar *to, size_t max);
size_t msgpack_read_pairs(struct wire_reader *reader, struct scalar *to,
                          size_t max, bool *has_key);

#endif
