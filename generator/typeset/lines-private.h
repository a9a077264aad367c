#ifndef JB_TYPESET_LINES_PRIVATE_H
#define JB_TYPESET_LINES_PRIVATE_H

/* Lines as ranges of clusters: measure.c says what a line takes and costs, fit.c chooses lines,
 * justify.c places what is in them, pieces.c makes glyphs of that. */

#include "typeset/shaped-private.h"

/* Clusters [start, end) are set; from end to the next line's start are the spaces dropped. */
struct line_range {
    uint32_t start, end;
    int32_t indent;
    bool last;
    bool hyphenated;
    bool continued; /* begins inside the word that the line before it divides */
    bool overfull;
    int32_t badness;
};

/* What a stretch of clusters takes and gives; sums over a paragraph. */
struct pools {
    int64_t width;
    int64_t shrink;
    int64_t stretch;
};

/* A paragraph at a measure. */
struct ruler {
    const struct jb_shaped *shaped;
    struct pools *sums; /* sums[i]: of the clusters before i with their gaps */
    uint8_t *stops;     /* enum break_kind after each cluster, at this measure */
    uint32_t *trimmed;  /* trimmed[i]: i without the blanks before it */
    uint32_t first;     /* cluster that is not blank */
    int32_t measure;
    int32_t indent;  /* of the line that begins with first */
    int32_t largest; /* size of any text in it */
    bool justified;
};

void jb_ruler_open(struct ruler *ruler, const struct jb_shaped *shaped, int32_t measure);
void jb_ruler_close(struct ruler *ruler);

/* A line that may be: from cluster start to an end after cluster end - 1. */
struct candidate {
    uint32_t start, end;
    enum break_kind kind; /* of its end */
    int64_t slack;        /* negative: what it must shrink by */
    struct pools pools;
    bool fits;
};

/* What a line costs beside its badness (R45). The scale is that of badness: 100 is a line that
 * uses all of its room. */
enum {
    COST_LINE = 1,           /* of two ways alike, the one with fewer lines */
    COST_HYPHEN = 20,        /* R51 */
    COST_ORPHAN = 5000,      /* R44, R53: a last line of one Han or of few letters */
    COST_RELUCTANT = 12500,  /* R04: as bad as gaps of 0.3 em */
    COST_OVERFULL = 1 << 30, /* text that does not fit */
};

struct candidate jb_line_measure(const struct ruler *ruler, uint32_t start, uint32_t end,
                                 enum break_kind kind);
int32_t jb_line_badness(const struct ruler *ruler, const struct candidate *line);
int64_t jb_line_cost(const struct ruler *ruler, const struct candidate *line);

/* Whether a line from the same start cannot fit however it ends from here on. */
bool jb_is_far_over(const struct ruler *ruler, const struct candidate *line);

struct line_range jb_line_range(const struct ruler *ruler, uint32_t start, uint32_t end,
                                enum break_kind kind);

/* The first cluster from i on that is set at the start of a line. */
uint32_t jb_skip_blanks(const struct jb_shaped *shaped, uint32_t i);

/* Sums of the pools of the clusters before each, for the caller to free. */
struct pools *jb_pools_sum(const struct jb_shaped *shaped);

/* Appends the lines that cost least in all. The work it took, in lines that were looked at: it
 * grows as the text does. */
uint64_t jb_lines_fit(const struct ruler *ruler, GArray *lines);

/* Sets a title's lines anew, as many as there are, so that they balance; they stay as they are
 * where no such way is found. */
void jb_lines_balance(const struct ruler *ruler, GArray *lines);

/* For each cluster, whether a word ends after it; for the caller to free. */
bool *jb_words_find(const struct jb_shaped *shaped);

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

/* The words of a line that a hyphen divides: clusters [start, tail_end) go on with a word of the
 * line before, [head_start, end) begin one that goes on in the next, head being the whole of it;
 * head_start is UINT32_MAX where none does. */
struct divided_words {
    uint32_t tail_end, head_start;
    const char *head; /* in the arena, or NULL: none begins */
};

struct divided_words jb_divided_words(const struct jb_shaped *shaped, const struct line_range *line,
                                      struct jb_arena *arena);

/* The glyphs of a line whose body edge is at x. */
void jb_line_set(const struct jb_shaped *shaped, const struct line_range *line,
                 const struct placement *placements, int32_t x, struct jb_arena *arena,
                 struct jb_line *result);

#endif
