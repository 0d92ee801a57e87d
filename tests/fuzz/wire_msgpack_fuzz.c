/*
 * Any bytes are read, what was read is written, and what was written is read
 * again: it is the same, and written once more it is the same bytes.
 */
#include "base/wire_msgpack.h"
#include "wire_fuzz.h"

struct copy {
    struct wire_reader reader;
    struct wire_writer writer;
    struct buffer out;
    bool has_more; /* than we write: objects, or what comes again */
};

static bool read_next(struct wire_reader *reader, struct wire_item *item)
{
    return fuzz_read(&wire_msgpack, reader, item);
}

static void write_scalar(struct copy *copy, const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_NIL: wire_msgpack.write_nil(&copy->writer); break;
    case WIRE_BOOL:
        insist(item->integer == 0 || item->integer == 1);
        wire_msgpack.write_bool(&copy->writer, item->integer);
        break;
    case WIRE_BACK:
        insist(item->integer >= 1);
        copy->has_more = true;
        wire_msgpack.write_int(&copy->writer, item->integer);
        break;
    case WIRE_INT: wire_msgpack.write_int(&copy->writer, item->integer); break;
    case WIRE_FLOAT:
        wire_msgpack.write_float(&copy->writer, item->number);
        break;
    case WIRE_BYTES:
        look_at(&copy->reader, item);
        wire_msgpack.write_bytes(&copy->writer, item->bytes, item->len);
        break;
    default: abort();
    }
}

static bool copy_value(struct copy *copy, int depth);

static bool copy_entries(struct copy *copy, size_t values, int depth)
{
    size_t left = (size_t)(copy->reader.end - copy->reader.at);

    insist(values <= left);
    if (depth == DEPTH)
        return false;
    for (size_t i = 0; i < values; i++) {
        check_run(&wire_msgpack, copy->reader, 0);
        check_pairs(&wire_msgpack, copy->reader);
        if (!copy_value(copy, depth + 1))
            return false;
    }
    wire_msgpack.write_end(&copy->writer);
    return wire_msgpack.read_end(&copy->reader);
}

static bool copy_value(struct copy *copy, int depth)
{
    struct wire_item item;

    if (!read_next(&copy->reader, &item))
        return false;
    switch (item.kind) {
    case WIRE_LIST:
        wire_msgpack.write_list(&copy->writer, item.count);
        return copy_entries(copy, item.count, depth);
    case WIRE_OBJECT:
        look_at(&copy->reader, &item);
        copy->has_more = true;
        /* fall through */
    case WIRE_MAP:
        wire_msgpack.write_map(&copy->writer, item.count);
        return copy_entries(copy, item.count * 2, depth);
    default: write_scalar(copy, &item); return true;
    }
}

static bool copy_all(struct copy *copy, struct arena *arena, const char *bytes,
                     size_t len)
{
    bool good;

    *copy = (struct copy){.has_more = false};
    copy->writer = (struct wire_writer){.arena = arena, .out = &copy->out};
    wire_reader_init(&copy->reader, bytes, len);
    good = copy_value(copy, 0);
    insist(!copy->writer.refused);
    return good;
}

/* `bytes` were written from what was read first. */
static void compare(const struct wire_reader *first, const char *bytes,
                    size_t len)
{
    struct wire_reader a, b;
    struct wire_item x, y;

    wire_reader_init(&a, first->start, (size_t)(first->at - first->start));
    wire_reader_init(&b, bytes, len);
    while (read_next(&a, &x)) {
        insist(read_next(&b, &y));
        if (x.kind == WIRE_MAP && x.count == 0)
            x.kind = WIRE_LIST;
        insist(x.kind == y.kind);
        if (x.kind == WIRE_BYTES)
            insist(x.len == y.len && !memcmp(x.bytes, y.bytes, x.len));
        else if (x.kind == WIRE_FLOAT)
            insist(!memcmp(&x.number, &y.number, sizeof x.number));
        else if (x.kind == WIRE_INT || x.kind == WIRE_BOOL)
            insist(x.integer == y.integer);
        else if (x.kind != WIRE_NIL)
            insist(x.count == y.count);
    }
    insist(a.at == a.end && b.at == b.end);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct copy first, second;
    struct arena arena;

    arena_init(&arena, LIMIT_BYTES);
    if (copy_all(&first, &arena, (const char *)bytes, len) && !first.has_more) {
        size_t written = first.out.len;

        compare(&first.reader, first.out.bytes, written);
        insist(copy_all(&second, &arena, first.out.bytes, written));
        insist(second.reader.at == second.reader.end);
        insist(second.out.len == written);
        insist(!memcmp(second.out.bytes, first.out.bytes, written));
    }
    arena_release(&arena);
    return 0;
}
