#ifndef JB_FINISH_PDF_PRIVATE_H
#define JB_FINISH_PDF_PRIVATE_H

/* Objects of a PDF, a little shorter to say than in libqpdf's C interface.
 *
 * A handle is a number; letting go of it keeps the object where it is used. Handles that are not
 * let go of end with the qpdf_data, but each makes every later look-up slower: where a function
 * says that it takes a value, the caller's handle is gone afterwards. */

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes value. */
void pdf_put(qpdf_data pdf, qpdf_oh dictionary, const char *key, qpdf_oh value);
void pdf_push(qpdf_data pdf, qpdf_oh array, qpdf_oh value);

void pdf_put_name(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *name);
void pdf_put_integer(qpdf_data pdf, qpdf_oh dictionary, const char *key, int64_t value);
void pdf_put_bool(qpdf_data pdf, qpdf_oh dictionary, const char *key, bool value);

/* UTF-8, stored as a text string of PDF; NULL puts nothing. */
void pdf_put_text(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *text);

/* Bytes as they are. */
void pdf_put_bytes(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *text);

/* An array of lengths in points. */
void pdf_put_reals(qpdf_data pdf, qpdf_oh dictionary, const char *key, const double *values,
                   uint32_t count);

/* An empty dictionary as an object of its own. */
qpdf_oh pdf_new_object(qpdf_data pdf);

/* A stream without filters, which the writer will compress; the bytes are copied. */
qpdf_oh pdf_new_stream(qpdf_data pdf, const void *bytes, size_t length);

/* The same, compressed at once: a long bulletin has many pages. */
qpdf_oh pdf_new_packed_stream(qpdf_data pdf, const void *bytes, size_t length);

/* Bytes as /FlateDecode reads them; g_free them. */
uint8_t *pack(const void *bytes, size_t length, size_t *size);

#endif
