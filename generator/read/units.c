#include <string.h>

#include "read/record-private.h"

/* What the schema has found to be missing is read as "", for the report has been made. */
static const char *text_of(const struct jb_xml_node *node, const char *name)
{
    const char *text = jb_xml_attribute(node, name);

    return text ? text : "";
}

static bool says(const struct record_reader *reader, const struct jb_xml_node *node,
                 const char *name, const char *value)
{
    return g_strcmp0(token_of(reader->arena, node, name), value) == 0;
}

static const char *id_or_none(const struct record_reader *reader, const struct jb_xml_node *node)
{
    const char *id = id_of(reader->arena, node);

    return id ? id : "";
}

static struct jb_unit read_unit(const struct record_reader *reader, const struct jb_xml *xml,
                                const struct jb_xml_node *node)
{
    struct jb_unit unit = {.id = id_or_none(reader, node)};

    unit.zh = text_of(node, "zh");
    unit.en = text_of(node, "en");
    unit.plural = text_of(node, "en-plural");
    unit.scaled = says(reader, node, "scale", "yes");
    unit.counted = says(reader, node, "kind", "count");
    unit.span = jb_xml_span(xml, node);
    return unit;
}

static struct jb_term read_term(const struct record_reader *reader, const struct jb_xml_node *node)
{
    struct jb_term term = {.id = id_or_none(reader, node)};

    term.name[JB_ZH] = text_of(node, "zh");
    term.name[JB_EN] = text_of(node, "en");
    return term;
}

/* The elements of that name below the root. */
static GPtrArray *entries_of(const struct jb_xml *xml, const char *name)
{
    GPtrArray *entries = g_ptr_array_new();
    const struct jb_xml_node *node = jb_xml_first(jb_xml_root(xml));

    for (; node; node = jb_xml_next(node))
        if (jb_xml_is(node, name))
            g_ptr_array_add(entries, (gpointer)node);
    return entries;
}

void read_units(struct record_reader *reader, const struct jb_xml *xml)
{
    GPtrArray *entries = entries_of(xml, "unit");
    struct jb_unit *units = JB_NEW_ARRAY(reader->arena, struct jb_unit, entries->len);

    report_duplicate_ids(reader->arena, reader->sink, xml);
    for (guint i = 0; i < entries->len; i++) {
        units[i] = read_unit(reader, xml, entries->pdata[i]);
        id_index_add(reader->units, units[i].id, i);
    }
    reader->record->units = units;
    reader->record->unit_count = entries->len;
    reader->units->known = jb_xml_is_complete(xml);
    g_ptr_array_free(entries, TRUE);
}

void read_terms(struct record_reader *reader, const struct jb_xml *xml)
{
    GPtrArray *entries = entries_of(xml, "term");
    struct jb_term *terms = JB_NEW_ARRAY(reader->arena, struct jb_term, entries->len);

    report_duplicate_ids(reader->arena, reader->sink, xml);
    for (guint i = 0; i < entries->len; i++) {
        terms[i] = read_term(reader, entries->pdata[i]);
        id_index_add(reader->terms, terms[i].id, i);
    }
    reader->record->terms = terms;
    reader->record->term_count = entries->len;
    reader->terms->known = jb_xml_is_complete(xml);
    g_ptr_array_free(entries, TRUE);
}
