#include "vm/conversion.h"

#include <string.h>

#include "base/wire_msgpack.h"
#include "base/wire_php.h"
#include "vm/error.h"

const struct wire_format *conversion_format(int32_t format)
{
    switch (format) {
    case MOON_SERIALIZE: return &wire_php;
    case MOON_MSGPACK: return &wire_msgpack;
    default: return NULL;
    }
}

void conversion_init(struct conversion *c, struct state *st,
                     const struct wire_format *format)
{
    c->st = st;
    c->format = format;
    c->trail.depth = 0;
    c->parts_left = CONVERSION_PARTS;
    c->problem = NULL;
    c->subject = NULL;
}

bool conversion_fail(struct conversion *c, const char *problem)
{
    if (!c->problem)
        c->problem = problem;
    return false;
}

static void set_key(struct conversion *c, struct trail_key key)
{
    c->trail.keys[c->trail.depth - 1] = key;
}

bool conversion_enter(struct conversion *c)
{
    if (c->trail.depth == TRAIL_MAX)
        return conversion_fail(c, "the value is nested too deeply");
    c->trail.depth++;
    conversion_at_nothing(c);
    return true;
}

void conversion_leave(struct conversion *c)
{
    c->trail.depth--;
}

void conversion_at_nothing(struct conversion *c)
{
    set_key(c, (struct trail_key){.kind = TRAIL_NOTHING});
}

void conversion_at_name(struct conversion *c, const char *name, size_t len)
{
    set_key(c, (struct trail_key){TRAIL_NAME, 0, name, len});
}

int32_t conversion_report(struct conversion *c)
{
    struct state *st = c->st;
    int len = c->subject_len < 60 ? (int)c->subject_len : 60;

    trail_append(&c->trail, &st->error.path, &st->arena);
    if (c->subject)
        return error_set(st, MOON_ECONVERT, "%s '%.*s'", c->problem, len,
                         c->subject);
    return error_set(st, MOON_ECONVERT, "%s", c->problem);
}
