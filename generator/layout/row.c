#include "layout/lanes-private.h"
#include "layout/row-private.h"

static void describe_cell(struct jb_element *element, const struct jb_block *block)
{
    element->row_head = block->row_head;
    element->span = block->span;
}

/* One cell, set in its column. */
static void compose_cell(struct layout *layout, const struct jb_block *block, struct lane *lane,
                         int32_t width, int32_t point, uint32_t row_element)
{
    struct place row = {NULL, width, row_element};
    struct place place = {&lane->strips, width,
                          element_for(layout, row, block->role, block->origin)};

    if (place.element != row_element) {
        describe_cell(tree_at(layout->tree, place.element), block);
        lane->element = place.element;
    }
    compose_blocks(layout, place, block->children, block->child_count);
    if (point != NO_POINT && block->decimal && lane->strips.strips->len > 0)
        align_point(stack_at(&lane->strips, 0), point);
}

/* The ground is drawn first. */
static void draw_row(const struct lanes *lanes, struct strip *strip, bool first, bool last)
{
    const struct jb_block *block = lanes->block;

    if (block->has_fill)
        strip_add_box(strip, 0, 0, lanes->width, strip->height, block->fill, NO_ELEMENT);
    if (block->rule_above > 0 && first)
        strip_add_box(strip, 0, 0, lanes->width, block->rule_above, block->rule_above_colour,
                      NO_ELEMENT);
    if (block->rule_below > 0 && last)
        strip_add_box(strip, 0, strip->height - block->rule_below, lanes->width, block->rule_below,
                      block->rule_below_colour, NO_ELEMENT);
}

static void begin_element(struct strip *strip, struct place place, uint32_t element)
{
    if (element != place.element)
        strip_add(strip, ITEM_ELEMENT, element);
}

const struct jb_block *cell_in(const struct jb_block *row, uint32_t column)
{
    uint64_t at = 0;

    for (uint32_t i = 0; i < row->child_count && at <= column; i++) {
        if (at == column)
            return &row->children[i];
        at += MAX(row->children[i].span, 1);
    }
    return NULL;
}

/* A cell over several columns has the room between them too. Where there are more cells than
 * columns, which bind/ tells of, the others have no room. */
static void compose_cell_at(struct layout *layout, const struct jb_block *block,
                            const struct table_columns *columns, uint32_t column, struct lane *lane,
                            uint32_t row_element)
{
    uint32_t last = (uint32_t)MIN((uint64_t)column + MAX(block->span, 1), columns->count) - 1;
    int32_t point;

    if (column >= columns->count) {
        compose_cell(layout, block, lane, 0, NO_POINT, row_element);
        return;
    }
    point = columns->points && last == column ? columns->points[column] : NO_POINT;
    lane->x = columns->x[column];
    compose_cell(layout, block, lane, columns->x[last] + columns->widths[last] - lane->x, point,
                 row_element);
}

static void compose_cells(struct layout *layout, const struct jb_block *block,
                          const struct table_columns *columns, struct lanes *lanes,
                          uint32_t element)
{
    uint32_t column = 0;

    for (uint32_t i = 0; i < block->child_count; i++) {
        compose_cell_at(layout, &block->children[i], columns, column, &lanes->at[i], element);
        column = (uint32_t)MIN((uint64_t)column + MAX(block->children[i].span, 1), UINT32_MAX);
    }
}

/* R80: a row stays whole unless it is taller than a third of a page. What is repeated or stands at
 * head and foot is no element, and stays whole. */
static bool may_divide(const struct layout *layout, struct place place, int32_t height)
{
    return place.element != NO_ELEMENT && height > ordinary_height(layout) / 3;
}

/* Cells with text are joined at their first baselines; a cell without a baseline starts at the
 * top. */
static void join_cells(struct layout *layout, struct place place, struct strip *strip,
                       struct lanes *lanes, int32_t name_width)
{
    const struct jb_block *block = lanes->block;
    int32_t height;

    lanes_close(layout, lanes, false);
    height = lanes_height(lanes, 0, 1);
    strip->height = on_grid(layout, MAX(height, block->height));
    strip->baseline = lanes_baseline(lanes);
    if (may_divide(layout, place, height) && height == strip->height) {
        if (block->role == JB_ROLE_TR && block->child_count > 1)
            lanes->again =
                compose_again(layout, &block->children[0], name_width, ordinary_height(layout) / 3);
        lanes->dress = draw_row;
        lanes_close(layout, lanes, true);
        strip->lanes = lanes;
    } else {
        draw_row(lanes, strip, true, true);
        strip_append_lanes(layout, strip, lanes, 0, 0);
    }
}

void compose_row_in(struct layout *layout, struct place place, const struct jb_block *block,
                    const struct table_columns *columns)
{
    struct lanes *lanes = lanes_new(layout, block->child_count);
    uint32_t element = element_for(layout, place, block->role, block->origin);
    struct strip *strip;

    lanes->block = block;
    lanes->width = place.width;
    /* on a grid, rules stand in the blank of the lines beside them */
    lanes->above =
        layout->grid ? on_grid(layout, block->padding / 2) : block->rule_above + block->padding;
    lanes->below = layout->grid ? 0 : block->padding + block->rule_below;
    compose_cells(layout, block, columns, lanes, element);
    stack_ask_space(place.stack, block->space_before);
    strip = stack_push(layout, place.stack, block->origin);
    begin_element(strip, place, element);
    join_cells(layout, place, strip, lanes, columns->count > 0 ? columns->widths[0] : place.width);
    strip->keep_with_next = block->keep_with_next;
    stack_ask_space(place.stack, block->space_after);
}

void compose_row(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct table_columns columns;

    shapes_open(layout);
    columns = plan_columns(layout, block, 1, place.width);
    compose_row_in(layout, place, block, &columns);
    shapes_close(layout);
}
