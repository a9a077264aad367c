#include "finish/pdf-private.h"

#include <glib.h>
#include <zlib.h>

void pdf_put(qpdf_data pdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(pdf, dictionary, key, value);
    qpdf_oh_release(pdf, value);
}

void pdf_push(qpdf_data pdf, qpdf_oh array, qpdf_oh value)
{
    qpdf_oh_append_item(pdf, array, value);
    qpdf_oh_release(pdf, value);
}

void pdf_put_name(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *name)
{
    pdf_put(pdf, dictionary, key, qpdf_oh_new_name(pdf, name));
}

void pdf_put_integer(qpdf_data pdf, qpdf_oh dictionary, const char *key, int64_t value)
{
    pdf_put(pdf, dictionary, key, qpdf_oh_new_integer(pdf, value));
}

void pdf_put_bool(qpdf_data pdf, qpdf_oh dictionary, const char *key, bool value)
{
    pdf_put(pdf, dictionary, key, qpdf_oh_new_bool(pdf, value ? QPDF_TRUE : QPDF_FALSE));
}

void pdf_put_text(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *text)
{
    if (text)
        pdf_put(pdf, dictionary, key, qpdf_oh_new_unicode_string(pdf, text));
}

void pdf_put_bytes(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *text)
{
    pdf_put(pdf, dictionary, key, qpdf_oh_new_string(pdf, text));
}

void pdf_put_reals(qpdf_data pdf, qpdf_oh dictionary, const char *key, const double *values,
                   uint32_t count)
{
    qpdf_oh array = qpdf_oh_new_array(pdf);

    for (uint32_t i = 0; i < count; i++)
        pdf_push(pdf, array, qpdf_oh_new_real_from_double(pdf, values[i], 3));
    pdf_put(pdf, dictionary, key, array);
}

qpdf_oh pdf_new_object(qpdf_data pdf)
{
    qpdf_oh dictionary = qpdf_oh_new_dictionary(pdf);
    qpdf_oh object = qpdf_make_indirect_object(pdf, dictionary);

    qpdf_oh_release(pdf, dictionary);
    return object;
}

qpdf_oh pdf_new_stream(qpdf_data pdf, const void *bytes, size_t length)
{
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh none = qpdf_oh_new_null(pdf);

    qpdf_oh_replace_stream_data(pdf, stream, bytes, length, none, none);
    qpdf_oh_release(pdf, none);
    return stream;
}

qpdf_oh pdf_new_packed_stream(qpdf_data pdf, const void *bytes, size_t length)
{
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh filter = qpdf_oh_new_name(pdf, "/FlateDecode");
    qpdf_oh none = qpdf_oh_new_null(pdf);
    size_t size;
    uint8_t *packed = pack(bytes, length, &size);

    qpdf_oh_replace_stream_data(pdf, stream, packed, size, filter, none);
    g_free(packed);
    qpdf_oh_release(pdf, none);
    qpdf_oh_release(pdf, filter);
    return stream;
}

uint8_t *pack(const void *bytes, size_t length, size_t *size)
{
    uLongf bound = compressBound(length);
    uint8_t *packed = g_malloc(bound);

    if (compress(packed, &bound, bytes, length) != Z_OK)
        g_error("out of memory (%zu bytes)", length);
    *size = bound;
    return packed;
}
