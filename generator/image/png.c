#include <png.h>
#include <string.h>

#include "image/image-private.h"
#include "image/messages-private.h"

/* libpng's simplified reader takes every depth, palette and interlacing and brings gamma to sRGB.
 * It would also lay what is transparent on white, but in linear light, which is not how picture
 * editors show it: that is done here. */

static uint32_t read_number(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

enum { CHUNK_HEAD = 8, CHUNK_END = 4, PIXELS_PER_METRE = 1 };

/* The simplified reader keeps to itself what pHYs says. */
static uint32_t find_resolution(const struct opening *opening)
{
    size_t at = 8;

    while (opening->length - at >= CHUNK_HEAD + CHUNK_END) {
        const uint8_t *chunk = opening->bytes + at;
        size_t length = read_number(chunk);

        if (memcmp(chunk + 4, "IDAT", 4) == 0 ||
            length > opening->length - at - CHUNK_HEAD - CHUNK_END)
            break;
        if (memcmp(chunk + 4, "pHYs", 4) == 0 && length == 9 && chunk[16] == PIXELS_PER_METRE)
            return (uint32_t)(((uint64_t)read_number(chunk + 8) * 254 + 5000) / 10000);
        at += CHUNK_HEAD + length + CHUNK_END;
    }
    return 0;
}

/* Lays pixels on white and closes the gaps that their alpha leaves. */
static void flatten(uint8_t *pixels, size_t count, uint32_t channels)
{
    uint8_t *to = pixels;

    for (size_t i = 0; i < count; i++, pixels += channels + 1)
        for (uint32_t c = 0; c < channels; c++) {
            uint32_t alpha = pixels[channels];

            *to++ = (uint8_t)((pixels[c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
}

static bool decode(struct opening *opening, png_image *png)
{
    struct jb_image *image = opening->image;
    bool colours = (png->format & PNG_FORMAT_FLAG_COLOR) != 0;
    bool clear = (png->format & PNG_FORMAT_FLAG_ALPHA) != 0;
    size_t count = (size_t)image->width * image->height;
    uint8_t *pixels;

    image->kind = JB_IMAGE_PIXELS;
    image->channels = colours ? 3 : 1;
    image->length = (uint32_t)count * image->channels;
    png->format = colours ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    png->format |= clear ? PNG_FORMAT_FLAG_ALPHA : 0;
    png->flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* as those of 8 bits, where a file does not say */
    pixels = jb_arena_alloc(opening->images->arena, count * (image->channels + clear));
    image->bytes = pixels;
    if (!png_image_finish_read(png, NULL, pixels, 0, NULL))
        return false;
    if (clear)
        flatten(pixels, count, image->channels);
    return true;
}

bool open_png(struct opening *opening)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    bool good;

    if (!png_image_begin_read_from_memory(&png, opening->bytes, opening->length))
        return refuse(opening, SAY_DAMAGED, png.message);
    good = take_size(opening, png.width, png.height);
    if (good && !decode(opening, &png))
        good = refuse(opening, SAY_DAMAGED, png.message);
    png_image_free(&png);
    opening->image->dots_per_inch = find_resolution(opening);
    return good;
}
