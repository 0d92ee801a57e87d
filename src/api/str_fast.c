#include "api/str_fast.h"

#include "api/str.h"
#include "str/casing.h"
#include "str/checksum.h"
#include "str/compare.h"
#include "str/distance.h"
#include "str/encode.h"
#include "str/find.h"
#include "str/html.h"
#include "str/replace.h"
#include "str/shape.h"
#include "str/slashes.h"
#include "str/slice.h"
#include "str/utf8.h"

int64_t str_fast_strlen(struct view v)
{
    return str_number((int64_t)v.len);
}

int64_t str_fast_ord(struct view v)
{
    return str_number(v.len > 0 ? view_at(v, 0) : 0);
}

int64_t str_fast_crc32(struct view v)
{
    return str_number(checksum_crc32(v));
}

int64_t str_fast_mb_strlen(struct view v, struct view encoding)
{
    if (encoding.bytes)
        return STR_SLOW;
    return str_number((int64_t)utf8_walk_count(v));
}

int64_t str_fast_mb_check_encoding(struct view v, struct view encoding)
{
    if (!v.bytes || encoding.bytes)
        return STR_SLOW;
    return str_number(utf8_is_valid(v));
}

static int64_t search(struct view subject, struct view needle, int64_t offset,
                      find_function *find)
{
    size_t skipped, place;

    if (!slice_from(&subject, str_or(offset, 0), &skipped))
        return STR_SLOW;
    place = find(subject, needle);
    return str_number(place == VIEW_NONE ? MOON_STR_FALSE
                                         : (int64_t)(skipped + place));
}

int64_t str_fast_strpos(struct view subject, struct view needle, int64_t offset)
{
    return search(subject, needle, offset, find_first);
}

int64_t str_fast_stripos(struct view subject, struct view needle,
                         int64_t offset)
{
    return search(subject, needle, offset, find_first_folded);
}

int64_t str_fast_str_contains(struct view subject, struct view needle)
{
    return str_number(find_first(subject, needle) != VIEW_NONE);
}

int64_t str_fast_str_starts_with(struct view subject, struct view needle)
{
    return str_number(view_starts(subject, needle));
}

int64_t str_fast_str_ends_with(struct view subject, struct view needle)
{
    return str_number(view_ends(subject, needle));
}

int64_t str_fast_substr_count(struct view subject, struct view needle,
                              int64_t offset, int64_t length)
{
    if (needle.len == 0 || str_or(offset, 0) != 0 || length != INT64_MIN)
        return STR_SLOW;
    return str_number((int64_t)find_count(subject, needle));
}

int64_t str_fast_strcmp(struct view a, struct view b)
{
    return str_number(compare_bytes(a, b));
}

int64_t str_fast_strcasecmp(struct view a, struct view b)
{
    return str_number(compare_folded(a, b));
}

int64_t str_fast_strnatcmp(struct view a, struct view b)
{
    return str_number(compare_natural(a, b, false));
}

int64_t str_fast_strnatcasecmp(struct view a, struct view b)
{
    return str_number(compare_natural(a, b, true));
}

/* Nobody limits the time of what runs without a state. */
static void charge_nothing(struct work *work, size_t amount)
{
    (void)work;
    (void)amount;
}

int64_t str_fast_levenshtein(struct view a, struct view b, int64_t insertion,
                             int64_t replacement, int64_t deletion)
{
    struct work work = {charge_nothing};
    char *scratch;

    if (str_or(insertion, 1) != 1 || str_or(replacement, 1) != 1 ||
        str_or(deletion, 1) != 1)
        return STR_SLOW;
    scratch = str_reserve(a.len > b.len ? a.len : b.len);
    if (!scratch)
        return STR_SLOW;
    return str_number(
        (int64_t)distance_unit(a, b, (signed char *)scratch, &work));
}

static int64_t copy(struct view v)
{
    char *to = str_reserve(v.len);

    if (!to)
        return STR_SLOW;
    memcpy(to, v.bytes, v.len);
    return str_commit(to + v.len);
}

int64_t str_fast_substr(struct view v, int64_t offset, int64_t length)
{
    return copy(view_slice(v, offset, str_or(length, INT64_MAX)));
}

static int64_t trim(struct view v, struct view characters,
                    enum slice_sides sides)
{
    return copy(characters.bytes ? slice_trim_set(v, sides, characters)
                                 : slice_trim(v, sides));
}

int64_t str_fast_trim(struct view v, struct view characters)
{
    return trim(v, characters, SLICE_BOTH);
}

int64_t str_fast_ltrim(struct view v, struct view characters)
{
    return trim(v, characters, SLICE_LEFT);
}

int64_t str_fast_rtrim(struct view v, struct view characters)
{
    return trim(v, characters, SLICE_RIGHT);
}

int64_t str_fast_str_replace(struct view search, struct view replacement,
                             struct view subject)
{
    struct replace replace = {search, replacement, find_first};
    size_t count, len;
    char *to;

    if (search.len == 0)
        return STR_SLOW;
    count = replace_count(&replace, subject, &len);
    to = str_reserve(len);
    if (!to)
        return STR_SLOW;
    replace_write(&replace, subject, to);
    str_commit(to + len);
    str_set_second((double)count);
    return (int64_t)len;
}

/* What writes a result of `len` bytes. */
static int64_t convert(struct view v, size_t len,
                       void (*function)(char *to, struct view v))
{
    char *to = str_reserve(len);

    if (!to)
        return STR_SLOW;
    function(to, v);
    return str_commit(to + len);
}

int64_t str_fast_strtolower(struct view v)
{
    return convert(v, v.len, casing_lower);
}

int64_t str_fast_strtoupper(struct view v)
{
    return convert(v, v.len, casing_upper);
}

int64_t str_fast_strrev(struct view v)
{
    return convert(v, v.len, shape_reverse);
}

int64_t str_fast_bin2hex(struct view v)
{
    return convert(v, v.len * 2, encode_hex);
}

int64_t str_fast_base64_encode(struct view v)
{
    return convert(v, encode_base64_len(v.len), encode_base64);
}

int64_t str_fast_str_repeat(struct view v, int64_t times)
{
    size_t len;
    char *to;

    if (times < 0 || __builtin_mul_overflow(v.len, (size_t)times, &len))
        return STR_SLOW;
    to = str_reserve(len);
    if (!to)
        return STR_SLOW;
    if (len > 0)
        shape_repeat(to, len, v);
    return str_commit(to + len);
}

int64_t str_fast_base64_decode(struct view v, int32_t strict)
{
    char *to = str_reserve(v.len / 4 * 3 + 3);
    const char *end;

    if (!to)
        return STR_SLOW;
    end = encode_unbase64(to, v, strict > 0);
    return end ? str_commit(end) : str_number(MOON_STR_FALSE);
}

static int64_t unurl(struct view v, bool raw)
{
    char *to = str_reserve(v.len);

    return to ? str_commit(encode_unurl(to, v, raw)) : STR_SLOW;
}

int64_t str_fast_urldecode(struct view v)
{
    return unurl(v, false);
}

int64_t str_fast_rawurldecode(struct view v)
{
    return unurl(v, true);
}

static void write_url(struct sink *sink, struct view v, const void *is_raw)
{
    encode_url(sink, v, is_raw != NULL);
}

int64_t str_fast_urlencode(struct view v)
{
    return str_write(write_url, v, NULL);
}

int64_t str_fast_rawurlencode(struct view v)
{
    return str_write(write_url, v, "raw");
}

static void write_slashes(struct sink *sink, struct view v, const void *options)
{
    (void)options;
    slashes_add(sink, v);
}

int64_t str_fast_addslashes(struct view v)
{
    return str_write(write_slashes, v, NULL);
}

struct escaping {
    int flags;
    bool doubled;
};

/* Nothing comes of text that is refused. */
static void write_html(struct sink *sink, struct view v, const void *options)
{
    const struct escaping *escaping = options;

    if (!html_escape(sink, v, escaping->flags, escaping->doubled))
        sink->len = 0;
}

int64_t str_fast_htmlspecialchars(struct view v, int64_t flags,
                                  struct view encoding, int32_t doubled)
{
    struct escaping escaping = {
        (int)str_or(flags, HTML_QUOTES | HTML_SUBSTITUTE), doubled != 0};

    if (encoding.bytes)
        return STR_SLOW;
    return str_write(write_html, v, &escaping);
}

static void write_piece(struct sink *sink, size_t start, size_t len)
{
    int64_t piece[] = {(int64_t)start, (int64_t)len};

    sink_append(sink, (const char *)piece, sizeof piece);
}

static void write_pieces(struct sink *sink, struct view v, const void *options)
{
    const struct view *separator = options;
    size_t start = 0, len;

    while ((len = find_first(view_skip(v, start), *separator)) != VIEW_NONE) {
        write_piece(sink, start, len);
        start += len + separator->len;
    }
    write_piece(sink, start, v.len - start);
}

int64_t moon_str_pieces(const char *separator, size_t separator_len,
                        const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(separator, separator_len),
                                   str_text(string, string_len)};
    int64_t len;

    if (in[0].text.len == 0 || !str_is_length(in[0].text.len | in[1].text.len))
        return str_call("explode", in, 2); /* says what is wrong */
    len = str_write(write_pieces, in[1].text, &in[0].text);
    if (len == STR_SLOW)
        return str_refuse(MOON_STR_MEMORY);
    return len / (int64_t)(2 * sizeof(int64_t));
}
