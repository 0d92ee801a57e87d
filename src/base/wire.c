#include "base/wire.h"

void wire_reader_init(struct wire_reader *reader, const char *bytes, size_t len)
{
    *reader =
        (struct wire_reader){.start = bytes, .at = bytes, .end = bytes + len};
}

bool wire_fail(struct wire_reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
    return false;
}

bool wire_give(struct wire_reader *reader, const char *at,
               const struct scalar *value, struct wire_item *item,
               const char *why)
{
    static const enum wire_kind kinds[] = {
        [SCALAR_OTHER] = WIRE_NIL,   [SCALAR_BOOL] = WIRE_BOOL,
        [SCALAR_INT] = WIRE_INT,     [SCALAR_FLOAT] = WIRE_FLOAT,
        [SCALAR_BYTES] = WIRE_BYTES,
    };

    if (!at)
        return wire_fail(reader, why);
    reader->at = at;
    item->kind = kinds[value->kind];
    if (value->kind == SCALAR_FLOAT) {
        item->number = value->number;
    } else if (value->kind == SCALAR_BYTES) {
        item->bytes = value->bytes;
        item->len = value->len;
    } else {
        item->integer = value->integer;
    }
    return true;
}
