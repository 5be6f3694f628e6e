// SPDX-License-Identifier: MIT
// Memory that is freed whole. Three lifetimes use it: the process, a content generation, a frame.
#ifndef CHASQUI_BASE_ARENA_H
#define CHASQUI_BASE_ARENA_H

#include "base/slice.h"

struct arena_chunk;
struct arena_end;

struct arena {
    struct arena_chunk *last; // owned; chunks are linked newest first
    size_t used;              // bytes used in `last`
    size_t total;             // bytes of all chunks
    struct arena_end *ends;   // what is to be called when it is freed, newest first
};

void arena_init(struct arena *arena);
void arena_fini(struct arena *arena); // frees every chunk; the arena may be used again
// Forgets everything but keeps one chunk, the largest, so that a frame's arena stops allocating after the
// first frames.
void arena_reset(struct arena *arena);

// Has `end(context)` called when the arena is freed or reset, before its memory goes: for what lives as long
// but isn't memory of its own, such as a mapped file. The newest goes first.
void arena_on_end(struct arena *arena, void (*end)(void *context), void *context);

// Zeroed memory aligned for any type; never NULL (kassert_no_memory otherwise). Input sizes are capped by the
// callers.
void *arena_alloc(struct arena *arena, size_t bytes);
// count * size, checked for overflow.
void *arena_array(struct arena *arena, size_t count, size_t size);
struct slice arena_copy(struct arena *arena, struct slice s);
// A formatted slice (with a NUL behind it that isn't counted).
__attribute__((format(printf, 2, 3))) struct slice arena_format(struct arena *arena, const char *format, ...);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

// Makes room for one more element in an arena-held array: returns `items` or a larger copy (the old one stays
// in the arena).
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);
#define ARENA_PUSH(arena, items, count, capacity)                                                            \
    ((items) = arena_grow((arena), (items), (count), &(capacity), sizeof *(items)), &(items)[(count)++])

#endif
