/*
 * Any text is read, what was read is written, and what was written is read
 * again: it is the same, and written once more it is the same text; without
 * floats it is the text that was read first.
 */
#include "base/wire_php.h"
#include "wire_fuzz.h"

struct copy {
    struct wire_reader reader;
    struct wire_writer writer;
    struct buffer out;
    bool has_back;  /* which we do not write */
    bool has_float; /* which has more than one text */
};

static bool read_next(struct wire_reader *reader, struct wire_item *item)
{
    return fuzz_read(&wire_php, reader, item);
}

static void write_item(struct copy *copy, const struct wire_item *item)
{
    struct wire_writer *writer = &copy->writer;

    switch (item->kind) {
    case WIRE_NIL: wire_php.write_nil(writer); break;
    case WIRE_BOOL:
        insist(item->integer == 0 || item->integer == 1);
        wire_php.write_bool(writer, item->integer);
        break;
    case WIRE_INT: wire_php.write_int(writer, item->integer); break;
    case WIRE_FLOAT:
        copy->has_float = true;
        wire_php.write_float(writer, item->number);
        break;
    case WIRE_BYTES:
        look_at(&copy->reader, item);
        wire_php.write_bytes(writer, item->bytes, item->len);
        break;
    case WIRE_MAP: wire_php.write_map(writer, item->count); break;
    case WIRE_OBJECT:
        look_at(&copy->reader, item);
        wire_php.write_object(writer, item->bytes, item->len, item->count);
        break;
    case WIRE_BACK:
        insist(item->integer >= 1);
        copy->has_back = true;
        break;
    default: abort();
    }
}

/* Like all who read, stops at a key that is none: its entry may be too short.
 */
static bool copy_value(struct copy *copy, int depth, bool is_key)
{
    struct wire_item item;

    if (depth == DEPTH || !read_next(&copy->reader, &item))
        return false;
    if (is_key && item.kind != WIRE_INT && item.kind != WIRE_BYTES)
        return false;
    write_item(copy, &item);
    if (item.kind != WIRE_MAP && item.kind != WIRE_OBJECT)
        return true;
    insist(item.count <= (size_t)(copy->reader.end - copy->reader.at) / 6);
    for (size_t i = 0; i < item.count * 2; i++) {
        if (i % 2 == 0) {
            check_run(&wire_php, copy->reader, i / 2);
            check_pairs(&wire_php, copy->reader);
        }
        if (!copy_value(copy, depth + 1, i % 2 == 0))
            return false;
    }
    wire_php.write_end(&copy->writer);
    return wire_php.read_end(&copy->reader);
}

static bool copy_all(struct copy *copy, struct arena *arena, const char *bytes,
                     size_t len)
{
    bool good;

    *copy = (struct copy){.has_back = false};
    copy->writer = (struct wire_writer){.arena = arena, .out = &copy->out};
    wire_reader_init(&copy->reader, bytes, len);
    good = copy_value(copy, 0, false);
    insist(!copy->writer.refused);
    return good;
}

static void compare(const struct wire_item *a, const struct wire_item *b)
{
    insist(a->kind == b->kind);
    if (a->kind == WIRE_FLOAT)
        insist(!memcmp(&a->number, &b->number, sizeof a->number));
    else if (a->kind == WIRE_BOOL || a->kind == WIRE_INT)
        insist(a->integer == b->integer);
    if (a->kind == WIRE_MAP || a->kind == WIRE_OBJECT)
        insist(a->count == b->count);
    if (a->kind == WIRE_BYTES || a->kind == WIRE_OBJECT)
        insist(a->len == b->len && !memcmp(a->bytes, b->bytes, a->len));
}

static void compare_texts(const struct copy *first, const struct copy *second)
{
    size_t len = (size_t)(first->reader.at - first->reader.start);
    struct wire_reader a, b;
    struct wire_item x, y;

    if (!first->has_float) {
        insist(first->out.len == len);
        insist(!memcmp(first->out.bytes, first->reader.start, len));
    }
    wire_reader_init(&a, first->reader.start, len);
    wire_reader_init(&b, first->out.bytes, first->out.len);
    while (a.at < a.end) {
        if (*a.at == '}') {
            insist(wire_php.read_end(&a) && wire_php.read_end(&b));
            continue;
        }
        insist(read_next(&a, &x) && read_next(&b, &y));
        compare(&x, &y);
    }
    insist(b.at == b.end);
    insist(second->reader.at == second->reader.end);
    insist(second->out.len == first->out.len);
    insist(!memcmp(second->out.bytes, first->out.bytes, first->out.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct copy first, second;
    struct arena arena;

    arena_init(&arena, LIMIT_BYTES);
    if (copy_all(&first, &arena, (const char *)bytes, len) && !first.has_back) {
        insist(copy_all(&second, &arena, first.out.bytes, first.out.len));
        compare_texts(&first, &second);
    }
    arena_release(&arena);
    return 0;
}
