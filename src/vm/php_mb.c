/*
 * UTF-8: searching and cutting, where places are counted in characters.
 */
#include "vm/php_mb.h"
#include "str/find.h"
#include "str/unicode.h"
#include "str/utf8.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int call_mb_strlen(lua_State *L)
{
    struct view v;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    php_mb_check(L, 2);
    return php_push_int(L, (int64_t)utf8_walk_count(v));
}

/* Both counted in characters, and cut to fit. */
static struct view slice(struct view v, int64_t from, int64_t length)
{
    int64_t count = 0;

    if (from < 0 || length < 0)
        count = (int64_t)utf8_walk_count(v);
    if (from < 0)
        from = from < -count ? 0 : from + count;
    if (length < 0) {
        count = from < count ? count - from : 0;
        length = length < -count ? 0 : length + count;
    }
    v = view_skip(v, utf8_walk(v, (size_t)from));
    return view_first(v, utf8_walk(v, (size_t)length));
}

/* There is no number that is minus the least. */
static void check_not_least(lua_State *L, int arg, int64_t value)
{
    if (value == INT64_MIN)
        php_bad_value(L, arg,
                      "must be between -9223372036854775807 and "
                      "9223372036854775807");
}

static int call_mb_substr(lua_State *L)
{
    struct view v;
    int64_t from, length;

    php_count(L, 2, 4);
    v = php_text(L, 1);
    from = php_int(L, 2);
    length = php_int_or(L, 3, INT64_MAX);
    check_not_least(L, 2, from);
    check_not_least(L, 3, length);
    php_mb_check(L, 4);
    return php_push_view(L, slice(v, from, length));
}

static int call_mb_strcut(lua_State *L)
{
    struct view v;
    int64_t from, length, len;
    size_t start, end;

    php_count(L, 2, 4);
    v = php_text(L, 1);
    len = (int64_t)v.len;
    from = php_int(L, 2);
    length = php_int_or(L, 3, len);
    php_mb_check(L, 4);
    if (from < 0)
        from = from < -len ? 0 : from + len;
    if (from > len)
        return php_push_view(L, view_of("", 0));
    if (length < 0)
        length = length < from - len ? 0 : length + len - from;
    start = utf8_start_of(v, (size_t)from);
    v = view_skip(v, start);
    end = (size_t)length >= v.len ? v.len : utf8_start_of(v, (size_t)length);
    return php_push_view(L, view_first(v, end));
}

static int call_mb_str_split(lua_State *L)
{
    struct view v;
    int64_t length;
    int i = 0;

    php_count(L, 1, 3);
    v = php_text(L, 1);
    length = php_int_or(L, 2, 1);
    php_string_or(L, 3, v);
    if (length < 1)
        php_bad_value(L, 2, "must be greater than 0");
    php_mb_check(L, 3);
    lua_newtable(L);
    budget_charge(L, (int64_t)v.len);
    while (v.len > 0) {
        size_t len = utf8_walk(v, (size_t)length);

        lua_pushlstring(L, v.bytes, len);
        lua_rawseti(L, -2, ++i);
        v = view_skip(v, len);
    }
    return 1;
}

/* Where a character is, from the front or, if negative, from the end. */
static bool place_of(struct view v, int64_t offset, size_t *at)
{
    if (offset < 0)
        return offset >= -(int64_t)v.len &&
               utf8_walk_back(v, (size_t)-offset, at);
    if ((uint64_t)offset > v.len)
        return false;
    *at = utf8_walk(v, (size_t)offset);
    return *at < v.len || utf8_walk_count(v) >= (size_t)offset;
}

struct search {
    struct view subject;
    struct view needle;
    int64_t offset;
    bool last;
};

/*
 * In bytes; false when the offset is outside.  From one that is negative a
 * match has to begin before that or there.
 */
static bool search(const struct search *s, size_t *place)
{
    struct view v = s->subject;
    size_t start = 0;

    if (!place_of(v, s->offset, &start))
        return false;
    if (s->last && s->offset < 0) {
        v.len =
            start + utf8_walk(view_skip(v, start), utf8_walk_count(s->needle));
        *place = find_last(v, s->needle);
        return true;
    }
    v = view_skip(v, start);
    *place = s->last ? find_last(v, s->needle) : find_first(v, s->needle);
    if (*place != VIEW_NONE)
        *place += start;
    return true;
}

/* Replaces an argument by what it is with all case folded. */
static struct view fold(lua_State *L, int arg)
{
    struct php_result result;
    struct view v = php_text(L, arg);

    budget_charge_bytes(L, v.len);
    unicode_convert(php_result_begin(&result, L), v, UNICODE_FOLD_SIMPLE);
    php_result_push(&result);
    lua_replace(L, arg);
    lua_settop(L, result.slot - 1);
    return php_string(L, arg);
}

/* The first two arguments, folded or not. */
static struct search read_search(lua_State *L, bool folded, bool last)
{
    struct search s = {.last = last};

    s.subject = php_text(L, 1);
    s.needle = php_text(L, 2);
    if (folded) {
        s.subject = fold(L, 1);
        s.needle = fold(L, 2);
    }
    return s;
}

static int position(lua_State *L, bool folded, bool last)
{
    struct search s;
    size_t place;

    php_count(L, 2, 4);
    php_text(L, 1);
    php_text(L, 2);
    php_int_or(L, 3, 0);
    php_mb_check(L, 4);
    s = read_search(L, folded, last);
    s.offset = php_int_or(L, 3, 0);
    if (folded && s.subject.len == 0)
        return php_push_bool(L, false); /* PHP does not look any further */
    if (!search(&s, &place))
        php_bad_value(L, 3, "must be contained in argument #1 ($haystack)");
    if (place == VIEW_NONE)
        return php_push_bool(L, false);
    return php_push_int(
        L, (int64_t)utf8_count_leads(view_first(s.subject, place)));
}

static int call_mb_strpos(lua_State *L)
{
    return position(L, false, false);
}

static int call_mb_stripos(lua_State *L)
{
    return position(L, true, false);
}

static int call_mb_strrpos(lua_State *L)
{
    return position(L, false, true);
}

static int call_mb_strripos(lua_State *L)
{
    return position(L, true, true);
}

/* The place is in characters, for what is folded has other bytes. */
static int part(lua_State *L, bool folded, bool last)
{
    struct search s;
    struct view whole;
    size_t place, count;
    bool before;

    php_count(L, 2, 4);
    whole = php_text(L, 1);
    php_text(L, 2);
    before = php_bool_or(L, 3, false);
    php_mb_check(L, 4);
    lua_settop(L, 4);
    lua_pushvalue(L, 1);
    s = read_search(L, folded, last);
    search(&s, &place);
    if (folded && whole.len == 0)
        place = VIEW_NONE;
    if (place == VIEW_NONE)
        return php_push_bool(L, false);
    count = utf8_count_leads(view_first(s.subject, place));
    place = utf8_walk(whole, count);
    return php_push_view(L, before ? view_first(whole, place)
                                   : view_skip(whole, place));
}

static int call_mb_strstr(lua_State *L)
{
    return part(L, false, false);
}

static int call_mb_stristr(lua_State *L)
{
    return part(L, true, false);
}

static int call_mb_strrchr(lua_State *L)
{
    return part(L, false, true);
}

static int call_mb_strrichr(lua_State *L)
{
    return part(L, true, true);
}

/* PHP never sees a character in the subject that the end of it cuts off. */
static struct view without_cut_end(struct view v)
{
    for (size_t back = 1; back < UTF8_ROOM && back <= v.len; back++) {
        struct view tail = view_skip(v, v.len - back);
        size_t len;

        if (utf8_lead_len(view_at(tail, 0)) <= back)
            continue;
        if (utf8_decode(tail, &len) == UTF8_ERROR && len == back)
            v.len -= back;
        break;
    }
    return v;
}

/*
 * Counts where the subject is not valid.  All that is no character is the same
 * there; and PHP loses the byte that ended a broken character, unless it is a
 * lead byte, when that one was the last of a match.
 */
static int64_t count_broken(struct sink *seen, struct view v,
                            struct view needle)
{
    size_t start = 0;
    int64_t count = 0;

    while (v.len > 0) {
        size_t len;
        bool is_error = utf8_decode(v, &len) == UTF8_ERROR;
        bool is_ended = is_error && utf8_lead_len(view_at(v, 0)) > len;

        if (is_error)
            sink_put(seen, '\xff');
        else
            sink_append(seen, v.bytes, len);
        v = view_skip(v, len);
        if (!view_ends(view_skip(sink_view(seen), start), needle))
            continue;
        count++;
        start = seen->len;
        if (is_ended && v.len > 0 && utf8_lead_len(view_at(v, 0)) == 1)
            v = view_skip(v, 1);
    }
    return count;
}

/* Makes all errors the same byte, which no character has. */
static struct view mark_errors(lua_State *L, int arg)
{
    struct php_result result;
    struct view v = php_text(L, arg);

    if (utf8_is_valid(v))
        return v;
    unicode_scrub(php_result_begin(&result, L), v, '\xff');
    php_result_push(&result);
    lua_replace(L, arg);
    lua_settop(L, result.slot - 1);
    return php_string(L, arg);
}

static int call_mb_substr_count(lua_State *L)
{
    struct php_result seen;
    struct view v, needle;

    php_count(L, 2, 3);
    v = php_text(L, 1);
    if (php_string(L, 2).len == 0)
        php_bad_value(L, 2, "must not be empty");
    php_mb_check(L, 3);
    needle = mark_errors(L, 2);
    if (utf8_is_valid(v))
        return php_push_int(L, (int64_t)find_count(v, needle));
    return php_push_int(L, count_broken(php_result_begin(&seen, L),
                                        without_cut_end(v), needle));
}

#define PLACE                                          \
 "string $haystack, string $needle, int $offset = 0, " \
 "?string $encoding = null"
#define PART                                                       \
 "string $haystack, string $needle, bool $before_needle = false, " \
 "?string $encoding = null"

static const struct php_row rows[] = {
    {"mb_strlen", "string $string, ?string $encoding = null", "int",
     "How many characters it has.", call_mb_strlen},
    {"mb_substr",
     "string $string, int $start, ?int $length = null, "
     "?string $encoding = null",
     "string", "A part of it.", call_mb_substr},
    {"mb_strcut",
     "string $string, int $start, ?int $length = null, "
     "?string $encoding = null",
     "string", "A part of it, named in bytes, that cuts no character.",
     call_mb_strcut},
    {"mb_str_split",
     "string $string, int $length = 1, ?string $encoding = null", "array",
     "Pieces of so many characters.", call_mb_str_split},
    {"mb_strpos", PLACE, "int|false", "Where the needle comes first.",
     call_mb_strpos},
    {"mb_stripos", PLACE, "int|false",
     "mb_strpos(), but for the case of letters.", call_mb_stripos},
    {"mb_strrpos", PLACE, "int|false", "Where the needle comes last.",
     call_mb_strrpos},
    {"mb_strripos", PLACE, "int|false",
     "mb_strrpos(), but for the case of letters.", call_mb_strripos},
    {"mb_strstr", PART, "string|false",
     "From the first needle to the end, or what is before it.", call_mb_strstr},
    {"mb_stristr", PART, "string|false",
     "mb_strstr(), but for the case of letters.", call_mb_stristr},
    {"mb_strrchr", PART, "string|false",
     "From the last needle to the end, or what is before it.", call_mb_strrchr},
    {"mb_strrichr", PART, "string|false",
     "mb_strrchr(), but for the case of letters.", call_mb_strrichr},
    {"mb_substr_count",
     "string $haystack, string $needle, ?string $encoding = null", "int",
     "How often the needle comes, without overlapping.", call_mb_substr_count},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_mb_group = {"UTF-8", rows, NULL};
