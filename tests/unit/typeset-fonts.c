/* Fonts found, missing or broken; slots, forced ends and widths; text that means harm. */

#include <glib/gstdio.h>

#include "typeset-bench.h"

/* R07: what is marked stays whole, unless it is longer than half a line. */
static void test_nobr(void)
{
    struct bench bench;

    open_bench(&bench, JB_ZH);
    add_run(&bench, JB_ZH, "一二三四五六");
    add_run(&bench, JB_ZH, "七八九十")->marks = JB_TEXT_NOBR;
    set_runs(&bench, 8);
    assert_line(&bench, 1, "七八九十");
    break_at(&bench, 7);
    assert_line(&bench, 1, "八九十");
    close_bench(&bench);
}

static void test_forced_ends(void)
{
    struct bench bench;

    open_bench(&bench, JB_ZH);
    add_run(&bench, JB_ZH, "甲乙 ");
    add_run(&bench, JB_ZH, "")->kind = JB_RUN_BREAK;
    add_run(&bench, JB_ZH, "")->kind = JB_RUN_BREAK;
    add_run(&bench, JB_ZH, " 丙丁");
    add_run(&bench, JB_ZH, "")->kind = JB_RUN_BREAK;
    set_runs(&bench, 8);
    assert_lines(&bench, (const char *const[]){"甲乙", "", "丙丁", NULL});
    g_assert_true(bench.lines[0].last);
    assert_near(spot_at(&bench, 2, 0).x, 0, 0.0001);
    close_bench(&bench);
}

static void test_slots(void)
{
    struct bench bench;
    const struct jb_line_piece *slot;
    const struct jb_glyphs *number;

    open_bench(&bench, JB_ZH);
    add_run(&bench, JB_ZH, "第");
    add_run(&bench, JB_ZH, "")->kind = JB_RUN_PAGE_NUMBER;
    add_run(&bench, JB_ZH, "页");
    set_runs(&bench, 40);
    g_assert_cmpuint(bench.lines[0].piece_count, ==, 3);
    slot = &bench.lines[0].pieces[1];
    g_assert_null(slot->glyphs);
    g_assert_cmpuint(slot->run, ==, 1);
    assert_near((double)slot->x / EM, 1.25, 0.002);
    number = jb_shape_slot(bench.typesetter, &bench.runs[1], "888", bench.arena);
    g_assert_cmpint(number->width, ==, slot->width);
    g_assert_cmpstr(number->text, ==, "888");
    number = jb_shape_slot(bench.typesetter, &bench.runs[1], "7", bench.arena);
    assert_near((double)number->width * 3, slot->width, 3);
    g_assert_cmpuint(number->glyph_count, ==, 1);
    number = jb_shape_slot(bench.typesetter, &bench.runs[1], "", bench.arena);
    g_assert_cmpuint(number->glyph_count, ==, 0);
    close_bench(&bench);
}

static uint32_t count_overfull(const struct bench *bench)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < bench->line_count; i++)
        count += bench->lines[i].overfull;
    return count;
}

static void test_widths(void)
{
    struct bench bench;
    int32_t narrowest, natural;

    set_text(&bench, JB_ZH, "甲乙，丙丁", 40);
    jb_shaped_widths(bench.shaped, &narrowest, &natural);
    g_assert_cmpint(narrowest, ==, 3 * EM / 2);
    g_assert_cmpint(natural, ==, 5 * EM);
    break_at(&bench, 5);
    g_assert_cmpuint(bench.line_count, ==, 1);
    close_bench(&bench);
    set_text(&bench, JB_EN, "a livelihood of it", 40);
    jb_shaped_widths(bench.shaped, &narrowest, &natural);
    g_assert_cmpint(natural, ==, bench.lines[0].width);
    break_at(&bench, (double)narrowest / EM);
    g_assert_cmpuint(count_overfull(&bench), ==, 0);
    break_at(&bench, (double)(narrowest - 20) / EM);
    g_assert_cmpuint(count_overfull(&bench), ==, 1); /* the word is cut once */
    close_bench(&bench);
}

static const struct jb_finding *only_finding(const struct bench *bench, const char *code)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(bench->sink, &count);

    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(findings[0].message->code, ==, code);
    return &findings[0];
}

static void test_missing_face(void)
{
    static const struct jb_face odd = {"odd", "No Such Song", NULL, true, {1, 7, 9}};
    struct bench bench;

    open_bench(&bench, JB_ZH);
    bench.sheet = (struct jb_style_sheet){
        .faces = &odd, .face_count = 1, .styles = &bench.style, .style_count = 1};
    bench.style.look[JB_ZH].latin = 0;
    add_run(&bench, JB_ZH, "甲");
    g_assert_null(jb_typesetter_open(bench.arena, &bench.flow, &bench.options, bench.sink));
    g_assert_cmpstr(only_finding(&bench, "E0601")->args[0], ==, "No Such Song");
    g_assert_cmpstr(only_finding(&bench, "E0601")->args[1], ==, "Bold");
    g_assert_cmpuint(only_finding(&bench, "E0601")->at.start, ==, 7);
    close_bench(&bench);
}

static void test_missing_glyph(void)
{
    static const struct jb_origin origins[] = {{{0}, {0}}, {{1, 1, 2}, {2, 3, 4}}};
    struct bench bench;
    const struct jb_finding *finding;

    open_bench(&bench, JB_ZH);
    bench.flow.origins = (struct jb_origins){origins, 2};
    add_run(&bench, JB_ZH, "甲\xF0\x9F\x98\x80乙\xF0\x9F\x98\x80")->origin = 1;
    g_assert_null(jb_typesetter_open(bench.arena, &bench.flow, &bench.options, bench.sink));
    finding = only_finding(&bench, "E0602");
    g_assert_cmpstr(finding->args[0], ==, "\xF0\x9F\x98\x80");
    g_assert_cmpstr(finding->args[1], ==, "U+1F600");
    g_assert_cmpstr(finding->args[2], ==, "Noto Serif CJK SC");
    g_assert_cmpuint(finding->at.source, ==, 2);
    g_assert_cmpuint(finding->other.source, ==, 1);
    close_bench(&bench);
}

/* A folder with one sound font and one that only looks like a font. */
static char *make_folder(bool broken)
{
    char *folder = g_dir_make_tmp("jibao-fonts-XXXXXX", NULL);
    char *path = g_build_filename(folder, "a.ttf", NULL);
    char *bytes;
    gsize length;

    g_assert_true(g_file_get_contents("/usr/share/fonts/truetype/charis/CharisSIL-Regular.ttf",
                                      &bytes, &length, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)(broken ? length / 3 : length), NULL));
    g_free(bytes);
    g_free(path);
    return folder;
}

static void remove_folder(char *folder)
{
    char *path = g_build_filename(folder, "a.ttf", NULL);

    g_remove(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

static void test_folders(void)
{
    for (int broken = 0; broken < 2; broken++) {
        char *folder = make_folder(broken);
        const char *folders[] = {folder, "/nowhere"};
        struct bench bench;

        open_bench(&bench, JB_EN);
        bench.options =
            (struct jb_font_options){.folders = folders, .folder_count = 2, .ignore_system = true};
        add_run(&bench, JB_EN, "alone");
        bench.typesetter = jb_typesetter_open(bench.arena, &bench.flow, &bench.options, bench.sink);
        g_assert_true((bench.typesetter == NULL) == broken);
        g_assert_cmpuint(jb_sink_count(bench.sink, JB_ERROR), ==, (uint32_t)broken);
        close_bench(&bench);
        open_bench(&bench, JB_ZH);
        bench.options =
            (struct jb_font_options){.folders = folders, .folder_count = 1, .ignore_system = true};
        add_run(&bench, JB_ZH, "甲");
        g_assert_null(jb_typesetter_open(bench.arena, &bench.flow, &bench.options, bench.sink));
        only_finding(&bench, "E0601");
        close_bench(&bench);
        remove_folder(folder);
    }
}

/* Two tokens for one face: one font, with the characters of both. */
static void test_twin_faces(void)
{
    struct bench bench;

    open_bench(&bench, JB_EN);
    bench.style.look[JB_EN].strong_latin = 4;
    add_run(&bench, JB_EN, "abc");
    add_run(&bench, JB_EN, "xyz")->marks = JB_TEXT_STRONG;
    set_runs(&bench, 20);
    g_assert_cmpuint(jb_typesetter_fonts(bench.typesetter)->count, ==, 1);
    g_assert_cmpuint(bench.lines[0].piece_count, ==, 2);
    for (uint32_t i = 0; i < bench.lines[0].piece_count; i++)
        g_assert_cmpuint(bench.lines[0].pieces[i].glyphs->glyph_count, ==, 3);
    close_bench(&bench);
}

/* Whatever the text, it is set. */
static void check_hostile(const char *unit, uint32_t times, enum jb_lang lang)
{
    GString *text = g_string_new(NULL);
    struct bench bench;

    for (uint32_t i = 0; i < times; i++)
        g_string_append(text, unit);
    set_text(&bench, lang, text->str, 20);
    g_assert_cmpuint(bench.line_count, >, 0);
    break_at(&bench, 0);
    break_at(&bench, 0.3);
    break_at(&bench, 100000);
    close_bench(&bench);
    g_string_free(text, TRUE);
}

static void test_hostile(void)
{
    static const char *const units[] = {"a",
                                        "中",
                                        "“",
                                        "”",
                                        "——",
                                        "a中1，“",
                                        "a \xE2\x81\xA0",
                                        "a\xCC\x81\xCC\x81\xCC\x81",
                                        "\xE2\x80\x8B\xEF\xB8\x8F.",
                                        "x\xC2\xAD",
                                        "\xD7\x90\xD8\xA7 a"};

    for (size_t i = 0; i < G_N_ELEMENTS(units) - 1; i++) {
        check_hostile(units[i], 4000, JB_ZH);
        check_hostile(units[i], 4000, JB_EN);
    }
}

static void test_long_paragraphs(void)
{
    struct bench bench;
    GString *text = g_string_new(NULL);

    for (int i = 0; i < 10000; i++)
        g_string_append_c(text, 'm');
    set_text(&bench, JB_EN, text->str, 20);
    g_assert_cmpuint(bench.line_count, >, 300);
    g_assert_true(bench.lines[0].overfull);
    g_assert_cmpint(bench.lines[0].width, <=, 20 * EM);
    close_bench(&bench);
    g_string_truncate(text, 0);
    while (text->len < 200000 * 3)
        g_string_append(text, article);
    set_text(&bench, JB_ZH, text->str, 28);
    for (uint32_t i = 0; i + 1 < bench.line_count; i++)
        g_assert_cmpint(bench.lines[i].width, ==, 28 * EM);
    close_bench(&bench);
    g_string_free(text, TRUE);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeset-fonts/nobr", test_nobr);
    g_test_add_func("/typeset-fonts/forced-ends", test_forced_ends);
    g_test_add_func("/typeset-fonts/slots", test_slots);
    g_test_add_func("/typeset-fonts/widths", test_widths);
    g_test_add_func("/typeset-fonts/missing-face", test_missing_face);
    g_test_add_func("/typeset-fonts/missing-glyph", test_missing_glyph);
    g_test_add_func("/typeset-fonts/folders", test_folders);
    g_test_add_func("/typeset-fonts/twin-faces", test_twin_faces);
    g_test_add_func("/typeset-fonts/hostile", test_hostile);
    g_test_add_func("/typeset-fonts/long", test_long_paragraphs);
    failed = g_test_run();
    jb_typeset_shutdown();
    return failed;
}
