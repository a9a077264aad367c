#ifndef JB_PAINT_PAINT_H
#define JB_PAINT_PAINT_H

/* Pages become drawings, through cairo and FreeType. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "model/page.h"

extern const struct jb_message_table jb_paint_message_table;

/* All pages as one PDF. Each content with an element is drawn inside one flat "Span" tag, so that
 * cairo numbers it; outline and page labels are set; everything else is left to finish/. NULL after
 * a report. */
GBytes *jb_paint_pdf(const struct jb_document *document, struct jb_sink *sink);

/* One page. dots_per_inch: 1 … 1200. */
GBytes *jb_paint_png(const struct jb_document *document, uint32_t page, uint32_t dots_per_inch,
                     struct jb_sink *sink);
GBytes *jb_paint_svg(const struct jb_document *document, uint32_t page, struct jb_sink *sink);

/* Gives back cairo's global state, at the end of the process. */
void jb_paint_shutdown(void);

#endif
