#ifndef JB_LAYOUT_SEQUENCE_PRIVATE_H
#define JB_LAYOUT_SEQUENCE_PRIVATE_H

/* The strips of a document as slices for total fit: a strip that cannot be divided is one, and of
 * one with cuts each part between neighbouring cuts. */

#include "layout/fit-private.h"
#include "layout/lanes-private.h"

struct slice {
    uint32_t strip;
    uint32_t part; /* from this cut to the next one */
};

struct sequence {
    const struct layout *layout;
    const struct stack *stack;
    GArray *slices; /* struct slice */
    GArray *breaks; /* struct fit_break: one more than slices */
    int32_t *gaps;  /* by strip: the space above it, where it is not the first on a page */
    int64_t *tops;  /* by strip, and of the end: where it would be on an endless page */
    int64_t
        *feet[JB_LANGS]; /* by column, slice and of the end: heights of the notes before, summed */
    const struct jb_master **masters; /* by strip: of the page that it begins */
    uint32_t *run_ends;    /* by slice: where the run of slices of its columns, or of none, ends */
    uint32_t spreads_from; /* the slice with which spreads begin, UINT32_MAX: none */
};

struct sequence sequence_open(struct layout *layout, const struct stack *stack);
void sequence_close(struct sequence *sequence);

/* The problem that the slices are; it lasts as long as sequence. */
struct fit_problem sequence_problem(const struct sequence *sequence);

const struct slice *sequence_at(const struct sequence *sequence, uint32_t slice);
const struct strip *sequence_strip(const struct sequence *sequence, uint32_t slice);

/* The named master of a page that begins with slice, or NULL. */
const struct jb_master *sequence_master(const struct sequence *sequence, uint32_t slice);

/* What is set above slice where a page begins with it: its table's head, with the space below. */
int32_t sequence_head_height(const struct sequence *sequence, uint32_t slice);

/* Slices [first, end) on one page, without that: the columns of each run are balanced. */
int32_t sequence_height(const struct sequence *sequence, uint32_t first, uint32_t end);

/* The same one below the other, in one column. */
int32_t sequence_extent(const struct sequence *sequence, uint32_t first, uint32_t end);

/* The foot of notes that slices [first, end) have on one page; 0 without any. */
int32_t sequence_foot(const struct sequence *sequence, uint32_t first, uint32_t end);
void sequence_gather_notes(const struct sequence *sequence, uint32_t slice, GArray *notes);

/* The space above slice, where it is not the first on its page or in its column. */
int32_t sequence_gap(const struct sequence *sequence, uint32_t slice);

/* The least height at which slices [first, end), which are one run, find room in its columns (R73).
 */
int32_t columns_height(const struct sequence *sequence, uint32_t first, uint32_t end);

/* The same, and the columns: ends[i] is where column i ends. */
int32_t columns_balance(const struct sequence *sequence, uint32_t first, uint32_t end,
                        uint32_t *ends);

/* The most that <columns> may have. */
enum { MOST_COLUMNS = 9 };

int32_t sequence_room(const struct sequence *sequence, uint32_t first, enum jb_page_side side);

#endif
