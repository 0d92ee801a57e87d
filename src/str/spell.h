/*
 * Text in which bytes of a few kinds are spelled otherwise.  It is gone through
 * 16 bytes at a time: a mask says where such bytes are, and what stands between
 * them is copied as it is, 16 bytes although fewer count.
 */
#ifndef MOON_STR_SPELL_H
#define MOON_STR_SPELL_H

#include "str/sink.h"

enum { SPELL_BLOCK = 16, SPELL_PIECE = 64, SPELL_ROOM = 8, SPELL_KINDS = 32 };

/* A bit for each of SPELL_BLOCK bytes, the lowest for the first. */
typedef unsigned spell_mask(const char *from);

/* How the bytes are written that have these five low bits. */
struct spelling {
    char text[SPELL_ROOM];
    size_t len;
};

/* The block, of which `len` bytes count; 16 more than these can be read. */
static inline char *spell_block(char *to, const char *from, size_t len,
                                unsigned mask, const struct spelling *spellings)
{
    size_t start = 0;

    for (; mask; mask &= mask - 1) {
        size_t at = (size_t)__builtin_ctz(mask);
        const struct spelling *spelling = &spellings[from[at] & 31];

        memcpy(to, from + start, SPELL_BLOCK);
        to += at - start;
        memcpy(to, spelling->text, SPELL_ROOM);
        to += spelling->len;
        start = at + 1;
    }
    memcpy(to, from + start, SPELL_BLOCK);
    return to + (len - start);
}

/*
 * Up to SPELL_PIECE + SPELL_BLOCK bytes to a sink, with 16 more that can be
 * read; `widest` is the length of any spelling.
 */
__attribute__((always_inline)) static inline void spell_piece(
    struct sink *sink, struct view v, spell_mask *mask,
    const struct spelling *spellings, size_t widest)
{
    char *to = sink_reserve(sink, widest * v.len + SPELL_BLOCK);

    for (size_t i = 0; i < v.len; i += SPELL_BLOCK) {
        size_t len = v.len - i < SPELL_BLOCK ? v.len - i : SPELL_BLOCK;
        unsigned all = (1u << len) - 1;

        to = spell_block(to, v.bytes + i, len, mask(v.bytes + i) & all,
                         spellings);
    }
    sink_commit(sink, to);
}

__attribute__((always_inline)) static inline void spell_put(
    struct sink *sink, struct view v, spell_mask *mask,
    const struct spelling *spellings, size_t widest)
{
    char rest[SPELL_PIECE + 3 * SPELL_BLOCK];

    for (; v.len > SPELL_PIECE + SPELL_BLOCK; v = view_skip(v, SPELL_PIECE))
        spell_piece(sink, view_first(v, SPELL_PIECE), mask, spellings, widest);
    memset(rest + v.len, 0, (size_t)2 * SPELL_BLOCK);
    memcpy(rest, v.bytes, v.len);
    spell_piece(sink, view_of(rest, v.len), mask, spellings, widest);
}

#endif
