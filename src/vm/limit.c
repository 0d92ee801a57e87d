#include "vm/limit.h"

#include <inttypes.h>

#include "base/clock.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/profile.h"

/* Some ten microseconds of running code. */
static const int64_t SLICE = 10000;

static const int64_t NEVER = INT64_MAX;

/* Blocks at least as large count, a unit of fuel for so many bytes. */
enum { BLOCK_MIN = 4096, BLOCK_UNIT = 64 };

/* What is raised; its address, that is. */
static const char sentinel;

static bool is_timed(const struct state *st)
{
    return st->limits.cpu_ns != 0 || st->limits.wall_ns != 0;
}

static bool is_armed(const struct state *st)
{
    return is_timed(st) || st->limits.instructions != 0 ||
           st->profiling.interval_ns != 0;
}

static int64_t plus(int64_t time_ns, int64_t span_ns)
{
    return span_ns > NEVER - time_ns ? NEVER : time_ns + span_ns;
}

/* Fuel that was burnt since the last slice was given out. */
static int64_t burnt_of_slice(const struct state *st)
{
    const struct spending *spent = &st->spent;

    return spent->slice - engine_fuel_left(st->L) - spent->hurried;
}

static void on_fuel_out(lua_State *L);

static void give_fuel(struct state *st, int64_t amount)
{
    st->spent.slice = amount;
    st->spent.hurried = 0;
    engine_set_fuel(st->L, amount, on_fuel_out);
}

/* Up to the place where the limit of instructions is passed. */
static void give_slice(struct state *st)
{
    int64_t limit = st->limits.instructions;
    int64_t rest = limit ? limit - st->spent.instructions : SLICE;

    if (st->spent.hit)
        rest = 0;
    give_fuel(st, rest < SLICE ? rest : SLICE);
}

static void count_slice(struct state *st)
{
    int64_t burnt = burnt_of_slice(st);

    st->spent.slice = engine_fuel_left(st->L);
    st->spent.hurried = 0;
    st->spent.instructions += burnt;
    st->instructions += burnt;
}

void limit_hit(struct state *st, lua_State *L, int32_t status)
{
    if (st->spent.hit)
        return;
    engine_interrupt(L);
    count_slice(st);
    st->spent.hit = status;
    st->link.stopping = true;
    give_fuel(st, 0);
}

int limit_raise(lua_State *L)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)&sentinel);
    return lua_error(L);
}

/* What the span has used of the processor so far; a sample is taken. */
static int64_t cpu_of_span(struct state *st, int64_t now)
{
    struct spending *spent = &st->spent;
    int64_t wall = now - spent->span_start;
    int64_t cpu = clock_cpu_ns();

    if (spent->span_cpu_start < 0)
        spent->span_cpu_start = cpu - wall;
    return cpu - spent->span_cpu_start;
}

/* Between its samples the processor cannot have spent more than the time. */
static void check_cpu(struct state *st, lua_State *L, int64_t now)
{
    struct spending *spent = &st->spent;
    int64_t used = spent->cpu_ns + cpu_of_span(st, now);
    int64_t limit = st->limits.cpu_ns;

    spent->cpu_check = plus(now, limit - used);
    if (used >= limit)
        limit_hit(st, L, MOON_ETIME);
}

static void check_time(struct state *st, lua_State *L, int64_t now)
{
    if (st->limits.wall_ns && now >= st->spent.wall_end) {
        st->spent.is_wall = true;
        limit_hit(st, L, MOON_ETIME);
    } else if (st->limits.cpu_ns && now >= st->spent.cpu_check) {
        check_cpu(st, L, now);
    }
}

static void check(struct state *st, lua_State *L)
{
    if (atomic_load_explicit(&st->interrupted, memory_order_relaxed))
        limit_hit(st, L, MOON_EINTERRUPT);
    else if (st->limits.instructions &&
             st->spent.instructions > st->limits.instructions)
        limit_hit(st, L, MOON_EINSTRUCTIONS);
    else if (is_timed(st) && st->spent.in_span)
        check_time(st, L, clock_wall_ns());
}

/* Garbage goes sooner when the last quarter of the memory is in use. */
static void hurry_collector(const struct state *st, lua_State *L)
{
    size_t limit = st->arena.limit_bytes;

    if (st->arena.used_bytes > limit - limit / 4)
        lua_gc(L, LUA_GCSTEP, 0);
}

static bool is_softly_interrupted(struct state *st)
{
    return (st->flags & MOON_SOFT_INTERRUPT) && st->spent.in_script &&
           !st->spent.hit && atomic_exchange(&st->interrupted, false);
}

/* As `lua` words it, with the line of the innermost Lua function. */
static void raise_interruption(lua_State *L)
{
    lua_Debug frame;
    bool is_c = lua_getstack(L, 0, &frame) && lua_getinfo(L, "S", &frame) &&
                *frame.what == 'C';

    luaL_where(L, is_c);
    lua_pushliteral(L, "interrupted!");
    lua_concat(L, 2);
    lua_error(L);
}

static void on_fuel_out(lua_State *L)
{
    struct state *st = state_of(L);

    count_slice(st);
    if (is_softly_interrupted(st)) {
        give_slice(st);
        raise_interruption(L);
    }
    hurry_collector(st, L);
    check(st, L);
    give_slice(st);
    if (st->profiling.interval_ns && st->spent.in_script && !st->spent.hit)
        profile_note(L);
    if (st->spent.hit)
        limit_raise(L);
}

static void on_memory_out(lua_State *L)
{
    struct state *st = state_of(L);

    if (st->spent.in_script && st->arena.denied &&
        st->arena.limit_bytes != SIZE_MAX)
        limit_hit(st, L, MOON_EMEMORY);
}

/* The outermost call: a new budget. */
static void renew(struct state *st, int64_t now)
{
    st->spent = (struct spending){
        .wall_start = now,
        .wall_end = plus(now, st->limits.wall_ns),
    };
    atomic_store(&st->interrupted, false);
}

static bool counts_host(const struct state *st)
{
    return st->limits.counts_host && st->limits.cpu_ns;
}

/* Between two spans of a call the host was at work. */
static void count_host(struct state *st)
{
    int64_t now = clock_cpu_ns();

    st->spent.cpu_ns += now - st->spent.host_cpu_start;
    st->spent.host_cpu_start = now;
}

void limit_pause(struct state *st, bool is_paused)
{
    struct spending *spent = &st->spent;

    if (st->depth == 0 || is_paused == (spent->paused_at != 0))
        return;
    if (is_paused) {
        spent->paused_at = clock_wall_ns();
        if (counts_host(st))
            count_host(st);
        return;
    }
    spent->wall_end = plus(spent->wall_end, clock_wall_ns() - spent->paused_at);
    spent->paused_at = 0;
    if (counts_host(st))
        spent->host_cpu_start = clock_cpu_ns();
}

/* Time before a limit was armed does not count. */
static void begin_span(struct state *st, int64_t now)
{
    struct spending *spent = &st->spent;

    spent->in_span = true;
    spent->span_start = now;
    spent->span_cpu_start = -1;
    spent->cpu_check = now; /* the first slice takes the first sample */
    if (spent->wall_start == 0) {
        spent->wall_start = now;
        spent->wall_end = plus(now, st->limits.wall_ns);
    }
}

void limit_enter(struct state *st, bool is_new)
{
    int64_t now = is_timed(st) ? clock_wall_ns() : 0;

    if (is_new && st->depth == 0) {
        renew(st, now);
    } else {
        limit_pause(st, false);
        if (counts_host(st))
            count_host(st);
    }
    begin_span(st, now);
    profile_go_on(st);
    if (st->limits.wall_ns && now >= st->spent.wall_end)
        check_time(st, st->L, now);
    give_slice(st);
}

static void leave_timed(struct state *st)
{
    struct spending *spent = &st->spent;
    int64_t now = clock_wall_ns();
    int64_t used = spent->span_cpu_start < 0 ? now - spent->span_start
                                             : cpu_of_span(st, now);

    spent->cpu_ns += used;
    st->cpu_ns += used;
    if (counts_host(st))
        spent->host_cpu_start = clock_cpu_ns();
    if (st->limits.cpu_ns && spent->cpu_ns >= st->limits.cpu_ns)
        limit_hit(st, st->L, MOON_ETIME);
}

bool limit_leave(struct state *st)
{
    if (!st->spent.in_span)
        return false;
    if (is_timed(st))
        leave_timed(st);
    count_slice(st);
    st->spent.in_span = false;
    return true;
}

void limit_settle(struct state *st)
{
    bool is_memory = st->spent.hit == MOON_EMEMORY;

    if (st->depth > 0 || !st->spent.hit)
        return;
    st->spent.hit = MOON_OK;
    st->link.stopping = false;
    engine_arm(st->L, is_armed(st));
    give_slice(st);
    if (is_memory)
        guard_collect(st);
}

int32_t limit_profile(struct state *st, int64_t interval_ns)
{
    int32_t status = profile_start(st, interval_ns);

    engine_arm(st->L, is_armed(st));
    return status;
}

void limit_interrupt(struct state *st)
{
    atomic_store(&st->interrupted, true);
    engine_interrupt(st->co ? st->co : st->L);
}

void limit_count_output(lua_State *L, size_t len)
{
    struct state *st = state_of(L);

    st->spent.printed += (int64_t)len;
    if (st->limits.output_bytes &&
        st->spent.printed > st->limits.output_bytes) {
        limit_hit(st, L, MOON_EOUTPUT);
        limit_raise(L);
    }
}

void limit_count_block(struct state *st, size_t len)
{
    int64_t units = (int64_t)(len / BLOCK_UNIT);

    if (len < BLOCK_MIN || !st->spent.in_span)
        return;
    st->spent.hurried += units;
    engine_hurry(st->L, units);
}

static int32_t report_time(struct state *st)
{
    const struct limits *limits = &st->limits;

    if (st->spent.is_wall)
        return error_set(st, MOON_ETIME,
                         "the script ran for longer than its %.9g s",
                         (double)limits->wall_ns / 1e9);
    return error_set(st, MOON_ETIME,
                     "the script used up its %.9g s of processor time",
                     (double)limits->cpu_ns / 1e9);
}

int32_t limit_report(struct state *st)
{
    const struct limits *limits = &st->limits;

    if (st->co)
        lua_settop(st->co, 0);
    st->result_count = 0;
    switch (st->spent.hit) {
    case MOON_EMEMORY: return error_no_memory(st);
    case MOON_ETIME: return report_time(st);
    case MOON_EINSTRUCTIONS:
        return error_set(st, MOON_EINSTRUCTIONS,
                         "the script used up its %" PRId64 " instructions",
                         limits->instructions);
    case MOON_EOUTPUT:
        return error_set(st, MOON_EOUTPUT,
                         "the script printed more than %" PRId64 " bytes",
                         limits->output_bytes);
    default:
        return error_set(st, st->spent.hit, "%s",
                         error_status_text(st->spent.hit));
    }
}

int64_t limit_cpu_used_ns(const struct state *st)
{
    return st->cpu_ns;
}

int64_t limit_instructions_used(const struct state *st)
{
    return st->instructions + burnt_of_slice(st);
}

/* Beyond a limit of 146 years there is none. */
static int64_t at_most(int64_t value)
{
    return value < NEVER / 2 ? value : 0;
}

static int32_t set_depth(struct state *st, int64_t value)
{
    if (value > LIMIT_DEPTH_MAX)
        return MOON_EINVAL;
    st->limits.depth = value ? (int)value : LIMIT_DEPTH_USUAL;
    return MOON_OK;
}

int32_t limit_set(struct state *st, int32_t limit, int64_t value)
{
    struct limits *limits = &st->limits;

    if (value < 0)
        return MOON_EINVAL;
    switch (limit) {
    case MOON_LIMIT_MEMORY:
        st->arena.limit_bytes = value == 0 ? SIZE_MAX : (size_t)value;
        engine_limit_memory(st->L, value != 0);
        break;
    case MOON_LIMIT_CPU: limits->cpu_ns = at_most(value); break;
    case MOON_LIMIT_WALL:
        limits->wall_ns = at_most(value);
        st->spent.wall_end = plus(st->spent.wall_start, limits->wall_ns);
        break;
    case MOON_LIMIT_INSTRUCTIONS: limits->instructions = at_most(value); break;
    case MOON_LIMIT_OUTPUT: limits->output_bytes = value; break;
    case MOON_LIMIT_DEPTH: return set_depth(st, value);
    case MOON_LIMIT_HOST: limits->counts_host = value != 0; break;
    default: return MOON_EINVAL;
    }
    engine_arm(st->L, is_armed(st));
    return MOON_OK;
}

void limit_open(struct state *st)
{
    st->limits.depth = LIMIT_DEPTH_USUAL;
    engine_on_memory_out(st->L, on_memory_out);
    give_slice(st);
}
