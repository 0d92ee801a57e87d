#include "str/radix.h"

#include <math.h>

#include "str/ascii.h"

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* A value of 36 or more is no digit. */
static unsigned digit_value(unsigned char c)
{
    if (ascii_is_digit(c))
        return c - (unsigned)'0';
    return ascii_is_alpha(c) ? ascii_lower(c) - (unsigned)'a' + 10 : 36;
}

static struct view trim(struct view v)
{
    while (v.len > 0 && ascii_is_space(view_at(v, 0)))
        v = view_skip(v, 1);
    while (v.len > 0 && ascii_is_space(view_at(v, v.len - 1)))
        v.len--;
    return v;
}

/* As 0x, 0o or 0b. */
static bool has_prefix(struct view v, unsigned base)
{
    unsigned char letter = base == 16 ? 'x' : base == 8 ? 'o' : 'b';

    return v.len >= 2 && v.bytes[0] == '0' &&
           (base == 16 || base == 8 || base == 2) &&
           ascii_lower(view_at(v, 1)) == letter;
}

void radix_read(struct numeric *n, struct view text, unsigned base)
{
    struct view v = trim(text);

    *n = (struct numeric){NUMERIC_INT, 0, 0, text.len};
    if (has_prefix(v, base))
        v = view_skip(v, 2);
    for (size_t i = 0; i < v.len; i++) {
        unsigned digit = digit_value(view_at(v, i));

        if (digit >= base)
            continue;
        if (n->kind == NUMERIC_INT &&
            n->integer > (INT64_MAX - (int64_t)digit) / (int64_t)base) {
            n->kind = NUMERIC_FLOAT;
            n->number = (double)n->integer;
        }
        if (n->kind == NUMERIC_INT)
            n->integer = n->integer * (int64_t)base + (int64_t)digit;
        else
            n->number = n->number * base + digit;
    }
    if (n->kind == NUMERIC_INT)
        n->number = (double)n->integer;
}

static bool is_hex(struct view v)
{
    return v.len > 2 && v.bytes[0] == '0' && (v.bytes[1] | 32) == 'x' &&
           ascii_hex_value(view_at(v, 2)) >= 0;
}

static int64_t read_digits(struct view v, uint64_t base, bool negative)
{
    uint64_t sum = 0, max = (uint64_t)INT64_MAX + negative;

    for (size_t i = 0; i < v.len; i++) {
        unsigned digit = digit_value(view_at(v, i));

        if (digit >= base)
            break;
        if (sum > (max - digit) / base)
            return negative ? INT64_MIN : INT64_MAX;
        sum = sum * base + digit;
    }
    return (int64_t)(negative ? 0 - sum : sum);
}

int64_t radix_read_prefix(struct view v, int64_t base)
{
    bool negative;

    while (v.len > 0 && ascii_is_space(view_at(v, 0)))
        v = view_skip(v, 1);
    negative = v.len > 0 && v.bytes[0] == '-';
    if (v.len > 0 && (v.bytes[0] == '-' || v.bytes[0] == '+'))
        v = view_skip(v, 1);
    if ((base == 0 || base == 16) && is_hex(v)) {
        v = view_skip(v, 2);
        base = 16;
    }
    if (base == 0)
        base = v.len > 0 && v.bytes[0] == '0' ? 8 : 10;
    if (base < 2 || base > 36)
        return 0;
    return read_digits(v, (uint64_t)base, negative);
}

char *radix_write(char *end, uint64_t value, unsigned base)
{
    do {
        *--end = digits[value % base];
        value /= base;
    } while (value > 0);
    return end;
}

char *radix_write_float(char *end, double value, unsigned base)
{
    const char *limit = end - RADIX_ROOM;

    value = floor(value);
    do {
        *--end = digits[(unsigned)fmod(value, base)];
        value /= base;
    } while (end > limit && value >= 1);
    return end;
}
