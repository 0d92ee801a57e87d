#include "base/wire_php.h"

#include <limits.h>
#include <string.h>

#include "base/number.h"

/*
 * The last byte of a text is ';' or '}', which the reader makes sure of first.
 * So a byte that is neither is followed by another, and steps over what is no
 * such byte cannot leave the text.
 */

enum {
    INT_DIGITS = 19, /* of the largest; as many fit into 64 unsigned bits */
    ENTRY_MIN = 6,   /* bytes of the shortest entry, `i:0;N;` */
    HEAD_ROOM = 8 + NUMBER_ROOM /* of an item, less a string's bytes */
};

static const char ends_early[] = "the text ends early";
static const char is_odd[] = "the text is not as serialize() writes it";

struct natural {
    const char *end; /* NULL: it is none as serialize() writes them */
    uint64_t value;  /* UINT64_MAX: too large for an integer */
};

static inline struct natural read_digits(const char *at)
{
    const char *first = at;
    uint64_t sum = 0;
    unsigned digit;

    while ((digit = (unsigned char)*at - (unsigned)'0') < 10) {
        sum = sum * 10 + digit;
        at++;
    }
    if (at - first > INT_DIGITS)
        sum = UINT64_MAX;
    if (at == first || (*first == '0' && at - first > 1))
        at = NULL;
    return (struct natural){at, sum};
}

static bool read_int(struct wire_reader *reader, struct wire_item *item)
{
    const char *at = reader->at + 2;
    bool is_negative = *at == '-';
    struct natural size = read_digits(at + is_negative);

    if (!size.end || *size.end != ';' || (is_negative && size.value == 0))
        return wire_fail(reader, is_odd);
    if (size.value > (uint64_t)INT64_MAX + is_negative)
        return wire_fail(reader, "an integer has more than 64 bits");
    item->kind = WIRE_INT;
    item->integer = (int64_t)(is_negative ? 0 - size.value : size.value);
    reader->at = size.end + 1;
    return true;
}

static bool read_bool(struct wire_reader *reader, struct wire_item *item)
{
    const char *at = reader->at + 2;

    if ((*at != '0' && *at != '1') || at[1] != ';')
        return wire_fail(reader, is_odd);
    item->kind = WIRE_BOOL;
    item->integer = *at - '0';
    reader->at = at + 2;
    return true;
}

static bool read_float(struct wire_reader *reader, struct wire_item *item)
{
    const char *at = reader->at + 2;
    size_t len =
        number_read_float(at, (size_t)(reader->end - at), &item->number);

    if (len == 0 || at[len] != ';')
        return wire_fail(reader, is_odd);
    item->kind = WIRE_FLOAT;
    reader->at = at + len + 1;
    return true;
}

/* Reads `3:"abc"`, the bytes as they are, and the byte after that. */
static bool read_quoted(struct wire_reader *reader, struct wire_item *item,
                        char after)
{
    struct natural len = read_digits(reader->at + 2);
    const char *bytes;

    if (!len.end || len.end[0] != ':' || len.end[1] != '"')
        return wire_fail(reader, is_odd);
    bytes = len.end + 2;
    if (len.value >= (uint64_t)(reader->end - bytes) - 1)
        return wire_fail(reader, "a string is longer than the text");
    if (bytes[len.value] != '"' || bytes[len.value + 1] != after)
        return wire_fail(reader, is_odd);
    item->kind = WIRE_BYTES;
    item->bytes = bytes;
    item->len = len.value;
    reader->at = bytes + len.value + 2;
    return true;
}

static bool read_string(struct wire_reader *reader, struct wire_item *item)
{
    return read_quoted(reader, item, ';');
}

/* Reads `2:{`, which `at` points to. */
static bool read_count(struct wire_reader *reader, struct wire_item *item,
                       const char *at)
{
    struct natural count = read_digits(at);

    if (!count.end || count.end[0] != ':' || count.end[1] != '{')
        return wire_fail(reader, is_odd);
    if (count.value > (uint64_t)(reader->end - count.end - 3) / ENTRY_MIN)
        return wire_fail(reader, "more entries are announced than follow");
    item->kind = WIRE_MAP;
    item->count = count.value;
    reader->at = count.end + 2;
    return true;
}

static bool read_array(struct wire_reader *reader, struct wire_item *item)
{
    return read_count(reader, item, reader->at + 2);
}

static bool read_object(struct wire_reader *reader, struct wire_item *item)
{
    if (!read_quoted(reader, item, ':') ||
        !read_count(reader, item, reader->at))
        return false;
    item->kind = WIRE_OBJECT;
    item->is_value = false;
    return true;
}

static bool read_back(struct wire_reader *reader, struct wire_item *item)
{
    item->is_value = *reader->at == 'r';
    if (!read_int(reader, item))
        return false;
    if (item->integer < 1)
        return wire_fail(reader, is_odd);
    item->kind = WIRE_BACK;
    return true;
}

static bool read_nil(struct wire_reader *reader, struct wire_item *item)
{
    item->kind = WIRE_NIL;
    reader->at += 2;
    return true;
}

static bool refuse_other(struct wire_reader *reader, struct wire_item *item)
{
    (void)item;
    if (reader->at[1] != ':')
        return wire_fail(reader, is_odd);
    switch (reader->at[0]) {
    case 'C':
        return wire_fail(
            reader, "objects that serialize themselves cannot be converted");
    case 'E': return wire_fail(reader, "enums cannot be converted");
    case 'S': return wire_fail(reader, "escaped strings cannot be converted");
    default: return wire_fail(reader, is_odd);
    }
}

typedef bool item_reader(struct wire_reader *reader, struct wire_item *item);

/* By the first byte of an item; its second byte is a colon. */
static item_reader *const readers[UCHAR_MAX + 1] = {
    ['i'] = read_int,  ['s'] = read_string, ['a'] = read_array,
    ['b'] = read_bool, ['d'] = read_float,  ['O'] = read_object,
    ['R'] = read_back, ['r'] = read_back,
};

static bool read_item(struct wire_reader *reader, struct wire_item *item)
{
    const char *at = reader->at;
    item_reader *read;

    if (reader->problem)
        return false;
    if (reader->end - at < 2 ||
        (reader->end[-1] != ';' && reader->end[-1] != '}'))
        return wire_fail(reader, ends_early);
    read = readers[(unsigned char)*at];
    if (!read || at[1] != ':')
        read = at[0] == 'N' && at[1] == ';' ? read_nil : refuse_other;
    return read(reader, item);
}

static bool read_end(struct wire_reader *reader)
{
    if (reader->problem)
        return false;
    if (reader->at == reader->end)
        return wire_fail(reader, ends_early);
    if (*reader->at != '}')
        return wire_fail(reader, "entries follow that are not announced");
    reader->at++;
    return true;
}

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

static void write_nil(struct wire_writer *writer)
{
    char *to = begin(writer, HEAD_ROOM);

    if (!to)
        return;
    *to = 'N';
    finish(writer, to + 1, ';');
}

static void write_int(struct wire_writer *writer, int64_t value)
{
    char *to = begin(writer, HEAD_ROOM);

    if (to)
        finish(writer, number_write_int(write_head(to, 'i'), value), ';');
}

static void write_bool(struct wire_writer *writer, bool value)
{
    char *to = begin(writer, HEAD_ROOM);

    if (!to)
        return;
    to = write_head(to, 'b');
    *to = value ? '1' : '0';
    finish(writer, to + 1, ';');
}

static void write_float(struct wire_writer *writer, double value)
{
    char *to = begin(writer, HEAD_ROOM);

    if (to)
        finish(writer, number_write_float(write_head(to, 'd'), value), ';');
}

/* Writes `3:"abc"`, as read_quoted() reads it. */
static char *write_quoted(char *to, const char *bytes, size_t len)
{
    to = number_write_int(to, (int64_t)len);
    *to++ = ':';
    *to++ = '"';
    if (len > 0)
        memcpy(to, bytes, len);
    to[len] = '"';
    return to + len + 1;
}

static void write_bytes(struct wire_writer *writer, const char *bytes,
                        size_t len)
{
    char *to = begin(writer, HEAD_ROOM + len);

    if (to)
        finish(writer, write_quoted(write_head(to, 's'), bytes, len), ';');
}

static char *write_count(char *to, size_t count)
{
    to = number_write_int(to, (int64_t)count);
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

/* Whether a letter stands where an item may begin. */
static bool begins_with(const char *bytes, size_t len, char letter)
{
    const char *end = bytes + len;
    const char *at = bytes;

    while (at < end && (at = memchr(at, letter, (size_t)(end - at)))) {
        if (at == bytes || at[-1] == ';' || at[-1] == '}')
            return true;
        at++;
    }
    return false;
}

/* Sometimes a string looks like it too. */
static bool may_refer(const char *bytes, size_t len)
{
    return begins_with(bytes, len, 'R') || begins_with(bytes, len, 'r');
}

const struct wire_format wire_php = {
    .read = read_item,
    .read_end = read_end,
    .write_nil = write_nil,
    .write_bool = write_bool,
    .write_int = write_int,
    .write_float = write_float,
    .write_bytes = write_bytes,
    .write_list = write_map,
    .write_map = write_map,
    .write_end = write_end,
    .write_object = write_object,
    .may_refer = may_refer,
    .counts_scalars = true,
    .lists_have_keys = true,
};
