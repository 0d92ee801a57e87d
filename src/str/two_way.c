#include "str/two_way.h"

#include <stdbool.h>
#include <string.h>

enum { BYTES_AT_ONCE = 1 << 14 };

/* The needle cut in two: where the right half begins, and its period. */
struct cut {
    size_t at;
    size_t period;
};

/* Counts bytes, and tells of them when they are many. */
static void spend(const struct two_way *search, size_t *spent, size_t bytes)
{
    *spent += bytes;
    if (*spent >= BYTES_AT_ONCE) {
        search->spend(search, *spent);
        *spent = 0;
    }
}

/*
 * The greatest suffix of the needle, by the order of bytes or by its reverse.
 * The suffix at `cut.at` is the greatest so far, `rival` one that may be
 * greater, and both are the same for `same` bytes.
 */
static struct cut greatest_suffix(const struct two_way *search,
                                  bool is_reversed)
{
    const unsigned char *bytes = (const unsigned char *)search->needle;
    struct cut cut = {0, 1};
    size_t rival = 1, same = 0, spent = 0;

    while (rival + same < search->len) {
        unsigned char old = bytes[cut.at + same], new = bytes[rival + same];

        spend(search, &spent, 1);
        if (old == new &&same + 1 == cut.period) {
            rival += cut.period;
            same = 0;
        } else if (old == new) {
            same++;
        } else if ((new < old) != is_reversed) {
            rival += same + 1;
            same = 0;
            cut.period = rival - cut.at;
        } else {
            cut.at = rival++;
            same = 0;
            cut.period = 1;
        }
    }
    return cut;
}

/* The later of the two greatest suffixes begins at a critical place. */
static struct cut cut_needle(const struct two_way *search)
{
    struct cut a = greatest_suffix(search, false);
    struct cut b = greatest_suffix(search, true);

    return a.at > b.at ? a : b;
}

/* How many bytes are the same. */
static size_t count_same(const char *a, const char *b, size_t len)
{
    size_t i = 0;

    while (i < len && a[i] == b[i])
        i++;
    return i;
}

/*
 * Compares the right half first, from its start: where it differs, the needle
 * moves behind that byte.  Then the left half; where that differs, the needle
 * moves by the period.  In a needle that has this period as a whole, its first
 * `known` bytes then are the same already.
 */
static const char *find(const struct two_way *search, struct cut cut,
                        bool is_periodic, const char *bytes, size_t len)
{
    const char *needle = search->needle;
    size_t known = 0, spent = 0;

    for (size_t at = 0; at <= len - search->len;) {
        size_t from = known > cut.at ? known : cut.at;
        size_t same =
            count_same(needle + from, bytes + at + from, search->len - from);

        spend(search, &spent, same + 1);
        if (same < search->len - from) {
            at += from + same - cut.at + 1;
            known = 0;
            continue;
        }
        if (known >= cut.at ||
            memcmp(needle + known, bytes + at + known, cut.at - known) == 0)
            return bytes + at;
        spend(search, &spent, cut.at);
        at += cut.period;
        known = is_periodic ? search->len - cut.period : 0;
    }
    return NULL;
}

const char *two_way_find(const struct two_way *search, const char *bytes,
                         size_t len)
{
    struct cut cut;
    size_t left, right;
    bool is_periodic;

    if (len < search->len)
        return NULL;
    cut = cut_needle(search);
    left = cut.at;
    right = search->len - cut.at;
    is_periodic =
        left <= right && cut.period <= right &&
        memcmp(search->needle, search->needle + cut.period, left) == 0;
    if (!is_periodic)
        cut.period = (left > right ? left : right) + 1;
    return find(search, cut, is_periodic, bytes, len);
}
