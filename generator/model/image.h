#ifndef JB_MODEL_IMAGE_H
#define JB_MODEL_IMAGE_H

/* A picture that has been read: image/ opens it, layout/ gives it its place, paint/ draws it. */

#include <stdint.h>

enum jb_image_kind {
    JB_IMAGE_PIXELS,  /* decoded: rows of grey or of red, green, blue, without gaps */
    JB_IMAGE_JPEG,    /* as it was compressed, but for what tells of camera and place */
    JB_IMAGE_DRAWING, /* of lines and grounds: it has no pixels */
};

struct jb_drawing;

struct jb_image {
    const char *path;
    enum jb_image_kind kind;
    uint32_t width, height; /* as stored: pixels; DRAWING: 1/1024 pt */
    uint32_t channels;      /* 1: grey, 3: colours */
    uint32_t orientation;   /* as EXIF has it: 1 upright, 3 upside down, 5 … 8 lying on a side */
    uint32_t dots_per_inch; /* that the file asks for; 0: it does not say */
    const uint8_t *bytes;
    uint32_t length;
    struct jb_drawing *drawing;
};

/* Whether it lies on a side: as seen, its width is what is stored as its height. */
static inline int jb_image_lies(const struct jb_image *image)
{
    return image->orientation >= 5;
}

static inline uint32_t jb_image_seen_width(const struct jb_image *image)
{
    return jb_image_lies(image) ? image->height : image->width;
}

static inline uint32_t jb_image_seen_height(const struct jb_image *image)
{
    return jb_image_lies(image) ? image->width : image->height;
}

#endif
