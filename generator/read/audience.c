#include <string.h>

#include "read/messages-private.h"
#include "read/record-private.h"

static bool is_internal(const struct record_reader *reader, const struct jb_xml_node *node)
{
    return reader->audience[jb_xml_ordinal(node)] == JB_INTERNAL;
}

/* A misspelt word is not taken for "public": the schema has told of it. */
static enum jb_audience own_audience(const struct record_reader *reader,
                                     const struct jb_xml_node *node)
{
    const char *audience = token_of(reader->arena, node, "audience");

    if (jb_xml_is(node, "leader"))
        return JB_INTERNAL;
    return !audience || strcmp(audience, "public") == 0 ? JB_PUBLIC : JB_INTERNAL;
}

void read_audiences(struct record_reader *reader)
{
    const struct jb_xml_node *node = jb_xml_root(reader->xml);

    reader->audience = JB_NEW_ARRAY(reader->arena, uint8_t, jb_xml_element_count(reader->xml));
    for (; node; node = element_after(node)) {
        const struct jb_xml_node *parent = jb_xml_parent(node);
        enum jb_audience audience = own_audience(reader, node);

        if (parent && is_internal(reader, parent))
            audience = JB_INTERNAL;
        reader->audience[jb_xml_ordinal(node)] = (uint8_t)audience;
    }
}

static const struct jb_measure *measure_at(const struct record_reader *reader, uint32_t i)
{
    return &g_array_index(reader->measure_table, struct jb_measure, i);
}

static void check_half(const struct record_reader *reader, const struct jb_half *half)
{
    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];
        const struct jb_measure *measure;

        if (piece->kind != JB_PIECE_QUOTE)
            continue;
        measure = measure_at(reader, piece->measure);
        if (measure->audience == JB_INTERNAL)
            jb_report_both(reader->sink, &jb_read_messages[SAY_INTERNAL_QUOTED], piece->span,
                           measure->span, measure->id, NULL);
    }
}

static void check_total(const struct record_reader *reader, uint32_t i)
{
    const struct jb_measure *measure = measure_at(reader, i), *total;

    if (measure->audience == JB_INTERNAL || measure->total == JB_NO_INDEX)
        return;
    total = measure_at(reader, measure->total);
    if (total->audience == JB_INTERNAL)
        jb_report_both(reader->sink, &jb_read_messages[SAY_INTERNAL_TOTAL],
                       jb_xml_attribute_span(reader->xml, reader->measure_nodes->pdata[i], "total"),
                       total->span, measure->id, total->id, NULL);
}

void check_audiences(const struct record_reader *reader)
{
    for (guint i = 0; i < reader->pair_table->len; i++) {
        const struct jb_pair *pair = &g_array_index(reader->pair_table, struct jb_pair, i);

        for (int lang = 0; lang < JB_LANGS && pair->audience == JB_PUBLIC; lang++)
            check_half(reader, &pair->half[lang]);
    }
    for (guint i = 0; i < reader->measure_table->len; i++)
        check_total(reader, i);
}

/* The outermost internal elements, before the tree changes. */
void hide_internal(const struct record_reader *reader)
{
    const struct jb_xml_node *root = jb_xml_root(reader->xml);
    GPtrArray *hidden = g_ptr_array_new();

    for (const struct jb_xml_node *node = root; node; node = element_after(node)) {
        const struct jb_xml_node *parent = jb_xml_parent(node);

        if (parent && is_internal(reader, node) && !is_internal(reader, parent))
            g_ptr_array_add(hidden, (gpointer)node);
    }
    for (guint i = 0; i < hidden->len; i++)
        jb_xml_hide(reader->arena, hidden->pdata[i]);
    g_ptr_array_free(hidden, TRUE);
}
