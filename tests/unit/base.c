/* The ground: exact decimals, lengths rounded once, places, the sink, files that are replaced
 * whole. */

#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/length.h"
#include "base/nearest.h"
#include "base/sink.h"
#include "base/source.h"

static struct jb_decimal decimal(const char *text)
{
    struct jb_decimal value = {0};

    g_assert_true(jb_decimal_parse(text, &value));
    return value;
}

static void assert_decimal(struct jb_decimal value, const char *text)
{
    struct jb_arena *arena = jb_arena_open();

    g_assert_cmpstr(jb_decimal_text(arena, value, false), ==, text);
    jb_arena_close(arena);
}

static void test_decimal_parse(void)
{
    static const char *const bad[] = {"",         "-",   ".5",  "5.",
                                      "1,000",    "1e3", "0x1", "1.2.3",
                                      " 1",       "1 ",  "１",  "1234567890123456789",
                                      "0.1234567"};
    struct jb_decimal value;

    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(jb_decimal_parse(bad[i], &value));
    assert_decimal(decimal("46.16"), "46.16");
    assert_decimal(decimal("-0.50"), "-0.50");
    assert_decimal(decimal("+007"), "7");
    assert_decimal(decimal("999999999999999999"), "999999999999999999");
    assert_decimal(jb_decimal_reduce(decimal("1.500")), "1.5");
}

static void test_decimal_ratio(void)
{
    static const struct {
        const char *a, *b;
        uint8_t scale;
        const char *percent;
    } rows[] = {
        {"2500", "10000", 1, "25.0"}, {"2", "15", 1, "13.3"}, {"303", "1500", 1, "20.2"},
        {"1", "8", 1, "12.5"},        {"1", "16", 1, "6.3"}, /* 6.25: half goes up */
        {"-1", "16", 1, "-6.3"},      {"1", "3", 0, "33"},    {"0", "5", 1, "0.0"},
        {"12.5", "20", 1, "62.5"},    {"3", "2", 1, "150.0"}, {"0.05", "1000", 3, "0.005"},
    };
    struct jb_decimal percent;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_true(
            jb_decimal_ratio(decimal(rows[i].a), decimal(rows[i].b), 100, rows[i].scale, &percent));
        assert_decimal(percent, rows[i].percent);
    }
    g_assert_false(jb_decimal_ratio(decimal("1"), decimal("0"), 100, 1, &percent));
    g_assert_false(
        jb_decimal_ratio(decimal("999999999999999999"), decimal("0.000001"), 100, 6, &percent));
}

static void test_decimal_shift(void)
{
    struct jb_decimal shifted;

    g_assert_true(jb_decimal_shift_down(decimal("36800"), 4, &shifted));
    assert_decimal(shifted, "3.68");
    g_assert_true(jb_decimal_shift_down(decimal("253000000"), 8, &shifted));
    assert_decimal(shifted, "2.53");
    g_assert_false(jb_decimal_shift_down(decimal("0.0001"), 4, &shifted));
}

static void test_decimal_text(void)
{
    struct jb_arena *arena = jb_arena_open();

    g_assert_cmpstr(jb_decimal_text(arena, decimal("1234567.5"), true), ==, "1,234,567.5");
    g_assert_cmpstr(jb_decimal_text(arena, decimal("-1000"), true), ==, "-1,000");
    g_assert_cmpstr(jb_decimal_text(arena, decimal("100"), true), ==, "100");
    jb_arena_close(arena);
    g_assert_cmpint(jb_decimal_compare(decimal("1.50"), decimal("1.5")), ==, 0);
    g_assert_cmpint(jb_decimal_compare(decimal("-2"), decimal("1")), <, 0);
    assert_decimal(jb_decimal_subtract(decimal("20"), decimal("12.5")), "7.5");
}

static void test_length(void)
{
    int32_t length = -1;

    g_assert_true(jb_length_parse("12pt", 0, &length));
    g_assert_cmpint(length, ==, 12 * JB_PT);
    g_assert_true(jb_length_parse("210mm", 0, &length));
    g_assert_cmpint(length, ==, 609562); /* 595.2756 pt, once rounded */
    g_assert_true(jb_length_parse("2em", 9 * JB_PT, &length));
    g_assert_cmpint(length, ==, 18 * JB_PT);
    g_assert_true(jb_length_parse("-1.5pt", 0, &length));
    g_assert_cmpint(length, ==, -1536);
    g_assert_true(jb_length_parse("0", 0, &length));
    g_assert_false(jb_length_parse("2em", 0, &length));
    g_assert_false(jb_length_parse("12", 0, &length));
    g_assert_false(jb_length_parse("12px", 0, &length));
    g_assert_false(jb_length_parse("99999999pt", 0, &length));
    g_assert_false(jb_length_parse("pt", 0, &length));
    g_assert_cmpint(jb_length_scale(10, 1, 3), ==, 3);
    g_assert_cmpint(jb_length_scale(-10, 1, 4), ==, -3);
}

static void test_positions(void)
{
    static const char text[] = "甲乙\n丙<b/>\r\n";
    struct jb_source source = {"x", text, (uint32_t)strlen(text), {0}};
    struct jb_position position = jb_source_position(&source, 10);
    uint32_t start, end;

    g_assert_cmpuint(position.line, ==, 2);
    g_assert_cmpuint(position.column, ==, 2);
    jb_source_line(&source, 10, &start, &end);
    g_assert_cmpuint(start, ==, 7);
    g_assert_cmpuint(end, ==, 14);
    position = jb_source_position(&source, 1000);
    g_assert_cmpuint(position.line, ==, 3);
}

static const struct jb_message spoken = {"E9999", JB_ERROR, "{0}", "{0}", "", ""};
static const struct jb_message whispered = {"W9999", JB_WARNING, "{0}", "{0}", "", ""};

static void test_sink(void)
{
    struct jb_arena *arena = jb_arena_open();
    struct jb_sink *sink = jb_sink_new(arena, jb_sources_new(arena), 2);
    char changing[] = "one";
    uint32_t count;
    const struct jb_finding *findings;

    jb_report(sink, &spoken, (struct jb_span){1, 2, 3}, changing, NULL);
    changing[0] = 'O';
    jb_report(sink, &spoken, (struct jb_span){1, 2, 3}, "one", NULL); /* said already */
    jb_report(sink, &spoken, (struct jb_span){1, 2, 4}, "two", NULL);
    jb_report(sink, &spoken, (struct jb_span){1, 2, 5}, "three", NULL); /* past the limit */
    findings = jb_sink_findings(sink, &count);
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpstr(findings[0].args[0], ==, "one");
    g_assert_cmpuint(jb_sink_count(sink, JB_ERROR), ==, 3);
    g_assert_cmpuint(jb_sink_dropped(sink), ==, 1);
    for (uint32_t i = 0; i < 5; i++) /* warnings have a limit of their own */
        jb_report(sink, &whispered, (struct jb_span){1, 10 + i, 20 + i}, "hush", NULL);
    jb_sink_findings(sink, &count);
    g_assert_cmpuint(count, ==, 4);
    g_assert_cmpuint(jb_sink_count(sink, JB_WARNING), ==, 5);
    g_assert_cmpuint(jb_sink_dropped(sink), ==, 4);
    jb_arena_close(arena);
}

/* Words differ by language; a template's fault met for many records is one. */
static void test_sink_words(void)
{
    struct jb_arena *arena = jb_arena_open();
    struct jb_sink *sink = jb_sink_new(arena, jb_sources_new(arena), 0);
    const struct jb_words words[] = {{"文件夹", "a folder"}, jb_words_same("x"), {NULL, NULL}};
    const struct jb_words differ[] = {{"管道", "a folder"}, jb_words_same("x"), {NULL, NULL}};
    const struct jb_span at = {1, 2, 3};
    uint32_t count;
    const struct jb_finding *findings;

    jb_report_words(sink, &spoken, at, (struct jb_span){2, 5, 6}, words);
    jb_report_words(sink, &spoken, at, (struct jb_span){2, 5, 6}, words);
    jb_report_words(sink, &spoken, at, (struct jb_span){2, 7, 8}, words);
    jb_report_words(sink, &spoken, at, (struct jb_span){2, 5, 6}, differ);
    jb_report_both(sink, &spoken, (struct jb_span){0}, (struct jb_span){2, 5, 6}, "y", NULL);
    jb_report_both(sink, &spoken, (struct jb_span){0}, (struct jb_span){2, 7, 8}, "y", NULL);
    findings = jb_sink_findings(sink, &count);
    g_assert_cmpuint(count, ==, 4);
    g_assert_cmpstr(findings[0].args[0], ==, "a folder");
    g_assert_cmpstr(findings[0].args_zh[0], ==, "文件夹");
    g_assert_cmpstr(findings[0].args_zh[1], ==, "x");
    g_assert_null(findings[0].args[2]);
    g_assert_cmpuint(findings[0].others, ==, 1);
    g_assert_cmpuint(findings[0].other.start, ==, 5);
    g_assert_cmpuint(findings[1].others, ==, 0);
    jb_arena_close(arena);
}

static void note_close(void *object)
{
    g_string_append_c(*(GString **)object, '.');
}

static void test_arena(void)
{
    struct jb_arena *arena = jb_arena_open();
    GString *closed = g_string_new(NULL);
    GString **object = JB_NEW(arena, GString *);
    unsigned char *zeroed = jb_arena_alloc(arena, 100000);

    *object = closed;
    for (int i = 0; i < 100000; i++)
        g_assert_cmpint(zeroed[i], ==, 0);
    jb_arena_defer(arena, note_close, object);
    jb_arena_defer(arena, note_close, object);
    g_assert_cmpstr(jb_arena_print(arena, "%s-%d", "a", 1), ==, "a-1");
    jb_arena_close(arena);
    g_assert_cmpstr(closed->str, ==, "..");
    g_string_free(closed, TRUE);
    jb_arena_close(NULL);
}

/* --- files ------------------------------------------------------------------------------------ */

static guint files_in(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    guint count = 0;

    while (g_dir_read_name(dir))
        count++;
    g_dir_close(dir);
    return count;
}

static void assert_content(const char *path, const char *expected)
{
    char *content = NULL;

    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_assert_cmpstr(content, ==, expected);
    g_free(content);
}

static void test_draft(void)
{
    char *folder = g_dir_make_tmp("jibao-XXXXXX", NULL);
    char *path = g_build_filename(folder, "out.pdf", NULL);
    struct jb_arena *arena = jb_arena_open();
    struct jb_draft *draft;

    g_assert_true(g_file_set_contents(path, "old", -1, NULL));
    g_assert_cmpint(jb_draft_open(arena, path, &draft), ==, 0);
    jb_draft_write(draft, "new", 3);
    assert_content(path, "old"); /* until it is published */
    g_assert_cmpint(jb_draft_seal(draft), ==, 0);
    g_assert_cmpint(jb_draft_publish(draft), ==, 0);
    assert_content(path, "new");
    jb_arena_close(arena);

    arena = jb_arena_open(); /* one that is given up leaves nothing behind */
    g_assert_cmpint(jb_draft_open(arena, path, &draft), ==, 0);
    jb_draft_write(draft, "worse", 5);
    jb_arena_close(arena);
    assert_content(path, "new");
    g_assert_cmpuint(files_in(folder), ==, 1);
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

static void test_file_faults(void)
{
    char *folder = g_dir_make_tmp("jibao-XXXXXX", NULL);
    char *fifo = g_build_filename(folder, "fifo", NULL);
    char *absent = g_build_filename(folder, "absent", "out.pdf", NULL);
    struct jb_arena *arena = jb_arena_open();
    struct jb_draft *draft;
    char *bytes;
    size_t length;

    g_assert_cmpint(jb_file_read(arena, absent, 10, &bytes, &length), ==, ENOENT);
    g_assert_cmpint(jb_file_read(arena, folder, 10, &bytes, &length), ==, EINVAL);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    g_assert_cmpint(jb_file_read(arena, fifo, 10, &bytes, &length), ==, EINVAL);
    g_assert_cmpint(jb_file_read(arena, "/dev/zero", 10, &bytes, &length), ==, EINVAL);
    g_assert_cmpint(jb_draft_open(arena, absent, &draft), ==, ENOENT);
    g_unlink(fifo);
    g_assert_true(g_file_set_contents(fifo, "0123456789a", -1, NULL));
    g_assert_cmpint(jb_file_read(arena, fifo, 10, &bytes, &length), ==, EFBIG);
    g_assert_cmpint(jb_file_read(arena, fifo, 11, &bytes, &length), ==, 0);
    g_assert_cmpuint(length, ==, 11);
    g_assert_cmpint(bytes[11], ==, '\0');
    jb_arena_close(arena);
    g_unlink(fifo);
    g_rmdir(folder);
    g_free(absent);
    g_free(fifo);
    g_free(folder);
}

static void test_nearest(void)
{
    static const char *const names[] = {"title", "target", "measure", "项目"};

    g_assert_cmpstr(jb_nearest("titel", names, 4), ==, "title");
    g_assert_cmpstr(jb_nearest("mesure", names, 4), ==, "measure");
    g_assert_null(jb_nearest("progress", names, 4));
    g_assert_null(jb_nearest("", names, 4));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/decimal/parse", test_decimal_parse);
    g_test_add_func("/base/decimal/ratio", test_decimal_ratio);
    g_test_add_func("/base/decimal/shift", test_decimal_shift);
    g_test_add_func("/base/decimal/text", test_decimal_text);
    g_test_add_func("/base/length", test_length);
    g_test_add_func("/base/positions", test_positions);
    g_test_add_func("/base/sink", test_sink);
    g_test_add_func("/base/sink/words", test_sink_words);
    g_test_add_func("/base/arena", test_arena);
    g_test_add_func("/base/draft", test_draft);
    g_test_add_func("/base/file-faults", test_file_faults);
    g_test_add_func("/base/nearest", test_nearest);
    return g_test_run();
}
