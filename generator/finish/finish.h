#ifndef JB_FINISH_FINISH_H
#define JB_FINISH_FINISH_H

/* The last stage: a PDF with flat content markers, as paint/ leaves it, becomes a tagged,
 * conforming and reproducible file (PDF/A-2a and PDF/UA-1 in design; doc in ARCHITECTURE.md). */

#include <glib.h>
#include <stdbool.h>

#include "base/sink.h"
#include "model/page.h"

extern const struct jb_message_table jb_finish_message_table;

/* Takes the painted bytes; returns the finished ones, or NULL after a report (markers that do not
 * match the page model are our own fault, and hard). The k-th marker of a page that carries an MCID
 * is that page's k-th content with an element. */
GBytes *jb_finish(const struct jb_document *document, GBytes *painted, struct jb_sink *sink);

#endif
