#include "vm/conversion.h"

#include <string.h>

#include "base/wire_msgpack.h"
#include "base/wire_php.h"
#include "vm/error.h"
#include "vm/guard.h"

static const struct conversion_format formats[] = {
    [MOON_SERIALIZE] = {&wire_php, &wire_php, false},
    [MOON_MSGPACK] = {&wire_msgpack, &wire_msgpack, false},
    [MOON_KPHP] = {&wire_msgpack, &wire_php, true},
};

const struct conversion_format *conversion_format(int32_t format)
{
    size_t count = sizeof formats / sizeof *formats;

    return format >= 0 && (size_t)format < count ? &formats[format] : NULL;
}

bool conversion_is_mark(const char *name, size_t len)
{
    return len == sizeof CONVERSION_MARK - 1 &&
           memcmp(name, CONVERSION_MARK, len) == 0;
}

void conversion_init(struct conversion *c, struct state *st,
                     const struct wire_format *wire, bool has_marks)
{
    c->st = st;
    c->format = wire;
    c->has_marks = has_marks;
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
