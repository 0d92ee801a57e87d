#include "base/wire_msgpack.h"

#include <endian.h>
#include <string.h>

#include "base/copy.h"
#include "base/msgpack_read.h"

/* Where up to `len` bytes go, or NULL when they are refused. */
static char *make_room(struct wire_writer *writer, size_t len)
{
    char *at = NULL;

    if (!writer->refused)
        at = buffer_reserve(writer->out, writer->arena, len);
    writer->refused = !at;
    return at;
}

/* The least size of a number. */
static unsigned size_of(uint64_t number)
{
    if (number <= UINT8_MAX)
        return 0;
    if (number <= UINT16_MAX)
        return 1;
    return number <= UINT32_MAX ? 2 : 3;
}

enum { LONGEST_HEAD = 1 + sizeof(uint64_t) };

/* Returns where the number ends; what is put reaches up to LONGEST_HEAD. */
static char *put_head(char *at, unsigned byte, unsigned size, uint64_t number)
{
    uint64_t bytes = htobe64(number << (64 - (8u << size)));

    *at++ = (char)byte;
    memcpy(at, &bytes, sizeof bytes);
    return at + ((size_t)1 << size);
}

static void write_byte(struct wire_writer *writer, unsigned byte)
{
    char *at = make_room(writer, 1);

    if (!at)
        return;
    *at++ = (char)byte;
    buffer_commit(writer->out, at);
}

static void write_number(struct wire_writer *writer, unsigned byte,
                         unsigned size, uint64_t number)
{
    char *at = make_room(writer, LONGEST_HEAD);

    if (at)
        buffer_commit(writer->out, put_head(at, byte, size, number));
}

/* A negative integer is as wide as its complement with one bit more. */
static inline char *put_int(char *at, int64_t value)
{
    uint64_t number = (uint64_t)value;
    unsigned size = size_of(value < 0 ? ~number << 1 : number);

    if (value < -32 || value >= FIXMAP)
        return put_head(at, (value < 0 ? INT8 : UINT8) + size, size, number);
    *at = (char)number;
    return at + 1;
}

static inline char *put_float(char *at, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return put_head(at, FLOAT64, 3, bits);
}

static inline char *put_bytes(char *at, const char *bytes, size_t len)
{
    unsigned size = size_of(len);

    if (len < NIL - FIXSTR)
        *at++ = (char)(FIXSTR + len);
    else
        at = put_head(at, STR8 + size, size, len);
    return copy_few(at, bytes, len);
}

/* Whether there is a way to say that so many bytes or entries follow. */
static bool can_count(struct wire_writer *writer, size_t count)
{
    writer->refused |= count > UINT32_MAX;
    return !writer->refused;
}

static inline char *put_scalar(char *at, const struct scalar *value)
{
    switch (value->kind) {
    case SCALAR_BYTES: return put_bytes(at, value->bytes, value->len);
    case SCALAR_INT: return put_int(at, value->integer);
    case SCALAR_FLOAT: return put_float(at, value->number);
    case SCALAR_BOOL: *at = (char)(value->integer ? TRUE_ : FALSE_); break;
    case SCALAR_OTHER: *at = (char)NIL; break;
    }
    return at + 1;
}

static void write_run(struct wire_writer *writer, size_t first,
                      const struct scalar *from, size_t count)
{
    size_t room = LONGEST_HEAD * count;
    char *at;

    (void)first;
    for (size_t i = 0; i < count; i++) {
        if (from[i].kind == SCALAR_BYTES && can_count(writer, from[i].len))
            room += from[i].len;
    }
    at = make_room(writer, room);
    if (!at)
        return;
    for (size_t i = 0; i < count; i++)
        at = put_scalar(at, &from[i]);
    buffer_commit(writer->out, at);
}

static void write_pairs(struct wire_writer *writer, const struct scalar *pairs,
                        size_t count)
{
    write_run(writer, 0, pairs, 2 * count);
}

static void write_nil(struct wire_writer *writer)
{
    struct scalar nil = {.kind = SCALAR_OTHER};

    write_run(writer, 0, &nil, 1);
}

static void write_bool(struct wire_writer *writer, bool value)
{
    struct scalar truth = {.kind = SCALAR_BOOL, .integer = value};

    write_run(writer, 0, &truth, 1);
}

static void write_int(struct wire_writer *writer, int64_t value)
{
    struct scalar integer = {.kind = SCALAR_INT, .integer = value};

    write_run(writer, 0, &integer, 1);
}

static void write_float(struct wire_writer *writer, double value)
{
    struct scalar number = {.kind = SCALAR_FLOAT, .number = value};

    write_run(writer, 0, &number, 1);
}

static void write_bytes(struct wire_writer *writer, const char *bytes,
                        size_t len)
{
    struct scalar text = {.kind = SCALAR_BYTES, .bytes = bytes, .len = len};

    write_run(writer, 0, &text, 1);
}

/* A count of up to 15 goes into the byte `fix`; others follow `byte16`. */
static void write_count(struct wire_writer *writer, unsigned fix,
                        unsigned byte16, size_t count)
{
    if (!can_count(writer, count))
        return;
    if (count < 16)
        write_byte(writer, fix + (unsigned)count);
    else if (count <= UINT16_MAX)
        write_number(writer, byte16, 1, count);
    else
        write_number(writer, byte16 + 1, 2, count);
}

static void write_list(struct wire_writer *writer, size_t count)
{
    write_count(writer, FIXARRAY, ARRAY16, count);
}

static void write_map(struct wire_writer *writer, size_t count)
{
    if (count == 0)
        write_list(writer, 0);
    else
        write_count(writer, FIXMAP, MAP16, count);
}

static void write_end(struct wire_writer *writer)
{
    (void)writer;
}

const struct wire_format wire_msgpack = {
    .read = msgpack_read_item,
    .read_run = msgpack_read_run,
    .read_pairs = msgpack_read_pairs,
    .read_end = msgpack_read_end,
    .write_nil = write_nil,
    .write_bool = write_bool,
    .write_int = write_int,
    .write_float = write_float,
    .write_bytes = write_bytes,
    .write_list = write_list,
    .write_map = write_map,
    .write_end = write_end,
    .write_run = write_run,
    .write_pairs = write_pairs,
    .write_object = NULL,
    .counts_scalars = false,
    .lists_have_keys = false,
};
