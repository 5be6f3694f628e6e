// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/kassert.h"

// Under AddressSanitizer what lies between two allocations is poisoned: else a reader that goes past the end of one would find
// the next, and nobody would know.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define BETWEEN 16 // bytes
#else
#define ASAN_POISON_MEMORY_REGION(from, bytes) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(from, bytes) ((void)0)
#define BETWEEN 0
#endif

#define CHUNK_BYTES (64 * 1024)

struct arena_chunk {
    struct arena_chunk *older;
    size_t size;
    alignas(max_align_t) char bytes[];
};

struct arena_end {
    struct arena_end *older;
    void (*end)(void *context);
    void *context;
};

void arena_on_end(struct arena *arena, void (*end)(void *context), void *context)
{
    struct arena_end *entry = ARENA_NEW(arena, struct arena_end);
    *entry = (struct arena_end){arena->ends, end, context};
    arena->ends = entry;
}

static void call_ends(struct arena *arena)
{
    for (const struct arena_end *entry = arena->ends; entry; entry = entry->older)
        entry->end(entry->context);
    arena->ends = NULL;
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

void arena_fini(struct arena *arena)
{
    call_ends(arena);
    struct arena_chunk *chunk = arena->last;
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    arena_init(arena);
}

void arena_reset(struct arena *arena)
{
    call_ends(arena);
    struct arena_chunk *keep = arena->last;
    for (struct arena_chunk *c = arena->last; c; c = c->older)
        if (c->size > keep->size)
            keep = c;
    struct arena_chunk *chunk = arena->last;
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        if (chunk != keep)
            free(chunk);
        chunk = older;
    }
    arena->last = keep;
    arena->used = 0;
    arena->total = keep ? keep->size : 0;
    if (keep) {
        ASAN_POISON_MEMORY_REGION(keep->bytes, keep->size);
        keep->older = NULL;
    }
}

static void add_chunk(struct arena *arena, size_t bytes)
{
    size_t size = CHUNK_BYTES;
    if (arena->last && arena->last->size < 16 * CHUNK_BYTES)
        size = arena->last->size * 2;
    else if (arena->last)
        size = arena->last->size;
    if (size < bytes)
        size = bytes;
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        kassert_no_memory();
    chunk->older = arena->last;
    chunk->size = size;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, size);
    arena->last = chunk;
    arena->used = 0;
    arena->total += size;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    const size_t align = alignof(max_align_t);
    KASSERT(bytes < SIZE_MAX / 2);
    size_t rounded = (bytes + align - 1) / align * align + BETWEEN;
    if (!arena->last || arena->last->size - arena->used < rounded)
        add_chunk(arena, rounded);
    void *p = arena->last->bytes + arena->used;
    arena->used += rounded;
    ASAN_UNPOISON_MEMORY_REGION(p, bytes);
    memset(p, 0, bytes);
    return p;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    KASSERT(size == 0 || count < SIZE_MAX / 2 / size);
    return arena_alloc(arena, count * size);
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
    char *p = arena_alloc(arena, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct slice){p, s.n};
}

struct slice arena_format(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    KASSERT(n >= 0);
    char *p = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (struct slice){p, (size_t)n};
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wider = *capacity ? *capacity * 2 : 8;
    void *copy = arena_array(arena, wider, size);
    if (count)
        memcpy(copy, items, count * size);
    *capacity = wider;
    return copy;
}
