/*
 * Values as bytes: what the wire formats have in common.
 *
 * A value is a run of items, read one after another.  WIRE_LIST is followed by
 * as many values as it has entries; WIRE_MAP by as many keys and values in
 * turn; WIRE_OBJECT, in formats that have objects, like WIRE_MAP.  The entries
 * of each are followed by read_end(), which takes no bytes in some formats.
 * Keys are WIRE_INT or WIRE_BYTES.
 *
 * Readers never trust their input.  They look at no byte past its end, and give
 * no count that the bytes that are left could not hold.  They keep no account
 * of nesting: who reads, recurses, and bounds that.
 */
#ifndef MOON_BASE_WIRE_H
#define MOON_BASE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/scalar.h"

enum wire_kind {
    WIRE_NIL,
    WIRE_BOOL,
    WIRE_INT,
    WIRE_FLOAT,
    WIRE_BYTES,
    WIRE_LIST,
    WIRE_MAP,
    WIRE_OBJECT,
    WIRE_BACK /* what an earlier value was; PHP's references */
};

struct wire_item {
    enum wire_kind kind;
    int64_t integer; /* BOOL: 0 or 1; INT; BACK: which value, from 1 */
    double number;
    const char *bytes; /* BYTES, or the OBJECT's class: a view of the input */
    size_t len;
    size_t count;  /* LIST, MAP, OBJECT: entries */
    bool is_value; /* BACK: it counts as a value itself; OBJECT: as two */
};

/* A first problem stays, and nothing more is read after it. */
struct wire_reader {
    const char *start;
    const char *at;
    const char *end;
    const char *problem; /* static text, or NULL while all is well */
};

/* When the arena refuses, nothing more is written. */
struct wire_writer {
    struct arena *arena;
    struct buffer *out;
    bool refused;
};

struct wire_format {
    /* Reads an item, or sets the problem and returns false. */
    bool (*read)(struct wire_reader *reader, struct wire_item *item);
    bool (*read_end)(struct wire_reader *reader);

    /*
     * Reads up to `max` entries of a list, from entry `first` on, as long as
     * they are scalars and no nil.  Returns how many; what follows them, even
     * more of the same, is left for read().
     */
    size_t (*read_run)(struct wire_reader *reader, size_t first,
                       struct scalar *to, size_t max);

    /*
     * The same with pairs.  *has_key says that a key was read besides, which
     * stands after them, but not its value.
     */
    size_t (*read_pairs)(struct wire_reader *reader, struct scalar *to,
                         size_t max, bool *has_key);

    void (*write_nil)(struct wire_writer *writer);
    void (*write_bool)(struct wire_writer *writer, bool value);
    void (*write_int)(struct wire_writer *writer, int64_t value);
    void (*write_float)(struct wire_writer *writer, double value);
    void (*write_bytes)(struct wire_writer *writer, const char *bytes,
                        size_t len);

    /* Announces entries; write_end() follows them. */
    void (*write_list)(struct wire_writer *writer, size_t count);
    void (*write_map)(struct wire_writer *writer, size_t count);
    void (*write_end)(struct wire_writer *writer);

    /*
     * Writes entries, none of them SCALAR_OTHER: those of a list from entry
     * `first` on, with their keys; or pairs.
     */
    void (*write_run)(struct wire_writer *writer, size_t first,
                      const struct scalar *from, size_t count);
    void (*write_pairs)(struct wire_writer *writer, const struct scalar *pairs,
                        size_t count);

    /* Announces an object's entries, as write_map(); NULL: has no objects. */
    void (*write_object)(struct wire_writer *writer, const char *name,
                         size_t name_len, size_t count);

    /* Whether WIRE_BACK counts all values, or arrays and objects alone. */
    bool counts_scalars;

    /* Whether each entry of a list is written with its key, from 0. */
    bool lists_have_keys;
};

/* Begins to read `len` bytes, which have to stay where they are. */
void wire_reader_init(struct wire_reader *reader, const char *bytes,
                      size_t len);

/* Sets the first problem.  Returns false. */
bool wire_fail(struct wire_reader *reader, const char *problem);

/*
 * Both readers take scalars by functions that return where one ends, or NULL
 * and why.  This is for them to say why.
 */
static inline const char *wire_refuse(const char **why, const char *problem)
{
    *why = problem;
    return NULL;
}

/* Gives what was taken up to `at`; NULL sets the problem and returns false. */
bool wire_give(struct wire_reader *reader, const char *at,
               const struct scalar *value, struct wire_item *item,
               const char *why);

typedef const char *wire_take(const char *at, const char *end,
                              struct scalar *to, const char **why);

/* What read_pairs() does; `take` is to be a constant, and becomes part of it.
 */
static inline size_t wire_take_pairs(struct wire_reader *reader,
                                     struct scalar *to, size_t max,
                                     bool *has_key, wire_take *take)
{
    const char *at, *why;
    size_t count;

    *has_key = false;
    for (count = 0; count < max; count++, to += 2) {
        at = take(reader->at, reader->end, &to[0], &why);
        if (!at || !scalar_is_key(&to[0]))
            break;
        reader->at = at;
        at = take(at, reader->end, &to[1], &why);
        *has_key = !at;
        if (!at)
            break;
        reader->at = at;
    }
    return count;
}

#endif
