#include <string.h>

#include "read/messages-private.h"
#include "read/record-private.h"

/* Readings of one measure that are looked through for a message, and those that it lists. */
enum { MOST_READINGS = 1000, MOST_PERIODS = 12 };

static struct jb_measure *measure_at(const struct record_reader *reader, uint32_t i)
{
    return &g_array_index(reader->measure_table, struct jb_measure, i);
}

static const char *reading_id(struct jb_arena *arena, const char *measure, const char *period)
{
    return jb_arena_print(arena, "%s %s", measure, period);
}

/* The period is told apart from others by its text: there is one way to write it. */
static void check_period(const struct record_reader *reader, const struct jb_xml_node *node,
                         struct jb_measure *reading)
{
    const struct jb_record *record = reader->record;
    const char *period = token_of(reader->arena, node, "period");
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, "period");
    uint32_t other = id_index_find(reader->readings, reading->id);

    if (!period || is_told(reader, at))
        return;
    if (!jb_period_parse(period, &reading->year, &reading->quarter))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_PERIOD], at, period, NULL);
    else if (record->year > 0 &&
             reading->year * 4 + reading->quarter >= record->year * 4 + record->quarter)
        jb_report(reader->sink, &jb_read_messages[SAY_READING_TOO_LATE], at, period, NULL);
    else if (other != JB_NO_INDEX && measure_at(reader, other)->of == reading->of)
        jb_report_both(reader->sink, &jb_read_messages[SAY_PERIOD_TWICE], at,
                       measure_at(reader, other)->span, measure_at(reader, reading->of)->id, period,
                       NULL);
}

static void check_reading(const struct record_reader *reader, const struct jb_xml_node *node,
                          struct jb_measure *reading)
{
    check_period(reader, node, reading);
    check_bounds(reader, node, reading);
    if (!jb_xml_attribute(node, "value") && !jb_xml_attribute(node, "bound") &&
        !is_misspelt(node, "value") && !is_misspelt(node, "bound"))
        report_measure(reader, SAY_EMPTY_READING, node, "period", reading);
}

static void read_reading(struct record_reader *reader, const struct jb_xml_node *node, uint32_t of)
{
    const char *period = token_of(reader->arena, node, "period");
    struct jb_measure reading = *measure_at(reader, of);
    uint32_t before = error_count(reader);

    reading = (struct jb_measure){.id = reading_id(reader->arena, reading.id, period ? period : ""),
                                  .kind = reading.kind,
                                  .audience = reading.audience,
                                  .unit = reading.unit,
                                  .label = JB_NO_INDEX,
                                  .total = JB_NO_INDEX,
                                  .of = of,
                                  .span = jb_xml_span(reader->xml, node)};
    read_figures(reader, node, &reading);
    check_reading(reader, node, &reading);
    reading.faulty = error_count(reader) > before || is_faulty(reader, reading.span);
    id_index_add(reader->readings, reading.id, add_measure(reader, node, &reading));
}

void read_readings(struct record_reader *reader, const struct jb_xml_node *node, uint32_t of)
{
    for (node = jb_xml_first(node); node; node = jb_xml_next(node))
        if (jb_xml_is(node, "reading"))
            read_reading(reader, node, of);
}

/* "2023-Q3, 2023-Q4", the last ones where there are many; NULL where there are none. */
static const char *periods_of(const struct record_reader *reader, uint32_t measure)
{
    GString *list = g_string_new(NULL);
    const char *periods;
    guint end = measure + 1, limit = MIN(end + MOST_READINGS, reader->measure_table->len);

    while (end < limit && measure_at(reader, end)->of == measure)
        end++;
    for (guint i = MAX(measure + 1, end > MOST_PERIODS ? end - MOST_PERIODS : 0); i < end; i++)
        g_string_append_printf(list, "%s%s", list->len ? ", " : "",
                               strchr(measure_at(reader, i)->id, ' ') + 1);
    periods = list->len ? jb_arena_dup_text(reader->arena, list->str) : NULL;
    g_string_free(list, TRUE);
    return periods;
}

uint32_t find_reading(const struct record_reader *reader, const struct jb_xml_node *quote,
                      uint32_t measure)
{
    const char *period = token_of(reader->arena, quote, "period");
    const char *id = measure_at(reader, measure)->id, *periods;
    struct jb_span at = jb_xml_attribute_span(reader->xml, quote, "period");
    uint32_t reading =
        id_index_find(reader->readings, reading_id(reader->arena, id, period ? period : ""));

    if (reading != JB_NO_INDEX || is_told(reader, at))
        return reading;
    periods = periods_of(reader, measure);
    jb_report_both(reader->sink, &jb_read_messages[periods ? SAY_UNKNOWN_PERIOD : SAY_NO_READINGS],
                   at, measure_at(reader, measure)->span, id, period, periods, NULL);
    return JB_NO_INDEX;
}
