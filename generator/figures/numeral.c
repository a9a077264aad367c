#include <glib.h>

#include "figures/figures.h"

static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* One 零 stands for all noughts between two digits; 十 alone begins the numbers from 10 to 19. */
static void append_places(GString *out, uint64_t number)
{
    static const struct {
        uint32_t value;
        const char *word;
    } places[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool gap = false;

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        uint64_t digit = number / places[i].value % 10;

        if (digit == 0) {
            gap = out->len > 0;
            continue;
        }
        if (gap)
            g_string_append(out, digits[0]);
        gap = false;
        if (digit > 1 || places[i].value != 10 || out->len > 0)
            g_string_append(out, digits[digit]);
        g_string_append(out, places[i].word);
    }
}

const char *jb_numeral_zh(struct jb_arena *arena, uint64_t number)
{
    GString *out;
    const char *copy;

    if (number == 0)
        return digits[0];
    if (number >= 10000)
        return jb_arena_print(arena, "%" G_GUINT64_FORMAT, number);
    out = g_string_new(NULL);
    append_places(out, number);
    copy = jb_arena_dup_span(arena, out->str, out->len);
    g_string_free(out, TRUE);
    return copy;
}
