#ifndef JB_READ_RECORD_PRIVATE_H
#define JB_READ_RECORD_PRIVATE_H

/* How records are read: the documents are validated first; then measures, so that any text may
 * quote any of them; then pairs. A document that is not valid is read as far as it goes, so that
 * all faults are told in one run, but not what merely follows from one of them. */

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
/* number: of the entry in its table. The first entry keeps an id that comes twice. */
void id_index_add(struct id_index *index, const char *id, uint32_t number);
uint32_t id_index_find(const struct id_index *index, const char *id);

struct record_reader {
    struct jb_arena *arena;
    struct jb_sink *sink;
    const struct jb_xml *xml;
    const char *folder; /* of the edition; "" for the current one */
    struct jb_record *record;
    struct id_index *units, *terms, *measures;
    struct id_index *readings; /* measures of earlier periods, "jobs 2023-Q4" */
    GArray *faults;            /* struct jb_span: what was told before reading, in order of place */
    GArray *measure_table;     /* struct jb_measure */
    GPtrArray *measure_nodes;  /* their elements */
    GArray *pair_table;        /* struct jb_pair */
    GHashTable *pair_ids;      /* those that are taken, and how often each was asked for */
    uint32_t *pair_of, *measure_of;
    uint8_t *audience; /* of each element, by its ordinal: enum jb_audience */
};

/* --- helpers ---------------------------------------------------------------------------------- */

/* The next element in document order, or NULL. */
const struct jb_xml_node *element_after(const struct jb_xml_node *node);

/* An attribute without white space round it, as the schema compares it; NULL where it is not. */
const char *token_of(struct jb_arena *arena, const struct jb_xml_node *node, const char *name);

/* An id, cut where it is so long that the schema has refused it: paths are made of ids. NULL where
 * there is none. */
const char *id_of(struct jb_arena *arena, const struct jb_xml_node *node);

uint32_t error_count(const struct record_reader *reader);

/* Two elements of a document with one id. */
void report_duplicate_ids(struct jb_arena *arena, struct jb_sink *sink, const struct jb_xml *xml);

/* What the attribute of that name refers to, or JB_NO_INDEX after a report with one of the two
 * messages. */
uint32_t resolve(const struct record_reader *reader, const struct id_index *index,
                 const struct jb_xml_node *node, const char *attribute, int unknown, int misspelt);

/* --- faults ----------------------------------------------------------------------------------- */

/* Takes note of all that has been told: by the schemas, and of ids that come twice. */
void index_faults(struct record_reader *reader);

/* Whether that began at just this place: one word is enough. */
bool is_told(const struct record_reader *reader, struct jb_span at);

/* Whether any of it began inside span: what follows from it need not be told. */
bool is_faulty(const struct record_reader *reader, struct jb_span span);

/* Whether an attribute or child of the element has most probably been meant to be called name. */
bool is_misspelt(const struct jb_xml_node *node, const char *name);

/* --- tables ----------------------------------------------------------------------------------- */

void read_units(struct record_reader *reader, const struct jb_xml *xml);
void read_terms(struct record_reader *reader, const struct jb_xml *xml);
void read_measures(struct record_reader *reader);
void read_pairs(struct record_reader *reader);

/* Counts what a plan counts. */
void read_told(struct record_reader *reader);

/* The attributes of a measure or reading that state a figure, and what they say together. */
void read_figures(const struct record_reader *reader, const struct jb_xml_node *node,
                  struct jb_measure *measure);
void check_bounds(const struct record_reader *reader, const struct jb_xml_node *node,
                  const struct jb_measure *measure);
/* A fault of the measure at one of its attributes, with its id and the attribute's value. */
void report_measure(const struct record_reader *reader, int message, const struct jb_xml_node *node,
                    const char *attribute, const struct jb_measure *measure);
uint32_t add_measure(struct record_reader *reader, const struct jb_xml_node *node,
                     const struct jb_measure *measure);

/* The readings of earlier periods inside the measure of that index. */
void read_readings(struct record_reader *reader, const struct jb_xml_node *node, uint32_t of);

/* Which measure a quote means: with a period, the reading of it. JB_NO_INDEX after a report. */
uint32_t find_reading(const struct record_reader *reader, const struct jb_xml_node *quote,
                      uint32_t measure);

/* --- audiences -------------------------------------------------------------------------------- */

/* Whom each element is for: what is inside an internal one is internal too. */
void read_audiences(struct record_reader *reader);

/* What is public may not tell what is internal. */
void check_audiences(const struct record_reader *reader);

/* Takes what is internal out of the document. */
void hide_internal(const struct record_reader *reader);

/* --- what stands in no table ------------------------------------------------------------------ */

/* What must hold for whoever reads it from the document. */
void check_rest(const struct record_reader *reader);

/* An attribute with a date, where it is; pattern says how exact it must be. */
enum date_form { DATE_OF_DAY, DATE_OF_ANY };
void read_date(const struct record_reader *reader, const struct jb_xml_node *node, const char *name,
               enum date_form form, struct jb_date *date);

void check_picture(const struct record_reader *reader, const struct jb_xml_node *node);

/* --- text ------------------------------------------------------------------------------------- */

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
