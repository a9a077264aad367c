#include <stdlib.h>
#include <string.h>

#include "read/messages-private.h"
#include "read/read.h"
#include "read/record-private.h"

/* Years outside are slips of the hand. */
enum { FIRST_YEAR = 1949, LAST_YEAR = 2199 };

/* An opened document whose faults have been told; NULL where there is none. */
static const struct jb_xml *open_valid(const struct record_reader *reader,
                                       struct jb_sources *sources, const char *path,
                                       const char *schemas, const char *schema)
{
    const struct jb_xml *xml = jb_xml_open(reader->arena, sources, reader->sink, path);

    if (xml)
        jb_xml_validate(reader->arena, xml, jb_arena_print(reader->arena, "%s/%s", schemas, schema),
                        reader->sink);
    return xml;
}

/* --- attributes of the edition ---------------------------------------------------------------- */

static bool is_year(int year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* "2024-03-31", but nothing else that XSD takes for a date. */
static bool parse_date(const char *text, struct jb_date *date)
{
    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10 || text[4] != '-' ||
        text[7] != '-' || strchr(text + 8, '-'))
        return false;
    *date = (struct jb_date){atoi(text), atoi(text + 5), atoi(text + 8)};
    return is_year(date->year) && date->month >= 1 && date->month <= 12 &&
           g_date_valid_dmy((GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
}

static bool parse_period(const char *text, int *year, int *quarter)
{
    if (strlen(text) != 7 || strspn(text, "0123456789") != 4 || strncmp(text + 4, "-Q", 2) != 0)
        return false;
    *year = atoi(text);
    *quarter = text[6] - '0';
    return is_year(*year) && *quarter >= 1 && *quarter <= 4;
}

static void read_date(const struct record_reader *reader, const struct jb_xml_node *node,
                      const char *name, struct jb_date *date)
{
    const char *text = token_of(reader->arena, node, name);
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, name);

    if (text && !parse_date(text, date) && !is_told(reader->sink, at))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_DATE], at, name, text, NULL);
}

static void read_edition(struct record_reader *reader)
{
    const struct jb_xml_node *root = jb_xml_root(reader->xml);
    const char *id = token_of(reader->arena, root, "id");
    const char *period = token_of(reader->arena, root, "period");
    struct jb_span at = jb_xml_attribute_span(reader->xml, root, "period");

    reader->record->id = id ? id : "";
    read_date(reader, root, "as-of", &reader->record->as_of);
    if (period && !parse_period(period, &reader->record->year, &reader->record->quarter) &&
        !is_told(reader->sink, at))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_PERIOD], at, period, NULL);
}

/* What stands in no table, but must hold for whoever reads it from the document. */
static void check_rest(const struct record_reader *reader)
{
    struct jb_date date;
    const struct jb_xml_node *node = jb_xml_root(reader->xml);

    for (; node; node = element_after(node)) {
        if (jb_xml_is(node, "milestone")) {
            read_date(reader, node, "planned", &date);
            read_date(reader, node, "actual", &date);
        } else if (jb_xml_is(node, "department")) {
            resolve(reader, reader->terms, node, "term", SAY_UNKNOWN_TERM, SAY_MISSPELT_TERM);
        }
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static void close_array(void *array)
{
    g_array_free(array, TRUE);
}

static void close_pointers(void *array)
{
    g_ptr_array_free(array, TRUE);
}

static void close_table(void *table)
{
    g_hash_table_destroy(table);
}

static uint32_t *indices_new(struct jb_arena *arena, uint32_t count)
{
    uint32_t *indices = JB_NEW_ARRAY(arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++)
        indices[i] = JB_NO_INDEX;
    return indices;
}

static void prepare(struct record_reader *reader)
{
    struct jb_arena *arena = reader->arena;

    reader->record = JB_NEW(arena, struct jb_record);
    reader->units = id_index_new(arena);
    reader->terms = id_index_new(arena);
    reader->measures = id_index_new(arena);
    reader->measure_table = g_array_new(FALSE, FALSE, sizeof(struct jb_measure));
    jb_arena_defer(arena, close_array, reader->measure_table);
    reader->measure_nodes = g_ptr_array_new();
    jb_arena_defer(arena, close_pointers, reader->measure_nodes);
    reader->pair_table = g_array_new(FALSE, FALSE, sizeof(struct jb_pair));
    jb_arena_defer(arena, close_array, reader->pair_table);
    reader->pair_ids = g_hash_table_new(g_str_hash, g_str_equal);
    jb_arena_defer(arena, close_table, reader->pair_ids);
}

static void read_document(struct record_reader *reader)
{
    uint32_t count = jb_xml_element_count(reader->xml);

    reader->pair_of = indices_new(reader->arena, count);
    reader->measure_of = indices_new(reader->arena, count);
    report_duplicate_ids(reader->arena, reader->sink, reader->xml);
    read_edition(reader);
    read_measures(reader);
    read_pairs(reader);
    check_rest(reader);
}

/* The tables stay where they are: the arena closes them with the record. */
static const struct jb_record *freeze(struct record_reader *reader)
{
    struct jb_record *record = reader->record;
    const struct jb_xml_node *title = jb_xml_child(jb_xml_root(reader->xml), "title");

    record->title = title ? reader->pair_of[jb_xml_ordinal(title)] : JB_NO_INDEX;
    record->pairs = (const struct jb_pair *)(const void *)reader->pair_table->data;
    record->pair_count = reader->pair_table->len;
    record->measures = (const struct jb_measure *)(const void *)reader->measure_table->data;
    record->measure_count = reader->measure_table->len;
    record->document = reader->xml;
    record->pair_of = reader->pair_of;
    record->measure_of = reader->measure_of;
    record->element_count = jb_xml_element_count(reader->xml);
    return record;
}

const struct jb_record *jb_read_record(struct jb_arena *arena, struct jb_sources *sources,
                                       struct jb_sink *sink, const struct jb_record_files *files)
{
    struct record_reader reader = {.arena = arena, .sink = sink};
    uint32_t before = jb_sink_count(sink, JB_ERROR);
    const struct jb_xml *units, *terms = NULL;

    prepare(&reader);
    reader.xml = open_valid(&reader, sources, files->edition, files->schemas, "records.xsd");
    units = open_valid(&reader, sources, files->units, files->schemas, "units.xsd");
    if (files->terms)
        terms = open_valid(&reader, sources, files->terms, files->schemas, "terms.xsd");
    if (units)
        read_units(&reader, units);
    if (terms)
        read_terms(&reader, terms);
    if (reader.xml)
        read_document(&reader);
    return jb_sink_count(sink, JB_ERROR) > before ? NULL : freeze(&reader);
}
