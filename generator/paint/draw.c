#include <cairo-pdf.h>

#include "base/length.h"
#include "paint/paint-private.h"

static void set_colour(cairo_t *cairo, jb_colour colour)
{
    cairo_set_source_rgb(cairo, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

static void draw_box(cairo_t *cairo, const struct jb_mark *mark)
{
    cairo_rectangle(cairo, jb_length_pt(mark->x), jb_length_pt(mark->y), jb_length_pt(mark->width),
                    jb_length_pt(mark->height));
    cairo_fill(cairo);
}

static void add_segment(cairo_t *cairo, const struct jb_mark *mark,
                        const struct jb_segment *segment)
{
    double x[3], y[3];

    for (int i = 0; i < 3; i++) {
        x[i] = jb_length_pt(mark->x + segment->x[i]);
        y[i] = jb_length_pt(mark->y + segment->y[i]);
    }
    switch (segment->kind) {
    case JB_SEGMENT_MOVE: cairo_move_to(cairo, x[0], y[0]); break;
    case JB_SEGMENT_LINE: cairo_line_to(cairo, x[0], y[0]); break;
    case JB_SEGMENT_CURVE: cairo_curve_to(cairo, x[0], y[0], x[1], y[1], x[2], y[2]); break;
    case JB_SEGMENT_CLOSE: cairo_close_path(cairo); break;
    }
}

static void draw_path(cairo_t *cairo, const struct jb_mark *mark)
{
    cairo_new_path(cairo);
    for (uint32_t i = 0; i < mark->path->count; i++)
        add_segment(cairo, mark, &mark->path->segments[i]);
    if (mark->path->stroke == 0) {
        cairo_fill(cairo);
        return;
    }
    cairo_set_line_width(cairo, jb_length_pt(mark->path->stroke));
    cairo_stroke(cairo);
}

bool is_raster(cairo_t *cairo)
{
    return cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE;
}

static cairo_glyph_t *place_glyphs(const struct jb_mark *mark)
{
    const struct jb_glyphs *glyphs = mark->glyphs;
    cairo_glyph_t *placed = g_new(cairo_glyph_t, glyphs->glyph_count);

    for (uint32_t i = 0; i < glyphs->glyph_count; i++) {
        placed[i].index = glyphs->ids[i];
        placed[i].x = jb_length_pt(mark->x + glyphs->x[i]);
        placed[i].y = jb_length_pt(mark->y + (glyphs->y ? glyphs->y[i] : 0));
    }
    return placed;
}

static cairo_text_cluster_t *pair_clusters(const struct jb_glyphs *glyphs)
{
    cairo_text_cluster_t *clusters = g_new(cairo_text_cluster_t, glyphs->cluster_count);

    for (uint32_t i = 0; i < glyphs->cluster_count; i++) {
        clusters[i].num_bytes = glyphs->clusters[i].bytes;
        clusters[i].num_glyphs = glyphs->clusters[i].glyphs;
    }
    return clusters;
}

static void show_with_text(cairo_t *cairo, const struct jb_glyphs *glyphs,
                           const cairo_glyph_t *placed)
{
    cairo_text_cluster_t *clusters = pair_clusters(glyphs);

    cairo_show_text_glyphs(cairo, glyphs->text, (int)glyphs->length, placed,
                           (int)glyphs->glyph_count, clusters, (int)glyphs->cluster_count, 0);
    g_free(clusters);
}

/* On pixels, glyphs are filled as outlines: cairo 1.16 would move each to the nearest pixel, and
 * letters would stand unevenly. */
static void draw_glyphs(cairo_t *cairo, struct brushes *brushes, const struct jb_mark *mark)
{
    const struct jb_glyphs *glyphs = mark->glyphs;
    cairo_scaled_font_t *font = brushes_find(brushes, glyphs->font, glyphs->size);
    cairo_glyph_t *placed = place_glyphs(mark);

    cairo_set_scaled_font(cairo, font);
    if (is_raster(cairo)) {
        cairo_glyph_path(cairo, placed, (int)glyphs->glyph_count);
        cairo_fill(cairo);
    } else {
        show_with_text(cairo, glyphs, placed);
    }
    g_free(placed);
}

static void draw_mark(cairo_t *cairo, struct brushes *brushes, const struct jb_mark *mark)
{
    set_colour(cairo, mark->colour);
    switch (mark->kind) {
    case JB_MARK_GLYPHS:
        if (mark->glyphs)
            draw_glyphs(cairo, brushes, mark);
        break;
    case JB_MARK_BOX: draw_box(cairo, mark); break;
    case JB_MARK_IMAGE: draw_image(cairo, brushes, mark); break;
    case JB_MARK_PATH: draw_path(cairo, mark); break;
    }
}

double paper_width(const struct jb_document *document, const struct jb_page *page)
{
    return jb_length_pt(page->width + 2 * document->around);
}

double paper_height(const struct jb_document *document, const struct jb_page *page)
{
    return jb_length_pt(page->height + 2 * document->around);
}

/* Flat markers only: cairo 1.16 marks nothing but the leaves of nested tags. What they are called
 * does not matter; finish/ gives each its structure type. */
void draw_page(cairo_t *cairo, struct brushes *brushes, const struct jb_page *page, bool tags)
{
    brushes_begin_page(brushes);
    for (uint32_t i = 0; i < page->content_count; i++) {
        const struct jb_content *content = &page->contents[i];
        bool tagged = tags && content->element != 0;

        if (tagged)
            cairo_tag_begin(cairo, "Span", NULL);
        for (uint32_t k = 0; k < content->count; k++)
            draw_mark(cairo, brushes, &page->marks[content->first + k]);
        if (tagged)
            cairo_tag_end(cairo, "Span");
    }
}
