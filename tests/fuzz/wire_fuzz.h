/*
 * What the fuzzers of both wire formats check in the same way.
 */
#ifndef MOON_TESTS_WIRE_FUZZ_H
#define MOON_TESTS_WIRE_FUZZ_H

#include <stdlib.h>

#include "same_item.h"

enum { RUN = 5, DEPTH = 128, LIMIT_BYTES = 1 << 24 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static inline void insist(bool condition)
{
    if (!condition)
        abort();
}

static inline bool fuzz_read(const struct wire_format *format,
                             struct wire_reader *reader, struct wire_item *item)
{
    const char *before = reader->at;
    bool good;

    memset(item, 0x5a, sizeof *item);
    good = format->read(reader, item);
    insist(good == !reader->problem);
    insist(reader->at >= before && reader->at <= reader->end);
    insist(!good || reader->at > before);
    return good;
}

/* Looks at every byte, so that AddressSanitizer does. */
static inline void look_at(const struct wire_reader *reader,
                           const struct wire_item *item)
{
    volatile char last;

    insist(item->bytes >= reader->start);
    insist(item->len <= (size_t)(reader->end - item->bytes));
    for (size_t i = 0; i < item->len; i++)
        last = item->bytes[i];
    (void)last;
}

/* What a run gives is what its items are, from any place on. */
static inline void check_run(const struct wire_format *format,
                             struct wire_reader reader, size_t first)
{
    struct wire_reader again = reader;
    struct wire_item item;
    struct scalar run[RUN];
    size_t count = format->read_run(&reader, first, run, RUN);

    insist(count <= RUN && reader.at <= reader.end && !reader.problem);
    for (size_t i = 0; i < count; i++) {
        if (format->lists_have_keys)
            insist(fuzz_read(format, &again, &item) && item.kind == WIRE_INT &&
                   item.integer == (int64_t)(first + i));
        insist(fuzz_read(format, &again, &item) && same_item(&item, &run[i]));
    }
    insist(again.at == reader.at);
}

static inline void check_pairs(const struct wire_format *format,
                               struct wire_reader reader)
{
    struct wire_reader again = reader;
    struct wire_item item;
    struct scalar run[2 * RUN];
    bool has_key;
    size_t count = format->read_pairs(&reader, run, RUN, &has_key);

    insist(count + has_key <= RUN && !reader.problem);
    for (size_t i = 0; i < 2 * count + has_key; i++)
        insist(fuzz_read(format, &again, &item) && same_item(&item, &run[i]) &&
               (i % 2 != 0 || scalar_is_key(&run[i])));
    insist(again.at == reader.at);
}

#endif
