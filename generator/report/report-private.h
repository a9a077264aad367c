#ifndef JB_REPORT_REPORT_PRIVATE_H
#define JB_REPORT_REPORT_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

#include "base/source.h"

/* pattern with {0} … replaced by the arguments. */
void expand_message(const char *pattern, const char *const *args, GString *out);

/* Places of findings in the sources. */
struct places;

struct places *places_open(const struct jb_sources *sources);
void places_close(struct places *places);

/* NULL: no place. */
const struct jb_source *source_of(const struct places *places, struct jb_span span);

/* Where a span begins; it must have a source. */
struct jb_position position_of(struct places *places, struct jb_span span);

/* The source line with a mark under the span; nothing where there is no source. */
void append_excerpt(struct places *places, struct jb_span span, bool colour, GString *out);

#endif
