#include "figures/number-private.h"

#include <string.h>

/* R91: a scale word only from 10,000, and only when two decimals of it are exact. */
enum { SCALE_DECIMALS = 2 };

struct scale {
    uint8_t power;
    const char *word;
};

static const struct scale zh_scales[] = {{8, "亿"}, {4, "万"}};
static const struct scale en_scales[] = {{9, " billion"}, {6, " million"}};

static bool at_least_power(struct jb_decimal value, uint8_t power)
{
    struct jb_decimal size = {value.digits < 0 ? -value.digits : value.digits, value.scale};
    int64_t limit = 1;

    for (uint8_t i = 0; i < power; i++)
        limit *= 10;
    return jb_decimal_compare(size, jb_decimal_from(limit)) >= 0;
}

static const char *with_scale(struct jb_arena *arena, struct jb_decimal value,
                              const struct scale *scales, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct jb_decimal scaled;

        if (at_least_power(value, scales[i].power) &&
            jb_decimal_shift_down(value, scales[i].power, &scaled) &&
            scaled.scale <= SCALE_DECIMALS)
            return jb_arena_print(arena, "%s%s", jb_decimal_text(arena, scaled, false),
                                  scales[i].word);
    }
    return NULL;
}

/* The minus sign of both languages is U+2212 (R81). */
static const char *with_minus(struct jb_arena *arena, const char *text)
{
    return *text == '-' ? jb_arena_print(arena, "\u2212%s", text + 1) : text;
}

const char *jb_number_zh(struct jb_arena *arena, struct jb_decimal value, bool scaled)
{
    const char *text = NULL;

    if (scaled)
        text = with_scale(arena, value, zh_scales, sizeof(zh_scales) / sizeof(*zh_scales));
    return with_minus(arena, text ? text : jb_decimal_text(arena, value, false));
}

const char *jb_number_en(struct jb_arena *arena, struct jb_decimal value, bool scaled)
{
    const char *text = NULL;

    if (scaled)
        text = with_scale(arena, value, en_scales, sizeof(en_scales) / sizeof(*en_scales));
    return with_minus(arena, text ? text : jb_decimal_text(arena, value, true));
}

const char *jb_number_word(struct jb_decimal value, bool capital)
{
    static const char *const words[][2] = {
        {"zero", "Zero"}, {"one", "One"}, {"two", "Two"},     {"three", "Three"}, {"four", "Four"},
        {"five", "Five"}, {"six", "Six"}, {"seven", "Seven"}, {"eight", "Eight"}, {"nine", "Nine"},
    };

    if (value.scale != 0 || value.digits < 0 || value.digits > 9)
        return NULL;
    return words[value.digits][capital];
}
