#include "finish/objects-private.h"

#include <string.h>

#include "finish/pdf-private.h"

enum { STREAM_OBJECTS = 100, IN_FILE = 1, IN_STREAM = 2, ROW = 8 };

/* A row of the cross references (ISO 32000-1, 7.5.8.3): of what kind, where in the file or in which
 * object stream, and the how-manieth there. */
struct place {
    uint32_t kind, where, index;
};

struct objects {
    GByteArray *file;
    GArray *places;  /* struct place, by number */
    GString *index;  /* of the object stream at hand: numbers and offsets */
    GString *text;   /* its objects */
    uint32_t stream; /* its number */
    uint32_t count;  /* objects in it so far */
    uint32_t last;   /* number of the cross references themselves */
    uint32_t root, info;
};

/* --- the file as libqpdf left it ----------------------------------------------------------------
 */

/* Where the cross references begin; 0: nowhere. The file's last lines are text: "startxref", the
 * place, "%%EOF". */
static gsize find_references(const char *bytes, gsize length)
{
    enum { TAIL = 40 };
    static const char word[] = "startxref\n";
    char tail[TAIL + 1] = "";
    const char *at;
    guint64 place;

    if (length < TAIL)
        return 0;
    memcpy(tail, bytes + length - TAIL, TAIL);
    for (gsize i = 0; i < TAIL; i++)
        tail[i] = tail[i] ? tail[i] : ' '; /* of the stream before */
    at = strstr(tail, word);
    place = at ? g_ascii_strtoull(at + strlen(word), NULL, 10) : 0;
    return place < length ? (gsize)place : 0;
}

static uint32_t number_of(const uint8_t *bytes, uint32_t width)
{
    uint32_t number = 0;

    for (uint32_t i = 0; i < width; i++)
        number = number << 8 | bytes[i];
    return number;
}

static void read_widths(qpdf_data pdf, qpdf_oh dictionary, uint32_t widths[3])
{
    qpdf_oh array = qpdf_oh_get_key(pdf, dictionary, "/W");

    for (int i = 0; i < 3; i++) {
        qpdf_oh width = qpdf_oh_get_array_item(pdf, array, i);

        widths[i] = qpdf_oh_get_uint_value_as_uint(pdf, width);
        qpdf_oh_release(pdf, width);
    }
    qpdf_oh_release(pdf, array);
}

static void read_places(struct objects *objects, const uint8_t *bytes, size_t length,
                        const uint32_t widths[3])
{
    size_t row = (size_t)widths[0] + widths[1] + widths[2];

    for (size_t at = 0; row > 0 && at + row <= length; at += row) {
        const uint8_t *fields = bytes + at;
        struct place place = {number_of(fields, widths[0]),
                              number_of(fields + widths[0], widths[1]),
                              number_of(fields + widths[0] + widths[1], widths[2])};

        g_array_append_val(objects->places, place);
    }
}

static uint32_t object_number(qpdf_data pdf, qpdf_oh dictionary, const char *key)
{
    qpdf_oh object = qpdf_oh_get_key(pdf, dictionary, key);
    int number = qpdf_oh_get_object_id(pdf, object);

    qpdf_oh_release(pdf, object);
    return (uint32_t)number;
}

static bool read_references(struct objects *objects, qpdf_data pdf)
{
    qpdf_oh stream = qpdf_get_object_by_id(pdf, (int)objects->last, 0);
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    unsigned char *bytes = NULL;
    size_t length = 0;
    uint32_t widths[3] = {0};

    if (qpdf_oh_is_stream(pdf, stream) &&
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, NULL, &bytes, &length) ==
            QPDF_SUCCESS) {
        read_widths(pdf, dictionary, widths);
        read_places(objects, bytes, length, widths);
        objects->root = object_number(pdf, dictionary, "/Root");
        objects->info = object_number(pdf, dictionary, "/Info");
    }
    g_free(bytes); /* of libqpdf's malloc, which is GLib's too */
    qpdf_oh_release(pdf, dictionary);
    qpdf_oh_release(pdf, stream);
    return objects->places->len > objects->last;
}

static void let_go(struct objects *objects)
{
    g_array_free(objects->places, TRUE);
    g_string_free(objects->index, TRUE);
    g_string_free(objects->text, TRUE);
    g_free(objects);
}

struct objects *objects_open(qpdf_data pdf, GBytes *file)
{
    gsize length;
    const char *bytes = g_bytes_get_data(file, &length);
    gsize end = find_references(bytes, length);
    struct objects *objects = g_new0(struct objects, 1);

    objects->places = g_array_new(FALSE, TRUE, sizeof(struct place));
    objects->index = g_string_new(NULL);
    objects->text = g_string_new(NULL);
    objects->last = (uint32_t)g_ascii_strtoull(bytes + end, NULL, 10);
    if (end == 0 || !read_references(objects, pdf)) {
        let_go(objects);
        return NULL;
    }
    objects->file = g_byte_array_sized_new((guint)end);
    g_byte_array_append(objects->file, (const guint8 *)bytes, (guint)end);
    return objects;
}

/* --- streams ------------------------------------------------------------------------------------
 */

static void append(struct objects *objects, const char *text)
{
    g_byte_array_append(objects->file, (const guint8 *)text, (guint)strlen(text));
}

static struct place *place_of(struct objects *objects, uint32_t number)
{
    return &g_array_index(objects->places, struct place, number);
}

/* Behind the file, compressed, as object number; keys are those of its dictionary. */
static void append_stream(struct objects *objects, uint32_t number, const char *keys,
                          const void *bytes, gsize length)
{
    size_t size;
    uint8_t *packed = pack(bytes, length, &size);
    char *head;

    *place_of(objects, number) = (struct place){IN_FILE, objects->file->len, 0};
    head = g_strdup_printf("%u 0 obj\n<< %s /Filter /FlateDecode /Length %zu >>\nstream\n", number,
                           keys, size);
    append(objects, head);
    g_byte_array_append(objects->file, packed, (guint)size);
    append(objects, "\nendstream\nendobj\n"); /* ISO 19005-2, 6.1.7.1 */
    g_free(head);
    g_free(packed);
}

static void close_stream(struct objects *objects)
{
    char *keys;

    if (objects->count == 0)
        return;
    keys = g_strdup_printf("/Type /ObjStm /N %u /First %" G_GSIZE_FORMAT, objects->count,
                           objects->index->len);
    g_string_append_len(objects->index, objects->text->str, (gssize)objects->text->len);
    append_stream(objects, objects->stream, keys, objects->index->str, objects->index->len);
    g_string_truncate(objects->index, 0);
    g_string_truncate(objects->text, 0);
    objects->count = 0;
    g_free(keys);
}

uint32_t objects_reserve(struct objects *objects, uint32_t count)
{
    uint32_t first = objects->places->len;

    g_array_set_size(objects->places, first + count);
    return first;
}

GString *objects_begin(struct objects *objects, uint32_t number)
{
    if (objects->count == STREAM_OBJECTS)
        close_stream(objects);
    if (objects->count == 0)
        objects->stream = objects_reserve(objects, 1);
    if (objects->count > 0)
        g_string_append_c(objects->text, '\n');
    g_string_append_printf(objects->index, "%u %" G_GSIZE_FORMAT " ", number, objects->text->len);
    *place_of(objects, number) = (struct place){IN_STREAM, objects->stream, objects->count++};
    return objects->text;
}

/* --- the cross references -----------------------------------------------------------------------
 */

static void write_place(const struct place *place, uint8_t row[ROW])
{
    memcpy(row,
           (const uint8_t[ROW]){(uint8_t)place->kind, (uint8_t)(place->where >> 24),
                                (uint8_t)(place->where >> 16), (uint8_t)(place->where >> 8),
                                (uint8_t)place->where, (uint8_t)(place->index >> 8),
                                (uint8_t)place->index},
           ROW);
}

/* Rows less the row above (predictor "up" of PNG): most differ in a byte. */
static GByteArray *new_rows(struct objects *objects)
{
    GByteArray *rows = g_byte_array_new();
    uint8_t above[ROW] = {0}, row[ROW], packed[ROW];

    for (guint i = 0; i < objects->places->len; i++) {
        write_place(place_of(objects, i), row);
        packed[0] = 2;
        for (uint32_t k = 1; k < ROW; k++)
            packed[k] = (uint8_t)(row[k - 1] - above[k - 1]);
        g_byte_array_append(rows, packed, ROW);
        memcpy(above, row, ROW);
    }
    return rows;
}

/* The same document gives the same bytes: the ID is made from them, and not from time and place. */
static char *new_keys(const struct objects *objects)
{
    char *id = g_compute_checksum_for_data(G_CHECKSUM_MD5, objects->file->data, objects->file->len);
    char *keys = g_strdup_printf("/Type /XRef /W [ 1 4 2 ] /DecodeParms << /Predictor 12 /Columns "
                                 "7 >> /Size %u /Root %u 0 R /Info %u 0 R /ID [<%s><%s>]",
                                 objects->places->len, objects->root, objects->info, id, id);

    g_free(id);
    return keys;
}

GBytes *objects_close(struct objects *objects)
{
    GByteArray *file = objects->file, *rows;
    char *keys, *end;
    guint start;

    close_stream(objects);
    start = file->len;
    keys = new_keys(objects);
    *place_of(objects, objects->last) = (struct place){IN_FILE, start, 0};
    rows = new_rows(objects);
    append_stream(objects, objects->last, keys, rows->data, rows->len);
    end = g_strdup_printf("startxref\n%u\n%%%%EOF\n", start);
    append(objects, end);
    g_free(end);
    g_free(keys);
    g_byte_array_free(rows, TRUE);
    let_go(objects);
    return g_byte_array_free_to_bytes(file);
}

/* --- text of objects ----------------------------------------------------------------------------
 */

void object_put_reference(GString *out, const char *key, uint32_t number)
{
    g_string_append_printf(out, "%s %u 0 R", key, number);
}

void object_put_bytes(GString *out, const char *key, const char *text)
{
    g_string_append_printf(out, "%s(", key);
    for (const char *at = text; *at; at++) {
        uint8_t byte = (uint8_t)*at;

        if (byte < ' ' || byte > '~')
            g_string_append_printf(out, "\\%03o", byte);
        else if (strchr("()\\", byte))
            g_string_append_printf(out, "\\%c", byte);
        else
            g_string_append_c(out, (gchar)byte);
    }
    g_string_append_c(out, ')');
}

void object_put_unicode(GString *out, const char *key, const char *text)
{
    gunichar2 *units;

    if (!text)
        return;
    if (g_str_is_ascii(text)) {
        object_put_bytes(out, key, text);
        return;
    }
    units = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);
    g_string_append_printf(out, "%s<feff", key);
    for (const gunichar2 *unit = units; unit && *unit; unit++)
        g_string_append_printf(out, "%04x", *unit);
    g_string_append_c(out, '>');
    g_free(units);
}

void object_put_real(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(text, sizeof(text), "%.3f", value);
    for (size_t end = strlen(text); text[end - 1] == '0'; end--)
        text[end - 1] = '\0';
    if (g_str_has_suffix(text, "."))
        text[strlen(text) - 1] = '\0';
    g_string_append_printf(out, " %s", text);
}
