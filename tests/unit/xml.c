#include "xml/xml.h"

#include <unistd.h>

#include "documents.h"

static struct jb_xml *open_text(struct documents *d, const char *text)
{
    return jb_xml_open(d->arena, d->sources, d->sink, documents_write(d, "a.xml", text));
}

static void expect_bytes(struct documents *d, const char *bytes, size_t length, const char *codes)
{
    const char *path = documents_write_bytes(d, "a.xml", bytes, length);
    const struct jb_xml *xml = jb_xml_open(d->arena, d->sources, d->sink, path);

    g_assert_true((xml == NULL) == (*codes != '\0'));
    g_assert_cmpstr(documents_codes(d), ==, codes);
    documents_check_arguments(d);
}

/* What is said about one text, and that nothing is opened. */
static void expect_malformed(const char *text, const char *findings)
{
    struct documents d;

    documents_open(&d);
    g_assert_null(open_text(&d, text));
    g_assert_cmpstr(documents_findings(&d), ==, findings);
    documents_check_arguments(&d);
    documents_close(&d);
}

/* --- places ----------------------------------------------------------------------------------- */

static void test_places(void)
{
    static const char text[] =
        "\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!-- <no> --><?pi <no> ?>\n"
        "<a x = \"1 > 0\" yy='&lt;\xE5\x80\xBC'>甲<!-- c -->乙<![CDATA[<b>]]>丙"
        "<b  /><c><![CDATA[]]></c>\n<d\nz=''>&#x4E00;</d ></a>\n<!-- end -->";
    struct documents d;
    const struct jb_xml_node *root, *node;
    struct jb_xml_item item;
    struct jb_xml *xml;

    documents_open(&d);
    xml = open_text(&d, text);
    g_assert_nonnull(xml);
    root = jb_xml_root(xml);
    g_assert_cmpstr(documents_bytes(&d, jb_xml_span(xml, root)), ==,
                    "<a x = \"1 > 0\" yy='&lt;值'>");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_attribute_span(xml, root, "x")), ==, "1 > 0");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_attribute_span(xml, root, "yy")), ==, "&lt;值");
    g_assert_cmpstr(jb_xml_attribute(root, "yy"), ==, "<值");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_attribute_span(xml, root, "y")), ==,
                    documents_bytes(&d, jb_xml_span(xml, root)));
    g_assert_null(jb_xml_attribute(root, "y"));
    g_assert_cmpstr(jb_xml_attribute_name(root, 1), ==, "yy");
    g_assert_null(jb_xml_attribute_name(root, 2));

    g_assert_true(jb_xml_first_item(xml, root, &item));
    g_assert_cmpstr(item.text, ==, "甲");
    g_assert_cmpstr(documents_bytes(&d, item.span), ==, "甲");
    g_assert_true(jb_xml_next_item(xml, &item));
    g_assert_cmpstr(item.text, ==, "乙<b>丙");
    g_assert_cmpstr(documents_bytes(&d, item.span), ==, "乙<![CDATA[<b>]]>丙");
    g_assert_true(jb_xml_next_item(xml, &item));
    g_assert_cmpstr(jb_xml_name(item.element), ==, "b");
    g_assert_cmpstr(documents_bytes(&d, item.span), ==, "<b  />");

    node = jb_xml_child(root, "d");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_span(xml, node)), ==, "<d\nz=''>");
    g_assert_cmpstr(jb_xml_attribute(node, "z"), ==, "");
    g_assert_true(jb_xml_first_item(xml, node, &item));
    g_assert_cmpstr(item.text, ==, "一");
    g_assert_cmpstr(documents_bytes(&d, item.span), ==, "&#x4E00;");
    g_assert_false(jb_xml_next_item(xml, &item));
    g_assert_cmpuint(jb_xml_ordinal(node), ==, 3);
    g_assert_cmpuint(jb_xml_element_count(xml), ==, 4);
    g_assert_true(jb_xml_parent(node) == root);
    g_assert_null(jb_xml_parent(root));
    g_assert_null(jb_xml_next(node));
    documents_close(&d);
}

/* Past 64 kB lines, and past the window in which libxml2 keeps its input. */
static void test_places_in_long_file(void)
{
    GString *text = g_string_new("<a>");
    struct documents d;
    const struct jb_xml_node *node;
    struct jb_xml *xml;
    const char *bytes;

    for (int i = 0; i < 70000; i++)
        g_string_append_printf(text, "\n<b n='%d'/>", i);
    g_string_append(text, "\n<last>x</last></a>");
    documents_open(&d);
    xml = open_text(&d, text->str);
    g_assert_nonnull(xml);
    node = jb_xml_child(jb_xml_root(xml), "last");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_span(xml, node)), ==, "<last>");
    g_assert_cmpuint(jb_xml_ordinal(node), ==, 70001);

    g_string_truncate(text, text->len - strlen("</last></a>"));
    g_string_append(text, "&nbsp;</last></a>");
    g_assert_null(open_text(&d, text->str));
    bytes = documents_findings(&d);
    g_assert_cmpstr(bytes, ==, "E0110 @ &nbsp;\n");
    g_string_free(text, TRUE);
    documents_close(&d);
}

/* --- files that are no XML -------------------------------------------------------------------- */

static void test_tags(void)
{
    expect_malformed("<a><b><c>x</b></a>", "E0108 c|b @ </b>\n");
    expect_malformed("<a><b>x</b></c></a>", "E0108 a|c @ </c>\n");
    expect_malformed("<a><zh>x</hz><en>y</ne></a>", "E0108 zh|hz @ </hz>\nE0108 en|ne @ </ne>\n");
    expect_malformed("<a><b <c>x</c></b></a>", "E0126 b @ <b\n");
    expect_malformed("<a><zh“值”</zh></a>", "E0126 zh @ <zh\n");
    expect_malformed("<a/>more", "E0128 a @ m\n");
    expect_malformed("", "E0129 @ \n");
    expect_malformed("text", "E0129 @ t\n");
    expect_malformed("<a>x <- y</a>", "E0122 @ <\n");
    expect_malformed("<a>x < y</a>", "E0122 @ <\n");
    expect_malformed("<a><1/></a>", "E0122 @ <\n");
    expect_malformed("<a><b>x</b><", "E0109 a @ \n");
    expect_malformed("<", "E0122 @ <\n");
}

static void test_attributes(void)
{
    expect_malformed("<a><b c=1 d='2'/></a>", "E0123 c @ 1\n");
    expect_malformed("<a><b c = “1” d='2'/></a>", "E0123 c @ “\n");
    expect_malformed("<a><b c='1 d='2'/><e/></a>", "E0124 c @ '\n");
    expect_malformed("<a><b c='1>x</b><d e='2'/></a>", "E0124 c @ '\n");
    expect_malformed("<a><b c=\"1>x", "E0124 c @ \"\n");
    expect_malformed("<a><b c='x < y'/></a>", "E0122 @ <\n");
    expect_malformed("<a><b c='1' d='2' c='3'/></a>", "E0125 c @ c\n");
    expect_malformed("<a><b c='1'd='2'/></a>",
                     "E0107 there must be a space between two attributes @ d\n");
    expect_malformed("<a><b c/></a>",
                     "E0107 an attribute has no value: write name=\"value\" @ c\n");
}

static void test_malformed(void)
{
    expect_malformed("<a>x & y &nbsp; z &foo w</a>", "E0110 @ &\nE0110 @ &nbsp;\nE0110 @ &foo\n");
    expect_malformed("<x:a/>", "E0107 a name may not have a colon in it @ /\n");
    expect_malformed("<a>\x0B</a>", "E0127 U+000B @ \x0B\n");
    expect_malformed("<a><!-- b -- c --></a>", "E0107 a comment may not contain -- @ -\n");
    expect_malformed("<a>]]></a>", "E0107 ]]> may not stand in text: write ]]&gt; @ ]\n");
    expect_malformed("\n<?xml version='1.0'?><a/>",
                     "E0107 <?xml …?> may only stand at the very beginning, with no space or line "
                     "before it @  \n");
}

/* Every argument in both languages; what is not known is quoted. */
static void test_words(void)
{
    struct documents d;
    uint32_t count;
    const struct jb_finding *findings;
    struct jb_words words;

    documents_open(&d);
    g_assert_null(open_text(&d, "<a><b c/></a>"));
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(findings[0].args_zh[0], ==, "属性没有值，应写成 名称=\"值\"");
    words = jb_xml_expression_words(d.arena, "Something else.");
    g_assert_cmpstr(words.zh, ==, "（Something else）");
    g_assert_cmpstr(words.en, ==, "Something else.");
    documents_close(&d);
}

static void test_truncated(void)
{
    static const char whole[] =
        "<?xml version='1.0'?><!-- x --><a b='1'><c>值&amp;<![CDATA[q]]></c></a>";
    struct documents d;
    uint32_t count;
    const struct jb_finding *findings;

    expect_malformed("<a><b>x</b><c>", "E0109 c @ \n");
    documents_open(&d);
    g_assert_null(open_text(&d, "<a><b>x</b><c>"));
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpstr(documents_bytes(&d, findings[0].other), ==, "<c>");
    for (size_t length = 0; length < strlen(whole); length++) {
        uint32_t before = jb_sink_count(d.sink, JB_ERROR);
        const char *path = documents_write_bytes(&d, "cut.xml", whole, length);

        g_assert_null(jb_xml_open(d.arena, d.sources, d.sink, path));
        g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), >, before);
    }
    documents_findings(&d); /* every place lies inside its source */
    documents_check_arguments(&d);
    documents_close(&d);
}

static void test_many_faults_are_bounded(void)
{
    GString *text = g_string_new("<a>");
    struct documents d;

    for (int i = 0; i < 10000; i++)
        g_string_append(text, "<b>&x;</b>\n");
    documents_open(&d);
    g_assert_null(open_text(&d, text->str));
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), ==, 20);
    g_string_free(text, TRUE);
    documents_close(&d);
}

static void test_not_text(void)
{
    static const char nul[] = "<a>x\0y</a>";
    struct documents d;
    uint32_t count;
    const struct jb_finding *findings;

    documents_open(&d);
    expect_bytes(&d, nul, sizeof(nul) - 1, "E0127");
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpuint(findings[0].at.start, ==, 4);
    documents_close(&d);

    documents_open(&d);
    expect_bytes(&d, "<a>\xE4\xB8\xAD\xE4\xB8</a>", 12, "E0105");
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpuint(findings[0].at.start, ==, 6);
    documents_close(&d);

    documents_open(&d);
    g_assert_null(jb_xml_open(d.arena, d.sources, d.sink, documents_path(&d, "none.xml")));
    g_assert_null(jb_xml_open(d.arena, d.sources, d.sink, d.folder));
    g_assert_cmpstr(documents_codes(&d), ==, "E0101 E0102");
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpstr(findings[1].args[1], ==, "it is a folder");
    g_assert_cmpstr(findings[1].args_zh[1], ==, "这是文件夹");
    documents_close(&d);
}

/* --- encodings -------------------------------------------------------------------------------- */

static void expect_encoded(const char *encoding, const char *mark, size_t mark_size,
                           const char *declared)
{
    struct documents d;
    gsize size;
    char *text = g_strdup_printf("<?xml version=\"1.0\"%s%s%s?><a x='二'>季报“一”</a>",
                                 *declared ? " encoding='" : "", declared, *declared ? "'" : "");
    char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &size, NULL);
    GByteArray *file = g_byte_array_new();
    const char *path;
    struct jb_xml *xml;
    struct jb_xml_item item;

    documents_open(&d);
    g_byte_array_append(file, (const guint8 *)mark, (guint)mark_size);
    g_byte_array_append(file, (const guint8 *)bytes, (guint)size);
    path = documents_write_bytes(&d, "a.xml", (const char *)file->data, file->len);
    xml = jb_xml_open(d.arena, d.sources, d.sink, path);
    g_assert_cmpstr(documents_findings(&d), ==, "");
    g_assert_nonnull(xml);
    g_assert_true(jb_xml_first_item(xml, jb_xml_root(xml), &item));
    g_assert_cmpstr(item.text, ==, "季报“一”");
    g_assert_cmpstr(documents_bytes(&d, item.span), ==, "季报“一”");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_span(xml, jb_xml_root(xml))), ==, "<a x='二'>");
    g_byte_array_free(file, TRUE);
    g_free(bytes);
    g_free(text);
    documents_close(&d);
}

static void test_encodings(void)
{
    expect_encoded("UTF-8", "\xEF\xBB\xBF", 3, "utf-8");
    expect_encoded("UTF-8", "\xEF\xBB\xBF", 3, "GBK"); /* the mark is right */
    expect_encoded("UTF-16LE", "\xFF\xFE", 2, "UTF-16");
    expect_encoded("UTF-16BE", "\xFE\xFF", 2, "utf-16");
    expect_encoded("UTF-16LE", "", 0, "UTF-16");
    expect_encoded("UTF-16BE", "", 0, "");
    expect_encoded("GB18030", "", 0, "GB18030");
    expect_encoded("GBK", "", 0, "gb2312");
    expect_encoded("GBK", "", 0, "GBK");
}

/* One text in an encoding that its first line does not name. */
static void expect_saved_as(const char *declared, const char *saved, const char *body,
                            const char *findings)
{
    struct documents d;
    gsize size;
    char *text = g_strdup_printf("<?xml version='1.0' encoding='%s'?><a>%s</a>", declared, body);
    char *bytes = g_convert(text, -1, saved, "UTF-8", NULL, &size, NULL);
    const char *path;

    documents_open(&d);
    path = documents_write_bytes(&d, "a.xml", bytes, size);
    g_assert_true((jb_xml_open(d.arena, d.sources, d.sink, path) == NULL) == (*findings != '\0'));
    g_assert_cmpstr(documents_findings(&d), ==, findings);
    g_free(bytes);
    g_free(text);
    documents_close(&d);
}

static void test_saved_otherwise(void)
{
    expect_saved_as("UTF-8", "GBK", "x 季报：“一”", "E0135 UTF-8|GB18030 @ \n");
    expect_saved_as("GBK", "UTF-8", "x 季报：“一”", "E0135 GBK|UTF-8 @ \n");
    expect_saved_as("gb2312", "UTF-8", "x 季报：“一”", "E0135 gb2312|UTF-8 @ \n");
    expect_saved_as("UTF-8", "ISO-8859-1", "x \u00e9t\u00e9 \u00e0 la fran\u00e7aise",
                    "E0105 UTF-8 @ \n");
    expect_saved_as("GBK", "UTF-8", "plain", "");
}

static void test_wrong_encodings(void)
{
    static const char cut[] = "\xFF\xFE<\0a\0>\0\xFFx\xD8";
    static const char gbk[] = "<?xml version='1.0' encoding='GBK'?><a>\xBC\xBE\xFF\xFF</a>";
    struct documents d;

    documents_open(&d);
    g_assert_null(open_text(&d, "<?xml version='1.0' encoding='UTF-7'?><a/>"));
    g_assert_null(open_text(&d, "<?xml version='1.0' encoding='GBK//IGNORE'?><a/>"));
    g_assert_null(open_text(&d, "<?xml version='1.0' encoding='UTF-16'?><a/>"));
    g_assert_cmpstr(
        documents_findings(&d), ==,
        "E0104 UTF-7 @ UTF-7\nE0104 GBK//IGNORE @ GBK//IGNORE\nE0104 UTF-16 @ UTF-16\n");
    documents_close(&d);

    documents_open(&d);
    expect_bytes(&d, cut, sizeof(cut) - 1, "E0105");
    documents_close(&d);
    documents_open(&d);
    expect_bytes(&d, gbk, sizeof(gbk) - 1, "E0105");
    documents_close(&d);
}

/* --- hostile input ---------------------------------------------------------------------------- */

static void test_doctype(void)
{
    expect_malformed("<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>",
                     "E0106 @ <!DOCTYPE a [<!ENTITY b \"bb\">\n");
    expect_malformed("<!-- x --><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                     "E0106 @ <!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n");
}

static char *nested(int depth, bool closed)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < depth; i++)
        g_string_append(text, "<a>");
    for (int i = 0; closed && i < depth; i++)
        g_string_append(text, "</a>");
    return g_string_free(text, FALSE);
}

static void test_depth(void)
{
    struct documents d;
    char *legal = nested(200, true), *deep = nested(201, true), *open = nested(1000000, false);

    documents_open(&d);
    g_assert_nonnull(open_text(&d, legal));
    documents_close(&d);
    expect_malformed(deep, "E0130 200 @ <a>\n");
    expect_malformed(open, "E0130 200 @ <a>\n");
    g_free(legal);
    g_free(deep);
    g_free(open);
}

static void test_size(void)
{
    GString *text = g_string_new("<a ");
    struct documents d;

    documents_open(&d);
    for (int i = 0; i < 100000; i++)
        g_string_append_printf(text, "x%d='' ", i);
    g_string_append(text, "/>");
    g_assert_null(open_text(&d, text->str));
    g_string_assign(text, "<a>");
    for (int i = 0; i < 1000001; i++)
        g_string_append(text, "<b/>");
    g_string_append(text, "</a>");
    g_assert_null(open_text(&d, text->str));
    g_string_assign(text, "<a x='");
    for (int i = 0; i < 11 * 1024; i++)
        g_string_append_printf(text, "%01024d", 0);
    g_string_append(text, "'/>");
    g_assert_null(open_text(&d, text->str));
    g_assert_cmpstr(documents_codes(&d), ==, "E0103 E0103 E0103");
    g_string_set_size(text, JB_XML_LIMIT + 1);
    documents_write_bytes(&d, "large.xml", text->str, text->len);
    g_assert_null(jb_xml_open(d.arena, d.sources, d.sink, documents_path(&d, "large.xml")));
    g_assert_cmpstr(documents_codes(&d), ==, "E0103 E0103 E0103 E0103");
    g_string_free(text, TRUE);
    documents_close(&d);
}

/* Any bytes at all: no crash, no place outside, and a reason whenever nothing is opened. */
static void test_damaged_bytes(void)
{
    static const char whole[] =
        "<?xml version='1.0'?><!-- é --><a b='1'><c>值&amp;<![CDATA[q]]></c>"
        "<?pi?><include src='b.xml'/></a>";
    GRand *rand = g_rand_new_with_seed(20240331);
    struct documents d;

    documents_open(&d);
    documents_write(&d, "b.xml", "<b/>");
    for (int round = 0; round < 3000; round++) {
        char bytes[sizeof(whole)];
        uint32_t before = jb_sink_count(d.sink, JB_ERROR);
        const struct jb_xml *xml;

        memcpy(bytes, whole, sizeof(whole));
        for (int i = g_rand_int_range(rand, 1, 4); i > 0; i--)
            bytes[g_rand_int_range(rand, 0, sizeof(whole) - 1)] =
                g_rand_boolean(rand) ? (char)g_rand_int_range(rand, 0, 256)
                                     : "<>&'\"/!?[]-="[g_rand_int_range(rand, 0, 12)];
        xml = jb_xml_open(d.arena, d.sources, d.sink,
                          documents_write_bytes(&d, "a.xml", bytes, sizeof(whole) - 1));
        if (!xml || !jb_xml_is_complete(xml))
            g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), >, before);
    }
    documents_findings(&d);
    documents_check_arguments(&d);
    g_rand_free(rand);
    documents_close(&d);
}

/* --- includes --------------------------------------------------------------------------------- */

static void test_include(void)
{
    struct documents d;
    const struct jb_xml_node *root, *node;
    const struct jb_source *source;
    struct jb_xml *xml;

    documents_open(&d);
    documents_write(&d, "parts/one.xml", "<one><include src='../parts/./deep/two.xml'/></one>");
    documents_write(&d, "parts/deep/two.xml", "<?xml version='1.0'?><two x='y'>z</two>");
    xml = open_text(&d, "<a><first/>t<include src='parts/one.xml'/><last/></a>");
    g_assert_cmpstr(documents_findings(&d), ==, "");
    root = jb_xml_root(xml);
    node = jb_xml_first(jb_xml_child(root, "one"));
    g_assert_cmpstr(jb_xml_name(node), ==, "two");
    g_assert_cmpstr(documents_bytes(&d, jb_xml_span(xml, node)), ==, "<two x='y'>");
    g_assert_cmpuint(jb_xml_ordinal(node), ==, 3);
    g_assert_cmpuint(jb_xml_ordinal(jb_xml_child(root, "last")), ==, 4);
    source = jb_source_find(d.sources, jb_xml_span(xml, node).source);
    g_assert_true(g_str_has_suffix(source->path, "/parts/deep/two.xml"));
    g_assert_cmpstr(documents_bytes(&d, source->included_at), ==, "../parts/./deep/two.xml");
    source = jb_source_find(d.sources, source->included_at.source);
    g_assert_cmpstr(documents_bytes(&d, source->included_at), ==, "parts/one.xml");
    g_assert_true(jb_xml_is_complete(xml));
    documents_close(&d);
}

static void test_include_of_root(void)
{
    struct documents d;
    struct jb_xml *xml;

    documents_open(&d);
    documents_write(&d, "b.xml", "<b/>");
    xml = open_text(&d, "<include src='b.xml'/>");
    g_assert_cmpstr(jb_xml_name(jb_xml_root(xml)), ==, "b");
    g_assert_null(open_text(&d, "<include src='c.xml'/>"));
    g_assert_cmpstr(documents_codes(&d), ==, "E0101");
    documents_close(&d);
}

static void test_include_faults(void)
{
    struct documents d;
    struct jb_xml *xml;
    const char *out;

    documents_open(&d);
    out = documents_path(&d, "parts/link.xml");
    documents_write(&d, "parts/bad.xml", "<b></c>");
    g_assert_cmpint(symlink("/etc/hostname", out), ==, 0);
    xml = open_text(&d, "<a><include src='none.xml'/><include src='/etc/passwd'/>"
                        "<include src='../x.xml'/><include src='parts/../../x.xml'/>"
                        "<include/><include src='b.xml' x='1'/><include src='b.xml'>t</include>"
                        "<include src='b.xml'><include src='c.xml'/></include>"
                        "<include src='parts/bad.xml'/><include src='parts/link.xml'/>"
                        "<include src=''/><b/></a>");
    g_assert_nonnull(xml);
    g_assert_false(jb_xml_is_complete(xml));
    g_assert_cmpstr(jb_xml_name(jb_xml_first(jb_xml_root(xml))), ==, "b");
    g_assert_cmpstr(documents_codes(&d), ==,
                    "E0101 E0132 E0132 E0132 E0131 E0131 E0131 E0131 E0108 E0132 E0131");
    documents_check_arguments(&d);
    documents_close(&d);
}

static void test_include_cycle(void)
{
    struct documents d;

    documents_open(&d);
    documents_write(&d, "b.xml", "<b><include src='c.xml'/></b>");
    documents_write(&d, "c.xml", "<c><include src='./b.xml'/><include src='a.xml'/></c>");
    g_assert_nonnull(open_text(&d, "<a><include src='b.xml'/></a>"));
    g_assert_cmpstr(documents_findings(&d), ==, "E0133 ./b.xml @ ./b.xml\nE0133 a.xml @ a.xml\n");
    documents_close(&d);
}

static void write_chain(struct documents *d, int files, int times)
{
    for (int i = 1; i <= files; i++) {
        GString *text = g_string_new("<a>");

        for (int t = 0; t < times; t++)
            g_string_append_printf(text, "<include src='%d.xml'/>", i + 1);
        g_string_append(text, "</a>");
        documents_write(d, jb_arena_print(d->arena, "%d.xml", i), text->str);
        g_string_free(text, TRUE);
    }
    documents_write(d, jb_arena_print(d->arena, "%d.xml", files + 1), "<z/>");
}

static void test_include_bomb(void)
{
    struct documents d;

    documents_open(&d);
    write_chain(&d, 8, 1);
    g_assert_nonnull(jb_xml_open(d.arena, d.sources, d.sink, documents_path(&d, "1.xml")));
    g_assert_cmpstr(documents_codes(&d), ==, "");
    write_chain(&d, 9, 1);
    g_assert_nonnull(jb_xml_open(d.arena, d.sources, d.sink, documents_path(&d, "1.xml")));
    g_assert_cmpstr(documents_codes(&d), ==, "E0134");
    write_chain(&d, 8, 10);
    g_assert_nonnull(jb_xml_open(d.arena, d.sources, d.sink, documents_path(&d, "1.xml")));
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), >, 1);
    documents_close(&d);
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xml/places", test_places);
    g_test_add_func("/xml/places/long", test_places_in_long_file);
    g_test_add_func("/xml/malformed", test_malformed);
    g_test_add_func("/xml/malformed/tags", test_tags);
    g_test_add_func("/xml/malformed/attributes", test_attributes);
    g_test_add_func("/xml/malformed/words", test_words);
    g_test_add_func("/xml/malformed/truncated", test_truncated);
    g_test_add_func("/xml/malformed/bounded", test_many_faults_are_bounded);
    g_test_add_func("/xml/not-text", test_not_text);
    g_test_add_func("/xml/encodings", test_encodings);
    g_test_add_func("/xml/encodings/otherwise", test_saved_otherwise);
    g_test_add_func("/xml/encodings/wrong", test_wrong_encodings);
    g_test_add_func("/xml/hostile/doctype", test_doctype);
    g_test_add_func("/xml/hostile/depth", test_depth);
    g_test_add_func("/xml/hostile/size", test_size);
    g_test_add_func("/xml/hostile/bytes", test_damaged_bytes);
    g_test_add_func("/xml/include", test_include);
    g_test_add_func("/xml/include/root", test_include_of_root);
    g_test_add_func("/xml/include/faults", test_include_faults);
    g_test_add_func("/xml/include/cycle", test_include_cycle);
    g_test_add_func("/xml/include/bomb", test_include_bomb);
    failed = g_test_run();
    jb_xml_shutdown();
    return failed;
}
