#ifndef JB_PAINT_PAINT_PRIVATE_H
#define JB_PAINT_PAINT_PRIVATE_H

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

#include "base/sink.h"
#include "model/page.h"

/* The document's faces, opened from their bytes with FreeType and handed to cairo; one scaled font
 * for each face and size in use. */
struct brushes;

struct brushes *brushes_open(const struct jb_font_table *fonts, struct jb_sink *sink);
void brushes_close(struct brushes *brushes);

/* NULL where the face cannot be scaled. */
cairo_scaled_font_t *brushes_find(struct brushes *brushes, uint32_t font, int32_t size);

/* What is drawn from now on is on another page. */
void brushes_begin_page(struct brushes *brushes);

/* The picture as a source for cairo, made at its first use. It lives as long as the brushes: cairo
 * would copy every pixel of one that went before the page was written. NULL where it cannot be. */
cairo_surface_t *brushes_find_image(struct brushes *brushes, const struct jb_image *image,
                                    bool needs_pixels);

/* Something could not be drawn: the painting is not to be used. */
void brushes_fail(struct brushes *brushes);
bool brushes_failed(const struct brushes *brushes);

/* NULL where it cannot be made. needs_pixels: cairo will look at them. */
cairo_surface_t *image_surface_new(const struct jb_image *image, bool needs_pixels);

/* Whether it draws on pixels. */
bool is_raster(cairo_t *cairo);

void draw_image(cairo_t *cairo, struct brushes *brushes, const struct jb_mark *mark);

/* The paper of a page: with what is round it. */
double paper_width(const struct jb_document *document, const struct jb_page *page);
double paper_height(const struct jb_document *document, const struct jb_page *page);

/* Draws a page's contents in order, the page's corner at 0, 0. With tags, each content that has an
 * element is drawn inside a flat marker. */
void draw_page(cairo_t *cairo, struct brushes *brushes, const struct jb_page *page, bool tags);

/* Where a surface writes to. */
cairo_status_t write_to_bytes(void *bytes, const unsigned char *data, unsigned int length);

/* Closes what was used for a painting and hands over its bytes; NULL after a report that cairo
 * failed. */
GBytes *close_painting(cairo_surface_t *surface, cairo_status_t status, struct brushes *brushes,
                       GByteArray *bytes, struct jb_sink *sink);

/* Takes the elements that cairo has written out of a PDF. */
void drop_elements(GByteArray *bytes);

#endif
