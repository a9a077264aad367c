#include "base/arena.h"

#include <glib.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

struct chunk {
    struct chunk *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct closer {
    struct closer *next;
    void (*close)(void *object);
    void *object;
};

struct jb_arena {
    struct chunk *chunks;
    struct closer *closers;
    size_t next_size;
};

/* calloc, so that a fresh chunk comes zeroed from the system without being written to. */
static struct chunk *chunk_new(size_t size)
{
    struct chunk *chunk = calloc(1, sizeof(struct chunk) + size);

    if (!chunk)
        g_error("out of memory (%zu bytes)", size);
    chunk->size = size;
    return chunk;
}

struct jb_arena *jb_arena_open(void)
{
    struct jb_arena *arena = calloc(1, sizeof(*arena));

    if (!arena)
        g_error("out of memory");
    arena->next_size = FIRST_CHUNK;
    return arena;
}

void jb_arena_close(struct jb_arena *arena)
{
    if (!arena)
        return;
    for (struct closer *c = arena->closers; c; c = c->next)
        c->close(c->object);
    for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

static struct chunk *chunk_with_room(struct jb_arena *arena, size_t size)
{
    struct chunk *chunk = arena->chunks;

    if (chunk && chunk->size - chunk->used >= size)
        return chunk;
    chunk = chunk_new(MAX(size, arena->next_size));
    arena->next_size = MIN(arena->next_size * 2, (size_t)LARGEST_CHUNK);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

void *jb_arena_alloc(struct jb_arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    size_t rounded;
    struct chunk *chunk;
    void *memory;

    if (size > SIZE_MAX / 2)
        g_error("out of memory (%zu bytes)", size);
    rounded = (MAX(size, (size_t)1) + unit - 1) / unit * unit;
    chunk = chunk_with_room(arena, rounded);
    memory = chunk->bytes + chunk->used;
    chunk->used += rounded;
    return memory;
}

void *jb_arena_alloc_array(struct jb_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        g_error("out of memory (%zu times %zu bytes)", count, size);
    return jb_arena_alloc(arena, count * size);
}

void *jb_arena_dup(struct jb_arena *arena, const void *bytes, size_t size)
{
    void *copy = jb_arena_alloc(arena, size);

    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *jb_arena_dup_span(struct jb_arena *arena, const char *text, size_t length)
{
    char *copy = jb_arena_alloc(arena, length + 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *jb_arena_dup_text(struct jb_arena *arena, const char *text)
{
    return jb_arena_dup_span(arena, text, strlen(text));
}

char *jb_arena_print(struct jb_arena *arena, const char *format, ...)
{
    va_list args;
    char *text, *copy;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    copy = jb_arena_dup_text(arena, text);
    g_free(text);
    return copy;
}

void jb_arena_defer(struct jb_arena *arena, void (*close)(void *object), void *object)
{
    struct closer *closer = JB_NEW(arena, struct closer);

    closer->close = close;
    closer->object = object;
    closer->next = arena->closers;
    arena->closers = closer;
}
