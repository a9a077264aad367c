#ifndef JB_TESTS_FINISH_SPECIMEN_H
#define JB_TESTS_FINISH_SPECIMEN_H

/* Documents made by hand: the model, and its drawing as paint/ leaves it. */

#include <cairo-pdf.h>
#include <glib.h>

#include "base/length.h"
#include "base/sink.h"
#include "model/page.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable()
#define __lsan_enable()
#endif

struct sheet {
    struct jb_page page;
    GArray *contents;
    GArray *hot_spots;
    uint32_t mcids;
};

struct book {
    struct jb_arena *arena;
    struct jb_sink *sink;
    GArray *sheets;   /* struct sheet */
    GArray *elements; /* struct jb_element */
    GPtrArray *kids;  /* by element: GArray of struct jb_kid */
    struct jb_document document;
    cairo_surface_t *surface;
    cairo_t *cairo;
    GByteArray *bytes;
};

static inline cairo_status_t collect(void *closure, const unsigned char *bytes, unsigned int length)
{
    g_byte_array_append(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static inline uint32_t add_element(struct book *book, uint32_t parent, enum jb_role role)
{
    struct jb_element element = {.role = role, .parent = parent, .page = JB_NO_PAGE};
    struct jb_kid kid = {.kind = JB_KID_ELEMENT, .element = book->elements->len};

    if (parent != 0)
        g_array_append_val((GArray *)g_ptr_array_index(book->kids, parent), kid);
    g_array_append_val(book->elements, element);
    g_ptr_array_add(book->kids, g_array_new(FALSE, FALSE, sizeof(struct jb_kid)));
    return kid.element;
}

static inline struct jb_element *element_at(struct book *book, uint32_t element)
{
    return &g_array_index(book->elements, struct jb_element, element);
}

static inline void set_lang(struct book *book, uint32_t element, enum jb_lang lang)
{
    element_at(book, element)->has_lang = true;
    element_at(book, element)->lang = lang;
}

static inline struct book book_open(void)
{
    struct book book = {.arena = jb_arena_open(), .bytes = g_byte_array_new()};

    book.sink = jb_sink_new(book.arena, jb_sources_new(book.arena), 0);
    book.sheets = g_array_new(FALSE, TRUE, sizeof(struct sheet));
    book.elements = g_array_new(FALSE, TRUE, sizeof(struct jb_element));
    book.kids = g_ptr_array_new();
    book.surface = cairo_pdf_surface_create_for_stream(collect, book.bytes, 100, 100);
    book.cairo = cairo_create(book.surface);
    cairo_select_font_face(book.cairo, "Noto Serif CJK SC", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(book.cairo, 10);
    add_element(&book, 0, JB_ROLE_NONE);
    set_lang(&book, add_element(&book, 0, JB_ROLE_DOCUMENT), JB_ZH);
    book.document.title[JB_ZH] = "民生季报";
    book.document.title[JB_EN] = "Q1 <bulletin> & more";
    book.document.author = "武进区 Wujin";
    book.document.subject = "季报";
    book.document.date = "2024-04-15T08:00:00+08:00";
    return book;
}

static inline void add_page(struct book *book, int width, int height)
{
    struct sheet sheet = {.page = {.width = width * JB_PT, .height = height * JB_PT}};

    sheet.contents = g_array_new(FALSE, TRUE, sizeof(struct jb_content));
    sheet.hot_spots = g_array_new(FALSE, TRUE, sizeof(struct jb_hot_spot));
    if (book->sheets->len > 0)
        cairo_show_page(book->cairo);
    cairo_pdf_surface_set_size(book->surface, width, height);
    g_array_append_val(book->sheets, sheet);
}

static inline struct sheet *last_sheet(struct book *book)
{
    return &g_array_index(book->sheets, struct sheet, book->sheets->len - 1);
}

static inline void add_content(struct book *book, uint32_t element)
{
    struct sheet *sheet = last_sheet(book);
    struct jb_content content = {.element = element};
    struct jb_kid kid = {.kind = JB_KID_CONTENT, .page = book->sheets->len - 1};

    g_array_append_val(sheet->contents, content);
    if (element == 0)
        return;
    kid.mcid = sheet->mcids++;
    g_array_append_val((GArray *)g_ptr_array_index(book->kids, element), kid);
}

static inline void begin_mark(struct book *book)
{
    cairo_tag_begin(book->cairo, "Span", NULL);
}

static inline void end_mark(struct book *book)
{
    cairo_tag_end(book->cairo, "Span");
}

static inline void draw_text(struct book *book, int x, int y, const char *text)
{
    cairo_move_to(book->cairo, x, y);
    cairo_show_text(book->cairo, text);
}

/* A text of the element, or an artifact for element 0. */
static inline void put_text(struct book *book, uint32_t element, int x, int y, const char *text)
{
    add_content(book, element);
    if (element)
        begin_mark(book);
    draw_text(book, x, y, text);
    if (element)
        end_mark(book);
}

static inline void draw_box(struct book *book, int x, int y, int width, int height, double green)
{
    cairo_save(book->cairo);
    cairo_set_source_rgb(book->cairo, 0.2, green, 0.4);
    cairo_rectangle(book->cairo, x, y, width, height);
    cairo_fill(book->cairo);
    cairo_restore(book->cairo);
}

static inline void put_bar(struct book *book, uint32_t element, int x, int y)
{
    add_content(book, element);
    begin_mark(book);
    draw_box(book, x, y, 100, 8, 0.9);
    draw_box(book, x, y, 40, 8, 0.1);
    end_mark(book);
}

static inline void put_spot(struct book *book, uint32_t element, int x, int y, int width,
                            int height)
{
    struct jb_hot_spot spot = {element, x * JB_PT, y * JB_PT, width * JB_PT, height * JB_PT};

    g_array_append_val(last_sheet(book)->hot_spots, spot);
}

/* Ends the drawing and makes the model whole. */
static inline GBytes *book_paint(struct book *book)
{
    struct jb_page *pages = JB_NEW_ARRAY(book->arena, struct jb_page, book->sheets->len);
    GByteArray *bytes = book->bytes;

    for (guint i = 0; i < book->sheets->len; i++) {
        struct sheet *sheet = &g_array_index(book->sheets, struct sheet, i);

        pages[i] = sheet->page;
        pages[i].contents = (const void *)sheet->contents->data;
        pages[i].content_count = sheet->contents->len;
        pages[i].hot_spots = (const void *)sheet->hot_spots->data;
        pages[i].hot_spot_count = sheet->hot_spots->len;
    }
    for (guint i = 0; i < book->elements->len; i++) {
        GArray *kids = g_ptr_array_index(book->kids, i);

        element_at(book, i)->kids = (const void *)kids->data;
        element_at(book, i)->kid_count = kids->len;
    }
    book->document.pages = pages;
    book->document.page_count = book->sheets->len;
    book->document.elements = (const void *)book->elements->data;
    book->document.element_count = book->elements->len;
    cairo_destroy(book->cairo);
    __lsan_disable(); /* cairo 1.16 loses an array of each CID-keyed face: paint/pdf.c */
    cairo_surface_finish(book->surface);
    __lsan_enable();
    g_assert_cmpint(cairo_surface_status(book->surface), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(book->surface);
    book->bytes = NULL;
    return g_byte_array_free_to_bytes(bytes);
}

static inline void book_close(struct book *book)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        g_array_free(g_array_index(book->sheets, struct sheet, i).contents, TRUE);
        g_array_free(g_array_index(book->sheets, struct sheet, i).hot_spots, TRUE);
    }
    for (guint i = 0; i < book->kids->len; i++)
        g_array_free(g_ptr_array_index(book->kids, i), TRUE);
    g_array_free(book->sheets, TRUE);
    g_array_free(book->elements, TRUE);
    g_ptr_array_free(book->kids, TRUE);
    jb_arena_close(book->arena);
}

static inline void assert_code(struct book *book, const char *code)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(book->sink, &count);

    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(findings[0].message->code, ==, code);
}

/* --- the specimen: two pages of different size, everything that has a rule of its own --------- */

static const struct jb_destination destinations[] = {
    {.name = "top", .outline = "民生", .level = 1, .page = 0, .x = 20 * JB_PT, .y = 30 * JB_PT},
    {.name = "far", .page = 1, .x = 20 * JB_PT, .y = 100 * JB_PT},
    {.name = "lost", .page = JB_NO_PAGE},
};

static inline uint32_t add_link(struct book *book, uint32_t parent, const char *uri,
                                uint32_t target)
{
    uint32_t link = add_element(book, parent, JB_ROLE_LINK);

    element_at(book, link)->uri = uri;
    element_at(book, link)->target = target;
    element_at(book, link)->about = uri ? "区政府网站 The district" : "转到汇总表 To the table";
    return link;
}

static inline void put_contents_list(struct book *book)
{
    uint32_t toc = add_element(book, 1, JB_ROLE_TOC);
    uint32_t entry = add_element(book, toc, JB_ROLE_TOCI);
    uint32_t reference = add_element(book, entry, JB_ROLE_REFERENCE);
    uint32_t link = add_link(book, reference, NULL, 1);

    put_text(book, link, 20, 60, "Table 2");
    put_spot(book, link, 20, 50, 40, 12);
}

static inline void put_cell(struct book *book, uint32_t row, enum jb_role role, bool row_head,
                            int x, int y, const char *text)
{
    uint32_t cell = add_element(book, row, role);

    element_at(book, cell)->row_head = row_head;
    put_text(book, cell, x, y, text);
}

static inline void put_table(struct book *book)
{
    uint32_t table = add_element(book, 1, JB_ROLE_TABLE);
    uint32_t head = add_element(book, add_element(book, table, JB_ROLE_THEAD), JB_ROLE_TR);
    uint32_t row = add_element(book, add_element(book, table, JB_ROLE_TBODY), JB_ROLE_TR);

    draw_box(book, 20, 88, 200, 1, 0.5);
    put_cell(book, head, JB_ROLE_TH, false, 20, 100, "Item");
    put_cell(book, head, JB_ROLE_TH, false, 120, 100, "Done");
    put_cell(book, row, JB_ROLE_TH, true, 20, 120, "Lifts");
    put_cell(book, row, JB_ROLE_TD, false, 120, 120, "26.4%");
}

static inline void put_figure(struct book *book)
{
    uint32_t figure = add_element(book, 1, JB_ROLE_FIGURE);
    struct jb_element *element = element_at(book, figure);

    set_lang(book, figure, JB_EN);
    element->alternative = "40% done";
    element->page = 1;
    element->x = 20 * JB_PT;
    element->y = 140 * JB_PT;
    element->width = 100 * JB_PT;
    element->height = 8 * JB_PT;
    put_bar(book, figure, 20, 140);
}

static inline cairo_surface_t *new_image(double red)
{
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 8, 8);
    cairo_t *cairo = cairo_create(image);

    cairo_set_source_rgba(cairo, red, 0, 0, 0.5);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    return image;
}

/* Images that cairo asks to be smoothed: one in a group, one that only a soft mask leads to. */
static inline void draw_images(struct book *book)
{
    cairo_surface_t *image = new_image(1);
    cairo_surface_t *mask = new_image(0.3);

    cairo_push_group(book->cairo);
    cairo_set_source_surface(book->cairo, image, 200, 300);
    cairo_paint(book->cairo);
    cairo_pop_group_to_source(book->cairo);
    cairo_paint_with_alpha(book->cairo, 0.5);
    cairo_set_source_rgb(book->cairo, 0, 1, 0);
    cairo_mask_surface(book->cairo, mask, 220, 300);
    cairo_set_source_rgb(book->cairo, 0, 0, 0);
    cairo_surface_destroy(image);
    cairo_surface_destroy(mask);
}

/* The link goes over the page break, and so does its paragraph. */
static inline void put_paragraph(struct book *book, uint32_t para, uint32_t link)
{
    put_text(book, para, 20, 580, "See");
    put_text(book, link, 50, 580, "the web");
    put_spot(book, link, 50, 570, 60, 12);
    put_spot(book, link, 20, 582, 30, 12);
    put_text(book, 0, 20, 595, "Page 1");
    add_page(book, 500, 400);
    put_text(book, 0, 20, 15, "Running head");
    put_text(book, link, 20, 30, "site");
    put_spot(book, link, 20, 20, 30, 12);
    put_text(book, para, 50, 30, "for more.");
}

static inline GBytes *paint_specimen(struct book *book)
{
    uint32_t heading, para, link;

    *book = book_open();
    book->document.destinations = destinations;
    book->document.destination_count = G_N_ELEMENTS(destinations);
    add_page(book, 400, 600);
    draw_box(book, 0, 0, 400, 10, 0.3);
    put_text(book, 0, 20, 18, "Quarterly");
    heading = add_element(book, 1, JB_ROLE_H1);
    element_at(book, heading)->id = "title.zh";
    put_text(book, heading, 20, 40, "民生实事");
    put_contents_list(book);
    para = add_element(book, 1, JB_ROLE_P);
    element_at(book, para)->id = "lead.en";
    set_lang(book, para, JB_EN);
    link = add_link(book, para, "https://example.org/(2024)/民 生?a=%20&b", 0);
    /* reading order: the text before the link is the paragraph's first kid */
    g_array_set_size(g_ptr_array_index(book->kids, para), 0);
    draw_images(book);
    put_paragraph(book, para, link);
    g_array_insert_vals(g_ptr_array_index(book->kids, para), 1,
                        &(struct jb_kid){.kind = JB_KID_ELEMENT, .element = link}, 1);
    put_table(book);
    put_figure(book);
    add_element(book, 0, JB_ROLE_TR); /* of a repeated head: in no tree */
    return book_paint(book);
}

#endif
