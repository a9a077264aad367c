/* Lines are chosen so that they cost least in all (R45): no way of breaking a paragraph is cheaper
 * than the one found, and the cost is what rules.md says it is. */

#include "typeset-bench.h"
#include "typeset/lines-private.h"

enum { PARAGRAPHS = 500, MOST_LETTERS = 26, NO_WAY = -1 };

/* Pieces of text that meet in every order. */
static const char *const chinese[] = {"民", "生", "实",    "事", "，",  "。",   "“",
                                      "”",  "《", "》",    "——", "HPV", "31项", "3.68万个",
                                      "、", "·",  "1—3月", "（", "）"};
static const char *const english[] = {"the ", "programme ",  "of ",        "livelihood ",
                                      "is ",  "district's ", "3 million ", "comparing ",
                                      "a ",   "sub-items "};

static char *random_text(enum jb_lang lang)
{
    const char *const *pieces = lang == JB_ZH ? chinese : english;
    int count = lang == JB_ZH ? G_N_ELEMENTS(chinese) : G_N_ELEMENTS(english);
    int length = g_test_rand_int_range(2, lang == JB_ZH ? 16 : 9);
    GString *text = g_string_new(NULL);

    for (int i = 0; i < length; i++)
        g_string_append(text, pieces[g_test_rand_int_range(0, count)]);
    return g_string_free(text, FALSE);
}

/* The least cost of setting the clusters from start on, by trying all ways. */
static int64_t cheapest(const struct ruler *ruler, uint32_t start, int hyphens)
{
    int64_t best = NO_WAY;

    if (start >= ruler->shaped->count)
        return 0;
    for (uint32_t end = start + 1; end <= ruler->shaped->count; end++) {
        enum break_kind kind = ruler->stops[end - 1];
        int run = kind == BREAK_HYPHEN ? hyphens + 1 : 0;
        struct candidate line;
        int64_t rest;

        if (kind < BREAK_HYPHEN || run > 2)
            continue;
        line = jb_line_measure(ruler, start, end, kind);
        rest = line.fits ? cheapest(ruler, jb_skip_blanks(ruler->shaped, end), run) : NO_WAY;
        if (rest != NO_WAY && (best == NO_WAY || jb_line_cost(ruler, &line) + rest < best))
            best = jb_line_cost(ruler, &line) + rest;
    }
    return best;
}

static int64_t cost_of(const struct ruler *ruler, const GArray *lines)
{
    int64_t cost = 0;

    for (guint i = 0; i < lines->len; i++) {
        const struct line_range *range = &g_array_index(lines, struct line_range, i);
        uint32_t end = i + 1 < lines->len ? g_array_index(lines, struct line_range, i + 1).start
                                          : ruler->shaped->count;
        struct candidate line;

        while (ruler->stops[end - 1] < BREAK_HYPHEN)
            end--;
        line = jb_line_measure(ruler, range->start, end, (enum break_kind)ruler->stops[end - 1]);
        cost += jb_line_cost(ruler, &line);
    }
    return cost;
}

static void check_paragraph(enum jb_lang lang, enum jb_align align)
{
    char *text = random_text(lang);
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
    int32_t narrowest, natural, measure;
    struct ruler ruler;
    struct bench bench;
    int64_t best;

    open_bench(&bench, lang);
    bench.style.look[lang].align = align;
    bench.style.look[lang].hyphens = JB_HYPHENS_EN_GB;
    bench.style.look[lang].indent = g_test_rand_bit() ? 2 * EM : 0;
    add_run(&bench, lang, text);
    shape(&bench);
    jb_shaped_widths(bench.shaped, &narrowest, &natural);
    measure = narrowest + 2 * EM + g_test_rand_int_range(0, MOST_LETTERS * EM / 4);
    jb_ruler_open(&ruler, bench.shaped, measure);
    jb_lines_fit(&ruler, lines);
    best = cheapest(&ruler, ruler.first, 0);
    if (best != NO_WAY && cost_of(&ruler, lines) != best)
        g_error("'%s' at %d costs %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, text, measure,
                cost_of(&ruler, lines), best);
    jb_ruler_close(&ruler);
    g_array_free(lines, TRUE);
    close_bench(&bench);
    g_free(text);
}

static void test_nothing_is_cheaper(void)
{
    for (int i = 0; i < PARAGRAPHS; i++)
        check_paragraph(i % 3 == 0 ? JB_EN : JB_ZH, i % 4 == 0 ? JB_ALIGN_START : JB_ALIGN_JUSTIFY);
}

/* 100 |r|^3: a line that uses half of its room costs an eighth of one that uses all. */
static void test_badness(void)
{
    struct bench bench;
    struct ruler ruler;
    struct candidate line;

    open_bench(&bench, JB_ZH);
    add_run(&bench, JB_ZH, "民生实事项目有序推进中");
    shape(&bench);
    jb_ruler_open(&ruler, bench.shaped, 10 * EM);
    line = jb_line_measure(&ruler, 0, 10, BREAK_ALLOWED);
    g_assert_cmpint(line.slack, ==, 0);
    g_assert_cmpint(jb_line_badness(&ruler, &line), ==, 0);
    line.slack = line.pools.stretch;
    g_assert_cmpint(jb_line_badness(&ruler, &line), ==, 100);
    line.slack = line.pools.stretch / 2;
    g_assert_cmpint(jb_line_badness(&ruler, &line), ==, 12);
    line.kind = BREAK_FORCED;
    g_assert_cmpint(jb_line_badness(&ruler, &line), ==, 0); /* the last line is natural */
    jb_ruler_close(&ruler);
    close_bench(&bench);
}

int main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fit/nothing-is-cheaper", test_nothing_is_cheaper);
    g_test_add_func("/fit/badness", test_badness);
    status = g_test_run();
    jb_typeset_shutdown();
    return status;
}
