#ifndef JB_LAYOUT_LANES_PRIVATE_H
#define JB_LAYOUT_LANES_PRIVATE_H

/* A strip that can be divided: lanes of strips side by side, cut at one height. The halves of a
 * long pair are lanes, and so are the cells of a tall row.
 *
 * Cuts are numbered: 0 is before all, then the inner ones from the top, and count_cuts() + 1 is
 * behind all. A part lies between two cuts; the first baselines of each part are joined (R70). */

#include "layout/layout-private.h"

struct lane {
    struct stack strips;
    int32_t x;
    uint32_t element; /* begins with the first part, even if it holds nothing; or NO_ELEMENT */
    int32_t *tops;    /* of each strip, from the top of the first */
};

/* Draws what is round the strips of a part into a strip as tall as it: grounds and rules. */
struct lanes;
typedef void lanes_dress(const struct lanes *lanes, struct strip *strip, bool first, bool last);

struct lanes {
    uint32_t count;
    struct lane *at;
    int32_t above, below; /* room round the strips of each part */
    lanes_dress *dress;   /* or NULL */
    const struct jb_block *block;
    int32_t width;
    const struct strip *again; /* stands above every part but the first, or NULL */
    uint32_t cut_count;        /* inner ones */
    const uint32_t *cuts;      /* by cut and lane: how many strips are before it */
};

/* The name of a row that goes on: its first cell once more, with 续 or (cont.) behind it, as an
 * artifact (R80). NULL where the cell's face has no such characters, or it is taller than most. */
const struct strip *compose_again(struct layout *layout, const struct jb_block *cell, int32_t width,
                                  int32_t most);

/* Lanes without strips; lanes_close has to follow when they are filled. */
struct lanes *lanes_new(struct layout *layout, uint32_t count);
void lanes_close(struct layout *layout, struct lanes *lanes, bool divisible);

/* Pushes lanes of lines, which are filled but not closed, as one strip; a short one is whole (R71).
 */
void push_lanes(struct layout *layout, struct place place, const struct jb_block *block,
                struct lanes *lanes);

/* Gives back what the strips hold, once all parts are placed; they can still be measured. */
void lanes_release(const struct lanes *lanes);

int32_t lanes_height(const struct lanes *lanes, uint32_t from, uint32_t to);
int32_t lanes_baseline(const struct lanes *lanes);

/* R61: what a part has that may not stand alone. */
uint32_t lanes_faults(const struct lanes *lanes, uint32_t from, uint32_t to);

/* The demerits of a cut beside those of any. */
int64_t lanes_demerits(const struct lanes *lanes, uint32_t cut);

/* Appends the notes that the strips of a part cite. */
void lanes_gather_notes(const struct lanes *lanes, uint32_t from, uint32_t to, GArray *notes);

/* Visits the strips of a part with their places in it, lane after lane: the order of reading. */
typedef void lanes_visit(void *data, const struct strip *strip, int32_t x, int32_t y);
void lanes_each(struct layout *layout, const struct lanes *lanes, uint32_t from, uint32_t to,
                lanes_visit *visit, void *data);

#endif
