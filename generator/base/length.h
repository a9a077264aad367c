#ifndef JB_BASE_LENGTH_H
#define JB_BASE_LENGTH_H

/* Lengths are int32_t in 1/1024 pt, which is Pango's unit too. Sums over a paragraph or a flow are
 * int64_t: 200,000 characters overflow 32 bits. */

#include <stdbool.h>
#include <stdint.h>

enum { JB_PT = 1024 };

/* The largest length that a document may ask for: 100 inches. */
enum { JB_LENGTH_LIMIT = 7200 * JB_PT };

/* "12pt", "45.5mm", "2em"; "0" needs no unit. em is the size that em stands for, 0 where em is not
 * allowed. Each length is rounded once, half up. */
bool jb_length_parse(const char *text, int32_t em, int32_t *length);

/* length * numerator / denominator, rounded half up. */
int32_t jb_length_scale(int32_t length, int32_t numerator, int32_t denominator);

static inline double jb_length_pt(int32_t length)
{
    return (double)length / JB_PT;
}

#endif
