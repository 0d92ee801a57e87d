#include "base/arena.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CHUNK = 16 * 1024,
    LAST_CHUNK = 128 * 1024,
    SPARE_MAX = ARENA_SMALL > 0 ? 2 * 1024 * 1024 : 0, /* of one block */
    SPARE_BYTES = 8 * SPARE_MAX                        /* of all of them */
};

struct chunk {
    struct chunk *next;
    size_t size;
};

struct cell {
    struct cell *next;
};

struct large {
    _Alignas(ARENA_GRAIN) struct large *next;
    struct large *previous;
    size_t size; /* with this header */
};

_Static_assert(sizeof(struct chunk) % ARENA_GRAIN == 0, "cells are aligned");
_Static_assert(sizeof(struct large) % ARENA_GRAIN == 0, "blocks are aligned");

static _Atomic int64_t held_bytes;

static void hold(size_t size)
{
    atomic_fetch_add_explicit(&held_bytes, (int64_t)size, memory_order_relaxed);
}

static void unhold(size_t size)
{
    atomic_fetch_sub_explicit(&held_bytes, (int64_t)size, memory_order_relaxed);
}

static inline size_t class_of(size_t len)
{
    return (len + ARENA_GRAIN - 1) / ARENA_GRAIN;
}

static inline bool is_small(size_t len)
{
    return len <= ARENA_SMALL;
}

/* What a block of `len` bytes takes up. */
static size_t cost_of(size_t len)
{
    if (is_small(len))
        return class_of(len) * ARENA_GRAIN;
    return len + sizeof(struct large);
}

static bool add_chunk(struct arena *arena)
{
    size_t size = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
    struct chunk *chunk;

    if (size > LAST_CHUNK)
        size = LAST_CHUNK;
    chunk = malloc(size);
    if (!chunk)
        return false;
    hold(size);
    *chunk = (struct chunk){.next = arena->chunks, .size = size};
    arena->chunks = chunk;
    arena->chunk_bytes += size;
    arena->bump = (char *)(chunk + 1);
    arena->bump_end = (char *)chunk + size;
    return true;
}

/* The rest of a chunk that is too short for `size` becomes one free cell. */
static void use_up_rest(struct arena *arena)
{
    size_t rest = (size_t)(arena->bump_end - arena->bump);
    struct cell *cell = (struct cell *)arena->bump;

    if (rest == 0)
        return;
    cell->next = arena->free_cells[rest / ARENA_GRAIN];
    arena->free_cells[rest / ARENA_GRAIN] = cell;
    arena->bump = arena->bump_end;
}

static void *cut_cell(struct arena *arena, size_t size)
{
    void *cell;

    if ((size_t)(arena->bump_end - arena->bump) < size) {
        use_up_rest(arena);
        if (!add_chunk(arena))
            return NULL;
    }
    cell = arena->bump;
    arena->bump += size;
    return cell;
}

static void *take_cell(struct arena *arena, size_t len)
{
    struct cell **list = &arena->free_cells[class_of(len)];
    struct cell *cell = *list;

    if (!cell)
        return cut_cell(arena, class_of(len) * ARENA_GRAIN);
    *list = cell->next;
    return cell;
}

static void link_large(struct arena *arena, struct large *large)
{
    large->previous = NULL;
    large->next = arena->larges;
    if (large->next)
        large->next->previous = large;
    arena->larges = large;
}

static void unlink_large(struct arena *arena, struct large *large)
{
    if (large->previous)
        large->previous->next = large->next;
    else
        arena->larges = large->next;
    if (large->next)
        large->next->previous = large->previous;
}

static void free_large(struct large *large)
{
    unhold(large->size);
    free(large);
}

static struct large *remove_spare(struct arena *arena, size_t i)
{
    struct large *spare = arena->spares[i];

    arena->spare_count--;
    arena->spare_bytes -= spare->size;
    for (; i < arena->spare_count; i++)
        arena->spares[i] = arena->spares[i + 1];
    return spare;
}

/* Takes out the newest block that fits without much waste, or NULL. */
static struct large *take_spare(struct arena *arena, size_t size)
{
    for (size_t i = arena->spare_count; i-- > 0;) {
        const struct large *spare = arena->spares[i];

        if (spare->size >= size && spare->size - size <= size / 4)
            return remove_spare(arena, i);
    }
    return NULL;
}

/* Those kept longest make room for the newest. */
static void put_spare(struct arena *arena, struct large *large)
{
    while (arena->spare_count == ARENA_SPARES ||
           arena->spare_bytes > SPARE_BYTES - large->size)
        free_large(remove_spare(arena, 0));
    arena->spares[arena->spare_count++] = large;
    arena->spare_bytes += large->size;
}

static struct large *malloc_large(size_t size)
{
    struct large *large = malloc(size);

    if (large) {
        large->size = size;
        hold(size);
    }
    return large;
}

static void *take_large(struct arena *arena, size_t len)
{
    size_t size = len + sizeof(struct large);
    struct large *large = take_spare(arena, size);

    if (!large)
        large = malloc_large(size);
    if (!large)
        return NULL;
    link_large(arena, large);
    return large + 1;
}

static void give_large(struct arena *arena, void *ptr)
{
    struct large *large = (struct large *)ptr - 1;

    unlink_large(arena, large);
    if (large->size <= SPARE_MAX)
        put_spare(arena, large);
    else
        free_large(large);
}

static void *resize_large(struct arena *arena, void *ptr, size_t new_len)
{
    struct large *old = (struct large *)ptr - 1;
    size_t old_size = old->size;
    struct large *large;

    unlink_large(arena, old);
    large = realloc(old, new_len + sizeof *large);
    if (!large) {
        link_large(arena, old);
        return NULL;
    }
    unhold(old_size);
    large->size = new_len + sizeof *large;
    hold(large->size);
    link_large(arena, large);
    return large + 1;
}

static void *take(struct arena *arena, size_t len)
{
    return is_small(len) ? take_cell(arena, len) : take_large(arena, len);
}

static inline void give(struct arena *arena, void *ptr, size_t len)
{
    if (is_small(len)) {
        struct cell *cell = ptr;

        cell->next = arena->free_cells[class_of(len)];
        arena->free_cells[class_of(len)] = cell;
    } else {
        give_large(arena, ptr);
    }
}

static void *move(struct arena *arena, void *ptr, size_t old_len,
                  size_t new_len)
{
    void *fresh;

    if (is_small(old_len) && is_small(new_len) &&
        class_of(old_len) == class_of(new_len))
        return ptr;
    if (!is_small(old_len) && !is_small(new_len))
        return resize_large(arena, ptr, new_len);
    fresh = take(arena, new_len);
    if (fresh) {
        memcpy(fresh, ptr, old_len < new_len ? old_len : new_len);
        give(arena, ptr, old_len);
    }
    return fresh;
}

/*
 * A block that should shrink but cannot move stays where it is: a longer block
 * on the list of shorter cells wastes a little and harms nothing.
 */
static void *place(struct arena *arena, void *ptr, size_t old_len,
                   size_t new_len)
{
    void *fresh;

    if (!ptr)
        return take(arena, new_len);
    fresh = move(arena, ptr, old_len, new_len);
    return fresh || new_len > old_len ? fresh : ptr;
}

static void *refuse(struct arena *arena)
{
    arena->denied = true;
    return NULL;
}

/* Whether there may be a block of that cost beside what the others take up. */
static inline bool fits(const struct arena *arena, size_t others, size_t cost)
{
    return cost <= arena->limit_bytes && others <= arena->limit_bytes - cost;
}

static inline void count(struct arena *arena, size_t used_bytes)
{
    arena->used_bytes = used_bytes;
    if (used_bytes > arena->peak_bytes)
        arena->peak_bytes = used_bytes;
}

/* Takes a cell that was freed before, if there is one and the limit allows. */
static inline void *reuse_cell(struct arena *arena, size_t len)
{
    size_t cost = class_of(len) * ARENA_GRAIN;
    struct cell **list = &arena->free_cells[class_of(len)];
    struct cell *cell = *list;

    if (!cell || !fits(arena, arena->used_bytes, cost))
        return NULL;
    *list = cell->next;
    count(arena, arena->used_bytes + cost);
    return cell;
}

static void *resize(struct arena *arena, void *ptr, size_t old_len,
                    size_t new_len)
{
    size_t others = arena->used_bytes - (ptr ? cost_of(old_len) : 0);
    size_t cost = cost_of(new_len);
    void *fresh;

    if (new_len > PTRDIFF_MAX - sizeof(struct large))
        return refuse(arena);
    if ((!ptr || new_len > old_len) && !fits(arena, others, cost))
        return refuse(arena);
    fresh = place(arena, ptr, old_len, new_len);
    if (!fresh)
        return refuse(arena);
    count(arena, others + cost);
    return fresh;
}

/* Nearly always a cell is taken or given back, which needs no more than this.
 */
void *arena_resize(struct arena *arena, void *ptr, size_t old_len,
                   size_t new_len)
{
    void *cell = NULL;

    if (new_len == 0) {
        if (!ptr)
            return NULL;
        give(arena, ptr, old_len);
        arena->used_bytes -= cost_of(old_len);
        return NULL;
    }
    if (!ptr && is_small(new_len))
        cell = reuse_cell(arena, new_len);
    return cell ? cell : resize(arena, ptr, old_len, new_len);
}

void arena_init(struct arena *arena, size_t limit_bytes)
{
    *arena = (struct arena){.limit_bytes = limit_bytes};
}

void arena_release(struct arena *arena)
{
    while (arena->chunks) {
        struct chunk *chunk = arena->chunks;

        arena->chunks = chunk->next;
        unhold(chunk->size);
        free(chunk);
    }
    while (arena->larges) {
        struct large *large = arena->larges;

        arena->larges = large->next;
        free_large(large);
    }
    while (arena->spare_count > 0)
        free_large(remove_spare(arena, 0));
    arena_init(arena, arena->limit_bytes);
}

int64_t arena_held_bytes(void)
{
    return atomic_load_explicit(&held_bytes, memory_order_relaxed);
}
