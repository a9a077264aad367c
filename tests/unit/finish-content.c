#include "base/length.h"
#include "finish/finish.h"

#include <string.h>

#include "finish-reading.h"

/* --- a page with paragraphs of one content each ----------------------------------------------- */

enum { MARKS = 2 };

struct folio {
    struct jb_arena *arena;
    struct jb_sink *sink;
    struct jb_element elements[2 + MARKS];
    struct jb_kid kids[MARKS]; /* of the document */
    struct jb_kid own[MARKS];  /* of each paragraph */
    struct jb_content contents[MARKS];
    struct jb_page page;
    struct jb_document document;
};

static struct folio *folio_open(uint32_t marks)
{
    struct jb_arena *arena = jb_arena_open();
    struct folio *folio = JB_NEW(arena, struct folio);

    folio->arena = arena;
    folio->sink = jb_sink_new(arena, jb_sources_new(arena), 0);
    folio->elements[1] =
        (struct jb_element){.role = JB_ROLE_DOCUMENT, .kids = folio->kids, .kid_count = marks};
    for (uint32_t i = 0; i < marks; i++) {
        folio->kids[i] = (struct jb_kid){.kind = JB_KID_ELEMENT, .element = 2 + i};
        folio->own[i] = (struct jb_kid){.kind = JB_KID_CONTENT, .mcid = i};
        folio->elements[2 + i] = (struct jb_element){
            .role = JB_ROLE_P, .parent = 1, .kids = &folio->own[i], .kid_count = 1};
        folio->contents[i] = (struct jb_content){.element = 2 + i};
    }
    folio->page =
        (struct jb_page){9 * JB_PT, 9 * JB_PT, .contents = folio->contents, .content_count = marks};
    folio->document = (struct jb_document){.pages = &folio->page,
                                           .page_count = 1,
                                           .elements = folio->elements,
                                           .element_count = 2 + marks,
                                           .title = {"民生季报", NULL},
                                           .date = "2024-12-31T23:30:00-03:30"};
    return folio;
}

/* --- content, byte by byte -------------------------------------------------------------------- */

static GBytes *new_pdf(const char *content, size_t length)
{
    static const char *const objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>"};
    GString *pdf = g_string_new("%PDF-1.5\n");
    gsize places[4];
    gsize table;

    for (guint i = 0; i < 3; i++) {
        places[i] = pdf->len;
        g_string_append_printf(pdf, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
    places[3] = pdf->len;
    g_string_append_printf(pdf, "4 0 obj\n<</Length %zu>>\nstream\n", length);
    g_string_append_len(pdf, content, (gssize)length);
    g_string_append(pdf, "\nendstream\nendobj\n");
    table = pdf->len;
    g_string_append(pdf, "xref\n0 5\n0000000000 65535 f \n");
    for (guint i = 0; i < 4; i++)
        g_string_append_printf(pdf, "%010zu 00000 n \n", places[i]);
    g_string_append_printf(pdf, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
                           table);
    return g_string_free_to_bytes(pdf);
}

/* What becomes of content, or the code of the fault. */
static char *filtered(uint32_t marks, const char *content, size_t length)
{
    struct folio *folio = folio_open(marks);
    GBytes *painted = new_pdf(content, length);
    GBytes *finished = jb_finish(&folio->document, painted, folio->sink);
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(folio->sink, &count);
    char *result;

    g_assert_cmpint(finished != NULL, ==, count == 0);
    if (finished) {
        qpdf_data pdf = open_pdf(finished);

        result = stream_text(pdf, follow(pdf, qpdf_get_page_n(pdf, 0), "Contents"));
        qpdf_cleanup(&pdf);
        g_bytes_unref(finished);
    } else {
        result = g_strdup(findings[0].message->code);
    }
    g_bytes_unref(painted);
    jb_arena_close(folio->arena);
    return g_strchomp(result);
}

static const struct {
    uint32_t marks;
    const char *content;
    const char *expected;
} contents[] = {
    {0, "", ""},
    {0, "q 1 0 0 rg Q", "q 1 0 0 rg Q"},
    {0, "1 0 0 rg 0 0 1 1 re f", "1 0 0 rg /Artifact BMC\n0 0 1 1 re f\nEMC"},
    {0, "0 0 1 1 re W n", "0 0 1 1 re W n"},
    {0, "0 0 m 1 1 l S 2 w 0 0 m 2 2 l S", "/Artifact BMC\n0 0 m 1 1 l S 2 w 0 0 m 2 2 l S\nEMC"},
    {0, "0 0 1 1 re f q /x Do Q",
     "/Artifact BMC\n0 0 1 1 re f \nEMC\nq /Artifact BMC\n/x Do \nEMC\nQ"},
    {0, "BT (a) Tj /Span <</ActualText (b)>> BDC (c) Tj EMC ET",
     "/Artifact BMC\nBT (a) Tj /Span <</ActualText (b)>> BDC (c) Tj EMC ET\nEMC"},
    {0, "/Span <</ActualText (/MCID 0 BDC)>> BDC 0 0 1 1 re f EMC",
     "/Artifact BMC\n/Span <</ActualText (/MCID 0 BDC)>> BDC 0 0 1 1 re f EMC\nEMC"},
    {1, "/Span << /MCID 0 >> BDC q 0 0 1 1 re f Q EMC", "/P <</MCID 0>> BDC q 0 0 1 1 re f Q EMC"},
    {1, "0 0 1 1 re f /Span << /MCID 0 >> BDC EMC 0 0 1 1 re f",
     "/Artifact BMC\n0 0 1 1 re f \nEMC\n/P <</MCID 0>> BDC EMC /Artifact BMC\n0 0 1 1 re f\nEMC"},
    {2, "/Span<</MCID 0>>BDC EMC/Span<</MCID 1>>BDC EMC",
     "/P <</MCID 0>> BDC EMC/P <</MCID 1>> BDC EMC"},
    {1, "/Span <</MCID 0>> BDC BT /Span <</ActualText <FEFF>>> BDC <01> Tj EMC ET EMC",
     "/P <</MCID 0>> BDC BT /Span <</ActualText <FEFF>>> BDC <01> Tj EMC ET EMC"},
    {0, "BI /W 1 /H 1 ID \1EIx\n q BT Q EI Q",
     "/Artifact BMC\nBI /W 1 /H 1 ID \1EIx\n q BT Q EI \nEMC\nQ"},
    {1, "0 0 1 1 re f/Span<</MCID 0>>BDC EMC",
     "/Artifact BMC\n0 0 1 1 re f\nEMC\n/P <</MCID 0>> BDC EMC"},
    {0, "% BT f (\nq Q", "\nq Q"},
    {0, "(\\) BT (a) f) true null 3 k", "(\\) BT (a) f) true null 3 k"},
    /* one marker too many, one too few */
    {0, "/Span << /MCID 0 >> BDC EMC", "E0801"},
    {1, "/Span << /MCID 0 >> BDC EMC /Span << /MCID 1 >> BDC EMC", "E0801"},
    {1, "0 0 1 1 re f", "E0801"},
    {2, "/Span << /MCID 0 >> BDC EMC", "E0801"},
    /* in no order that a marker can be found by */
    {2, "/Span << /MCID 1 >> BDC EMC /Span << /MCID 0 >> BDC EMC", "E0802"},
    {2, "/Span << /MCID 0 >> BDC EMC /Span << /MCID 0 >> BDC EMC", "E0802"},
    {2, "/Span << /MCID 0 >> BDC /Span << /MCID 1 >> BDC EMC EMC", "E0802"},
    {1, "/Span << /MCID -0 >> BDC EMC", "E0802"},
    {1, "/Span << /MCID 99999999999999999999999 >> BDC EMC", "E0802"},
    {1, "BT /Span << /MCID 0 >> BDC EMC ET", "E0802"},
    {1, "/Span << /MCID 0 >> BDC BT EMC ET", "E0802"},
    {1, "0 0 m /Span << /MCID 0 >> BDC EMC", "E0802"},
    {1, "/Foreign BMC /Span << /MCID 0 >> BDC EMC EMC", "E0802"},
    {1, "/Span << /MCID 0 >> BDC", "E0802"},
    {0, "EMC", "E0802"},
    {0, "0 0 1 1 re f EMC", "E0802"},
    {0, "/a BMC", "E0802"},
    {0, "BT", "E0802"},
    {0, "BT BT ET", "E0802"},
    {0, "(a", "E0802"},
    {0, "(a\\", "E0802"},
    {0, "<0", "E0802"},
    {0, "BI ID EIEI", "E0802"},
};

static void test_filter(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(contents); i++) {
        char *result =
            filtered(contents[i].marks, contents[i].content, strlen(contents[i].content));

        if (!g_str_equal(result, contents[i].expected))
            g_error("%s\nbecame\n%s\nand not\n%s", contents[i].content, result,
                    contents[i].expected);
        g_free(result);
    }
}

/* Any bytes: an answer, and no harm. Fixed seed, words that matter made frequent. */
static void test_filter_hostile(void)
{
    static const char *const words[] = {
        "BDC", "EMC", "BT", "ET", "/Span", "<<", ">>", "/MCID", "0", "(", ")",  "q",  "Q",
        "re",  "f",   "<",  "BI", "ID",    "EI", "%",  "\\",    "[", "n", "\n", "Do", "/"};
    GRand *random = g_rand_new_with_seed(14289);

    for (int round = 0; round < 400; round++) {
        GString *content = g_string_new(NULL);

        for (int i = g_rand_int_range(random, 0, 30); i > 0; i--) {
            if (g_rand_int_range(random, 0, 8) == 0)
                g_string_append_c(content, (char)g_rand_int_range(random, 0, 256));
            g_string_append(content, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
            if (g_rand_int_range(random, 0, 4) != 0)
                g_string_append_c(content, ' ');
        }
        g_free(filtered((uint32_t)round % 2, content->str, content->len));
        g_string_free(content, TRUE);
    }
    g_rand_free(random);
}

/* --- the sparsest of documents ---------------------------------------------------------------- */

/* One title, no author, no outline, no names. */
static void test_sparse(void)
{
    struct folio *folio = folio_open(0);
    GBytes *painted = new_pdf("", 0);
    GBytes *finished = jb_finish(&folio->document, painted, folio->sink);
    qpdf_data pdf;
    qpdf_oh root;

    g_assert_nonnull(finished);
    pdf = open_pdf(finished);
    root = qpdf_get_root(pdf);
    g_assert_cmpstr(text_at(pdf, qpdf_get_trailer(pdf), "Info/Title"), ==, "民生季报");
    g_assert_cmpstr(text_at(pdf, qpdf_get_trailer(pdf), "Info/ModDate"), ==,
                    "D:20241231233000-03'30'");
    g_assert_false(qpdf_oh_has_key(pdf, follow(pdf, qpdf_get_trailer(pdf), "Info"), "/Author"));
    g_assert_cmpstr(source_at(pdf, root, "PageMode"), ==, "/UseNone");
    g_assert_cmpstr(text_at(pdf, root, "Lang"), ==, "zh-CN");
    g_assert_cmpstr(source_at(pdf, qpdf_get_page_n(pdf, 0), "StructParents"), ==, "0");
    g_assert_false(qpdf_oh_has_key(pdf, follow(pdf, root, "StructTreeRoot"), "/IDTree"));
    qpdf_cleanup(&pdf);
    g_bytes_unref(finished);
    g_bytes_unref(painted);
    jb_arena_close(folio->arena);
}

/* A painted file with another number of pages. */
static void test_page_count(void)
{
    struct folio *folio = folio_open(0);
    struct jb_page pages[2] = {folio->page, folio->page};
    GBytes *painted = new_pdf("", 0);
    const struct jb_finding *findings;
    uint32_t count;

    folio->document.pages = pages;
    folio->document.page_count = 2;
    g_assert_null(jb_finish(&folio->document, painted, folio->sink));
    findings = jb_sink_findings(folio->sink, &count);
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(findings[0].message->code, ==, "E0804");
    g_bytes_unref(painted);
    jb_arena_close(folio->arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finish/content/filter", test_filter);
    g_test_add_func("/finish/content/hostile", test_filter_hostile);
    g_test_add_func("/finish/content/sparse", test_sparse);
    g_test_add_func("/finish/content/page-count", test_page_count);
    return g_test_run();
}
