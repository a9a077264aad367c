#include "image/image.h"
#include "layout/messages-private.h"
#include "layout/shapes-private.h"

/* Pictures and codes: how large they are printed, and whether they have enough dots for it. */

/* Of a picture as it is printed, in dots per inch. */
enum { DOTS_REQUIRED = 150, DOTS_WANTED = 220, DOTS_ASSUMED = 96, POINTS_PER_INCH = 72 };

struct size {
    int32_t width, height;
};

/* So many dots at that many in an inch. */
static int64_t length_of_dots(uint32_t dots, uint32_t per_inch)
{
    return (int64_t)dots * POINTS_PER_INCH * JB_PT / per_inch;
}

/* As large as the template or the file asks; a drawing has a size of its own. */
static void natural_size(const struct jb_picture *picture, const struct jb_image *image,
                         int64_t *width, int64_t *height)
{
    uint32_t dots = picture->resolution ? picture->resolution : image->dots_per_inch;

    *width = jb_image_seen_width(image);
    *height = jb_image_seen_height(image);
    if (image->kind == JB_IMAGE_DRAWING)
        return;
    *width = length_of_dots((uint32_t)*width, dots ? dots : DOTS_ASSUMED);
    *height = length_of_dots((uint32_t)*height, dots ? dots : DOTS_ASSUMED);
}

/* The largest of that shape within the box, rounded down, so that it never leaves its column. */
static struct size fit(int64_t width, int64_t height, int64_t most_width, int64_t most_height)
{
    if (width * most_height >= height * most_width)
        return (struct size){(int32_t)most_width,
                             (int32_t)MAX(1, height * most_width / MAX(1, width))};
    return (struct size){(int32_t)MAX(1, width * most_height / height), (int32_t)most_height};
}

static struct size picture_size(const struct layout *layout, const struct jb_picture *picture,
                                const struct jb_image *image, int32_t column)
{
    const struct jb_master *master = jb_flow_master(layout->flow, 1);
    int32_t page = MAX(1, master->height - master->top - master->bottom);
    int64_t width, height, most_width = MAX(1, column), most_height = page;

    natural_size(picture, image, &width, &height);
    if (picture->width > 0)
        most_width = MIN(most_width, picture->width);
    if (picture->height > 0)
        most_height = MIN(most_height, picture->height);
    if (picture->width == 0 && picture->height == 0) {
        most_width = CLAMP(width, 1, most_width);
        most_height = CLAMP(height, 1, most_height);
    }
    return fit(width, height, most_width, most_height);
}

static void report_dots(struct layout *layout, const struct jb_picture *picture,
                        const struct jb_image *image, struct size size)
{
    int64_t dots = (int64_t)jb_image_seen_width(image) * POINTS_PER_INCH * JB_PT / size.width;
    char *name;
    const char *number, *width;

    if (image->kind == JB_IMAGE_DRAWING || dots >= DOTS_WANTED)
        return;
    name = g_path_get_basename(image->path);
    number = jb_arena_print(layout->arena, "%d", (int)dots);
    width = jb_arena_print(layout->arena, "%d", (size.width + JB_PT / 2) / JB_PT);
    jb_report(layout->sink,
              &jb_layout_messages[dots < DOTS_REQUIRED ? SAY_TOO_FEW_DOTS : SAY_FEW_DOTS],
              picture->span, name, number, width, NULL);
    g_free(name);
}

static int32_t offset_in(int32_t column, int32_t width, enum jb_align align)
{
    if (align == JB_ALIGN_END)
        return column - width;
    return align == JB_ALIGN_CENTRE ? (column - width) / 2 : 0;
}

/* Without an alternative it says nothing and is an artifact. */
static struct strip *begin_picture(struct layout *layout, struct place place,
                                   const struct jb_block *block, struct size size, int32_t x,
                                   uint32_t *element)
{
    const struct jb_picture *picture = block->picture;
    struct strip *strip;

    *element = picture->alternative ? element_for(layout, place, JB_ROLE_FIGURE, block->origin)
                                    : NO_ELEMENT;
    stack_ask_space(place.stack, block->space_before);
    strip = stack_push(layout, place.stack, block->origin);
    strip->height = size.height;
    strip->keep_with_next = block->keep_with_next;
    if (*element == NO_ELEMENT)
        return strip;
    tree_at(layout->tree, *element)->alternative = picture->alternative;
    tree_at(layout->tree, *element)->has_lang = true;
    tree_at(layout->tree, *element)->lang = picture->lang;
    strip_add(strip, ITEM_FRAME, *element)->mark =
        (struct jb_mark){.x = x, .width = size.width, .height = size.height};
    return strip;
}

static void compose_image(struct layout *layout, struct place place, const struct jb_block *block)
{
    const struct jb_picture *picture = block->picture;
    const struct jb_image *image = jb_image_open(layout->images, picture->path, picture->span);
    struct jb_mark mark = {.kind = JB_MARK_IMAGE, .image = image, .origin = block->origin};
    struct size size;
    struct strip *strip;
    uint32_t element;

    if (!image)
        return;
    size = picture_size(layout, picture, image, place.width);
    report_dots(layout, picture, image, size);
    mark.x = offset_in(place.width, size.width, picture->align);
    mark.width = size.width;
    mark.height = size.height;
    strip = begin_picture(layout, place, block, size, mark.x, &element);
    strip_add(strip, ITEM_MARK, element)->mark = mark;
    stack_ask_space(place.stack, block->space_after);
}

/* --- codes ------------------------------------------------------------------------------------ */

enum { QUIET_MODULES = 4, SMALLEST_MODULE = 1161 /* 0.4 mm */, USUAL_MODULE = 1451 /* 0.5 mm */ };

/* Each run of dark modules in a row is a box; all are one shape, so that no seams show between. */
static struct outline *dark_modules(struct layout *layout, const struct jb_code *code, int32_t x,
                                    int32_t y, int32_t module)
{
    struct outline *outline = outline_new(layout);

    for (uint32_t row = 0; row < code->size; row++) {
        const uint8_t *dark = code->dark + (size_t)row * code->size;

        for (uint32_t i = 0, run; i < code->size; i += run) {
            for (run = 1; i + run < code->size && dark[i + run] == dark[i];)
                run++;
            if (dark[i])
                outline_box(outline, x + (int32_t)i * module, y + (int32_t)row * module,
                            (int32_t)run * module, module);
        }
    }
    return outline;
}

static int32_t module_size(struct layout *layout, const struct jb_picture *picture,
                           uint32_t modules, int32_t column)
{
    int32_t most = MAX(1, column / (int32_t)modules);
    int32_t module = picture->width ? picture->width / (int32_t)modules : USUAL_MODULE;

    module = CLAMP(module, 1, most);
    if (module < SMALLEST_MODULE)
        jb_report(layout->sink, &jb_layout_messages[SAY_FINE_CODE], picture->span,
                  jb_arena_print(layout->arena, "%.2f", module / (72.0 / 25.4) / JB_PT),
                  jb_arena_print(layout->arena, "%.0f", modules * 0.4 + 0.5), NULL);
    return module;
}

static void compose_code(struct layout *layout, struct place place, const struct jb_block *block)
{
    const struct jb_picture *picture = block->picture;
    const struct jb_code *code =
        jb_code_new(layout->arena, picture->code, layout->sink, picture->span);
    int32_t module, side, x, quiet;
    struct strip *strip;
    uint32_t element;

    if (!code)
        return;
    module = module_size(layout, picture, code->size + 2 * QUIET_MODULES, place.width);
    side = module * (int32_t)(code->size + 2 * QUIET_MODULES);
    x = offset_in(place.width, side, picture->align);
    quiet = QUIET_MODULES * module;
    strip = begin_picture(layout, place, block, (struct size){side, side}, x, &element);
    strip_add_box(strip, x, 0, side, side, 0xFFFFFF, element); /* on a tinted ground too */
    strip_add_path(strip, dark_modules(layout, code, x + quiet, quiet, module), 0, block->fill,
                   element);
    stack_ask_space(place.stack, block->space_after);
}

void compose_picture(struct layout *layout, struct place place, const struct jb_block *block)
{
    if (block->picture->path)
        compose_image(layout, place, block);
    else
        compose_code(layout, place, block);
}
