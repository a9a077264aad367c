#ifndef JB_BIND_BIND_H
#define JB_BIND_BIND_H

/* A template is run over a record: the flow, both languages at once. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/flow.h"
#include "model/record.h"
#include "model/template.h"

extern const struct jb_message_table jb_bind_message_table;

/* A variable of the command line: XPath of the template may say $name. */
struct jb_variable {
    const char *name;
    const char *value;
};

struct jb_bind_options {
    const struct jb_variable *variables;
    uint32_t variable_count;
    uint32_t langs;    /* that are set: one alone; 0 or JB_BOTH: both */
    const char *other; /* file of the edition in the other language, from this one; or NULL */
    bool draft;        /* whatever state the edition says */
    const char *date;  /* ISO 8601 with a time and zone; NULL: the edition's own */
};

/* NULL where there was any error; a fault shows the template's place and the record's. */
const struct jb_flow *jb_bind(struct jb_arena *arena, const struct jb_template *template,
                              const struct jb_record *record, const struct jb_bind_options *options,
                              struct jb_sink *sink);

#endif
