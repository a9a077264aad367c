#ifndef JB_LAYOUT_FIT_PRIVATE_H
#define JB_LAYOUT_FIT_PRIVATE_H

/* Total fit in one dimension: which slices of a document go on which page. It knows heights and
 * costs, but not what they are heights of. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/flow.h"

/* A break before a slice. */
struct fit_break {
    uint32_t faults;
    int64_t demerits;
    bool forced;
    bool closed; /* no page ends here: what stands before is of no height */
};

/* What slices [first, end) are together on one page. */
struct fit_load {
    int32_t height;
    uint32_t faults;
    int64_t demerits;
};

struct fit_problem {
    uint32_t count; /* of slices */
    const struct fit_break
        *breaks; /* count + 1: breaks[i] stands before slice i, the last ends all */
    /* Height for a page that begins with slice first. */
    int32_t (*room)(const void *data, uint32_t first, enum jb_page_side side);
    /* For each first, height never shrinks as end grows. */
    struct fit_load (*load)(const void *data, uint32_t first, uint32_t end);
    const void *data;
};

/* What a way of breaking costs; compared in this order. */
struct fit_toll {
    uint32_t faults;
    uint32_t pages;
    int64_t demerits;
};

bool fit_is_less(struct fit_toll a, struct fit_toll b);

/* What slices [first, end) cost on a page of their own. */
struct fit_toll fit_page_toll(const struct fit_problem *problem, uint32_t first, uint32_t end,
                              enum jb_page_side side);

/* The slice behind the last one of each page, for the pages of least toll: linear in the slices,
 * for no more than a page of them is looked at from each. A slice that is taller than its page
 * stands alone on it. */
const uint32_t *fit_pages(struct jb_arena *arena, const struct fit_problem *problem,
                          uint32_t *page_count, struct fit_toll *toll);

#endif
