#ifndef JB_REPORT_REPORT_H
#define JB_REPORT_REPORT_H

/* What is said beside the bulletin: findings as text in the reader's language. */

#include <glib.h>
#include <stdbool.h>

#include "base/sink.h"
#include "model/language.h"

enum jb_report_form {
    JB_REPORT_HUMAN, /* place, text, the line with a mark under it, includes, hint, second place */
    JB_REPORT_SHORT, /* FILE:LINE:COL: level: text [CODE] (included from FILE:LINE:COL), a line each
                      */
};

struct jb_report_options {
    enum jb_report_form form;
    enum jb_lang lang;
    bool colour;
};

/* Every finding in the order in which it was met, and a closing count in the human form. */
void jb_report_findings(const struct jb_sink *sink, const struct jb_report_options *options,
                        GString *out);

/* A message with its hint, for `jibao explain`: arguments stand as …. */
void jb_report_message(const struct jb_message *message, enum jb_lang lang, GString *out);

#endif
