#include "base/msgpack_read.h"

#include <endian.h>
#include <string.h>

/* What the extension puts under a nil key, in place of a class. */
enum { REFERENCE = 1, ARRAY, SERIALIZABLE, OBJECT, OBJECT_REFERENCE };

static const char ENDS_EARLY[] = "the bytes end early";
static const char TOO_MANY[] = "more entries are announced than follow";
static const char TOO_LARGE[] = "an integer is beyond 9223372036854775807";
static const char EXTENSION[] =
    "MessagePack extension types cannot be converted";
static const char NO_ITEM[] = "no value begins with byte 0xc1";
static const char SERIALIZES_ITSELF[] =
    "objects that serialize themselves cannot be converted";
static const char ODD_TAG[] = "a map begins with a nil key for no reason";

static size_t left(const struct wire_reader *reader)
{
    return (size_t)(reader->end - reader->at);
}

static const char *take(struct wire_reader *reader, size_t len)
{
    const char *bytes = reader->at;

    if (left(reader) < len) {
        wire_fail(reader, ENDS_EARLY);
        return NULL;
    }
    reader->at += len;
    return bytes;
}

static bool take_byte(struct wire_reader *reader, unsigned *byte)
{
    const char *at = take(reader, 1);

    *byte = at ? (unsigned char)*at : 0;
    return at;
}

/* A number of `size` has 1 << size bytes, the highest first. */
static uint64_t load(const char *bytes, unsigned size)
{
    uint16_t two;
    uint32_t four;
    uint64_t eight;

    switch (size) {
    case 0: return (unsigned char)*bytes;
    case 1: memcpy(&two, bytes, sizeof two); return be16toh(two);
    case 2: memcpy(&four, bytes, sizeof four); return be32toh(four);
    default: memcpy(&eight, bytes, sizeof eight); return be64toh(eight);
    }
}

static bool take_number(struct wire_reader *reader, unsigned size,
                        uint64_t *number)
{
    const char *bytes = take(reader, (size_t)1 << size);

    *number = bytes ? load(bytes, size) : 0;
    return bytes;
}

static bool read_float32(struct wire_reader *reader, struct wire_item *item)
{
    uint64_t number;
    uint32_t bits;
    float value;

    if (!take_number(reader, 2, &number))
        return false;
    bits = (uint32_t)number;
    memcpy(&value, &bits, sizeof value);
    item->kind = WIRE_FLOAT;
    item->number = (double)value;
    return true;
}

/*
 * Each of these takes a scalar, or the rest of one, and returns where it ends;
 * NULL, with the reason, when not all of it is there.
 */
static inline const char *take_fixed(const char *at, const char *end,
                                     uint64_t len, struct scalar *to,
                                     const char **why)
{
    if ((size_t)(end - at) < len)
        return wire_refuse(why, ENDS_EARLY);
    to->kind = SCALAR_BYTES;
    to->bytes = at;
    to->len = (size_t)len;
    return at + len;
}

static inline const char *take_string(const char *at, const char *end,
                                      unsigned size, struct scalar *to,
                                      const char **why)
{
    if ((size_t)(end - at) < (size_t)1 << size)
        return wire_refuse(why, ENDS_EARLY);
    return take_fixed(at + ((size_t)1 << size), end, load(at, size), to, why);
}

static inline const char *take_int(const char *at, const char *end,
                                   unsigned byte, struct scalar *to,
                                   const char **why)
{
    unsigned size = byte % 4, spare_bits = 64 - (8u << size);
    uint64_t number;

    if ((size_t)(end - at) < (size_t)1 << size)
        return wire_refuse(why, ENDS_EARLY);
    number = load(at, size);
    if (byte >= INT8)
        number = (uint64_t)((int64_t)(number << spare_bits) >> spare_bits);
    else if (number > INT64_MAX)
        return wire_refuse(why, TOO_LARGE);
    to->kind = SCALAR_INT;
    to->integer = (int64_t)number;
    return at + ((size_t)1 << size);
}

static inline const char *take_float(const char *at, const char *end,
                                     struct scalar *to, const char **why)
{
    uint64_t bits;

    if ((size_t)(end - at) < sizeof bits)
        return wire_refuse(why, ENDS_EARLY);
    bits = load(at, 3);
    to->kind = SCALAR_FLOAT;
    memcpy(&to->number, &bits, sizeof bits);
    return at + sizeof bits;
}

/* No reason if it is no scalar, or one of a kind that is rare. */
static inline const char *take_scalar(const char *at, const char *end,
                                      struct scalar *to, const char **why)
{
    unsigned byte;

    if (at == end)
        return wire_refuse(why, ENDS_EARLY);
    byte = (unsigned char)*at++;
    if (byte < FIXMAP || byte >= FIXNEG) {
        to->kind = SCALAR_INT;
        to->integer = byte < FIXMAP ? byte : (int64_t)byte - 0x100;
        return at;
    }
    if (byte >= FIXSTR && byte < NIL)
        return take_fixed(at, end, byte - FIXSTR, to, why);
    if (byte >= UINT8 && byte <= INT64)
        return take_int(at, end, byte, to, why);
    if (byte == FLOAT64)
        return take_float(at, end, to, why);
    if (byte >= STR8 && byte <= STR32)
        return take_string(at, end, byte - STR8, to, why);
    if (byte != TRUE_ && byte != FALSE_)
        return wire_refuse(why, NULL);
    to->kind = SCALAR_BOOL;
    to->integer = byte == TRUE_;
    return at;
}

static bool read_scalar(struct wire_reader *reader, struct wire_item *item)
{
    struct scalar value;
    const char *why = NULL;
    const char *at = take_scalar(reader->at, reader->end, &value, &why);

    return wire_give(reader, at, &value, item, why);
}

/* Bytes that are no text, by what says how many. */
static bool read_binary(struct wire_reader *reader, struct wire_item *item,
                        unsigned size)
{
    struct scalar value;
    const char *why = NULL;
    const char *at = take_string(reader->at, reader->end, size, &value, &why);

    return wire_give(reader, at, &value, item, why);
}

static bool give_entries(struct wire_reader *reader, struct wire_item *item,
                         enum wire_kind kind, size_t count)
{
    size_t least_bytes = kind == WIRE_LIST ? 1 : 2;

    if (count > left(reader) / least_bytes)
        return wire_fail(reader, TOO_MANY);
    item->kind = kind;
    item->count = count;
    return true;
}

static bool next_is_nil(const struct wire_reader *reader)
{
    return left(reader) > 0 && (unsigned char)*reader->at == NIL;
}

/* The next byte, which stays; false when there is none. */
static bool see_byte(struct wire_reader *reader, unsigned *byte)
{
    *byte = left(reader) > 0 ? (unsigned char)*reader->at : 0;
    return left(reader) > 0 || wire_fail(reader, ENDS_EARLY);
}

/* Steps over a nil key and reads the number or the class that follows it. */
static bool read_tag(struct wire_reader *reader, struct wire_item *item)
{
    unsigned byte;

    reader->at++;
    if (!see_byte(reader, &byte))
        return false;
    if (byte < FIXMAP || (byte >= FIXSTR && byte < NIL) ||
        (byte >= STR8 && byte <= STR32))
        return read_scalar(reader, item);
    return wire_fail(reader, ODD_TAG);
}

/*
 * Steps into what __serialize() returned.  A list without entries is as good
 * as a map; one with entries has no keys, and is left where it is.
 */
static bool open_data(struct wire_reader *reader, struct wire_item *item,
                      size_t *count)
{
    unsigned byte = left(reader) > 1 ? (unsigned char)reader->at[1] : NIL;
    uint64_t number = byte % 16;

    if (byte < FIXMAP || (byte > FIXARRAY && byte < MAP16) || byte > MAP32)
        return true;
    reader->at += 2;
    if (byte >= MAP16 && !take_number(reader, byte - MAP16 + 1, &number))
        return false;
    item->is_value = true;
    *count = (size_t)number;
    return true;
}

static bool read_object(struct wire_reader *reader, struct wire_item *item,
                        size_t count)
{
    if (count == 1 && next_is_nil(reader) && !open_data(reader, item, &count))
        return false;
    return give_entries(reader, item, WIRE_OBJECT, count);
}

/* Reads the one entry {0: n}. */
static bool read_back(struct wire_reader *reader, struct wire_item *item)
{
    unsigned key, byte;

    if (!take_byte(reader, &key) || !see_byte(reader, &byte))
        return false;
    item->integer = 0;
    if ((byte < FIXMAP || (byte >= UINT8 && byte <= UINT64)) &&
        !read_scalar(reader, item))
        return false;
    if (key != 0 || item->integer == 0)
        return wire_fail(reader, ODD_TAG);
    item->kind = WIRE_BACK;
    return true;
}

static bool read_numbered(struct wire_reader *reader, struct wire_item *item,
                          size_t count)
{
    item->is_value = item->integer == OBJECT;
    switch (item->integer) {
    case SERIALIZABLE: return wire_fail(reader, SERIALIZES_ITSELF);
    case ARRAY:
    case OBJECT:
    case OBJECT_REFERENCE:
        if (count == 1)
            return read_back(reader, item);
    }
    return wire_fail(reader, ODD_TAG);
}

/* A map whose first key is nil, with `count` entries after that one. */
static bool read_tagged(struct wire_reader *reader, struct wire_item *item,
                        size_t count)
{
    item->is_value = false;
    if (!read_tag(reader, item))
        return false;
    if (item->kind == WIRE_BYTES)
        return read_object(reader, item, count);
    if (item->integer != REFERENCE)
        return read_numbered(reader, item, count);
    if (count == 0 || !next_is_nil(reader))
        return give_entries(reader, item, WIRE_MAP, count);
    if (!read_tag(reader, item))
        return false;
    if (item->kind != WIRE_BYTES)
        return wire_fail(reader, ODD_TAG);
    return give_entries(reader, item, WIRE_OBJECT, count - 1);
}

static bool give_map(struct wire_reader *reader, struct wire_item *item,
                     size_t count)
{
    if (!give_entries(reader, item, WIRE_MAP, count))
        return false;
    return count == 0 || !next_is_nil(reader) ||
           read_tagged(reader, item, count - 1);
}

static bool read_list(struct wire_reader *reader, struct wire_item *item,
                      unsigned size)
{
    uint64_t count;

    return take_number(reader, size, &count) &&
           give_entries(reader, item, WIRE_LIST, (size_t)count);
}

static bool read_map(struct wire_reader *reader, struct wire_item *item,
                     unsigned size)
{
    uint64_t count;

    return take_number(reader, size, &count) &&
           give_map(reader, item, (size_t)count);
}

/* Reads what is no scalar, or a rare one. */
static bool read_marked(struct wire_reader *reader, struct wire_item *item,
                        unsigned byte)
{
    switch (byte) {
    case NIL: item->kind = WIRE_NIL; return true;
    case UNUSED: return wire_fail(reader, NO_ITEM);
    case BIN8: return read_binary(reader, item, 0);
    case BIN16: return read_binary(reader, item, 1);
    case BIN32: return read_binary(reader, item, 2);
    case FLOAT32: return read_float32(reader, item);
    case ARRAY16: return read_list(reader, item, 1);
    case ARRAY32: return read_list(reader, item, 2);
    case MAP16: return read_map(reader, item, 1);
    case MAP32: return read_map(reader, item, 2);
    default: return wire_fail(reader, EXTENSION);
    }
}

bool msgpack_read_item(struct wire_reader *reader, struct wire_item *item)
{
    struct scalar value;
    const char *at, *why = NULL;
    unsigned byte;

    if (reader->problem)
        return false;
    at = take_scalar(reader->at, reader->end, &value, &why);
    if (at || why)
        return wire_give(reader, at, &value, item, why);
    byte = (unsigned char)*reader->at++;
    if (byte < FIXARRAY)
        return give_map(reader, item, byte - FIXMAP);
    if (byte < FIXSTR)
        return give_entries(reader, item, WIRE_LIST, byte - FIXARRAY);
    return read_marked(reader, item, byte);
}

bool msgpack_read_end(struct wire_reader *reader)
{
    return !reader->problem;
}

size_t msgpack_read_run(struct wire_reader *reader, size_t first,
                        struct scalar *to, size_t max)
{
    const char *at, *why;
    size_t count;

    (void)first;
    for (count = 0; count < max; count++) {
        at = take_scalar(reader->at, reader->end, &to[count], &why);
        if (!at)
            break;
        reader->at = at;
    }
    return count;
}

size_t msgpack_read_pairs(struct wire_reader *reader, struct scalar *to,
                          size_t max, bool *has_key)
{
    return wire_take_pairs(reader, to, max, has_key, take_scalar);
}
