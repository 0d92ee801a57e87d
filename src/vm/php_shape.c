/*
 * Strings in another shape: trimmed, padded, repeated, cut into lines.
 */
#include "str/shape.h"
#include "str/slice.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { PAD_LEFT = 0, PAD_RIGHT = 1, PAD_BOTH = 2 };

static int trim(lua_State *L, enum slice_sides sides)
{
    struct view v, trimmed;

    php_count(L, 1, 2);
    v = php_string(L, 1);
    trimmed = php_has(L, 2) ? slice_trim_set(v, sides, php_text(L, 2))
                            : slice_trim(v, sides);
    if (trimmed.len == v.len)
        return php_push_argument(L, 1);
    budget_charge_bytes(L, v.len);
    return php_push_view(L, trimmed);
}

static int call_trim(lua_State *L)
{
    return trim(L, SLICE_BOTH);
}

static int call_ltrim(lua_State *L)
{
    return trim(L, SLICE_LEFT);
}

static int call_rtrim(lua_State *L)
{
    return trim(L, SLICE_RIGHT);
}

static int call_chop(lua_State *L)
{
    return trim(L, SLICE_RIGHT);
}

static int call_strrev(lua_State *L)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    shape_reverse(php_result_exact(&result, L, v.len), v);
    return php_result_push(&result);
}

static int call_str_repeat(lua_State *L)
{
    struct php_result result;
    struct view v;
    int64_t times;
    size_t len;

    php_count(L, 2, 2);
    v = php_string(L, 1);
    times = php_int(L, 2);
    if (times < 0)
        php_bad_value(L, 2, "must be greater than or equal to 0");
    if (v.len == 0 || times == 0)
        return php_push_view(L, view_of("", 0));
    if ((uint64_t)times > SIZE_MAX / 4 / v.len)
        php_too_large(L);
    len = v.len * (size_t)times;
    shape_repeat(php_result_exact(&result, L, len), len, v);
    return php_result_push(&result);
}

static int call_str_pad(lua_State *L)
{
    struct php_result result;
    struct view v, pad;
    int64_t length, type;
    size_t left = 0, more;
    char *to;

    php_count(L, 2, 4);
    v = php_string(L, 1);
    length = php_int(L, 2);
    pad = php_string_or(L, 3, view_of(" ", 1));
    type = php_int_or(L, 4, PAD_RIGHT);
    if (length < 0 || (uint64_t)length <= v.len)
        return php_push_argument(L, 1);
    if (pad.len == 0)
        php_bad_value(L, 3, "must be a non-empty string");
    if (type < PAD_LEFT || type > PAD_BOTH)
        php_bad_value(L, 4,
                      "must be STR_PAD_LEFT, STR_PAD_RIGHT, or "
                      "STR_PAD_BOTH");
    if ((uint64_t)length > SIZE_MAX / 4)
        php_too_large(L);
    more = (size_t)length - v.len;
    if (type != PAD_RIGHT)
        left = type == PAD_BOTH ? more / 2 : more;
    to = php_result_exact(&result, L, (size_t)length);
    if (left > 0)
        shape_repeat(to, left, pad);
    memcpy(to + left, v.bytes, v.len);
    if (more > left)
        shape_repeat(to + left + v.len, more - left, pad);
    return php_result_push(&result);
}

static int call_wordwrap(lua_State *L)
{
    struct php_result result;
    struct shape_lines lines;
    struct view v;

    php_count(L, 1, 4);
    v = php_text(L, 1);
    lines.width = php_int_or(L, 2, 75);
    lines.line_break = php_string_or(L, 3, view_of("\n", 1));
    lines.cut = php_bool_or(L, 4, false);
    if (v.len == 0)
        return php_push_argument(L, 1);
    if (lines.line_break.len == 0)
        php_bad_value(L, 3, "cannot be empty");
    if (lines.width == 0 && lines.cut)
        php_bad_value(L, 4, "cannot be true when argument #2 ($width) is 0");
    shape_wrap(php_result_begin_for(&result, L, v.len), v, &lines);
    return php_result_push(&result);
}

static int call_nl2br(lua_State *L)
{
    struct php_result result;
    struct view v;
    bool xhtml;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    xhtml = php_bool_or(L, 2, true);
    if (strcspn(v.bytes, "\r\n") == v.len)
        return php_push_argument(L, 1);
    shape_mark_breaks(php_result_begin_for(&result, L, v.len), v,
                      view_text(xhtml ? "<br />" : "<br>"));
    return php_result_push(&result);
}

static int call_chunk_split(lua_State *L)
{
    struct php_result result;
    struct view v, end;
    int64_t length;
    size_t chunk, count;

    php_count(L, 1, 3);
    v = php_text(L, 1);
    length = php_int_or(L, 2, 76);
    end = php_string_or(L, 3, view_of("\r\n", 2));
    if (length < 1)
        php_bad_value(L, 2, "must be greater than 0");
    chunk = (uint64_t)length > v.len ? v.len : (size_t)length;
    count = v.len > 0 ? (v.len + chunk - 1) / chunk : 1;
    if (end.len > 0 && count > SIZE_MAX / 4 / end.len)
        php_too_large(L);
    shape_chunks(php_result_exact(&result, L, v.len + count * end.len), v,
                 chunk, end);
    return php_result_push(&result);
}

#define TRIM "string $string, string $characters = \" \\n\\r\\t\\v\\0\""

static const struct php_row rows[] = {
    {"trim", TRIM, "string", "Without such characters at both ends.",
     call_trim},
    {"ltrim", TRIM, "string", "Without such characters at the start.",
     call_ltrim},
    {"rtrim", TRIM, "string", "Without such characters at the end.",
     call_rtrim},
    {"chop", TRIM, "string", "rtrim() by another name.", call_chop},
    {"strrev", "string $string", "string", "Its bytes from last to first.",
     call_strrev},
    {"str_repeat", "string $string, int $times", "string",
     "The string again and again.", call_str_repeat},
    {"str_pad",
     "string $string, int $length, string $pad_string = \" \", "
     "int $pad_type = STR_PAD_RIGHT",
     "string", "Made as long as that.", call_str_pad},
    {"wordwrap",
     "string $string, int $width = 75, string $break = \"\\n\", "
     "bool $cut_long_words = false",
     "string", "In lines of such a width.", call_wordwrap},
    {"nl2br", "string $string, bool $use_xhtml = true", "string",
     "With a tag before every line break.", call_nl2br},
    {"chunk_split",
     "string $string, int $length = 76, string $separator = \"\\r\\n\"",
     "string", "With a separator after every so many bytes.", call_chunk_split},
    {NULL, NULL, NULL, NULL, NULL},
};

static const struct php_constant constants[] = {
    {"STR_PAD_LEFT", PAD_LEFT},
    {"STR_PAD_RIGHT", PAD_RIGHT},
    {"STR_PAD_BOTH", PAD_BOTH},
    {NULL, 0},
};

const struct php_group php_shape_group = {"Shape", rows, constants};
