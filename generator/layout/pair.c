#include "layout/lanes-private.h"

/* R71: a pair of fewer lines is not divided. */
enum { WHOLE_BELOW_LINES = 8 };

struct setting {
    struct layout *layout;
    struct strip *strip;
    int32_t x, y;
};

static void append(void *data, const struct strip *part, int32_t x, int32_t y)
{
    struct setting *setting = data;

    strip_append(setting->strip, part, setting->x + x, setting->y + y);
    strip_add_notes(setting->layout, setting->strip, part);
}

void strip_append_lanes(struct layout *layout, struct strip *strip, const struct lanes *lanes,
                        int32_t x, int32_t y)
{
    struct setting setting = {layout, strip, x, y};

    lanes_each(layout, lanes, 0, lanes->cut_count + 1, append, &setting);
    lanes_release(lanes);
    for (uint32_t i = 0; i < lanes->count; i++)
        stack_release(&lanes->at[i].strips);
}

static void compose_half(struct layout *layout, struct lane *lane, const struct jb_para *para,
                         int32_t width, uint32_t element)
{
    struct place place = {&lane->strips, width, element};

    compose_para(layout, place, para, false);
}

static bool is_long(const struct lanes *lanes)
{
    guint most = 0;

    for (uint32_t i = 0; i < lanes->count; i++)
        most = MAX(most, lanes->at[i].strips.strips->len);
    return most >= WHOLE_BELOW_LINES;
}

void push_lanes(struct layout *layout, struct place place, const struct jb_block *block,
                struct lanes *lanes)
{
    bool divisible = is_long(lanes);
    int32_t height;
    struct strip *strip;

    lanes_close(layout, lanes, divisible);
    height = lanes_height(lanes, 0, lanes->cut_count + 1);
    if (height == 0)
        return;
    strip = stack_push(layout, place.stack, block->origin);
    strip->height = height;
    strip->baseline = lanes_baseline(lanes);
    strip->keep_with_next = block->keep_with_next;
    if (divisible)
        strip->lanes = lanes;
    else
        strip_append_lanes(layout, strip, lanes, 0, 0);
}

static void attach_half_notes(struct layout *layout, const struct lanes *lanes, uint32_t element)
{
    const struct stack *halves[JB_LANGS] = {&lanes->at[JB_ZH].strips, &lanes->at[JB_EN].strips};

    attach_pair_notes(layout, halves, JB_LANGS, 0, element);
}

void compose_pair(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct lanes *lanes = lanes_new(layout, JB_LANGS);
    uint32_t element = element_for(layout, place, block->role, block->origin);
    int32_t widths[JB_LANGS], x[JB_LANGS], space = 0;
    bool waited = layout->notes_wait;

    layout->notes_wait = true;
    if (element != place.element)
        tree_at(layout->tree, element)->id = block->id;
    spread_columns(block->columns, JB_LANGS, block->gutter, place.width, x, widths);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_look *look = &block->paras[lang]->style->look[lang];

        lanes->at[lang].x = x[lang];
        compose_half(layout, &lanes->at[lang], block->paras[lang], widths[lang], element);
        stack_ask_space(place.stack, look->space_before);
        space = MAX(space, look->space_after);
    }
    stack_ask_space(place.stack, block->space_before);
    layout->notes_wait = waited;
    attach_half_notes(layout, lanes, element);
    push_lanes(layout, place, block, lanes);
    stack_ask_space(place.stack, MAX(space, block->space_after));
}
