#include "layout/layout-private.h"

/* Titles that fit one line where their style lets them be smaller (R17). */

static struct jb_style *scaled_style(struct jb_arena *arena, const struct jb_style *style,
                                     int32_t wanted, int32_t natural)
{
    struct jb_style *copy = jb_arena_dup(arena, style, sizeof(*style));

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        struct jb_look *look = &copy->look[lang];

        look->size = MAX((int32_t)((int64_t)look->size * wanted / natural), 1);
        look->indent = (int32_t)((int64_t)look->indent * wanted / natural);
    }
    return copy;
}

static const struct jb_para *scaled(struct layout *layout, const struct jb_para *para,
                                    int32_t wanted, int32_t natural)
{
    struct jb_para *copy = jb_arena_dup(layout->arena, para, sizeof(*para));
    struct jb_run *runs =
        jb_arena_dup(layout->arena, para->runs, para->count * sizeof(struct jb_run));
    const struct jb_style *last = NULL;
    const struct jb_style *made = NULL;

    for (uint32_t i = 0; i < para->count; i++) {
        if (runs[i].style != last) {
            last = runs[i].style;
            made = scaled_style(layout->arena, last, wanted, natural);
        }
        runs[i].style = made;
    }
    copy->runs = runs;
    copy->style = scaled_style(layout->arena, para->style, wanted, natural);
    return copy;
}

const struct jb_para *shrink_to_line(struct layout *layout, const struct jb_para *para,
                                     int32_t width)
{
    const struct jb_look *look = &para->style->look[para->lang];
    int32_t narrowest, natural;

    if (look->smallest <= 0 || look->smallest >= look->size)
        return para;
    jb_shaped_widths(jb_shape(layout->typesetter, para), &narrowest, &natural);
    if (natural <= width || (int64_t)natural * look->smallest > (int64_t)width * look->size)
        return para;
    return scaled(layout, para, width, natural);
}
