#include "base/length.h"
#include "layout/layout-private.h"

uint32_t note_column(const struct layout *layout, uint32_t note)
{
    const struct foot_note *made = &layout->notes[note];

    if (made->faces)
        return made->side;
    return layout->flow->notes_beside ? layout->flow->notes[note].lang : 0;
}

int32_t foot_height(const int64_t heights[JB_LANGS])
{
    int64_t height = MAX(heights[0], heights[1]);

    return height > 0 ? (int32_t)MIN(height + FOOT_ABOVE_RULE + FOOT_BELOW_RULE, INT32_MAX) : 0;
}

/* The columns of notes: those of parallel pairs, else the whole width for both. */
void note_columns(const struct layout *layout, int32_t width, int32_t x[JB_LANGS],
                  int32_t widths[JB_LANGS])
{
    x[JB_ZH] = x[JB_EN] = 0;
    widths[JB_ZH] = widths[JB_EN] = width;
    if (layout->flow->notes_beside)
        spread_columns(layout->flow->pair_widths, JB_LANGS, layout->flow->pair_gutter, width, x,
                       widths);
}

/* The column of a note is that of the page, whatever cites it. Notes are off the grid. */
static void compose_note(struct layout *layout, uint32_t index, uint32_t element)
{
    const struct jb_note *note = &layout->flow->notes[index];
    struct foot_note *made = &layout->notes[index];
    const struct columns *columns = layout->columns;
    int32_t grid = layout->grid, x[JB_LANGS], widths[JB_LANGS];
    struct stack stack = stack_new(layout);

    layout->columns = NULL;
    layout->grid = 0;
    note_columns(layout, body_width(layout), x, widths);
    compose_para(layout, (struct place){&stack, widths[note->lang], element}, note->para, false);
    made->strip = stack_flatten(layout, &stack);
    strip_add(&made->strip, ITEM_TARGET, NO_ELEMENT)->target = note->target;
    made->composed = true;
    layout->columns = columns;
    layout->grid = grid;
}

/* The note's element, which its own text made. */
static uint32_t note_element(const struct layout *layout, const struct strip *strip)
{
    for (guint i = 0; i < strip->items->len; i++) {
        uint32_t element = g_array_index(strip->items, struct item, i).element;

        while (element > DOCUMENT_ELEMENT && tree_at(layout->tree, element)->role != JB_ROLE_NOTE)
            element = tree_at(layout->tree, element)->parent;
        if (element > DOCUMENT_ELEMENT)
            return element;
    }
    return NO_ELEMENT;
}

void cite_note(struct layout *layout, struct strip *line, const struct jb_run *run,
               uint32_t element)
{
    uint32_t index = run->note - 1;

    if (element == NO_ELEMENT || layout->notes[index].composed)
        return;
    compose_note(layout, index, element);
    if (!line->notes)
        line->notes = array_new(layout, sizeof(uint32_t));
    g_array_append_val(line->notes, index);
}

static void attach_note(struct layout *layout, struct strip *strip, uint32_t note)
{
    strip_add(strip, ITEM_ELEMENT, note_element(layout, &layout->notes[note].strip));
}

/* Attached to what cites them, so that they are read behind it and not at the page's end. */
void attach_notes(struct layout *layout, const struct stack *stack, uint32_t first)
{
    for (uint32_t i = first; i < stack->strips->len; i++) {
        const GArray *notes = stack_at(stack, i)->notes;

        for (guint k = 0; notes && k < notes->len; k++)
            attach_note(layout, stack_at(stack, stack->strips->len - 1),
                        g_array_index(notes, uint32_t, k));
    }
}

/* The child of element that holds what the strip does, or NO_ELEMENT. */
static uint32_t half_element(const struct layout *layout, const struct strip *strip,
                             uint32_t element)
{
    uint32_t half =
        strip->items->len > 0 ? g_array_index(strip->items, struct item, 0).element : NO_ELEMENT;

    while (half > DOCUMENT_ELEMENT && tree_at(layout->tree, half)->parent != element)
        half = tree_at(layout->tree, half)->parent;
    return half > DOCUMENT_ELEMENT ? half : NO_ELEMENT;
}

void attach_pair_notes(struct layout *layout, const struct stack *const *stacks, uint32_t count,
                       uint32_t first, uint32_t element)
{
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    struct strip *begin = NULL;

    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = first; k < stacks[i]->strips->len; k++) {
            const struct strip *strip = stack_at(stacks[i], k);

            begin = begin ? begin : stack_at(stacks[i], k);
            if (strip->notes)
                g_array_append_vals(notes, strip->notes->data, strip->notes->len);
        }
    for (uint32_t i = 0; notes->len > 0 && i < count; i++)
        for (uint32_t k = first; k < stacks[i]->strips->len; k++) {
            uint32_t half = half_element(layout, stack_at(stacks[i], k), element);

            if (half != NO_ELEMENT)
                strip_add(begin, ITEM_ELEMENT, half);
        }
    for (guint i = 0; i < notes->len; i++)
        attach_note(layout, begin, g_array_index(notes, uint32_t, i));
    g_array_free(notes, TRUE);
}

void strip_add_notes(struct layout *layout, struct strip *strip, const struct strip *part)
{
    if (!part->notes)
        return;
    if (!strip->notes)
        strip->notes = array_new(layout, sizeof(uint32_t));
    g_array_append_vals(strip->notes, part->notes->data, part->notes->len);
}
