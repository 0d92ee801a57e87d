#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "base/number_table.h"

enum { FRACTION_BITS = 52, EXPONENT_MASK = 0x7ff, LOWEST_EXPONENT = -1074 };

#define HIDDEN_BIT (UINT64_C(1) << FRACTION_BITS)

/* digits * 10^exponent */
struct decimal {
    uint64_t digits;
    int exponent;
};

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

static inline void write_pair(char *to, uint32_t n)
{
    memcpy(to, &pairs[2 * (size_t)n], 2);
}

/* 1 for zero. */
static inline int count_digits(uint32_t n)
{
    static const uint32_t powers[] = {
        1,      10,      100,      1000,      10000,
        100000, 1000000, 10000000, 100000000, 1000000000,
    };
    int bits = 32 - __builtin_clz(n | 1);
    int guess = bits * 1233 >> 12; /* log10(2) is about 1233 / 4096 */

    return guess + ((n | 1) >= powers[guess]);
}

static inline char *write_short(char *to, uint32_t n)
{
    char *end = to + count_digits(n);
    char *at = end;

    for (; n >= 100; n /= 100)
        write_pair(at -= 2, n % 100);
    if (n >= 10)
        write_pair(to, n);
    else
        *to = (char)('0' + n);
    return end;
}

static inline void write_eight(char *to, uint32_t n)
{
    uint32_t high = n / 10000, low = n % 10000;

    write_pair(to, high / 100);
    write_pair(to + 2, high % 100);
    write_pair(to + 4, low / 100);
    write_pair(to + 6, low % 100);
}

static char *write_long(char *to, uint64_t n)
{
    uint64_t high = n / 100000000;

    to = high <= UINT32_MAX ? write_short(to, (uint32_t)high)
                            : write_long(to, high);
    write_eight(to, (uint32_t)(n % 100000000));
    return to + 8;
}

static inline char *write_natural(char *to, uint64_t n)
{
    return n <= UINT32_MAX ? write_short(to, (uint32_t)n) : write_long(to, n);
}

char *number_write_int(char *to, int64_t value)
{
    uint64_t size = (uint64_t)value;

    if (value < 0) {
        *to++ = '-';
        size = 0 - size;
    }
    return write_natural(to, size);
}

/*
 * The product with `t` of number_table.h, of which one more is never less than
 * the power of ten: 2^-128 of it, and whether something is left in bit 0.  That
 * t is a little too large shows at most as a one in the middle word.
 */
static uint64_t scale(uint64_t n, const uint64_t *t)
{
    number_wide low = (number_wide)(t[1] + 1) * n >> 64;
    number_wide product = (number_wide)t[0] * n + low;

    return (uint64_t)(product >> 64) | ((uint64_t)product > 1);
}

/*
 * The shortest decimal between the bounds of n * 2^exponent, beyond which texts
 * read back to a neighbour; the bounds themselves read back to an even n.
 * `lower`, `middle` and `upper` are the bounds and the number itself, in
 * quarters of 10^k, which is no more than the bounds are apart.
 */
static struct decimal shorten(uint64_t n, int exponent, bool is_even_gap)
{
    /* log10(2^exponent), less log10(4/3) where the gap below is narrow */
    int k = (exponent * 1262611 - (is_even_gap ? 0 : 524031)) >> 22;
    int shift = exponent + number_log2_pow10(-k) + 1;
    const uint64_t *t = number_pow10(-k);
    uint64_t odd = n & 1;
    uint64_t below = is_even_gap ? 2 : 1;
    uint64_t lower = scale((4 * n - below) << shift, t) + odd;
    uint64_t middle = scale(4 * n << shift, t);
    uint64_t upper = scale((4 * n + 2) << shift, t) - odd;
    uint64_t digits = middle / 4;
    uint64_t tenth = digits / 10;
    bool fits = lower <= 40 * tenth;
    bool next_fits = 40 * tenth + 40 <= upper;

    if (tenth > 0 && fits != next_fits)
        return (struct decimal){tenth + next_fits, k + 1};
    fits = lower <= 4 * digits;
    next_fits = 4 * digits + 4 <= upper;
    if (fits == next_fits) {
        uint64_t half = 4 * digits + 2;

        next_fits = middle > half || (middle == half && (digits & 1));
    }
    return (struct decimal){digits + next_fits, k};
}

static void drop_zeros(struct decimal *decimal)
{
    while (decimal->digits % 10000 == 0) {
        decimal->digits /= 10000;
        decimal->exponent += 4;
    }
    while (decimal->digits % 10 == 0) {
        decimal->digits /= 10;
        decimal->exponent++;
    }
}

/*
 * With the point after the first digit, and a digit after it in any case.  The
 * digits are there already, a byte behind.
 */
static char *place_scientific(char *to, int count, int exponent)
{
    char *end = to + 1 + count;

    to[0] = to[1];
    to[1] = '.';
    if (count == 1)
        *end++ = '0';
    *end++ = 'E';
    if (exponent >= 0)
        *end++ = '+';
    return number_write_int(end, exponent);
}

/* `whole` digits stand before the point; if negative, zeros after it. */
static char *place_point(char *to, int count, int whole)
{
    char *digits = to + 1;

    if (whole <= 0) {
        memmove(to + 2 - whole, digits, (size_t)count);
        memcpy(to, "0.000", (size_t)(2 - whole));
        return to + 2 - whole + count;
    }
    if (whole < count) {
        memmove(to, digits, (size_t)whole);
        to[whole] = '.';
        return to + 1 + count;
    }
    memmove(to, digits, (size_t)count);
    memset(to + count, '0', (size_t)(whole - count));
    return to + whole;
}

static char *write_decimal(char *to, struct decimal decimal)
{
    int count = (int)(write_natural(to + 1, decimal.digits) - (to + 1));
    int whole = count + decimal.exponent;

    if (whole < -3 || whole > 17)
        return place_scientific(to, count, whole - 1);
    return place_point(to, count, whole);
}

static char *write_name(char *to, const char *name)
{
    memcpy(to, name, 3);
    return to + 3;
}

char *number_write_float(char *to, double value)
{
    uint64_t bits, fraction;
    int biased;
    struct decimal decimal;

    memcpy(&bits, &value, sizeof bits);
    fraction = bits & (HIDDEN_BIT - 1);
    biased = (int)(bits >> FRACTION_BITS & EXPONENT_MASK);
    if (biased == EXPONENT_MASK && fraction != 0)
        return write_name(to, "NAN");
    if (bits >> 63)
        *to++ = '-';
    if (biased == EXPONENT_MASK)
        return write_name(to, "INF");
    value = bits >> 63 ? -value : value;
    if (value < (double)HIDDEN_BIT && value == (double)(int64_t)value)
        return write_natural(to, (uint64_t)value);
    if (biased == 0)
        decimal = shorten(fraction, LOWEST_EXPONENT, true);
    else
        decimal = shorten(fraction | HIDDEN_BIT, biased - 1 + LOWEST_EXPONENT,
                          fraction != 0 || biased == 1);
    drop_zeros(&decimal);
    return write_decimal(to, decimal);
}
