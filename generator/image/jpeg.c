#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#include "image/image-private.h"
#include "image/messages-private.h"

/* A JPEG goes into the PDF as it was compressed. It is decoded all the same when it is opened, at
 * an eighth of its size and for nothing but to see that it can be. */

struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    char *fault; /* JMSG_LENGTH_MAX; empty: none */
};

static void give_up(j_common_ptr common)
{
    struct decoder *decoder = common->client_data;

    common->err->format_message(common, decoder->fault);
    longjmp(decoder->failed, 1);
}

/* libjpeg fills up with grey what is missing, and only warns. Stray bytes between segments hurt
 * nobody. */
static void hear(j_common_ptr common, int level)
{
    if (level < 0 && common->err->msg_code != JWRN_EXTRANEOUS_DATA)
        give_up(common);
}

static void decode_rows(struct decoder *decoder, const struct jb_image *image, int shrink,
                        uint8_t *pixels)
{
    struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
    JSAMPARRAY row;

    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, image->bytes, image->length);
    jpeg_read_header(jpeg, TRUE);
    jpeg->scale_num = 1;
    jpeg->scale_denom = (unsigned)shrink;
    jpeg->out_color_space = image->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(jpeg);
    row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE,
                                  jpeg->output_width * image->channels, 1);
    while (jpeg->output_scanline < jpeg->output_height) {
        size_t at = (size_t)jpeg->output_scanline * image->width * image->channels;

        jpeg_read_scanlines(jpeg, row, 1);
        if (pixels)
            memcpy(pixels + at, row[0], (size_t)image->width * image->channels);
    }
    jpeg_finish_decompress(jpeg);
}

/* pixels: as large as the picture, or NULL where shrink is not 1. fault: what is wrong, where it
 * fails. */
static bool decode(const struct jb_image *image, int shrink, uint8_t *pixels, char *fault)
{
    struct decoder decoder = {.fault = fault};

    decoder.jpeg.err = jpeg_std_error(&decoder.errors);
    decoder.jpeg.client_data = &decoder;
    decoder.errors.error_exit = give_up;
    decoder.errors.emit_message = hear;
    if (setjmp(decoder.failed) != 0) {
        jpeg_destroy_decompress(&decoder.jpeg);
        return false;
    }
    decode_rows(&decoder, image, shrink, pixels);
    jpeg_destroy_decompress(&decoder.jpeg);
    return true;
}

enum { CMYK_COMPONENTS = 4, PROGRESSIVE = 2, BITS = 8, MOST_SCANS = 200 };

static bool check_head(struct opening *opening, const struct jpeg_head *head)
{
    if (head->components == CMYK_COMPONENTS)
        return refuse(opening, SAY_CMYK, NULL);
    if (head->process > PROGRESSIVE || head->precision != BITS ||
        (head->components != 1 && head->components != 3))
        return refuse(opening, SAY_UNUSUAL_JPEG, NULL);
    if (head->scans > MOST_SCANS) /* each takes as long as a whole picture */
        return refuse_both(opening, SAY_DAMAGED, "扫描遍数太多", "it has too many scans");
    return take_size(opening, head->width, head->height);
}

static bool take_jpeg(struct opening *opening, const struct jpeg_head *head, const GByteArray *kept)
{
    struct jb_image *image = opening->image;
    char fault[JMSG_LENGTH_MAX] = "";

    image->kind = JB_IMAGE_JPEG;
    image->channels = head->components;
    image->orientation = head->orientation;
    image->dots_per_inch = head->dots_per_inch;
    image->bytes = jb_arena_dup(opening->images->arena, kept->data, kept->len);
    image->length = kept->len;
    return decode(image, 8, NULL, fault) || refuse(opening, SAY_DAMAGED, fault);
}

bool open_jpeg(struct opening *opening)
{
    GByteArray *kept = g_byte_array_new();
    struct jpeg_head head;
    bool good = true;

    if (!jpeg_strip(opening->bytes, opening->length, &head, kept))
        good = refuse_both(opening, SAY_DAMAGED, "没有完整的图像数据", "its data do not end");
    good = good && check_head(opening, &head) && take_jpeg(opening, &head, kept);
    g_byte_array_free(kept, TRUE);
    return good;
}

uint8_t *jb_image_new_pixels(const struct jb_image *image)
{
    uint8_t *pixels = g_malloc((gsize)image->width * image->height * image->channels);
    char fault[JMSG_LENGTH_MAX];

    if (decode(image, 1, pixels, fault))
        return pixels;
    g_free(pixels);
    return NULL;
}
