#include "finish/finish.h"

#include <fontconfig/fontconfig.h>
#include <time.h>

#include "finish-specimen.h"

/* --- faults ----------------------------------------------------------------------------------- */

static void assert_refused(GBytes *painted, struct book *book, const char *code)
{
    g_assert_null(jb_finish(&book->document, painted, book->sink));
    assert_code(book, code);
    g_bytes_unref(painted);
    book_close(book);
}

/* Markers as a fault of painting would leave them. */
static void test_marker_too_many(void)
{
    struct book book = book_open();
    uint32_t para = add_element(&book, 1, JB_ROLE_P);

    add_page(&book, 100, 100);
    put_text(&book, para, 10, 20, "once");
    begin_mark(&book);
    draw_text(&book, 10, 40, "twice");
    end_mark(&book);
    assert_refused(book_paint(&book), &book, "E0801");
}

static void test_marker_too_few(void)
{
    struct book book = book_open();
    uint32_t para = add_element(&book, 1, JB_ROLE_P);
    const struct jb_finding *finding;
    GBytes *painted;
    uint32_t count;

    add_page(&book, 100, 100);
    put_text(&book, para, 10, 20, "marked");
    add_page(&book, 100, 100);
    put_text(&book, para, 10, 20, "marked");
    add_content(&book, para);
    draw_text(&book, 10, 40, "unmarked");
    painted = book_paint(&book);
    g_assert_null(jb_finish(&book.document, painted, book.sink));
    assert_code(&book, "E0801");
    finding = jb_sink_findings(book.sink, &count);
    g_assert_cmpstr(finding->args[0], ==, "2"); /* page, found, expected */
    g_assert_cmpstr(finding->args[1], ==, "1");
    g_assert_cmpstr(finding->args[2], ==, "2");
    g_bytes_unref(painted);
    book_close(&book);
}

static void test_damaged(void)
{
    struct book book;
    GBytes *painted = paint_specimen(&book);
    gsize length = g_bytes_get_size(painted);

    for (gsize cut = 0; cut < length; cut += 1 + length / 60) {
        GBytes *part = g_bytes_new_from_bytes(painted, 0, cut);
        struct jb_sink *sink = jb_sink_new(book.arena, jb_sink_sources(book.sink), 0);
        GBytes *finished = jb_finish(&book.document, part, sink);

        g_assert_null(finished);
        g_assert_true(jb_sink_has_errors(sink));
        g_bytes_unref(part);
    }
    g_bytes_unref(painted);
    book_close(&book);
}

static void spoil_destination(struct book *book)
{
    for (guint i = 0; i < book->elements->len; i++)
        if (element_at(book, i)->role == JB_ROLE_LINK)
            element_at(book, i)->target = 2;
}

static void spoil_range(struct book *book)
{
    book->document.destination_count = 1;
}

static void spoil_about(struct book *book)
{
    for (guint i = 0; i < book->elements->len; i++)
        element_at(book, i)->about = NULL;
}

static void spoil_alternative(struct book *book)
{
    for (guint i = 0; i < book->elements->len; i++)
        element_at(book, i)->alternative = NULL;
}

static void spoil_figure(struct book *book)
{
    for (guint i = 0; i < book->elements->len; i++)
        element_at(book, i)->page = JB_NO_PAGE;
}

static void spoil_id(struct book *book)
{
    element_at(book, 1)->id = "lead.en";
}

static void spoil_role(struct book *book)
{
    element_at(book, 2)->role = JB_ROLE_NONE;
}

static void spoil_parent(struct book *book)
{
    element_at(book, 2)->parent = 3;
}

static void spoil_date(struct book *book)
{
    book->document.date = "2024-04-15";
}

static struct jb_kid *first_kid(struct book *book, uint32_t element)
{
    return &g_array_index((GArray *)g_ptr_array_index(book->kids, element), struct jb_kid, 0);
}

static void spoil_mcid(struct book *book)
{
    first_kid(book, 2)->mcid = 1;
}

static void spoil_mcid_range(struct book *book)
{
    first_kid(book, 2)->mcid = UINT32_MAX;
}

static void spoil_page_range(struct book *book)
{
    first_kid(book, 2)->page = 2;
}

static void spoil_twice(struct book *book)
{
    struct jb_kid *kids = JB_NEW_ARRAY(book->arena, struct jb_kid, 2);

    kids[0] = kids[1] = *first_kid(book, 2);
    element_at(book, 2)->kids = kids;
    element_at(book, 2)->kid_count = 2;
}

/* Empty cells have no content that could be read twice. */
static void spoil_empty_twice(struct book *book)
{
    struct jb_kid *kids = JB_NEW_ARRAY(book->arena, struct jb_kid, 3);
    struct jb_element *orphan = element_at(book, book->elements->len - 1);

    orphan->parent = 2;
    kids[0] = *first_kid(book, 2);
    kids[1] = kids[2] = (struct jb_kid){.kind = JB_KID_ELEMENT, .element = book->elements->len - 1};
    element_at(book, 2)->kids = kids;
    element_at(book, 2)->kid_count = 3;
}

static void spoil_unread(struct book *book)
{
    element_at(book, 2)->kid_count = 0;
}

static void spoil_cycle(struct book *book)
{
    *first_kid(book, 3) = (struct jb_kid){.kind = JB_KID_ELEMENT, .element = 1};
}

static void spoil_element_range(struct book *book)
{
    first_kid(book, 1)->element = UINT32_MAX;
}

static void spoil_spot(struct book *book)
{
    GArray *spots = g_array_index(book->sheets, struct sheet, 1).hot_spots;

    g_array_index(spots, struct jb_hot_spot, 0).element = 2;
}

static void spoil_spot_range(struct book *book)
{
    GArray *spots = g_array_index(book->sheets, struct sheet, 1).hot_spots;

    g_array_index(spots, struct jb_hot_spot, 0).element = UINT32_MAX;
}

static void spoil_document(struct book *book)
{
    book->document.element_count = 1;
}

static const struct {
    void (*spoil)(struct book *book);
    const char *says;
} spoilers[] = {
    {spoil_destination, "leads nowhere"},
    {spoil_range, "leads nowhere"},
    {spoil_about, "does not say where it leads"},
    {spoil_alternative, "has no alternative"},
    {spoil_figure, "is on no page"},
    {spoil_id, "two elements are named lead.en"},
    {spoil_role, "element 2 has no role"},
    {spoil_parent, "element 2 is no kid of element 1"},
    {spoil_date, "no date with a time and zone"},
    {spoil_mcid, "content 1 of page 1 is not that of element 2"},
    {spoil_mcid_range, "has no content 4294967295 on page 1"},
    {spoil_page_range, "has no content 0 on page 3"},
    {spoil_twice, "content 0 of page 1 is read twice"},
    {spoil_empty_twice, "is read twice"},
    {spoil_unread, "a content of element 2 is never read"},
    {spoil_cycle, "element 1 is no kid of element 3"},
    {spoil_element_range, "element 4294967295 is no kid of element 1"},
    {spoil_spot, "the hot spot of element 2 is no link's"},
    {spoil_spot_range, "the hot spot of element 4294967295 is no link's"},
    {spoil_document, "there is no document element"},
};

static void test_contradictions(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(spoilers); i++) {
        struct book book;
        GBytes *painted = paint_specimen(&book);
        const struct jb_finding *finding;
        uint32_t count;

        spoilers[i].spoil(&book);
        g_assert_null(jb_finish(&book.document, painted, book.sink));
        assert_code(&book, "E0803");
        finding = jb_sink_findings(book.sink, &count);
        g_assert_true(g_str_has_suffix(finding->args[0], spoilers[i].says));
        g_bytes_unref(painted);
        book_close(&book);
    }
}

/* --- length ----------------------------------------------------------------------------------- */

static double seconds_for(int pages)
{
    struct book book = book_open();
    GBytes *painted, *finished;
    clock_t start;
    double seconds;

    for (int page = 0; page < pages; page++) {
        add_page(&book, 400, 600);
        for (int i = 0; i < 60; i++)
            put_text(&book, add_element(&book, 1, JB_ROLE_P), 10, 9 * i, "line");
    }
    painted = book_paint(&book);
    start = clock(); /* of the processor: other programs must not fail the test */
    finished = jb_finish(&book.document, painted, book.sink);
    seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    g_assert_nonnull(finished);
    g_test_message("%d pages: %.3f s, %zu bytes", pages, seconds, g_bytes_get_size(finished));
    g_bytes_unref(finished);
    g_bytes_unref(painted);
    book_close(&book);
    return seconds;
}

/* Eight times the pages take eight times the work, and not 64 times; caches that are too small for
 * them may double the time. */
static void test_length(void)
{
    double few, many;

    if (!g_test_slow()) {
        g_test_skip("run with -m slow");
        return;
    }
    few = seconds_for(125);
    many = seconds_for(1000);
    g_assert_cmpfloat(many, <, 32 * few);
}

int main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finish/faults/marker-too-many", test_marker_too_many);
    g_test_add_func("/finish/faults/marker-too-few", test_marker_too_few);
    g_test_add_func("/finish/faults/damaged", test_damaged);
    g_test_add_func("/finish/faults/contradictions", test_contradictions);
    g_test_add_func("/finish/faults/length", test_length);
    result = g_test_run();
    cairo_debug_reset_static_data();
    FcFini();
    return result;
}
