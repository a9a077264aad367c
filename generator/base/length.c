#include "base/length.h"

#include <glib.h>
#include <string.h>

#include "base/decimal.h"

/* value * unit, where unit is numerator/denominator of 1/1024 pt */
static bool round_once(struct jb_decimal value, int64_t numerator, int64_t denominator,
                       int32_t *length)
{
    struct jb_decimal result;

    if (ABS(value.digits) > (int64_t)1000000 * 1000000)
        return false;
    if (!jb_decimal_ratio(value, jb_decimal_from(denominator), numerator, 0, &result))
        return false;
    if (ABS(result.digits) > JB_LENGTH_LIMIT)
        return false;
    *length = (int32_t)result.digits;
    return true;
}

bool jb_length_parse(const char *text, int32_t em, int32_t *length)
{
    size_t number = strspn(text, "+-0123456789.");
    const char *unit = text + number;
    char digits[32];
    struct jb_decimal value;

    if (number == 0 || number >= sizeof(digits))
        return false;
    memcpy(digits, text, number);
    digits[number] = '\0';
    if (!jb_decimal_parse(digits, &value))
        return false;
    if (strcmp(unit, "pt") == 0)
        return round_once(value, JB_PT, 1, length);
    if (strcmp(unit, "mm") == 0) /* 25.4 mm = 72 pt */
        return round_once(value, (int64_t)JB_PT * 720, 254, length);
    if (strcmp(unit, "em") == 0 && em > 0)
        return round_once(value, em, 1, length);
    if (*unit == '\0' && value.digits == 0) {
        *length = 0;
        return true;
    }
    return false;
}

int32_t jb_length_scale(int32_t length, int32_t numerator, int32_t denominator)
{
    int64_t product = (int64_t)length * numerator;
    int64_t half = denominator / 2;

    return (int32_t)(product >= 0 ? (product + half) / denominator
                                  : -((-product + half) / denominator));
}
