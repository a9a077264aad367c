#include <glib.h>

#include "base/suggest.h"
#include "model/flow.h"
#include "model/style.h"

/* The small change of templates: names that would have done, widths, masters. */

static void test_suggestions(void)
{
    static const char *const names[] = {"text", "note", "theme"};
    struct jb_arena *arena = jb_arena_open();

    g_assert_cmpstr(jb_suggest(arena, "noet", names, 3), ==, "note");
    g_assert_cmpstr(jb_suggest(arena, "heading", names, 3), ==, "text, note, theme");
    g_assert_cmpstr(jb_suggest(arena, "x", names, 0), ==, "");
    jb_arena_close(arena);
}

static void test_names(void)
{
    static const struct jb_style styles[] = {{.name = "text"}, {.name = "note"}};
    static const struct jb_colour_token colours[] = {{.name = "dai", .colour = 0x1D4557}};
    static const struct jb_style_sheet sheet = {
        .styles = styles, .style_count = 2, .colours = colours, .colour_count = 1};
    struct jb_arena *arena = jb_arena_open();

    g_assert_true(jb_style_find(&sheet, "note") == &styles[1]);
    g_assert_null(jb_style_find(&sheet, "Note"));
    g_assert_cmphex(jb_colour_find(&sheet, "dai")->colour, ==, 0x1D4557);
    g_assert_null(jb_colour_find(&sheet, ""));
    g_assert_cmpstr(jb_style_suggest(arena, &sheet, "tetx"), ==, "text");
    g_assert_cmpstr(jb_colour_suggest(arena, &sheet, "dia"), ==, "dai");
    jb_arena_close(arena);
}

static void expect_bad_widths(struct jb_arena *arena, const char *text)
{
    const struct jb_width *widths;
    uint32_t count;

    g_assert_false(jb_widths_parse(arena, text, &widths, &count));
}

static void test_widths(void)
{
    struct jb_arena *arena = jb_arena_open();
    const struct jb_width *widths;
    uint32_t count;

    g_assert_true(jb_widths_parse(arena, "48pt 2* *", &widths, &count));
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpint(widths[0].fixed, ==, 48 * 1024);
    g_assert_cmpuint(widths[1].share, ==, 2);
    g_assert_cmpuint(widths[2].share, ==, 1);
    expect_bad_widths(arena, "0*");
    expect_bad_widths(arena, "101*");
    expect_bad_widths(arena, "48");
    expect_bad_widths(arena, "-48pt");
    expect_bad_widths(arena, "9999pt *");
    expect_bad_widths(arena, "*  *");
    jb_arena_close(arena);
}

static void test_masters(void)
{
    static const struct jb_master first = {.name = "first"}, left = {.name = "left"},
                                  right = {.name = "right"};
    const struct jb_flow flow = {.pages = {&first, &left, &right}};

    g_assert_true(jb_flow_master(&flow, 0) == &first);
    g_assert_true(jb_flow_master(&flow, 1) == &left); /* page 2 */
    g_assert_true(jb_flow_master(&flow, 2) == &right);
    g_assert_true(jb_flow_master(&flow, 3) == &left);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/suggestions", test_suggestions);
    g_test_add_func("/template/names", test_names);
    g_test_add_func("/template/widths", test_widths);
    g_test_add_func("/template/masters", test_masters);
    return g_test_run();
}
