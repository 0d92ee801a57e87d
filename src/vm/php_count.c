/*
 * Counting bytes and words.
 */
#include "str/ascii.h"
#include "str/byteset.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { BYTES = 256, USED_TEXT = 3, UNUSED_TEXT = 4 };

/* Whether a mode of count_chars() wants a byte: all, used ones, or others. */
static bool is_wanted(int64_t mode, lua_Integer count)
{
    switch (mode) {
    case 0: return true;
    case 1:
    case USED_TEXT: return count > 0;
    default: return count == 0;
    }
}

static int call_count_chars(lua_State *L)
{
    lua_Integer counts[BYTES] = {0};
    char text[BYTES];
    struct view v;
    int64_t mode;
    size_t len = 0;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    mode = php_int_or(L, 2, 0);
    if (mode < 0 || mode > UNUSED_TEXT)
        php_bad_value(L, 2, "must be between 0 and 4 (inclusive)");
    for (size_t i = 0; i < v.len; i++)
        counts[view_at(v, i)]++;
    lua_newtable(L);
    for (int c = 0; c < BYTES; c++) {
        if (!is_wanted(mode, counts[c]))
            continue;
        text[len++] = (char)c;
        lua_pushinteger(L, counts[c]);
        lua_rawseti(L, -2, c);
    }
    if (mode >= USED_TEXT)
        php_push_view(L, view_of(text, len));
    return 1;
}

/* Words and where they are looked for, without what may not be at the ends. */
struct words {
    struct byteset more; /* what belongs to words besides letters */
    struct view v;
    size_t at;
    size_t end;
};

static bool is_of_word(const struct words *w, unsigned char c)
{
    return ascii_is_alpha(c) || w->more.has[c] || c == '\'' || c == '-';
}

static void begin_words(struct words *w)
{
    w->end = w->v.len;
    if (w->end > 0 && (w->v.bytes[0] == '\'' || w->v.bytes[0] == '-') &&
        !w->more.has[view_at(w->v, 0)])
        w->at++;
    if (w->end > w->at && w->v.bytes[w->end - 1] == '-' && !w->more.has['-'])
        w->end--;
}

/* The next word; false when there is none.  It ends at w->at. */
static bool next_word(struct words *w, size_t *start)
{
    while (w->at < w->end && !is_of_word(w, view_at(w->v, w->at)))
        w->at++;
    *start = w->at;
    while (w->at < w->end && is_of_word(w, view_at(w->v, w->at)))
        w->at++;
    return w->at > *start;
}

static int call_str_word_count(lua_State *L)
{
    struct words w = {.at = 0};
    int64_t format;
    size_t start, count = 0;

    php_count(L, 1, 3);
    w.v = php_text(L, 1);
    format = php_int_or(L, 2, 0);
    byteset_of_ranges(&w.more, php_string_or(L, 3, view_of("", 0)));
    if (format < 0 || format > 2)
        php_bad_value(L, 2, "must be a valid format value");
    begin_words(&w);
    lua_newtable(L);
    while (next_word(&w, &start)) {
        count++;
        if (format == 0)
            continue;
        php_push_view(L, view_of(w.v.bytes + start, w.at - start));
        lua_rawseti(L, -2, (int)(format == 1 ? count : start));
    }
    if (format == 0)
        lua_pushinteger(L, (lua_Integer)count);
    return 1;
}

static const struct php_row rows[] = {
    {"count_chars", "string $string, int $mode = 0", "array|string",
     "How often each byte comes.", call_count_chars},
    {"str_word_count",
     "string $string, int $format = 0, ?string $characters = null", "array|int",
     "How many words there are, or which.", call_str_word_count},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_count_group = {"Counting", rows, NULL};
