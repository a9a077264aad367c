#ifndef JB_FINISH_OBJECTS_PRIVATE_H
#define JB_FINISH_OBJECTS_PRIVATE_H

/* Objects written as text, behind those of a file that libqpdf has written.
 *
 * The tree of a long bulletin has a quarter of a million elements. As objects of libqpdf each takes
 * two kilobytes, and all are in memory at once; written one by one, only the hundred of one object
 * stream are. */

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdint.h>

struct objects;

/* Takes up the file, which pdf has been read from. NULL where its end is not what libqpdf writes:
 * one stream of cross references. */
struct objects *objects_open(qpdf_data pdf, GBytes *file);

/* The first of count new numbers. */
uint32_t objects_reserve(struct objects *objects, uint32_t count);

/* Where the text of an object goes, until the next begins. A number of the file stands for the new
 * object from then on. */
GString *objects_begin(struct objects *objects, uint32_t number);

/* The whole file. */
GBytes *objects_close(struct objects *objects);

/* --- text of objects ----------------------------------------------------------------------------
 */

void object_put_reference(GString *out, const char *key, uint32_t number);

/* Bytes as they are. */
void object_put_bytes(GString *out, const char *key, const char *text);

/* UTF-8, written as a text string of PDF; NULL writes nothing. */
void object_put_unicode(GString *out, const char *key, const char *text);

/* A length in points. */
void object_put_real(GString *out, double value);

#endif
