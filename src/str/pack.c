#include "str/pack.h"

#include "str/ascii.h"

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { NATIVE_IS_BIG = 1 };
#else
enum { NATIVE_IS_BIG = 0 };
#endif

static const struct pack_type types[] = {
    {'c', 'n', 1, true, false},  {'C', 'n', 1, false, false},
    {'s', 'n', 2, true, false},  {'S', 'n', 2, false, false},
    {'n', 'b', 2, false, false}, {'v', 'l', 2, false, false},
    {'i', 'n', 4, true, false},  {'I', 'n', 4, false, false},
    {'l', 'n', 4, true, false},  {'L', 'n', 4, false, false},
    {'N', 'b', 4, false, false}, {'V', 'l', 4, false, false},
    {'q', 'n', 8, true, false},  {'Q', 'n', 8, false, false},
    {'J', 'b', 8, false, false}, {'P', 'l', 8, false, false},
    {'f', 'n', 4, false, true},  {'g', 'l', 4, false, true},
    {'G', 'b', 4, false, true},  {'d', 'n', 8, false, true},
    {'e', 'l', 8, false, true},  {'E', 'b', 8, false, true},
};

const struct pack_type *pack_type_of(char letter)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].letter == letter)
            return &types[i];
    }
    return NULL;
}

static bool is_big(const struct pack_type *type)
{
    return type->order == 'b' || (type->order == 'n' && NATIVE_IS_BIG);
}

void pack_put_int(char *to, const struct pack_type *type, uint64_t value)
{
    for (int i = 0; i < type->size; i++, value >>= 8)
        to[is_big(type) ? type->size - 1 - i : i] = (char)(unsigned char)value;
}

static uint64_t get_bits(const char *from, const struct pack_type *type)
{
    uint64_t value = 0;

    for (int i = 0; i < type->size; i++) {
        int at = is_big(type) ? i : type->size - 1 - i;

        value = value << 8 | (unsigned char)from[at];
    }
    return value;
}

int64_t pack_get_int(const char *from, const struct pack_type *type)
{
    uint64_t value = get_bits(from, type), sign;

    if (type->is_signed) {
        sign = UINT64_C(1) << (8 * type->size - 1);
        value = (value ^ sign) - sign;
    }
    return (int64_t)value;
}

void pack_put_float(char *to, const struct pack_type *type, double value)
{
    float single = (float)value;
    uint32_t narrow;
    uint64_t wide;

    if (type->size == sizeof narrow) {
        memcpy(&narrow, &single, sizeof narrow);
        wide = narrow;
    } else {
        memcpy(&wide, &value, sizeof wide);
    }
    pack_put_int(to, type, wide);
}

double pack_get_float(const char *from, const struct pack_type *type)
{
    uint64_t wide = get_bits(from, type);
    uint32_t narrow = (uint32_t)wide;
    float single;
    double value;

    if (type->size == sizeof single) {
        memcpy(&single, &narrow, sizeof single);
        return (double)single;
    }
    memcpy(&value, &wide, sizeof value);
    return value;
}

static int64_t take_number(struct view *format)
{
    int64_t value = 0;

    while (format->len > 0 && ascii_is_digit(view_at(*format, 0))) {
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, format->bytes[0] - '0', &value))
            value = INT64_MAX;
        *format = view_skip(*format, 1);
    }
    return value;
}

struct pack_code pack_take(struct view *format)
{
    struct pack_code code = {format->bytes[0], 1};

    *format = view_skip(*format, 1);
    if (format->len > 0 && format->bytes[0] == '*') {
        *format = view_skip(*format, 1);
        code.count = PACK_ANY;
    } else if (format->len > 0 && ascii_is_digit(view_at(*format, 0))) {
        code.count = take_number(format);
    }
    return code;
}
