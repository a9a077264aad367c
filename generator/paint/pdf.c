#include <cairo-pdf.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED_FOR_LEAKS
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED_FOR_LEAKS
#endif
#endif
#ifdef WATCHED_FOR_LEAKS
#include <sanitizer/lsan_interface.h>
#endif

#include "base/length.h"
#include "paint/paint-private.h"
#include "paint/paint.h"

/* cairo 1.16 reads the font dictionaries of each CID-keyed CFF face that it subsets into an array
 * and never gives that back: 96 bytes a face, which no caller can reach. A leak checker is told so
 * for this one call, so that it can watch over all the rest. */
static void finish_surface(cairo_surface_t *surface)
{
#ifdef WATCHED_FOR_LEAKS
    __lsan_disable();
#endif
    cairo_surface_finish(surface);
#ifdef WATCHED_FOR_LEAKS
    __lsan_enable();
#endif
}

/* cairo ignores SOURCE_DATE_EPOCH: without dates of our own no two runs would agree. The other
 * metadata are written by finish/. */
static void set_dates(cairo_surface_t *surface, const struct jb_document *document)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, document->date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, document->date);
}

/* Destinations in the order of the pages: a contents table may have named them in another. */
static gint compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct jb_destination *all = data;
    const struct jb_destination *x = &all[*(const uint32_t *)a], *y = &all[*(const uint32_t *)b];

    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    if (x->y != y->y)
        return x->y < y->y ? -1 : 1;
    return x->level < y->level ? -1 : x->level > y->level;
}

static GArray *outline_order(const struct jb_document *document)
{
    GArray *order = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (uint32_t i = 0; i < document->destination_count; i++)
        if (document->destinations[i].outline && document->destinations[i].page != JB_NO_PAGE)
            g_array_append_val(order, i);
    g_array_sort_with_data(order, compare_places, (gpointer)document->destinations);
    return order;
}

static int add_outline_entry(cairo_surface_t *surface, const struct jb_destination *destination,
                             int32_t around, int parent)
{
    char place[80], x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

    /* whatever the locale, the point is a point */
    g_ascii_formatd(x, sizeof(x), "%.2f", jb_length_pt(destination->x + around));
    g_ascii_formatd(y, sizeof(y), "%.2f", jb_length_pt(destination->y + around));
    g_snprintf(place, sizeof(place), "page=%u pos=[%.16s %.16s]", destination->page + 1, x, y);
    return cairo_pdf_surface_add_outline(surface, parent, destination->outline, place,
                                         CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

/* An entry belongs to the last one before it of a lower level. */
static void add_outline(cairo_surface_t *surface, const struct jb_document *document)
{
    enum { LEVELS = 16 };
    GArray *order = outline_order(document);
    int last_of[LEVELS] = {CAIRO_PDF_OUTLINE_ROOT};

    for (guint i = 0; i < order->len; i++) {
        const struct jb_destination *destination =
            &document->destinations[g_array_index(order, uint32_t, i)];
        uint32_t level = CLAMP(destination->level, 1, LEVELS - 1);
        int entry = add_outline_entry(surface, destination, document->around, last_of[level - 1]);

        for (uint32_t deeper = level; deeper < LEVELS; deeper++)
            last_of[deeper] = entry;
    }
    g_array_free(order, TRUE);
}

static void draw_pages(cairo_surface_t *surface, const struct jb_document *document,
                       struct brushes *brushes)
{
    cairo_t *cairo = cairo_create(surface);
    double around = jb_length_pt(document->around);
    char label[16];

    for (uint32_t i = 0; i < document->page_count; i++) {
        const struct jb_page *page = &document->pages[i];

        cairo_pdf_surface_set_size(surface, paper_width(document, page),
                                   paper_height(document, page));
        g_snprintf(label, sizeof(label), "%u", i + 1);
        cairo_pdf_surface_set_page_label(surface, label);
        cairo_save(cairo);
        cairo_translate(cairo, around, around);
        draw_page(cairo, brushes, page, true);
        cairo_restore(cairo);
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
}

GBytes *jb_paint_pdf(const struct jb_document *document, struct jb_sink *sink)
{
    struct brushes *brushes = brushes_open(document->fonts, sink);
    GByteArray *bytes;
    cairo_surface_t *surface;

    if (!brushes)
        return NULL;
    bytes = g_byte_array_new();
    surface = cairo_pdf_surface_create_for_stream(write_to_bytes, bytes, 1, 1);
    set_dates(surface, document);
    draw_pages(surface, document, brushes);
    add_outline(surface, document);
    finish_surface(surface);
    drop_elements(bytes);
    return close_painting(surface, cairo_surface_status(surface), brushes, bytes, sink);
}
