/* How wide the file says its TrueType glyphs are. cairo cuts each width down to a whole thousandth
 * of an em, and a reader that adds them up goes astray: by half a point in a line of 80 letters, so
 * that edges meant to be straight (R40) are not. The widths are put back as the font program has
 * them. */

#include <string.h>

#include "finish/finish-private.h"
#include "finish/pdf-private.h"

enum {
    HEADER_LENGTH = 12,
    ENTRY_LENGTH = 16,
    UNITS_AT = 18,   /* head: units per em */
    METRICS_AT = 34, /* hhea: how many advances there are */
    METRIC_LENGTH = 4,
};

struct program {
    const uint8_t *bytes;
    size_t length;
    size_t advances; /* where they begin */
    uint32_t advance_count;
    uint32_t units_per_em;
};

static uint32_t number_at(const struct program *program, size_t at, uint32_t length)
{
    uint32_t number = 0;

    for (size_t i = at; i < at + length; i++)
        number = number << 8 | (i < program->length ? program->bytes[i] : 0);
    return number;
}

/* Where a table begins; 0: it has none. */
static size_t find_table(const struct program *program, const char *tag)
{
    uint32_t count = number_at(program, 4, 2);

    for (uint32_t i = 0; i < count; i++) {
        size_t entry = HEADER_LENGTH + (size_t)i * ENTRY_LENGTH;

        if (entry + ENTRY_LENGTH <= program->length && memcmp(program->bytes + entry, tag, 4) == 0)
            return number_at(program, entry + 8, 4);
    }
    return 0;
}

static bool open_program(struct program *program)
{
    size_t head = find_table(program, "head"), hhea = find_table(program, "hhea");
    size_t last;

    program->advances = find_table(program, "hmtx");
    if (head == 0 || hhea == 0 || program->advances == 0)
        return false;
    program->units_per_em = number_at(program, head + UNITS_AT, 2);
    program->advance_count = number_at(program, hhea + METRICS_AT, 2);
    last = program->advances + (size_t)program->advance_count * METRIC_LENGTH;
    return program->units_per_em > 0 && last <= program->length;
}

/* The advance that was cut to so many thousandths; of several such, the middle. */
static double find_advance(const struct program *program, uint32_t thousandths)
{
    uint32_t least = UINT32_MAX, most = 0;

    for (uint32_t i = 0; i < program->advance_count; i++) {
        uint32_t advance = number_at(program, program->advances + (size_t)i * METRIC_LENGTH, 2);

        if (advance * 1000 / program->units_per_em != thousandths)
            continue;
        least = MIN(least, advance);
        most = MAX(most, advance);
    }
    return least > most ? thousandths : 500.0 * (least + most) / program->units_per_em;
}

/* Of a simple font the widths stand in one array, of a composite one in arrays inside it. */
static void mend_widths(qpdf_data pdf, const struct program *program, qpdf_oh widths)
{
    int count = qpdf_oh_is_array(pdf, widths) ? qpdf_oh_get_array_n_items(pdf, widths) : 0;

    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(pdf, widths, i);
        int width = qpdf_oh_is_integer(pdf, item) ? qpdf_oh_get_int_value_as_int(pdf, item) : 0;

        if (width > 0) {
            qpdf_oh mended =
                qpdf_oh_new_real_from_double(pdf, find_advance(program, (uint32_t)width), 3);

            qpdf_oh_set_array_item(pdf, widths, i, mended);
            qpdf_oh_release(pdf, mended);
        }
        qpdf_oh_release(pdf, item);
    }
}

static void mend_composite(qpdf_data pdf, const struct program *program, qpdf_oh widths)
{
    int count = qpdf_oh_is_array(pdf, widths) ? qpdf_oh_get_array_n_items(pdf, widths) : 0;

    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(pdf, widths, i);

        mend_widths(pdf, program, item);
        qpdf_oh_release(pdf, item);
    }
}

/* A font, or the descendant of a composite one. */
static void mend_font(qpdf_data pdf, qpdf_oh font, const char *key,
                      void (*mend)(qpdf_data pdf, const struct program *program, qpdf_oh widths))
{
    qpdf_oh descriptor = qpdf_oh_get_key_if_dict(pdf, font, "/FontDescriptor");
    qpdf_oh stream = qpdf_oh_get_key_if_dict(pdf, descriptor, "/FontFile2");
    qpdf_oh widths = qpdf_oh_get_key_if_dict(pdf, font, key);
    unsigned char *bytes = NULL;
    struct program program = {0};

    if (qpdf_oh_is_stream(pdf, stream) &&
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, NULL, &bytes, &program.length) ==
            QPDF_SUCCESS) {
        program.bytes = bytes;
        if (open_program(&program))
            mend(pdf, &program, widths);
        g_free(bytes); /* allocated by malloc, as g_free expects */
    }
    qpdf_oh_release(pdf, widths);
    qpdf_oh_release(pdf, stream);
    qpdf_oh_release(pdf, descriptor);
}

static void mend_fonts(qpdf_data pdf, qpdf_oh fonts, GHashTable *seen)
{
    qpdf_oh_begin_dict_key_iter(pdf, fonts);
    while (qpdf_oh_dict_more_keys(pdf)) {
        qpdf_oh font = qpdf_oh_get_key(pdf, fonts, qpdf_oh_dict_next_key(pdf));
        qpdf_oh below = qpdf_oh_get_key_if_dict(pdf, font, "/DescendantFonts");

        if (g_hash_table_add(seen, GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, font)))) {
            mend_font(pdf, font, "/Widths", mend_widths);
            if (qpdf_oh_is_array(pdf, below)) {
                qpdf_oh descendant = qpdf_oh_get_array_item(pdf, below, 0);

                mend_font(pdf, descendant, "/W", mend_composite);
                qpdf_oh_release(pdf, descendant);
            }
        }
        qpdf_oh_release(pdf, below);
        qpdf_oh_release(pdf, font);
    }
}

void mend_advances(struct finishing *finishing)
{
    GHashTable *seen = g_hash_table_new(NULL, NULL); /* numbers of objects */
    qpdf_data pdf = finishing->pdf;

    for (uint32_t page = 0; page < finishing->document->page_count; page++) {
        qpdf_oh resources = qpdf_oh_get_key_if_dict(pdf, finishing->pages[page], "/Resources");
        qpdf_oh fonts = qpdf_oh_get_key_if_dict(pdf, resources, "/Font");

        if (qpdf_oh_is_dictionary(pdf, fonts))
            mend_fonts(pdf, fonts, seen);
        qpdf_oh_release(pdf, fonts);
        qpdf_oh_release(pdf, resources);
    }
    g_hash_table_destroy(seen);
}
