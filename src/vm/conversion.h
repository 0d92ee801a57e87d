/*
 * What reading and writing whole values have in common: the way to the part at
 * work, bounds, and what is said when a value cannot cross.
 */
#ifndef MOON_VM_CONVERSION_H
#define MOON_VM_CONVERSION_H

#include "base/wire.h"
#include "vm/state.h"
#include "vm/trail.h"

/* Parts of one value; more would be a way to hang the host. */
enum { CONVERSION_PARTS = 1 << 26 };

/*
 * How a host reads and writes whole values.  One that has no objects in its
 * bytes has marked maps in their places: CONVERSION_MARK as the first key, with
 * MOON_FUNCTION, MOON_TABLE or MOON_COROUTINE, and then 0, with the handle.
 */
struct conversion_format {
    const struct wire_format *in;  /* to the library */
    const struct wire_format *out; /* to the host */
    bool has_marks;
};

#define CONVERSION_MARK "\0moonspan"

struct conversion {
    struct state *st;
    const struct wire_format *format;
    bool has_marks;
    struct trail trail;
    int64_t parts_left;
    const char *problem; /* static text; NULL while all is well */
    const char *subject; /* a name that belongs to it, or NULL */
    size_t subject_len;
};

/* MOON_SERIALIZE, MOON_MSGPACK or MOON_KPHP; NULL for anything else. */
const struct conversion_format *conversion_format(int32_t format);

/* `wire` is one of the two formats of `format`. */
void conversion_init(struct conversion *c, struct state *st,
                     const struct wire_format *wire, bool has_marks);

bool conversion_is_mark(const char *name, size_t len);

/* Sets the problem.  Returns false. */
bool conversion_fail(struct conversion *c, const char *problem);

/* Names the entry at work, on the level that was entered last. */
static inline struct trail_key *conversion_key(struct conversion *c)
{
    return &c->trail.keys[c->trail.depth - 1];
}

static inline void conversion_at_nothing(struct conversion *c)
{
    conversion_key(c)->kind = TRAIL_NOTHING;
}

static inline void conversion_at_name(struct conversion *c, const char *name,
                                      size_t len)
{
    struct trail_key *key = conversion_key(c);

    key->kind = TRAIL_NAME;
    key->name = name;
    key->len = len;
}

static inline void conversion_at_index(struct conversion *c, int64_t index)
{
    struct trail_key *key = conversion_key(c);

    key->kind = TRAIL_INDEX;
    key->index = index;
}

/* Goes one level down; fails when that is too deep. */
static inline bool conversion_enter(struct conversion *c)
{
    if (c->trail.depth == TRAIL_MAX)
        return conversion_fail(c, "the value is nested too deeply");
    c->trail.depth++;
    conversion_at_nothing(c);
    return true;
}

static inline void conversion_leave(struct conversion *c)
{
    c->trail.depth--;
}

/* Counts parts; fails when there are too many. */
static inline bool conversion_count(struct conversion *c, int64_t parts)
{
    c->parts_left -= parts;
    if (c->parts_left < 0)
        return conversion_fail(c, "the value has too many parts");
    return true;
}

/* Ends what engine_hold_gc() began, and lets the collector catch up. */
void conversion_release_gc(struct state *st, struct engine_hold *hold);

/* Makes the problem the error of the state.  Returns MOON_ECONVERT. */
int32_t conversion_report(struct conversion *c);

#endif
