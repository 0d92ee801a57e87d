/*
 * HTML.
 */
#include "str/html.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { DEFAULT_FLAGS = HTML_QUOTES | HTML_SUBSTITUTE };

static int escape(lua_State *L, html_escape_function *function)
{
    struct php_result result;
    struct view v;
    int flags;
    bool doubled;

    php_count(L, 1, 4);
    v = php_text(L, 1);
    flags = (int)php_int_or(L, 2, DEFAULT_FLAGS);
    php_string_or(L, 3, view_of("", 0));
    doubled = php_bool_or(L, 4, true);
    if (!function(php_result_begin_for(&result, L, v.len), v, flags, doubled))
        return php_push_view(L, view_of("", 0));
    return php_result_push(&result);
}

static int call_htmlspecialchars(lua_State *L)
{
    return escape(L, html_escape);
}

static int call_htmlentities(lua_State *L)
{
    return escape(L, html_escape_all);
}

static int unescape(lua_State *L, bool all)
{
    struct php_result result;
    struct view v;
    int flags;

    v = php_text(L, 1);
    flags = (int)php_int_or(L, 2, DEFAULT_FLAGS);
    php_string_or(L, 3, v);
    html_unescape(php_result_begin_for(&result, L, v.len), v, flags, all);
    return php_result_push(&result);
}

static int call_htmlspecialchars_decode(lua_State *L)
{
    php_count(L, 1, 2);
    return unescape(L, false);
}

static int call_html_entity_decode(lua_State *L)
{
    php_count(L, 1, 3);
    return unescape(L, true);
}

#define FLAGS "int $flags = ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML401"

static const struct php_row rows[] = {
    {"htmlspecialchars",
     "string $string, " FLAGS
     ", ?string $encoding = null, bool $double_encode = true",
     "string", "With entities for what HTML reserves.", call_htmlspecialchars},
    {"htmlspecialchars_decode", "string $string, " FLAGS, "string",
     "Without these entities.", call_htmlspecialchars_decode},
    {"htmlentities",
     "string $string, " FLAGS ", ?string $encoding = null, "
     "bool $double_encode = true",
     "string", "With entities for all that has one.", call_htmlentities},
    {"html_entity_decode",
     "string $string, " FLAGS ", ?string $encoding = null", "string",
     "Without any entities.", call_html_entity_decode},
    {NULL, NULL, NULL, NULL, NULL},
};

static const struct php_constant constants[] = {
    {"ENT_NOQUOTES", 0},
    {"ENT_COMPAT", HTML_COMPAT},
    {"ENT_QUOTES", HTML_QUOTES},
    {"ENT_IGNORE", HTML_IGNORE},
    {"ENT_SUBSTITUTE", HTML_SUBSTITUTE},
    {"ENT_DISALLOWED", HTML_DISALLOWED},
    {"ENT_HTML401", 0},
    {"ENT_XML1", HTML_XML1},
    {"ENT_XHTML", HTML_XHTML},
    {"ENT_HTML5", HTML_5},
    {NULL, 0},
};

const struct php_group php_html_group = {"HTML", rows, constants};
