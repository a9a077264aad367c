#include "layout/row-private.h"

/* One cell, set in its column. */
struct cell {
    struct strip strip;
    int32_t x;
};

static void describe_cell(struct jb_element *element, const struct jb_block *block)
{
    element->row_head = block->row_head;
    element->span = block->span;
}

static struct cell compose_cell(struct layout *layout, const struct jb_block *block, int32_t x,
                                int32_t width, int32_t point, uint32_t row_element)
{
    struct stack stack = stack_new(layout);
    struct place row = {NULL, width, row_element};
    struct place place = {&stack, width, element_for(layout, row, block->role, block->origin)};
    struct cell cell = {.x = x};

    if (place.element != row_element)
        describe_cell(tree_at(layout->tree, place.element), block);
    compose_blocks(layout, place, block->children, block->child_count);
    if (point != NO_POINT && block->decimal && stack.strips->len > 0)
        align_point(stack_at(&stack, 0), point);
    cell.strip = stack_flatten(layout, &stack);
    if (place.element != row_element) {
        struct item begin = {.kind = ITEM_ELEMENT, .element = place.element};

        g_array_prepend_val(cell.strip.items, begin);
    }
    return cell;
}

static void draw_rules(struct strip *strip, const struct jb_block *block, int32_t width)
{
    if (block->rule_above > 0)
        strip_add_box(strip, 0, 0, width, block->rule_above, block->rule_above_colour, NO_ELEMENT);
    if (block->rule_below > 0)
        strip_add_box(strip, 0, strip->height - block->rule_below, width, block->rule_below,
                      block->rule_below_colour, NO_ELEMENT);
}

/* Cells with text are joined at their first baselines; a cell without a baseline starts at the
 * top. */
static void join_cells(struct strip *strip, const struct jb_block *block, struct cell *cells,
                       int32_t width)
{
    int32_t top = block->rule_above + block->padding;
    int32_t baseline = NO_BASELINE, height = 0;

    for (uint32_t i = 0; i < block->child_count; i++)
        baseline = MAX(baseline, cells[i].strip.baseline);
    for (uint32_t i = 0; i < block->child_count; i++) {
        bool stands = cells[i].strip.baseline != NO_BASELINE;
        int32_t down = stands ? baseline - cells[i].strip.baseline : 0;

        height = MAX(height, down + cells[i].strip.height);
        strip_append(strip, &cells[i].strip, cells[i].x, top + down);
        strip_release(&cells[i].strip);
    }
    strip->baseline = baseline == NO_BASELINE ? NO_BASELINE : top + baseline;
    strip->height = MAX(top + height + block->padding + block->rule_below, block->height);
    draw_rules(strip, block, width);
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
static struct cell compose_cell_at(struct layout *layout, const struct jb_block *block,
                                   const struct columns *columns, uint32_t column,
                                   uint32_t row_element)
{
    uint32_t last = (uint32_t)MIN((uint64_t)column + MAX(block->span, 1), columns->count) - 1;
    int32_t point;

    if (column >= columns->count)
        return compose_cell(layout, block, 0, 0, NO_POINT, row_element);
    point = columns->points && last == column ? columns->points[column] : NO_POINT;
    return compose_cell(layout, block, columns->x[column],
                        columns->x[last] + columns->widths[last] - columns->x[column], point,
                        row_element);
}

static struct cell *compose_cells(struct layout *layout, const struct jb_block *block,
                                  const struct columns *columns, uint32_t element)
{
    struct cell *cells = JB_NEW_ARRAY(layout->arena, struct cell, block->child_count);
    uint32_t column = 0;

    for (uint32_t i = 0; i < block->child_count; i++) {
        cells[i] = compose_cell_at(layout, &block->children[i], columns, column, element);
        column = (uint32_t)MIN((uint64_t)column + MAX(block->children[i].span, 1), UINT32_MAX);
    }
    return cells;
}

/* The ground is drawn first, and is as tall as the row has become. */
static void lay_ground(struct strip *strip, const struct jb_block *block, int32_t width)
{
    struct strip cells = *strip;

    strip->items = g_array_sized_new(FALSE, TRUE, sizeof(struct item), cells.items->len + 1);
    strip_add_box(strip, 0, 0, width, strip->height, block->fill, NO_ELEMENT);
    g_array_prepend_val(cells.items, g_array_index(strip->items, struct item, 0));
    g_array_free(strip->items, TRUE);
    strip->items = cells.items;
}

void compose_row_in(struct layout *layout, struct place place, const struct jb_block *block,
                    const struct columns *columns)
{
    uint32_t element = element_for(layout, place, block->role, block->origin);
    struct cell *cells = compose_cells(layout, block, columns, element);
    struct strip *strip;

    stack_ask_space(place.stack, block->space_before);
    strip = stack_push(layout, place.stack, block->origin);
    begin_element(strip, place, element);
    join_cells(strip, block, cells, place.width);
    if (block->has_fill)
        lay_ground(strip, block, place.width);
    strip->keep_with_next = block->keep_with_next;
    stack_ask_space(place.stack, block->space_after);
}

void compose_row(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct columns columns;

    shapes_open(layout);
    columns = plan_columns(layout, block, 1, place.width);
    compose_row_in(layout, place, block, &columns);
    shapes_close(layout);
}
