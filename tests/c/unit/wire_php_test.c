#include "base/wire_php.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

runner_suite wire_php_suite;

static const char DATA[] = "tests/data/wire/php.txt";

enum { VECTORS = 200, LINE = 512, DEPTH = 32 };

struct vector {
    char line[LINE]; /* which the texts below are parts of */
    const char *name;
    char *text;
    size_t len;
    const char *reads; /* as show_value() shows it, or "! " and a problem */
    char *written;
    size_t written_len;
};

static struct vector vectors[VECTORS];
static size_t vector_count;

static struct arena arena;
static struct buffer out;
static struct wire_writer writer;

/* Ends the text at a ' | ' and returns what follows, or NULL. */
static char *cut(char *text)
{
    char *bar = strstr(text, " | ");

    if (!bar)
        return NULL;
    *bar = '\0';
    return bar + 3;
}

/* Puts bytes in the place of their \xNN; returns how many there are. */
static size_t unescape(char *text)
{
    char *to = text;
    unsigned byte;

    for (const char *from = text; *from; to++) {
        if (sscanf(from, "\\x%2x", &byte) == 1) {
            *to = (char)byte;
            from += 4;
        } else {
            *to = *from++;
        }
    }
    return (size_t)(to - text);
}

static void load_vector(struct vector *vector)
{
    char *reads, *written;

    vector->name = vector->line;
    vector->text = cut(vector->line);
    reads = vector->text ? cut(vector->text) : NULL;
    written = reads ? cut(reads) : NULL;
    ck_assert_msg(reads, "what is '%s'?", vector->line);
    vector->reads = reads;
    vector->len = unescape(vector->text);
    vector->written = written ? written : vector->text;
    vector->written_len = written ? strlen(written) : vector->len;
}

static void load_vectors(void)
{
    FILE *file = fopen(DATA, "r");
    char *line = vectors[0].line;

    ck_assert_msg(file, "no %s in this folder", DATA);
    vector_count = 0;
    while (fgets(line, LINE, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        load_vector(&vectors[vector_count++]);
        ck_assert_uint_lt(vector_count, VECTORS);
        line = vectors[vector_count].line;
    }
    fclose(file);
    ck_assert_uint_gt(vector_count, 100);
}

static void begin_writing(size_t limit)
{
    arena_init(&arena, limit);
    out = (struct buffer){.bytes = NULL};
    writer = (struct wire_writer){.arena = &arena, .out = &out};
}

static void end_writing(void)
{
    buffer_reset(&out, &arena, 0);
    ck_assert_uint_eq(arena.used_bytes, 0);
    arena_release(&arena);
}

static void setup(void)
{
    load_vectors();
    begin_writing(SIZE_MAX);
}

/* A block without a byte to spare, so that AddressSanitizer sees over-reads. */
static char *copy(const char *bytes, size_t len)
{
    char *block = malloc(len);

    ck_assert(block || len == 0);
    if (len > 0)
        memcpy(block, bytes, len);
    return block;
}

/* Asserts only what is wrong: Check notes every assertion in a file. */
static bool read_next(struct wire_reader *reader, struct wire_item *item)
{
    bool good;

    memset(item, 0x5a, sizeof *item);
    good = wire_php.read(reader, item);
    if (good != !reader->problem)
        ck_abort_msg("a problem and a result that do not fit");
    if (reader->at < reader->start || reader->at > reader->end)
        ck_abort_msg("the reader is out of its bytes");
    return good;
}

static void show_bytes(FILE *to, const struct wire_item *item)
{
    fputc('"', to);
    for (size_t i = 0; i < item->len; i++) {
        unsigned byte = (unsigned char)item->bytes[i];
        bool is_plain = byte >= 0x20 && byte < 0x7f && byte != '\\';

        fprintf(to, is_plain ? "%c" : "\\x%02x", byte);
    }
    fputc('"', to);
}

static void show_item(FILE *to, const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_NIL: fputs("nil", to); break;
    case WIRE_BOOL: fputs(item->integer ? "true" : "false", to); break;
    case WIRE_INT: fprintf(to, "int %" PRId64, item->integer); break;
    case WIRE_FLOAT:
        if (isnan(item->number))
            fputs("float nan", to);
        else
            fprintf(to, "float %.17g", item->number);
        break;
    case WIRE_BYTES: show_bytes(to, item); break;
    case WIRE_LIST: fprintf(to, "list %zu", item->count); break;
    case WIRE_MAP: fprintf(to, "map %zu", item->count); break;
    case WIRE_OBJECT:
        fputs("object ", to);
        show_bytes(to, item);
        fprintf(to, " %zu", item->count);
        break;
    case WIRE_BACK:
        fputs(item->is_value ? "back" : "reference", to);
        fprintf(to, " %" PRId64, item->integer);
        break;
    }
}

/* There is no writing of WIRE_BACK. */
static void write_item(const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_NIL: wire_php.write_nil(&writer); break;
    case WIRE_BOOL: wire_php.write_bool(&writer, item->integer); break;
    case WIRE_INT: wire_php.write_int(&writer, item->integer); break;
    case WIRE_FLOAT: wire_php.write_float(&writer, item->number); break;
    case WIRE_BYTES:
        wire_php.write_bytes(&writer, item->bytes, item->len);
        break;
    case WIRE_LIST: wire_php.write_list(&writer, item->count); break;
    case WIRE_MAP: wire_php.write_map(&writer, item->count); break;
    case WIRE_OBJECT:
        wire_php.write_object(&writer, item->bytes, item->len, item->count);
        break;
    case WIRE_BACK: break;
    }
}

/* Shows the items of a value one after another, and writes them again. */
static bool show_value(FILE *to, struct wire_reader *reader, int depth)
{
    struct wire_item item;

    if (depth == DEPTH || !read_next(reader, &item))
        return false;
    show_item(to, &item);
    write_item(&item);
    if (item.kind != WIRE_MAP && item.kind != WIRE_OBJECT)
        return true;
    for (size_t i = 0; i < item.count * 2; i++) {
        fputc(' ', to);
        if (!show_value(to, reader, depth + 1))
            return false;
    }
    wire_php.write_end(&writer);
    return wire_php.read_end(reader);
}

/* Or "! " and the problem; to be freed. */
static char *show(const char *bytes, size_t len)
{
    char *block = copy(bytes, len);
    struct wire_reader reader;
    size_t size;
    char *text = NULL;
    FILE *to = open_memstream(&text, &size);

    buffer_reset(&out, &arena, SIZE_MAX);
    wire_reader_init(&reader, block, len);
    if (show_value(to, &reader, 0) && reader.at != reader.end)
        fputs(", and more", to);
    if (reader.problem) {
        rewind(to);
        fprintf(to, "! %s", reader.problem);
        fputc('\0', to);
    }
    fclose(to);
    free(block);
    return text;
}

static void assert_shows(const struct vector *vector, const char *want)
{
    char *text = show(vector->text, vector->len);

    ck_assert_msg(strcmp(text, want) == 0, "%s: '%s' instead of '%s'",
                  vector->name, text, want);
    free(text);
}

START_TEST(every_vector_is_read_as_it_says)
{
    for (size_t i = 0; i < vector_count; i++)
        assert_shows(&vectors[i], vectors[i].reads);
}
END_TEST

START_TEST(what_was_read_is_written_as_serialize_does)
{
    size_t count = 0;

    for (size_t i = 0; i < vector_count; i++) {
        const struct vector *vector = &vectors[i];

        if (vector->reads[0] == '!' || strstr(vector->reads, " back ") ||
            strstr(vector->reads, " reference "))
            continue;
        assert_shows(vector, vector->reads);
        ck_assert_msg(out.len == vector->written_len &&
                          !memcmp(out.bytes, vector->written, out.len),
                      "%s: '%s'", vector->name, out.bytes);
        ck_assert_int_eq(out.bytes[out.len], 0);
        count++;
    }
    ck_assert_uint_gt(count, 30);
}
END_TEST

START_TEST(no_beginning_of_a_value_is_a_value)
{
    for (size_t i = 0; i < vector_count; i++) {
        struct vector part = vectors[i];

        for (part.len = 0; part.len < vectors[i].len; part.len++) {
            char *text = show(part.text, part.len);

            ck_assert_msg(text[0] == '!', "%s: %zu bytes are '%s'", part.name,
                          part.len, text);
            free(text);
        }
    }
}
END_TEST

/* What else it is does not matter; AddressSanitizer watches. */
START_TEST(a_flipped_bit_leads_to_no_byte_outside)
{
    for (size_t i = 0; i < vector_count; i++) {
        const struct vector *vector = &vectors[i];

        for (size_t bit = 0; bit < vector->len * 8; bit++) {
            vector->text[bit / 8] ^= (char)(1 << bit % 8);
            free(show(vector->text, vector->len));
            vector->text[bit / 8] ^= (char)(1 << bit % 8);
        }
        assert_shows(vector, vector->reads);
    }
}
END_TEST

START_TEST(a_byte_that_is_missing_leads_to_no_byte_outside)
{
    char part[LINE];

    for (size_t i = 0; i < vector_count; i++) {
        const struct vector *vector = &vectors[i];

        for (size_t at = 0; at < vector->len; at++) {
            memcpy(part, vector->text, at);
            memcpy(part + at, vector->text + at + 1, vector->len - at - 1);
            free(show(part, vector->len - 1));
        }
    }
}
END_TEST

START_TEST(after_a_problem_nothing_more_is_read)
{
    static const char text[] = "x:1;i:2;}}}";
    struct wire_reader reader;
    struct wire_item item;

    wire_reader_init(&reader, text, strlen(text));
    ck_assert(!read_next(&reader, &item));
    reader.at = text + 4;
    ck_assert(!read_next(&reader, &item));
    ck_assert_ptr_eq(reader.at, text + 4);
    reader.at = text + 8;
    ck_assert(!wire_php.read_end(&reader));
    ck_assert_ptr_eq(reader.at, text + 8);
    ck_assert_str_eq(reader.problem,
                     "the text is not as serialize() writes it");
}
END_TEST

/* Heads, and how many bytes have to follow at the least. */
static const struct {
    const char *head;
    size_t least;
} heads[] = {
    {"a:0:{", 1},       {"a:1:{", 7},         {"a:2:{", 13},
    {"a:1000:{", 6001}, {"O:1:\"A\":0:{", 1}, {"O:1:\"A\":1:{", 7},
    {"s:0:\"", 2},      {"s:1:\"", 3},        {"s:65536:\"", 65538},
    {"O:5:\"", 11},
};

START_TEST(a_count_is_believed_when_the_text_can_hold_it)
{
    static const char *const closings[] = {"\";", "}", "\":0:{}"};
    const char *head = heads[_i].head;
    bool is_name = strcmp(head, "O:5:\"") == 0;
    const char *closing = closings[*head == 's' ? 0 : 1 + is_name];
    size_t len = strlen(head) + heads[_i].least;
    char *text = malloc(len);
    char *part;
    struct wire_reader reader;
    struct wire_item item;

    memset(text, '1', len);
    memcpy(text, head, strlen(head));
    memcpy(text + len - strlen(closing), closing, strlen(closing));
    wire_reader_init(&reader, text, len);
    ck_assert(read_next(&reader, &item));
    part = copy(text, len - 1);
    part[len - 2] = '}';
    wire_reader_init(&reader, part, len - 1);
    ck_assert(!read_next(&reader, &item));
    free(part);
    free(text);
}
END_TEST

static const char *const bombs[] = {
    "a:18446744073709551615:{",
    "a:9223372036854775807:{",
    "a:4294967295:{",
    "a:200000:{",
    "s:18446744073709551615:\"",
    "s:18446744073709551614:\"",
    "s:4294967295:\"",
    "O:18446744073709551615:\"",
    "O:1:\"A\":18446744073709551615:{",
    "O:1:\"A\":200000:{",
};

START_TEST(a_bomb_is_a_problem_at_once)
{
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE);
    struct wire_reader reader;
    struct wire_item item;

    memset(text, ';', SIZE);
    memcpy(text, bombs[_i], strlen(bombs[_i]));
    wire_reader_init(&reader, text, SIZE);
    ck_assert(!read_next(&reader, &item));
    ck_assert(reader.at <= reader.start + 10);
    free(text);
}
END_TEST

/* They begin like this and go on with a million nines. */
static const char *const endless[] = {"i:", "i:-", "s:", "a:", "O:", "R:"};

START_TEST(digits_without_end_are_too_many)
{
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE);
    struct wire_reader reader;
    struct wire_item item;

    memset(text, '9', SIZE);
    memcpy(text, endless[_i], strlen(endless[_i]));
    text[SIZE - 1] = ';';
    wire_reader_init(&reader, text, SIZE);
    ck_assert(!read_next(&reader, &item));
    free(text);
}
END_TEST

START_TEST(a_hundred_thousand_levels_are_as_many_items)
{
    enum { LEVELS = 100000 };
    static const char level[] = "a:1:{i:0;";
    size_t len = strlen(level) * LEVELS;
    char *text = malloc(len);
    struct wire_reader reader;
    struct wire_item item;
    int count = 0;

    for (size_t i = 0; i < LEVELS; i++)
        memcpy(text + i * strlen(level), level, strlen(level));
    wire_reader_init(&reader, text, len);
    while (read_next(&reader, &item))
        count++;
    ck_assert_int_eq(count, 2 * (LEVELS - 1));
    ck_assert_str_eq(reader.problem, "more entries are announced than follow");
    free(text);
}
END_TEST

/* Sebastiano Vigna's splitmix64: another sequence for every seed. */
static uint64_t next_random(uint64_t *seed)
{
    uint64_t n = *seed += UINT64_C(0x9e3779b97f4a7c15);

    n = (n ^ n >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    n = (n ^ n >> 27) * UINT64_C(0x94d049bb133111eb);
    return n ^ n >> 31;
}

static void random_scalar(struct wire_item *item, uint64_t *seed)
{
    static char bytes[600];
    uint64_t bits = next_random(seed);

    switch (item->kind) {
    case WIRE_BOOL: item->integer = bits & 1; break;
    case WIRE_INT:
        item->integer = (int64_t)bits >> next_random(seed) % 64;
        break;
    case WIRE_FLOAT: memcpy(&item->number, &bits, sizeof bits); break;
    default:
        item->len = bits % (bits & 1024 ? 10 : sizeof bytes);
        item->bytes = bytes;
        for (size_t i = 0; i < item->len; i++)
            bytes[i] = (char)next_random(seed);
    }
}

/* The next item of a random value; keys are integers or bytes. */
static void random_item(struct wire_item *item, uint64_t *seed, int depth,
                        bool is_key)
{
    static const enum wire_kind kinds[] = {
        WIRE_INT, WIRE_BYTES, WIRE_NIL, WIRE_BOOL,   WIRE_FLOAT,
        WIRE_MAP, WIRE_MAP,   WIRE_MAP, WIRE_OBJECT,
    };
    uint64_t count = is_key ? 2 : depth == 5 ? 5 : 9;

    item->kind = kinds[next_random(seed) % count];
    item->count = next_random(seed) % 7;
    random_scalar(item, seed);
}

static bool is_same(const struct wire_item *a, const struct wire_item *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case WIRE_BOOL:
    case WIRE_INT: return a->integer == b->integer;
    case WIRE_FLOAT:
        return !memcmp(&a->number, &b->number, sizeof a->number) ||
               (isnan(a->number) && isnan(b->number));
    case WIRE_MAP: return a->count == b->count;
    case WIRE_OBJECT:
        if (a->count != b->count)
            return false;
        /* fall through */
    case WIRE_BYTES:
        return a->len == b->len && !memcmp(a->bytes, b->bytes, a->len);
    default: return true;
    }
}

/* Writes a random value, or, with a reader, expects just that one. */
static void visit(struct wire_reader *reader, uint64_t *seed, int depth,
                  bool is_key)
{
    struct wire_item item = {.kind = WIRE_NIL}, found;

    random_item(&item, seed, depth, is_key);
    if (!reader)
        write_item(&item);
    else if (!read_next(reader, &found) || !is_same(&item, &found))
        ck_abort_msg("another item was written");
    if (item.kind != WIRE_MAP && item.kind != WIRE_OBJECT)
        return;
    for (size_t i = 0; i < item.count; i++) {
        visit(reader, seed, depth + 1, true);
        visit(reader, seed, depth + 1, false);
    }
    if (!reader)
        wire_php.write_end(&writer);
    else if (!wire_php.read_end(reader))
        ck_abort_msg("%s", reader->problem);
}

static void write_random(uint64_t seed)
{
    buffer_reset(&out, &arena, SIZE_MAX);
    visit(NULL, &seed, 0, false);
}

START_TEST(random_values_come_back)
{
    size_t longest = 0;

    for (uint64_t seed = 1; seed <= 1000; seed++) {
        struct wire_reader reader;
        uint64_t again = seed;
        char *text;

        write_random(seed);
        longest = out.len > longest ? out.len : longest;
        text = copy(out.bytes, out.len);
        wire_reader_init(&reader, text, out.len);
        visit(&reader, &again, 0, false);
        ck_assert_ptr_eq(reader.at, reader.end);
        free(text);
    }
    ck_assert_uint_gt(longest, 20000);
}
END_TEST

START_TEST(a_list_is_written_as_a_map)
{
    wire_php.write_list(&writer, 2);
    ck_assert_str_eq(out.bytes, "a:2:{");
    ck_assert(wire_php.lists_have_keys);
}
END_TEST

START_TEST(ends_fill_a_buffer_to_its_last_byte)
{
    for (int i = 0; i < 3000; i++)
        wire_php.write_end(&writer);
    ck_assert_uint_eq(strlen(out.bytes), 3000);
}
END_TEST

/* What is written is the whole text, or its beginning. */
START_TEST(the_writer_stops_where_memory_ends)
{
    enum { SEED = 5 };
    struct buffer whole = {.bytes = NULL};
    struct arena other;
    size_t refusals = 0;

    arena_init(&other, SIZE_MAX);
    write_random(SEED);
    ck_assert_uint_gt(out.len, 2000);
    ck_assert(buffer_append(&whole, &other, out.bytes, out.len));
    end_writing();
    for (size_t limit = 0;; limit += 16, refusals++) {
        size_t len;

        begin_writing(limit);
        write_random(SEED);
        if (!writer.refused)
            break;
        len = out.len;
        ck_assert_uint_lt(len, whole.len);
        wire_php.write_nil(&writer);
        wire_php.write_end(&writer);
        ck_assert_uint_eq(out.len, len);
        if (out.bytes)
            ck_assert_str_eq(out.bytes + len, "");
        if (len > 0)
            ck_assert_mem_eq(out.bytes, whole.bytes, len);
        end_writing();
    }
    ck_assert_uint_gt(refusals, 100);
    ck_assert_uint_eq(out.len, whole.len);
    ck_assert_mem_eq(out.bytes, whole.bytes, whole.len);
    arena_release(&other);
}
END_TEST

START_TEST(bytes_of_any_length_are_written_at_once)
{
    enum { SIZE = 300000 };
    char *bytes = calloc(1, SIZE);

    wire_php.write_bytes(&writer, bytes, SIZE);
    ck_assert(!writer.refused);
    ck_assert_uint_eq(out.len, SIZE + strlen("s:300000:\"\";"));
    wire_php.write_bytes(&writer, bytes, SIZE_MAX / 2);
    ck_assert(writer.refused);
    ck_assert_uint_eq(out.len, SIZE + strlen("s:300000:\"\";"));
    free(bytes);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

Suite *wire_php_suite(void)
{
    Suite *suite = suite_create("wire_php");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, end_writing);
    tcase_add_test(all, every_vector_is_read_as_it_says);
    tcase_add_test(all, what_was_read_is_written_as_serialize_does);
    tcase_add_test(all, no_beginning_of_a_value_is_a_value);
    tcase_add_test(all, a_flipped_bit_leads_to_no_byte_outside);
    tcase_add_test(all, a_byte_that_is_missing_leads_to_no_byte_outside);
    tcase_add_test(all, after_a_problem_nothing_more_is_read);
    tcase_add_loop_test(all, a_count_is_believed_when_the_text_can_hold_it, 0,
                        COUNT(heads));
    tcase_add_loop_test(all, a_bomb_is_a_problem_at_once, 0, COUNT(bombs));
    tcase_add_loop_test(all, digits_without_end_are_too_many, 0,
                        COUNT(endless));
    tcase_add_test(all, a_hundred_thousand_levels_are_as_many_items);
    tcase_add_test(all, random_values_come_back);
    tcase_add_test(all, a_list_is_written_as_a_map);
    tcase_add_test(all, ends_fill_a_buffer_to_its_last_byte);
    tcase_add_test(all, the_writer_stops_where_memory_ends);
    tcase_add_test(all, bytes_of_any_length_are_written_at_once);
    suite_add_tcase(suite, all);
    return suite;
}
