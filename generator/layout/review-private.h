#ifndef JB_LAYOUT_REVIEW_PRIVATE_H
#define JB_LAYOUT_REVIEW_PRIVATE_H

/* Looking over finished pages: what a reader would stumble over is a finding with its spot. */

#include <glib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/page.h"

struct review {
    struct jb_arena *arena;
    const struct jb_document *document;
    const struct jb_style_sheet *styles;
    struct jb_sink *sink;
    const uint32_t *const *contents; /* by page and MCID: index of the page's content */
    GHashTable *told;                /* what was said of styles; only looked up */
};

/* What a mark covers: its line's body, or the box. page counts from 0. */
struct jb_spot spot_of(const struct jb_mark *mark, uint32_t page);

/* The smallest spot with both in it; they are on one page. */
struct jb_spot spot_with(struct jb_spot a, struct jb_spot b);

/* Tells it where it is to be mended: in the style sheet, once for all that looks so, with the place
 * in the template where it was met first; or in the record. */
void tell_of_style(struct review *review, int message, struct jb_span style,
                   const struct jb_mark *mark, struct jb_spot spot, const struct jb_words *words);
void tell_of_record(struct review *review, int message, uint32_t origin, struct jb_spot spot,
                    const struct jb_words *words);

/* A text as it is told: the start alone where it is long. */
const char *told_text(const struct review *review, const char *text, size_t length);

/* review-letters.c: size, contrast and place of the text of a page. */
void review_letters(struct review *review, uint32_t page);

/* review-parts.c: last lines, headings, halves. */
void review_parts(struct review *review);

#endif
