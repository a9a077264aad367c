#include <string.h>

#include "base/length.h"
#include "image/image.h"
#include "paint/paint-private.h"

/* cairo keeps a picture's pixels in 32 bits of the machine's own order. */
static void copy_row(uint32_t *row, const uint8_t *pixels, uint32_t width, uint32_t channels)
{
    for (uint32_t x = 0; x < width; x++, pixels += channels) {
        uint32_t red = pixels[0], green = pixels[channels == 3 ? 1 : 0];
        uint32_t blue = pixels[channels == 3 ? 2 : 0];

        row[x] = red << 16 | green << 8 | blue;
    }
}

static void copy_pixels(cairo_surface_t *surface, const struct jb_image *image,
                        const uint8_t *pixels)
{
    unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);

    cairo_surface_flush(surface);
    for (uint32_t y = 0; data && y < image->height; y++)
        copy_row((uint32_t *)(void *)(data + y * stride),
                 pixels + (size_t)y * image->width * image->channels, image->width,
                 image->channels);
    cairo_surface_mark_dirty(surface);
}

/* Where pixels are asked for, a JPEG is decoded; elsewhere cairo passes its bytes through, and the
 * surface's own pixels are never looked at. */
static bool fill_surface(cairo_surface_t *surface, const struct jb_image *image, bool needs_pixels)
{
    uint8_t *decoded;

    if (image->kind == JB_IMAGE_PIXELS) {
        copy_pixels(surface, image, image->bytes);
        return true;
    }
    if (!needs_pixels)
        return cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, image->bytes,
                                           image->length, NULL, NULL) == CAIRO_STATUS_SUCCESS;
    decoded = jb_image_new_pixels(image);
    if (decoded)
        copy_pixels(surface, image, decoded);
    g_free(decoded);
    return decoded != NULL;
}

cairo_surface_t *image_surface_new(const struct jb_image *image, bool needs_pixels)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)image->width, (int)image->height);

    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS &&
        fill_surface(surface, image, needs_pixels))
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

/* From pixels as they are stored to the picture as it is seen (Exif 2.3, table 6). */
static void turn_upright(cairo_t *cairo, const struct jb_image *image)
{
    double w = image->width, h = image->height;
    const cairo_matrix_t turns[] = {
        {1, 0, 0, 1, 0, 0}, {-1, 0, 0, 1, w, 0}, {-1, 0, 0, -1, w, h}, {1, 0, 0, -1, 0, h},
        {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, h, 0}, {0, -1, -1, 0, h, w}, {0, -1, 1, 0, 0, w},
    };

    cairo_transform(cairo, &turns[image->orientation - 1]);
}

static bool draw_pixels(cairo_t *cairo, struct brushes *brushes, const struct jb_mark *mark)
{
    cairo_surface_t *surface = brushes_find_image(brushes, mark->image, is_raster(cairo));

    if (!surface)
        return false;
    cairo_scale(cairo, jb_length_pt(mark->width) / jb_image_seen_width(mark->image),
                jb_length_pt(mark->height) / jb_image_seen_height(mark->image));
    turn_upright(cairo, mark->image);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_rectangle(cairo, 0, 0, mark->image->width, mark->image->height);
    cairo_fill(cairo); /* cairo 1.16 loses a tag whose page begins with a paint */
    return true;
}

void draw_image(cairo_t *cairo, struct brushes *brushes, const struct jb_mark *mark)
{
    bool good;

    cairo_save(cairo);
    cairo_translate(cairo, jb_length_pt(mark->x), jb_length_pt(mark->y));
    if (mark->image->kind == JB_IMAGE_DRAWING)
        good = jb_image_draw(mark->image, cairo, jb_length_pt(mark->width),
                             jb_length_pt(mark->height));
    else
        good = draw_pixels(cairo, brushes, mark);
    cairo_restore(cairo);
    if (!good)
        brushes_fail(brushes);
}
