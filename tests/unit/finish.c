#include "finish/finish.h"

#include <fontconfig/fontconfig.h>
#include <glib/gstdio.h>
#include <string.h>

#include "finish-reading.h"
#include "finish-specimen.h"

/* --- the structure tree as text --------------------------------------------------------------- */

static int page_of(qpdf_data pdf, qpdf_oh page)
{
    return qpdf_find_page_by_oh(pdf, page) + 1;
}

static void print_key(qpdf_data pdf, qpdf_oh element, const char *key, GString *out)
{
    qpdf_oh value = qpdf_oh_get_key(pdf, element, key);

    if (qpdf_oh_is_string(pdf, value))
        g_string_append_printf(out, " %s", qpdf_oh_get_utf8_value(pdf, value));
    else if (!qpdf_oh_is_null(pdf, value))
        g_string_append_printf(out, " %s", qpdf_oh_unparse(pdf, value));
}

static void print_element(qpdf_data pdf, qpdf_oh element, int depth, GString *out);

static void print_kid(qpdf_data pdf, qpdf_oh element, qpdf_oh kid, int depth, GString *out)
{
    if (qpdf_oh_is_integer(pdf, kid)) {
        g_string_append_printf(out, "%*s%d on %d\n", depth, "",
                               qpdf_oh_get_int_value_as_int(pdf, kid),
                               page_of(pdf, qpdf_oh_get_key(pdf, element, "/Pg")));
    } else if (qpdf_oh_has_key(pdf, kid, "/MCID")) {
        int mcid = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, kid, "/MCID"));

        g_string_append_printf(out, "%*s%d on %d\n", depth, "", mcid,
                               page_of(pdf, qpdf_oh_get_key(pdf, kid, "/Pg")));
    } else if (qpdf_oh_has_key(pdf, kid, "/Obj")) {
        g_string_append_printf(out, "%*sannotation on %d\n", depth, "",
                               page_of(pdf, qpdf_oh_get_key(pdf, kid, "/Pg")));
    } else {
        g_assert_cmpint(qpdf_oh_get_object_id(pdf, qpdf_oh_get_key(pdf, kid, "/P")), ==,
                        qpdf_oh_get_object_id(pdf, element));
        print_element(pdf, kid, depth, out);
    }
}

static void print_element(qpdf_data pdf, qpdf_oh element, int depth, GString *out)
{
    qpdf_oh kids = qpdf_oh_get_key(pdf, element, "/K");

    g_string_append_printf(out, "%*s%s", depth, "",
                           qpdf_oh_get_name(pdf, qpdf_oh_get_key(pdf, element, "/S")) + 1);
    print_key(pdf, element, "/Lang", out);
    print_key(pdf, element, "/ID", out);
    print_key(pdf, element, "/Alt", out);
    print_key(pdf, element, "/A", out);
    g_string_append_c(out, '\n');
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, kids); i++)
        print_kid(pdf, element, qpdf_oh_get_array_item(pdf, kids, i), depth + 1, out);
}

/* --- tests of the specimen -------------------------------------------------------------------- */

struct specimen {
    struct book book;
    GBytes *painted;
    GBytes *finished;
    qpdf_data pdf;
    qpdf_oh root;
};

static void specimen_open(struct specimen *specimen, gconstpointer data)
{
    (void)data;
    specimen->painted = paint_specimen(&specimen->book);
    specimen->finished =
        jb_finish(&specimen->book.document, specimen->painted, specimen->book.sink);
    g_assert_false(jb_sink_has_errors(specimen->book.sink));
    g_assert_nonnull(specimen->finished);
    specimen->pdf = open_pdf(specimen->finished);
    specimen->root = qpdf_get_root(specimen->pdf);
}

static void specimen_close(struct specimen *specimen, gconstpointer data)
{
    (void)data;
    qpdf_cleanup(&specimen->pdf);
    g_bytes_unref(specimen->finished);
    g_bytes_unref(specimen->painted);
    book_close(&specimen->book);
}

static const char expected_tree[] =
    "Document zh-CN\n"
    " H1 title.zh\n"
    "  0 on 1\n"
    " TOC\n"
    "  TOCI\n"
    "   Reference\n"
    "    Link\n"
    "     1 on 1\n"
    "     annotation on 1\n"
    " P en-GB lead.en\n"
    "  2 on 1\n"
    "  Link\n"
    "   3 on 1\n"
    "   0 on 2\n"
    "   annotation on 1\n"
    "   annotation on 2\n"
    "  1 on 2\n"
    " Table\n"
    "  THead\n"
    "   TR\n"
    "    TH << /O /Table /Scope /Column >>\n"
    "     2 on 2\n"
    "    TH << /O /Table /Scope /Column >>\n"
    "     3 on 2\n"
    "  TBody\n"
    "   TR\n"
    "    TH << /O /Table /Scope /Row >>\n"
    "     4 on 2\n"
    "    TD\n"
    "     5 on 2\n"
    " Figure en-GB 40% done << /BBox [ 20 252 120 260 ] /O /Layout /Placement /Block >>\n"
    "  6 on 2\n";

static void test_tree(struct specimen *specimen, gconstpointer data)
{
    GString *tree = g_string_new(NULL);

    (void)data;
    print_element(specimen->pdf, follow(specimen->pdf, specimen->root, "StructTreeRoot/K"), 0,
                  tree);
    g_assert_cmpstr(tree->str, ==, expected_tree);
    g_string_free(tree, TRUE);
}

/* The element that a number of the parent tree stands for. */
static qpdf_oh find_parent(struct specimen *specimen, int number)
{
    qpdf_oh numbers = follow(specimen->pdf, specimen->root, "StructTreeRoot/ParentTree/Nums");
    int count = qpdf_oh_get_array_n_items(specimen->pdf, numbers);

    for (int i = 0; i + 1 < count; i += 2)
        if (qpdf_oh_get_int_value_as_int(
                specimen->pdf, qpdf_oh_get_array_item(specimen->pdf, numbers, i)) == number)
            return qpdf_oh_get_array_item(specimen->pdf, numbers, i + 1);
    g_assert_not_reached();
}

static void test_parents(struct specimen *specimen, gconstpointer data)
{
    static const char *const roles[] = {"/H1 /Link /P /Link", "/Link /P /TH /TH /TH /TD /Figure"};
    qpdf_data pdf = specimen->pdf;

    (void)data;
    for (int page = 0; page < 2; page++) {
        qpdf_oh object = qpdf_get_page_n(pdf, (size_t)page);
        qpdf_oh number = follow(pdf, object, "StructParents");
        qpdf_oh parents = find_parent(specimen, qpdf_oh_get_int_value_as_int(pdf, number));
        char **words = g_strsplit(roles[page], " ", -1);

        g_assert_cmpint(qpdf_oh_get_array_n_items(pdf, parents), ==, (int)g_strv_length(words));
        for (int i = 0; words[i]; i++)
            g_assert_cmpstr(
                qpdf_oh_get_name(pdf, follow(pdf, qpdf_oh_get_array_item(pdf, parents, i), "S")),
                ==, words[i]);
        g_strfreev(words);
    }
    g_assert_cmpstr(source_at(pdf, specimen->root, "StructTreeRoot/ParentTreeNextKey"), ==, "5");
    g_assert_cmpstr(text_at(pdf, specimen->root, "StructTreeRoot/IDTree/Names/0"), ==, "lead.en");
    g_assert_cmpstr(text_at(pdf, specimen->root, "StructTreeRoot/IDTree/Names/3/ID"), ==,
                    "title.zh");
}

static bool is_painting(const char *word)
{
    static const char *const operators[] = {"f",  "F",  "f*", "S",  "s", "B",  "B*", "b", "b*",
                                            "Do", "sh", "Tj", "TJ", "'", "\"", "BI", NULL};

    return g_strv_contains(operators, word);
}

/* Every painting operator is in a mark, marks do not nest but for those of cairo's own, and q and Q
 * balance inside of each. Returns the roles of the marks with an MCID. */
static char *check_content(const char *content)
{
    char **words = g_strsplit_set(content, " \n\r\t", -1);
    GString *roles = g_string_new(NULL);
    int depth = 0, states = 0, painted = 0;

    for (guint i = 0; words[i]; i++) {
        if (g_str_equal(words[i], "BDC") || g_str_equal(words[i], "BMC")) {
            if (i >= 3 && g_str_has_prefix(words[i - 2], "<</MCID"))
                g_string_append_printf(roles, "%s ", words[i - 3]);
            states = depth++ == 0 ? 0 : states;
        } else if (g_str_equal(words[i], "EMC")) {
            g_assert_cmpint(--depth, >=, 0);
            if (depth == 0)
                g_assert_cmpint(states, ==, 0);
        } else if (is_painting(words[i])) {
            g_assert_cmpint(depth, >, 0);
            painted++;
        }
        states += g_str_equal(words[i], "q");
        states -= g_str_equal(words[i], "Q");
    }
    g_assert_cmpint(depth, ==, 0);
    g_assert_cmpint(painted, >, 0);
    g_strfreev(words);
    return g_string_free(roles, FALSE);
}

static void test_content(struct specimen *specimen, gconstpointer data)
{
    static const char *const expected[] = {"/H1 /Link /P /Link ",
                                           "/Link /P /TH /TH /TH /TD /Figure "};

    (void)data;
    for (size_t page = 0; page < 2; page++) {
        qpdf_oh object = qpdf_get_page_n(specimen->pdf, page);
        char *content = stream_text(specimen->pdf, follow(specimen->pdf, object, "Contents"));
        char *roles = check_content(content);

        g_assert_cmpstr(roles, ==, expected[page]);
        g_assert_nonnull(strstr(content, "/Artifact BMC"));
        g_assert_null(strstr(content, "/Span << /MCID"));
        g_assert_cmpstr(source_at(specimen->pdf, object, "Tabs"), ==, "/S");
        g_free(roles);
        g_free(content);
    }
}

static void test_links(struct specimen *specimen, gconstpointer data)
{
    qpdf_data pdf = specimen->pdf;
    qpdf_oh first = qpdf_get_page_n(pdf, 0);
    qpdf_oh second = qpdf_get_page_n(pdf, 1);

    (void)data;
    g_assert_cmpint(qpdf_oh_get_array_n_items(pdf, follow(pdf, first, "Annots")), ==, 2);
    g_assert_cmpint(qpdf_oh_get_array_n_items(pdf, follow(pdf, second, "Annots")), ==, 1);
    g_assert_cmpint(page_of(pdf, follow(pdf, first, "Annots/0/Dest/0")), ==, 2);
    g_assert_cmpstr(source_at(pdf, first, "Annots/0/Dest/1"), ==, "/XYZ");
    g_assert_cmpstr(source_at(pdf, first, "Annots/0/Dest/2"), ==, "20");
    g_assert_cmpstr(source_at(pdf, first, "Annots/0/Dest/3"), ==, "300");
    g_assert_cmpstr(source_at(pdf, first, "Annots/0/Dest/4"), ==, "null");
    g_assert_cmpstr(text_at(pdf, first, "Annots/0/Contents"), ==, "转到汇总表 To the table");
    g_assert_cmpstr(text_at(pdf, first, "Annots/1/Contents"), ==, "区政府网站 The district");
    g_assert_cmpstr(text_at(pdf, first, "Annots/1/A/URI"), ==,
                    "https://example.org/(2024)/%E6%B0%91%20%E7%94%9F?a=%20&b");
    g_assert_cmpstr(source_at(pdf, first, "Annots/1/F"), ==, "4");
    g_assert_cmpstr(source_at(pdf, first, "Annots/1/Rect"), ==, "[ 20 6 110 30 ]");
    g_assert_cmpstr(source_at(pdf, first, "Annots/1/QuadPoints"), ==,
                    "[ 50 30 110 30 50 18 110 18 20 18 50 18 20 6 50 6 ]");
    g_assert_cmpstr(source_at(pdf, second, "Annots/0/QuadPoints"), ==,
                    "[ 20 380 50 380 20 368 50 368 ]");
    for (int i = 0; i < 3; i++) {
        qpdf_oh annotation = i < 2 ? follow(pdf, first, i ? "Annots/1" : "Annots/0")
                                   : follow(pdf, second, "Annots/0");
        int number = qpdf_oh_get_int_value_as_int(pdf, follow(pdf, annotation, "StructParent"));

        g_assert_cmpint(number, ==, 2 + i);
        g_assert_cmpstr(source_at(pdf, find_parent(specimen, number), "S"), ==, "/Link");
    }
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        g_error("missing: %s in:\n%s", part, text);
}

static void test_xmp(struct specimen *specimen, gconstpointer data)
{
    qpdf_data pdf = specimen->pdf;
    char *xmp = stream_text(pdf, follow(pdf, specimen->root, "Metadata"));

    (void)data;
    g_assert_false(qpdf_oh_has_key(
        pdf, qpdf_oh_get_dict(pdf, follow(pdf, specimen->root, "Metadata")), "/Filter"));
    assert_holds(xmp, "<pdfaid:part>2</pdfaid:part>");
    assert_holds(xmp, "<pdfaid:conformance>A</pdfaid:conformance>");
    assert_holds(xmp, "<pdfuaid:part>1</pdfuaid:part>");
    assert_holds(xmp, "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>");
    assert_holds(xmp, "<rdf:li xml:lang=\"x-default\">民生季报 · Q1 &lt;bulletin&gt; &amp; more<");
    assert_holds(xmp, "<rdf:li xml:lang=\"zh-CN\">民生季报</rdf:li>");
    assert_holds(xmp, "<rdf:li xml:lang=\"en\">Q1 &lt;bulletin&gt; &amp; more</rdf:li>");
    assert_holds(xmp, "<dc:creator><rdf:Seq><rdf:li>武进区 Wujin</rdf:li>");
    assert_holds(xmp, "<xmp:CreateDate>2024-04-15T08:00:00+08:00</xmp:CreateDate>");
    assert_holds(xmp, "<xmp:ModifyDate>2024-04-15T08:00:00+08:00</xmp:ModifyDate>");
    assert_holds(xmp, "<pdf:Producer>jibao ");
    g_free(xmp);
}

static void test_catalog(struct specimen *specimen, gconstpointer data)
{
    qpdf_data pdf = specimen->pdf;
    qpdf_oh trailer = qpdf_get_trailer(pdf);
    qpdf_oh root = specimen->root;
    GBytes *profile = stream_bytes(pdf, follow(pdf, root, "OutputIntents/0/DestOutputProfile"));
    gsize length;
    const guint8 *bytes = g_bytes_get_data(profile, &length);

    (void)data;
    g_assert_cmpstr(text_at(pdf, trailer, "Info/Title"), ==, "民生季报 · Q1 <bulletin> & more");
    g_assert_cmpstr(text_at(pdf, trailer, "Info/Author"), ==, "武进区 Wujin");
    g_assert_cmpstr(text_at(pdf, trailer, "Info/Subject"), ==, "季报");
    g_assert_cmpstr(text_at(pdf, trailer, "Info/CreationDate"), ==, "D:20240415080000+08'00'");
    g_assert_cmpstr(text_at(pdf, trailer, "Info/ModDate"), ==, "D:20240415080000+08'00'");
    g_assert_true(g_str_has_prefix(text_at(pdf, trailer, "Info/Producer"), "jibao "));
    g_assert_cmpstr(text_at(pdf, root, "Lang"), ==, "zh-CN");
    g_assert_cmpstr(source_at(pdf, root, "MarkInfo"), ==, "<< /Marked true >>");
    g_assert_cmpstr(source_at(pdf, root, "ViewerPreferences"), ==, "<< /DisplayDocTitle true >>");
    g_assert_cmpstr(source_at(pdf, root, "PageMode"), ==, "/UseOutlines");
    g_assert_cmpstr(source_at(pdf, root, "OutputIntents/0/S"), ==, "/GTS_PDFA1");
    g_assert_true(memcmp(bytes + 36, "acsp", 4) == 0);
    g_assert_cmpuint(length, ==, (gsize)bytes[2] << 8 | bytes[3]);
    g_assert_cmpuint(length, <, 1024);
    g_assert_cmpstr(qpdf_get_pdf_version(pdf), ==, "1.7");
    g_bytes_unref(profile);
}

static void test_images(struct specimen *specimen, gconstpointer data)
{
    qpdf_data pdf = specimen->pdf;
    int images = 0;

    (void)data;
    for (int id = 1; id < 200; id++) {
        qpdf_oh object = qpdf_get_object_by_id(pdf, id, 0);

        if (!qpdf_oh_is_stream(pdf, object))
            continue;
        object = qpdf_oh_get_dict(pdf, object);
        if (!qpdf_oh_is_dictionary_of_type(pdf, object, "", "/Image"))
            continue;
        g_assert_cmpstr(source_at(pdf, object, "Interpolate"), ==, "false");
        images++;
    }
    g_assert_cmpint(images, ==, 4); /* two, each with its mask */
}

static void test_same_bytes(struct specimen *specimen, gconstpointer data)
{
    GBytes *again;

    (void)data;
    g_usleep(1100 * 1000); /* an ID that is made from the time would be another one */
    again = jb_finish(&specimen->book.document, specimen->painted, specimen->book.sink);
    g_assert_true(g_bytes_equal(specimen->finished, again));
    g_bytes_unref(again);
}

/* How it is written: objects in streams, and a line end before each endstream. */
static void test_writing(struct specimen *specimen, gconstpointer data)
{
    static const char keyword[] = "endstream";
    gsize length;
    const char *bytes = g_bytes_get_data(specimen->finished, &length);
    const char *end = bytes + length;
    int streams = 0;

    (void)data;
    for (const char *at = bytes;
         (at = memmem(at, (size_t)(end - at), keyword, strlen(keyword))) != NULL; at++) {
        g_assert_cmpint(at[-1], ==, '\n');
        streams++;
    }
    g_assert_cmpint(streams, >, 5);
    g_assert_nonnull(memmem(bytes, length, "/Type /ObjStm", 13));
}

/* The output of a program over the finished file, or NULL where it is not installed. */
static char *run_over(struct specimen *specimen, const char *program, const char *option)
{
    char *found = g_find_program_in_path(program);
    char *path = NULL, *output = NULL;
    int file = g_file_open_tmp("finish-XXXXXX.pdf", &path, NULL);
    int status = -1;
    gsize length;
    const char *bytes = g_bytes_get_data(specimen->finished, &length);

    g_assert_true(g_close(file, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    if (found) {
        const char *const line[] = {found, option, path, NULL};
        char *errors = NULL;

        g_assert_true(g_spawn_sync(NULL, (char **)line, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                                   &errors, &status, NULL));
        g_assert_cmpint(status, ==, 0);
        g_assert_cmpstr(errors, ==, "");
        g_free(errors);
    }
    g_unlink(path);
    g_free(path);
    g_free(found);
    return output;
}

static void test_qpdf(struct specimen *specimen, gconstpointer data)
{
    char *output = run_over(specimen, "qpdf", "--check");

    (void)data;
    if (!output) {
        g_test_skip("qpdf is not installed");
        return;
    }
    assert_holds(output, "No syntax or stream encoding errors");
    g_free(output);
}

static void test_poppler(struct specimen *specimen, gconstpointer data)
{
    static const char *const texts[] = {"\"民生实事\"", "\"Table 2\"",   "\"See\"",  "\"the web\"",
                                        "\"site\"",     "\"for more.\"", "\"Item\"", "\"Done\"",
                                        "\"Lifts\"",    "\"26.4%\"",     NULL};
    char *output = run_over(specimen, "pdfinfo", "-struct-text");
    const char *at = output;

    (void)data;
    if (!output) {
        g_test_skip("pdfinfo is not installed");
        return;
    }
    for (int i = 0; texts[i]; i++) {
        const char *next = strstr(at, texts[i]);

        if (!next)
            g_error("%s is not after what was before it in:\n%s", texts[i], output);
        at = next + 1;
    }
    g_assert_null(strstr(output, "Running"));
    g_free(output);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(struct specimen *specimen, gconstpointer data);
    } of_specimen[] = {
        {"/finish/tree", test_tree},       {"/finish/parents", test_parents},
        {"/finish/content", test_content}, {"/finish/links", test_links},
        {"/finish/xmp", test_xmp},         {"/finish/catalog", test_catalog},
        {"/finish/images", test_images},   {"/finish/same-bytes", test_same_bytes},
        {"/finish/writing", test_writing}, {"/finish/qpdf", test_qpdf},
        {"/finish/poppler", test_poppler},
    };
    int result;

    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(of_specimen); i++)
        g_test_add(of_specimen[i].path, struct specimen, NULL, specimen_open, of_specimen[i].test,
                   specimen_close);
    result = g_test_run();
    cairo_debug_reset_static_data();
    FcFini();
    return result;
}
