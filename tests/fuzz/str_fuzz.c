/*
 * Feeds the string algorithms with anything: the first bytes choose one and its
 * parameters, the rest is the subject and a second string.  What one writes has
 * to be what another reads, where there is such a pair.
 */
#include <stdio.h>
#include <stdlib.h>

#include "str/byteset.h"
#include "str/casing.h"
#include "str/charset.h"
#include "str/checksum.h"
#include "str/compare.h"
#include "str/csv.h"
#include "str/digest.h"
#include "str/distance.h"
#include "str/encode.h"
#include "str/find.h"
#include "str/html.h"
#include "str/numeric.h"
#include "str/radix.h"
#include "str/replace.h"
#include "str/shape.h"
#include "str/slashes.h"
#include "str/tags.h"
#include "str/unicode.h"
#include "str/url.h"
#include "str/utf8.h"

static void grow(struct sink *sink, size_t cap)
{
    char *bytes = realloc(sink->bytes, cap);

    if (!bytes)
        abort();
    sink->bytes = bytes;
    sink->cap = cap;
}

static struct sink new_sink(void)
{
    struct sink sink = {NULL, 0, 0, grow};

    grow(&sink, 1);
    return sink;
}

static void must(bool is)
{
    if (!is)
        abort();
}

static void charge(struct work *work, size_t amount)
{
    (void)work;
    (void)amount;
}

/* What every function is given. */
struct input {
    struct view a;
    struct view b;
    unsigned option;
    struct sink *sink;
};

static void search(const struct input *in)
{
    size_t first = find_first(in->a, in->b), last = find_last(in->a, in->b);

    must((first == VIEW_NONE) == (last == VIEW_NONE));
    must(first == VIEW_NONE || first <= last);
    must(first == VIEW_NONE || view_starts(view_skip(in->a, first), in->b));
    must(find_first_folded(in->a, in->b) <= first);
    must(last == VIEW_NONE || find_last_folded(in->a, in->b) >= last);
    if (in->b.len > 0)
        must((find_count(in->a, in->b) > 0) == (first != VIEW_NONE));
    must((compare_bytes(in->a, in->b) == 0) == view_equal(in->a, in->b));
    must((compare_natural(in->a, in->b, true) < 0) ==
         (compare_natural(in->b, in->a, true) > 0));
}

static void measure(const struct input *in)
{
    static const struct distance_costs costs = {1, 1, 1};
    struct work work = {charge};
    size_t len = (in->a.len > in->b.len ? in->a.len : in->b.len) + 1;
    void *scratch = calloc(len, 8);

    must((int64_t)distance_unit(in->a, in->b, scratch, &work) ==
         distance_weighted(in->a, in->b, &costs, scratch, &work));
    must(distance_common(in->a, in->b, scratch, &work) < len);
    free(scratch);
}

static void round_trips(const struct input *in)
{
    struct view v = in->a;
    char *text = malloc(4 * v.len + 4), *back = malloc(4 * v.len + 4), *end;

    encode_hex(text, v);
    must(encode_unhex(back, view_of(text, 2 * v.len)));
    must(memcmp(back, v.bytes, v.len) == 0);
    encode_base64(text, v);
    end = encode_unbase64(back, view_of(text, encode_base64_len(v.len)), true);
    must(end && view_equal(view_of(back, (size_t)(end - back)), v));
    end = encode_unbase64(back, v, in->option & 1);
    must(!end || (size_t)(end - back) <= v.len / 4 * 3 + 3);
    encode_url(in->sink, v, in->option & 1);
    end = encode_unurl(text, sink_view(in->sink), in->option & 1);
    must(view_equal(view_of(text, (size_t)(end - text)), v));
    shape_reverse(text, v);
    shape_reverse(back, view_of(text, v.len));
    must(memcmp(back, v.bytes, v.len) == 0);
    casing_rotate(text, v);
    casing_rotate(back, view_of(text, v.len));
    must(memcmp(back, v.bytes, v.len) == 0);
    free(text);
    free(back);
}

static void escape(const struct input *in)
{
    struct sink other = new_sink();
    struct byteset set;

    slashes_add(in->sink, in->a);
    slashes_strip(&other, sink_view(in->sink));
    must(view_equal(sink_view(&other), in->a));
    in->sink->len = other.len = 0;
    byteset_of_ranges(&set, in->b);
    slashes_add_c(in->sink, in->a, &set);
    slashes_strip_c(&other, in->a);
    html_escape(in->sink, in->a, (int)in->option, in->option & 256);
    html_escape_all(in->sink, in->a, (int)in->option, in->option & 256);
    html_unescape(in->sink, in->a, (int)in->option, in->option & 512);
    free(other.bytes);
}

static void take_apart(const struct input *in)
{
    struct sink tag = new_sink();
    struct csv csv = {.separator = ',', .enclosure = '"', .escape = '\\'};
    struct numeric n;
    struct url url;

    tags_strip(in->sink, in->a, in->b, &tag);
    csv_begin(&csv, in->a);
    while (csv_read(&csv, in->sink))
        continue;
    url_parse(&url, in->a);
    numeric_read(&n, in->a);
    radix_read(&n, in->a, 2 + in->option % 35);
    radix_read_prefix(in->a, in->option % 40);
    shape_mark_breaks(in->sink, in->a, in->b);
    free(tag.bytes);
}

static void wrap(const struct input *in)
{
    struct shape_lines lines = {in->option % 90, in->b, in->option & 128};

    if (in->b.len > 0)
        shape_wrap(in->sink, in->a, &lines);
}

static bool is_valid_slowly(struct view v)
{
    for (size_t len; v.len > 0; v = view_skip(v, len)) {
        if (utf8_decode(v, &len) == UTF8_ERROR)
            return false;
    }
    return true;
}

static void read_utf8(const struct input *in)
{
    must(utf8_is_valid(in->a) == is_valid_slowly(in->a));
    must(utf8_walk(in->a, utf8_walk_count(in->a)) == in->a.len);
    unicode_convert(in->sink, in->a, in->option % UNICODE_CASES);
    must(utf8_is_valid(sink_view(in->sink)));
    unicode_scrub(in->sink, in->a, '?');
    must(utf8_is_valid(sink_view(in->sink)));
    unicode_width(in->a);
    in->sink->len = 0;
    charset_convert(in->sink, in->a, in->option % (CHARSET_866 + 1),
                    in->option / 16 % (CHARSET_866 + 1));
}

static void digest(const struct input *in)
{
    unsigned char one[DIGEST_MAX], two[DIGEST_MAX];
    struct digest_work work;

    sink_append_view(in->sink, in->a);
    sink_append_view(in->sink, in->b);
    for (const struct digest *digest = digests; digest->name; digest++) {
        digest_begin(&work, digest);
        digest_add(&work, in->a);
        digest_add(&work, in->b);
        digest_end(&work, one);
        digest_make(digest, sink_view(in->sink), two);
        must(memcmp(one, two, digest->len) == 0);
    }
    for (size_t i = 0; checksums[i].name; i++)
        checksum_write(&checksums[i], in->a, one);
}

static void replace(const struct input *in)
{
    struct replace r = {in->b, in->a,
                        in->option & 1 ? find_first : find_first_folded};
    size_t len;

    if (in->b.len == 0 || in->a.len > 512)
        return;
    replace_count(&r, in->a, &len);
    replace_write(&r, in->a, sink_reserve(in->sink, len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static void (*const tasks[])(const struct input *) = {
        search, measure,   round_trips, escape, take_apart,
        wrap,   read_utf8, digest,      replace};
    struct sink sink;
    struct input in = {.sink = &sink};
    size_t middle;
    char *a, *b;

    if (len < 4 || len > 4096)
        return 0;
    sink = new_sink();
    in.option = data[1] | (unsigned)data[2] << 8;
    middle = 4 + (len - 4) * data[3] / 256;
    a = malloc(middle - 3);
    b = malloc(len - middle + 1);
    memcpy(a, data + 4, middle - 4);
    memcpy(b, data + middle, len - middle);
    in.a = view_of(a, middle - 4);
    in.b = view_of(b, len - middle);
    tasks[data[0] % (sizeof tasks / sizeof *tasks)](&in);
    free(a);
    free(b);
    free(sink.bytes);
    return 0;
}
