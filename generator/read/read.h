#ifndef JB_READ_READ_H
#define JB_READ_READ_H

/* Documents become records and templates: the first stage. Everything that is wrong is reported
 * with its place; NULL is returned where there was any error. */

#include "base/arena.h"
#include "base/sink.h"
#include "base/source.h"
#include "model/record.h"
#include "model/template.h"

extern const struct jb_message_table jb_read_message_table;

/* Where the schemas and tables stand that every edition shares. */
struct jb_record_files {
    const char *edition; /* bulletin.xml */
    const char *units;   /* units.xml */
    const char *terms;   /* terms.xml, or NULL */
    const char *schemas; /* folder with records.xsd, units.xsd, terms.xsd */
};

const struct jb_record *jb_read_record(struct jb_arena *arena, struct jb_sources *sources,
                                       struct jb_sink *sink, const struct jb_record_files *files);

/* folder holds template.xml and styles.xml; schemas holds template.xsd and styles.xsd. */
const struct jb_template *jb_read_template(struct jb_arena *arena, struct jb_sources *sources,
                                           struct jb_sink *sink, const char *folder,
                                           const char *schemas);

#endif
