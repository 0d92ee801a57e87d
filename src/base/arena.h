/*
 * The memory of one state: a size-class allocator that counts and can refuse.
 *
 * Blocks of up to ARENA_SMALL bytes are cells, rounded up to a multiple of 16
 * and cut from chunks; a freed cell goes to the free list of its size.  Larger
 * blocks come from malloc(), linked to one another; the last that were freed,
 * up to some MiB, are kept, because the system takes back and clears what it is
 * given.  Whoever frees a block says how long it is, as lua_Alloc does, so
 * cells carry no header; and arena_release() gives everything back at once,
 * block by block or not.
 *
 * Counted is what a block takes up: a cell's rounded size, a larger block's
 * length and its header.
 */
#ifndef MOON_BASE_ARENA_H
#define MOON_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* AddressSanitizer can only watch over blocks that malloc() hands out. */
#ifdef MOON_PLAIN_ALLOC
enum { ARENA_SMALL = 0 };
#else
enum { ARENA_SMALL = 1024 };
#endif

enum {
    ARENA_GRAIN = 16,
    ARENA_CLASSES = ARENA_SMALL / ARENA_GRAIN + 1,
    ARENA_SPARES = 32
};

struct arena {
    size_t used_bytes;
    size_t peak_bytes;
    size_t limit_bytes; /* SIZE_MAX: none */
    bool denied;        /* set when a block was refused; cleared by the user */
    char *bump;         /* the rest of the newest chunk */
    char *bump_end;
    struct chunk *chunks;
    size_t chunk_bytes; /* in all of them: the room for small blocks */
    struct large *larges;
    struct large *spares[ARENA_SPARES]; /* freed, and kept; oldest first */
    size_t spare_count;
    size_t spare_bytes;
    struct cell *free_cells[ARENA_CLASSES];
};

void arena_init(struct arena *arena, size_t limit_bytes);

/* Gives back every block, freed or not. */
void arena_release(struct arena *arena);

/*
 * Resizes `ptr` from `old_len` to `new_len` bytes as realloc() does.  A new
 * block has ptr NULL, whatever old_len says; new_len 0 frees.  Making a block
 * smaller never fails; else NULL says that the limit or the system refused.
 */
void *arena_resize(struct arena *arena, void *ptr, size_t old_len,
                   size_t new_len);

/* Bytes that all arenas of the process hold from the system. */
int64_t arena_held_bytes(void);

#endif
