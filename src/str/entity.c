#include "str/entity.h"

#include "str/entity_table.h"

static struct view name_at(size_t index)
{
    size_t start = entity_starts[index];

    return view_of(entity_names + start, entity_starts[index + 1] - start);
}

static int compare(struct view a, struct view b)
{
    int order = memcmp(a.bytes, b.bytes, a.len < b.len ? a.len : b.len);

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool entity_find(struct view name, bool html5, struct entity_points *points)
{
    size_t from = 0, to = ENTITY_COUNT;

    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = compare(name_at(middle), name);

        if (order == 0) {
            const struct entity *entity = &entity_list[middle];

            points->first = html5 ? entity->point : entity->old;
            points->second = html5 ? entity->second : 0;
            return points->first != 0;
        }
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

static uint64_t key_of(uint32_t first, uint32_t second)
{
    return (uint64_t)first << 32 | second;
}

static uint64_t key_at(size_t index, bool html5)
{
    const struct entity *entity = &entity_list[index];

    return html5 ? key_of(entity->point, entity->second)
                 : key_of(entity->old, 0);
}

bool entity_name(struct entity_points points, bool html5, struct view *name)
{
    const uint16_t *order = html5 ? entity_by_point : entity_by_old;
    size_t from = 0, to = html5 ? entity_by_point_count : entity_by_old_count;
    uint64_t wanted = key_of(points.first, points.second);

    while (from < to) {
        size_t middle = (from + to) / 2;
        uint64_t key = key_at(order[middle], html5);

        if (key == wanted) {
            *name = name_at(order[middle]);
            return true;
        }
        if (key < wanted)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}
