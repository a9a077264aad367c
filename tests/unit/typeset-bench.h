#ifndef TEST_TYPESET_BENCH_H
#define TEST_TYPESET_BENCH_H

/* One paragraph set by hand, and the places of its glyphs. Needs the fonts of make setup: Noto
 * Serif CJK SC, Charis SIL and Carlito. */

#include <glib.h>
#include <string.h>

#include "base/length.h"
#include "model/text.h"
#include "typeset/typeset.h"

enum { EM = 10 * JB_PT, MOST_RUNS = 8 };

static const struct jb_face faces[] = {
    {"song", "Noto Serif CJK SC", NULL, false, {0, 0, 0}},
    {"latin", "Charis SIL", NULL, false, {0, 0, 0}},
    {"heavy", "Noto Serif CJK SC", NULL, true, {0, 0, 0}},
    {"sans", "Carlito", NULL, true, {0, 0, 0}},
    {"same", "Charis SIL", NULL, false, {0, 0, 0}},
};

static const char article[] =
    "聚焦民之所需、群众所盼，武进区持续擦亮“十个吾优”民生名片，2024年确定十大类31大项（79子项）为2024年"
    "民生实事项目，5个具体项目为民生实事票决候选项目。计划全年为1300户困难老年人家庭开展适老化改造，改造提升"
    "10个村级互助养老睦邻点，新增老年助餐点18家；1—3月已为2.3万名居家老人提供生活照料、康复护理、精神关爱"
    "等服务——慈善资金支出46.16万元（占年度目标的25%），“HPV疫苗”接种、“瓶改管”“气改电”稳步推进……"
    "其余建设也在进行中。";

/* One paragraph and all that it takes to set it. */
struct bench {
    struct jb_arena *arena;
    struct jb_sink *sink;
    struct jb_style style;
    struct jb_style_sheet sheet;
    struct jb_run runs[MOST_RUNS];
    struct jb_para para;
    struct jb_block block;
    struct jb_flow flow;
    struct jb_master master;
    struct jb_font_options options;
    struct jb_typesetter *typesetter;
    const struct jb_shaped *shaped;
    const struct jb_line *lines;
    uint32_t line_count;
};

static inline struct jb_look default_look(void)
{
    return (struct jb_look){
        .han = 0,
        .latin = 1,
        .strong_han = 2,
        .strong_latin = 3,
        .size = EM,
        .leading = 2 * EM,
        .align = JB_ALIGN_JUSTIFY,
        .scheme = JB_QUANJIAO,
        .breaks = JB_BREAKS_GB,
    };
}

static inline void open_bench(struct bench *bench, enum jb_lang lang)
{
    memset(bench, 0, sizeof(*bench));
    bench->arena = jb_arena_open();
    bench->sink = jb_sink_new(bench->arena, jb_sources_new(bench->arena), 0);
    bench->style.name = "body";
    for (int i = 0; i < JB_LANGS; i++)
        bench->style.look[i] = default_look();
    bench->sheet = (struct jb_style_sheet){.faces = faces,
                                           .face_count = G_N_ELEMENTS(faces),
                                           .styles = &bench->style,
                                           .style_count = 1};
    bench->para.lang = lang;
    bench->para.style = &bench->style;
    bench->para.runs = bench->runs;
    bench->block.kind = JB_BLOCK_PARA;
    bench->block.paras[lang] = &bench->para;
    bench->flow.styles = &bench->sheet;
    for (enum jb_page_side side = 0; side < JB_PAGE_SIDES; side++)
        bench->flow.pages[side] = &bench->master;
    bench->flow.blocks = &bench->block;
    bench->flow.block_count = 1;
}

static inline void close_bench(struct bench *bench)
{
    jb_arena_close(bench->arena);
}

static inline struct jb_run *add_run(struct bench *bench, enum jb_lang lang, const char *text)
{
    struct jb_run *run = &bench->runs[bench->para.count++];

    g_assert_cmpuint(bench->para.count, <=, MOST_RUNS);
    run->kind = JB_RUN_TEXT;
    run->lang = lang;
    run->style = &bench->style;
    run->text = text;
    run->length = (uint32_t)strlen(text);
    return run;
}

static inline void break_at(struct bench *bench, double ems)
{
    bench->lines = jb_break(bench->typesetter, bench->shaped, (int32_t)(ems * EM), bench->arena,
                            &bench->line_count);
}

static inline void shape(struct bench *bench)
{
    bench->typesetter =
        jb_typesetter_open(bench->arena, &bench->flow, &bench->options, bench->sink);
    g_assert_nonnull(bench->typesetter);
    g_assert_cmpuint(jb_sink_count(bench->sink, JB_ERROR), ==, 0);
    bench->shaped = jb_shape(bench->typesetter, &bench->para);
}

static inline void set_runs(struct bench *bench, double ems)
{
    shape(bench);
    break_at(bench, ems);
}

static inline void set_text(struct bench *bench, enum jb_lang lang, const char *text, double ems)
{
    open_bench(bench, lang);
    add_run(bench, lang, text);
    set_runs(bench, ems);
}

/* Without the unseen space that parts a line of English from the next. */
static inline char *line_text(const struct bench *bench, uint32_t i)
{
    GString *text = g_string_new(NULL);

    for (uint32_t p = 0; p < bench->lines[i].piece_count; p++)
        if (bench->lines[i].pieces[p].glyphs)
            g_string_append_len(text, bench->lines[i].pieces[p].glyphs->text,
                                bench->lines[i].pieces[p].glyphs->length);
    if (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
}

static inline void assert_line(const struct bench *bench, uint32_t i, const char *expected)
{
    char *text = i < bench->line_count ? line_text(bench, i) : g_strdup("(no line)");

    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static inline void assert_lines(const struct bench *bench, const char *const *expected)
{
    uint32_t count = 0;

    for (; expected[count]; count++)
        assert_line(bench, count, expected[count]);
    g_assert_cmpuint(bench->line_count, ==, count);
}

/* Text, its lines at a measure, told by bars. */
static inline void check_lines(enum jb_lang lang, const char *text, double ems,
                               const char *expected)
{
    char **lines = g_strsplit(expected, "|", -1);
    struct bench bench;

    set_text(&bench, lang, text, ems);
    assert_lines(&bench, (const char *const *)lines);
    close_bench(&bench);
    g_strfreev(lines);
}

/* A cluster's origin on its line, in em, by the place of its text in the line. */
struct spot {
    double x;
    uint32_t font;
    gunichar c;
};

static inline GArray *spots_of(const struct jb_line *line)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(struct spot));

    for (uint32_t p = 0; p < line->piece_count; p++) {
        const struct jb_line_piece *piece = &line->pieces[p];
        const struct jb_glyphs *glyphs = piece->glyphs;
        const char *text = glyphs ? glyphs->text : NULL;

        for (uint32_t k = 0, g = 0; glyphs && k < glyphs->cluster_count; k++) {
            struct spot spot = {(double)(piece->x + glyphs->x[g]) / EM, glyphs->font,
                                g_utf8_get_char(text)};

            g_array_append_val(spots, spot);
            g += glyphs->clusters[k].glyphs;
            text += glyphs->clusters[k].bytes;
        }
    }
    return spots;
}

static inline struct spot spot_at(const struct bench *bench, uint32_t line, uint32_t i)
{
    GArray *spots = spots_of(&bench->lines[line]);
    struct spot spot;

    g_assert_cmpuint(i, <, spots->len);
    spot = g_array_index(spots, struct spot, i);
    g_array_free(spots, TRUE);
    return spot;
}

static inline void assert_near(double actual, double expected, double tolerance)
{
    if (ABS(actual - expected) > tolerance)
        g_error("%f is not %f", actual, expected);
}

#endif
