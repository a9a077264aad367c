#ifndef JB_CHECK_CHECK_PRIVATE_H
#define JB_CHECK_CHECK_PRIVATE_H

#include "base/arena.h"
#include "base/sink.h"
#include "model/record.h"

/* Characters that only look like the ones that are meant. */
void check_characters(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink);

/* Punctuation marks of the other language: in doubt nothing is said. */
void check_punctuation(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink);

/* Finds characters of a piece in its source, one after the other. White space is written otherwise
 * there, and characters may be written as references. */
struct place_finder {
    const struct jb_source *source; /* NULL where the piece has no place */
    const struct jb_piece *piece;
    const char *text; /* what has not been walked over */
    uint32_t at;      /* where that stands in the source */
};

struct place_finder place_finder_new(const struct jb_sources *sources,
                                     const struct jb_piece *piece);

/* The place of the characters [from, to) of the piece's text, at or after the last one. The whole
 * piece where it cannot be told. */
struct jb_span place_finder_find(struct place_finder *finder, const char *from, const char *to);

#endif
