#ifndef JB_TYPESET_SHAPED_PRIVATE_H
#define JB_TYPESET_SHAPED_PRIVATE_H

/* A paragraph as clusters: the least that is moved, cut or broken between. */

#include <glib.h>

#include "typeset/classes-private.h"
#include "typeset/passage-private.h"
#include "typeset/typesetter-private.h"

/* What may happen between a cluster and the next one. Greater is better. */
enum break_kind {
    BREAK_NEVER,
    BREAK_EMERGENCY, /* where nothing else fits; no cluster has it */
    BREAK_BOUND,     /* allowed only where the unbroken stretch is longer than half a line (R07) */
    BREAK_HYPHEN,    /* with a hyphen inserted (R51) */
    BREAK_RELUCTANT, /* after the dash of a range (R04) */
    BREAK_ALLOWED,
    BREAK_FORCED,
};

enum {
    CLUSTER_GAP_GROWS = 1 << 0, /* the gap after it takes part in R43 (3) */
    CLUSTER_HAN_LATIN = 1 << 1, /* a typed space that stands for the gap of R20 (R22) */
    CLUSTER_FIXED = 1 << 2,     /* its blanks are cut at line edges only (R18, hangmo) */
    CLUSTER_SLOT = 1 << 3,      /* a late slot: room without glyphs */
};

struct cluster {
    uint32_t offset; /* in the text */
    uint32_t glyph;  /* first */
    uint32_t strip;
    int32_t width;       /* advance as set, without the gap */
    int32_t shift;       /* of the glyphs, from where the width begins */
    int32_t left, right; /* blanks inside the width that may still be cut */
    int32_t gap;         /* between Han and Latin, after it (R20) */
    uint16_t bytes;
    uint16_t glyphs;
    uint8_t class; /* enum character_class */
    uint8_t stop;  /* enum break_kind: what may happen after it */
    uint8_t flags;
};

/* A glyph, its origin counted from the cluster's. */
struct placed_glyph {
    uint32_t id;
    int32_t x, y;
};

/* Clusters of one run, font and size. */
struct strip {
    uint32_t run;
    uint32_t font;
    int32_t size;
    int32_t em;      /* size of the text round it, where it is raised or lowered */
    int32_t y;       /* shift off the baseline, down is positive */
    uint32_t hyphen; /* glyph, 0: none */
    int32_t hyphen_width;
    enum jb_lang lang;
};

struct jb_shaped {
    const struct jb_para *para;
    const struct jb_look *look;
    const char *text;
    uint32_t length;
    struct cluster *clusters;
    uint32_t count;
    struct placed_glyph *glyphs;
    struct strip *strips;
};

static inline const struct strip *jb_cluster_strip(const struct jb_shaped *shaped, uint32_t i)
{
    return &shaped->strips[shaped->clusters[i].strip];
}

static inline const struct jb_run *jb_cluster_run(const struct jb_shaped *shaped, uint32_t i)
{
    return &shaped->para->runs[jb_cluster_strip(shaped, i)->run];
}

static inline gunichar jb_cluster_character(const struct jb_shaped *shaped, uint32_t i)
{
    return g_utf8_get_char(shaped->text + shaped->clusters[i].offset);
}

/* The parts of jb_shape, in this order. */
const struct jb_shaped *jb_shape_with_slots(struct jb_typesetter *typesetter,
                                            const struct jb_para *para, const char *slot_text,
                                            struct jb_arena *arena);
void jb_shaped_set_widths(struct jb_typesetter *typesetter, struct jb_shaped *shaped);
void jb_shaped_set_breaks(struct jb_shaped *shaped);
void jb_shaped_set_hyphens(struct jb_typesetter *typesetter, struct jb_shaped *shaped);

#endif
