/* The rules of marks, scripts, breaks and widths, judged by the places of glyphs. */

#include "typeset-bench.h"

static double place_of(const struct bench *bench, gunichar c)
{
    GArray *spots = spots_of(&bench->lines[0]);
    double x = -100;

    for (guint i = 0; i < spots->len; i++)
        if (g_array_index(spots, struct spot, i).c == c)
            x = g_array_index(spots, struct spot, i).x;
    g_array_free(spots, TRUE);
    return x;
}

/* From the origin of the first character to that of the last one, on a wide line. */
static void check_distance(const char *text, double ems)
{
    struct bench bench;

    set_text(&bench, JB_ZH, text, 40);
    assert_near(place_of(&bench, g_utf8_get_char(g_utf8_prev_char(text + strlen(text)))) -
                    place_of(&bench, g_utf8_get_char(text)),
                ems, 0.002);
    close_bench(&bench);
}

static void test_marks(void)
{
    check_distance("甲，乙", 2.0); /* R09 */
    check_distance("甲（乙）丙", 4.0);
    check_distance("甲，“乙", 2.5); /* R10 */
    check_distance("甲。”乙", 2.5);
    check_distance("甲》（乙", 2.5);
    check_distance("甲”、乙", 2.5);
    check_distance("甲“《乙", 2.5);
    check_distance("甲。”）乙", 3.0);
    check_distance("甲？！乙", 2.0); /* R11 */
    check_distance("甲！！！乙", 3.0);
    check_distance("甲·乙", 1.5);  /* R12 */
    check_distance("甲——乙", 3.0); /* R06 */
    check_distance("甲……乙", 3.0);
    check_distance("甲——a", 3.0);  /* R34 */
    check_distance("1—甲", 1.563); /* after a digit of 0.563 em */
    check_distance("区“十", 2.0);  /* R30 */
}

static void test_scripts(void)
{
    check_distance("有3", 1.25);  /* R20 */
    check_distance("有 A", 1.25); /* R22 */
    check_distance("，2", 1.0);   /* R21 */
    check_distance("， 2", 1.0);
    check_distance("（7", 1.0);
    check_distance("甲%", 1.25);
    check_distance("甲(", 1.0);
}

static void test_edges(void)
{
    struct bench bench;

    set_text(&bench, JB_ZH, "一二三四五六七八九。", 9.5); /* R13 */
    g_assert_cmpuint(bench.line_count, ==, 1);
    g_assert_cmpint(bench.lines[0].width, ==, 19 * EM / 2);
    close_bench(&bench);
    set_text(&bench, JB_ZH, "“甲”乙", 20); /* R14: the body edge is on the margin */
    assert_near(spot_at(&bench, 0, 0).x, -0.5, 0.002);
    assert_near(spot_at(&bench, 0, 1).x, 0.5, 0.002);
    close_bench(&bench);
    set_text(&bench, JB_ZH, "甲\u3000乙丙丁戊己庚",
             7.6); /* a typed em is no word space to squeeze */
    g_assert_cmpuint(bench.line_count, ==, 2);
    g_assert_cmpfloat(place_of(&bench, 0x4E59) - place_of(&bench, 0x7532), >=, 1.999);
    close_bench(&bench);
    open_bench(&bench, JB_ZH);
    bench.style.look[JB_ZH].indent = 2 * EM;
    add_run(&bench, JB_ZH, "“甲”乙丙丁戊己庚辛壬癸");
    set_runs(&bench, 10.5);
    assert_near(spot_at(&bench, 0, 0).x, 1.5, 0.002); /* R15 */
    assert_near(spot_at(&bench, 0, 1).x, 2.5, 0.002); /* R16 */
    assert_near(spot_at(&bench, 1, 0).x, 0, 0.0001);
    close_bench(&bench);
}

static void test_breaks(void)
{
    check_lines(JB_ZH, "一二三四五六七八九十，甲乙", 10, "一二三四五六七八九|十，甲乙"); /* R01 */
    check_lines(JB_ZH, "印发了相关实施《意见》", 8, "印发了相关实施|《意见》");          /* R02 */
    check_lines(JB_ZH, "一二三克里斯·罗塞蒂", 6, "一二三克里|斯·罗塞蒂");                /* R03 */
    check_lines(JB_ZH, "一二三四五六七八九1—3月到", 11, "一二三四五六七八九|1—3月到");   /* R04 */
    check_lines(JB_ZH, "一二三四1—3月到", 6, "一二三四1—|3月到");
    check_lines(JB_ZH, "一二三四甲/乙", 5.4, "一二三四|甲/乙");     /* R05 */
    check_lines(JB_ZH, "一二三四——其中有", 5, "一二三四|——其中有"); /* R06 */
    check_lines(JB_ZH, "一二三四五……其中有", 6, "一二三四|五……其中有");
}

static void test_levels(void)
{
    static const struct {
        enum jb_level_of_breaks level;
        const char *dots, *dashes;
    } cases[] = {
        {JB_BREAKS_BASIC, "一二三四五", "一二三四五"},
        {JB_BREAKS_GB, "一二三四", "一二三四五"},
        {JB_BREAKS_STRICT, "一二三四", "一二三四"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct bench bench;

        open_bench(&bench, JB_ZH);
        bench.style.look[JB_ZH].breaks = cases[i].level;
        add_run(&bench, JB_ZH, "一二三四五……其");
        set_runs(&bench, 6.2);
        assert_line(&bench, 0, cases[i].dots);
        close_bench(&bench);
        open_bench(&bench, JB_ZH);
        bench.style.look[JB_ZH].breaks = cases[i].level;
        add_run(&bench, JB_ZH, "一二三四五——其");
        set_runs(&bench, 6.2);
        assert_line(&bench, 0, cases[i].dashes);
        close_bench(&bench);
    }
}

static void test_numbers_are_whole(void)
{
    check_lines(JB_ZH, "一二三四五3.68万个中心", 9, "一二三四五|3.68万个中心"); /* R07 */
    check_lines(JB_ZH, "一二三四五六9879人次到", 10, "一二三四五六|9879人次到");
    check_lines(JB_ZH, "一二三四五六50余名甲乙", 9, "一二三四五六|50余名甲乙");
    check_lines(JB_ZH, "一二三四五￥360.72万元", 11, "一二三四五|￥360.72万元");
    check_lines(JB_ZH, "一二三四五六第12条甲乙", 8, "一二三四五六|第12条甲乙");
    check_lines(JB_ZH, "一二三四五36.8%的人", 7, "一二三四五|36.8%的人");
}

/* R08: what UAX 14 refuses. */
static void test_breaks_beside_quotes(void)
{
    check_lines(JB_ZH, "甲“十四五”规划乙丙", 5.5, "甲“十四五”|规划乙丙");
    check_lines(JB_ZH, "“瓶改管”“气改电”甲", 4.5, "“瓶改管”|“气改电”|甲");
    check_lines(JB_ZH, "一二三四“五六七八”", 4, "一二三四|“五六七|八”");
}

static void test_orphans(void)
{
    check_lines(JB_ZH, "一二三四五六七八九。", 8, "一二三四五六七|八九。"); /* R44 */
    check_lines(JB_ZH, "一二三四五六七八九十。", 8, "一二三四五六七八|九十。");
}

static void test_english_breaks(void)
{
    check_lines(JB_EN, "They paid RMB 3.68 million", 11.5, "They paid|RMB 3.68 million");
    check_lines(JB_EN, "It is now settled by 31 March", 11.6, "It is now settled by|31 March");
    check_lines(JB_EN, "See the plan, item No. 4", 9.4, "See the plan, item|No. 4");
    check_lines(JB_EN, "", 10, "");
    check_lines(JB_EN, "two  spaces", 3.3, "two|spaces");
}

static void test_hyphens(void)
{
    struct bench bench;
    const struct jb_glyphs *glyphs;

    open_bench(&bench, JB_EN);
    bench.style.look[JB_EN].hyphens = JB_HYPHENS_EN_GB;
    add_run(&bench, JB_EN, "a comprehensive programme of Xueyanzhenia and others");
    set_runs(&bench, 5);
    for (uint32_t i = 0; i < bench.line_count; i++)
        if (bench.lines[i].hyphenated)
            break;
        else
            g_assert_cmpuint(i + 1, <, bench.line_count);
    for (uint32_t i = 0; i < bench.line_count; i++) {
        char *text = line_text(&bench, i);

        g_assert_true(g_str_has_suffix(text, "-") == bench.lines[i].hyphenated);
        g_assert_false(g_str_has_prefix(text, "Xue") && bench.lines[i].hyphenated); /* R52 */
        g_free(text);
        if (!bench.lines[i].hyphenated)
            continue;
        glyphs = bench.lines[i].pieces[bench.lines[i].piece_count - 1].glyphs;
        g_assert_cmpuint(glyphs->clusters[glyphs->cluster_count - 1].bytes, ==, 1); /* R55 */
        g_assert_cmpuint(glyphs->clusters[glyphs->cluster_count - 1].glyphs, ==, 1);
    }
    close_bench(&bench);
    open_bench(&bench, JB_EN);
    bench.style.look[JB_EN].hyphens = JB_HYPHENS_EN_GB;
    add_run(&bench, JB_EN, "of comprehensive");
    set_runs(&bench, 5.5);
    for (uint32_t i = 0; i < bench.line_count; i++)
        g_assert_false(bench.lines[i].hyphenated); /* R51: the last word is whole */
    close_bench(&bench);
    open_bench(&bench, JB_EN); /* marks after a word are not the word's */
    bench.style.look[JB_EN].hyphens = JB_HYPHENS_EN_GB;
    add_run(&bench, JB_EN,
            "government rehabilitation - of sub-items, the people's - doesn't - infrastructure");
    set_runs(&bench, 7);
    g_assert_cmpuint(bench.line_count, >, 4);
    close_bench(&bench);
    check_lines(JB_EN,
                "a soft\xC2\xAD"
                "ened word",
                3.6, "a soft-|ened|word");
}

/* R30-R33: which face a character comes from. */
static void test_faces(void)
{
    struct bench bench;

    set_text(&bench, JB_ZH, "Alice’s甲“25%”", 40);
    g_assert_cmpuint(spot_at(&bench, 0, 5).font, ==, spot_at(&bench, 0, 0).font);
    g_assert_cmpuint(spot_at(&bench, 0, 8).font, ==, spot_at(&bench, 0, 7).font);
    g_assert_cmpuint(spot_at(&bench, 0, 9).font, ==, spot_at(&bench, 0, 0).font);
    g_assert_cmpuint(spot_at(&bench, 0, 11).font, ==, spot_at(&bench, 0, 0).font);
    g_assert_cmpuint(spot_at(&bench, 0, 7).font, !=, spot_at(&bench, 0, 0).font);
    close_bench(&bench);
    set_text(&bench, JB_EN, "it doesn’t say 民生", 40);
    assert_near(spot_at(&bench, 0, 9).x - spot_at(&bench, 0, 8).x, 0.3, 0.2); /* R31 */
    g_assert_cmpuint(spot_at(&bench, 0, 15).font, !=, spot_at(&bench, 0, 0).font);
    g_assert_cmpuint(jb_typesetter_fonts(bench.typesetter)->count, ==, 2);
    close_bench(&bench);
    open_bench(&bench, JB_ZH);
    add_run(&bench, JB_ZH, "即“");
    add_run(&bench, JB_EN, "go far");
    add_run(&bench, JB_ZH, "”的“好”");
    set_runs(&bench, 40);
    g_assert_cmpuint(spot_at(&bench, 0, 1).font, ==, spot_at(&bench, 0, 2).font); /* R32 */
    g_assert_cmpuint(spot_at(&bench, 0, 8).font, ==, spot_at(&bench, 0, 2).font);
    g_assert_cmpuint(spot_at(&bench, 0, 10).font, ==, spot_at(&bench, 0, 0).font);
    close_bench(&bench);
}

static bool is_in(const char *set, gunichar c)
{
    return g_utf8_strchr(set, -1, c) != NULL;
}

static bool is_ideograph(gunichar c)
{
    return c >= 0x4E00 && c <= 0x9FFF;
}

static void check_line_ends(const struct bench *bench, uint32_t i)
{
    char *text = line_text(bench, i);
    const char *end = g_utf8_prev_char(text + strlen(text));

    g_assert_false(is_in("，。、；：？！）》”·%…—", g_utf8_get_char(text)) &&
                   !g_str_has_prefix(text, "——"));
    g_assert_false(is_in("（《“￥", g_utf8_get_char(end)));
    g_free(text);
}

/* R40: gaps between Han are equal in a line. R26: HPV is always as wide. */
static void check_gaps(const struct jb_line *line)
{
    GArray *spots = spots_of(line);
    double gap = -1;

    for (guint i = 0; i + 1 < spots->len; i++) {
        struct spot a = g_array_index(spots, struct spot, i);
        struct spot b = g_array_index(spots, struct spot, i + 1);

        if (is_ideograph(a.c) && is_ideograph(b.c)) {
            if (gap >= 0)
                assert_near(b.x - a.x, gap, 0.001);
            gap = b.x - a.x;
            g_assert_cmpfloat(gap, >=, 0.999);
        }
        if (a.c == 'H' && b.c == 'P')
            assert_near(b.x - a.x, 0.783, 0.08);
    }
    g_array_free(spots, TRUE);
}

static void check_justified(const struct bench *bench, uint32_t i, int32_t measure)
{
    const struct jb_line *line = &bench->lines[i];
    GArray *spots = spots_of(line);
    struct spot last = g_array_index(spots, struct spot, spots->len - 1);
    double room = is_in("，。、；：）》”", last.c) ? 0.5 : 1.0;

    g_assert_cmpint(line->width, ==, measure);
    if (is_ideograph(last.c) || room < 1)
        assert_near(last.x + room, (double)measure / EM, 0.002);
    g_array_free(spots, TRUE);
}

static void test_every_measure(void)
{
    struct bench bench;
    GString *all = g_string_new(NULL);

    set_text(&bench, JB_ZH, article, 10);
    for (int half = 16; half <= 80; half++) {
        g_string_truncate(all, 0);
        break_at(&bench, half / 2.0);
        for (uint32_t i = 0; i < bench.line_count; i++) {
            char *text = line_text(&bench, i);

            g_string_append(all, text);
            g_free(text);
            g_assert_false(bench.lines[i].overfull);
            check_line_ends(&bench, i);
            check_gaps(&bench.lines[i]);
            if (i + 1 < bench.line_count)
                check_justified(&bench, i, half * EM / 2);
        }
        g_assert_cmpstr(all->str, ==, article);
        g_assert_true(bench.lines[bench.line_count - 1].last);
    }
    g_string_free(all, TRUE);
    close_bench(&bench);
}

static void test_alignment(void)
{
    static const struct {
        enum jb_align align;
        int32_t first, end;
    } cases[] = {
        {JB_ALIGN_START, 0, 3},
        {JB_ALIGN_END, 7, 10},
        {JB_ALIGN_CENTRE, 7, 13},
        {JB_ALIGN_JUSTIFY, 0, 3},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool centred = cases[i].align == JB_ALIGN_CENTRE;
        struct bench bench;

        open_bench(&bench, JB_ZH);
        bench.style.look[JB_ZH].align = cases[i].align;
        add_run(&bench, JB_ZH, "甲乙丙");
        set_runs(&bench, 10);
        assert_near(spot_at(&bench, 0, 0).x, cases[i].first / (centred ? 2.0 : 1), 0.001);
        g_assert_cmpint(bench.lines[0].width, ==, cases[i].end * EM / (centred ? 2 : 1));
        close_bench(&bench);
    }
}

static void test_schemes(void)
{
    static const struct {
        enum jb_scheme scheme;
        double comma, stop, pair;
    } cases[] = {
        {JB_QUANJIAO, 2, 2, 2.5}, {JB_KAIMING, 1.5, 2, 2}, {JB_BANJIAO, 1.5, 1.5, 2},
        {JB_HANGMO, 2, 2, 3},     {JB_PLAIN, 2, 2, 3},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct bench bench;

        open_bench(&bench, JB_ZH);
        bench.style.look[JB_ZH].scheme = cases[i].scheme;
        add_run(&bench, JB_ZH, "甲，乙。丙”，丁");
        set_runs(&bench, 40);
        assert_near(spot_at(&bench, 0, 2).x, cases[i].comma, 0.002);
        assert_near(spot_at(&bench, 0, 4).x - spot_at(&bench, 0, 2).x, cases[i].stop, 0.002);
        assert_near(spot_at(&bench, 0, 7).x - spot_at(&bench, 0, 4).x, cases[i].pair, 0.002);
        close_bench(&bench);
    }
}

static void test_marks_of_runs(void)
{
    struct bench bench;

    open_bench(&bench, JB_ZH);
    add_run(&bench, JB_ZH, "面积5平方");
    add_run(&bench, JB_ZH, "米2")->marks = JB_TEXT_SUP;
    add_run(&bench, JB_ZH, "粗bold")->marks = JB_TEXT_STRONG;
    set_runs(&bench, 40);
    for (uint32_t i = 0; i < bench.lines[0].piece_count; i++) {
        const struct jb_line_piece *piece = &bench.lines[0].pieces[i];

        g_assert_cmpint(piece->y, ==, piece->run == 1 ? -jb_length_scale(EM, 33, 100) : 0);
        g_assert_cmpint(piece->glyphs->size, ==, piece->run == 1 ? EM * 65 / 100 : EM);
    }
    g_assert_cmpuint(jb_typesetter_fonts(bench.typesetter)->count, ==, 4);
    g_assert_true(jb_typesetter_fonts(bench.typesetter)->entries[2].bold);
    close_bench(&bench);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeset/marks", test_marks);
    g_test_add_func("/typeset/scripts", test_scripts);
    g_test_add_func("/typeset/edges", test_edges);
    g_test_add_func("/typeset/breaks", test_breaks);
    g_test_add_func("/typeset/levels", test_levels);
    g_test_add_func("/typeset/numbers", test_numbers_are_whole);
    g_test_add_func("/typeset/quotes", test_breaks_beside_quotes);
    g_test_add_func("/typeset/orphans", test_orphans);
    g_test_add_func("/typeset/english", test_english_breaks);
    g_test_add_func("/typeset/hyphens", test_hyphens);
    g_test_add_func("/typeset/faces", test_faces);
    g_test_add_func("/typeset/every-measure", test_every_measure);
    g_test_add_func("/typeset/alignment", test_alignment);
    g_test_add_func("/typeset/schemes", test_schemes);
    g_test_add_func("/typeset/marks-of-runs", test_marks_of_runs);
    failed = g_test_run();
    jb_typeset_shutdown();
    return failed;
}
