#include "base/nearest.h"
#include "documents.h"
#include "xml/xml.h"

static const char schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n"
    "<xs:element name='book' type='book'/>\n"
    "<xs:complexType name='book'><xs:sequence>\n"
    "  <xs:element name='title' type='xs:string'/>\n"
    "  <xs:element name='author' type='xs:string' minOccurs='0'/>\n"
    "  <xs:element name='chapter' type='chapter' minOccurs='0' maxOccurs='unbounded'/>\n"
    "</xs:sequence>\n"
    "<xs:attribute name='state'><xs:simpleType><xs:restriction base='xs:token'>\n"
    "  <xs:enumeration value='draft'/><xs:enumeration value='final'/>\n"
    "</xs:restriction></xs:simpleType></xs:attribute>\n"
    "<xs:attribute name='year' type='xs:gYear'><xs:annotation>\n"
    "  <xs:documentation xml:lang='zh-CN'>出版年。\n 例：2024</xs:documentation>\n"
    "  <xs:documentation xml:lang='en'>Year of printing, such as 2024</xs:documentation>\n"
    "</xs:annotation></xs:attribute>\n"
    "</xs:complexType>\n"
    "<xs:complexType name='chapter'><xs:sequence>\n"
    "  <xs:element name='zh' type='xs:string'/><xs:element name='en' type='xs:string'/>\n"
    "</xs:sequence><xs:attribute name='id' type='xs:NCName' use='required'/>\n"
    "</xs:complexType></xs:schema>\n";

static struct jb_xml *open_text(struct documents *d, const char *text)
{
    return jb_xml_open(d->arena, d->sources, d->sink, documents_write(d, "a.xml", text));
}

static void expect_faults(const char *text, const char *findings)
{
    struct documents d;
    const struct jb_xml *xml;
    bool valid;

    documents_open(&d);
    xml = open_text(&d, text);
    g_assert_nonnull(xml);
    valid = jb_xml_validate(d.arena, xml, documents_write(&d, "a.xsd", schema), d.sink);
    g_assert_cmpstr(documents_findings(&d), ==, findings);
    g_assert_true(valid == (*findings == '\0'));
    documents_check_arguments(&d);
    documents_close(&d);
}

/* --- schemas ---------------------------------------------------------------------------------- */

#define CHAPTER "<chapter id='c'><zh>一</zh><en>one</en></chapter>"

static void test_valid(void)
{
    expect_faults("<book state='draft' year='2024'><title>x</title>" CHAPTER "</book>", "");
}

static void test_elements(void)
{
    expect_faults("<bok/>", "E0111 bok|book @ <bok/>\n");
    expect_faults("<book><titel>x</titel>" CHAPTER "</book>", "E0111 titel|title @ <titel>\n");
    expect_faults("<book><title>x</title><foo/>" CHAPTER "<bar/></book>",
                  "E0112 foo|<author>, <chapter> @ <foo/>\nE0112 bar|<chapter> @ <bar/>\n");
    expect_faults("<book><title>x</title><title>y</title></book>",
                  "E0112 title|<author>, <chapter> @ <title>\n");
    expect_faults("<book xmlns='urn:x'/>", "E0140 book|urn:x @ <book xmlns='urn:x'/>\n");
    expect_faults("<book/>", "E0114 book|<title>|book @ <book/>\n");
}

/* Everything behind the first unexpected child is told as well. */
static void test_faults_behind_faults(void)
{
    expect_faults("<book><chapter id='a'><zh/></chapter><foo/><chapter><en/></chapter>"
                  "<chapter id='b'><zh/><en/><en/></chapter><chaptre id='d'><zh/></chaptre></book>",
                  "E0114 book|<title>|book @ <book>\n"
                  "E0114 chapter|<en>|chapter a @ <chapter id='a'>\n"
                  "E0112 foo|<chapter> @ <foo/>\n"
                  "E0117 id|chapter|… @ <chapter>\n"
                  "E0114 chapter|<zh>|book @ <chapter>\n"
                  "E0113 en|chapter @ <en/>\n"
                  "E0111 chaptre|chapter @ <chaptre id='d'>\n"
                  "E0114 chaptre|<en>|chaptre d @ <chaptre id='d'>\n");
}

static void test_attributes(void)
{
    expect_faults("<book stat='draft' colour='1'><title q='1'>x</title></book>",
                  "E0115 stat|book|state @ stat\n"
                  "E0116 colour|book|state, year @ colour\n"
                  "E0116 q|title|none @ q\n");
    expect_faults("<book state='drafty' year=' 24 '><title>x</title></book>",
                  "E0136 state|drafty|draft @ drafty\n"
                  "E0118 year|24|Year of printing, such as 2024 @  24 \n");
    expect_faults("<book state='new'><title>x</title></book>",
                  "E0118 state|new|draft, final @ new\n");
}

static void test_stray_text(void)
{
    expect_faults("<book>one<title>x</title>\n two \n<author>y</author><!-- c -->three</book>",
                  "E0119 book|one|an element that holds text @ one\n"
                  "E0119 book|two|an element that holds text @ two\n"
                  "E0119 book|three|an element that holds text @ three\n");
}

/* One slip, one fault: neither what is said to be missing elsewhere, nor each that was overtaken.
 */
static void test_order(void)
{
    expect_faults("<book><title/><chapter id='c'><en/><zh/></chapter></book>",
                  "E0137 zh|en @ <zh/>\n");
    expect_faults("<book><author/><title/>" CHAPTER "</book>", "E0137 title|author @ <title/>\n");
    expect_faults("<book><chapter id='c'><zh/><en/></chapter><title/><author/></book>",
                  "E0139 chapter|author @ <chapter id='c'>\n");
    expect_faults("<book><title/><chapter id='c'><fr/><en/></chapter></book>",
                  "E0112 fr|<zh> @ <fr/>\n");
    expect_faults("<book><title/><chapter id='c'><foo/><zh/><en/></chapter></book>",
                  "E0112 foo|<zh>, <en> @ <foo/>\n");
    expect_faults("<book><title/><chapter id='c'>one</chapter></book>",
                  "E0119 chapter|one|<zh> or <en> @ one\n");
}

static const char number_schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'>"
    "<xs:complexType><xs:attribute name='n'><xs:simpleType><xs:restriction base='xs:decimal'>"
    "<xs:pattern value='-?[0-9]+(\\.[0-9]+)?'/></xs:restriction></xs:simpleType></xs:attribute>"
    "<xs:attribute name='d' type='xs:date'/></xs:complexType></xs:element></xs:schema>";

/* What is suggested for a value that is not valid; NULL for nothing. */
static void expect_guess(const char *attribute, const char *value, const char *guess)
{
    struct documents d;
    uint32_t count;
    const struct jb_finding *findings;
    char *text = g_strdup_printf("<a %s='%s'/>", attribute, value);

    documents_open(&d);
    jb_xml_validate(d.arena, open_text(&d, text), documents_write(&d, "n.xsd", number_schema),
                    d.sink);
    findings = jb_sink_findings(d.sink, &count);
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(findings[0].message->code, ==, guess ? "E0136" : "E0118");
    if (guess)
        g_assert_cmpstr(findings[0].args[2], ==, guess);
    documents_close(&d);
    g_free(text);
}

static void test_guesses(void)
{
    static const char *const unclear[] = {"1,5",   "1.6 million", "三百", "10-12", "2千万亿",
                                          "3百人", "1,2345",      "--5",  ""};

    expect_guess("n", "16,600", "16600");
    expect_guess("n", "１２．５", "12.5");
    expect_guess("n", "1.66万人", "16600");
    expect_guess("n", "1.23456万", "12345.6");
    expect_guess("n", "2亿元", "200000000");
    expect_guess("n", "300 人", "300");
    expect_guess("n", "-5%", "-5");
    expect_guess("d", "2024/3/5", "2024-03-05");
    expect_guess("d", "2024年12月31日", "2024-12-31");
    expect_guess("d", "2024-02-31", NULL);
    expect_guess("d", "31.12.2024", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(unclear); i++)
        expect_guess("n", unclear[i], NULL);
}

static void test_many_schema_faults(void)
{
    GString *text = g_string_new("<book><title>x</title>");
    struct documents d;
    struct jb_xml *xml;

    for (int i = 0; i < 5000; i++)
        g_string_append(text, "<chapter><zh/><foo/></chapter>\n");
    for (int i = 0; i < 1000; i++)
        g_string_append(text, "<foo/>");
    g_string_append(text, "</book>");
    documents_open(&d);
    xml = open_text(&d, text->str);
    g_assert_false(jb_xml_validate(d.arena, xml, documents_write(&d, "a.xsd", schema), d.sink));
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), >, 10000);
    g_string_free(text, TRUE);
    documents_close(&d);
}

/* However many children of one parent are foreign or one too many, each is told. */
static void test_many_in_one_parent(void)
{
    GString *text = g_string_new("<book><title>x</title>");
    struct documents d;

    for (int i = 0; i < 500; i++)
        g_string_append(text, CHAPTER "<foo/><chaptre id='c'><zh/><en/></chaptre><title/>\n");
    g_string_append(text, "</book>");
    documents_open(&d);
    jb_xml_validate(d.arena, open_text(&d, text->str), documents_write(&d, "a.xsd", schema),
                    d.sink);
    g_assert_cmpuint(jb_sink_count(d.sink, JB_ERROR), ==, 1500);
    g_string_free(text, TRUE);
    documents_close(&d);
}

static void test_faults_in_includes(void)
{
    struct documents d;
    struct jb_xml *xml;

    documents_open(&d);
    documents_write(&d, "c.xml", "<chapter id='c'><zh/></chapter>");
    xml = open_text(&d, "<book><title/><foo/><include src='c.xml'/></book>");
    jb_xml_validate(d.arena, xml, documents_write(&d, "a.xsd", schema), d.sink);
    g_assert_cmpstr(documents_findings(&d), ==,
                    "E0112 foo|<author>, <chapter> @ <foo/>\n"
                    "E0114 chapter|<en>|chapter c @ <chapter id='c'>\n");
    documents_close(&d);
}

static void test_broken_schema(void)
{
    struct documents d;
    struct jb_xml *xml;

    documents_open(&d);
    xml = open_text(&d, "<a/>");
    g_assert_false(jb_xml_validate(d.arena, xml, documents_path(&d, "none.xsd"), d.sink));
    g_assert_false(jb_xml_validate(d.arena, xml, documents_write(&d, "b.xsd", "<a/>"), d.sink));
    g_assert_false(jb_xml_validate(
        d.arena, xml,
        documents_write(&d, "c.xsd",
                        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                        "<xs:include schemaLocation='/etc/passwd'/><xs:element name='a' type='q'/>"
                        "</xs:schema>"),
        d.sink));
    g_assert_cmpstr(documents_codes(&d), ==, "E0138 E0121 E0121");
    documents_close(&d);
}

/* --- names ------------------------------------------------------------------------------------ */

static void test_nearest(void)
{
    static const char *const names[] = {"title", "target", "zh", "en", "progress", "民生项目"};

    g_assert_cmpstr(jb_nearest("titel", names, 6), ==, "title");
    g_assert_cmpstr(jb_nearest("hz", names, 6), ==, "zh");
    g_assert_cmpstr(jb_nearest("enn", names, 6), ==, "en");
    g_assert_cmpstr(jb_nearest("progres", names, 6), ==, "progress");
    g_assert_cmpstr(jb_nearest("民主项目", names, 6), ==, "民生项目");
    g_assert_null(jb_nearest("by", names, 6));
    g_assert_null(jb_nearest("prog", names, 6));
    g_assert_null(jb_nearest("", names, 6));
    g_assert_null(jb_nearest("\xFF", names, 6));
    g_assert_null(jb_nearest("title", names, 0));
}

int main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xml/schema/valid", test_valid);
    g_test_add_func("/xml/schema/elements", test_elements);
    g_test_add_func("/xml/schema/behind", test_faults_behind_faults);
    g_test_add_func("/xml/schema/attributes", test_attributes);
    g_test_add_func("/xml/schema/text", test_stray_text);
    g_test_add_func("/xml/schema/order", test_order);
    g_test_add_func("/xml/schema/guesses", test_guesses);
    g_test_add_func("/xml/schema/many", test_many_schema_faults);
    g_test_add_func("/xml/schema/many/one-parent", test_many_in_one_parent);
    g_test_add_func("/xml/schema/include", test_faults_in_includes);
    g_test_add_func("/xml/schema/broken", test_broken_schema);
    g_test_add_func("/xml/nearest", test_nearest);
    failed = g_test_run();
    jb_xml_shutdown();
    return failed;
}
