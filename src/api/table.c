/*
 * The exported functions on tables, and on whole values as bytes.
 */
#include "vm/table.h"

#include "api/entry.h"
#include "moonspan.h"
#include "vm/conversion.h"
#include "vm/encode.h"
#include "vm/error.h"

static int32_t enter(int64_t handle, struct object **table)
{
    return entry_object(handle, HANDLE_TABLE, table);
}

int32_t moon_value(int64_t handle)
{
    struct object *object;
    int32_t status = entry_object(handle, HANDLE_ANY, &object);

    return status == MOON_OK ? table_show(object) : status;
}

int32_t moon_table_get(int64_t table)
{
    struct object *object;
    int32_t status = enter(table, &object);

    return status == MOON_OK ? table_get(object) : status;
}

int32_t moon_table_set(int64_t table)
{
    struct object *object;
    int32_t status = enter(table, &object);

    return status == MOON_OK ? table_set(object) : status;
}

int32_t moon_table_next(int64_t table)
{
    struct object *object;
    int32_t status = enter(table, &object);

    return status == MOON_OK ? table_next(object) : status;
}

int64_t moon_table_len(int64_t table)
{
    struct object *object;
    int32_t status = enter(table, &object);

    return status == MOON_OK ? table_len(object) : status;
}

int64_t moon_table_count(int64_t table)
{
    struct object *object;
    int32_t status = enter(table, &object);

    return status == MOON_OK ? table_count(object) : status;
}

int64_t moon_result_wire(int64_t state, int32_t index, int32_t format)
{
    const struct conversion_format *wire = conversion_format(format);
    struct state *st;
    int32_t status = entry_passing(state, &st);

    if (status != MOON_OK)
        return status;
    if (!wire || index < 0 || index >= st->result_count)
        return MOON_EINVAL;
    return encode_result(st, index, wire);
}

const uint8_t *moon_wire(int64_t state)
{
    const struct state *st = entry_settled(state);

    return (const uint8_t *)(st && st->wire.len ? st->wire.bytes : "");
}
