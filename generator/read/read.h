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
    const char *edition;       /* bulletin.xml */
    const char *units;         /* units.xml */
    const char *terms;         /* terms.xml, or NULL */
    const char *schemas;       /* folder with records.xsd, units.xsd, terms.xsd */
    enum jb_audience audience; /* who will read it: for the public, what is internal is hidden */
};

/* What could be read, for check/ to go on with; record->sound says whether there was no error. NULL
 * where the edition is no XML document. */
const struct jb_record *jb_read_record(struct jb_arena *arena, struct jb_sources *sources,
                                       struct jb_sink *sink, const struct jb_record_files *files);

/* Where a template is and what it is read with. */
struct jb_template_files {
    const char *folder;           /* with template.xml, and styles.xml where it extends none */
    const char *templates;        /* the program's own templates, which others may extend */
    const char *schemas;          /* folder with template.xsd and styles.xsd */
    const char *records;          /* records.xsd: the names that XPath may use */
    const char *arrange;          /* the arrangement that is asked for, or NULL */
    const char *const *variables; /* names that the command line sets, closed by NULL; or NULL */
};

/* NULL where there was an error. */
const struct jb_template *jb_read_template(struct jb_arena *arena, struct jb_sources *sources,
                                           struct jb_sink *sink,
                                           const struct jb_template_files *files);

#endif
