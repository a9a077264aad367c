#include "layout/layout-private.h"

static void compose_rule(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct strip *strip;

    stack_ask_space(place.stack, block->space_before);
    strip = stack_push(layout, place.stack, block->origin);
    strip->height = block->height;
    strip->keep_with_next = block->keep_with_next;
    strip_add_box(strip, 0, 0, place.width, block->height, block->fill, NO_ELEMENT);
    stack_ask_space(place.stack, block->space_after);
}

static void compose_page_break(struct layout *layout, struct place place,
                               const struct jb_block *block)
{
    struct strip *strip = stack_push(layout, place.stack, block->origin);

    strip->starts_page = true;
}

void compose_bar(struct layout *layout, struct place place, const struct jb_block *block)
{
    const struct jb_bar *bar = block->bar;
    const int32_t overshoot = bar->height / 2, tick = JB_PT, halo = JB_PT * 3 / 4;
    uint32_t element = element_for(layout, place, JB_ROLE_FIGURE, block->origin);
    struct strip *strip = stack_push(layout, place.stack, block->origin);
    int32_t at = jb_length_scale(bar->width, bar->schedule, 1000) - tick / 2;
    struct item *frame;

    strip->height = bar->height;
    strip->baseline = bar->height; /* it stands on the line of the words beside it */
    strip_add_box(strip, 0, 0, bar->width, bar->height, bar->track, element);
    if (bar->done > 0)
        strip_add_box(strip, 0, 0, jb_length_scale(bar->width, bar->done, 1000), bar->height,
                      bar->fill, element);
    strip_add_box(strip, at - halo, 0, tick + 2 * halo, bar->height, 0xFFFFFF, element);
    strip_add_box(strip, at, -overshoot, tick, bar->height + 2 * overshoot, bar->tick, element);
    if (element == NO_ELEMENT)
        return;
    tree_at(layout->tree, element)->alternative = bar->alternative;
    tree_at(layout->tree, element)->has_lang = true;
    tree_at(layout->tree, element)->lang = bar->lang;
    frame = strip_add(strip, ITEM_FRAME, element);
    frame->mark = (struct jb_mark){
        .y = -overshoot, .width = bar->width, .height = bar->height + 2 * overshoot};
}

/* A ground, padding or a least height make one strip of what is inside. */
static void compose_box(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct stack inner = stack_new(layout);
    struct place inside = {&inner, place.width - 2 * block->padding, place.element};
    struct strip content, *strip;

    compose_blocks(layout, inside, block->children, block->child_count);
    content = stack_flatten(layout, &inner);
    strip = stack_push(layout, place.stack, block->origin);
    strip->height = MAX(content.height + 2 * block->padding, block->height);
    strip->keep_with_next = block->keep_with_next;
    if (block->has_fill)
        strip_add_box(strip, 0, 0, place.width, strip->height, block->fill, NO_ELEMENT);
    if (content.baseline != NO_BASELINE)
        strip->baseline = content.baseline + block->padding;
    strip_append(strip, &content, block->padding, block->padding);
}

static void keep_strips(const struct stack *stack, uint32_t first)
{
    for (uint32_t i = first; i + 1 < stack->strips->len; i++)
        stack_at(stack, i)->kept = true;
    if (stack->strips->len > first)
        stack_at(stack, stack->strips->len - 1)->uncut = true;
}

static void compose_group(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct place inside = place;
    uint32_t first = place.stack->strips->len;

    inside.element = element_for(layout, place, block->role, block->origin);
    if (inside.element != place.element) {
        tree_at(layout->tree, inside.element)->id = block->id;
        tree_at(layout->tree, inside.element)->numbered = block->numbered;
    }
    stack_ask_space(place.stack, block->space_before);
    if (block->has_fill || block->padding > 0 || block->height > 0)
        compose_box(layout, inside, block);
    else
        compose_blocks(layout, inside, block->children, block->child_count);
    if (block->keep_together)
        keep_strips(place.stack, first);
    if (block->keep_with_next && place.stack->strips->len > first)
        stack_at(place.stack, place.stack->strips->len - 1)->keep_with_next = true;
    stack_ask_space(place.stack, block->space_after);
}

static void compose_block(struct layout *layout, struct place place, const struct jb_block *block)
{
    switch (block->kind) {
    case JB_BLOCK_PARA: compose_para(layout, place, block->paras[0], block->keep_with_next); break;
    case JB_BLOCK_PAIR: compose_pair(layout, place, block); break;
    case JB_BLOCK_GROUP: compose_group(layout, place, block); break;
    case JB_BLOCK_ROW: compose_row(layout, place, block); break;
    case JB_BLOCK_TABLE: compose_table(layout, place, block); break;
    case JB_BLOCK_BAR: compose_bar(layout, place, block); break;
    case JB_BLOCK_RULE: compose_rule(layout, place, block); break;
    case JB_BLOCK_SPACE: place.stack->space += block->height; break;
    case JB_BLOCK_PAGE_BREAK: compose_page_break(layout, place, block); break;
    case JB_BLOCK_PICTURE: compose_picture(layout, place, block); break;
    }
}

static void mark(const struct stack *stack, uint32_t first, enum item_kind kind, uint32_t number)
{
    if (number > 0 && stack->strips->len > first)
        strip_add(stack_at(stack, first), kind, NO_ELEMENT)->target = number - 1;
}

/* Targets and headings begin with the first strip of their block. */
static void mark_start(const struct stack *stack, uint32_t first, const struct jb_block *block)
{
    mark(stack, first, ITEM_TARGET, block->target);
    mark(stack, first, ITEM_HEADING, block->heading);
}

void compose_blocks(struct layout *layout, struct place place, const struct jb_block *blocks,
                    uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = place.stack->strips->len;

        if (blocks[i].keep_with_previous && first > 0)
            stack_at(place.stack, first - 1)->keep_with_next = true;
        compose_block(layout, place, &blocks[i]);
        mark_start(place.stack, first, &blocks[i]);
    }
}
