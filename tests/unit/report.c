#include "report/report.h"

#include <string.h>

#include "base/arena.h"

static const struct jb_message message = {"E9999",    JB_ERROR, "甲 {0}",
                                          "text {0}", "写 {0}", "write {0}"};

struct told {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
};

static void open_told(struct told *told)
{
    told->arena = jb_arena_open();
    told->sources = jb_sources_new(told->arena);
    told->sink = jb_sink_new(told->arena, told->sources, 0);
}

static uint32_t add(struct told *told, const char *path, const char *text, struct jb_span at)
{
    return jb_sources_add(told->sources, path, text, (uint32_t)strlen(text), at);
}

static void expect(const struct told *told, enum jb_report_form form, enum jb_lang lang,
                   const char *expected)
{
    struct jb_report_options options = {form, lang, false};
    GString *out = g_string_new(NULL);

    jb_report_findings(told->sink, &options, out);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

/* From where a file was included, two levels up, in both forms and languages. */
static void test_trail(void)
{
    const struct jb_words words[] = {{"值", "value"}, {NULL, NULL}};
    struct told told;
    uint32_t top, middle, inner;

    open_told(&told);
    top = add(&told, "a.xml", "<a>\n<i/></a>", (struct jb_span){0});
    middle = add(&told, "b.xml", "<b><i/></b>", (struct jb_span){top, 4, 8});
    inner = add(&told, "c.xml", "<c/>", (struct jb_span){middle, 3, 7});
    jb_report_words(told.sink, &message, (struct jb_span){inner, 0, 4}, (struct jb_span){top, 0, 3},
                    words);
    jb_report_words(told.sink, &message, (struct jb_span){inner, 0, 4},
                    (struct jb_span){middle, 0, 3}, words);
    expect(&told, JB_REPORT_SHORT, JB_EN,
           "c.xml:1:1: error: text value [E9999] (included from b.xml:1:4, a.xml:2:1)\n");
    expect(&told, JB_REPORT_SHORT, JB_ZH,
           "c.xml:1:1: 错误: 甲 值 [E9999]（引入自 b.xml:1:4、a.xml:2:1）\n");
    expect(&told, JB_REPORT_HUMAN, JB_EN,
           "c.xml:1:1: error: text value [E9999]\n  1 | <c/>\n    | ^^^^\n"
           "    included from b.xml:1:4\n    included from a.xml:2:1\n    hint: write value\n"
           "    see also a.xml:1:1 and 1 more\n  1 | <a>\n    | ^^^\n1 error, 0 warnings\n");
    expect(&told, JB_REPORT_HUMAN, JB_ZH,
           "c.xml:1:1: 错误: 甲 值 [E9999]\n  1 | <c/>\n    | ^^^^\n"
           "    引入自 b.xml:1:4\n    引入自 a.xml:2:1\n    提示：写 值\n"
           "    另见 a.xml:1:1 等 2 处\n  1 | <a>\n    | ^^^\n共 1 个错误，0 个警告\n");
    jb_arena_close(told.arena);
}

/* Lines and columns of a long file are those that are counted from its beginning. */
static void test_long_file(void)
{
    GString *text = g_string_new(NULL), *expected = g_string_new(NULL);
    struct told told;
    uint32_t source;

    open_told(&told);
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(text, "%s%s", "行一", i % 7 ? "x" : "\n");
    source = add(&told, "long.xml", text->str, (struct jb_span){0});
    for (uint32_t at = 0; at <= text->len; at += 1021) {
        const struct jb_source *long_file = jb_source_find(told.sources, source);
        struct jb_position position = jb_source_position(long_file, at);

        jb_report(told.sink, &message, (struct jb_span){source, at, at}, "", NULL);
        g_string_append_printf(expected, "long.xml:%u:%u: error: text  [E9999]\n", position.line,
                               position.column);
    }
    expect(&told, JB_REPORT_SHORT, JB_EN, expected->str);
    g_string_free(text, TRUE);
    g_string_free(expected, TRUE);
    jb_arena_close(told.arena);
}

/* A file of one line shows what is round the mark, and no piece of a character. */
static void test_long_line(void)
{
    GString *text = g_string_new(NULL);
    struct told told;
    struct jb_report_options options = {JB_REPORT_HUMAN, JB_EN, false};
    GString *out = g_string_new(NULL);

    open_told(&told);
    for (int i = 0; i < 20000; i++)
        g_string_append(text, "季报");
    jb_report(told.sink, &message,
              (struct jb_span){add(&told, "one.xml", text->str, (struct jb_span){0}), 60000, 60003},
              "", NULL);
    jb_report_findings(told.sink, &options, out);
    g_assert_true(g_utf8_validate(out->str, -1, NULL));
    g_assert_nonnull(strstr(out->str, "one.xml:1:20001: "));
    g_assert_nonnull(strstr(out->str, "  1 | …报季"));
    g_assert_cmpuint(out->len, <, 600);
    g_string_free(text, TRUE);
    g_string_free(out, TRUE);
    jb_arena_close(told.arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/trail", test_trail);
    g_test_add_func("/report/long-file", test_long_file);
    g_test_add_func("/report/long-line", test_long_line);
    return g_test_run();
}
