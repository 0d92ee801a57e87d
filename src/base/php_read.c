#include "base/php_read.h"

#include "base/number.h"
#include "base/php_key.h"
#include "base/word.h"

/*
 * The last byte of a text is ';' or '}', which the reader makes sure of first.
 * So a byte that is neither is followed by another, and steps over what is no
 * such byte cannot leave the text.
 */

enum {
    INT_DIGITS = 19, /* of the largest; as many fit into 64 unsigned bits */
    ENTRY_MIN = 6,   /* bytes of the shortest entry, `i:0;N;` */
};

/* A word of eight such bytes. */
#define EACH(byte) (UINT64_MAX / 0xff * (byte))

static const char ends_early[] = "the text ends early";
static const char is_odd[] = "the text is not as serialize() writes it";

struct natural {
    const char *end; /* NULL: it is none as serialize() writes them */
    uint64_t value;  /* UINT64_MAX: too large for an integer */
};

/* How many of eight bytes are digits before the first that is none. */
static inline unsigned count_digits(uint64_t digits)
{
    uint64_t beyond = (digits + EACH(0x76)) | digits;

    beyond &= EACH(0x80);
    return beyond ? (unsigned)__builtin_ctzll(beyond) / 8 : 8;
}

/*
 * The number of eight digits, the first in the lowest byte: neighbours are
 * joined to pairs, these to fours, and those to one, in a multiplication each
 * (D. Lemire, "Quickly parsing eight digits", 2018).
 */
static inline uint64_t join_digits(uint64_t digits)
{
    digits = (digits * 10 + (digits >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
    digits = (digits * 100 + (digits >> 16)) & UINT64_C(0x0000ffff0000ffff);
    return (digits * 10000 + (digits >> 32)) & UINT32_MAX;
}

static struct natural read_many_digits(const char *at)
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

/* Most numbers have less than eight digits, and are not the last bytes. */
static inline struct natural read_digits(const char *at, const char *end)
{
    uint64_t digits;
    unsigned count;

    if (end - at < (ptrdiff_t)sizeof digits)
        return read_many_digits(at);
    digits = word_read64(at) ^ EACH('0');
    count = count_digits(digits);
    if (count == 0 || count == 8 || (*at == '0' && count > 1))
        return read_many_digits(at);
    return (struct natural){at + count,
                            join_digits(digits << (64 - 8 * count))};
}

/*
 * Each of these takes what stands after a letter and a colon, and returns where
 * it ends; NULL, with the reason, unless it is as serialize() writes it.
 */
static inline const char *take_int(const char *at, const char *end,
                                   struct scalar *to, const char **why)
{
    bool is_negative = *at == '-';
    struct natural size = read_digits(at + is_negative, end);

    if (!size.end || *size.end != ';' || (is_negative && size.value == 0))
        return wire_refuse(why, is_odd);
    if (size.value > (uint64_t)INT64_MAX + is_negative)
        return wire_refuse(why, "an integer has more than 64 bits");
    to->kind = SCALAR_INT;
    to->integer = (int64_t)(is_negative ? 0 - size.value : size.value);
    return size.end + 1;
}

static inline const char *take_bool(const char *at, struct scalar *to,
                                    const char **why)
{
    if ((*at != '0' && *at != '1') || at[1] != ';')
        return wire_refuse(why, is_odd);
    to->kind = SCALAR_BOOL;
    to->integer = *at - '0';
    return at + 2;
}

static inline const char *take_float(const char *at, const char *end,
                                     struct scalar *to, const char **why)
{
    size_t len = number_read_float(at, (size_t)(end - at), &to->number);

    if (len == 0 || at[len] != ';')
        return wire_refuse(why, is_odd);
    to->kind = SCALAR_FLOAT;
    return at + len + 1;
}

/* The length of a string and the colon after it; most have one digit. */
static inline struct natural read_length(const char *at, const char *end)
{
    unsigned digit = (unsigned char)at[0] - (unsigned)'0';

    if (digit < 10 && at[1] == ':')
        return (struct natural){at + 1, digit};
    return read_digits(at, end);
}

/* `3:"abc"`, the bytes as they are, and the byte after that. */
static inline const char *take_quoted(const char *at, const char *end,
                                      char after, struct scalar *to,
                                      const char **why)
{
    struct natural len = read_length(at, end);
    const char *bytes;

    if (!len.end || len.end[0] != ':' || len.end[1] != '"')
        return wire_refuse(why, is_odd);
    bytes = len.end + 2;
    if (len.value >= (uint64_t)(end - bytes) - 1)
        return wire_refuse(why, "a string is longer than the text");
    if (bytes[len.value] != '"' || bytes[len.value + 1] != after)
        return wire_refuse(why, is_odd);
    to->kind = SCALAR_BYTES;
    to->bytes = bytes;
    to->len = len.value;
    return bytes + len.value + 2;
}

/* The same with the letter and the colon; no reason if it is no scalar. */
static inline const char *take_scalar(const char *at, const char *end,
                                      struct scalar *to, const char **why)
{
    if (end - at < 2 || at[1] != ':')
        return wire_refuse(why, NULL);
    switch (*at) {
    case 's': return take_quoted(at + 2, end, ';', to, why);
    case 'i': return take_int(at + 2, end, to, why);
    case 'd': return take_float(at + 2, end, to, why);
    case 'b': return take_bool(at + 2, to, why);
    default: return wire_refuse(why, NULL);
    }
}

/* Reads `2:{`, which `at` points to. */
static bool read_count(struct wire_reader *reader, struct wire_item *item,
                       const char *at)
{
    struct natural count = read_digits(at, reader->end);

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
    struct scalar name;
    const char *why = NULL;
    const char *at = take_quoted(reader->at + 2, reader->end, ':', &name, &why);

    if (!wire_give(reader, at, &name, item, why) ||
        !read_count(reader, item, reader->at))
        return false;
    item->kind = WIRE_OBJECT;
    item->is_value = false;
    return true;
}

static bool read_back(struct wire_reader *reader, struct wire_item *item)
{
    struct scalar which;
    const char *why = NULL;
    const char *at = take_int(reader->at + 2, reader->end, &which, &why);

    item->is_value = *reader->at == 'r';
    if (!wire_give(reader, at, &which, item, why))
        return false;
    if (item->integer < 1)
        return wire_fail(reader, is_odd);
    item->kind = WIRE_BACK;
    return true;
}

static bool refuse_other(struct wire_reader *reader)
{
    switch (reader->at[0]) {
    case 'C':
        return wire_fail(
            reader, "objects that serialize themselves cannot be converted");
    case 'E': return wire_fail(reader, "enums cannot be converted");
    case 'S': return wire_fail(reader, "escaped strings cannot be converted");
    default: return wire_fail(reader, is_odd);
    }
}

static bool ends_well(const struct wire_reader *reader)
{
    return reader->end[-1] == ';' || reader->end[-1] == '}';
}

/* Reads what begins with a letter and a colon. */
static bool read_lettered(struct wire_reader *reader, struct wire_item *item)
{
    struct scalar value;
    const char *why = NULL;
    const char *at = take_scalar(reader->at, reader->end, &value, &why);

    if (at || why)
        return wire_give(reader, at, &value, item, why);
    switch (*reader->at) {
    case 'a': return read_array(reader, item);
    case 'O': return read_object(reader, item);
    case 'R':
    case 'r': return read_back(reader, item);
    default: return refuse_other(reader);
    }
}

bool php_read_item(struct wire_reader *reader, struct wire_item *item)
{
    const char *at = reader->at;

    if (reader->problem)
        return false;
    if (reader->end - at < 2 || !ends_well(reader))
        return wire_fail(reader, ends_early);
    if (at[1] == ':')
        return read_lettered(reader, item);
    if (at[0] != 'N' || at[1] != ';')
        return wire_fail(reader, is_odd);
    item->kind = WIRE_NIL;
    reader->at += 2;
    return true;
}

/* Whether runs can be read, which look at the last byte but once. */
static bool can_run(const struct wire_reader *reader)
{
    return !reader->problem && reader->at < reader->end && ends_well(reader);
}

/*
 * A key is known before it is read, so it is compared, which tells sooner than
 * reading it where the value begins.  The last bytes are left to
 * php_read_item(), which looks at each.
 */
size_t php_read_run(struct wire_reader *reader, size_t first, struct scalar *to,
                    size_t max)
{
    size_t count = 0;
    const char *at, *why;
    struct php_key key;

    if (!can_run(reader))
        return 0;
    php_key_init(&key, first);
    while (count < max && reader->end - reader->at >= PHP_KEY_ROOM) {
        at = php_key_read(&key, reader->at);
        if (at)
            at = take_scalar(at, reader->end, &to[count], &why);
        if (!at)
            break;
        reader->at = at;
        count++;
        php_key_step(&key);
    }
    return count;
}

size_t php_read_pairs(struct wire_reader *reader, struct scalar *to, size_t max,
                      bool *has_key)
{
    return wire_take_pairs(reader, to, can_run(reader) ? max : 0, has_key,
                           take_scalar);
}

bool php_read_end(struct wire_reader *reader)
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
