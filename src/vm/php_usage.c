/*
 * What the module says of itself.
 */
#include "vm/php.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int call_usage(lua_State *L)
{
    const struct php_row *row;

    php_count(L, 1, 1);
    row = php_find_name(php_text(L, 1));
    if (!row)
        return php_push_bool(L, false);
    lua_pushfstring(L, "php.%s(%s): %s\n  %s", row->name, row->usage,
                    row->result, row->doc);
    return 1;
}

static const struct php_row rows[] = {
    {"usage", "string $name", "string|false",
     "How a function here is called, and what it does; PHP has no such "
     "function.",
     call_usage},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_usage_group = {"Help", rows, NULL};
