#ifndef JB_TYPESET_LINES_PRIVATE_H
#define JB_TYPESET_LINES_PRIVATE_H

/* Lines as ranges of clusters: lines.c chooses them, justify.c places what is in them, pieces.c
 * makes glyphs of that. */

#include "typeset/shaped-private.h"

/* Clusters [start, end) are set; from end to the next line's start are the spaces dropped. */
struct line_range {
    uint32_t start, end;
    int32_t indent;
    bool last;
    bool hyphenated;
    bool overfull;
    int32_t badness;
};

/* What a stretch of clusters takes and gives; sums over a paragraph. */
struct pools {
    int64_t width;
    int64_t shrink;
    int64_t stretch;
};

/* The lines of a paragraph at a measure, in order, for the caller to free. */
GArray *jb_lines_find(const struct jb_shaped *shaped, int32_t measure);

/* Width of the widest piece that no legal break cuts, and of the widest line if none is broken. */
void jb_lines_extent(const struct jb_shaped *shaped, int64_t *narrowest, int64_t *natural);

/* What cluster i can give and take (R42, R43). */
int32_t jb_space_shrink(const struct jb_shaped *shaped, uint32_t i);
int32_t jb_space_stretch(const struct jb_shaped *shaped, uint32_t i);
int32_t jb_mark_shrink(const struct cluster *cluster);

/* The gap of R20 after cluster i, or the typed space that stands for it; 0: none. */
int32_t jb_han_latin_gap(const struct cluster *cluster);

/* What the gap after cluster i may take before a line is loose, where it grows; 0: it does not. */
int32_t jb_gap_stretch(const struct jb_shaped *shaped, uint32_t i);

/* Where a cluster of a line stands. */
struct placement {
    int32_t before; /* cut off its left blank */
    int32_t after;  /* added to its width and gap; negative where it shrinks */
};

/* One for each cluster of the line, cleared by the caller, so that the line is as wide as
 * measure where the paragraph is justified. */
void jb_line_justify(const struct jb_shaped *shaped, const struct line_range *line, int32_t measure,
                     struct placement *placements);

/* Width of the line as placed, without indent. */
int64_t jb_line_width(const struct jb_shaped *shaped, const struct line_range *line,
                      const struct placement *placements);

/* The glyphs of a line whose body edge is at x. */
void jb_line_set(const struct jb_shaped *shaped, const struct line_range *line,
                 const struct placement *placements, int32_t x, struct jb_arena *arena,
                 struct jb_line *result);

#endif
