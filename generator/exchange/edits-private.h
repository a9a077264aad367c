#ifndef JB_EXCHANGE_EDITS_PRIVATE_H
#define JB_EXCHANGE_EDITS_PRIVATE_H

/* Changes of the bytes of files, gathered and then made all at once. */

#include <glib.h>

#include "exchange/exchange.h"
#include "xml/xml.h"

struct edits;

struct edits *edits_new(struct jb_arena *arena, const struct jb_record *record,
                        const struct jb_sources *sources, struct jb_sink *sink);

/* Puts text in the place of span; an empty span is a place between two characters. Texts that are
 * put in one place come in the order in which they were asked for. */
void edits_replace(struct edits *edits, struct jb_span span, const char *text,
                   struct jb_cause cause);

/* Gives the attribute this value, not yet escaped; NULL takes it out. A new one comes behind the
 * one that the schema has before it. */
void edits_attribute(struct edits *edits, const struct jb_xml_node *node, const char *name,
                     const char *value, struct jb_cause cause);

/* Takes the element out, with its line where it stands alone on it; one that was brought in by an
 * <include/> goes with that. */
void edits_remove(struct edits *edits, const struct jb_xml_node *node);

/* The place of an element among its siblings: that of its <include/> where it has one. */
struct jb_span edits_place(const struct edits *edits, const struct jb_xml_node *node);

/* The white space before the first character of span's line. */
const char *edits_indentation(const struct edits *edits, struct jb_span span);

/* The line end that the file uses, as its first line shows. */
const char *edits_newline(const struct edits *edits, uint32_t source);

/* The files with the edits made: those that change, or all that are left. False after a report. */
bool edits_apply(struct edits *edits, bool all, const struct jb_revision **revisions,
                 uint32_t *count);

/* After edits_apply: why there is what there is at an offset of a revised file; nothing where no
 * edit has to do with it. */
struct jb_cause edits_cause(const struct edits *edits, const char *path, uint32_t offset);

#endif
