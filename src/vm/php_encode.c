/*
 * Strings as other text: escaped, hexadecimal, base64, for URLs.
 */
#include "str/encode.h"
#include "str/slashes.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int call_addslashes(lua_State *L)
{
    return php_convert(L, slashes_add);
}

static int call_stripslashes(lua_State *L)
{
    return php_convert(L, slashes_strip);
}

static int call_stripcslashes(lua_State *L)
{
    return php_convert(L, slashes_strip_c);
}

static int call_addcslashes(lua_State *L)
{
    struct php_result result;
    struct byteset set;
    struct view v, characters;

    php_count(L, 2, 2);
    v = php_text(L, 1);
    characters = php_text(L, 2);
    if (v.len == 0 || characters.len == 0)
        return php_push_argument(L, 1);
    byteset_of_ranges(&set, characters);
    slashes_add_c(php_result_begin_for(&result, L, v.len), v, &set);
    return php_result_push(&result);
}

static int call_quotemeta(lua_State *L)
{
    struct php_result result;
    struct byteset set;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    byteset_of(&set, view_text(".\\+*?[^]$()"));
    slashes_quote(php_result_begin_for(&result, L, v.len), v, &set, "");
    return php_result_push(&result);
}

static int call_preg_quote(lua_State *L)
{
    struct php_result result;
    struct byteset set;
    struct view v, delimiter;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    delimiter = php_string_or(L, 2, view_of("", 0));
    byteset_of(&set, view_of(".\\+*?[^]$(){}=!<>|:-#", 22));
    if (delimiter.len > 0)
        set.has[view_at(delimiter, 0)] = true;
    slashes_quote(php_result_begin_for(&result, L, v.len), v, &set, "\\000");
    return php_result_push(&result);
}

static size_t times(lua_State *L, size_t len, size_t factor)
{
    if (len > SIZE_MAX / 8 / factor)
        php_too_large(L);
    return len * factor;
}

static int call_bin2hex(lua_State *L)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    encode_hex(php_result_exact(&result, L, times(L, v.len, 2)), v);
    return php_result_push(&result);
}

static int call_hex2bin(lua_State *L)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    if (v.len % 2 != 0 ||
        !encode_unhex(php_result_exact(&result, L, v.len / 2), v))
        return php_push_bool(L, false);
    return php_result_push(&result);
}

static int call_base64_encode(lua_State *L)
{
    struct php_result result;
    struct view v;
    size_t len;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    len = encode_base64_len(times(L, v.len, 2) / 2);
    encode_base64(php_result_exact(&result, L, len), v);
    return php_result_push(&result);
}

static int call_base64_decode(lua_State *L)
{
    struct php_result result;
    struct sink *sink;
    struct view v;
    char *end;
    bool strict;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    strict = php_bool_or(L, 2, false);
    sink = php_result_begin(&result, L);
    end = encode_unbase64(sink_reserve(sink, v.len / 4 * 3 + 3), v, strict);
    if (!end)
        return php_push_bool(L, false);
    sink_commit(sink, end);
    return php_result_push(&result);
}

static int url_encode(lua_State *L, bool raw)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    encode_url(php_result_begin_for(&result, L, v.len), v, raw);
    return php_result_push(&result);
}

static int call_urlencode(lua_State *L)
{
    return url_encode(L, false);
}

static int call_rawurlencode(lua_State *L)
{
    return url_encode(L, true);
}

static int url_decode(lua_State *L, bool raw)
{
    struct php_result result;
    struct sink *sink;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    sink = php_result_begin(&result, L);
    sink_commit(sink, encode_unurl(sink_reserve(sink, v.len), v, raw));
    return php_result_push(&result);
}

static int call_urldecode(lua_State *L)
{
    return url_decode(L, false);
}

static int call_rawurldecode(lua_State *L)
{
    return url_decode(L, true);
}

static int call_chr(lua_State *L)
{
    char byte;

    php_count(L, 1, 1);
    byte = (char)(unsigned char)php_int(L, 1);
    return php_push_view(L, view_of(&byte, 1));
}

static int call_ord(lua_State *L)
{
    struct view v;

    php_count(L, 1, 1);
    v = php_string(L, 1);
    return php_push_int(L, v.len ? view_at(v, 0) : 0);
}

static const struct php_row rows[] = {
    {"addslashes", "string $string", "string",
     "With backslashes before quotes.", call_addslashes},
    {"stripslashes", "string $string", "string", "Without such backslashes.",
     call_stripslashes},
    {"addcslashes", "string $string, string $characters", "string",
     "With escapes of C for such characters.", call_addcslashes},
    {"stripcslashes", "string $string", "string", "Without escapes of C.",
     call_stripcslashes},
    {"quotemeta", "string $string", "string",
     "With backslashes before what patterns are made of.", call_quotemeta},
    {"preg_quote", "string $str, ?string $delimiter = null", "string",
     "As a regular expression that matches just this.", call_preg_quote},
    {"bin2hex", "string $string", "string", "In hexadecimal.", call_bin2hex},
    {"hex2bin", "string $string", "string|false", "What was in hexadecimal.",
     call_hex2bin},
    {"base64_encode", "string $string", "string", "In base64.",
     call_base64_encode},
    {"base64_decode", "string $string, bool $strict = false", "string|false",
     "What was in base64.", call_base64_decode},
    {"urlencode", "string $string", "string", "For the query of a URL.",
     call_urlencode},
    {"urldecode", "string $string", "string", "What was in a query.",
     call_urldecode},
    {"rawurlencode", "string $string", "string", "For the path of a URL.",
     call_rawurlencode},
    {"rawurldecode", "string $string", "string", "What was in a path.",
     call_rawurldecode},
    {"chr", "int $codepoint", "string", "The byte with this number.", call_chr},
    {"ord", "string $character", "int", "The number of the first byte.",
     call_ord},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_encode_group = {"Encoding", rows, NULL};
