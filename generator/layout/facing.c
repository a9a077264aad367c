#include "layout/lanes-private.h"

/* Facing pages (R72): what is bound for the left page and for the right one becomes strips as tall
 * as the taller of the two, with one first baseline, whose items know their side. */

enum { SIDES = JB_LANGS };

static void set_note_sides(const struct layout *layout, const struct strip *strip, uint32_t side)
{
    for (guint i = 0; strip->notes && i < strip->notes->len; i++) {
        struct foot_note *note = &layout->notes[g_array_index(strip->notes, uint32_t, i)];

        note->faces = true;
        note->side = side;
        for (guint k = 0; k < note->strip.items->len; k++)
            g_array_index(note->strip.items, struct item, k).side = side;
    }
}

static void set_side(const struct layout *layout, const struct stack *stack, uint32_t side)
{
    for (guint i = 0; i < stack->strips->len; i++) {
        const struct strip *strip = stack_at(stack, i);

        for (guint k = 0; k < strip->items->len; k++)
            g_array_index(strip->items, struct item, k).side = side;
        for (uint32_t k = 0; strip->lanes && k < strip->lanes->count; k++)
            set_side(layout, &strip->lanes->at[k].strips, side);
        if (strip->table_head)
            set_side(layout, strip->table_head, side);
        set_note_sides(layout, strip, side);
    }
}

/* The paragraph that a side consists of, or NULL; lines of two such are divided in step. */
static const struct jb_block *lone_para(const struct jb_block *block)
{
    while (block->kind == JB_BLOCK_GROUP && block->child_count == 1 && !block->has_fill &&
           block->padding == 0 && block->height == 0)
        block = &block->children[0];
    return block->kind == JB_BLOCK_PARA ? block : NULL;
}

static bool is_lines(const struct jb_block *side)
{
    return side->child_count == 0 || lone_para(side);
}

static const struct strip *last_of(const struct stack *stack)
{
    return stack->strips->len > 0 ? stack_at(stack, stack->strips->len - 1) : NULL;
}

static void push_lines(struct layout *layout, struct place place, const struct jb_block *block,
                       const struct stack sides[SIDES])
{
    struct lanes *lanes = lanes_new(layout, SIDES);
    struct jb_block kept = *block;

    for (uint32_t i = 0; i < SIDES; i++) {
        const struct strip *last = last_of(&sides[i]);

        lanes->at[i].strips = sides[i];
        kept.keep_with_next |= last && last->keep_with_next;
        if (last)
            stack_ask_space(place.stack, stack_at(&sides[i], 0)->before);
    }
    push_lanes(layout, place, &kept, lanes);
}

/* --- strip by strip --------------------------------------------------------------------------- */

/* parts: one of each side, or NULL where a side has no more. */
static void join_flags(struct strip *joined, const struct strip *const parts[SIDES])
{
    for (uint32_t i = 0; i < SIDES; i++) {
        if (!parts[i])
            continue;
        joined->baseline = MAX(joined->baseline, parts[i]->baseline);
        joined->keep_with_next |= parts[i]->keep_with_next;
        joined->keeps_line |= parts[i]->keeps_line;
        joined->kept |= parts[i]->kept;
        joined->uncut |= parts[i]->uncut;
        joined->starts_page |= parts[i]->starts_page;
        joined->demerits = MAX(joined->demerits, parts[i]->demerits);
    }
}

static void add_lanes(struct layout *layout, struct lanes *lanes, uint32_t *count,
                      const struct strip *part)
{
    if (part->lanes) {
        for (uint32_t i = 0; i < part->lanes->count; i++)
            lanes->at[(*count)++] = part->lanes->at[i];
        lanes->above = MAX(lanes->above, part->lanes->above);
        lanes->below = MAX(lanes->below, part->lanes->below);
        return;
    }
    lanes->at[*count].strips = stack_new(layout);
    g_array_append_vals(lanes->at[*count].strips.strips, part, 1);
    (*count)++;
}

/* What can be divided on one side is divided together with what stands on the other. */
static void join_lanes(struct layout *layout, struct strip *joined,
                       const struct strip *const parts[SIDES])
{
    uint32_t count = 0, added = 0;
    struct lanes *lanes;

    for (uint32_t i = 0; i < SIDES; i++)
        if (parts[i])
            count += parts[i]->lanes ? parts[i]->lanes->count : 1;
    lanes = lanes_new(layout, count);
    for (uint32_t i = 0; i < SIDES; i++) {
        if (parts[i])
            add_lanes(layout, lanes, &added, parts[i]);
        if (parts[i] && parts[i]->lanes) {
            strip_append(joined, parts[i], 0, 0);
            strip_add_notes(layout, joined, parts[i]);
        }
    }
    lanes_close(layout, lanes, true);
    joined->lanes = lanes;
    joined->height = lanes_height(lanes, 0, lanes->cut_count + 1);
    joined->baseline = lanes_baseline(lanes);
}

static void join_items(struct layout *layout, struct strip *joined,
                       const struct strip *const parts[SIDES])
{
    for (uint32_t i = 0; i < SIDES; i++) {
        bool drops = parts[i] && parts[i]->baseline != NO_BASELINE;
        int32_t down = drops ? joined->baseline - parts[i]->baseline : 0;

        if (!parts[i])
            continue;
        strip_append(joined, parts[i], 0, down);
        strip_add_notes(layout, joined, parts[i]);
        joined->height = MAX(joined->height, down + parts[i]->height);
    }
}

static void zip(struct layout *layout, struct stack *stack, const struct stack sides[SIDES]);

static const struct stack *join_heads(struct layout *layout, const struct strip *const parts[SIDES])
{
    struct stack *joined, heads[SIDES];
    bool has_any = false;

    for (uint32_t i = 0; i < SIDES; i++) {
        bool has = parts[i] && parts[i]->table_head;

        heads[i] = has ? *parts[i]->table_head : stack_new(layout);
        has_any |= has;
    }
    if (!has_any)
        return NULL;
    joined = JB_NEW(layout->arena, struct stack);
    *joined = stack_new(layout);
    zip(layout, joined, heads);
    return joined;
}

static void push_joined(struct layout *layout, struct stack *stack,
                        const struct strip *const parts[SIDES])
{
    const struct strip *any = parts[0] ? parts[0] : parts[1];
    bool divisible = (parts[0] && parts[0]->lanes) || (parts[1] && parts[1]->lanes);
    struct strip *joined;

    for (uint32_t i = 0; i < SIDES; i++)
        stack_ask_space(stack, parts[i] ? parts[i]->before : 0);
    joined = stack_push(layout, stack, any->origin);
    join_flags(joined, parts);
    if (divisible)
        join_lanes(layout, joined, parts);
    else
        join_items(layout, joined, parts);
    joined->table_head = join_heads(layout, parts);
}

static void zip(struct layout *layout, struct stack *stack, const struct stack sides[SIDES])
{
    guint count = MAX(sides[0].strips->len, sides[1].strips->len);

    for (guint i = 0; i < count; i++) {
        const struct strip *parts[SIDES];

        for (uint32_t k = 0; k < SIDES; k++)
            parts[k] = i < sides[k].strips->len ? stack_at(&sides[k], i) : NULL;
        push_joined(layout, stack, parts);
    }
}

void compose_facing(struct layout *layout, struct place place, const struct jb_block *block)
{
    struct stack sides[SIDES];
    int32_t space = 0;
    bool lines = is_lines(&block->children[0]) && is_lines(&block->children[1]);

    layout->notes_wait = lines;
    for (uint32_t i = 0; i < SIDES; i++) {
        struct place side = {&sides[i], place.width, place.element};

        sides[i] = stack_new(layout);
        compose_blocks(layout, side, &block->children[i], 1);
        set_side(layout, &sides[i], i);
        space = MAX(space, sides[i].space);
    }
    layout->notes_wait = false;
    attach_pair_notes(layout, (const struct stack *const[]){&sides[0], &sides[1]},
                      lines ? SIDES : 0, 0, place.element);
    if (lines)
        push_lines(layout, place, block, sides);
    else
        zip(layout, place.stack, sides);
    stack_ask_space(place.stack, space);
}
