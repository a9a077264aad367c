#ifndef JB_BASE_SOURCE_H
#define JB_BASE_SOURCE_H

/* The texts that a document is made from, and places in them.
 *
 * A place is a span of bytes; line and column are worked out only when a message is printed. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Bytes [start, end) of a source; source 0 means "no place". */
struct jb_span {
    uint32_t source;
    uint32_t start;
    uint32_t end;
};

struct jb_source {
    const char *path; /* as the user wrote it */
    const char *text; /* UTF-8, with a final NUL that is not counted */
    uint32_t length;
    struct jb_span included_at; /* the element that brought it in, or no place */
};

struct jb_sources;

struct jb_sources *jb_sources_new(struct jb_arena *arena);

/* Takes text without copying; it must live as long as the arena. Returns the source's number, from
 * 1. Sources are at most 4 GiB; readers enforce a far smaller limit. */
uint32_t jb_sources_add(struct jb_sources *sources, const char *path, const char *text,
                        uint32_t length, struct jb_span included_at);

/* From now on text stands for what the file at path holds, so that a change can be judged before it
 * is written. UTF-8, with a final NUL; it must live as long as the arena. */
void jb_sources_stand_in(struct jb_sources *sources, const char *path, const char *text,
                         size_t length);

/* The text that stands in for the file, or NULL. */
const char *jb_sources_find_stand_in(const struct jb_sources *sources, const char *path,
                                     size_t *length);

/* NULL for number 0 or a number that is not there. */
const struct jb_source *jb_source_find(const struct jb_sources *sources, uint32_t number);

struct jb_position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters */
};

struct jb_position jb_source_position(const struct jb_source *source, uint32_t offset);

/* The whole line round offset, without its end: [*start, *end). */
void jb_source_line(const struct jb_source *source, uint32_t offset, uint32_t *start,
                    uint32_t *end);

/* Where a thing on a page comes from: a place in the template and one in the record. Either may be
 * missing. Runs and marks carry the number of an origin, 0 for none. */
struct jb_origin {
    struct jb_span template_span;
    struct jb_span record_span;
};

struct jb_origins {
    const struct jb_origin *entries; /* entries[0] is "none" */
    uint32_t count;
};

static inline struct jb_origin jb_origin_at(const struct jb_origins *origins, uint32_t number)
{
    return number < origins->count ? origins->entries[number] : (struct jb_origin){0};
}

#endif
