#include <string.h>

#include "image/image-private.h"

/* The markers of a JPEG file (ITU-T T.81, annex B), read without a library, since what is kept must
 * be kept byte for byte. */

enum marker {
    SOF0 = 0xC0,
    DHT = 0xC4,
    JPG = 0xC8,
    DAC = 0xCC,
    SOF15 = 0xCF,
    RST0 = 0xD0,
    RST7 = 0xD7,
    SOI = 0xD8,
    EOI = 0xD9,
    SOS = 0xDA,
    APP0 = 0xE0,
    APP1 = 0xE1,
    APP14 = 0xEE,
    APP15 = 0xEF,
    COM = 0xFE,
    TEM = 0x01,
};

struct strip {
    const uint8_t *bytes;
    size_t length, at;
    struct jpeg_head *head;
    GByteArray *kept;
};

/* A segment's content, behind its marker and length. */
struct segment {
    uint8_t marker;
    const uint8_t *bytes;
    size_t length;
};

static uint16_t read_pair(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static void keep(struct strip *strip, const struct segment *segment, size_t length)
{
    const uint8_t head[] = {0xFF, segment->marker, (uint8_t)((length + 2) >> 8),
                            (uint8_t)(length + 2)};

    g_byte_array_append(strip->kept, head, sizeof(head));
    g_byte_array_append(strip->kept, segment->bytes, (guint)length);
}

static void keep_marker(struct strip *strip, uint8_t marker)
{
    const uint8_t bytes[] = {0xFF, marker};

    g_byte_array_append(strip->kept, bytes, sizeof(bytes));
}

/* --- segments --------------------------------------------------------------------------------- */

enum { JFIF_LENGTH = 14, THUMBNAIL_AT = 12, ADOBE_LENGTH = 12 };
enum { PER_INCH = 1, PER_CENTIMETRE = 2 };

/* JFIF without its thumbnail, which may show what was cut away. */
static void keep_jfif(struct strip *strip, const struct segment *segment)
{
    uint8_t plain[JFIF_LENGTH];
    uint32_t dots;

    if (segment->length < JFIF_LENGTH || memcmp(segment->bytes, "JFIF", 5) != 0)
        return;
    memcpy(plain, segment->bytes, JFIF_LENGTH);
    plain[THUMBNAIL_AT] = plain[THUMBNAIL_AT + 1] = 0;
    keep(strip, &(struct segment){APP0, plain, JFIF_LENGTH}, JFIF_LENGTH);
    dots = read_pair(plain + 8);
    if (plain[7] == PER_INCH)
        strip->head->dots_per_inch = dots;
    else if (plain[7] == PER_CENTIMETRE)
        strip->head->dots_per_inch = (dots * 254 + 50) / 100;
}

static void take_exif(struct strip *strip, const struct segment *segment)
{
    if (segment->length > 6 && memcmp(segment->bytes, "Exif\0", 6) == 0)
        strip->head->orientation = exif_orientation(segment->bytes + 6, segment->length - 6);
}

/* Adobe's marker says how colours are coded: without it red, green and blue look like YCbCr. */
static void keep_adobe(struct strip *strip, const struct segment *segment)
{
    if (segment->length >= ADOBE_LENGTH && memcmp(segment->bytes, "Adobe", 5) == 0)
        keep(strip, segment, ADOBE_LENGTH);
}

static bool is_frame(uint8_t marker)
{
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

static bool take_frame(struct strip *strip, const struct segment *segment)
{
    struct jpeg_head *head = strip->head;

    if (segment->length < 6 || head->components > 0) /* hierarchical files have several */
        return false;
    head->process = segment->marker - SOF0;
    head->precision = segment->bytes[0];
    head->height = read_pair(segment->bytes + 1);
    head->width = read_pair(segment->bytes + 3);
    head->components = segment->bytes[5];
    keep(strip, segment, segment->length);
    return head->components > 0;
}

static bool take_segment(struct strip *strip, const struct segment *segment)
{
    if (is_frame(segment->marker))
        return take_frame(strip, segment);
    if (segment->marker == APP0)
        keep_jfif(strip, segment);
    else if (segment->marker == APP1)
        take_exif(strip, segment);
    else if (segment->marker == APP14)
        keep_adobe(strip, segment);
    else if (segment->marker != COM && !(segment->marker > APP0 && segment->marker <= APP15))
        keep(strip, segment, segment->length);
    return true;
}

/* --- the file --------------------------------------------------------------------------------- */

/* A marker is FF, perhaps more of them, and a byte that is neither 0 nor FF. */
static bool next_marker(struct strip *strip, uint8_t *marker)
{
    if (strip->at >= strip->length || strip->bytes[strip->at] != 0xFF)
        return false;
    while (strip->at < strip->length && strip->bytes[strip->at] == 0xFF)
        strip->at++;
    if (strip->at >= strip->length || strip->bytes[strip->at] == 0)
        return false;
    *marker = strip->bytes[strip->at++];
    return true;
}

static bool next_segment(struct strip *strip, struct segment *segment)
{
    size_t left = strip->length - strip->at, length;

    if (left < 2)
        return false;
    length = read_pair(strip->bytes + strip->at);
    if (length < 2 || length > left)
        return false;
    segment->bytes = strip->bytes + strip->at + 2;
    segment->length = length - 2;
    strip->at += length;
    return true;
}

/* Coded data go on to the first marker that is none of their own. */
static void keep_scan(struct strip *strip)
{
    size_t start = strip->at;

    while (strip->at + 1 < strip->length) {
        uint8_t next = strip->bytes[strip->at + 1];

        if (strip->bytes[strip->at] == 0xFF && next != 0 && next != 0xFF &&
            !(next >= RST0 && next <= RST7))
            break;
        strip->at++;
    }
    g_byte_array_append(strip->kept, strip->bytes + start, (guint)(strip->at - start));
}

static bool take_part(struct strip *strip, uint8_t marker)
{
    struct segment segment = {.marker = marker};

    if (marker == TEM || (marker >= RST0 && marker <= RST7))
        return true; /* they stand alone, and mean nothing here */
    if (marker == SOI || !next_segment(strip, &segment) || !take_segment(strip, &segment))
        return false;
    if (marker == SOS) {
        strip->head->scans++;
        keep_scan(strip);
    }
    return true;
}

bool jpeg_strip(const uint8_t *bytes, size_t length, struct jpeg_head *head, GByteArray *kept)
{
    struct strip strip = {bytes, length, 2, head, kept};
    uint8_t marker;

    *head = (struct jpeg_head){.orientation = 1};
    keep_marker(&strip, SOI);
    while (next_marker(&strip, &marker)) {
        if (marker == EOI) {
            keep_marker(&strip, EOI);
            return head->components > 0 && head->scans > 0;
        }
        if (!take_part(&strip, marker))
            return false;
    }
    return false;
}
