#include "layout/layout-private.h"

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

/* One cell, set in its column. */
struct cell {
    struct strip strip;
    int32_t x;
};

static struct cell compose_cell(struct layout *layout, const struct jb_block *block, int32_t x,
                                int32_t width, uint32_t row_element)
{
    struct stack stack = stack_new(layout);
    struct place row = {NULL, width, row_element};
    struct place place = {&stack, width, element_for(layout, row, block->role, block->origin)};
    struct cell cell = {.x = x};

    if (place.element != row_element)
        tree_at(layout->tree, place.element)->row_head = block->row_head;
    compose_blocks(layout, place, block->children, block->child_count);
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

void compose_row(struct layout *layout, struct place place, const struct jb_block *block)
{
    uint32_t count = block->child_count;
    struct cell *cells = JB_NEW_ARRAY(layout->arena, struct cell, count);
    uint32_t columns = MAX(count, block->column_count);
    int32_t *x = JB_NEW_ARRAY(layout->arena, int32_t, columns);
    int32_t *widths = JB_NEW_ARRAY(layout->arena, int32_t, columns);
    uint32_t element = element_for(layout, place, block->role, block->origin);
    struct strip *strip;

    spread_columns(block->columns, block->column_count, block->gutter, place.width, x, widths);
    for (uint32_t i = 0; i < count; i++)
        cells[i] = compose_cell(layout, &block->children[i], x[i], widths[i], element);
    stack_ask_space(place.stack, block->space_before);
    strip = stack_push(layout, place.stack, block->origin);
    begin_element(strip, place, element);
    join_cells(strip, block, cells, place.width);
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
    for (uint32_t i = first + heads + 1; i < place.stack->strips->len; i++)
        stack_at(place.stack, i)->table_head = head;
    stack_ask_space(place.stack, block->space_after);
}
