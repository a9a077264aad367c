#include <string.h>

#include "read/messages-private.h"
#include "read/read.h"
#include "read/record-private.h"

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

static void read_edition(struct record_reader *reader)
{
    const struct jb_xml_node *root = jb_xml_root(reader->xml);
    const char *id = token_of(reader->arena, root, "id");
    const char *period = token_of(reader->arena, root, "period");
    struct jb_span at = jb_xml_attribute_span(reader->xml, root, "period");

    reader->record->id = id ? id : "";
    read_date(reader, root, "as-of", DATE_OF_DAY, &reader->record->as_of);
    if (period && !jb_period_parse(period, &reader->record->year, &reader->record->quarter) &&
        !is_told(reader, at))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_PERIOD], at, period, NULL);
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
    reader->readings = id_index_new(arena);
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
    index_faults(reader);
    read_audiences(reader);
    read_edition(reader);
    read_measures(reader);
    read_pairs(reader);
    read_told(reader);
    check_audiences(reader);
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

static const char *folder_of(struct jb_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? jb_arena_dup_span(arena, path, slash == path ? 1 : (size_t)(slash - path)) : "";
}

const struct jb_record *jb_read_record(struct jb_arena *arena, struct jb_sources *sources,
                                       struct jb_sink *sink, const struct jb_record_files *files)
{
    struct record_reader reader = {.arena = arena, .sink = sink};
    uint32_t before = jb_sink_count(sink, JB_ERROR);
    const struct jb_xml *units, *terms = NULL;

    prepare(&reader);
    reader.folder = folder_of(arena, files->edition);
    reader.record->folder = reader.folder;
    reader.xml = open_valid(&reader, sources, files->edition, files->schemas, "records.xsd");
    units = open_valid(&reader, sources, files->units, files->schemas, "units.xsd");
    if (files->terms)
        terms = open_valid(&reader, sources, files->terms, files->schemas, "terms.xsd");
    if (units)
        read_units(&reader, units);
    if (terms)
        read_terms(&reader, terms);
    if (!reader.xml)
        return NULL;
    read_document(&reader);
    if (files->audience == JB_PUBLIC)
        hide_internal(&reader);
    reader.record->sound = jb_sink_count(sink, JB_ERROR) == before;
    return freeze(&reader);
}
