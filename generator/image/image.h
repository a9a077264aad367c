#ifndef JB_IMAGE_IMAGE_H
#define JB_IMAGE_IMAGE_H

/* Pictures from files: PNG, JPEG and SVG, told apart by their first bytes; and codes that a camera
 * reads. Files are hostile: whatever their bytes are, the answer is a picture or a message. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/image.h"

extern const struct jb_message_table jb_image_message_table;

/* The pictures of one document: a file is read once, and all together have a limit. */
struct jb_images;

struct jb_images *jb_images_new(struct jb_arena *arena, struct jb_sink *sink);

/* The picture at path, which span names. NULL after a report. */
const struct jb_image *jb_image_open(struct jb_images *images, const char *path,
                                     struct jb_span span);

/* The pixels of a JPEG picture, as JB_IMAGE_PIXELS has them, to be freed by g_free; NULL where they
 * cannot be had. */
uint8_t *jb_image_new_pixels(const struct jb_image *image);

/* Draws a DRAWING from 0, 0 to width, height of a cairo_t. False where that fails. */
struct _cairo;
bool jb_image_draw(const struct jb_image *image, struct _cairo *cairo, double width, double height);

/* A QR code: size rows of size modules, 1 where one is dark, without the quiet zone. */
struct jb_code {
    uint32_t size;
    const uint8_t *dark;
};

/* At error correction level M. NULL after a report: the text is longer than a code can hold. */
const struct jb_code *jb_code_new(struct jb_arena *arena, const char *text, struct jb_sink *sink,
                                  struct jb_span span);

#endif
