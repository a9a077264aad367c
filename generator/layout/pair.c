#include "layout/layout-private.h"

/* R71: a pair of fewer lines is not divided. */
enum { WHOLE_BELOW_LINES = 8 };

/* R61: of a divided half, so many lines stand on either side. */
enum { LINES_TOGETHER = 2 };

static uint32_t line_count(const struct pair_strip *pair, enum jb_lang lang)
{
    return pair->lines[lang].strips->len;
}

/* First baselines are joined (R70): how far down each half starts. */
static void find_tops(const struct pair_strip *pair, int32_t tops[JB_LANGS], int32_t *baseline)
{
    *baseline = NO_BASELINE;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (line_count(pair, lang) > 0)
            *baseline = MAX(*baseline, stack_at(&pair->lines[lang], 0)->baseline);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        tops[lang] =
            line_count(pair, lang) > 0 ? *baseline - stack_at(&pair->lines[lang], 0)->baseline : 0;
}

/* Lines [first, first + count) of a half, from its top. */
static int32_t half_height(const struct stack *lines, uint32_t first, uint32_t count)
{
    int32_t height = 0;

    for (uint32_t i = first; i < first + count; i++) {
        const struct strip *line = stack_at(lines, i);

        height += line->height + (i > first ? line->before : 0);
    }
    return height;
}

/* All of one half, then all of the other: the order of reading. */
static struct strip set_lines(struct layout *layout, const struct pair_strip *pair,
                              const uint32_t first[JB_LANGS], const uint32_t count[JB_LANGS])
{
    struct stack scratch = stack_new(layout);
    struct strip *strip = stack_push(layout, &scratch, 0);
    int32_t tops[JB_LANGS];

    find_tops(pair, tops, &strip->baseline);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct stack *lines = &pair->lines[lang];
        int32_t y = tops[lang];

        for (uint32_t i = 0; i < count[lang]; i++) {
            const struct strip *line = stack_at(lines, first[lang] + i);

            y += i > 0 ? line->before : 0;
            strip_append(strip, line, pair->x[lang], y);
            y += line->height;
        }
        strip->height = MAX(strip->height, y);
    }
    if (line_count(pair, JB_ZH) > 0)
        strip->origin = stack_at(&pair->lines[JB_ZH], 0)->origin;
    return *strip;
}

struct strip set_pair(struct layout *layout, const struct pair_strip *pair)
{
    const uint32_t first[JB_LANGS] = {0, 0};
    const uint32_t count[JB_LANGS] = {line_count(pair, JB_ZH), line_count(pair, JB_EN)};

    return set_lines(layout, pair, first, count);
}

/* How many lines of a half fit into height, leaving neither a widow nor an orphan; 0 where none
 * can. A half too short to be divided goes whole or not at all. */
static uint32_t lines_that_fit(const struct stack *lines, int32_t height)
{
    uint32_t all = lines->strips->len;
    uint32_t fit = 0;

    while (fit < all && half_height(lines, 0, fit + 1) <= height)
        fit++;
    if (all < 2 * LINES_TOGETHER)
        return fit == all ? all : 0;
    fit = MIN(fit, all - LINES_TOGETHER);
    return fit >= LINES_TOGETHER ? fit : 0;
}

static struct pair_strip *pair_after(struct layout *layout, const struct pair_strip *pair,
                                     const uint32_t fit[JB_LANGS])
{
    struct pair_strip *rest = JB_NEW(layout->arena, struct pair_strip);

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        rest->x[lang] = pair->x[lang];
        rest->lines[lang] = stack_new(layout);
        g_array_append_vals(rest->lines[lang].strips, stack_at(&pair->lines[lang], fit[lang]),
                            line_count(pair, lang) - fit[lang]);
    }
    return rest;
}

bool divide_pair(struct layout *layout, const struct strip *strip, int32_t height,
                 struct strip *first, struct strip *rest)
{
    const struct pair_strip *pair = strip->pair;
    const uint32_t start[JB_LANGS] = {0, 0};
    uint32_t fit[JB_LANGS];
    int32_t tops[JB_LANGS], baseline;
    struct strip whole;

    find_tops(pair, tops, &baseline);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        fit[lang] = lines_that_fit(&pair->lines[lang], height - tops[lang]);
        if (fit[lang] == 0 && line_count(pair, lang) > 0)
            return false;
    }
    *first = set_lines(layout, pair, start, fit);
    strip_append(first, strip, 0, 0);
    first->before = strip->before;
    *rest = *strip;
    rest->before = 0;
    rest->pair = pair_after(layout, pair, fit);
    rest->items = stack_push(layout, &(struct stack){stack_new(layout).strips, 0}, 0)->items;
    whole = set_pair(layout, rest->pair);
    rest->height = whole.height;
    rest->baseline = whole.baseline;
    return true;
}

static void compose_half(struct layout *layout, struct pair_strip *pair, enum jb_lang lang,
                         const struct jb_para *para, int32_t width, uint32_t element)
{
    struct place place = {&pair->lines[lang], width, element};

    pair->lines[lang] = stack_new(layout);
    compose_para(layout, place, para, false);
}

void compose_pair(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct pair_strip *pair = JB_NEW(layout->arena, struct pair_strip);
    uint32_t element = element_for(layout, place, block->role, block->origin);
    int32_t widths[JB_LANGS], space = 0;
    struct strip *strip, set;

    if (element != place.element)
        tree_at(layout->tree, element)->id = block->id;
    spread_columns(block->columns, JB_LANGS, block->gutter, place.width, pair->x, widths);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_look *look = &block->paras[lang]->style->look[lang];

        compose_half(layout, pair, lang, block->paras[lang], widths[lang], element);
        stack_ask_space(place.stack, look->space_before);
        space = MAX(space, look->space_after);
    }
    stack_ask_space(place.stack, block->space_before);
    set = set_pair(layout, pair);
    if (set.height > 0) {
        strip = stack_push(layout, place.stack, block->origin);
        strip->height = set.height;
        strip->baseline = set.baseline;
        strip->keep_with_next = block->keep_with_next;
        if (MAX(line_count(pair, JB_ZH), line_count(pair, JB_EN)) >= WHOLE_BELOW_LINES)
            strip->pair = pair;
        else
            strip_append(strip, &set, 0, 0);
    }
    stack_ask_space(place.stack, MAX(space, block->space_after));
}
