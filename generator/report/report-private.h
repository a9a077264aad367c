#ifndef JB_REPORT_REPORT_PRIVATE_H
#define JB_REPORT_REPORT_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

#include "base/source.h"

/* pattern with {0} … replaced by the arguments. */
void expand_message(const char *pattern, const char *const *args, GString *out);

/* The source line with a mark under the span; nothing where there is no source. */
void append_excerpt(const struct jb_sources *sources, struct jb_span span, bool colour,
                    GString *out);

#endif
