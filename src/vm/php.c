#include "vm/php.h"

#include <string.h>

#include "vm/php_groups.h"

const struct php_group *const php_groups[] = {
    &php_find_group,        &php_compare_group, &php_case_group,
    &php_shape_group,       &php_replace_group, &php_list_group,
    &php_encode_group,      &php_html_group,    &php_format_group,
    &php_mb_group,          &php_mb_text_group, &php_count_group,
    &php_ctype_group,       &php_hash_group,    &php_number_group,
    &php_url_group,         &php_query_group,   &php_text_group,
    &php_mb_encoding_group, &php_misc_group,    &php_pack_group,
    &php_scan_group,        &php_usage_group,   NULL,
};

static const struct php_row *find_in(const struct php_row *row,
                                     lua_CFunction function)
{
    while (row->name && row->function != function)
        row++;
    return row;
}

const struct php_row *php_find_row(lua_CFunction function)
{
    const struct php_row *row = NULL;

    for (size_t i = 0; php_groups[i]; i++) {
        row = find_in(php_groups[i]->rows, function);
        if (row->name)
            break;
    }
    return row;
}

const struct php_row *php_find_name(struct view name)
{
    for (size_t i = 0; php_groups[i]; i++) {
        for (const struct php_row *row = php_groups[i]->rows; row->name; row++)
            if (view_equal(view_text(row->name), name))
                return row;
    }
    return NULL;
}

const struct php_constant *php_find_constant(struct view name)
{
    for (size_t i = 0; php_groups[i]; i++) {
        const struct php_constant *constant = php_groups[i]->constants;

        for (; constant && constant->name; constant++)
            if (view_equal(view_text(constant->name), name))
                return constant;
    }
    return NULL;
}

/* This is done some 200 times for each state: by the shortest way. */
static void push_name(lua_State *L, const char *name)
{
    lua_pushlstring(L, name, strlen(name));
}

static void set_rows(lua_State *L, const struct php_row *row)
{
    for (; row->name; row++) {
        push_name(L, row->name);
        lua_pushcfunction(L, row->function);
        lua_rawset(L, -3);
    }
}

static void set_constants(lua_State *L, const struct php_constant *constant)
{
    for (; constant && constant->name; constant++) {
        push_name(L, constant->name);
        lua_pushinteger(L, constant->value);
        lua_rawset(L, -3);
    }
}

/* Whatever libraries there are, package.loaded is kept in the registry. */
static void set_loaded(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "_LOADED");
    if (lua_istable(L, -1)) {
        lua_pushvalue(L, -2);
        lua_setfield(L, -2, "php");
    }
    lua_pop(L, 1);
}

void php_fill(lua_State *L)
{
    lua_pushnil(L);
    lua_setmetatable(L, -2);
    for (size_t i = 0; php_groups[i]; i++) {
        set_rows(L, php_groups[i]->rows);
        set_constants(L, php_groups[i]->constants);
    }
}

#if LUA_VERSION_NUM >= 502
/* (module, key) */
static int get_entry(lua_State *L)
{
    lua_settop(L, 2);
    lua_insert(L, 1);
    php_fill(L);
    lua_insert(L, 1);
    lua_rawget(L, 1);
    return 1;
}

/* (module, key, value) */
static int set_entry(lua_State *L)
{
    lua_settop(L, 3);
    lua_pushvalue(L, 1);
    php_fill(L);
    lua_pop(L, 1);
    lua_rawset(L, 1);
    return 0;
}

/* (module) */
static int list_entries(lua_State *L)
{
    lua_settop(L, 1);
    php_fill(L);
    lua_getglobal(L, "next");
    lua_insert(L, 1);
    lua_pushnil(L);
    return 3;
}

/*
 * What would be a third of the time that a state takes to open is put off until
 * a script uses the module.  It is then as if it had been there all the time;
 * only next() shows that it was not.
 */
static void put_off(lua_State *L)
{
    static const luaL_Reg events[] = {
        {"__index", get_entry},
        {"__newindex", set_entry},
        {"__pairs", list_entries},
        {NULL, NULL},
    };

    luaL_newlib(L, events);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

void php_complete(lua_State *L)
{
    lua_pushglobaltable(L);
    lua_pushliteral(L, "php");
    lua_rawget(L, -2);
    if (luaL_getmetafield(L, -1, "__index")) {
        bool is_put_off = lua_tocfunction(L, -1) == get_entry;

        lua_pop(L, 1);
        if (is_put_off)
            php_fill(L);
    }
    lua_pop(L, 2);
}
#else
static void put_off(lua_State *L)
{
    php_fill(L);
}

void php_complete(lua_State *L)
{
    (void)L;
}
#endif

static int null_to_text(lua_State *L)
{
    lua_pushliteral(L, "null");
    return 1;
}

static void hide_metatable(lua_State *L)
{
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, null_to_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

void php_push_null(lua_State *L)
{
    lua_newuserdata(L, 1);
    hide_metatable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, PHP_NULL);
}

void php_open(lua_State *L)
{
    put_off(L);
    set_loaded(L);
}
