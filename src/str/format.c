#include "str/format.h"

#include <math.h>

#include "base/number.h"
#include "str/decimal.h"
#include "str/numeric.h"

enum { DIGITS_ROOM = 72, EXACT_PLACES = 318 };

/* Where zeros are put before a number they go behind its sign. */
static void pad(struct sink *sink, const struct format_spec *spec,
                struct view v, bool has_sign)
{
    size_t width = (size_t)spec->width;
    size_t missing = width > v.len ? width - v.len : 0;

    if (!spec->left) {
        if (has_sign && spec->padding == '0' && v.len > 0) {
            sink_put(sink, v.bytes[0]);
            v = view_skip(v, 1);
        }
        sink_fill(sink, spec->padding, missing);
    }
    sink_append_view(sink, v);
    if (spec->left)
        sink_fill(sink, spec->padding, missing);
}

void format_string(struct sink *sink, const struct format_spec *spec,
                   struct view v)
{
    if (spec->has_precision && (size_t)spec->precision < v.len)
        v.len = (size_t)spec->precision;
    pad(sink, spec, v, false);
}

/* Zeros behind a number would make it another. */
static struct format_spec for_digits(const struct format_spec *spec)
{
    struct format_spec changed = *spec;

    if (spec->left && spec->padding == '0')
        changed.padding = ' ';
    return changed;
}

static char *write_unsigned(char *end, uint64_t value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return end;
}

void format_int(struct sink *sink, const struct format_spec *spec,
                int64_t value)
{
    struct format_spec s = for_digits(spec);
    char text[DIGITS_ROOM], *end = text + sizeof text;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char *start = write_unsigned(end, size);
    bool has_sign = value < 0 || spec->plus;

    if (has_sign)
        *--start = (char)(value < 0 ? '-' : '+');
    pad(sink, &s, view_of(start, (size_t)(end - start)), has_sign);
}

void format_unsigned(struct sink *sink, const struct format_spec *spec,
                     uint64_t value)
{
    struct format_spec s = for_digits(spec);
    char text[DIGITS_ROOM], *end = text + sizeof text;
    char *start = write_unsigned(end, value);

    pad(sink, &s, view_of(start, (size_t)(end - start)), false);
}

/* PHP takes a precision for the number of digits that are shown: none. */
void format_bits(struct sink *sink, const struct format_spec *spec,
                 uint64_t value, unsigned bits, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    char text[DIGITS_ROOM], *end = text + sizeof text, *start = end;

    do {
        *--start = digits[value & ((1u << bits) - 1)];
        value >>= bits;
    } while (value > 0);
    if (spec->has_precision)
        start = end;
    pad(sink, spec, view_of(start, (size_t)(end - start)), false);
}

static char *write_digits(char *to, const struct decimal *d, int from,
                          int until)
{
    for (int i = from; i < until; i++)
        *to++ = (char)(i >= 0 && i < d->count ? d->digits[i] : '0');
    return to;
}

static char *write_fixed(char *to, double value, int places)
{
    struct decimal d;

    decimal_fix(&d, value, places);
    if (d.point <= 0)
        *to++ = '0';
    to = write_digits(to, &d, 0, d.point);
    if (places > 0)
        *to++ = '.';
    return write_digits(to, &d, d.point, d.point + places);
}

static char *write_scientific(char *to, double value, int places, char letter)
{
    struct decimal d;
    int exponent;

    decimal_round(&d, value, places + 1);
    exponent = value == 0 ? 0 : d.point - 1;
    *to++ = d.digits[0];
    if (places > 0)
        *to++ = '.';
    to = write_digits(to, &d, 1, places + 1);
    *to++ = letter;
    *to++ = (char)(exponent < 0 ? '-' : '+');
    return number_write_int(to, exponent < 0 ? -exponent : exponent);
}

/* A precision of -1 asks for as many digits as tell the number from others. */
static char *write_general(char *to, double value, int precision, char letter)
{
    bool upper = letter == 'G' || letter == 'H';
    char *end;

    if (precision == -1)
        end = number_write_float(to, value);
    else
        end = numeric_write_rounded(to, value, precision ? precision : 1);
    for (; !upper && to < end; to++) {
        if (*to == 'E')
            *to = 'e';
    }
    return end;
}

/* PHP pads nothing here, and a sign takes the place of a letter. */
static void format_infinite(struct sink *sink, const struct format_spec *spec,
                            double value)
{
    char text[4] = "INF";

    if (isnan(value))
        strcpy(text, "NaN");
    if (!spec->left && spec->padding == '0' && (value < 0 || spec->plus))
        text[0] = (char)(value < 0 ? '-' : '+');
    sink_append(sink, text, 3);
}

void format_float(struct sink *sink, const struct format_spec *spec,
                  double value, char letter)
{
    char text[DECIMAL_ROOM + 8], *end = text + 1, *start = text + 1;
    int precision = spec->has_precision ? spec->precision : 6;
    bool is_negative = value < 0;

    if (precision > FORMAT_PRECISION_MAX)
        precision = FORMAT_PRECISION_MAX;
    if (!isfinite(value)) {
        format_infinite(sink, spec, value);
        return;
    }
    if (letter == 'e' || letter == 'E') {
        end = write_scientific(end, fabs(value), precision, letter);
    } else if (letter == 'f' || letter == 'F') {
        end = write_fixed(end, fabs(value), precision);
    } else {
        is_negative = __builtin_signbit(value) != 0;
        end = write_general(end, fabs(value), precision, letter);
    }
    if (is_negative || spec->plus)
        *--start = (char)(is_negative ? '-' : '+');
    pad(sink, spec, view_of(start, (size_t)(end - start)),
        is_negative || spec->plus);
}

static double power_of_ten(int exponent)
{
    double power = 1;

    if (exponent > 22)
        return pow(10.0, exponent);
    for (int i = 0; i < exponent; i++)
        power *= 10; /* exact up to 10^22 */
    return power;
}

static double half_up(double value)
{
    return value >= 0 ? floor(value + 0.5) : ceil(value - 0.5);
}

/* Times ten to a power that may be negative. */
static double scale(double value, int exponent)
{
    return exponent >= 0 ? value * power_of_ten(exponent)
                         : value / power_of_ten(-exponent);
}

/* Division by a power that is not exact goes by way of text. */
static double scale_back(double value, int places, double otherwise)
{
    char text[64], *end;
    double result;

    if (places < 23)
        return value / power_of_ten(places);
    end = number_write_int(text, (int64_t)value);
    *end++ = 'e';
    end = number_write_int(end, -places);
    if (number_read_float(text, (size_t)(end - text), &result) == 0 ||
        !isfinite(result))
        return otherwise;
    return result;
}

double format_round(double value, int places)
{
    int first;
    double scaled;

    if (!isfinite(value) || value == 0)
        return value;
    first = 14 - (int)floor(log10(fabs(value)));
    if (first > places && first - 15 < places) {
        int limited = first < -60 ? -60 : first;

        scaled = half_up(scale(value, limited));
        limited = places - limited < -60 ? 60 : limited - places;
        scaled /= power_of_ten(limited);
    } else {
        scaled = scale(value, places);
        if (fabs(scaled) >= 1e15)
            return value;
    }
    return scale_back(half_up(scaled), places, value);
}

static void put_groups(struct sink *sink, struct view digits,
                       struct view separator)
{
    for (size_t i = 0; i < digits.len; i++) {
        if (i > 0 && (digits.len - i) % 3 == 0)
            sink_append_view(sink, separator);
        sink_put(sink, digits.bytes[i]);
    }
}

void format_grouped(struct sink *sink, double value, int places,
                    struct view point, struct view separator)
{
    double size = format_round(fabs(value), places);
    int exact = places < EXACT_PLACES ? places : EXACT_PLACES;
    char text[DECIMAL_ROOM + 8];
    struct view digits;

    if (!isfinite(size)) {
        sink_append_text(sink, isnan(size) ? "nan" : "inf");
        return;
    }
    digits = view_of(text, (size_t)(write_fixed(text, size, exact) - text));
    if (value < 0 && size != 0)
        sink_put(sink, '-');
    if (exact > 0)
        digits.len -= (size_t)exact + 1;
    put_groups(sink, digits, separator);
    if (places > 0) {
        sink_append_view(sink, point);
        sink_append(sink, text + digits.len + 1, (size_t)exact);
        sink_fill(sink, '0', (size_t)(places - exact));
    }
}
