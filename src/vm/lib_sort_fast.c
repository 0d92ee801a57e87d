#include "vm/lib_sort_fast.h"

#include <string.h>

#include "vm/budget.h"

/* Few elements are sorted by insertion; steps that are charged for at once. */
enum { FEW = 24, STEPS_AT_ONCE = 1024 };

/* Numbers as bits, in whose order as unsigned integers they are to stand. */

static const uint64_t SIGN = UINT64_C(1) << 63;

static uint64_t bits_of_double(double number)
{
    uint64_t bits;

    memcpy(&bits, &number, sizeof bits);
    return bits & SIGN ? ~bits : bits | SIGN;
}

static double double_of_bits(uint64_t bits)
{
    double number;

    bits = bits & SIGN ? bits & ~SIGN : ~bits;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* Lua 5.1 has no integers: there a whole number is a float like the others. */
static bool read_number(lua_State *L, int i, bool as_integer, uint64_t *bits)
{
    struct scalar value;

    engine_peek(L, 1, i, &value);
    if (LUA_VERSION_NUM < 502 && value.kind == SCALAR_INT) {
        value.kind = SCALAR_FLOAT;
        value.number = (double)value.integer;
    }
    if (value.kind != (as_integer ? SCALAR_INT : SCALAR_FLOAT))
        return false;
    *bits = as_integer ? (uint64_t)value.integer ^ SIGN
                       : bits_of_double(value.number);
    return true;
}

static bool read_numbers(lua_State *L, uint64_t *bits, int count,
                         bool as_integers)
{
    for (int i = 0; i < count; i++) {
        if (!read_number(L, i + 1, as_integers, &bits[i]))
            return false;
    }
    return true;
}

static void write_numbers(lua_State *L, const uint64_t *bits, int count,
                          bool as_integers)
{
    struct scalar value = {.kind = as_integers ? SCALAR_INT : SCALAR_FLOAT};

    for (int i = 0; i < count; i++) {
        if (as_integers)
            value.integer = (int64_t)(bits[i] ^ SIGN);
        else
            value.number = double_of_bits(bits[i]);
        engine_poke_run(L, 1, i + 1, &value, 1);
    }
}

static void insert_numbers(uint64_t *bits, int count)
{
    for (int i = 1; i < count; i++) {
        uint64_t one = bits[i];
        int j = i;

        for (; j > 0 && bits[j - 1] > one; j--)
            bits[j] = bits[j - 1];
        bits[j] = one;
    }
}

enum { DIGITS = 8, VALUES = 256 };

static void count_digits(const uint64_t *bits, int count,
                         unsigned counts[DIGITS][VALUES])
{
    memset(counts, 0, sizeof(unsigned[DIGITS][VALUES]));
    for (int i = 0; i < count; i++) {
        for (int d = 0; d < DIGITS; d++)
            counts[d][bits[i] >> (8 * d) & 0xff]++;
    }
}

/* Of how many each value of a digit is preceded. */
static void sum_up(unsigned counts[VALUES])
{
    unsigned sum = 0;

    for (int v = 0; v < VALUES; v++) {
        unsigned count = counts[v];

        counts[v] = sum;
        sum += count;
    }
}

/*
 * Radix sort from the last digit on (Knuth, TAOCP 3, 5.2.5), without the digits
 * that are everywhere the same.  Returns which of the two has the result.
 */
static uint64_t *sort_by_digits(lua_State *L, uint64_t *bits, uint64_t *spare,
                                int count)
{
    unsigned counts[DIGITS][VALUES];

    count_digits(bits, count, counts);
    for (int d = 0; d < DIGITS; d++) {
        uint64_t *to = spare;

        if (counts[d][bits[0] >> (8 * d) & 0xff] == (unsigned)count)
            continue;
        budget_charge(L, count);
        sum_up(counts[d]);
        for (int i = 0; i < count; i++)
            to[counts[d][bits[i] >> (8 * d) & 0xff]++] = bits[i];
        spare = bits;
        bits = to;
    }
    return bits;
}

static bool sort_numbers(lua_State *L, int count, bool as_integers)
{
    size_t size = (size_t)count * sizeof(uint64_t);
    uint64_t few[FEW];
    uint64_t *bits = few;

    if (count > FEW)
        bits = lua_newuserdata(L, 2 * size);
    if (!read_numbers(L, bits, count, as_integers))
        return false;
    budget_charge(L, count);
    if (count > FEW)
        bits = sort_by_digits(L, bits, bits + count, count);
    else
        insert_numbers(bits, count);
    write_numbers(L, bits, count, as_integers);
    return true;
}

/* A string: its first eight bytes as a number, and the whole of it. */
struct text {
    uint64_t first;
    const char *bytes;
    uint32_t len;
    uint32_t index; /* where it stood, from 0 */
};

enum { FIRST_BYTES = 8 };

static uint64_t first_of(const char *bytes, size_t len)
{
    uint64_t first = 0;

    for (size_t i = 0; i < FIRST_BYTES; i++)
        first = first << 8 | (i < len ? (unsigned char)bytes[i] : 0);
    return first;
}

static bool read_texts(lua_State *L, struct text *texts, int count)
{
    for (int i = 0; i < count; i++) {
        struct scalar value;

        engine_peek(L, 1, i + 1, &value);
        if (value.kind != SCALAR_BYTES || value.len > UINT32_MAX)
            return false;
        texts[i] = (struct text){.first = first_of(value.bytes, value.len),
                                 .bytes = value.bytes,
                                 .len = (uint32_t)value.len,
                                 .index = (uint32_t)i};
    }
    return true;
}

/* Whether `a` stands before `b`, by bytes; adds what it takes to `steps`. */
static bool is_before(const struct text *a, const struct text *b,
                      int64_t *steps)
{
    uint32_t len = a->len < b->len ? a->len : b->len;
    int order = 0;

    *steps += 1;
    if (a->first != b->first)
        return a->first < b->first;
    if (len > FIRST_BYTES) {
        *steps += len / BUDGET_BYTES;
        order = memcmp(a->bytes + FIRST_BYTES, b->bytes + FIRST_BYTES,
                       len - FIRST_BYTES);
    }
    return order != 0 ? order < 0 : a->len < b->len;
}

static void charge_steps(lua_State *L, int64_t *steps)
{
    if (*steps >= STEPS_AT_ONCE) {
        budget_charge(L, *steps);
        *steps = 0;
    }
}

/* Merges two sorted runs, of which the second begins at `middle`. */
static void merge(lua_State *L, const struct text *from, struct text *to,
                  const int run[3], int64_t *steps)
{
    int left = run[0];
    int right = run[1];

    for (int out = run[0]; out < run[2]; out++) {
        bool takes_right =
            left == run[1] ||
            (right < run[2] && is_before(&from[right], &from[left], steps));

        to[out] = takes_right ? from[right++] : from[left++];
        charge_steps(L, steps);
    }
}

/* Merge sort from the bottom up; returns which of the two has the result. */
static struct text *sort_by_merging(lua_State *L, struct text *texts,
                                    struct text *spare, int count)
{
    int64_t steps = 0;

    for (int64_t width = 1; width < count; width *= 2) {
        struct text *to = spare;

        for (int64_t low = 0; low < count; low += 2 * width) {
            int64_t middle = low + width < count ? low + width : count;
            int64_t high = middle + width < count ? middle + width : count;
            const int run[] = {(int)low, (int)middle, (int)high};

            merge(L, texts, to, run, &steps);
        }
        spare = texts;
        texts = to;
    }
    budget_charge(L, steps);
    return texts;
}

/* Moves the strings of one cycle, each to the place that the next one leaves.
 */
static void move_cycle(lua_State *L, struct text *texts, uint32_t start)
{
    uint32_t place = start;

    lua_rawgeti(L, 1, (int)start + 1);
    while (texts[place].index != start) {
        uint32_t source = texts[place].index;

        lua_rawgeti(L, 1, (int)source + 1);
        lua_rawseti(L, 1, (int)place + 1);
        texts[place].index = place;
        place = source;
    }
    lua_rawseti(L, 1, (int)place + 1);
    texts[place].index = place;
}

static bool sort_texts(lua_State *L, int count)
{
    size_t size = (size_t)count * sizeof(struct text);
    struct text *texts = lua_newuserdata(L, 2 * size);

    if (!read_texts(L, texts, count))
        return false;
    budget_charge(L, count);
    texts = sort_by_merging(L, texts, texts + count, count);
    for (int i = 0; i < count; i++) {
        if (texts[i].index != (uint32_t)i)
            move_cycle(L, texts, (uint32_t)i);
    }
    return true;
}

bool lib_sort_fast(lua_State *L, int count)
{
    struct scalar first;

    engine_peek(L, 1, 1, &first);
    if (first.kind == SCALAR_INT || first.kind == SCALAR_FLOAT)
        return sort_numbers(L, count,
                            LUA_VERSION_NUM >= 502 && first.kind == SCALAR_INT);
    return first.kind == SCALAR_BYTES && sort_texts(L, count);
}
