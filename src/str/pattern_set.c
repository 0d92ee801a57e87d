#include "str/pattern_set.h"

#include <string.h>

/* Each class as pairs of bytes, first and last; up to two zeros in a row. */
static const struct {
    unsigned char letter;
    unsigned char ranges[8];
} classes[] = {
    {'a', {'A', 'Z', 'a', 'z'}},
    {'c', {0, 0x1f, 0x7f, 0x7f}},
    {'d', {'0', '9'}},
    {'g', {'!', '~'}},
    {'l', {'a', 'z'}},
    {'p', {'!', '/', ':', '@', '[', '`', '{', '~'}},
    {'s', {'\t', '\r', ' ', ' '}},
    {'u', {'A', 'Z'}},
    {'w', {'0', '9', 'A', 'Z', 'a', 'z'}},
    {'x', {'0', '9', 'A', 'F', 'a', 'f'}},
    {'z', {0}},
};

void pattern_set_put(struct pattern_set *set, unsigned char byte)
{
    set->words[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

void pattern_set_put_range(struct pattern_set *set, unsigned char first,
                           unsigned char last)
{
    for (int byte = first; byte <= last; byte++)
        pattern_set_put(set, (unsigned char)byte);
}

/* An empty pair means the zero byte in %c and %z; elsewhere it ends the list.
 */
static bool put_letter(struct pattern_set *set, unsigned char letter)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const unsigned char *range = classes[i].ranges;

        if (classes[i].letter != letter)
            continue;
        for (int k = 0; k == 0 || (k < 8 && range[k + 1] != 0); k += 2)
            pattern_set_put_range(set, range[k], range[k + 1]);
        return true;
    }
    return false;
}

void pattern_set_put_class(struct pattern_set *set, unsigned char letter)
{
    struct pattern_set members = {{0}};
    bool is_capital = letter >= 'A' && letter <= 'Z';
    unsigned char small = is_capital ? (unsigned char)(letter | 0x20) : letter;

    if (!put_letter(&members, small)) {
        pattern_set_put(set, letter);
        return;
    }
    if (is_capital)
        pattern_set_invert(&members);
    pattern_set_unite(set, &members);
}

void pattern_set_unite(struct pattern_set *set, const struct pattern_set *other)
{
    for (int i = 0; i < PATTERN_SET_WORDS; i++)
        set->words[i] |= other->words[i];
}

void pattern_set_invert(struct pattern_set *set)
{
    for (int i = 0; i < PATTERN_SET_WORDS; i++)
        set->words[i] = ~set->words[i];
}

bool pattern_set_is_equal(const struct pattern_set *a,
                          const struct pattern_set *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

bool pattern_set_is_disjoint(const struct pattern_set *a,
                             const struct pattern_set *b)
{
    uint64_t common = 0;

    for (int i = 0; i < PATTERN_SET_WORDS; i++)
        common |= a->words[i] & b->words[i];
    return common == 0;
}

int pattern_set_single(const struct pattern_set *set)
{
    int found = -1;

    for (int i = 0; i < PATTERN_SET_WORDS; i++) {
        uint64_t word = set->words[i];

        if (word == 0)
            continue;
        if (found >= 0 || (word & (word - 1)) != 0)
            return -1;
        found = 64 * i + __builtin_ctzll(word);
    }
    return found;
}
