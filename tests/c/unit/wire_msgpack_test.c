#include "base/wire_msgpack.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

runner_suite wire_msgpack_suite;

static const char DATA[] = "tests/data/wire/msgpack.txt";

enum { VECTORS = 200, LINE = 512 };

struct vector {
    char line[LINE]; /* which the texts below are parts of */
    const char *name;
    const char *reads; /* as show_value() shows it, or "! " and a problem */
    unsigned char bytes[LINE / 2];
    size_t len;
    unsigned char written[LINE / 2];
    size_t written_len;
};

static struct vector vectors[VECTORS];
static size_t vector_count;

static struct arena arena;
static struct buffer out;
static struct wire_writer writer;

static size_t from_hex(unsigned char *bytes, const char *hex)
{
    size_t len = 0;

    for (unsigned byte; sscanf(hex, "%2x", &byte) == 1; hex += 2)
        bytes[len++] = (unsigned char)byte;
    return len;
}

/* Ends the text at a ' | ' and returns what follows, or NULL. */
static char *cut(char *text)
{
    char *bar = strstr(text, " | ");

    if (!bar)
        return NULL;
    *bar = '\0';
    return bar + 3;
}

static void load_vector(struct vector *vector)
{
    char *hex = cut(vector->line);
    char *reads = hex ? cut(hex) : NULL;
    char *written = reads ? cut(reads) : NULL;

    ck_assert_msg(reads, "what is '%s'?", vector->line);
    vector->name = vector->line;
    vector->reads = reads;
    vector->len = from_hex(vector->bytes, hex);
    vector->written_len = from_hex(vector->written, written ? written : hex);
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

static void begin_writing(void)
{
    arena_init(&arena, SIZE_MAX);
    out = (struct buffer){.bytes = NULL};
    writer = (struct wire_writer){.arena = &arena, .out = &out};
}

static void setup(void)
{
    load_vectors();
    begin_writing();
}

static void teardown(void)
{
    buffer_reset(&out, &arena, 0);
    ck_assert_uint_eq(arena.used_bytes, 0);
    arena_release(&arena);
}

/* A block with not a byte to spare, so that AddressSanitizer sees over-reads.
 */
static char *copy(const void *bytes, size_t len)
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
    good = wire_msgpack.read(reader, item);
    if (good != !reader->problem)
        ck_abort_msg("a problem and a result that do not fit");
    if (reader->at < reader->start || reader->at > reader->end)
        ck_abort_msg("the reader is out of its bytes");
    return good;
}

/* How many values come next because of an item. */
static size_t values_in(const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_LIST: return item->count;
    case WIRE_MAP:
    case WIRE_OBJECT: return item->count * 2;
    default: return 0;
    }
}

static void show_bytes(FILE *to, const struct wire_item *item)
{
    fputc('"', to);
    for (size_t i = 0; i < item->len; i++) {
        unsigned byte = (unsigned char)item->bytes[i];

        fprintf(to, byte >= 0x20 && byte < 0x7f ? "%c" : "\\x%02x", byte);
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
        fputs(item->is_value ? "object twice " : "object ", to);
        show_bytes(to, item);
        fprintf(to, " %zu", item->count);
        break;
    case WIRE_BACK:
        fprintf(to, item->is_value ? "back once %" PRId64 : "back %" PRId64,
                item->integer);
        break;
    }
}

/* The items of a value, or "! " and the problem; to be freed. */
static char *show_value(struct wire_reader *reader)
{
    struct wire_item item;
    size_t size;
    char *text = NULL;
    FILE *to = open_memstream(&text, &size);

    for (size_t due = 1; due > 0; due--) {
        if (!read_next(reader, &item))
            break;
        due += values_in(&item);
        show_item(to, &item);
        if (due > 1)
            fputc(' ', to);
    }
    if (reader->problem) {
        rewind(to);
        fprintf(to, "! %s", reader->problem);
        fputc('\0', to);
    }
    fclose(to);
    return text;
}

static char *show(const void *bytes, size_t len)
{
    char *block = copy(bytes, len);
    struct wire_reader reader;
    char *text;

    wire_reader_init(&reader, block, len);
    text = show_value(&reader);
    if (!reader.problem && reader.at != reader.end)
        *text = '?';
    free(block);
    return text;
}

static void assert_shows(const struct vector *vector, const char *want)
{
    char *text = show(vector->bytes, vector->len);

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

START_TEST(no_beginning_of_a_value_is_a_value)
{
    for (size_t i = 0; i < vector_count; i++) {
        struct vector part = vectors[i];

        for (part.len = 0; part.len < vectors[i].len; part.len++) {
            char *text = show(part.bytes, part.len);

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
        struct vector flipped = vectors[i];

        for (size_t bit = 0; bit < flipped.len * 8; bit++) {
            flipped.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
            free(show(flipped.bytes, flipped.len));
            flipped.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        }
        assert_shows(&flipped, vectors[i].reads);
    }
}
END_TEST

START_TEST(after_a_problem_nothing_more_is_read)
{
    struct wire_reader reader;
    struct wire_item item;

    wire_reader_init(&reader, "\xc1\x01\x02", 3);
    ck_assert(!read_next(&reader, &item));
    ck_assert_str_eq(reader.problem, "no value begins with byte 0xc1");
    for (int i = 0; i < 3; i++)
        ck_assert(!read_next(&reader, &item));
    ck_assert(!wire_msgpack.read_end(&reader));
    ck_assert_ptr_eq(reader.at, reader.start + 1);
    ck_assert_str_eq(reader.problem, "no value begins with byte 0xc1");
}
END_TEST

/* Heads of lists, maps and bytes, and how many bytes each entry needs. */
static const struct {
    const char *hex;
    size_t least;
} heads[] = {{"9f", 15},
             {"dc0010", 16},
             {"dd00010000", 65536},
             {"8f", 30},
             {"de0010", 32},
             {"df00010000", 131072},
             {"bf", 31},
             {"d920", 32},
             {"da0100", 256},
             {"db00010000", 65536},
             {"c420", 32},
             {"c50100", 256},
             {"c600010000", 65536},
             {"8fc0a141", 28},
             {"8fc001", 28}};

START_TEST(a_count_is_believed_when_the_bytes_can_hold_it)
{
    enum { ROOM = 140000 };
    static unsigned char bytes[ROOM];
    size_t len = from_hex(bytes, heads[_i].hex);
    struct wire_reader reader;
    struct wire_item item;
    char *block;

    for (size_t few = 0; few < 2; few++) {
        block = copy(bytes, len + heads[_i].least - few);
        wire_reader_init(&reader, block, len + heads[_i].least - few);
        ck_assert_int_eq(read_next(&reader, &item), few == 0);
        free(block);
    }
}
END_TEST

static const char *const bombs[] = {
    "ddffffffff", "dfffffffff", "dbffffffff",       "c6ffffffff",
    "df80000000", "dd7fffffff", "dfffffffffc0a141", "82c0a14dc0dfffffffff",
};

START_TEST(a_bomb_is_a_problem_at_once)
{
    enum { SIZE = 1 << 20 };
    static unsigned char bytes[SIZE];
    struct wire_reader reader;
    struct wire_item item;

    from_hex(bytes, bombs[_i]);
    wire_reader_init(&reader, (char *)bytes, SIZE);
    ck_assert(!read_next(&reader, &item));
    ck_assert(reader.at <= reader.start + 10);
}
END_TEST

/* One level, which the next one stands in. */
static const char *const levels[] = {"91", "8101", "82c00101", "82c0a1410a"};

START_TEST(a_hundred_thousand_levels_are_as_many_items)
{
    enum { DEPTH = 100000 };
    unsigned char level[8];
    size_t len = from_hex(level, levels[_i]);
    char *block = malloc(DEPTH * len);
    struct wire_reader reader;
    struct wire_item item;
    int depth = 0;

    for (size_t i = 0; i < DEPTH; i++)
        memcpy(block + i * len, level, len);
    wire_reader_init(&reader, block, DEPTH * len);
    while (read_next(&reader, &item))
        depth++;
    ck_assert_int_ge(depth, DEPTH - 1);
    ck_assert(reader.end - reader.at < (ptrdiff_t)len);
    free(block);
}
END_TEST

START_TEST(an_end_takes_no_bytes)
{
    struct wire_reader reader;
    struct wire_item item;

    wire_reader_init(&reader, "\x91\x90\x05", 3);
    ck_assert(read_next(&reader, &item) && read_next(&reader, &item));
    ck_assert(wire_msgpack.read_end(&reader));
    ck_assert(wire_msgpack.read_end(&reader));
    ck_assert(read_next(&reader, &item));
    ck_assert_int_eq(item.integer, 5);
    wire_msgpack.write_list(&writer, 0);
    wire_msgpack.write_end(&writer);
    ck_assert_uint_eq(out.len, 1);
}
END_TEST

static void assert_written(const char *hex)
{
    unsigned char want[LINE];
    size_t len = from_hex(want, hex);

    ck_assert(!writer.refused);
    ck_assert_uint_ge(out.len, len);
    ck_assert_mem_eq(out.bytes, want, len);
    ck_assert_int_eq(out.bytes[out.len], 0);
}

START_TEST(every_integer_near_a_power_of_two_comes_back)
{
    struct wire_reader reader;
    struct wire_item item;

    for (int i = 0; i < 64 * 5 * 2; i++) {
        uint64_t near = (UINT64_C(1) << i % 64) + (uint64_t)(i / 64 % 5) - 2;
        int64_t value = (int64_t)(i < 64 * 5 ? near : ~near);

        buffer_reset(&out, &arena, SIZE_MAX);
        wire_msgpack.write_int(&writer, value);
        wire_reader_init(&reader, out.bytes, out.len);
        ck_assert(read_next(&reader, &item) && reader.at == reader.end);
        ck_assert_int_eq(item.kind, WIRE_INT);
        ck_assert_int_eq(item.integer, value);
    }
}
END_TEST

static const struct {
    size_t count;
    const char *bytes, *list, *map; /* what they begin with */
} sizes[] = {
    {0, "a0", "90", "90"},
    {1, "a1", "91", "81"},
    {15, "af", "9f", "8f"},
    {16, "b0", "dc0010", "de0010"},
    {31, "bf", "dc001f", "de001f"},
    {32, "d920", "dc0020", "de0020"},
    {255, "d9ff", "dc00ff", "de00ff"},
    {256, "da0100", "dc0100", "de0100"},
    {65535, "daffff", "dcffff", "deffff"},
    {65536, "db00010000", "dd00010000", "df00010000"},
};

START_TEST(bytes_follow_the_shortest_head)
{
    enum { MOST = 65536 };
    static char bytes[MOST];
    struct wire_reader reader;
    struct wire_item item;

    for (size_t i = 0; i < MOST; i++)
        bytes[i] = (char)(i * 7);
    wire_msgpack.write_bytes(&writer, bytes, sizes[_i].count);
    assert_written(sizes[_i].bytes);
    wire_reader_init(&reader, out.bytes, out.len);
    ck_assert(read_next(&reader, &item));
    ck_assert_ptr_eq(reader.at, reader.end);
    ck_assert_int_eq(item.kind, WIRE_BYTES);
    ck_assert_uint_eq(item.len, sizes[_i].count);
    ck_assert_mem_eq(item.bytes, bytes, item.len);
}
END_TEST

/* PHP would make a stdClass of an empty map. */
START_TEST(a_count_is_written_in_its_shortest_form)
{
    wire_msgpack.write_list(&writer, sizes[_i].count);
    assert_written(sizes[_i].list);
    ck_assert_uint_eq(out.len, strlen(sizes[_i].list) / 2);
    buffer_reset(&out, &arena, SIZE_MAX);
    wire_msgpack.write_map(&writer, sizes[_i].count);
    assert_written(sizes[_i].map);
    ck_assert_uint_eq(out.len, strlen(sizes[_i].map) / 2);
}
END_TEST

static const uint64_t float_bits[] = {0,
                                      UINT64_C(0x8000000000000000),
                                      UINT64_C(0x3ff0000000000000),
                                      UINT64_C(0x3fb999999999999a),
                                      UINT64_C(0x0000000000000001),
                                      UINT64_C(0x7fefffffffffffff),
                                      UINT64_C(0x7ff0000000000000),
                                      UINT64_C(0xfff0000000000000),
                                      UINT64_C(0x7ff8000000000000),
                                      UINT64_C(0xfff8000000000001),
                                      UINT64_C(0x7ff0000000000001)};

START_TEST(a_float_keeps_its_bits)
{
    struct wire_reader reader;
    struct wire_item item;
    double value;

    memcpy(&value, &float_bits[_i], sizeof value);
    wire_msgpack.write_float(&writer, value);
    ck_assert_uint_eq(out.len, 9);
    wire_reader_init(&reader, out.bytes, out.len);
    ck_assert(read_next(&reader, &item));
    ck_assert_int_eq(item.kind, WIRE_FLOAT);
    ck_assert_mem_eq(&item.number, &float_bits[_i], sizeof item.number);
}
END_TEST

static void write_item(const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_NIL: wire_msgpack.write_nil(&writer); break;
    case WIRE_BOOL: wire_msgpack.write_bool(&writer, item->integer); break;
    case WIRE_INT: wire_msgpack.write_int(&writer, item->integer); break;
    case WIRE_FLOAT: wire_msgpack.write_float(&writer, item->number); break;
    case WIRE_BYTES:
        wire_msgpack.write_bytes(&writer, item->bytes, item->len);
        break;
    case WIRE_LIST: wire_msgpack.write_list(&writer, item->count); break;
    case WIRE_MAP: wire_msgpack.write_map(&writer, item->count); break;
    default: ck_abort_msg("kind %d is not written", (int)item->kind);
    }
}

static bool is_ours(const struct vector *vector)
{
    return vector->reads[0] != '!' && !strstr(vector->reads, "object") &&
           !strstr(vector->reads, "back");
}

START_TEST(every_vector_is_written_as_it_says)
{
    for (size_t i = 0; i < vector_count; i++) {
        const struct vector *vector = &vectors[i];
        struct wire_reader reader;
        struct wire_item item;

        if (!is_ours(vector))
            continue;
        buffer_reset(&out, &arena, SIZE_MAX);
        wire_reader_init(&reader, (const char *)vector->bytes, vector->len);
        while (reader.at < reader.end && read_next(&reader, &item))
            write_item(&item);
        ck_assert_msg(out.len == vector->written_len &&
                          !memcmp(out.bytes, vector->written, out.len),
                      "%s: written otherwise", vector->name);
    }
}
END_TEST

enum { MOST_ITEMS = 4000, POOL = 70000 };

static struct wire_item items[MOST_ITEMS];
static size_t item_count;
static char pool[POOL];
static uint64_t seed;

/* A linear congruential generator, by its upper bits. */
static uint64_t draw(uint64_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (seed >> 11) % below;
}

static struct wire_item draw_bytes(void)
{
    static const size_t bounds[] = {4, 40, 300, POOL / 2};
    struct wire_item item = {.kind = WIRE_BYTES};

    item.len = draw(bounds[draw(50) == 0 ? 3 : draw(3)]);
    item.bytes = pool + draw(POOL - item.len);
    return item;
}

static struct wire_item draw_number(void)
{
    struct wire_item item = {.kind = draw(2) ? WIRE_INT : WIRE_FLOAT};
    uint64_t bits = draw(UINT64_C(1) << 53) * 4099 >> draw(64);

    item.integer = (int64_t)(draw(2) ? bits : ~bits);
    memcpy(&item.number, &bits, sizeof bits);
    return item;
}

static struct wire_item draw_item(bool flat)
{
    struct wire_item item = {.kind = WIRE_NIL};

    switch (draw(flat ? 5 : 9)) {
    case 0: return item;
    case 1:
        item.kind = WIRE_BOOL;
        item.integer = (int64_t)draw(2);
        return item;
    case 2: return draw_bytes();
    case 3:
    case 4: return draw_number();
    default:
        item.count = draw(draw(10) == 0 ? 40 : 5);
        item.kind = draw(2) && item.count > 0 ? WIRE_MAP : WIRE_LIST;
        return item;
    }
}

/* Keys are not nil: that is how objects begin. */
static struct wire_item draw_key(void)
{
    struct wire_item item = draw_number();

    item.kind = WIRE_INT;
    return draw(2) ? item : draw_bytes();
}

/* With half of the items used up, the rest is enough to come to an end. */
static void draw_value(int depth)
{
    bool flat = depth == 6 || item_count > MOST_ITEMS / 2;
    struct wire_item item = draw_item(flat);

    items[item_count++] = item;
    for (size_t i = 0; i < item.count; i++) {
        if (item.kind == WIRE_MAP)
            items[item_count++] = draw_key();
        draw_value(depth + 1);
    }
}

static bool same(const struct wire_item *item, const struct wire_item *want)
{
    if (item->kind != want->kind)
        return false;
    switch (want->kind) {
    case WIRE_BOOL:
    case WIRE_INT: return item->integer == want->integer;
    case WIRE_FLOAT:
        return !memcmp(&item->number, &want->number, sizeof item->number);
    case WIRE_BYTES:
        return item->len == want->len &&
               !memcmp(item->bytes, want->bytes, item->len);
    case WIRE_LIST:
    case WIRE_MAP: return item->count == want->count;
    default: return true;
    }
}

static void assert_reads_items(const char *bytes, size_t len)
{
    char *block = copy(bytes, len);
    struct wire_reader reader;
    struct wire_item item;

    wire_reader_init(&reader, block, len);
    for (size_t i = 0; i < item_count; i++) {
        if (!read_next(&reader, &item) || !same(&item, &items[i]))
            ck_abort_msg("item %zu is another", i);
    }
    ck_assert_ptr_eq(reader.at, reader.end);
    free(block);
}

START_TEST(a_random_value_comes_back_as_it_went)
{
    size_t seen = 0;

    seed = 20240611 + (uint64_t)_i;
    for (size_t i = 0; i < POOL; i++)
        pool[i] = (char)draw(256);
    for (int tree = 0; tree < 500; tree++) {
        item_count = 0;
        draw_value(0);
        seen += item_count;
        buffer_reset(&out, &arena, SIZE_MAX);
        for (size_t i = 0; i < item_count; i++)
            write_item(&items[i]);
        ck_assert(!writer.refused);
        assert_reads_items(out.bytes, out.len);
    }
    ck_assert_uint_gt(seen, 500 * 5);
}
END_TEST

static void write_sample(void)
{
    static const char text[] = "a text of more than thirty-one bytes";

    wire_msgpack.write_map(&writer, 3);
    wire_msgpack.write_int(&writer, 7);
    wire_msgpack.write_list(&writer, 200);
    for (int i = 0; i < 200; i++)
        wire_msgpack.write_int(&writer, i * 1000);
    wire_msgpack.write_end(&writer);
    wire_msgpack.write_bytes(&writer, "key", 3);
    wire_msgpack.write_float(&writer, 0.5);
    wire_msgpack.write_bytes(&writer, text, strlen(text));
    wire_msgpack.write_bool(&writer, true);
    wire_msgpack.write_end(&writer);
}

/* The end of the item that reaches up to `len` bytes or beyond. */
static size_t item_end(const char *bytes, size_t whole, size_t len)
{
    struct wire_reader reader;
    struct wire_item item;

    wire_reader_init(&reader, bytes, whole);
    while ((size_t)(reader.at - reader.start) < len)
        ck_assert(read_next(&reader, &item));
    return (size_t)(reader.at - reader.start);
}

START_TEST(under_every_limit_whole_items_are_written)
{
    size_t whole, need;
    char *bytes;

    write_sample();
    whole = out.len;
    bytes = copy(out.bytes, whole);
    need = arena.peak_bytes;
    for (size_t limit = 0; limit <= need; limit++) {
        teardown();
        begin_writing();
        arena.limit_bytes = limit;
        write_sample();
        ck_assert_int_eq(writer.refused, out.len < whole);
        if (out.len == 0)
            continue;
        ck_assert_mem_eq(out.bytes, bytes, out.len);
        ck_assert_int_eq(out.bytes[out.len], 0);
        ck_assert_uint_eq(item_end(bytes, whole, out.len), out.len);
    }
    ck_assert(!writer.refused);
    free(bytes);
}
END_TEST

START_TEST(a_writer_that_was_refused_writes_nothing_more)
{
    wire_msgpack.write_int(&writer, 1);
    arena.limit_bytes = arena.used_bytes;
    wire_msgpack.write_bytes(&writer, pool, POOL);
    ck_assert(writer.refused);
    arena.limit_bytes = SIZE_MAX;
    write_sample();
    wire_msgpack.write_nil(&writer);
    ck_assert(writer.refused);
    ck_assert_uint_eq(out.len, 1);
}
END_TEST

/* None of them is looked at. */
START_TEST(what_has_no_form_is_refused)
{
    static const size_t lens[] = {(size_t)UINT32_MAX + 1, SIZE_MAX - 8,
                                  SIZE_MAX};

    if (_i < 3)
        wire_msgpack.write_bytes(&writer, "x", lens[_i]);
    else if (_i < 6)
        wire_msgpack.write_list(&writer, lens[_i - 3]);
    else
        wire_msgpack.write_map(&writer, lens[_i - 6]);
    ck_assert(writer.refused);
    wire_msgpack.write_nil(&writer);
    ck_assert_uint_eq(out.len, 0);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static void add_reader_tests(TCase *all)
{
    tcase_add_test(all, every_vector_is_read_as_it_says);
    tcase_add_test(all, no_beginning_of_a_value_is_a_value);
    tcase_add_test(all, a_flipped_bit_leads_to_no_byte_outside);
    tcase_add_test(all, after_a_problem_nothing_more_is_read);
    tcase_add_loop_test(all, a_count_is_believed_when_the_bytes_can_hold_it, 0,
                        COUNT(heads));
    tcase_add_loop_test(all, a_bomb_is_a_problem_at_once, 0, COUNT(bombs));
    tcase_add_loop_test(all, a_hundred_thousand_levels_are_as_many_items, 0,
                        COUNT(levels));
    tcase_add_test(all, an_end_takes_no_bytes);
}

static void add_writer_tests(TCase *all)
{
    tcase_add_test(all, every_integer_near_a_power_of_two_comes_back);
    tcase_add_loop_test(all, bytes_follow_the_shortest_head, 0, COUNT(sizes));
    tcase_add_loop_test(all, a_count_is_written_in_its_shortest_form, 0,
                        COUNT(sizes));
    tcase_add_loop_test(all, a_float_keeps_its_bits, 0, COUNT(float_bits));
    tcase_add_test(all, every_vector_is_written_as_it_says);
    tcase_add_loop_test(all, a_random_value_comes_back_as_it_went, 0, 4);
    tcase_add_test(all, under_every_limit_whole_items_are_written);
    tcase_add_test(all, a_writer_that_was_refused_writes_nothing_more);
    tcase_add_loop_test(all, what_has_no_form_is_refused, 0, 9);
}

Suite *wire_msgpack_suite(void)
{
    Suite *suite = suite_create("wire_msgpack");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, setup, teardown);
    add_reader_tests(all);
    add_writer_tests(all);
    suite_add_tcase(suite, all);
    return suite;
}
