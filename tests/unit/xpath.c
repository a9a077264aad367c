/* XPath over a document: what is selected, what it comes to, and what is said where it is wrong. */

#include "xml/xml.h"

#include "documents.h"

struct queries {
    struct documents d;
    const struct jb_xml *xml;
    struct jb_xml_query *query;
    struct jb_xml_focus focus;
};

static void queries_open(struct queries *q, const char *text)
{
    documents_open(&q->d);
    q->xml =
        jb_xml_open(q->d.arena, q->d.sources, q->d.sink, documents_write(&q->d, "a.xml", text));
    g_assert_nonnull(q->xml);
    q->query = jb_xml_query_open(q->d.arena, q->xml);
    q->focus = (struct jb_xml_focus){jb_xml_root(q->xml), 1, 1};
}

static const struct jb_xml_path *compiled(struct queries *q, const char *expression)
{
    const char *error;
    const struct jb_xml_path *path = jb_xml_compile(q->d.arena, expression, &error);

    g_assert_cmpstr(error, ==, NULL);
    g_assert_nonnull(path);
    return path;
}

static const char *text_by(struct queries *q, const char *expression)
{
    const char *error;
    const char *text = jb_xml_text(q->query, compiled(q, expression), q->focus, q->d.arena, &error);

    g_assert_true((text == NULL) == (error != NULL));
    return text ? text : jb_arena_print(q->d.arena, "fault: %s", error);
}

static void test_select(void)
{
    struct queries q;
    const struct jb_xml_node **nodes;
    uint32_t count;
    const char *error;
    bool result;

    queries_open(&q, "<a><b n='1'>x</b><c/><b n='2'>y</b></a>");
    g_assert_true(jb_xml_select(q.query, compiled(&q, "c | b[2] | b[1]"), q.focus, q.d.arena,
                                &nodes, &count, &error));
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpstr(jb_xml_attribute(nodes[0], "n"), ==, "1");
    g_assert_cmpstr(jb_xml_name(nodes[1]), ==, "c");
    g_assert_true(
        jb_xml_select(q.query, compiled(&q, "none"), q.focus, q.d.arena, &nodes, &count, &error));
    g_assert_cmpuint(count, ==, 0);
    g_assert_null(nodes);
    g_assert_false(
        jb_xml_select(q.query, compiled(&q, "b/@n"), q.focus, q.d.arena, &nodes, &count, &error));
    g_assert_nonnull(error);
    g_assert_false(
        jb_xml_select(q.query, compiled(&q, "1"), q.focus, q.d.arena, &nodes, &count, &error));
    g_assert_true(jb_xml_test(q.query, compiled(&q, "b/@n = 2"), q.focus, &result, &error));
    g_assert_true(result);
    g_assert_true(jb_xml_test(q.query, compiled(&q, "d"), q.focus, &result, &error));
    g_assert_false(result);
    documents_close(&q.d);
}

static void test_text(void)
{
    struct queries q;

    queries_open(&q, "<a><b n='1.50'>x</b><b>y</b></a>");
    g_assert_cmpstr(text_by(&q, "b/@n"), ==, "1.50");
    g_assert_cmpstr(text_by(&q, "b"), ==, "x");
    g_assert_cmpstr(text_by(&q, "count(b)"), ==, "2");
    g_assert_true(g_str_has_prefix(text_by(&q, "number(b/@n)"), "fault: "));
    g_assert_true(g_str_has_prefix(text_by(&q, "0 div 0"), "fault: "));
    g_assert_true(g_str_has_prefix(text_by(&q, "1 div 0"), "fault: "));
    g_assert_true(g_str_has_prefix(text_by(&q, "$none"), "fault: "));
    jb_xml_query_set(q.query, "name", "值");
    g_assert_cmpstr(text_by(&q, "$name"), ==, "值");
    jb_xml_query_set(q.query, "name", "二");
    g_assert_cmpstr(text_by(&q, "concat($name, '!')"), ==, "二!");
    q.focus.position = 3;
    q.focus.size = 7;
    g_assert_cmpstr(text_by(&q, "concat(position(), '/', last())"), ==, "3/7");
    documents_close(&q.d);
}

static void test_hostile(void)
{
    struct queries q;
    const char *error;
    char *brackets = g_strnfill(4000, '(');
    char *longest = g_strnfill(5000, '1');
    GString *text = g_string_new("<a>");

    for (int i = 0; i < 2000; i++)
        g_string_append(text, "<b/>");
    g_string_append(text, "</a>");
    queries_open(&q, text->str);
    g_assert_null(jb_xml_compile(q.d.arena, "b[", &error));
    g_assert_nonnull(error);
    g_assert_null(jb_xml_compile(q.d.arena, "", &error));
    g_assert_null(jb_xml_compile(q.d.arena, brackets, &error));
    g_assert_null(jb_xml_compile(q.d.arena, longest, &error));
    g_assert_true(g_str_has_prefix(text_by(&q, "document('/etc/passwd')"), "fault: "));
    g_assert_true(
        g_str_has_prefix(text_by(&q, "count(//*[count(//*[count(//*) > 1]) > 1])"), "fault: "));
    g_assert_cmpstr(text_by(&q, "count(b)"), ==, "2000"); /* the next one has its own limit */
    g_string_free(text, TRUE);
    g_free(brackets);
    g_free(longest);
    documents_close(&q.d);
}

/* What is wrong with an expression, whether that is seen at once or when it is worked out. */
static void test_faults(void)
{
    static const struct {
        const char *expression, *en, *zh;
    } cases[] = {
        {"a[", "it is incomplete or wrong, at character 3",
         "表达式不完整或写错了（第 3 个字符处）"},
        {"a['b]", "a quotation mark has no partner, at character 6",
         "引号没有成对（第 6 个字符处）"},
        {"nothing(a)", "there is no such function", "没有这个函数"},
        {"$n", "there is no such variable", "没有这个变量"},
        {"count()", "a function has the wrong number of arguments", "函数的参数个数不对"},
        {"count(1)", "an argument of a function is of the wrong type", "函数的参数类型不对"},
        {"1 div 3", "it gives a number that is not whole", "结果不是整数"},
        {"count(//*[count(//*[count(//*)>0])>0])", "it takes more work than is allowed",
         "计算量超出上限"},
    };
    GString *text = g_string_new("<a>");
    struct queries q;

    for (int i = 0; i < 400; i++)
        g_string_append(text, "<b/>");
    queries_open(&q, g_string_append(text, "</a>")->str);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *error;
        struct jb_xml_path *path = jb_xml_compile(q.d.arena, cases[i].expression, &error);

        if (path)
            g_assert_null(jb_xml_text(q.query, path, q.focus, q.d.arena, &error));
        g_assert_cmpstr(error, ==, cases[i].en);
        g_assert_cmpstr(jb_xml_expression_words(q.d.arena, error).zh, ==, cases[i].zh);
    }
    g_string_free(text, TRUE);
    documents_close(&q.d);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xpath/select", test_select);
    g_test_add_func("/xpath/text", test_text);
    g_test_add_func("/xpath/hostile", test_hostile);
    g_test_add_func("/xpath/faults", test_faults);
    failed = g_test_run();
    jb_xml_shutdown();
    return failed;
}
