#include "base/decimal.h"

#include <glib.h>

typedef __int128 wide; /* products of two decimals */

static int64_t power_of_ten(unsigned n)
{
    int64_t power = 1;

    while (n--)
        power *= 10;
    return power;
}

bool jb_decimal_parse(const char *text, struct jb_decimal *value)
{
    bool negative = *text == '-';
    bool point = false;
    unsigned count = 0, scale = 0;
    int64_t digits = 0;

    if (*text == '-' || *text == '+')
        text++;
    for (; *text; text++) {
        if (*text == '.' && !point && count > 0) {
            point = true;
        } else if (g_ascii_isdigit(*text) && ++count <= JB_DECIMAL_DIGITS) {
            digits = digits * 10 + (*text - '0');
            scale += point;
        } else {
            return false;
        }
    }
    if (count == 0 || scale > JB_DECIMAL_SCALE || (point && scale == 0))
        return false;
    *value = (struct jb_decimal){negative ? -digits : digits, (uint8_t)scale};
    return true;
}

static void to_common_scale(struct jb_decimal a, struct jb_decimal b, wide *wa, wide *wb)
{
    unsigned scale = MAX(a.scale, b.scale);

    *wa = (wide)a.digits * power_of_ten(scale - a.scale);
    *wb = (wide)b.digits * power_of_ten(scale - b.scale);
}

int jb_decimal_compare(struct jb_decimal a, struct jb_decimal b)
{
    wide wa, wb;

    to_common_scale(a, b, &wa, &wb);
    return (wa > wb) - (wa < wb);
}

struct jb_decimal jb_decimal_subtract(struct jb_decimal a, struct jb_decimal b)
{
    wide wa, wb;

    to_common_scale(a, b, &wa, &wb);
    return jb_decimal_reduce((struct jb_decimal){(int64_t)(wa - wb), MAX(a.scale, b.scale)});
}

struct jb_decimal jb_decimal_reduce(struct jb_decimal value)
{
    while (value.scale > 0 && value.digits % 10 == 0) {
        value.digits /= 10;
        value.scale--;
    }
    return value;
}

bool jb_decimal_shift_down(struct jb_decimal value, uint8_t power, struct jb_decimal *result)
{
    unsigned scale;

    value = jb_decimal_reduce(value);
    while (power > 0 && value.digits % 10 == 0) {
        value.digits /= 10;
        power--;
    }
    scale = (unsigned)value.scale + power;
    if (scale > JB_DECIMAL_SCALE)
        return false;
    *result = (struct jb_decimal){value.digits, (uint8_t)scale};
    return true;
}

bool jb_decimal_ratio(struct jb_decimal a, struct jb_decimal b, int64_t factor, uint8_t scale,
                      struct jb_decimal *result)
{
    wide numerator, denominator, rounded;

    if (b.digits == 0)
        return false;
    to_common_scale(a, b, &numerator, &denominator);
    /* 10^18 * 10^6 * 100 * 10^6 < 2^127: no overflow for the factors that we use */
    numerator *= (wide)factor * power_of_ten(scale);
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    rounded = numerator >= 0 ? (2 * numerator + denominator) / (2 * denominator)
                             : -((-2 * numerator + denominator) / (2 * denominator));
    if (rounded > power_of_ten(JB_DECIMAL_DIGITS) || rounded < -power_of_ten(JB_DECIMAL_DIGITS))
        return false;
    *result = (struct jb_decimal){(int64_t)rounded, scale};
    return true;
}

int jb_decimal_compare_share(struct jb_decimal part, struct jb_decimal whole,
                             struct jb_decimal percent)
{
    wide a, b;

    to_common_scale(part, whole, &a, &b);
    a *= (wide)100 * power_of_ten(percent.scale); /* below 10^32 */
    b *= percent.digits;                          /* below 10^34 */
    return whole.digits < 0 ? (a < b) - (a > b) : (a > b) - (a < b);
}

static void append_whole(GString *text, int64_t whole, bool grouped)
{
    char digits[24];
    int count = g_snprintf(digits, sizeof(digits), "%" G_GINT64_FORMAT, whole);

    for (int i = 0; i < count; i++) {
        if (grouped && i > 0 && (count - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
}

const char *jb_decimal_text(struct jb_arena *arena, struct jb_decimal value, bool grouped)
{
    int64_t unit = power_of_ten(value.scale);
    int64_t size = ABS(value.digits);
    GString *text = g_string_new(value.digits < 0 ? "-" : "");
    const char *copy;

    append_whole(text, size / unit, grouped);
    if (value.scale > 0)
        g_string_append_printf(text, ".%0*" G_GINT64_FORMAT, value.scale, size % unit);
    copy = jb_arena_dup_span(arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

double jb_decimal_approximate(struct jb_decimal value)
{
    return (double)value.digits / (double)power_of_ten(value.scale);
}
