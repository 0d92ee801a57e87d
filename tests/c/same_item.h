/*
 * Whether a scalar that was read in a run is the item that read() gives.
 */
#ifndef MOON_TESTS_SAME_ITEM_H
#define MOON_TESTS_SAME_ITEM_H

#include <string.h>

#include "base/wire.h"

static inline bool same_item(const struct wire_item *item,
                             const struct scalar *value)
{
    switch (value->kind) {
    case SCALAR_BOOL:
        return item->kind == WIRE_BOOL && item->integer == value->integer;
    case SCALAR_INT:
        return item->kind == WIRE_INT && item->integer == value->integer;
    case SCALAR_FLOAT:
        return item->kind == WIRE_FLOAT &&
               memcmp(&item->number, &value->number, sizeof value->number) == 0;
    case SCALAR_BYTES:
        return item->kind == WIRE_BYTES && item->len == value->len &&
               item->bytes == value->bytes;
    default: return false;
    }
}

#endif
