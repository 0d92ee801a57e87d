#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "base/number_table.h"

enum {
    WORD_DIGITS = 19,   /* as many always fit into 64 bits */
    EXACT_DIGITS = 768, /* no point halfway between two doubles has as many */
    FRACTION_BITS = 52,
    LOWEST_EXPONENT = -1074,
    LIMBS = 84
};

#define INFINITE_BITS (UINT64_C(0x7ff) << FRACTION_BITS)

/* More than the bytes of any text, so that no zeros can make up for it. */
#define EXPONENT_CAP (INT64_C(1) << 56)

/* Digits as one integer, times 10^exponent. */
struct decimal {
    uint64_t digits; /* without those that are dropped */
    int64_t dropped;
    int64_t exponent;
    const char *first; /* all digits in the text, perhaps around a point */
    const char *end;
};

/* A natural number, the lowest limb first. */
struct big {
    int count;
    uint32_t limbs[LIMBS];
};

static void big_push(struct big *big, uint32_t limb)
{
    assert(big->count < LIMBS);
    if (limb != 0)
        big->limbs[big->count++] = limb;
}

static void big_multiply(struct big *big, uint32_t factor, uint32_t plus)
{
    uint64_t carry = plus;

    for (int i = 0; i < big->count; i++) {
        carry += (uint64_t)big->limbs[i] * factor;
        big->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    big_push(big, (uint32_t)carry);
}

static void big_multiply_pow5(struct big *big, int64_t power)
{
    for (; power >= 13; power -= 13)
        big_multiply(big, 1220703125, 0);
    for (; power > 0; power--)
        big_multiply(big, 5, 0);
}

static void big_shift(struct big *big, int64_t bits)
{
    int64_t limbs = bits / 32;

    big_multiply(big, UINT32_C(1) << bits % 32, 0);
    assert(big->count + limbs <= LIMBS);
    memmove(big->limbs + limbs, big->limbs,
            (size_t)big->count * sizeof *big->limbs);
    memset(big->limbs, 0, (size_t)limbs * sizeof *big->limbs);
    big->count += (int)limbs;
}

/* -1, 0 or 1 */
static int big_compare(const struct big *a, const struct big *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count - 1; i >= 0; i--) {
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    }
    return 0;
}

/*
 * Makes an integer of all digits, and returns the exponent that goes with it.
 * For those after EXACT_DIGITS one 1 stands, if any of them counts.
 */
static int64_t big_read(struct big *big, const struct decimal *decimal)
{
    int64_t exponent = decimal->exponent;
    uint32_t part = 0, factor = 1;
    bool has_more = false;
    int count = 0;

    for (const char *at = decimal->first; at < decimal->end; at++) {
        if (*at == '.')
            continue;
        if (count == EXACT_DIGITS) {
            has_more |= *at != '0';
            exponent++;
            continue;
        }
        part = part * 10 + (uint32_t)(*at - '0');
        factor *= 10;
        if (++count % 9 == 0) {
            big_multiply(big, factor, part);
            part = 0;
            factor = 1;
        }
    }
    big_multiply(big, factor, part);
    if (!has_more)
        return exponent;
    big_multiply(big, 10, 1);
    return exponent - 1;
}

/* Compares with odd * 2^exponent. */
static int compare(const struct decimal *decimal, uint64_t odd, int exponent)
{
    struct big left = {.count = 0}, right = {.count = 0};
    int64_t power = big_read(&left, decimal);
    int64_t shift = exponent - power;

    big_push(&right, (uint32_t)odd);
    big_push(&right, (uint32_t)(odd >> 32));
    big_multiply_pow5(&left, power);
    big_multiply_pow5(&right, -power);
    if (shift > 0)
        big_shift(&right, shift);
    else
        big_shift(&left, -shift);
    return big_compare(&left, &right);
}

/*
 * The bits of the nearest double.  The decimal is at least n * 2^exponent, and
 * less than `slack` units more.  Of n one bit is kept beyond those of a double:
 * it says on which side of the point halfway between two doubles the decimal
 * lies, unless that is within the slack.
 */
static uint64_t round_decimal(const struct decimal *decimal, int power)
{
    int shift = __builtin_clzll(decimal->digits);
    uint64_t digits = decimal->digits << shift;
    const uint64_t *t = number_pow10(power);
    number_wide n =
        (number_wide)t[0] * digits + ((number_wide)t[1] * digits >> 64);
    number_wide slack =
        2 + ((number_wide)(decimal->dropped > 0) << 64 << shift);
    int exponent = number_log2_pow10(power) - 63 - shift;
    int drop = 126 + (int)(n >> 127) - FRACTION_BITS - 1;
    int order;
    uint64_t kept;
    number_wide rest;

    if (drop < LOWEST_EXPONENT - 1 - exponent)
        drop = LOWEST_EXPONENT - 1 - exponent;
    if (drop > 127)
        return 0;
    kept = (uint64_t)(n >> drop);
    rest = n - ((number_wide)kept << drop);
    exponent += drop;
    order = kept & 1 ? 1 : -1;
    if (order > 0 ? rest == 0 : ((number_wide)1 << drop) - rest < slack)
        order = compare(decimal, kept | 1, exponent);
    kept >>= 1;
    kept += order > 0 || (order == 0 && (kept & 1));
    /* A carry out of the fraction goes where it should. */
    kept += (uint64_t)(exponent + 1 - LOWEST_EXPONENT) << FRACTION_BITS;
    return kept < INFINITE_BITS ? kept : INFINITE_BITS;
}

/*
 * When both factors are doubles, their product or quotient is rounded once, as
 * it should be.
 */
static bool fits_doubles(const struct decimal *decimal)
{
    return decimal->dropped == 0 && decimal->digits < UINT64_C(1) << 53 &&
           decimal->exponent <= 22 && decimal->exponent >= -22;
}

static double to_double(const struct decimal *decimal)
{
    static const double powers[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };
    int64_t power = decimal->exponent + decimal->dropped;
    double digits = (double)(int64_t)decimal->digits;
    uint64_t bits;
    double value;

    if (fits_doubles(decimal))
        return power < 0 ? digits / powers[-power] : digits * powers[power];
    if (decimal->digits == 0 || power < NUMBER_TABLE_FIRST)
        return 0;
    if (power > NUMBER_TABLE_LAST)
        return HUGE_VAL;
    bits = round_decimal(decimal, (int)power);
    memcpy(&value, &bits, sizeof value);
    return value;
}

static bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

static const char *scan_digits(const char *at, const char *end,
                               uint64_t *digits)
{
    uint64_t sum = *digits;

    for (; at < end && is_digit(*at); at++)
        sum = sum * 10 + (uint64_t)(*at - '0');
    *digits = sum;
    return at;
}

/* Without `e` and digits there is none. */
static const char *scan_exponent(const char *at, const char *end,
                                 int64_t *exponent)
{
    const char *from = at + 1;
    const char *to;
    int64_t sum = 0;
    bool is_negative;

    if (end - at < 2 || (*at != 'E' && *at != 'e'))
        return at;
    is_negative = *from == '-';
    from += is_negative || *from == '+';
    for (to = from; to < end && is_digit(*to); to++) {
        if (sum < EXPONENT_CAP)
            sum = sum * 10 + (*to - '0');
    }
    if (to == from)
        return at;
    *exponent += is_negative ? -sum : sum;
    return to;
}

/* Drops leading zeros, and digits at the end that do not fit. */
static void fit_digits(struct decimal *decimal)
{
    int64_t count = 0;

    while (decimal->first < decimal->end &&
           (*decimal->first == '0' || *decimal->first == '.'))
        decimal->first++;
    decimal->digits = 0;
    for (const char *at = decimal->first; at < decimal->end; at++) {
        if (*at == '.')
            continue;
        if (count < WORD_DIGITS)
            decimal->digits = decimal->digits * 10 + (uint64_t)(*at - '0');
        count++;
    }
    if (count > WORD_DIGITS)
        decimal->dropped = count - WORD_DIGITS;
}

/* Returns where it ends, or NULL when there is none. */
static const char *scan_decimal(const char *at, const char *end,
                                struct decimal *decimal)
{
    const char *point;

    *decimal = (struct decimal){.first = at};
    point = scan_digits(at, end, &decimal->digits);
    if (point == at || (*at == '0' && point - at > 1))
        return NULL;
    decimal->end = point;
    if (end - point > 1 && *point == '.' && is_digit(point[1])) {
        decimal->end = scan_digits(point + 1, end, &decimal->digits);
        decimal->exponent = point + 1 - decimal->end;
    }
    if (decimal->end - at > WORD_DIGITS)
        fit_digits(decimal);
    return scan_exponent(decimal->end, end, &decimal->exponent);
}

static bool begins_with(const char *at, const char *end, const char *name)
{
    size_t len = strlen(name);

    return (size_t)(end - at) >= len && memcmp(at, name, len) == 0;
}

size_t number_read_float(const char *bytes, size_t len, double *value)
{
    const char *end = bytes + len;
    bool is_negative = len > 0 && *bytes == '-';
    const char *at = bytes + is_negative;
    struct decimal decimal;
    const char *stop = scan_decimal(at, end, &decimal);

    if (stop) {
        *value = to_double(&decimal);
    } else if (begins_with(at, end, "INF")) {
        *value = HUGE_VAL;
        stop = at + 3;
    } else if (begins_with(bytes, end, "NAN")) {
        *value = (double)NAN;
        stop = at + 3;
    } else {
        return 0;
    }
    if (is_negative)
        *value = -*value;
    return (size_t)(stop - bytes);
}
