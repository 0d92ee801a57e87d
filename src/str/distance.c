#include "str/distance.h"

enum { WORD = 64 };

/* Costs may be anything, so sums wrap around as unsigned numbers do. */
static int64_t add(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void next_row(unsigned char c, struct view b,
                     const struct distance_costs *costs, int64_t *row)
{
    int64_t diagonal = row[0];

    row[0] = add(row[0], costs->deletion);
    for (size_t j = 0; j < b.len; j++) {
        int64_t best = diagonal;

        if (view_at(b, j) != c)
            best = add(best, costs->replacement);
        best = least(best, add(row[j + 1], costs->deletion));
        best = least(best, add(row[j], costs->insertion));
        diagonal = row[j + 1];
        row[j + 1] = best;
    }
}

int64_t distance_weighted(struct view a, struct view b,
                          const struct distance_costs *costs, int64_t *scratch,
                          struct work *work)
{
    scratch[0] = 0;
    for (size_t j = 0; j < b.len; j++)
        scratch[j + 1] = add(scratch[j], costs->insertion);
    for (size_t i = 0; i < a.len; i++) {
        next_row(view_at(a, i), b, costs, scratch);
        work_charge(work, 32 * (b.len + 1));
    }
    return scratch[b.len];
}

/*
 * 64 rows below each other: where the difference between one and the next is
 * +1 and where it is -1; and for each byte, where it is in the pattern.
 */
struct block {
    uint64_t plus;
    uint64_t minus;
    uint64_t equal[256];
};

/*
 * Goes one column on.  `in` is the difference to the last column just above the
 * block; returned is that of the row whose bit is `bottom`.
 */
static int step(struct block *block, unsigned char c, int in, uint64_t bottom)
{
    uint64_t equal = block->equal[c] | (in < 0);
    uint64_t down = block->equal[c] | block->minus;
    uint64_t across =
        (((equal & block->plus) + block->plus) ^ block->plus) | equal;
    uint64_t plus = block->minus | ~(across | block->plus);
    uint64_t minus = block->plus & across;
    int out = ((plus & bottom) != 0) - ((minus & bottom) != 0);

    plus = plus << 1 | (in > 0);
    minus = minus << 1 | (in < 0);
    block->plus = minus | ~(down | plus);
    block->minus = plus & down;
    return out;
}

/* All columns of a block; `deltas` is what it takes from above, and passes. */
static void run(struct block *block, struct view text, signed char *deltas,
                uint64_t bottom)
{
    for (size_t j = 0; j < text.len; j++)
        deltas[j] =
            (signed char)step(block, view_at(text, j), deltas[j], bottom);
}

static size_t blocks_of(size_t len)
{
    return (len + WORD - 1) / WORD;
}

size_t distance_unit(struct view a, struct view b, signed char *scratch,
                     struct work *work)
{
    struct view pattern = a, text = b;
    struct block block;
    size_t sum;

    if (blocks_of(b.len) * a.len < blocks_of(a.len) * b.len) {
        pattern = b;
        text = a;
    }
    sum = pattern.len;
    memset(scratch, 1, text.len);
    for (size_t from = 0; from < pattern.len; from += WORD) {
        size_t rows = pattern.len - from < WORD ? pattern.len - from : WORD;

        memset(&block, 0, sizeof block);
        block.plus = ~UINT64_C(0);
        for (size_t i = 0; i < rows; i++)
            block.equal[view_at(pattern, from + i)] |= UINT64_C(1) << i;
        run(&block, text, scratch, UINT64_C(1) << (rows - 1));
        work_charge(work, 64 * (text.len + 32));
    }
    if (pattern.len == 0)
        return text.len;
    for (size_t j = 0; j < text.len; j++)
        sum += (size_t)scratch[j];
    return sum;
}

struct common {
    size_t a;
    size_t b;
    size_t len;
};

/* The longest; of those equally long the first in `a`, then in `b`. */
static struct common longest(struct view a, struct view b, size_t *row,
                             struct work *work)
{
    struct common best = {0, 0, 0};

    memset(row, 0, b.len * sizeof *row);
    for (size_t i = 0; i < a.len; i++) {
        size_t diagonal = 0;

        for (size_t j = 0; j < b.len; j++) {
            size_t len = view_at(a, i) == view_at(b, j) ? diagonal + 1 : 0;

            diagonal = row[j];
            row[j] = len;
            if (len > best.len)
                best = (struct common){i + 1 - len, j + 1 - len, len};
        }
        work_charge(work, 32 * b.len);
    }
    return best;
}

/* Goes down into the shorter side, so the depth is a logarithm. */
size_t distance_common(struct view a, struct view b, size_t *scratch,
                       struct work *work)
{
    size_t sum = 0;

    while (a.len > 0 && b.len > 0) {
        struct common c = longest(a, b, scratch, work);
        struct view left_a = view_first(a, c.a), left_b = view_first(b, c.b);

        if (c.len == 0)
            break;
        sum += c.len;
        a = view_skip(a, c.a + c.len);
        b = view_skip(b, c.b + c.len);
        if (left_a.len > a.len) {
            sum += distance_common(a, b, scratch, work);
            a = left_a;
            b = left_b;
        } else {
            sum += distance_common(left_a, left_b, scratch, work);
        }
    }
    return sum;
}
