#ifndef JB_LAYOUT_LAYOUT_H
#define JB_LAYOUT_LAYOUT_H

/* The flow becomes pages: pairs in step, rows and tables, keeps, running heads, contents. */

#include "base/arena.h"
#include "base/sink.h"
#include "model/flow.h"
#include "model/page.h"
#include "typeset/typeset.h"

extern const struct jb_message_table jb_layout_message_table;

/* The finished pages, or NULL where something cannot be placed (reported). */
const struct jb_document *jb_layout(struct jb_arena *arena, const struct jb_flow *flow,
                                    struct jb_typesetter *typesetter, struct jb_sink *sink);

/* Tells what a reader would stumble over on the finished pages, with the spot where it is seen. */
void jb_review(const struct jb_flow *flow, const struct jb_document *document,
               struct jb_sink *sink);

/* The document with the sink's findings drawn on its pages: a frame round the spot, or round the
 * first place that what is wrong in the records or the template has come to, and the finding's
 * code. They are artifacts. The typesetter was opened for it (jb_font_options.annotates). */
const struct jb_document *jb_annotate(struct jb_arena *arena, const struct jb_flow *flow,
                                      const struct jb_document *document,
                                      struct jb_typesetter *typesetter, const struct jb_sink *sink);

#endif
