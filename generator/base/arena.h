#ifndef JB_BASE_ARENA_H
#define JB_BASE_ARENA_H

/* Memory that is given back all at once.
 *
 * A document's trees and arrays live in its arena and are never freed singly. Objects of other
 * libraries hang on the arena by a deferred closer, so that one call ends everything, in the
 * reverse order of creation. Allocation cannot fail: running out of memory ends the program, as in
 * GLib; limits on input (base/file.h, xml/xml.h) keep that from being reachable by a document. */

#include <stddef.h>

struct jb_arena;

struct jb_arena *jb_arena_open(void);

/* Runs the deferred closers, last one first, then gives all memory back. NULL is allowed. */
void jb_arena_close(struct jb_arena *arena);

/* Zeroed memory, aligned for any type. */
void *jb_arena_alloc(struct jb_arena *arena, size_t size);
void *jb_arena_alloc_array(struct jb_arena *arena, size_t count, size_t size);

void *jb_arena_dup(struct jb_arena *arena, const void *bytes, size_t size);
char *jb_arena_dup_text(struct jb_arena *arena, const char *text);
char *jb_arena_dup_span(struct jb_arena *arena, const char *text, size_t length);
char *jb_arena_print(struct jb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Calls close(object) when the arena is closed. */
void jb_arena_defer(struct jb_arena *arena, void (*close)(void *object), void *object);

#define JB_NEW(arena, type) ((type *)jb_arena_alloc((arena), sizeof(type)))
#define JB_NEW_ARRAY(arena, type, count) \
    ((type *)jb_arena_alloc_array((arena), (size_t)(count), sizeof(type)))

#endif
