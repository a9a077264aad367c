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

/* False where the attribute is not there or has been told to be wrong. */
static bool read_decimal(const struct record_reader *reader, const struct jb_xml_node *node,
                         const char *name, struct jb_decimal *value)
{
    const char *text = token_of(reader->arena, node, name);
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, name);

    if (!text)
        return false;
    if (jb_decimal_parse(text, value))
        return true;
    if (!is_told(reader, at))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_DECIMAL], at, name, text, NULL);
    return false;
}

void read_figures(const struct record_reader *reader, const struct jb_xml_node *node,
                  struct jb_measure *measure)
{
    measure->has_value = read_decimal(reader, node, "value", &measure->value);
    if (!measure->has_value && !jb_xml_attribute(node, "value"))
        measure->has_value = measure->is_bound =
            read_decimal(reader, node, "bound", &measure->value);
    measure->hedge = token_of(reader->arena, node, "hedge");
}

static bool is_in_plan(const struct jb_xml_node *node)
{
    const struct jb_xml_node *parent = jb_xml_parent(node);

    return parent && jb_xml_is(parent, "plan");
}

static struct jb_measure read_measure(const struct record_reader *reader,
                                      const struct jb_xml_node *node)
{
    struct jb_measure measure = {.label = JB_NO_INDEX, .total = JB_NO_INDEX, .of = JB_NO_INDEX};
    const char *id = id_of(reader->arena, node);
    uint32_t usual = is_in_plan(node) ? JB_MEASURE_PLAN : JB_MEASURE_CUMULATIVE;

    measure.id = id ? id : "";
    measure.audience = reader->audience[jb_xml_ordinal(node)];
    measure.kind = choice_of(reader, node, "kind", kind_names, G_N_ELEMENTS(kind_names), usual);
    measure.counts =
        choice_of(reader, node, "counts", count_names, G_N_ELEMENTS(count_names), JB_COUNT_NONE);
    measure.unit =
        resolve(reader, reader->units, node, "unit", SAY_UNKNOWN_UNIT, SAY_MISSPELT_UNIT);
    measure.span = jb_xml_span(reader->xml, node);
    measure.missing = token_of(reader->arena, node, "missing");
    read_figures(reader, node, &measure);
    measure.has_target = read_decimal(reader, node, "target", &measure.target);
    measure.has_share = read_decimal(reader, node, "share", &measure.share);
    return measure;
}

/* --- what the attributes say together --------------------------------------------------------- */

void report_measure(const struct record_reader *reader, int message, const struct jb_xml_node *node,
                    const char *attribute, const struct jb_measure *measure)
{
    jb_report(reader->sink, &jb_read_messages[message],
              jb_xml_attribute_span(reader->xml, node, attribute), measure->id,
              jb_xml_attribute(node, attribute), NULL);
}

void check_bounds(const struct record_reader *reader, const struct jb_xml_node *node,
                  const struct jb_measure *measure)
{
    bool bound = jb_xml_attribute(node, "bound") != NULL;

    if (jb_xml_attribute(node, "value") && bound)
        report_measure(reader, SAY_VALUE_AND_BOUND, node, "bound", measure);
    if (bound && !measure->hedge && !is_misspelt(node, "hedge"))
        report_measure(reader, SAY_BOUND_WITHOUT_HEDGE, node, "bound", measure);
}

/* A figure that is stated under a name that the schema has refused is not missing too. */
static bool states_figure(const struct jb_xml_node *node)
{
    static const char *const names[] = {"value", "bound", "target", "missing"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (jb_xml_attribute(node, names[i]) || is_misspelt(node, names[i]))
            return true;
    return false;
}

static void check_figures(const struct record_reader *reader, const struct jb_xml_node *node,
                          const struct jb_measure *measure)
{
    const char *stated = jb_xml_attribute(node, "value") ? "value" : "bound";

    check_bounds(reader, node, measure);
    if (!states_figure(node))
        report_measure(reader, SAY_NO_FIGURE, node, "id", measure);
    if (measure->missing && jb_xml_attribute(node, stated))
        report_measure(reader, SAY_MISSING_WITH_FIGURE, node, stated, measure);
    if (measure->has_target && measure->target.digits <= 0)
        report_measure(reader, SAY_TARGET_NOT_POSITIVE, node, "target", measure);
}

/* A kind at fault may have been meant to be the one that needs none. */
static bool needs_label(const struct record_reader *reader, const struct jb_xml_node *node,
                        const struct jb_measure *measure)
{
    bool kind_at_fault = (jb_xml_attribute(node, "kind") &&
                          is_told(reader, jb_xml_attribute_span(reader->xml, node, "kind"))) ||
                         is_misspelt(node, "kind");

    return measure->kind != JB_MEASURE_CRITERION && !kind_at_fault;
}

static void check_measure(const struct record_reader *reader, const struct jb_xml_node *node,
                          const struct jb_measure *measure)
{
    bool counts = jb_xml_attribute(node, "counts") || is_misspelt(node, "counts");

    check_figures(reader, node, measure);
    if (!jb_xml_child(node, "label") && needs_label(reader, node, measure) &&
        !is_misspelt(node, "label"))
        report_measure(reader, SAY_NO_LABEL, node, "id", measure);
    if (is_in_plan(node) != counts)
        report_measure(reader, SAY_COUNTS_OUT_OF_PLACE, node, "counts", measure);
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

uint32_t add_measure(struct record_reader *reader, const struct jb_xml_node *node,
                     const struct jb_measure *measure)
{
    uint32_t index = reader->measure_table->len;

    reader->measure_of[jb_xml_ordinal(node)] = index;
    g_array_append_vals(reader->measure_table, measure, 1);
    g_ptr_array_add(reader->measure_nodes, (gpointer)node);
    return index;
}

static void read_one(struct record_reader *reader, const struct jb_xml_node *node)
{
    uint32_t before = error_count(reader), index;
    struct jb_measure measure = read_measure(reader, node);

    check_measure(reader, node, &measure);
    measure.faulty = error_count(reader) > before || is_faulty(reader, measure.span);
    index = add_measure(reader, node, &measure);
    id_index_add(reader->measures, measure.id, index);
    read_readings(reader, node, index);
}

void read_measures(struct record_reader *reader)
{
    const struct jb_xml_node *node = jb_xml_root(reader->xml);

    for (; node; node = element_after(node))
        if (jb_xml_is(node, "measure"))
            read_one(reader, node);
    reader->measures->known = jb_xml_is_complete(reader->xml);
    resolve_totals(reader);
}
