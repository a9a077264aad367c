#include "layout/lanes-private.h"

void spread_columns(const struct jb_width *columns, uint32_t count, int32_t gutter, int32_t width,
                    int32_t *x, int32_t *widths)
{
    int64_t left = (int64_t)width - (int64_t)gutter * (count > 0 ? count - 1 : 0);
    int64_t shares = 0, given = 0, so_far = 0;
    int32_t at = 0;

    for (uint32_t i = 0; i < count; i++) {
        shares += columns[i].share;
        left -= columns[i].share ? 0 : columns[i].fixed;
    }
    left = MAX(left, 0);
    for (uint32_t i = 0; i < count; i++) {
        widths[i] = columns[i].fixed;
        if (columns[i].share) { /* cumulative, so that the rounding never adds up */
            so_far += columns[i].share;
            widths[i] = (int32_t)(left * so_far / shares - given);
            given += widths[i];
        }
        x[i] = at;
        at += widths[i] + gutter;
    }
}

static void compose_cell(struct layout *layout, const struct jb_block *block, struct lane *lane,
                         int32_t width, uint32_t row_element)
{
    struct place row = {NULL, width, row_element};
    struct place place = {&lane->strips, width,
                          element_for(layout, row, block->role, block->origin)};

    if (place.element != row_element) {
        tree_at(layout->tree, place.element)->row_head = block->row_head;
        lane->element = place.element;
    }
    compose_blocks(layout, place, block->children, block->child_count);
}

static void draw_rules(const struct lanes *lanes, struct strip *strip, bool first, bool last)
{
    const struct jb_block *block = lanes->block;

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
        lanes->dress = draw_rules;
        lanes_close(layout, lanes, true);
        strip->lanes = lanes;
    } else {
        strip_append_lanes(layout, strip, lanes, 0, 0);
        draw_rules(lanes, strip, true, true);
    }
}

void compose_row(struct layout *layout, struct place place, const struct jb_block *block)
{
    uint32_t count = block->child_count;
    struct lanes *lanes = lanes_new(layout, count);
    uint32_t columns = MAX(count, block->column_count);
    int32_t *x = JB_NEW_ARRAY(layout->arena, int32_t, columns);
    int32_t *widths = JB_NEW_ARRAY(layout->arena, int32_t, columns);
    uint32_t element = element_for(layout, place, block->role, block->origin);
    struct strip *strip;

    lanes->block = block;
    lanes->width = place.width;
    /* on a grid, rules stand in the blank of the lines beside them */
    lanes->above =
        layout->grid ? on_grid(layout, block->padding / 2) : block->rule_above + block->padding;
    lanes->below = layout->grid ? 0 : block->padding + block->rule_below;
    spread_columns(block->columns, block->column_count, block->gutter, place.width, x, widths);
    for (uint32_t i = 0; i < count; i++) {
        lanes->at[i].x = x[i];
        compose_cell(layout, &block->children[i], &lanes->at[i], widths[i], element);
    }
    stack_ask_space(place.stack, block->space_before);
    strip = stack_push(layout, place.stack, block->origin);
    begin_element(strip, place, element);
    join_cells(layout, place, strip, lanes, count > 0 ? widths[0] : place.width);
    strip->keep_with_next = block->keep_with_next;
    stack_ask_space(place.stack, block->space_after);
}

static struct place below(struct layout *layout, struct place place, enum jb_role role,
                          uint32_t origin)
{
    place.element = element_for(layout, place, role, origin);
    return place;
}

/* The head once more, as an artifact, for the tops of later pages (R80). */
static const struct stack *repeated_head(struct layout *layout, const struct jb_block *block,
                                         int32_t width)
{
    struct stack *head = JB_NEW(layout->arena, struct stack);

    *head = stack_new(layout);
    compose_blocks(layout, (struct place){head, width, NO_ELEMENT}, block->children,
                   block->head_rows);
    return head;
}

/* The head stays with two rows, and the last row is never alone. */
static void keep_rows(const struct stack *stack, uint32_t first, uint32_t head_rows)
{
    uint32_t count = stack->strips->len - first;

    for (uint32_t i = 0; i + 1 < count; i++)
        if (i <= head_rows || i + 2 == count)
            stack_at(stack, first + i)->keep_with_next = true;
}

void compose_table(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct place table = below(layout, place, JB_ROLE_TABLE, block->origin);
    uint32_t first = place.stack->strips->len;
    uint32_t heads = MIN(block->head_rows, block->child_count);
    const struct stack *head = repeated_head(layout, block, place.width);

    stack_ask_space(place.stack, block->space_before);
    if (heads > 0)
        compose_blocks(layout, below(layout, table, JB_ROLE_THEAD, block->origin), block->children,
                       heads);
    compose_blocks(layout, below(layout, table, JB_ROLE_TBODY, block->origin),
                   block->children + heads, block->child_count - heads);
    keep_rows(place.stack, first, heads);
    if (block->keep_with_next)
        stack_at(place.stack, place.stack->strips->len - 1)->keep_with_next = true;
    for (uint32_t i = first + heads; heads > 0 && i < place.stack->strips->len; i++)
        stack_at(place.stack, i)->table_head = head;
    stack_ask_space(place.stack, block->space_after);
}
