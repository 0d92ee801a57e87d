#include "str/compare.h"

#include "str/ascii.h"

static int by_length(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static size_t shorter(struct view a, struct view b)
{
    return a.len < b.len ? a.len : b.len;
}

/*
 * The sign of memcmp() says that they differ, and where is then looked for: the
 * C library does not promise what else its result means.
 */
int compare_bytes(struct view a, struct view b)
{
    size_t len = shorter(a, b), i = 0;

    if (len == 0 || memcmp(a.bytes, b.bytes, len) == 0)
        return by_length(a.len, b.len);
    while (i + 32 <= len && memcmp(a.bytes + i, b.bytes + i, 32) == 0)
        i += 32;
    while (a.bytes[i] == b.bytes[i])
        i++;
    return view_at(a, i) - view_at(b, i);
}

int compare_folded(struct view a, struct view b)
{
    size_t len = shorter(a, b);

    for (size_t i = 0; i < len; i++) {
        int difference =
            ascii_lower(view_at(a, i)) - ascii_lower(view_at(b, i));

        if (difference != 0)
            return difference;
    }
    return by_length(a.len, b.len);
}

/* A reader that finds zero bytes behind the end. */
struct reader {
    struct view v;
    size_t at;
};

static unsigned char here(const struct reader *r)
{
    return r->at < r->v.len ? view_at(r->v, r->at) : 0;
}

static bool at_digit(const struct reader *r)
{
    return ascii_is_digit(here(r));
}

static bool at_end(const struct reader *r)
{
    return r->at >= r->v.len;
}

static void skip_zeros(struct reader *r)
{
    while (here(r) == '0' && r->at + 1 < r->v.len &&
           ascii_is_digit(view_at(r->v, r->at + 1)))
        r->at++;
}

static void skip_space(struct reader *r)
{
    while (ascii_is_space(here(r)))
        r->at++;
}

/*
 * Runs of digits.  As fractions the first difference counts; as whole numbers
 * the longer run, and the first difference where they are equally long.
 */
static int compare_digits(struct reader *a, struct reader *b, bool fraction)
{
    int bias = 0;

    for (;; a->at++, b->at++) {
        if (!at_digit(a) || !at_digit(b)) {
            int longer = at_digit(a) - at_digit(b);

            return longer ? longer : bias;
        }
        if (bias == 0)
            bias = (here(a) > here(b)) - (here(a) < here(b));
        if (fraction && bias != 0)
            return bias;
    }
}

/* The end of one or both; 0 and *is_over when they are equal. */
static int compare_ends(const struct reader *a, const struct reader *b,
                        bool *is_over)
{
    *is_over = at_end(a) || at_end(b);
    return at_end(b) - at_end(a);
}

static int compare_characters(unsigned char a, unsigned char b, bool folded)
{
    if (folded) {
        a = ascii_upper(a);
        b = ascii_upper(b);
    }
    return (a > b) - (a < b);
}

/* After the space: a run of digits, if both have one, and a character. */
static int compare_step(struct reader *a, struct reader *b, bool folded,
                        bool *is_over)
{
    int order;

    if (at_digit(a) && at_digit(b)) {
        order = compare_digits(a, b, here(a) == '0' || here(b) == '0');
        if (order != 0)
            return order;
        order = compare_ends(a, b, is_over);
        if (*is_over)
            return order;
    }
    order = compare_characters(here(a), here(b), folded);
    if (order != 0)
        return order;
    a->at++;
    b->at++;
    return compare_ends(a, b, is_over);
}

int compare_natural(struct view va, struct view vb, bool folded)
{
    struct reader a = {va, 0}, b = {vb, 0};
    bool is_over = false;
    int order = 0;

    if (va.len == 0 || vb.len == 0)
        return by_length(va.len, vb.len);
    skip_zeros(&a);
    skip_zeros(&b);
    while (order == 0 && !is_over) {
        skip_space(&a);
        skip_space(&b);
        order = compare_step(&a, &b, folded, &is_over);
    }
    return order;
}
