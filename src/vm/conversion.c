#include "vm/conversion.h"

#include <string.h>

#include "base/wire_msgpack.h"
#include "base/wire_php.h"
#include "vm/error.h"
#include "vm/guard.h"

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

static void repay_gc(lua_State *L, void *arg)
{
    engine_repay_gc(L, arg);
}

void conversion_release_gc(struct state *st, struct engine_hold *hold)
{
    engine_release_gc(st->L, hold);
    if (guard_run(st, repay_gc, hold) != LUA_OK)
        lua_pop(st->L, 1);
}
