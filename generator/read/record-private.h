#ifndef JB_READ_RECORD_PRIVATE_H
#define JB_READ_RECORD_PRIVATE_H

/* How records are read: the documents are validated first; then measures, so that any text may
 * quote any of them; then pairs. A document that is not valid is read as far as it goes, so that
 * all faults are told in one run. */

#include <glib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/record.h"
#include "xml/xml.h"

/* Entries of a table by id. Looked up only, never iterated. */
struct id_index {
    GHashTable *numbers;
    GPtrArray *ids;
    bool known; /* false: the file could not be read, so that nothing can be said to be missing */
};

struct id_index *id_index_new(struct jb_arena *arena);
/* The first entry keeps an id that comes twice. */
void id_index_add(struct id_index *index, const char *id);
uint32_t id_index_find(const struct id_index *index, const char *id);

struct record_reader {
    struct jb_arena *arena;
    struct jb_sink *sink;
    const struct jb_xml *xml;
    struct jb_record *record;
    struct id_index *units, *terms, *measures;
    GArray *measure_table;    /* struct jb_measure */
    GPtrArray *measure_nodes; /* their elements */
    GArray *pair_table;       /* struct jb_pair */
    GHashTable *pair_ids;     /* those that are taken */
    uint32_t *pair_of, *measure_of;
};

/* --- helpers ---------------------------------------------------------------------------------- */

/* The next element in document order, or NULL. */
const struct jb_xml_node *element_after(const struct jb_xml_node *node);

/* An attribute without white space round it, as the schema compares it; NULL where it is not. */
const char *token_of(struct jb_arena *arena, const struct jb_xml_node *node, const char *name);

/* Whether a fault has been reported at just this place: the schema's word is enough. */
bool is_told(const struct jb_sink *sink, struct jb_span at);

/* Whether a fault has been reported inside span: what follows from it need not be told. */
bool is_faulty(const struct jb_sink *sink, struct jb_span span);

/* Two elements of a document with one id. */
void report_duplicate_ids(struct jb_arena *arena, struct jb_sink *sink, const struct jb_xml *xml);

/* What the attribute of that name refers to, or JB_NO_INDEX after a report with one of the two
 * messages. */
uint32_t resolve(const struct record_reader *reader, const struct id_index *index,
                 const struct jb_xml_node *node, const char *attribute, int unknown, int misspelt);

/* --- tables ----------------------------------------------------------------------------------- */

void read_units(struct record_reader *reader, const struct jb_xml *xml);
void read_terms(struct record_reader *reader, const struct jb_xml *xml);
void read_measures(struct record_reader *reader);
void read_pairs(struct record_reader *reader);

/* One half of the pair called id. */
struct jb_half read_half(const struct record_reader *reader, const struct jb_xml_node *node,
                         enum jb_lang lang, const char *id);

/* A figure that is quoted. False after a report. */
bool read_quote(const struct record_reader *reader, const struct jb_xml_node *node,
                struct jb_piece *piece);

/* White space as it is printed: none at the ends of the half and round forced line ends; a run of
 * it is one space, or nothing where a Chinese line was broken between two Chinese characters. The
 * texts stand in step with the pieces, NULL for other kinds. */
void tidy_blanks(const struct jb_piece *pieces, GString *const *texts, uint32_t count);

#endif
