/* The colour intent: sRGB as a matrix profile (ICC.1:2001-04, version 2.1), which every reader of
 * PDF/A takes. It is computed, so that no file with terms of its own has to be shipped. */

#include <math.h>
#include <string.h>

#include "finish/finish-private.h"

enum {
    HEADER_SIZE = 128,
    TAGS = 9,
    ENTRY_SIZE = 12,
    CURVE_POINTS = 256,
    DESCRIPTION_TAIL = 4 + 4 + 2 + 1 + 67, /* no Unicode and no Macintosh form of it */
};

static void put_u16(GByteArray *out, uint32_t value)
{
    const guint8 bytes[] = {(guint8)(value >> 8), (guint8)value};

    g_byte_array_append(out, bytes, sizeof(bytes));
}

static void put_u32(GByteArray *out, uint32_t value)
{
    put_u16(out, value >> 16);
    put_u16(out, value & 0xffff);
}

static void put_text(GByteArray *out, const char *text, size_t length)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)length);
}

static void put_zeros(GByteArray *out, uint32_t count)
{
    static const guint8 zero = 0;

    while (count-- > 0)
        g_byte_array_append(out, &zero, 1);
}

static void set_u32(GByteArray *out, uint32_t at, uint32_t value)
{
    for (uint32_t i = 0; i < 4; i++)
        out->data[at + i] = (guint8)(value >> (24 - 8 * i));
}

/* s15Fixed16Number */
static uint32_t fixed(double value)
{
    return (uint32_t)lround(value * 65536);
}

static void put_xyz(GByteArray *out, const double *xyz)
{
    for (int i = 0; i < 3; i++)
        put_u32(out, fixed(xyz[i]));
}

/* Always the same: the bytes must not depend on the day of the build. */
static void put_date(GByteArray *out)
{
    put_u16(out, 2024);
    put_u16(out, 1);
    put_u16(out, 1);
    put_zeros(out, 6);
}

static void put_header(GByteArray *out)
{
    static const double d50[] = {0.9642, 1, 0.8249};

    put_u32(out, 0); /* the size, when it is known */
    put_zeros(out, 4);
    put_u32(out, 0x02100000);
    put_text(out, "mntrRGB XYZ ", 12);
    put_date(out);
    put_text(out, "acsp", 4);
    put_zeros(out, 28);
    put_xyz(out, d50);
    put_zeros(out, HEADER_SIZE - out->len);
}

/* Opens the data of the next tag, on a boundary of four bytes. */
static uint32_t begin_data(GByteArray *out, const char *type)
{
    uint32_t start;

    put_zeros(out, -out->len & 3);
    start = out->len;
    put_text(out, type, 4);
    put_zeros(out, 4);
    return start;
}

static void set_entry(GByteArray *out, uint32_t index, const char *name, uint32_t start)
{
    uint32_t entry = HEADER_SIZE + 4 + ENTRY_SIZE * index;

    memcpy(out->data + entry, name, 4);
    set_u32(out, entry + 4, start);
    set_u32(out, entry + 8, out->len - start);
}

static void add_texts(GByteArray *out)
{
    static const char name[] = "sRGB";
    static const char terms[] = "CC0";
    uint32_t start = begin_data(out, "desc");

    put_u32(out, sizeof(name));
    put_text(out, name, sizeof(name));
    put_zeros(out, DESCRIPTION_TAIL);
    set_entry(out, 0, "desc", start);
    start = begin_data(out, "text");
    put_text(out, terms, sizeof(terms));
    set_entry(out, 1, "cprt", start);
}

/* The white of the screen, and the primaries of IEC 61966-2-1 as they are seen under D50. */
static void add_colours(GByteArray *out)
{
    static const struct {
        const char *name;
        double xyz[3];
    } colours[] = {
        {"wtpt", {0.9505, 1, 1.0891}},
        {"rXYZ", {0.43607, 0.22249, 0.01392}},
        {"gXYZ", {0.38515, 0.71687, 0.09708}},
        {"bXYZ", {0.14307, 0.06061, 0.71410}},
    };

    for (uint32_t i = 0; i < G_N_ELEMENTS(colours); i++) {
        uint32_t start = begin_data(out, "XYZ ");

        put_xyz(out, colours[i].xyz);
        set_entry(out, 2 + i, colours[i].name, start);
    }
}

/* One curve serves all three channels. */
static void add_curve(GByteArray *out)
{
    static const char *const names[] = {"rTRC", "gTRC", "bTRC"};
    uint32_t start = begin_data(out, "curv");

    put_u32(out, CURVE_POINTS);
    for (int i = 0; i < CURVE_POINTS; i++) {
        double x = i / (CURVE_POINTS - 1.0);
        double y = x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);

        put_u16(out, (uint32_t)lround(y * 65535));
    }
    for (uint32_t i = 0; i < G_N_ELEMENTS(names); i++)
        set_entry(out, 6 + i, names[i], start);
}

void write_profile(GByteArray *out)
{
    put_header(out);
    put_u32(out, TAGS);
    put_zeros(out, TAGS * ENTRY_SIZE);
    add_texts(out);
    add_colours(out);
    add_curve(out);
    put_zeros(out, -out->len & 3);
    set_u32(out, 0, out->len);
}
