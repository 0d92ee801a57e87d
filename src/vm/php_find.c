/*
 * Searching: where one string is in another.
 */
#include "str/byteset.h"
#include "str/find.h"
#include "str/slice.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int call_strlen(lua_State *L)
{
    php_count(L, 1, 1);
    return php_push_int(L, (int64_t)php_string(L, 1).len);
}

/* Leaves what is searched from the offset on; raises when it is outside. */
static struct view from_offset(lua_State *L, struct view v, size_t *offset)
{
    if (!slice_from(&v, php_int_or(L, 3, 0), offset))
        php_bad_value(L, 3, "must be contained in argument #1 ($haystack)");
    return v;
}

static int forward(lua_State *L, find_function *find)
{
    struct view subject, needle;
    size_t offset = 0, place;

    php_count(L, 2, 3);
    subject = php_text(L, 1);
    needle = php_string(L, 2);
    if (lua_gettop(L) > 2)
        subject = from_offset(L, subject, &offset);
    place = find(subject, needle);
    return php_push_place(L, place == VIEW_NONE ? place : place + offset);
}

static int call_strpos(lua_State *L)
{
    return forward(L, find_first);
}

static int call_stripos(lua_State *L)
{
    return forward(L, find_first_folded);
}

/*
 * From the end.  A negative offset says where the last match may begin, counted
 * from the end of the subject.
 */
static int backward(lua_State *L, find_function *find)
{
    struct view subject, needle;
    size_t start = 0, place;
    int64_t offset;

    php_count(L, 2, 3);
    subject = php_text(L, 1);
    needle = php_string(L, 2);
    offset = php_int_or(L, 3, 0);
    if (offset > (int64_t)subject.len || offset < -(int64_t)subject.len)
        php_bad_value(L, 3, "must be contained in argument #1 ($haystack)");
    if (offset >= 0) {
        start = (size_t)offset;
        subject = view_skip(subject, start);
    } else if ((size_t)-offset >= needle.len) {
        subject.len = subject.len - (size_t)-offset + needle.len;
    }
    place = find(subject, needle);
    return php_push_place(L, place == VIEW_NONE ? place : place + start);
}

static int call_strrpos(lua_State *L)
{
    return backward(L, find_last);
}

/* PHP compares a signed byte with an unsigned one when the needle has one. */
static size_t last_as_php(struct view subject, struct view needle)
{
    if (needle.len == 1 && view_at(needle, 0) > 127)
        return VIEW_NONE;
    return find_last_folded(subject, needle);
}

static int call_strripos(lua_State *L)
{
    return backward(L, last_as_php);
}

static int part(lua_State *L, find_function *find)
{
    struct view subject;
    size_t place;
    bool before;

    php_count(L, 2, 3);
    subject = php_text(L, 1);
    before = php_bool_or(L, 3, false);
    place = find(subject, php_string(L, 2));
    if (place == VIEW_NONE)
        return php_push_bool(L, false);
    return php_push_view(L, before ? view_first(subject, place)
                                   : view_skip(subject, place));
}

static int call_strstr(lua_State *L)
{
    return part(L, find_first);
}

static int call_strchr(lua_State *L)
{
    return part(L, find_first);
}

static int call_stristr(lua_State *L)
{
    return part(L, find_first_folded);
}

/* Where PHP takes an empty string for the zero byte at its end. */
static struct view as_text(struct view v)
{
    return v.len ? v : view_of("", 1);
}

/* Only the first byte of the needle counts. */
static int call_strrchr(lua_State *L)
{
    struct view subject, needle;
    size_t place;

    php_count(L, 2, 2);
    subject = php_text(L, 1);
    needle = php_string(L, 2);
    place = find_last(subject, view_first(as_text(needle), 1));
    if (place == VIEW_NONE)
        return php_push_bool(L, false);
    return php_push_view(L, view_skip(subject, place));
}

static int call_strpbrk(lua_State *L)
{
    struct byteset set;
    struct view subject, characters;
    size_t place;

    php_count(L, 2, 2);
    subject = php_text(L, 1);
    characters = php_string(L, 2);
    if (characters.len == 0)
        php_bad_value(L, 2, "must be a non-empty string");
    byteset_of(&set, characters);
    place = byteset_span_not(&set, subject);
    if (place == subject.len)
        return php_push_bool(L, false);
    return php_push_view(L, view_skip(subject, place));
}

static int call_str_contains(lua_State *L)
{
    php_count(L, 2, 2);
    return php_push_bool(L, find_first(php_text(L, 1), php_string(L, 2)) !=
                                VIEW_NONE);
}

static int call_str_starts_with(lua_State *L)
{
    php_count(L, 2, 2);
    return php_push_bool(L, view_starts(php_string(L, 1), php_string(L, 2)));
}

static int call_str_ends_with(lua_State *L)
{
    php_count(L, 2, 2);
    return php_push_bool(L, view_ends(php_string(L, 1), php_string(L, 2)));
}

static int call_strspn(lua_State *L)
{
    struct byteset set;
    struct view subject;

    php_count(L, 2, 4);
    subject = php_text(L, 1);
    byteset_of(&set, php_string(L, 2));
    return php_push_int(L,
                        (int64_t)byteset_span(&set, php_slice(L, subject, 3)));
}

static int call_strcspn(lua_State *L)
{
    struct byteset set;
    struct view subject;

    php_count(L, 2, 4);
    subject = php_text(L, 1);
    byteset_of(&set, as_text(php_string(L, 2)));
    return php_push_int(
        L, (int64_t)byteset_span_not(&set, php_slice(L, subject, 3)));
}

/* Unlike elsewhere, the slice has to lie inside the subject. */
static struct view strict_slice(lua_State *L, struct view v)
{
    int64_t length;
    size_t offset = 0;

    v = from_offset(L, v, &offset);
    if (!php_has(L, 4))
        return v;
    length = php_int(L, 4);
    if (length < 0)
        length += (int64_t)v.len;
    if (length < 0 || length > (int64_t)v.len)
        php_bad_value(L, 4, "must be contained in argument #1 ($haystack)");
    return view_first(v, (size_t)length);
}

static int call_substr_count(lua_State *L)
{
    struct view subject, needle;

    php_count(L, 2, 4);
    subject = php_text(L, 1);
    needle = php_string(L, 2);
    if (needle.len == 0)
        php_bad_value(L, 2, "cannot be empty");
    return php_push_int(L,
                        (int64_t)find_count(strict_slice(L, subject), needle));
}

static int call_substr(lua_State *L)
{
    struct view subject, slice;

    php_count(L, 2, 3);
    subject = php_string(L, 1);
    slice = php_slice(L, subject, 2);
    if (slice.len == subject.len)
        return php_push_argument(L, 1);
    return php_push_view(L, slice);
}

#define PLACE "string $haystack, string $needle, int $offset = 0"
#define PART  "string $haystack, string $needle, bool $before_needle = false"
#define SPAN \
 "string $string, string $characters, int $offset = 0, ?int $length = null"

static const struct php_row rows[] = {
    {"strlen", "string $string", "int", "How many bytes it has.", call_strlen},
    {"strpos", PLACE, "int|false", "Where the needle comes first.",
     call_strpos},
    {"stripos", PLACE, "int|false", "strpos(), but for the case of letters.",
     call_stripos},
    {"strrpos", PLACE, "int|false", "Where the needle comes last.",
     call_strrpos},
    {"strripos", PLACE, "int|false", "strrpos(), but for the case of letters.",
     call_strripos},
    {"strstr", PART, "string|false",
     "From the first needle to the end, or what is before it.", call_strstr},
    {"stristr", PART, "string|false", "strstr(), but for the case of letters.",
     call_stristr},
    {"strchr", PART, "string|false", "strstr() by another name.", call_strchr},
    {"strrchr", "string $haystack, string $needle", "string|false",
     "From the last byte that begins the needle to the end.", call_strrchr},
    {"strpbrk", "string $string, string $characters", "string|false",
     "From the first of the characters to the end.", call_strpbrk},
    {"str_contains", "string $haystack, string $needle", "bool",
     "Whether the needle is in it.", call_str_contains},
    {"str_starts_with", "string $haystack, string $needle", "bool",
     "Whether it begins with the needle.", call_str_starts_with},
    {"str_ends_with", "string $haystack, string $needle", "bool",
     "Whether it ends with the needle.", call_str_ends_with},
    {"strspn", SPAN, "int", "How many of the characters it begins with.",
     call_strspn},
    {"strcspn", SPAN, "int", "How many others than these it begins with.",
     call_strcspn},
    {"substr", "string $string, int $offset, ?int $length = null", "string",
     "A part of it.", call_substr},
    {"substr_count",
     "string $haystack, string $needle, int $offset = 0, ?int $length = null",
     "int", "How often the needle comes, without overlapping.",
     call_substr_count},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_find_group = {"Search", rows, NULL};
