#include <string.h>

#include "layout/lanes-private.h"
#include "layout/messages-private.h"

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

static const struct jb_master *find_master(const struct jb_flow *flow, const char *name)
{
    for (uint32_t i = 0; i < flow->named_page_count; i++)
        if (strcmp(flow->named_pages[i]->name, name) == 0)
            return flow->named_pages[i];
    return NULL;
}

/* What follows is composed for the type area of the page that the break names. */
static void change_master(struct layout *layout, const struct jb_block *block)
{
    const struct jb_origins *origins = &layout->flow->origins;

    layout->master = find_master(layout->flow, block->page);
    if (!layout->master && strcmp(block->page, "ordinary") != 0)
        jb_report(layout->sink, &jb_layout_messages[SAY_NO_SUCH_PAGE],
                  jb_origin_at(origins, block->origin).template_span, block->page, NULL);
    layout->grid = (layout->master ? layout->master : layout->flow->pages[JB_PAGE_RIGHT])->grid;
}

static void compose_page_break(struct layout *layout, struct place place,
                               const struct jb_block *block)
{
    if (block->page && place.stack == layout->body)
        change_master(layout, block);
    stack_push(layout, place.stack, block->origin)->starts_page = true;
}

static void draw_ground(const struct lanes *lanes, struct strip *strip, bool first, bool last)
{
    (void)first;
    (void)last;
    if (lanes->block->has_fill)
        strip_add_box(strip, 0, 0, lanes->width, strip->height, lanes->block->fill, NO_ELEMENT);
}

/* A ground, padding or a least height make one strip of what is inside. It is divided only where
 * it is taller than a page: each part has its own ground. */
static void compose_box(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct lanes *lanes = lanes_new(layout, 1);
    struct place inside = {&lanes->at[0].strips, place.width - 2 * block->padding, place.element};
    struct strip *strip;

    *lanes = (struct lanes){.count = 1,
                            .at = lanes->at,
                            .above = on_grid(layout, block->padding),
                            .below = on_grid(layout, block->padding),
                            .dress = draw_ground,
                            .block = block,
                            .width = place.width};
    lanes->at[0].x = block->padding;
    compose_blocks(layout, inside, block->children, block->child_count);
    lanes_close(layout, lanes, false);
    strip = stack_push(layout, place.stack, block->origin);
    strip->height = on_grid(layout, MAX(lanes_height(lanes, 0, 1), block->height));
    strip->baseline = lanes_baseline(lanes);
    strip->keep_with_next = block->keep_with_next;
    if (place.element != NO_ELEMENT && strip->height > ordinary_height(layout)) {
        lanes_close(layout, lanes, true);
        strip->lanes = lanes;
        return;
    }
    draw_ground(lanes, strip, true, true);
    lanes->dress = NULL;
    strip_append_lanes(layout, strip, lanes, 0, 0);
}

/* Columns are of the page: inside a cell or box, and inside other columns, there is one. */
static void compose_columns(struct layout *layout, struct place place, const struct jb_block *block)
{
    const struct columns *outer = layout->columns;
    struct columns *columns = JB_NEW(layout->arena, struct columns);
    int32_t gutters = block->gutter * (int32_t)(block->across - 1);

    stack_ask_space(place.stack, block->space_before);
    *columns =
        (struct columns){.count = block->across,
                         .width = MAX((place.width - gutters) / (int32_t)block->across, JB_PT),
                         .gutter = block->gutter,
                         .rule = block->rule_above,
                         .rule_colour = block->rule_above_colour};
    if (place.stack == layout->body && !outer)
        layout->columns = columns;
    compose_blocks(layout, place, block->children, block->child_count);
    layout->columns = outer;
    stack_ask_space(place.stack, block->space_after);
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
    bool waited = layout->notes_wait;

    layout->notes_wait = waited || block->halves;
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
    layout->notes_wait = waited;
    if (block->halves && !waited)
        attach_pair_notes(layout, (const struct stack *const[]){place.stack}, 1, first,
                          inside.element);
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
    case JB_BLOCK_CHART: compose_chart(layout, place, block); break;
    case JB_BLOCK_RULE: compose_rule(layout, place, block); break;
    case JB_BLOCK_SPACE:
        place.stack->space =
            extend_height(layout, place.stack->space, block->height, block->origin);
        break;
    case JB_BLOCK_FACING: compose_facing(layout, place, block); break;
    case JB_BLOCK_PAGE_BREAK: compose_page_break(layout, place, block); break;
    case JB_BLOCK_PICTURE: compose_picture(layout, place, block); break;
    case JB_BLOCK_COLUMNS: compose_columns(layout, place, block); break;
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
        if (place.stack == layout->body)
            place.width = body_width(layout);
        compose_block(layout, place, &blocks[i]);
        stack_settle(layout, place.stack, first);
        mark_start(place.stack, first, &blocks[i]);
    }
}
