#ifndef JB_BASE_DECIMAL_H
#define JB_BASE_DECIMAL_H

/* Exact decimal numbers: digits / 10^scale. Figures are never doubles. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { JB_DECIMAL_DIGITS = 18, JB_DECIMAL_SCALE = 6 };

struct jb_decimal {
    int64_t digits;
    uint8_t scale; /* digits after the point, 0 … JB_DECIMAL_SCALE */
};

/* Plain digits with an optional sign and point ("-3.05"); at most JB_DECIMAL_DIGITS digits in all,
 * JB_DECIMAL_SCALE of them after the point. Trailing zeros after the point are kept in scale. */
bool jb_decimal_parse(const char *text, struct jb_decimal *value);

static inline struct jb_decimal jb_decimal_from(int64_t whole)
{
    return (struct jb_decimal){whole, 0};
}

int jb_decimal_compare(struct jb_decimal a, struct jb_decimal b);
struct jb_decimal jb_decimal_subtract(struct jb_decimal a, struct jb_decimal b);

/* Without trailing zeros after the point. */
struct jb_decimal jb_decimal_reduce(struct jb_decimal value);

/* value / 10^power, exact; fails when more than JB_DECIMAL_SCALE digits would stand after the
 * point. */
bool jb_decimal_shift_down(struct jb_decimal value, uint8_t power, struct jb_decimal *result);

/* factor * a / b rounded half up (away from zero) to scale digits: the one rounding of both
 * languages. Fails for b = 0 and where the result has more than JB_DECIMAL_DIGITS digits. */
bool jb_decimal_ratio(struct jb_decimal a, struct jb_decimal b, int64_t factor, uint8_t scale,
                      struct jb_decimal *result);

/* Where part stands in percent of whole: below (-1), at (0) or above (1) percent, exactly. whole is
 * not 0, and percent has at most ten digits. */
int jb_decimal_compare_share(struct jb_decimal part, struct jb_decimal whole,
                             struct jb_decimal percent);

/* "-1234.50", or grouped "-1,234.50". */
const char *jb_decimal_text(struct jb_arena *arena, struct jb_decimal value, bool grouped);

double jb_decimal_approximate(struct jb_decimal value); /* for lengths of bars, never for text */

#endif
