#include "str/seeded.h"

#include "str/compare.h"

static const struct seeded list[] = {
    {"murmur3a", 4, false, murmur_a},  {"murmur3c", 16, false, murmur_c},
    {"murmur3f", 16, false, murmur_f}, {"xxh32", 4, false, xxhash_32},
    {"xxh64", 8, false, xxhash_64},    {"xxh3", 8, true, xxh3_64},
    {"xxh128", 16, true, xxh3_128},
};

const struct seeded *seeded_find(struct view name)
{
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (compare_folded(name, view_text(list[i].name)) == 0)
            return &list[i];
    }
    return NULL;
}
