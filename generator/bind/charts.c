#include <math.h>

#include "base/length.h"
#include "bind/bind-private.h"
#include "bind/messages-private.h"
#include "figures/figures.h"

/* Drawings from measures. What is printed in them is bound as paragraphs, so that its characters
 * come into the fonts; what they say is told in words besides. */

/* The language that the node asks for, where it is set; else the one that is. */
static enum jb_lang chart_lang(const struct scope *scope, const struct jb_node *node)
{
    uint32_t langs = scope->langs & scope->only;

    if (node->has_lang && jb_langs_have(langs, node->lang))
        return node->lang;
    return jb_langs_have(langs, JB_ZH) ? JB_ZH : JB_EN;
}

static const char *measure_label(struct binder *binder, const struct jb_measure *measure,
                                 enum jb_lang lang)
{
    const struct jb_record *record = binder->record;
    const char *text = "";

    if (measure->label != JB_NO_INDEX)
        text = half_text(binder, &record->pairs[measure->label].half[lang]);
    if (*text == '\0')
        return "";
    return jb_arena_print(binder->arena, lang == JB_ZH ? "%s：" : "%s: ", text);
}

struct jb_chart *new_chart(struct binder *binder, const struct scope *scope,
                           const struct jb_node *node, enum jb_chart_kind kind)
{
    struct jb_chart *chart = JB_NEW(binder->arena, struct jb_chart);

    *chart =
        (struct jb_chart){.kind = kind,
                          .schedule = jb_schedule_percent(binder->record) * (JB_CHART_WHOLE / 100),
                          .width = node->width,
                          .height = node->height,
                          .fill = node->fill,
                          .track = node->track,
                          .tick = node->has_tick ? node->tick : node->fill,
                          .alert = node->alert,
                          .lang = chart_lang(scope, node)};
    return chart;
}

void add_chart(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               const struct jb_chart *chart, GArray *labels, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_CHART);

    block.chart = chart;
    block.height = 0;
    if (labels)
        adopt(binder, &block, labels);
    g_array_append_val(blocks, block);
}

/* --- labels ------------------------------------------------------------------------------------
 */

/* Labels stand in the middle of their places, whatever the style is for elsewhere. */
static const struct jb_style *label_style(struct binder *binder, const struct jb_style *style)
{
    struct jb_style *copy = jb_arena_dup(binder->arena, style, sizeof(*style));

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        copy->look[lang].align = JB_ALIGN_CENTRE;
        copy->look[lang].indent = 0;
        copy->look[lang].space_before = copy->look[lang].space_after = 0;
        copy->look[lang].tabular = true;
    }
    return copy;
}

static struct scope label_scope(struct binder *binder, const struct scope *scope,
                                const struct jb_node *node)
{
    struct scope inner = styled(binder, scope, node);

    inner.style = label_style(binder, inner.style);
    inner.lang = chart_lang(scope, node);
    return inner;
}

static void add_label(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      const char *text, GArray *labels)
{
    struct jb_block block = {.kind = JB_BLOCK_PARA, .origin = node_origin(binder, node, scope)};
    struct writing writing = start_writing(binder);

    write_text(&writing, scope, text, block.origin);
    block.paras[0] = close_para(&writing, scope, JB_ROLE_NONE, block.origin);
    g_array_append_val(labels, block);
}

/* --- status ------------------------------------------------------------------------------------
 */

static enum jb_status measure_status(const struct binder *binder, const struct jb_measure *measure)
{
    return jb_figure_status(measure, jb_schedule_percent(binder->record),
                            binder->template->slightly_behind);
}

const char *status_word(const struct binder *binder, const struct jb_measure *measure,
                        enum jb_lang lang)
{
    return jb_word("progress", jb_status_name(measure_status(binder, measure)), lang);
}

void bind_light(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks)
{
    enum { USUAL_SIZE = 9 * JB_PT };
    const struct jb_measure *measure =
        node->has_status ? NULL : select_measure(binder, scope, node);
    struct jb_chart *chart = new_chart(binder, scope, node, JB_CHART_LIGHT);

    if (!measure && !node->has_status)
        return;
    chart->status = measure ? measure_status(binder, measure) : node->status;
    chart->width = chart->height = node->width ? node->width : USUAL_SIZE;
    chart->alternative = jb_word("progress", jb_status_name(chart->status), chart->lang);
    add_chart(binder, scope, node, chart, NULL, blocks);
}

/* --- bar and donut -----------------------------------------------------------------------------
 */

static const char *progress_words(struct binder *binder, const struct jb_measure *measure,
                                  enum jb_lang lang)
{
    static const char *const told[] = {"%s完成%s，序时进度%d%%",
                                       "%s%s done; %d%% of the year elapsed"};
    static const char *const untold[] = {"%s尚无完成数，序时进度%d%%",
                                         "%sno figure yet; %d%% of the year elapsed"};
    const char *share = jb_figure_share_text(binder->arena, measure);
    const char *label = measure_label(binder, measure, lang);
    int schedule = jb_schedule_percent(binder->record);

    if (!share)
        return jb_arena_print(binder->arena, untold[lang], label, schedule);
    return jb_arena_print(binder->arena, told[lang], label, share, schedule);
}

static int32_t part_done(const struct jb_measure *measure)
{
    struct jb_decimal percent;

    if (!jb_figure_share(measure, 2, &percent))
        return JB_CHART_NONE;
    return (int32_t)CLAMP(percent.digits, 0, JB_CHART_WHOLE);
}

/* NULL where the measure has nothing to be held against. */
static struct jb_chart *new_progress(struct binder *binder, const struct scope *scope,
                                     const struct jb_node *node, const struct jb_measure *measure,
                                     enum jb_chart_kind kind)
{
    struct jb_chart *chart;

    if (!measure || (!measure->has_target && !measure->has_share))
        return NULL;
    chart = new_chart(binder, scope, node, kind);
    chart->done = part_done(measure);
    chart->alternative = progress_words(binder, measure, chart->lang);
    return chart;
}

void bind_bar(struct binder *binder, const struct scope *scope, const struct jb_node *node,
              GArray *blocks)
{
    const struct jb_measure *measure = select_measure(binder, scope, node);
    struct jb_chart *chart = new_progress(binder, scope, node, measure, JB_CHART_BAR);

    if (chart)
        add_chart(binder, scope, node, chart, NULL, blocks);
}

void bind_donut(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks)
{
    const struct jb_measure *measure = select_measure(binder, scope, node);
    struct jb_chart *chart = new_progress(binder, scope, node, measure, JB_CHART_DONUT);
    struct scope inner = label_scope(binder, scope, node);
    const char *share;
    GArray *labels;

    if (!chart)
        return;
    chart->height = chart->width;
    chart->thickness = node->thickness;
    share = jb_figure_share_text(binder->arena, measure);
    labels = blocks_new();
    add_label(binder, &inner, node, share ? share : "—", labels);
    add_chart(binder, scope, node, chart, labels, blocks);
}

/* --- quarters ----------------------------------------------------------------------------------
 */

/* A measure and its earlier readings by quarters that follow each other: the last is the edition's.
 */
struct series {
    const struct jb_measure *of[9]; /* NULL: none was told for it */
    int year[9], quarter[9];
    uint32_t count;
};

static uint32_t quarters_between(int year, int quarter, const struct jb_record *record)
{
    int64_t between = ((int64_t)record->year - year) * 4 + record->quarter - quarter;

    return between < 0 || between > UINT32_MAX ? UINT32_MAX : (uint32_t)between;
}

static void place_readings(const struct binder *binder, const struct jb_measure *measure,
                           uint32_t most, struct series *series)
{
    const struct jb_record *record = binder->record;
    uint32_t index = (uint32_t)(measure - record->measures);
    const struct jb_measure *by_age[G_N_ELEMENTS(series->of)] = {measure};

    series->count = 1;
    for (uint32_t i = index + 1; i < record->measure_count && record->measures[i].of == index;
         i++) {
        const struct jb_measure *reading = &record->measures[i];
        uint32_t age = quarters_between(reading->year, reading->quarter, record);

        if (age == 0 || age >= most)
            continue;
        by_age[age] = reading;
        series->count = MAX(series->count, age + 1);
    }
    for (uint32_t i = 0; i < series->count; i++) {
        int ordinal = record->year * 4 + record->quarter - 1 - (int)(series->count - 1 - i);

        series->of[i] = by_age[series->count - 1 - i];
        series->year[i] = ordinal / 4;
        series->quarter[i] = ordinal % 4 + 1;
    }
}

static bool has_figure(const struct jb_measure *measure)
{
    return measure && measure->has_value;
}

/* From the least to the greatest, with 0 among them. */
static void find_range(const struct series *series, double *least, double *greatest)
{
    *least = *greatest = 0;
    for (uint32_t i = 0; i < series->count; i++)
        if (has_figure(series->of[i])) {
            double value = jb_decimal_approximate(series->of[i]->value);

            *least = MIN(*least, value);
            *greatest = MAX(*greatest, value);
        }
}

static int32_t part_of_range(double value, double least, double greatest)
{
    return greatest > least ? (int32_t)lround((value - least) / (greatest - least) * JB_CHART_WHOLE)
                            : 0;
}

static void place_columns(struct binder *binder, const struct series *series,
                          struct jb_chart *chart)
{
    struct jb_chart_point *points =
        JB_NEW_ARRAY(binder->arena, struct jb_chart_point, series->count);
    double least, greatest;

    find_range(series, &least, &greatest);
    for (uint32_t i = 0; i < series->count; i++) {
        points[i].current = i + 1 == series->count;
        points[i].value =
            has_figure(series->of[i])
                ? part_of_range(jb_decimal_approximate(series->of[i]->value), least, greatest)
                : JB_CHART_NONE;
    }
    chart->zero = part_of_range(0, least, greatest);
    chart->points = points;
    chart->point_count = series->count;
}

static const char *series_words(struct binder *binder, const struct jb_measure *measure,
                                const struct series *series, enum jb_lang lang)
{
    static const char *const between[] = {"；", "; "}, *const colon[] = {"", ": "};
    static const char *const none[] = {"无数据", "no figure"};
    const struct jb_unit *unit = &binder->record->units[measure->unit];
    GString *text = g_string_new(measure_label(binder, measure, lang));
    const char *copy;

    for (uint32_t i = 0; i < series->count; i++) {
        struct jb_quote quote = {.measure = series->of[i], .unit = unit, .form = JB_FORM_VALUE};
        struct jb_wording wording;
        bool told = series->of[i] && jb_figure_quote(binder->arena, &quote, lang, &wording);

        g_string_append_printf(
            text, "%s%s%s%s", i > 0 ? between[lang] : "",
            jb_period_text(binder->arena, series->year[i], series->quarter[i], lang), colon[lang],
            told ? wording.text : none[lang]);
    }
    copy = jb_arena_dup_span(binder->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

static const char *quarter_name(int quarter, enum jb_lang lang)
{
    static const char *const names[][4] = {{"一季度", "二季度", "三季度", "四季度"},
                                           {"Q1", "Q2", "Q3", "Q4"}};

    return names[lang][quarter - 1];
}

/* The year stands below the first quarter and wherever it changes. */
static const char *column_name(struct binder *binder, const struct series *series, uint32_t i,
                               enum jb_lang lang)
{
    if (i > 0 && series->year[i] == series->year[i - 1])
        return NULL;
    return jb_arena_print(binder->arena, lang == JB_ZH ? "%d年" : "%d", series->year[i]);
}

static const char *column_figure(struct binder *binder, const struct jb_measure *measure,
                                 enum jb_lang lang)
{
    const char *text = NULL;

    if (has_figure(measure))
        text = lang == JB_ZH
                   ? jb_figure_short(binder->arena, measure, &binder->record->units[measure->unit])
                   : jb_figure_number(binder->arena, measure);
    return text ? text : "—";
}

/* Three labels a quarter: its figure, its name, its year or nothing. */
static GArray *label_columns(struct binder *binder, const struct scope *scope,
                             const struct jb_node *node, const struct series *series)
{
    struct scope inner = label_scope(binder, scope, node);
    GArray *labels = blocks_new();

    for (uint32_t i = 0; i < series->count; i++) {
        const char *year = column_name(binder, series, i, inner.lang);

        add_label(binder, &inner, node, column_figure(binder, series->of[i], inner.lang), labels);
        add_label(binder, &inner, node, quarter_name(series->quarter[i], inner.lang), labels);
        add_label(binder, &inner, node, year ? year : "", labels);
    }
    return labels;
}

GArray *label_quarters(struct binder *binder, const struct scope *scope, const struct jb_node *node)
{
    struct scope inner = label_scope(binder, scope, node);
    GArray *labels = blocks_new();

    for (int quarter = 1; quarter <= 4; quarter++)
        add_label(binder, &inner, node, quarter_name(quarter, inner.lang), labels);
    return labels;
}

void bind_multiples(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                    GArray *blocks)
{
    enum { USUAL_QUARTERS = 5 };
    const struct jb_measure *measure = select_measure(binder, scope, node);
    struct jb_chart *chart = new_chart(binder, scope, node, JB_CHART_COLUMNS);
    struct series series;

    if (!measure)
        return;
    chart->places = node->quarters ? node->quarters : USUAL_QUARTERS;
    place_readings(binder, measure, chart->places, &series);
    place_columns(binder, &series, chart);
    chart->alternative = series_words(binder, measure, &series, chart->lang);
    add_chart(binder, scope, node, chart, label_columns(binder, scope, node, &series), blocks);
}
