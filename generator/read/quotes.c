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

/* The attribute that the measure would have to have, or NULL. */
static const char *lacking(const struct jb_measure *measure, enum jb_form form)
{
    switch (form) {
    case JB_FORM_TARGET: return measure->has_target ? NULL : "target";
    case JB_FORM_SHARE:
        if (measure->has_share)
            return NULL;
        return !measure->has_target ? "target / share" : measure->has_value ? NULL : "value";
    case JB_FORM_REMAINING:
        return !measure->has_target ? "target" : measure->has_value ? NULL : "value";
    default: return measure->has_value ? NULL : "value / bound";
    }
}

bool read_quote(const struct record_reader *reader, const struct jb_xml_node *node,
                struct jb_piece *piece)
{
    const struct jb_measure *measure;
    const char *lack;

    piece->measure =
        resolve(reader, reader->measures, node, "of", SAY_UNKNOWN_MEASURE, SAY_MISSPELT_MEASURE);
    piece->form = form_of(reader, node);
    piece->starts = g_strcmp0(token_of(reader->arena, node, "start"), "yes") == 0;
    piece->unit = resolve(reader, reader->units, node, "unit", SAY_UNKNOWN_UNIT, SAY_MISSPELT_UNIT);
    if (piece->measure == JB_NO_INDEX)
        return false;
    measure = &g_array_index(reader->measure_table, struct jb_measure, piece->measure);
    if (!jb_xml_attribute(node, "unit"))
        piece->unit = measure->unit;
    lack = lacking(measure, piece->form);
    if (lack && !is_faulty(reader->sink, measure->span))
        jb_report_both(reader->sink, &jb_read_messages[SAY_QUOTE_LACKS],
                       jb_xml_attribute_span(reader->xml, node, "as"), measure->span, lack,
                       measure->id, NULL);
    return !lack;
}
