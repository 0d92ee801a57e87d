/*
 * The named character references of HTML 5 and, as far as it had them, of HTML
 * 4.01.
 */
#ifndef MOON_STR_ENTITY_TABLE_H
#define MOON_STR_ENTITY_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { ENTITY_COUNT = 2125 };

struct entity {
    uint32_t point;
    uint32_t second; /* a code point that follows, or 0 */
    uint32_t old;    /* what it is in HTML 4.01, or 0 */
};

/* In the order of their names, which begin at entity_starts[i]. */
extern const struct entity entity_list[ENTITY_COUNT];
extern const uint16_t entity_starts[ENTITY_COUNT + 1];
extern const char entity_names[];

/* Those that are written, in the order of their code points. */
extern const uint16_t entity_by_point[];
extern const size_t entity_by_point_count;
extern const uint16_t entity_by_old[];
extern const size_t entity_by_old_count;

#endif
