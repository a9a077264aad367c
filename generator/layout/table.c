#include "layout/row-private.h"

static struct place below(struct layout *layout, struct place place, enum jb_role role,
                          uint32_t origin)
{
    place.element = element_for(layout, place, role, origin);
    return place;
}

static void compose_rows(struct layout *layout, struct place place, const struct jb_block *rows,
                         uint32_t count, const struct table_columns *columns)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t above = place.stack->strips->len;

        if (rows[i].keep_with_previous && above > 0)
            stack_at(place.stack, above - 1)->keep_with_next = true;
        compose_row_in(layout, place, &rows[i], columns);
    }
}

/* The head once more, as an artifact, for the tops of later pages (R80). */
static const struct stack *repeated_head(struct layout *layout, const struct jb_block *block,
                                         int32_t width, const struct table_columns *columns)
{
    struct stack *head = JB_NEW(layout->arena, struct stack);

    *head = stack_new(layout);
    compose_rows(layout, (struct place){head, width, NO_ELEMENT}, block->children, block->head_rows,
                 columns);
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

static void compose_body(struct layout *layout, struct place table, const struct jb_block *block,
                         uint32_t heads, const struct table_columns *columns)
{
    if (heads > 0)
        compose_rows(layout, below(layout, table, JB_ROLE_THEAD, block->origin), block->children,
                     heads, columns);
    compose_rows(layout, below(layout, table, JB_ROLE_TBODY, block->origin),
                 block->children + heads, block->child_count - heads, columns);
}

void compose_table(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct place table = below(layout, place, block->role, block->origin);
    uint32_t first = place.stack->strips->len;
    uint32_t heads = MIN(block->head_rows, block->child_count);
    struct table_columns columns;
    const struct stack *head;

    if (block->child_count == 0)
        return;
    shapes_open(layout);
    columns = plan_columns(layout, block->children, block->child_count, place.width);
    head = repeated_head(layout, block, place.width, &columns);
    stack_ask_space(place.stack, block->space_before);
    compose_body(layout, table, block, heads, &columns);
    shapes_close(layout);
    keep_rows(place.stack, first, heads);
    if (block->keep_with_next)
        stack_at(place.stack, place.stack->strips->len - 1)->keep_with_next = true;
    for (uint32_t i = first + heads; heads > 0 && i < place.stack->strips->len; i++)
        stack_at(place.stack, i)->table_head = head;
    stack_ask_space(place.stack, block->space_after);
}
