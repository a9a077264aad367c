#ifndef JB_TYPESET_CHARSET_PRIVATE_H
#define JB_TYPESET_CHARSET_PRIVATE_H

/* Which characters a flow asks of which face. */

#include <hb.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/flow.h"

/* One set for each face of the style sheet, NULL for a face without text. A face of letters has
 * digits, space, hyphen, dash, comma and full stop in any case, for what is filled in late; where
 * the bulletin is annotated, that of the base style has the letters of findings' names too. */
hb_set_t **jb_charset_collect(struct jb_arena *arena, const struct jb_flow *flow, bool annotates);

/* Says for each run which of missing[face] it uses, once each. missing has a set, or NULL, for
 * each face. */
void jb_charset_report(const struct jb_flow *flow, hb_set_t *const *missing, struct jb_sink *sink);

#endif
