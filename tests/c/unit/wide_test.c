/*
 * What is done to many bytes at a time, beside the same done to one after the
 * other.
 */
#include <stdlib.h>

#include "runner.h"
#include "str/encode.h"
#include "str/html.h"
#include "str/shape.h"
#include "str/slashes.h"
#include "str/utf8.h"

runner_suite wide_suite;

enum { ROUNDS = 3000, LEN_MAX = 700 };

static unsigned random_state = 1;

/* A linear congruential generator (Numerical Recipes). */
static unsigned next_random(unsigned below)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 16) % below;
}

static void never_grow(struct sink *sink, size_t cap)
{
    ck_abort_msg("%zu of %zu bytes", cap, sink->cap);
}

static char room[2][16 * LEN_MAX];

static struct sink sink_to(int which)
{
    return (struct sink){room[which], 0, sizeof room[which], never_grow};
}

/*
 * Text of such pieces, with the odd one now and then, in memory of just its
 * length, so that reading on is seen.
 */
static struct view make_text(const char *const *pieces, unsigned count,
                             const char *odd)
{
    size_t wanted = next_random(LEN_MAX), len = 0;
    char text[LEN_MAX], *bytes;

    for (;;) {
        const char *piece = next_random(50) ? pieces[next_random(count)] : odd;

        if (len + strlen(piece) > wanted)
            break;
        memcpy(text + len, piece, strlen(piece));
        len += strlen(piece);
    }
    bytes = malloc(len);
    if (len > 0)
        memcpy(bytes, text, len);
    return view_of(bytes, len);
}

static void release(struct view v)
{
    free((void *)(uintptr_t)v.bytes);
}

#define COUNT(list) (unsigned)(sizeof(list) / sizeof *(list))

static void must_be_same(const struct sink *a, const struct sink *b)
{
    ck_assert_uint_eq(a->len, b->len);
    ck_assert_mem_eq(a->bytes, b->bytes, a->len);
}

static const char *const characters[] = {
    "a", "b c", "Ж", "é", "漢字", "🙂", "plain text ", "ÿ", "€"};
static const char *const odd_characters[] = {"",
                                             "\x80",
                                             "\xc2",
                                             "\xe0\x80",
                                             "\xf5\x80\x80\x80",
                                             "\xf0\x9f\x99",
                                             "\xc0\x80",
                                             "\xed\xa0\x80",
                                             "\xe2\x82",
                                             "\xff"};

static size_t count_serial(struct view v)
{
    size_t count = 0, i = 0;

    for (; i < v.len; count++)
        i += utf8_lead_len(view_at(v, i));
    return count;
}

static bool is_valid_serial(struct view v)
{
    while (v.len > 0) {
        size_t len;

        if (utf8_decode(v, &len) == UTF8_ERROR)
            return false;
        v = view_skip(v, len);
    }
    return true;
}

START_TEST(characters_are_counted_and_checked_alike)
{
    int valid = 0;

    for (int i = 0; i < ROUNDS; i++) {
        const char *odd = odd_characters[next_random(COUNT(odd_characters))];
        struct view v = make_text(characters, COUNT(characters), odd);
        bool is_valid = is_valid_serial(v);

        ck_assert_uint_eq(utf8_walk_count(v), count_serial(v));
        ck_assert_int_eq(utf8_is_valid(v), is_valid);
        valid += is_valid;
        release(v);
    }
    ck_assert_int_gt(valid, ROUNDS / 9);
    ck_assert_int_lt(valid, ROUNDS);
}
END_TEST

static const char *const marks[] = {"<", "&", "\"", "'",     "\\",
                                    ">", "x", "0",  "plain", "and longer, "};

/* What is written for a byte; NULL when it stays. */
static const char *entity_of(char c)
{
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&#039;";
    default: return NULL;
    }
}

static void escape_serial(struct sink *sink, struct view v)
{
    for (size_t i = 0; i < v.len; i++) {
        const char *entity = entity_of(v.bytes[i]);

        if (entity)
            sink_append_text(sink, entity);
        else
            sink_put(sink, v.bytes[i]);
    }
}

static void quote_serial(struct sink *sink, struct view v)
{
    for (size_t i = 0; i < v.len; i++) {
        if (strchr("\"'\\", v.bytes[i]))
            sink_put(sink, '\\');
        sink_put(sink, v.bytes[i]);
    }
}

START_TEST(marks_are_escaped_alike)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct view v = make_text(marks, COUNT(marks), "far longer than 16");
        struct sink wide = sink_to(0), serial = sink_to(1);

        html_escape(&wide, v, HTML_QUOTES, true);
        escape_serial(&serial, v);
        must_be_same(&wide, &serial);
        wide.len = serial.len = 0;
        slashes_add(&wide, v);
        quote_serial(&serial, v);
        must_be_same(&wide, &serial);
        release(v);
    }
}
END_TEST

START_TEST(bytes_are_reversed_alike)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct view v = make_text(marks, COUNT(marks), "\x80");

        shape_reverse(room[0], v);
        for (size_t at = 0; at < v.len; at++)
            room[1][at] = v.bytes[v.len - 1 - at];
        ck_assert_mem_eq(room[0], room[1], v.len);
        release(v);
    }
}
END_TEST

/* Encodes to the sink what has come, in pieces of so many bytes. */
static void encode(struct sink *sink, struct view v, size_t piece)
{
    while (v.len > 0) {
        struct view first = view_first(v, piece < v.len ? piece : v.len);

        encode_base64(sink->bytes + sink->len, first);
        sink->len += encode_base64_len(first.len);
        v = view_skip(v, first.len);
    }
}

/* The same back; false where there is a byte that is no letter. */
static bool decode(struct sink *sink, struct view v, size_t piece)
{
    while (v.len > 0) {
        struct view first = view_first(v, piece < v.len ? piece : v.len);
        char *end = encode_unbase64(sink->bytes + sink->len, first, true);

        if (!end)
            return false;
        sink_commit(sink, end);
        v = view_skip(v, first.len);
    }
    return true;
}

static const char *const any[] = {"\x01\xfe", "abc", "\xff\xff\xff", "?", "~~"};

START_TEST(base64_is_written_and_read_alike)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct view v = make_text(any, COUNT(any), "");
        struct sink wide = sink_to(0), serial = sink_to(1);
        char text[2 * LEN_MAX];

        encode(&wide, v, LEN_MAX);
        encode(&serial, v, 3);
        must_be_same(&wide, &serial);
        memcpy(text, wide.bytes, wide.len);
        wide.len = serial.len = 0;
        ck_assert(decode(&wide, view_of(text, encode_base64_len(v.len)),
                         sizeof text));
        ck_assert_uint_eq(wide.len, v.len);
        ck_assert_int_eq(v.len > 0 && memcmp(wide.bytes, v.bytes, v.len), 0);
        release(v);
    }
}
END_TEST

/* The text with a line end here and there. */
static struct view with_lines(char *to, struct view v)
{
    size_t len = 0;

    for (size_t i = 0; i < v.len; i++) {
        if (next_random(60) == 0)
            to[len++] = '\n';
        to[len++] = v.bytes[i];
    }
    return view_of(to, len);
}

START_TEST(lines_of_base64_are_read_as_if_there_were_none)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct view v = make_text(any, COUNT(any), "");
        struct sink plain = sink_to(0), read = sink_to(1);
        char text[4 * LEN_MAX];

        encode(&plain, v, LEN_MAX);
        ck_assert(
            decode(&read, with_lines(text, sink_view(&plain)), sizeof text));
        ck_assert_uint_eq(read.len, v.len);
        ck_assert_int_eq(v.len > 0 && memcmp(read.bytes, v.bytes, v.len), 0);
        release(v);
    }
}
END_TEST

/* The letters of base64; strict decoding takes no other but white space. */
static bool is_letter(int c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || c == '+' || c == '/';
}

START_TEST(what_is_no_letter_is_seen_in_every_place)
{
    char letters[128];
    int wrong = 0;

    memset(letters, 'A', sizeof letters);
    for (size_t at = 0; at < sizeof letters - 4; at++) {
        for (int c = '!'; c < 256; c++) {
            struct sink sink = sink_to(0);
            struct view v = view_of(letters, sizeof letters);

            letters[at] = (char)c;
            wrong += decode(&sink, v, LEN_MAX) != is_letter(c);
        }
        letters[at] = 'A';
    }
    ck_assert_int_eq(wrong, 0);
}
END_TEST

Suite *wide_suite(void)
{
    Suite *suite = suite_create("wide");
    TCase *all = tcase_create("all");

    tcase_add_test(all, characters_are_counted_and_checked_alike);
    tcase_add_test(all, marks_are_escaped_alike);
    tcase_add_test(all, bytes_are_reversed_alike);
    tcase_add_test(all, base64_is_written_and_read_alike);
    tcase_add_test(all, lines_of_base64_are_read_as_if_there_were_none);
    tcase_add_test(all, what_is_no_letter_is_seen_in_every_place);
    suite_add_tcase(suite, all);
    return suite;
}
