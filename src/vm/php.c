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
    &php_mb_encoding_group, &php_misc_group,    NULL,
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

void php_open(lua_State *L)
{
    for (size_t i = 0; php_groups[i]; i++) {
        set_rows(L, php_groups[i]->rows);
        set_constants(L, php_groups[i]->constants);
    }
    set_loaded(L);
}
