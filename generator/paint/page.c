#include <cairo-svg.h>
#include <math.h>

#include "base/length.h"
#include "paint/paint-private.h"
#include "paint/paint.h"

static cairo_surface_t *png_surface(const struct jb_document *document, const struct jb_page *page,
                                    double scale)
{
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                      (int)ceil(paper_width(document, page) * scale - 0.01),
                                      (int)ceil(paper_height(document, page) * scale - 0.01));
}

static void draw_on(cairo_surface_t *surface, struct brushes *brushes,
                    const struct jb_document *document, const struct jb_page *page, double scale)
{
    cairo_t *cairo = cairo_create(surface);

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, jb_length_pt(document->around), jb_length_pt(document->around));
    draw_page(cairo, brushes, page, false);
    cairo_show_page(cairo);
    cairo_destroy(cairo);
}

GBytes *jb_paint_png(const struct jb_document *document, uint32_t page, uint32_t dots_per_inch,
                     struct jb_sink *sink)
{
    struct brushes *brushes = brushes_open(document->fonts, sink);
    const struct jb_page *sheet = &document->pages[page];
    double scale = dots_per_inch / 72.0;
    GByteArray *bytes;
    cairo_surface_t *surface;
    cairo_status_t status;

    if (!brushes)
        return NULL;
    bytes = g_byte_array_new();
    surface = png_surface(document, sheet, scale);
    draw_on(surface, brushes, document, sheet, scale);
    status = cairo_surface_write_to_png_stream(surface, write_to_bytes, bytes);
    return close_painting(surface, status, brushes, bytes, sink);
}

GBytes *jb_paint_svg(const struct jb_document *document, uint32_t page, struct jb_sink *sink)
{
    struct brushes *brushes = brushes_open(document->fonts, sink);
    const struct jb_page *sheet = &document->pages[page];
    GByteArray *bytes;
    cairo_surface_t *surface;

    if (!brushes)
        return NULL;
    bytes = g_byte_array_new();
    surface = cairo_svg_surface_create_for_stream(
        write_to_bytes, bytes, paper_width(document, sheet), paper_height(document, sheet));
    draw_on(surface, brushes, document, sheet, 1);
    cairo_surface_finish(surface);
    return close_painting(surface, cairo_surface_status(surface), brushes, bytes, sink);
}
