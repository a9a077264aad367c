#include <dlfcn.h>
#include <glib-object.h>
#include <string.h>

#include "base/length.h"
#include "image/image-private.h"
#include "image/messages-private.h"

/* librsvg is a large library that most bulletins do not need: it is loaded with the first SVG, and
 * its few functions are declared here. */

struct rectangle {
    double x, y, width, height;
};

struct length {
    double length;
    int unit;
};

struct librsvg {
    void *(*open)(const uint8_t *bytes, gsize length, GError **error);
    void (*set_resolution)(void *handle, double dots_per_inch);
    gboolean (*pixels)(void *handle, double *width, double *height);
    void (*dimensions)(void *handle, gboolean *has_width, struct length *width,
                       gboolean *has_height, struct length *height, gboolean *has_box,
                       struct rectangle *box);
    gboolean (*render)(void *handle, struct _cairo *cairo, const struct rectangle *viewport,
                       GError **error);
};

struct jb_drawing {
    struct librsvg library;
    void *handle;
};

/* POSIX gives functions as pointers to data. */
static bool find_function(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);

    memcpy(function, &found, sizeof(found));
    return found != NULL;
}

/* Never closed: what it has registered with GObject stays. */
static bool load(struct librsvg *rsvg)
{
    void *library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);

    return library && find_function(library, "rsvg_handle_new_from_data", &rsvg->open) &&
           find_function(library, "rsvg_handle_set_dpi", &rsvg->set_resolution) &&
           find_function(library, "rsvg_handle_get_intrinsic_size_in_pixels", &rsvg->pixels) &&
           find_function(library, "rsvg_handle_get_intrinsic_dimensions", &rsvg->dimensions) &&
           find_function(library, "rsvg_handle_render_document", &rsvg->render);
}

enum { DOTS_PER_INCH = 96, MOST_POINTS = 7200 };

/* What is drawn without a size has that of its box, or a square. */
static void find_size(const struct jb_drawing *drawing, double *width, double *height)
{
    gboolean known[3] = {FALSE, FALSE, FALSE};
    struct length lengths[2];
    struct rectangle box;

    if (drawing->library.pixels(drawing->handle, width, height) && *width > 0 && *height > 0)
        return;
    *width = *height = 100;
    drawing->library.dimensions(drawing->handle, &known[0], &lengths[0], &known[1], &lengths[1],
                                &known[2], &box);
    if (known[2] && box.width > 0 && box.height > 0) {
        *width = box.width;
        *height = box.height;
    }
}

static bool take_drawing(struct opening *opening, struct jb_drawing *drawing)
{
    double width, height;

    drawing->library.set_resolution(drawing->handle, DOTS_PER_INCH);
    find_size(drawing, &width, &height);
    width *= 72.0 / DOTS_PER_INCH;
    height *= 72.0 / DOTS_PER_INCH;
    if (!(width * JB_PT >= 1 && width <= MOST_POINTS && height * JB_PT >= 1 &&
          height <= MOST_POINTS)) /* so written, it refuses what is no number */
        return refuse_both(opening, SAY_DAMAGED, "宽高超出范围", "its size is out of range");
    opening->image->kind = JB_IMAGE_DRAWING;
    opening->image->width = (uint32_t)(width * JB_PT);
    opening->image->height = (uint32_t)(height * JB_PT);
    opening->image->drawing = drawing;
    return true;
}

static bool open_drawing(struct opening *opening)
{
    struct jb_drawing *drawing = JB_NEW(opening->images->arena, struct jb_drawing);
    GError *error = NULL;

    if (!load(&drawing->library))
        return refuse(opening, SAY_NO_LIBRARY, NULL);
    /* from bytes, without a base: it could find no other file even if it were asked to */
    drawing->handle = drawing->library.open(opening->bytes, opening->length, &error);
    if (!drawing->handle) {
        refuse(opening, SAY_DAMAGED, error->message);
        g_error_free(error);
        return false;
    }
    jb_arena_defer(opening->images->arena, g_object_unref, drawing->handle);
    return take_drawing(opening, drawing);
}

bool open_svg(struct opening *opening)
{
    char *fault = NULL, *found;
    bool good = false;

    if (opening->length > MOST_SVG_BYTES)
        return refuse_both(opening, SAY_UNREADABLE, "文件太大", "the file is too large");
    found = svg_check((const char *)opening->bytes, opening->length, &fault);
    if (found)
        refuse(opening, SAY_SVG_REFUSED, found);
    else if (fault)
        refuse(opening, SAY_DAMAGED, fault);
    else
        good = open_drawing(opening);
    g_free(found);
    g_free(fault);
    return good;
}

bool jb_image_draw(const struct jb_image *image, struct _cairo *cairo, double width, double height)
{
    const struct jb_drawing *drawing = image->drawing;
    struct rectangle viewport = {0, 0, width, height};

    return drawing->library.render(drawing->handle, cairo, &viewport, NULL);
}
