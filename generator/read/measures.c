#include <string.h>

#include "read/messages-private.h"
#include "read/record-private.h"

enum { LONGEST_CHAIN = 16 /* of totals */ };

static const char *const kind_names[] = {"cumulative", "stock", "increment", "plan", "criterion"};
static const char *const count_names[] = {"", "themes", "items", "sub-items", "ballot"};

/* Index of the attribute's value in names; otherwise where it is not there. */
static uint32_t choice_of(const struct record_reader *reader, const struct jb_xml_node *node,
                          const char *attribute, const char *const *names, uint32_t count,
                          uint32_t otherwise)
{
    const char *value = token_of(reader->arena, node, attribute);

    for (uint32_t i = 0; value && i < count; i++)
        if (strcmp(names[i], value) == 0)
            return i;
    return otherwise;
}

static bool read_decimal(const struct record_reader *reader, const struct jb_xml_node *node,
                         const char *name, struct jb_decimal *value)
{
    const char *text = token_of(reader->arena, node, name);
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, name);

    if (!text)
        return false;
    if (jb_decimal_parse(text, value))
        return true;
    if (!is_told(reader->sink, at))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_DECIMAL], at, name, text, NULL);
    return false;
}

static void read_figures(const struct record_reader *reader, const struct jb_xml_node *node,
                         struct jb_measure *measure)
{
    measure->has_value = read_decimal(reader, node, "value", &measure->value);
    if (!measure->has_value && !jb_xml_attribute(node, "value"))
        measure->has_value = measure->is_bound =
            read_decimal(reader, node, "bound", &measure->value);
    measure->has_target = read_decimal(reader, node, "target", &measure->target);
    measure->has_share = read_decimal(reader, node, "share", &measure->share);
}

static bool is_in_plan(const struct jb_xml_node *node)
{
    const struct jb_xml_node *parent = jb_xml_parent(node);

    return parent && jb_xml_is(parent, "plan");
}

static struct jb_measure read_measure(const struct record_reader *reader,
                                      const struct jb_xml_node *node)
{
    struct jb_measure measure = {.label = JB_NO_INDEX, .total = JB_NO_INDEX};
    const char *id = token_of(reader->arena, node, "id");
    uint32_t usual = is_in_plan(node) ? JB_MEASURE_PLAN : JB_MEASURE_CUMULATIVE;

    measure.id = id ? id : "";
    measure.kind = choice_of(reader, node, "kind", kind_names, G_N_ELEMENTS(kind_names), usual);
    measure.counts =
        choice_of(reader, node, "counts", count_names, G_N_ELEMENTS(count_names), JB_COUNT_NONE);
    measure.unit =
        resolve(reader, reader->units, node, "unit", SAY_UNKNOWN_UNIT, SAY_MISSPELT_UNIT);
    measure.hedge = token_of(reader->arena, node, "hedge");
    measure.span = jb_xml_span(reader->xml, node);
    read_figures(reader, node, &measure);
    return measure;
}

/* --- what the attributes say together --------------------------------------------------------- */

static void say(const struct record_reader *reader, int message, const struct jb_xml_node *node,
                const char *attribute, const struct jb_measure *measure)
{
    jb_report(reader->sink, &jb_read_messages[message],
              jb_xml_attribute_span(reader->xml, node, attribute), measure->id,
              jb_xml_attribute(node, attribute), NULL);
}

static void check_figures(const struct record_reader *reader, const struct jb_xml_node *node,
                          const struct jb_measure *measure)
{
    bool value = jb_xml_attribute(node, "value") != NULL;
    bool bound = jb_xml_attribute(node, "bound") != NULL;

    if (value && bound)
        say(reader, SAY_VALUE_AND_BOUND, node, "bound", measure);
    if (bound && !measure->hedge)
        say(reader, SAY_BOUND_WITHOUT_HEDGE, node, "bound", measure);
    if (!value && !bound && !jb_xml_attribute(node, "target"))
        say(reader, SAY_NO_FIGURE, node, "id", measure);
    if (measure->has_target && measure->target.digits <= 0)
        say(reader, SAY_TARGET_NOT_POSITIVE, node, "target", measure);
}

static void check_measure(const struct record_reader *reader, const struct jb_xml_node *node,
                          const struct jb_measure *measure)
{
    check_figures(reader, node, measure);
    if (!jb_xml_child(node, "label") && measure->kind != JB_MEASURE_CRITERION)
        say(reader, SAY_NO_LABEL, node, "id", measure);
    if (is_in_plan(node) != (jb_xml_attribute(node, "counts") != NULL))
        say(reader, SAY_COUNTS_OUT_OF_PLACE, node, "counts", measure);
}

static struct jb_measure *measure_at(const struct record_reader *reader, uint32_t i)
{
    return &g_array_index(reader->measure_table, struct jb_measure, i);
}

static bool chain_ends(const struct record_reader *reader, uint32_t measure)
{
    for (int steps = 0; steps < LONGEST_CHAIN; steps++) {
        measure = measure_at(reader, measure)->total;
        if (measure == JB_NO_INDEX)
            return true;
    }
    return false;
}

static void resolve_totals(const struct record_reader *reader)
{
    for (uint32_t i = 0; i < reader->measure_table->len; i++)
        measure_at(reader, i)->total =
            resolve(reader, reader->measures, reader->measure_nodes->pdata[i], "total",
                    SAY_UNKNOWN_MEASURE, SAY_MISSPELT_MEASURE);
    for (uint32_t i = 0; i < reader->measure_table->len; i++)
        if (!chain_ends(reader, i))
            jb_report(reader->sink, &jb_read_messages[SAY_TOTAL_CYCLE],
                      jb_xml_attribute_span(reader->xml, reader->measure_nodes->pdata[i], "total"),
                      measure_at(reader, i)->id, G_STRINGIFY(16), NULL);
}

void read_measures(struct record_reader *reader)
{
    const struct jb_xml_node *node = jb_xml_root(reader->xml);

    for (; node; node = element_after(node)) {
        struct jb_measure measure;

        if (!jb_xml_is(node, "measure"))
            continue;
        measure = read_measure(reader, node);
        check_measure(reader, node, &measure);
        reader->measure_of[jb_xml_ordinal(node)] = reader->measure_table->len;
        id_index_add(reader->measures, measure.id);
        g_array_append_val(reader->measure_table, measure);
        g_ptr_array_add(reader->measure_nodes, (gpointer)node);
    }
    reader->measures->known = jb_xml_is_complete(reader->xml);
    resolve_totals(reader);
}
