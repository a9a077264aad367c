#include "layout/layout-private.h"

static void close_array(void *array)
{
    g_array_free(array, TRUE);
}

GArray *array_new(struct layout *layout, guint size)
{
    GArray *array = g_array_new(FALSE, TRUE, size);

    jb_arena_defer(layout->arena, close_array, array);
    return array;
}

struct stack stack_new(struct layout *layout)
{
    return (struct stack){.strips = array_new(layout, sizeof(struct strip))};
}

static struct strip strip_new(struct layout *layout, uint32_t origin)
{
    return (struct strip){
        .baseline = NO_BASELINE, .origin = origin, .items = array_new(layout, sizeof(struct item))};
}

struct strip *stack_push(struct layout *layout, struct stack *stack, uint32_t origin)
{
    struct strip strip = strip_new(layout, origin);

    strip.before = on_grid(layout, stack->space);
    if (stack == layout->body) {
        strip.master = layout->master;
        strip.columns = layout->columns;
    }
    stack->space = 0;
    g_array_append_val(stack->strips, strip);
    return &g_array_index(stack->strips, struct strip, stack->strips->len - 1);
}

struct strip *stack_at(const struct stack *stack, uint32_t index)
{
    return &g_array_index(stack->strips, struct strip, index);
}

/* Spaces below and above meet in the larger one. */
void stack_ask_space(struct stack *stack, int32_t space)
{
    stack->space = MAX(stack->space, space);
}

void stack_settle(const struct layout *layout, const struct stack *stack, uint32_t first)
{
    for (uint32_t i = first; i < stack->strips->len; i++)
        stack_at(stack, i)->height = on_grid(layout, stack_at(stack, i)->height);
}

struct strip stack_flatten(struct layout *layout, const struct stack *stack)
{
    struct strip whole = strip_new(layout, 0);

    stack_settle(layout, stack, 0);
    for (uint32_t i = 0; i < stack->strips->len; i++) {
        const struct strip *part = stack_at(stack, i);

        if (i == 0) {
            whole.origin = part->origin;
            whole.baseline = part->baseline;
        } else {
            whole.height = extend_height(layout, whole.height, part->before, part->origin);
        }
        if (part->lanes)
            strip_append_lanes(layout, &whole, part->lanes, 0, whole.height);
        strip_append(&whole, part, 0, whole.height);
        strip_add_notes(layout, &whole, part);
        whole.height = extend_height(layout, whole.height, part->height, part->origin);
    }
    stack_release(stack);
    return whole;
}

void stack_release(const struct stack *stack)
{
    for (uint32_t i = 0; i < stack->strips->len; i++)
        strip_release(stack_at(stack, i));
    g_free(g_array_steal(stack->strips, NULL));
}

struct item *strip_add(struct strip *strip, enum item_kind kind, uint32_t element)
{
    struct item item = {.kind = kind, .element = element};

    g_array_append_val(strip->items, item);
    return &g_array_index(strip->items, struct item, strip->items->len - 1);
}

void strip_release(struct strip *strip)
{
    g_free(g_array_steal(strip->items, NULL));
}

void strip_add_box(struct strip *strip, int32_t x, int32_t y, int32_t width, int32_t height,
                   jb_colour colour, uint32_t element)
{
    struct item *item = strip_add(strip, ITEM_MARK, element);

    item->mark = (struct jb_mark){.kind = JB_MARK_BOX,
                                  .colour = colour,
                                  .x = x,
                                  .y = y,
                                  .width = width,
                                  .height = height,
                                  .origin = strip->origin};
}

void strip_append(struct strip *strip, const struct strip *part, int32_t x, int32_t y)
{
    for (guint i = 0; i < part->items->len; i++) {
        struct item item = g_array_index(part->items, struct item, i);

        item.mark.x += x;
        item.mark.y += y;
        g_array_append_val(strip->items, item);
    }
}
