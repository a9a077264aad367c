#ifndef JB_TESTS_FINISH_READING_H
#define JB_TESTS_FINISH_READING_H

/* A finished file, read again. Handles and texts are borrowed from the qpdf_data. */

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

static inline qpdf_data open_pdf(GBytes *bytes)
{
    qpdf_data pdf = qpdf_init();
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    g_assert_cmpint(qpdf_read_memory(pdf, "finished", data, length, NULL), ==, QPDF_SUCCESS);
    return pdf;
}

/* "/Root/Info" style paths from an object: keys, or numbers of array items. */
static inline qpdf_oh follow(qpdf_data pdf, qpdf_oh object, const char *path)
{
    char **steps = g_strsplit(path, "/", -1);

    for (char **step = steps; *step; step++) {
        if (g_ascii_isdigit(**step)) {
            object = qpdf_oh_get_array_item(pdf, object, atoi(*step));
        } else {
            char *key = g_strconcat("/", *step, NULL);

            object = qpdf_oh_get_key(pdf, object, key);
            g_free(key);
        }
    }
    g_strfreev(steps);
    return object;
}

static inline const char *text_at(qpdf_data pdf, qpdf_oh object, const char *path)
{
    return qpdf_oh_get_utf8_value(pdf, follow(pdf, object, path));
}

static inline const char *source_at(qpdf_data pdf, qpdf_oh object, const char *path)
{
    return qpdf_oh_unparse_resolved(pdf, follow(pdf, object, path));
}

static inline GBytes *stream_bytes(qpdf_data pdf, qpdf_oh stream)
{
    unsigned char *data = NULL;
    size_t length = 0;

    g_assert_cmpint(qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, NULL, &data, &length),
                    ==, 0);
    return g_bytes_new_with_free_func(data, length, g_free, data);
}

static inline char *stream_text(qpdf_data pdf, qpdf_oh stream)
{
    GBytes *bytes = stream_bytes(pdf, stream);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    char *text = g_strndup(length ? data : "", length);

    g_bytes_unref(bytes);
    return text;
}

#endif
