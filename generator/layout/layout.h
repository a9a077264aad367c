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

#endif
