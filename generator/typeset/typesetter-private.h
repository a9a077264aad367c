#ifndef JB_TYPESET_TYPESETTER_PRIVATE_H
#define JB_TYPESET_TYPESETTER_PRIVATE_H

#include <hb.h>
#include <hyphen.h>
#include <pango/pango.h>

#include "base/length.h"
#include "typeset/typeset.h"

/* The blank sides of a glyph, in units of its font; known once it was asked for. */
struct blank_sides {
    int32_t left, right;
    bool known;
};

/* A font of the table, ready to be shaped with. */
struct typeface {
    hb_font_t *units; /* at a scale of one unit */
    int32_t units_per_em;
    struct blank_sides *blanks; /* of each glyph */
    uint32_t glyph_count;
    uint32_t hyphen;        /* glyph, 0: none */
    int32_t hyphen_advance; /* in units */
};

struct jb_typesetter {
    struct jb_arena *arena;
    struct jb_font_table fonts;
    struct typeface *typefaces; /* one for each font */
    const uint32_t *font_of;    /* font of each face of the style sheet */
    PangoContext *context;
    HyphenDict *hyphens[JB_HYPHENS_EN_US + 1]; /* NULL: not loaded, or there is none */
    bool hyphens_sought[JB_HYPHENS_EN_US + 1];
};

/* Makes the typefaces and the context from the fonts of the table. */
void jb_engine_open(struct jb_typesetter *typesetter);

/* The width without ink on each side of a glyph at a size. */
struct glyph_sides {
    int32_t left, right;
};

struct glyph_sides jb_typeface_sides(struct typeface *typeface, uint32_t glyph, int32_t size);

#endif
