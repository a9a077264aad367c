#include <cairo-pdf.h>
#include <string.h>

#include "base/length.h"
#include "paint/paint-private.h"
#include "paint/paint.h"

/* cairo ignores SOURCE_DATE_EPOCH: without dates of our own no two runs would agree. The other
 * metadata are written by finish/. */
static void set_dates(cairo_surface_t *surface, const struct jb_document *document)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, document->date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, document->date);
}

/* The i-th destination's nearest one above it in the outline. */
static int outline_parent(const struct jb_document *document, const int *ids, uint32_t i)
{
    for (uint32_t k = i; k-- > 0;)
        if (ids[k] && document->destinations[k].level < document->destinations[i].level)
            return ids[k];
    return CAIRO_PDF_OUTLINE_ROOT;
}

static void add_outline(cairo_surface_t *surface, const struct jb_document *document)
{
    int *ids = g_new0(int, document->destination_count + 1);
    char place[80], x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

    for (uint32_t i = 0; i < document->destination_count; i++) {
        const struct jb_destination *destination = &document->destinations[i];

        if (!destination->outline || destination->page == JB_NO_PAGE)
            continue;
        /* whatever the locale, the point is a point */
        g_ascii_formatd(x, sizeof(x), "%.2f", jb_length_pt(destination->x));
        g_ascii_formatd(y, sizeof(y), "%.2f", jb_length_pt(destination->y));
        g_snprintf(place, sizeof(place), "page=%u pos=[%.16s %.16s]", destination->page + 1, x, y);
        ids[i] = cairo_pdf_surface_add_outline(surface, outline_parent(document, ids, i),
                                               destination->outline, place,
                                               CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
    g_free(ids);
}

static void draw_pages(cairo_surface_t *surface, const struct jb_document *document,
                       struct brushes *brushes)
{
    cairo_t *cairo = cairo_create(surface);
    char label[16];

    for (uint32_t i = 0; i < document->page_count; i++) {
        const struct jb_page *page = &document->pages[i];

        cairo_pdf_surface_set_size(surface, jb_length_pt(page->width), jb_length_pt(page->height));
        g_snprintf(label, sizeof(label), "%u", i + 1);
        cairo_pdf_surface_set_page_label(surface, label);
        draw_page(cairo, brushes, page, true);
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
}

GBytes *jb_paint_pdf(const struct jb_document *document, struct jb_sink *sink)
{
    struct brushes *brushes = brushes_open(document->fonts, sink);
    GByteArray *bytes;
    cairo_surface_t *surface;
    cairo_status_t status;

    if (!brushes)
        return NULL;
    bytes = g_byte_array_new();
    surface = cairo_pdf_surface_create_for_stream(write_to_bytes, bytes, 1, 1);
    set_dates(surface, document);
    draw_pages(surface, document, brushes);
    add_outline(surface, document);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    brushes_close(brushes);
    if (report_status(sink, status)) {
        g_byte_array_free(bytes, TRUE);
        return NULL;
    }
    return g_byte_array_free_to_bytes(bytes);
}
