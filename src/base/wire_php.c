#include "base/wire_php.h"

#include <string.h>

#include "base/copy.h"
#include "base/number.h"
#include "base/php_key.h"
#include "base/php_read.h"

enum {
    HEAD_ROOM = 8 + NUMBER_ROOM /* of an item, less a string's bytes */
};

/* Returns where `room` bytes may be written, or NULL. */
static char *begin(struct wire_writer *writer, size_t room)
{
    char *to;

    if (writer->refused)
        return NULL;
    to = buffer_reserve(writer->out, writer->arena, room);
    if (!to)
        writer->refused = true;
    return to;
}

static char *write_head(char *to, char kind)
{
    to[0] = kind;
    to[1] = ':';
    return to + 2;
}

static void finish(struct wire_writer *writer, char *to, char last)
{
    *to = last;
    buffer_commit(writer->out, to + 1);
}

static inline char *put_int(char *to, int64_t value)
{
    to = number_write_int(write_head(to, 'i'), value);
    *to = ';';
    return to + 1;
}

/* Most are short. */
static inline char *write_length(char *to, size_t len)
{
    if (len >= 10)
        return number_write_int(to, (int64_t)len);
    *to = (char)('0' + len);
    return to + 1;
}

/* Writes `3:"abc"`. */
static inline char *write_quoted(char *to, const char *bytes, size_t len)
{
    to = write_length(to, len);
    *to++ = ':';
    *to++ = '"';
    to = copy_few(to, bytes, len);
    *to = '"';
    return to + 1;
}

static inline char *put_scalar(char *to, const struct scalar *value)
{
    switch (value->kind) {
    case SCALAR_INT: return put_int(to, value->integer);
    case SCALAR_BYTES:
        to = write_quoted(write_head(to, 's'), value->bytes, value->len);
        break;
    case SCALAR_FLOAT:
        to = number_write_float(write_head(to, 'd'), value->number);
        break;
    case SCALAR_BOOL:
        to = write_head(to, 'b');
        *to++ = value->integer ? '1' : '0';
        break;
    case SCALAR_OTHER: *to++ = 'N'; break;
    }
    *to = ';';
    return to + 1;
}

/* The most that scalars take up. */
static size_t room_for(const struct scalar *from, size_t count)
{
    size_t room = HEAD_ROOM * count;

    for (size_t i = 0; i < count; i++) {
        if (from[i].kind == SCALAR_BYTES)
            room += from[i].len;
    }
    return room;
}

static void write_run(struct wire_writer *writer, size_t first,
                      const struct scalar *from, size_t count)
{
    char *to = begin(writer, room_for(from, count) + PHP_KEY_ROOM * count);
    struct php_key key;

    if (!to)
        return;
    php_key_init(&key, first);
    for (size_t i = 0; i < count; i++) {
        to = put_scalar(php_key_write(&key, to), &from[i]);
        php_key_step(&key);
    }
    buffer_commit(writer->out, to);
}

static void write_scalars(struct wire_writer *writer, const struct scalar *from,
                          size_t count)
{
    char *to = begin(writer, room_for(from, count));

    if (!to)
        return;
    for (size_t i = 0; i < count; i++)
        to = put_scalar(to, &from[i]);
    buffer_commit(writer->out, to);
}

static void write_pairs(struct wire_writer *writer, const struct scalar *pairs,
                        size_t count)
{
    write_scalars(writer, pairs, 2 * count);
}

static void write_nil(struct wire_writer *writer)
{
    struct scalar nil = {.kind = SCALAR_OTHER};

    write_scalars(writer, &nil, 1);
}

static void write_bool(struct wire_writer *writer, bool value)
{
    struct scalar truth = {.kind = SCALAR_BOOL, .integer = value};

    write_scalars(writer, &truth, 1);
}

static void write_int(struct wire_writer *writer, int64_t value)
{
    struct scalar integer = {.kind = SCALAR_INT, .integer = value};

    write_scalars(writer, &integer, 1);
}

static void write_float(struct wire_writer *writer, double value)
{
    struct scalar number = {.kind = SCALAR_FLOAT, .number = value};

    write_scalars(writer, &number, 1);
}

static void write_bytes(struct wire_writer *writer, const char *bytes,
                        size_t len)
{
    struct scalar text = {.kind = SCALAR_BYTES, .bytes = bytes, .len = len};

    write_scalars(writer, &text, 1);
}

static char *write_count(char *to, size_t count)
{
    to = write_length(to, count);
    *to = ':';
    return to + 1;
}

static void write_map(struct wire_writer *writer, size_t count)
{
    char *to = begin(writer, HEAD_ROOM);

    if (to)
        finish(writer, write_count(write_head(to, 'a'), count), '{');
}

static void write_object(struct wire_writer *writer, const char *name,
                         size_t name_len, size_t count)
{
    char *to = begin(writer, HEAD_ROOM + HEAD_ROOM + name_len);

    if (!to)
        return;
    to = write_quoted(write_head(to, 'O'), name, name_len);
    *to = ':';
    finish(writer, write_count(to + 1, count), '{');
}

static void write_end(struct wire_writer *writer)
{
    char *to = begin(writer, 1);

    if (to)
        finish(writer, to, '}');
}

const struct wire_format wire_php = {
    .read = php_read_item,
    .read_end = php_read_end,
    .read_run = php_read_run,
    .read_pairs = php_read_pairs,
    .write_nil = write_nil,
    .write_bool = write_bool,
    .write_int = write_int,
    .write_float = write_float,
    .write_bytes = write_bytes,
    .write_list = write_map,
    .write_map = write_map,
    .write_end = write_end,
    .write_run = write_run,
    .write_pairs = write_pairs,
    .write_object = write_object,
    .counts_scalars = true,
    .lists_have_keys = true,
};
