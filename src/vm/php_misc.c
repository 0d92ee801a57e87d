/*
 * Paths, versions, sounds, and encodings of old.
 */
#include "str/ascii.h"
#include "str/charset.h"
#include "str/html.h"
#include "str/metaphone.h"
#include "str/path.h"
#include "str/transfer.h"
#include "str/version.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int call_basename(lua_State *L)
{
    struct view base, suffix;

    php_count(L, 1, 2);
    base = path_base(php_text(L, 1));
    suffix = php_string_or(L, 2, view_of("", 0));
    if (suffix.len < base.len && view_ends(base, suffix))
        base.len -= suffix.len;
    return php_push_view(L, base);
}

static int call_dirname(lua_State *L)
{
    struct view path;
    int64_t levels;

    php_count(L, 1, 2);
    path = php_text(L, 1);
    levels = php_int_or(L, 2, 1);
    if (levels < 1)
        php_bad_value(L, 2, "must be greater than or equal to 1");
    for (size_t len = path.len + 1; levels > 0 && path.len < len; levels--) {
        len = path.len;
        path = path_directory(path);
    }
    return php_push_view(L, path);
}

/* Which of -1, 0 and 1 an operator takes, a bit for each; 0: none of ours. */
static unsigned read_operator(struct view v)
{
    static const struct {
        const char *name;
        unsigned orders;
    } operators[] = {{"=", 2},  {"<", 1},  {"lt", 1}, {"<=", 3}, {"le", 3},
                     {">", 4},  {"gt", 4}, {">=", 6}, {"ge", 6}, {"==", 2},
                     {"eq", 2}, {"!=", 5}, {"<>", 5}, {"ne", 5}};

    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (view_equal(v, view_text(operators[i].name)))
            return operators[i].orders;
    }
    return 0;
}

static int call_version_compare(lua_State *L)
{
    struct php_result scratch;
    struct view a, b;
    unsigned orders;
    int order;

    php_count(L, 2, 3);
    lua_settop(L, 3);
    a = php_text(L, 1);
    b = php_text(L, 2);
    a.len = strlen(a.bytes); /* PHP reads no further than a zero byte */
    b.len = strlen(b.bytes);
    php_string_or(L, 3, a);
    order = version_compare(a, b, php_result_begin(&scratch, L));
    if (!php_has(L, 3))
        return php_push_int(L, order);
    orders = read_operator(php_string(L, 3));
    if (orders == 0)
        php_bad_value(L, 3, "must be a valid comparison operator");
    return php_push_bool(L, orders >> (order + 1) & 1);
}

/* M. K. Odell and R. C. Russell's. */
static int call_soundex(lua_State *L)
{
    static const char codes[] = "01230120022455012623010202";
    char text[4] = {'0', '0', '0', '0'}, last = '\0';
    struct view v;
    size_t len = 0;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    for (size_t i = 0; i < v.len && len < sizeof text; i++) {
        unsigned char c = ascii_upper(view_at(v, i));
        char code;

        if (!ascii_is_upper(c))
            continue;
        code = codes[c - 'A'];
        if (len == 0)
            text[len++] = (char)c;
        else if (code != last && code != '0')
            text[len++] = code;
        last = code;
    }
    return php_push_view(L, view_of(text, sizeof text));
}

static int call_quoted_printable_encode(lua_State *L)
{
    return php_convert(L, transfer_quote);
}

static int call_quoted_printable_decode(lua_State *L)
{
    return php_convert(L, transfer_unquote);
}

static int call_convert_uuencode(lua_State *L)
{
    return php_convert(L, transfer_uuencode);
}

static int call_convert_uudecode(lua_State *L)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    if (v.len == 0 ||
        !transfer_uudecode(php_result_begin_for(&result, L, v.len), v))
        return php_push_bool(L, false);
    return php_result_push(&result);
}

static void from_latin1(struct sink *sink, struct view v)
{
    charset_convert(sink, v, CHARSET_LATIN1, CHARSET_UTF8);
}

static void to_latin1(struct sink *sink, struct view v)
{
    while (v.len > 0) {
        size_t len;
        uint32_t point = html_decode(v, &len);

        sink_put(sink, (char)(point < 256 ? point : '?'));
        v = view_skip(v, len);
    }
}

static int call_utf8_encode(lua_State *L)
{
    return php_convert(L, from_latin1);
}

static int call_utf8_decode(lua_State *L)
{
    return php_convert(L, to_latin1);
}

static int call_metaphone(lua_State *L)
{
    struct php_result result;
    struct view v;
    int64_t max;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    max = php_int_or(L, 2, 0);
    if (max < 0)
        php_bad_value(L, 2, "must be greater than or equal to 0");
    metaphone_write(php_result_begin(&result, L), v, (size_t)max);
    return php_result_push(&result);
}

static const struct php_row rows[] = {
    {"basename", "string $path, string $suffix = \"\"", "string",
     "The last component of a path.", call_basename},
    {"dirname", "string $path, int $levels = 1", "string",
     "What is before the last component.", call_dirname},
    {"version_compare",
     "string $version1, string $version2, ?string $operator = null", "int|bool",
     "Which version is the later.", call_version_compare},
    {"soundex", "string $string", "string", "How it sounds, in four letters.",
     call_soundex},
    {"metaphone", "string $string, int $max_phonemes = 0", "string",
     "The sounds that it has.", call_metaphone},
    {"quoted_printable_encode", "string $string", "string",
     "In quoted-printable.", call_quoted_printable_encode},
    {"quoted_printable_decode", "string $string", "string",
     "What was in quoted-printable.", call_quoted_printable_decode},
    {"convert_uuencode", "string $string", "string", "In uuencode.",
     call_convert_uuencode},
    {"convert_uudecode", "string $string", "string|false",
     "What was in uuencode.", call_convert_uudecode},
    {"utf8_encode", "string $string", "string", "From ISO 8859-1 to UTF-8.",
     call_utf8_encode},
    {"utf8_decode", "string $string", "string", "From UTF-8 to ISO 8859-1.",
     call_utf8_decode},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_misc_group = {"Others", rows, NULL};
