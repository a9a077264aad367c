#include <string.h>

#include "read/messages-private.h"
#include "read/record-private.h"

static enum jb_form form_of(const struct record_reader *reader, const struct jb_xml_node *node)
{
    const char *as = token_of(reader->arena, node, "as");

    for (int form = 0; as && form < JB_FORMS; form++)
        if (strcmp(as, jb_form_name((enum jb_form)form)) == 0)
            return (enum jb_form)form;
    return JB_FORM_VALUE;
}

/* A figure that is knowingly missing is stated as a mark. */
static bool has_value(const struct jb_measure *measure)
{
    return measure->has_value || measure->missing;
}

/* The attribute that the measure would have to have, or NULL. */
static const char *lacking(const struct jb_measure *measure, enum jb_form form)
{
    const char *value = has_value(measure) ? NULL : "value";

    switch (form) {
    case JB_FORM_TARGET: return measure->has_target ? NULL : "target";
    case JB_FORM_SHARE:
        if (measure->has_share)
            return NULL;
        return measure->has_target ? value : "target / share";
    case JB_FORM_REMAINING: return measure->has_target ? value : "target";
    default: return value ? "value / bound" : NULL;
    }
}

/* The measure, or with a period the reading, that is meant. */
static uint32_t quoted(const struct record_reader *reader, const struct jb_xml_node *node)
{
    uint32_t measure =
        resolve(reader, reader->measures, node, "of", SAY_UNKNOWN_MEASURE, SAY_MISSPELT_MEASURE);

    if (measure == JB_NO_INDEX || !jb_xml_attribute(node, "period"))
        return measure;
    return find_reading(reader, node, measure);
}

/* What the schema has told of the quote or of the measure may be why nothing is there. */
static bool is_excused(const struct record_reader *reader, const struct jb_xml_node *node,
                       const struct jb_measure *measure)
{
    return measure->faulty || is_faulty(reader, jb_xml_span(reader->xml, node));
}

bool read_quote(const struct record_reader *reader, const struct jb_xml_node *node,
                struct jb_piece *piece)
{
    const struct jb_measure *measure;
    const char *lack;

    piece->measure = quoted(reader, node);
    piece->form = form_of(reader, node);
    piece->starts = g_strcmp0(token_of(reader->arena, node, "start"), "yes") == 0;
    piece->unit = resolve(reader, reader->units, node, "unit", SAY_UNKNOWN_UNIT, SAY_MISSPELT_UNIT);
    if (piece->measure == JB_NO_INDEX)
        return false;
    measure = &g_array_index(reader->measure_table, struct jb_measure, piece->measure);
    if (!jb_xml_attribute(node, "unit"))
        piece->unit = measure->unit;
    lack = lacking(measure, piece->form);
    if (lack && !is_excused(reader, node, measure))
        jb_report_both(reader->sink, &jb_read_messages[SAY_QUOTE_LACKS],
                       jb_xml_attribute_span(reader->xml, node, "as"), measure->span, lack,
                       measure->id, NULL);
    return !lack;
}
