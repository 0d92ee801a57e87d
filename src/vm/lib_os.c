#include "vm/lib_os.h"

#include <limits.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "moonspan.h"
#include "vm/budget.h"

/* The longest text of a conversion; steps for looking after one. */
enum { TEXT_MAX = 250, CONVERSION_STEPS = 8 };

/* Whether the clock stands: the upvalue of each function here. */
static bool stands(lua_State *L)
{
    return lua_toboolean(L, lua_upvalueindex(1)) != 0;
}

/* To milliseconds: a finer clock would serve to measure what others do. */
static int os_clock(lua_State *L)
{
    clock_t ticks = stands(L) ? 0 : clock();
    clock_t ms = ticks / (CLOCKS_PER_SEC / 1000);

    lua_pushnumber(L, (double)ms / 1000);
    return 1;
}

/* What a table for `os.time` has; where the place is in `struct tm` is told. */
static const struct field {
    const char *name;
    size_t offset;
    int fallback; /* -1: it must be there */
    int delta;    /* what C takes off */
} fields[] = {
    {"year", offsetof(struct tm, tm_year), -1, 1900},
    {"month", offsetof(struct tm, tm_mon), -1, 1},
    {"day", offsetof(struct tm, tm_mday), -1, 0},
    {"hour", offsetof(struct tm, tm_hour), 12, 0},
    {"min", offsetof(struct tm, tm_min), 0, 0},
    {"sec", offsetof(struct tm, tm_sec), 0, 0},
    {"yday", offsetof(struct tm, tm_yday), 0, 1},
    {"wday", offsetof(struct tm, tm_wday), 0, 1},
};

enum { FIELDS = sizeof fields / sizeof *fields, FIELDS_READ = 6 };

static int *place_of(struct tm *tm, const struct field *field)
{
    return (int *)(void *)((char *)tm + field->offset);
}

static void set_fields(lua_State *L, struct tm *tm)
{
    for (int i = 0; i < FIELDS; i++) {
        lua_Integer value = *place_of(tm, &fields[i]);

        lua_pushinteger(L, value + fields[i].delta);
        lua_setfield(L, -2, fields[i].name);
    }
    if (tm->tm_isdst >= 0) {
        lua_pushboolean(L, tm->tm_isdst);
        lua_setfield(L, -2, "isdst");
    }
}

static int check_range(lua_State *L, const struct field *field,
                       lua_Integer value)
{
    bool fits = value >= 0 ? value - field->delta <= INT_MAX
                           : value >= (lua_Integer)INT_MIN + field->delta;

    if (!fits)
        return luaL_error(L, "field '%s' is out-of-bound", field->name);
    return (int)(value - field->delta);
}

static int get_field(lua_State *L, const struct field *field)
{
    int is_integer;
    lua_Integer value;

    lua_getfield(L, 1, field->name);
    value = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer && !lua_isnil(L, -1))
        return luaL_error(L, "field '%s' is not an integer", field->name);
    if (!is_integer && field->fallback < 0)
        return luaL_error(L, "field '%s' missing in date table", field->name);
    lua_pop(L, 1);
    if (!is_integer)
        value = field->fallback;
    return is_integer ? check_range(L, field, value) : (int)value;
}

static int get_isdst(lua_State *L)
{
    int isdst = -1;

    lua_getfield(L, 1, "isdst");
    if (!lua_isnil(L, -1))
        isdst = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return isdst;
}

static time_t read_table(lua_State *L)
{
    struct tm tm = {0};
    time_t time;

    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    for (int i = 0; i < FIELDS_READ; i++)
        *place_of(&tm, &fields[i]) = get_field(L, &fields[i]);
    tm.tm_isdst = get_isdst(L);
    time = stands(L) ? timegm(&tm) : mktime(&tm);
    set_fields(L, &tm);
    return time;
}

static int os_time(lua_State *L)
{
    time_t now = 0;

    if (!lua_isnoneornil(L, 1))
        now = read_table(L);
    else if (!stands(L))
        now = time(NULL);
    if (now == (time_t)-1)
        return luaL_error(L, "time result cannot be represented in this "
                             "installation");
    lua_pushinteger(L, now);
    return 1;
}

/* How long the conversion after a '%' is; 0 for none that C knows. */
static size_t conversion_len(const char *text)
{
    static const char one[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";

    if (*text == 'E' && text[1])
        return strchr("cCxXyY", text[1]) ? 2 : 0;
    if (*text == 'O' && text[1])
        return strchr("deHImMSuUVwWy", text[1]) ? 2 : 0;
    return *text && strchr(one, *text) ? 1 : 0;
}

/* In the locale "C", whatever the host has set. */
static void add_conversion(luaL_Buffer *b, const char *text, size_t len,
                           const struct tm *tm)
{
    char format[4] = "%";
    char out[TEXT_MAX];
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    size_t out_len;

    memcpy(format + 1, text, len);
    out_len = strftime_l(out, sizeof out, format, tm, plain);
    freelocale(plain);
    luaL_addlstring(b, out, out_len);
}

static int format_date(lua_State *L, const char *text, size_t len,
                       const struct tm *tm)
{
    const char *end = text + len;
    luaL_Buffer b;

    luaL_buffinit(L, &b);
    while (text < end) {
        const char *percent = memchr(text, '%', (size_t)(end - text));
        size_t size = percent ? conversion_len(percent + 1) : 0;

        if (percent && size == 0)
            return luaL_argerror(
                L, 1,
                lua_pushfstring(L, "invalid conversion specifier '%%%s'",
                                percent + 1));
        luaL_addlstring(&b, text, (size_t)((percent ? percent : end) - text));
        if (percent)
            add_conversion(&b, percent + 1, size, tm);
        budget_charge(L, CONVERSION_STEPS);
        text = percent ? percent + 1 + size : end;
    }
    luaL_pushresult(&b);
    return 1;
}

static int os_date(lua_State *L)
{
    size_t len;
    const char *text = luaL_optlstring(L, 1, "%c", &len);
    time_t now = stands(L) ? 0 : time(NULL);
    bool is_utc = *text == '!';
    struct tm tm;

    if (!lua_isnoneornil(L, 2))
        now = (time_t)luaL_checkinteger(L, 2);
    if (!(is_utc || stands(L) ? gmtime_r(&now, &tm) : localtime_r(&now, &tm)))
        return luaL_error(L, "date result cannot be represented in this "
                             "installation");
    budget_charge_bytes(L, len);
    text += is_utc;
    if (strcmp(text, "*t") != 0)
        return format_date(L, text, len - is_utc, &tm);
    lua_createtable(L, 0, FIELDS + 1);
    set_fields(L, &tm);
    return 1;
}

static void put(lua_State *L, const char *name, lua_CFunction function,
                bool stands_still)
{
    lua_pushboolean(L, stands_still);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

void lib_os_open(lua_State *L, int32_t profile, int32_t flags)
{
    bool stands_still = (flags & MOON_DETERMINISTIC) != 0;

    if (profile == MOON_TRUSTED && !stands_still)
        return;
    lua_getglobal(L, "os");
    put(L, "clock", os_clock, stands_still);
    put(L, "date", os_date, stands_still);
    put(L, "time", os_time, stands_still);
    lua_pop(L, 1);
}
