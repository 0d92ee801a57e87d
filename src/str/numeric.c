#include "str/numeric.h"

#include <math.h>

#include "base/number.h"
#include "str/ascii.h"
#include "str/decimal.h"

enum {
    PRECISION = 14,
    /* More digits than these never change how a double is rounded. */
    MANTISSA_MAX = 800
};

static size_t count_digits(struct view v, size_t from)
{
    size_t i = from;

    while (i < v.len && ascii_is_digit(view_at(v, i)))
        i++;
    return i - from;
}

/* The length of the exponent at `at`, 0 when there is none. */
static size_t exponent_len(struct view v, size_t at)
{
    size_t sign, digits;

    if (at >= v.len || (v.bytes[at] | 32) != 'e')
        return 0;
    sign = at + 1 < v.len && (v.bytes[at + 1] == '-' || v.bytes[at + 1] == '+');
    digits = count_digits(v, at + 1 + sign);
    return digits ? 1 + sign + digits : 0;
}

static bool to_integer(struct view digits, bool negative, int64_t *value)
{
    uint64_t sum = 0, max = (uint64_t)INT64_MAX + negative;

    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = view_at(digits, i) - (unsigned)'0';

        if (sum > (max - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = (int64_t)(negative ? 0 - sum : sum);
    return true;
}

/* Saturates far beyond where doubles end. */
static long read_exponent(struct view v, size_t at, size_t len)
{
    long sum = 0;
    bool negative = len > 1 && v.bytes[at + 1] == '-';

    for (size_t i = at + 1; i < at + len; i++) {
        if (ascii_is_digit(view_at(v, i)) && sum < 1000000)
            sum = sum * 10 + (v.bytes[i] - '0');
    }
    return negative ? -sum : sum;
}

/*
 * The digits, without zeros before them and cut where they no longer matter,
 * and an exponent that puts the point behind them.
 */
struct mantissa {
    char text[MANTISSA_MAX + 40];
    size_t len;
    long exponent;
    bool is_cut;
};

static void add_digits(struct mantissa *m, struct view digits, bool fraction)
{
    for (size_t i = 0; i < digits.len; i++) {
        if (m->len == 0 && digits.bytes[i] == '0') {
            m->exponent -= fraction;
        } else if (m->len < MANTISSA_MAX) {
            m->text[m->len++] = digits.bytes[i];
            m->exponent -= fraction;
        } else {
            m->is_cut |= digits.bytes[i] != '0';
            m->exponent += !fraction;
        }
    }
}

static double from_mantissa(struct mantissa *m)
{
    double value = 0;

    if (m->len == 0)
        return 0;
    if (m->is_cut) {
        m->text[m->len++] = '1';
        m->exponent--;
    }
    m->text[m->len++] = 'e';
    if (m->exponent < 0) {
        m->text[m->len++] = '-';
        m->exponent = -m->exponent;
    }
    m->len =
        (size_t)(number_write_int(m->text + m->len, m->exponent) - m->text);
    number_read_float(m->text, m->len, &value);
    return value;
}

void numeric_read(struct numeric *n, struct view text)
{
    struct mantissa m = {.len = 0};
    size_t at = 0, whole, fraction = 0, exponent;
    bool negative;

    *n = (struct numeric){NUMERIC_NONE, 0, 0, 0};
    while (at < text.len && ascii_is_space(view_at(text, at)))
        at++;
    negative = at < text.len && text.bytes[at] == '-';
    at += negative || (at < text.len && text.bytes[at] == '+');
    whole = count_digits(text, at);
    if (at + whole < text.len && text.bytes[at + whole] == '.')
        fraction = 1 + count_digits(text, at + whole + 1);
    if (whole == 0 && fraction < 2)
        return;
    exponent = exponent_len(text, at + whole + fraction);
    n->len = at + whole + fraction + exponent;
    n->kind = NUMERIC_INT;
    if (fraction + exponent == 0 &&
        to_integer(view_of(text.bytes + at, whole), negative, &n->integer)) {
        n->number = (double)n->integer;
        return;
    }
    n->kind = NUMERIC_FLOAT;
    add_digits(&m, view_of(text.bytes + at, whole), false);
    if (fraction > 1)
        add_digits(&m, view_of(text.bytes + at + whole + 1, fraction - 1),
                   true);
    m.exponent += read_exponent(text, n->len - exponent, exponent);
    n->number = negative ? -from_mantissa(&m) : from_mantissa(&m);
}

bool numeric_read_all(struct numeric *n, struct view text)
{
    size_t at;

    numeric_read(n, text);
    if (n->kind == NUMERIC_NONE)
        return false;
    for (at = n->len; at < text.len; at++) {
        if (!ascii_is_space(view_at(text, at)))
            return false;
    }
    return true;
}

int64_t numeric_cut(double value)
{
    double rest;

    if (numeric_fits(value))
        return (int64_t)value;
    if (!isfinite(value))
        return 0;
    rest = fmod(value, 0x1p64);
    if (rest < 0)
        rest += 0x1p64;
    return (int64_t)(uint64_t)rest;
}

int64_t numeric_saturate(double value)
{
    if (numeric_fits(value))
        return (int64_t)value;
    if (!isfinite(value))
        return 0;
    return value > 0 ? INT64_MAX : INT64_MIN;
}

static char *write_digits(char *to, const struct decimal *d, int from, int to_n)
{
    for (int i = from; i < to_n; i++)
        *to++ = (char)(i < d->count ? d->digits[i] : '0');
    return to;
}

static char *write_scientific(char *to, const struct decimal *d)
{
    int exponent = d->point - 1;

    *to++ = d->digits[0];
    *to++ = '.';
    to = write_digits(to, d, 1, d->count > 1 ? d->count : 2);
    *to++ = 'E';
    *to++ = exponent < 0 ? '-' : '+';
    return number_write_int(to, exponent < 0 ? -exponent : exponent);
}

static char *write_plain(char *to, const struct decimal *d)
{
    if (d->point <= 0) {
        *to++ = '0';
        if (d->digits[0] == '0')
            return to;
        *to++ = '.';
        for (int i = d->point; i < 0; i++)
            *to++ = '0';
        return write_digits(to, d, 0, d->count);
    }
    to = write_digits(to, d, 0, d->point);
    if (d->count > d->point) {
        *to++ = '.';
        to = write_digits(to, d, d->point, d->count);
    }
    return to;
}

char *numeric_write_rounded(char *to, double value, int precision)
{
    struct decimal d;

    if (!isfinite(value))
        return number_write_float(to, value);
    decimal_round(&d, value, precision);
    decimal_trim(&d);
    if (d.negative)
        *to++ = '-';
    if (value == 0) {
        *to++ = '0';
        return to;
    }
    if (d.point < -3 || d.point > precision)
        return write_scientific(to, &d);
    return write_plain(to, &d);
}

char *numeric_write_float(char *to, double value)
{
    return numeric_write_rounded(to, value, PRECISION);
}

char *numeric_write_int(char *to, int64_t value)
{
    return number_write_int(to, value);
}
