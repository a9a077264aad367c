#include <string.h>

#include "image/image-private.h"

/* Of all that a camera writes, one number is read: which way up it was held. */

struct tiff {
    const uint8_t *bytes;
    size_t length;
    bool little_endian;
};

static uint32_t number_at(const struct tiff *tiff, size_t at, unsigned size)
{
    uint32_t number = 0;

    for (unsigned i = 0; i < size; i++)
        number = number << 8 | tiff->bytes[at + (tiff->little_endian ? size - 1 - i : i)];
    return number;
}

enum { HEADER = 8, ENTRY = 12, TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3 };

static uint32_t orientation_in(const struct tiff *tiff, size_t directory)
{
    size_t count = number_at(tiff, directory, 2);

    for (size_t i = 0, at = directory + 2; i < count && at + ENTRY <= tiff->length;
         i++, at += ENTRY) {
        uint32_t value = number_at(tiff, at + 8, 2);

        if (number_at(tiff, at, 2) == TAG_ORIENTATION && number_at(tiff, at + 2, 2) == TYPE_SHORT)
            return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

uint32_t exif_orientation(const uint8_t *segment, size_t length)
{
    struct tiff tiff = {.bytes = segment, .length = length};
    size_t directory;

    if (length < HEADER)
        return 1;
    tiff.little_endian = memcmp(segment, "II*\0", 4) == 0;
    if (!tiff.little_endian && memcmp(segment, "MM\0*", 4) != 0)
        return 1;
    directory = number_at(&tiff, 4, 4);
    if (directory < HEADER || directory > length - 2)
        return 1;
    return orientation_in(&tiff, directory);
}
