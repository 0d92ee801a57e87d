#include "vm/php_argument.h"

#include <stdarg.h>

#include "str/numeric.h"
#include "vm/php.h"

/* The row of the function that runs: each has one of its own. */
static const struct php_row *row_of(lua_State *L)
{
    lua_Debug running;
    const struct php_row *row;

    lua_getstack(L, 0, &running);
    lua_getinfo(L, "f", &running);
    row = php_find_row(lua_tocfunction(L, -1));
    lua_pop(L, 1);
    return row;
}

/* A parameter's declaration in the usage line. */
struct parameter {
    struct view type;
    struct view name;
    bool optional;
    bool variadic;
};

/* Takes the next one from the front; false when there is none. */
static bool take_parameter(struct view *usage, struct parameter *parameter)
{
    const char *end = memmem(usage->bytes, usage->len, ", ", 2);
    struct view all = *usage;
    const char *dollar;

    if (usage->len == 0)
        return false;
    if (end) {
        all.len = (size_t)(end - usage->bytes);
        *usage = view_skip(*usage, all.len + 2);
    } else {
        usage->len = 0;
    }
    dollar = memchr(all.bytes, '$', all.len);
    parameter->type = view_first(all, strcspn(all.bytes, " "));
    parameter->name =
        view_of(dollar, 1 + strspn(dollar + 1,
                                   "abcdefghijklmnopqrstuvwxyz_0123456789"));
    parameter->optional = memchr(all.bytes, '=', all.len) != NULL;
    parameter->variadic = memmem(all.bytes, all.len, "...", 3) != NULL;
    return true;
}

/* The last one stands for all that follow it. */
static struct parameter parameter_of(lua_State *L, int arg)
{
    struct view usage = view_text(row_of(L)->usage);
    struct parameter parameter = {view_of("", 0), view_of("", 0), false, false};

    while (arg-- > 0 && take_parameter(&usage, &parameter))
        continue;
    return parameter;
}

/* With the script's line before it, as Lua's own functions have it. */
static _Noreturn void raise(lua_State *L)
{
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
    lua_error(L);
    __builtin_unreachable();
}

void php_wrong_count(lua_State *L, int min, int max)
{
    int count = lua_gettop(L), limit = count < min ? min : max;
    const char *how = min == max    ? "exactly"
                      : count < min ? "at least"
                                    : "at most";

    lua_pushfstring(L, "%s() expects %s %d argument%s, %d given",
                    row_of(L)->name, how, limit, limit == 1 ? "" : "s", count);
    raise(L);
}

const char *php_type_name(lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN: return "bool";
    case LUA_TNUMBER: return lua_isinteger(L, index) ? "int" : "float";
    case LUA_TSTRING: return "string";
    case LUA_TTABLE: return "array";
    case LUA_TFUNCTION: return "Closure";
    case LUA_TTHREAD: return "coroutine";
    default: return php_is_null(L, index) ? "null" : "userdata";
    }
}

static _Noreturn void raise_argument(lua_State *L, int arg)
{
    struct parameter parameter = parameter_of(L, arg);

    lua_pushlstring(L, parameter.name.bytes, parameter.name.len);
    lua_pushfstring(L, "%s(): Argument #%d%s%s%s %s", row_of(L)->name, arg,
                    parameter.variadic ? "" : " (",
                    parameter.variadic ? "" : lua_tostring(L, -1),
                    parameter.variadic ? "" : ")", lua_tostring(L, -2));
    raise(L);
}

void php_bad_value(lua_State *L, int arg, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    lua_pushvfstring(L, format, list);
    va_end(list);
    raise_argument(L, arg);
}

void php_bad_type(lua_State *L, int arg)
{
    struct parameter parameter = parameter_of(L, arg);

    lua_pushlstring(L, parameter.type.bytes, parameter.type.len);
    lua_pushfstring(L, "must be of type %s, %s given", lua_tostring(L, -1),
                    php_type_name(L, arg));
    raise_argument(L, arg);
}

void php_raise(lua_State *L, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    lua_pushvfstring(L, format, list);
    va_end(list);
    raise(L);
}

void php_error(lua_State *L, const char *format, ...)
{
    va_list list;

    lua_pushfstring(L, "%s(): ", row_of(L)->name);
    va_start(list, format);
    lua_pushvfstring(L, format, list);
    va_end(list);
    lua_concat(L, 2);
    raise(L);
}

void php_too_large(lua_State *L)
{
    lua_newuserdata(L, PHP_LARGEST);
    luaL_error(L, "not enough memory");
    __builtin_unreachable();
}

bool php_is_null(lua_State *L, int index)
{
    bool is_null;

    if (lua_type(L, index) <= LUA_TNIL)
        return true;
    if (lua_type(L, index) != LUA_TUSERDATA)
        return false;
    lua_pushvalue(L, index);
    lua_getfield(L, LUA_REGISTRYINDEX, PHP_NULL);
    is_null = lua_rawequal(L, -1, -2) != 0;
    lua_pop(L, 2);
    return is_null;
}

bool php_write_scalar(lua_State *L, int index, struct sink *sink)
{
    char *to = sink_reserve(sink, NUMERIC_ROOM);
    struct view v;

    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        v.bytes = lua_tolstring(L, index, &v.len);
        sink_append_view(sink, v);
        return true;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            to = numeric_write_int(to, (int64_t)lua_tointeger(L, index));
        else
            to = numeric_write_float(to, lua_tonumber(L, index));
        sink_commit(sink, to);
        return true;
    case LUA_TBOOLEAN:
        if (lua_toboolean(L, index))
            sink_put(sink, '1');
        return true;
    default: return php_is_null(L, index);
    }
}

static void never_grow(struct sink *sink, size_t cap)
{
    (void)sink;
    (void)cap;
}

bool php_make_string(lua_State *L, int index, struct view *v)
{
    char text[NUMERIC_ROOM];
    struct sink sink = {text, 0, sizeof text, never_grow};

    if (lua_type(L, index) != LUA_TSTRING) {
        if (!php_write_scalar(L, index, &sink))
            return false;
        lua_pushlstring(L, text, sink.len);
        lua_replace(L, index);
    }
    v->bytes = lua_tolstring(L, index, &v->len);
    return true;
}

struct view php_convert_string(lua_State *L, int arg)
{
    struct view v;

    if (!php_make_string(L, arg, &v))
        php_bad_type(L, arg);
    return v;
}

static int64_t cut(lua_State *L, int arg, double value)
{
    if (!numeric_fits(value))
        php_bad_type(L, arg);
    return (int64_t)value;
}

/* What is left for a number: text that is one, booleans and null. */
static struct numeric convert_number(lua_State *L, int arg)
{
    struct numeric n = {NUMERIC_INT, 0, 0, 0};
    struct view v;

    switch (lua_type(L, arg)) {
    case LUA_TSTRING:
        v.bytes = lua_tolstring(L, arg, &v.len);
        if (!numeric_read_all(&n, v))
            php_bad_type(L, arg);
        return n;
    case LUA_TBOOLEAN:
        n.integer = lua_toboolean(L, arg);
        n.number = (double)n.integer;
        return n;
    default:
        if (!php_is_null(L, arg))
            php_bad_type(L, arg);
        return n;
    }
}

int64_t php_int(lua_State *L, int arg)
{
    struct numeric n;

    if (lua_type(L, arg) == LUA_TNUMBER) {
        if (lua_isinteger(L, arg))
            return (int64_t)lua_tointeger(L, arg);
        return cut(L, arg, lua_tonumber(L, arg));
    }
    n = convert_number(L, arg);
    return n.kind == NUMERIC_FLOAT ? cut(L, arg, n.number) : n.integer;
}

int64_t php_int_or(lua_State *L, int arg, int64_t otherwise)
{
    return php_has(L, arg) ? php_int(L, arg) : otherwise;
}

double php_float(lua_State *L, int arg)
{
    if (lua_type(L, arg) == LUA_TNUMBER)
        return lua_tonumber(L, arg);
    return convert_number(L, arg).number;
}

bool php_bool_or(lua_State *L, int arg, bool otherwise)
{
    struct view v;

    if (!php_has(L, arg))
        return otherwise;
    switch (lua_type(L, arg)) {
    case LUA_TBOOLEAN: return lua_toboolean(L, arg) != 0;
    case LUA_TNUMBER: return lua_tonumber(L, arg) != 0;
    case LUA_TSTRING:
        v.bytes = lua_tolstring(L, arg, &v.len);
        return v.len > 1 || (v.len == 1 && v.bytes[0] != '0');
    default: php_bad_type(L, arg);
    }
}

struct view php_slice(lua_State *L, struct view v, int arg)
{
    int64_t offset = php_int_or(L, arg, 0);

    return view_slice(v, offset, php_int_or(L, arg + 1, INT64_MAX));
}

int64_t php_to_int(lua_State *L, int index)
{
    struct numeric n;
    struct view v;

    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            return (int64_t)lua_tointeger(L, index);
        return numeric_cut(lua_tonumber(L, index));
    case LUA_TSTRING:
        v.bytes = lua_tolstring(L, index, &v.len);
        numeric_read(&n, v);
        return n.kind == NUMERIC_FLOAT ? numeric_saturate(n.number) : n.integer;
    case LUA_TTABLE: return engine_count_entries(L, index) > 0;
    default: return lua_toboolean(L, index) && !php_is_null(L, index);
    }
}

double php_to_float(lua_State *L, int index)
{
    struct numeric n;
    struct view v;

    if (lua_type(L, index) == LUA_TNUMBER)
        return lua_tonumber(L, index);
    if (lua_type(L, index) != LUA_TSTRING)
        return (double)php_to_int(L, index);
    v.bytes = lua_tolstring(L, index, &v.len);
    numeric_read(&n, v);
    return n.number;
}

static void charge(struct work *work, size_t amount)
{
    budget_charge_bytes(((struct php_work *)(void *)work)->L, amount);
}

struct work *php_work_begin(struct php_work *work, lua_State *L)
{
    work->work.charge = charge;
    work->L = L;
    return &work->work;
}
