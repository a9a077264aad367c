#include "bind/bind-private.h"
#include "bind/messages-private.h"
#include "figures/figures.h"

/* Milestones along the year. */

/* Where a day stands in the year; below 0 or above the whole in another. A month or a year alone
 * stands at its start. */
static int32_t part_of_year(struct jb_date date, int year)
{
    GDate day;

    if (date.year != year)
        return date.year < year ? -1 : JB_CHART_WHOLE + 1;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)MAX(date.day, 1), (GDateMonth)MAX(date.month, 1),
                   (GDateYear)date.year);
    return (int32_t)((g_date_get_day_of_year(&day) - 1) * JB_CHART_WHOLE /
                     (g_date_is_leap_year((GDateYear)year) ? 366 : 365));
}

static bool milestone_date(const struct jb_xml_node *milestone, const char *name,
                           struct jb_date *date)
{
    const char *text = jb_xml_attribute(milestone, name);

    return text && jb_date_parse(text, date);
}

static int32_t milestone_part(const struct binder *binder, const struct jb_xml_node *milestone,
                              const char *name)
{
    struct jb_date date;

    return milestone_date(milestone, name, &date) ? part_of_year(date, binder->record->year)
                                                  : JB_CHART_NONE;
}

/* Its label, or the word for its stage. */
static const char *milestone_name(struct binder *binder, const struct jb_xml_node *milestone,
                                  enum jb_lang lang)
{
    const struct jb_xml_node *label = jb_xml_child(milestone, "label");
    uint32_t pair = label ? binder->record->pair_of[jb_xml_ordinal(label)] : JB_NO_INDEX;
    const char *stage = jb_xml_attribute(milestone, "stage"), *word;

    if (pair != JB_NO_INDEX)
        return half_text(binder, &binder->record->pairs[pair].half[lang]);
    word = stage ? jb_word("stage", stage, lang) : NULL;
    return word ? word : "";
}

static void append_date(struct binder *binder, const struct jb_xml_node *milestone,
                        const char *name, const char *word, enum jb_lang lang, GString *text)
{
    struct jb_date date;

    if (milestone_date(milestone, name, &date))
        g_string_append_printf(text, lang == JB_ZH ? "，%s%s" : ", %s %s", word,
                               jb_date_text(binder->arena, date, lang));
}

static const char *timeline_words(struct binder *binder,
                                  const struct jb_xml_node *const *milestones, uint32_t count,
                                  enum jb_lang lang)
{
    static const char *const planned[] = {"计划", "planned"}, *const reached[] = {"实际",
                                                                                  "reached"};
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append(text, lang == JB_ZH ? "；" : "; ");
        g_string_append(text, milestone_name(binder, milestones[i], lang));
        append_date(binder, milestones[i], "planned", planned[lang], lang, text);
        append_date(binder, milestones[i], "actual", reached[lang], lang, text);
    }
    copy = jb_arena_dup_span(binder->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

/* Those that select names, or all of the current record. False after a report. */
static bool find_milestones(struct binder *binder, const struct scope *scope,
                            const struct jb_node *node, const struct jb_xml_node ***milestones,
                            uint32_t *count)
{
    const struct jb_xml_node *child = jb_xml_first(scope->focus.node);
    GPtrArray *found;

    if (node->path)
        return select_all(binder, scope, node, milestones, count);
    found = g_ptr_array_new();
    for (; child; child = jb_xml_next(child))
        if (jb_xml_is(child, "milestone"))
            g_ptr_array_add(found, (gpointer)child);
    *count = found->len;
    *milestones = jb_arena_dup(binder->arena, found->pdata, found->len * sizeof(gpointer));
    g_ptr_array_free(found, TRUE);
    return true;
}

static bool are_milestones(struct binder *binder, const struct jb_node *node,
                           const struct jb_xml_node *const *elements, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!jb_xml_is(elements[i], "milestone")) {
            jb_report_both(binder->sink, &jb_bind_messages[SAY_NO_MILESTONE], node->path_span,
                           jb_xml_span(binder->record->document, elements[i]),
                           jb_xml_name(elements[i]), NULL);
            return false;
        }
    return true;
}

static const struct jb_chart_point *place_milestones(const struct binder *binder,
                                                     const struct jb_xml_node *const *milestones,
                                                     uint32_t count)
{
    struct jb_chart_point *points = JB_NEW_ARRAY(binder->arena, struct jb_chart_point, count);

    for (uint32_t i = 0; i < count; i++) {
        points[i].planned = milestone_part(binder, milestones[i], "planned");
        points[i].reached = milestone_part(binder, milestones[i], "actual");
    }
    return points;
}

void bind_timeline(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                   GArray *blocks)
{
    const struct jb_xml_node **milestones;
    struct jb_chart *chart;
    uint32_t count;

    if (!find_milestones(binder, scope, node, &milestones, &count) || count == 0 ||
        !are_milestones(binder, node, milestones, count))
        return;
    chart = new_chart(binder, scope, node, JB_CHART_TIMELINE);
    chart->points = place_milestones(binder, milestones, count);
    chart->point_count = count;
    chart->schedule =
        CLAMP(part_of_year(binder->record->as_of, binder->record->year), 0, JB_CHART_WHOLE);
    chart->alternative = timeline_words(binder, milestones, count, chart->lang);
    add_chart(binder, scope, node, chart, node->style ? label_quarters(binder, scope, node) : NULL,
              blocks);
}
