#ifndef JB_IMAGE_IMAGE_PRIVATE_H
#define JB_IMAGE_IMAGE_PRIVATE_H

#include <glib.h>

#include "image/image.h"

enum { MOST_PIXELS = 50 * 1000 * 1000, MOST_PIXELS_TOGETHER = 400 * 1000 * 1000 };
enum { MOST_BYTES = 64 << 20, MOST_SVG_BYTES = 4 << 20 };

struct jb_images {
    struct jb_arena *arena;
    struct jb_sink *sink;
    GHashTable *by_path; /* const struct jb_image, NULL for one that cannot be used; looked up */
    uint64_t pixels;     /* of all */
};

/* A file that is being opened. */
struct opening {
    struct jb_images *images;
    struct jb_span span;
    const uint8_t *bytes;
    size_t length;
    struct jb_image *image; /* with its path */
};

/* Each returns false after a report. */
bool open_png(struct opening *opening);
bool open_jpeg(struct opening *opening);
bool open_svg(struct opening *opening);

/* Takes the size; false after a report where it is beyond the limits, or nothing. */
bool take_size(struct opening *opening, uint32_t width, uint32_t height);

/* These return false, so that a caller can return their value. detail: in the words of a library
 * or the system. */
bool refuse(struct opening *opening, int message, const char *detail);
bool refuse_both(struct opening *opening, int message, const char *zh, const char *en);

/* --- jpeg-markers.c --------------------------------------------------------------------------- */

/* What the markers of a JPEG file say. */
struct jpeg_head {
    uint8_t process;   /* 0 baseline, 1 extended, 2 progressive … the low bits of SOF */
    uint8_t precision; /* bits */
    uint8_t components;
    uint16_t width, height;
    uint32_t orientation;
    uint32_t dots_per_inch; /* 0: not said */
    uint32_t scans;
};

/* Reads the markers and appends to kept what a picture needs to be decoded: no data of camera or
 * place, no thumbnail, no comment, nothing behind its end. False where the markers make no
 * picture. */
bool jpeg_strip(const uint8_t *bytes, size_t length, struct jpeg_head *head, GByteArray *kept);

/* The orientation in an Exif segment, without its marker and length; 1 where it says nothing. */
uint32_t exif_orientation(const uint8_t *segment, size_t length);

/* --- svg-check.c ------------------------------------------------------------------------------ */

/* Looks for what a picture may not hold: a description of the first such thing for people, to be
 * freed by g_free, or NULL where there is none. Text that is no XML at all gives *fault. */
char *svg_check(const char *text, size_t length, char **fault);

#endif
