#ifndef JB_TYPESET_TYPESET_H
#define JB_TYPESET_TYPESET_H

/* Paragraphs: fonts opened for a flow, text shaped once, its widths, and lines broken at a given
 * measure. The rules are those of doc/rules.md, cited by number.
 *
 * Shaping is costly and done once; breaking is cheap and may be repeated at other measures. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/flow.h"
#include "model/page.h"

extern const struct jb_message_table jb_typeset_message_table;

struct jb_typesetter;

struct jb_font_options {
    const char *const *folders; /* searched before the system's, or NULL */
    uint32_t folder_count;
    bool ignore_system;
    bool annotates; /* the names of findings will be set in the flow's base style */
};

/* Finds each face that the flow's text uses, cuts it down to its characters, and judges on the
 * source face that every character is there. A face or a character that is missing is an error
 * with the place of the text; NULL then. */
struct jb_typesetter *jb_typesetter_open(struct jb_arena *arena, const struct jb_flow *flow,
                                         const struct jb_font_options *options,
                                         struct jb_sink *sink);

const struct jb_font_table *jb_typesetter_fonts(const struct jb_typesetter *typesetter);

/* A paragraph, segmented and shaped; it lives in the typesetter's arena. */
struct jb_shaped;

const struct jb_shaped *jb_shape(struct jb_typesetter *typesetter, const struct jb_para *para);

/* The same, where it is not needed for longer than arena lives. */
const struct jb_shaped *jb_shape_in(struct jb_typesetter *typesetter, const struct jb_para *para,
                                    struct jb_arena *arena);

/* The widest unbreakable piece, and the width of the whole on one line. */
void jb_shaped_widths(const struct jb_shaped *shaped, int32_t *narrowest, int32_t *natural);

/* One line, its glyphs placed: x of each piece from the line's start edge, which is the edge of
 * the type area's body, not of trimmed marks (R13, R14). */
enum jb_part { JB_PART_NONE, JB_PART_HEAD, JB_PART_TAIL };

struct jb_line_piece {
    const struct jb_glyphs *glyphs; /* NULL: a late slot */
    int32_t x, y;                   /* y: shift off the baseline (superscripts), down is positive */
    int32_t width;
    uint32_t run;      /* index of the paragraph's run that it came from */
    enum jb_part part; /* of a word that a hyphen divides: it begins here, or goes on */
};

struct jb_line {
    const struct jb_line_piece *pieces;
    uint32_t piece_count;
    int32_t width;       /* from the start edge to the end of what is set, indent included */
    bool last;           /* of the paragraph, or before a forced line end */
    bool hyphenated;     /* ends in an inserted hyphen */
    const char *divided; /* the word that begins here and goes on in the next line, or NULL */
    bool overfull;   /* nothing legal fits: cut between two clusters, or wider than the measure */
    int32_t badness; /* 100 |r|^3, at most 1000000 */
};

/* Breaks at measure and aligns by the paragraph's style (R40, R13); lines live in arena. Text is
 * always set: where no legal break fits, the line is overfull. A paragraph without text has no
 * lines; two forced line ends in a row leave a line without pieces between them. Spaces at line
 * ends are not set. */
const struct jb_line *jb_break(struct jb_typesetter *typesetter, const struct jb_shaped *shaped,
                               int32_t measure, struct jb_arena *arena, uint32_t *count);

/* Text for a late slot, once it is known: set in the style and language of run (digits tabular),
 * to stand at the end side of the reserved width. */
const struct jb_glyphs *jb_shape_slot(struct jb_typesetter *typesetter, const struct jb_run *run,
                                      const char *text, struct jb_arena *arena);

/* Gives back the global state of Pango and fontconfig, at the end of the process. */
void jb_typeset_shutdown(void);

#endif
