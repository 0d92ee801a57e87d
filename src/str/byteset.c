#include "str/byteset.h"

void byteset_of(struct byteset *set, struct view bytes)
{
    memset(set, 0, sizeof *set);
    for (size_t i = 0; i < bytes.len; i++)
        set->has[view_at(bytes, i)] = true;
}

static bool is_range(struct view list, size_t i)
{
    return i + 3 < list.len && list.bytes[i + 1] == '.' &&
           list.bytes[i + 2] == '.' && view_at(list, i + 3) >= view_at(list, i);
}

void byteset_of_ranges(struct byteset *set, struct view list)
{
    memset(set, 0, sizeof *set);
    for (size_t i = 0; i < list.len; i++) {
        unsigned from = view_at(list, i);

        if (is_range(list, i)) {
            memset(set->has + from, 1, view_at(list, i + 3) - from + 1u);
            i += 3;
        } else {
            set->has[from] = true;
        }
    }
}

size_t byteset_span(const struct byteset *set, struct view v)
{
    size_t i = 0;

    while (i < v.len && set->has[view_at(v, i)])
        i++;
    return i;
}

size_t byteset_span_not(const struct byteset *set, struct view v)
{
    size_t i = 0;

    while (i < v.len && !set->has[view_at(v, i)])
        i++;
    return i;
}
