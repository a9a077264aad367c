/* Text that nobody sets on purpose: very long, of one kind alone, of scripts that are not ours, of
 * characters that are not seen. It is set, or told of; the work grows with the length. */

#include "typeset-bench.h"
#include "typeset/lines-private.h"

enum { LONG = 200000, SHORT = 20000 };

static const double measures[] = {0.3, 4, 28};

static char *repeat(const char *text, uint32_t times)
{
    GString *string = g_string_sized_new(strlen(text) * times);

    for (uint32_t i = 0; i < times; i++)
        g_string_append(string, text);
    return g_string_free(string, FALSE);
}

/* Opens the fonts; false where a character is in none, which is told. */
static bool open_strain(struct bench *bench, enum jb_lang lang, const char *text)
{
    open_bench(bench, lang);
    for (int i = 0; i < JB_LANGS; i++)
        bench->style.look[i].hyphens = JB_HYPHENS_EN_GB;
    add_run(bench, lang, text);
    bench->typesetter =
        jb_typesetter_open(bench->arena, &bench->flow, &bench->options, bench->sink);
    g_assert_true((bench->typesetter == NULL) == (jb_sink_count(bench->sink, JB_ERROR) > 0));
    return bench->typesetter != NULL;
}

static bool is_visible(gunichar c)
{
    return g_unichar_isgraph(c) && !g_unichar_iszerowidth(c) && c != 0x2028;
}

/* What is seen of a text, without hyphens: those at line ends are ours, or soft ones. */
static void append_visible(GString *visible, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        if (is_visible(g_utf8_get_char(p)) && *p != '-')
            g_string_append_unichar(visible, g_utf8_get_char(p));
}

/* Every character that is seen stands on one line, in order; no line is without end. */
static void check_lines_whole(const struct bench *bench, const char *text)
{
    GString *said = g_string_new(NULL), *wanted = g_string_new(NULL);

    append_visible(wanted, text, strlen(text));
    for (uint32_t i = 0; i < bench->line_count; i++) {
        char *line = line_text(bench, i);

        append_visible(said, line, strlen(line));
        g_free(line);
        g_assert_cmpint(bench->lines[i].width, >=, 0);
        g_assert_cmpint(bench->lines[i].width, <, INT32_MAX);
    }
    g_assert_cmpstr(said->str, ==, wanted->str);
    g_assert_cmpint(bench->line_count, <=, g_utf8_strlen(text, -1) + 1);
    g_string_free(said, TRUE);
    g_string_free(wanted, TRUE);
}

/* With the fonts that are open. */
static void check_text(struct bench *bench, const char *text)
{
    bench->runs[0].text = text;
    bench->runs[0].length = (uint32_t)strlen(text);
    bench->shaped = jb_shape(bench->typesetter, &bench->para);
    for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
        break_at(bench, measures[i]);
        check_lines_whole(bench, text);
    }
}

static void check_set(enum jb_lang lang, const char *text)
{
    struct bench bench;

    g_assert_true(open_strain(&bench, lang, text));
    check_text(&bench, text);
    close_bench(&bench);
}

static void check_both(const char *text, uint32_t times)
{
    char *many = repeat(text, times);

    check_set(JB_ZH, many);
    check_set(JB_EN, many);
    g_free(many);
}

/* The character and its font are named. */
static void check_told(const char *text)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_finding *findings;
        struct bench bench;
        uint32_t count;

        g_assert_false(open_strain(&bench, lang, text));
        findings = jb_sink_findings(bench.sink, &count);
        g_assert_cmpuint(count, >, 0);
        for (uint32_t i = 0; i < count; i++)
            g_assert_cmpstr(findings[i].message->code, ==, "E0602");
        close_bench(&bench);
    }
}

/* The work of breaking so many characters into lines. */
static uint64_t work_of(enum jb_lang lang, const char *piece, uint32_t length)
{
    char *text = repeat(piece, length / (uint32_t)g_utf8_strlen(piece, -1));
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
    struct ruler ruler;
    struct bench bench;
    uint64_t work;

    g_assert_true(open_strain(&bench, lang, text));
    bench.shaped = jb_shape(bench.typesetter, &bench.para);
    break_at(&bench, 28);
    check_lines_whole(&bench, text);
    jb_ruler_open(&ruler, bench.shaped, 28 * EM);
    work = jb_lines_fit(&ruler, lines);
    jb_ruler_close(&ruler);
    g_array_free(lines, TRUE);
    close_bench(&bench);
    g_free(text);
    return work;
}

/* Ten times the text is about ten times the work; if it were the square, a hundred times. */
static void check_linear(enum jb_lang lang, const char *piece)
{
    uint64_t few = work_of(lang, piece, SHORT), many = work_of(lang, piece, LONG);

    g_assert_cmpuint(many, <=, 12 * MAX(few, SHORT));
}

static void test_long_paragraphs(void)
{
    check_linear(JB_ZH, article);
    check_linear(JB_ZH, "民生实事");
    check_linear(JB_EN, "The programme of the district is comprehensive and orderly, they say. ");
}

static void test_long_words(void)
{
    check_both("a", 10000);
    check_both("Ab-9/", 2000);
    check_both("1", 10000);
    check_linear(JB_EN, "abcdefghij");
    check_linear(JB_ZH, "1234567890");
}

static void test_marks_alone(void)
{
    check_both("。", 5000);
    check_both("（", 5000);
    check_both("“《（。，、）》”——……·？！", 500);
    check_both("—", 5000);
    check_both(".,;:!?()[]", 500);
    check_linear(JB_ZH, "“，。”");
}

static void test_spaces_alone(void)
{
    check_both(" ", 10000);
    check_both("\u00A0", 5000);
    check_both("\t", 5000);
    check_both("\u3000", 5000);
    check_both(" \u3000\u2009\u00A0", 1000);
    check_linear(JB_EN, " ");
    check_set(JB_ZH, "");
    check_set(JB_EN, "");
}

/* Zero-width characters, joiners, soft hyphens, controls of direction. */
static void test_unseen(void)
{
    check_both("\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u00AD", 1000);
    check_both("\u202A\u202B\u202D\u202E\u202C\u2066\u2067\u2068\u2069", 1000);
    check_both("甲\u202Ea乙\u202C\u200Bb\u2060丙\u00AD", 500);
    check_both("\uFE0F\uFE00\U000E0100", 1000);
    check_both("\u2028", 2000);
    check_linear(JB_ZH, "\u200B");
    check_linear(JB_EN, "\u00AD");
}

static void test_other_scripts(void)
{
    check_both("한글", 1000);
    check_both("カタカナひらがな", 200);
    check_both("кириллица ", 200);
    check_told("السلام عليكم");
    check_told("Ελληνικά");
    check_told("עברית");
    check_told("\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467");
    check_told("นี่");
}

static void test_combining_marks(void)
{
    char *heap = repeat("\u0301", 5000), *text = g_strconcat("a", heap, "甲", NULL);

    check_set(JB_EN, text);
    check_set(JB_ZH, text);
    check_both("e\u0301\u0323", 2000);
    check_both("\u0301", 3000);
    check_linear(JB_EN, "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301");
    g_free(text);
    g_free(heap);
}

static void test_no_characters(void)
{
    check_told("\u0378");     /* unassigned */
    check_told("\U00050000"); /* of an empty plane */
    check_told("\uF000");     /* for private use */
    check_told("\uFFFD");
    check_both("\uFFF9\uFFFA\uFFFB", 1000);
}

/* Pieces of all of these in any order. */
static void test_mixtures(void)
{
    static const char *const pieces[] = {
        "甲",      "民生", "，", "。",     "“",  "”",      "（",     "）",     "——",     "……",
        "·",       "／",   "a",  "word",   " ",  "\u3000", "\u00A0", "\u200B", "\u2060", "\u00AD",
        "1",       "3.5",  "%",  "￥",     "～", "-",      "/",      "\u202E", "\u2028", "e\u0301",
        "é\u0323", "fi",   "ﬁ",  "\u2069", "한", "\uFE0F", "\t",     "\u200D", "第",     "万",
    };

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        GString *text = g_string_new(NULL);
        struct bench bench;

        for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++)
            g_string_append(text, pieces[i]);
        g_assert_true(open_strain(&bench, lang, text->str));
        for (int round = 0; round < 300; round++) {
            int length = g_test_rand_int_range(1, 60);

            g_string_truncate(text, 0);
            for (int i = 0; i < length; i++)
                g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
            check_text(&bench, text->str);
        }
        close_bench(&bench);
        g_string_free(text, TRUE);
    }
}

int main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/strain/long-paragraphs", test_long_paragraphs);
    g_test_add_func("/strain/long-words", test_long_words);
    g_test_add_func("/strain/marks-alone", test_marks_alone);
    g_test_add_func("/strain/spaces-alone", test_spaces_alone);
    g_test_add_func("/strain/unseen", test_unseen);
    g_test_add_func("/strain/other-scripts", test_other_scripts);
    g_test_add_func("/strain/combining-marks", test_combining_marks);
    g_test_add_func("/strain/no-characters", test_no_characters);
    g_test_add_func("/strain/mixtures", test_mixtures);
    status = g_test_run();
    jb_typeset_shutdown();
    return status;
}
