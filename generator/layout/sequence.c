#include "layout/sequence-private.h"

#include "base/length.h"
#include "layout/costs-private.h"

const struct slice *sequence_at(const struct sequence *sequence, uint32_t slice)
{
    return &g_array_index(sequence->slices, struct slice, slice);
}

const struct strip *sequence_strip(const struct sequence *sequence, uint32_t slice)
{
    return stack_at(sequence->stack, sequence_at(sequence, slice)->strip);
}

/* --- heights ---------------------------------------------------------------------------------- */

static uint32_t part_count(const struct strip *strip)
{
    return strip->lanes ? strip->lanes->cut_count + 1 : 1;
}

/* Of parts [from, to) of a strip. */
static int32_t parts_height(const struct strip *strip, uint32_t from, uint32_t to)
{
    if (from == 0 && to == part_count(strip))
        return strip->height;
    return lanes_height(strip->lanes, from, to);
}

int32_t sequence_extent(const struct sequence *sequence, uint32_t first, uint32_t end)
{
    const struct slice *from = sequence_at(sequence, first), *to = sequence_at(sequence, end - 1);
    const struct strip *strip = stack_at(sequence->stack, from->strip);
    int64_t height;

    if (from->strip == to->strip)
        return parts_height(strip, from->part, to->part + 1);
    height = parts_height(strip, from->part, part_count(strip));
    height += sequence->tops[to->strip] - sequence->tops[from->strip + 1];
    height += sequence->gaps[to->strip] +
              parts_height(stack_at(sequence->stack, to->strip), 0, to->part + 1);
    return (int32_t)MIN(height, INT32_MAX);
}

int32_t sequence_gap(const struct sequence *sequence, uint32_t slice)
{
    const struct slice *at = sequence_at(sequence, slice);

    return at->part == 0 ? sequence->gaps[at->strip] : 0;
}

int32_t sequence_height(const struct sequence *sequence, uint32_t first, uint32_t end)
{
    int64_t height = 0;

    for (uint32_t run = first, next; run < end; run = next) {
        next = MIN(sequence->run_ends[run], end);
        height += run > first ? sequence_gap(sequence, run) : 0;
        height += sequence_strip(sequence, run)->columns ? columns_height(sequence, run, next)
                                                         : sequence_extent(sequence, run, next);
    }
    return (int32_t)MIN(height, INT32_MAX);
}

/* On a grid the room has the blank below the last line too, where no note stands. */
int32_t sequence_foot(const struct sequence *sequence, uint32_t first, uint32_t end)
{
    const struct layout *layout = sequence->layout;
    const struct jb_master *master = sequence_master(sequence, first);
    int64_t heights[JB_LANGS];
    int32_t height;

    for (uint32_t i = 0; i < JB_LANGS; i++)
        heights[i] = sequence->feet[i][end] - sequence->feet[i][first];
    height = foot_height(heights);
    return height > 0
               ? height + grid_lift(layout, master ? master : layout->flow->pages[JB_PAGE_RIGHT])
               : 0;
}

int32_t sequence_head_height(const struct sequence *sequence, uint32_t slice)
{
    const struct strip *strip = sequence_strip(sequence, slice);
    int32_t height = 0;

    if (!strip->table_head)
        return 0;
    for (guint i = 0; i < strip->table_head->strips->len; i++) {
        const struct strip *head = stack_at(strip->table_head, i);

        height += head->height + (i > 0 ? head->before : 0);
    }
    return height + strip->before;
}

const struct jb_master *sequence_master(const struct sequence *sequence, uint32_t slice)
{
    return sequence->masters[sequence_at(sequence, slice)->strip];
}

/* On a grid the blank above the first line and below the last one is outside. */
static int32_t area_height(const struct layout *layout, const struct jb_master *master)
{
    return master->height - master->top - master->bottom + 2 * grid_lift(layout, master);
}

int32_t sequence_room(const struct sequence *sequence, uint32_t first, enum jb_page_side side)
{
    const struct jb_master *const *pages = sequence->layout->flow->pages;
    const struct jb_master *named = sequence_master(sequence, first);

    if (named)
        return area_height(sequence->layout, named);
    if (first >= sequence->spreads_from) /* one slice is on both pages */
        return MIN(area_height(sequence->layout, pages[JB_PAGE_LEFT]),
                   area_height(sequence->layout, pages[JB_PAGE_RIGHT]));
    return area_height(sequence->layout, pages[side]);
}

/* --- costs ------------------------------------------------------------------------------------ */

/* R61: two lines at least on either side, of each half. */
static uint32_t part_faults(const struct sequence *sequence, uint32_t first, uint32_t end)
{
    const struct slice *from = sequence_at(sequence, first), *to = sequence_at(sequence, end - 1);
    const struct strip *head = stack_at(sequence->stack, from->strip);
    const struct strip *tail = stack_at(sequence->stack, to->strip);
    uint32_t faults = 0;

    if (head == tail)
        return head->lanes ? lanes_faults(head->lanes, from->part, to->part + 1) : 0;
    if (from->part > 0)
        faults += lanes_faults(head->lanes, from->part, part_count(head));
    if (to->part + 1 < part_count(tail))
        faults += lanes_faults(tail->lanes, 0, to->part + 1);
    return faults;
}

/* R63: a last page with next to nothing on it. */
static bool is_scant(const struct sequence *sequence, uint32_t first, uint32_t end, int32_t height)
{
    return end == sequence->slices->len && end - first == 1 && height < SCANT_BELOW * JB_PT;
}

static struct fit_load load(const void *data, uint32_t first, uint32_t end)
{
    const struct sequence *sequence = data;
    int32_t height = sequence_head_height(sequence, first) + sequence_height(sequence, first, end);

    return (struct fit_load){.height = height + sequence_foot(sequence, first, end),
                             .faults = part_faults(sequence, first, end),
                             .demerits =
                                 is_scant(sequence, first, end, height) ? DEMERITS_SCANT : 0};
}

static int32_t room(const void *data, uint32_t first, enum jb_page_side side)
{
    return sequence_room(data, first, side);
}

/* A break between whole strips. */
static struct fit_break break_between(const struct strip *strip, const struct strip *next)
{
    struct fit_break made = {.demerits = strip->demerits};

    made.demerits += next->table_head ? DEMERITS_ROWS : 0;
    made.faults += strip->keep_with_next ? FAULT_BOND : 0;
    made.faults += strip->keeps_line ? FAULT_LINE : 0;
    made.faults += strip->kept ? FAULT_KEEP : 0;
    return made;
}

static struct fit_break break_inside(const struct strip *strip, uint32_t cut)
{
    return (struct fit_break){.demerits = DEMERITS_CUT + lanes_demerits(strip->lanes, cut),
                              .faults = strip->kept || strip->uncut ? FAULT_KEEP : 0};
}

/* --- the sequence ----------------------------------------------------------------------------- */

/* What is forced by strips: a page that nothing stands on yet is not left for another. */
struct forcing {
    bool has_content; /* since the last forced break */
    uint32_t pending; /* the strip + 1 that asks for a new page, or 0 */
};

/* Whether a page begins with this strip because a break stands there and text on both its sides. */
static void mark_forced(const struct sequence *sequence, bool *forced)
{
    struct forcing forcing = {.has_content = false};

    for (uint32_t i = 0; i < sequence->stack->strips->len; i++) {
        const struct strip *strip = stack_at(sequence->stack, i);

        if (strip->starts_page && forcing.has_content && !forcing.pending)
            forcing.pending = i + 1;
        if (strip->height == 0)
            continue;
        if (forcing.pending)
            forced[forcing.pending - 1] = true;
        forcing = (struct forcing){.has_content = true};
    }
}

static void add_slices(struct sequence *sequence, uint32_t index, bool forced)
{
    const struct strip *strip = stack_at(sequence->stack, index);

    for (uint32_t part = 0; part < part_count(strip); part++) {
        struct slice slice = {index, part};
        struct fit_break made = {.forced = false};

        if (part > 0)
            made = break_inside(strip, part);
        else if (forced)
            made.forced = true;
        else if (index > 0)
            made = break_between(stack_at(sequence->stack, index - 1), strip);
        made.closed =
            part == 0 && index > 0 && !forced && stack_at(sequence->stack, index - 1)->height == 0;
        g_array_append_val(sequence->slices, slice);
        g_array_append_val(sequence->breaks, made);
        if (part == 0 && forced && sequence->layout->spreads)
            sequence->spreads_from = MIN(sequence->spreads_from, sequence->slices->len - 1);
    }
}

/* No space is above what stands below nothing but a break. */
static void add_tops(struct sequence *sequence)
{
    const struct stack *stack = sequence->stack;
    bool at_top = true;

    for (uint32_t i = 0; i < stack->strips->len; i++) {
        const struct strip *strip = stack_at(stack, i);

        at_top = at_top || strip->starts_page;
        sequence->gaps[i] = at_top ? 0 : strip->before;
        sequence->tops[i + 1] = sequence->tops[i] + sequence->gaps[i] + strip->height;
        at_top = at_top && strip->height == 0;
    }
}

/* A strip of no height, such as one of several breaks in a row, is on the page of what follows. */
static void find_masters(struct sequence *sequence)
{
    uint32_t count = sequence->stack->strips->len;

    sequence->masters = g_new(const struct jb_master *, count + 1);
    for (uint32_t i = count; i-- > 0;) {
        const struct strip *strip = stack_at(sequence->stack, i);
        bool follows = strip->height == 0 && i + 1 < count;

        sequence->masters[i] = follows ? sequence->masters[i + 1] : strip->master;
    }
}

void sequence_gather_notes(const struct sequence *sequence, uint32_t slice, GArray *notes)
{
    const struct strip *strip = sequence_strip(sequence, slice);
    uint32_t part = sequence_at(sequence, slice)->part;

    if (strip->lanes)
        lanes_gather_notes(strip->lanes, part, part + 1, notes);
    if (strip->notes && part == 0)
        g_array_append_vals(notes, strip->notes->data, strip->notes->len);
}

static void add_feet(struct sequence *sequence)
{
    uint32_t count = sequence->slices->len;
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        sequence->feet[lang] = g_new0(int64_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        g_array_set_size(notes, 0);
        sequence_gather_notes(sequence, i, notes);
        for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
            sequence->feet[lang][i + 1] = sequence->feet[lang][i];
        for (guint k = 0; k < notes->len; k++) {
            uint32_t note = g_array_index(notes, uint32_t, k);

            sequence->feet[note_column(sequence->layout, note)][i + 1] +=
                sequence->layout->notes[note].strip.height;
        }
    }
    g_array_free(notes, TRUE);
}

static void find_runs(struct sequence *sequence)
{
    uint32_t count = sequence->slices->len;

    sequence->run_ends = g_new(uint32_t, count + 1);
    for (uint32_t i = count; i-- > 0;) {
        bool goes_on = i + 1 < count && sequence_strip(sequence, i)->columns ==
                                            sequence_strip(sequence, i + 1)->columns;

        sequence->run_ends[i] = goes_on ? sequence->run_ends[i + 1] : i + 1;
    }
}

struct sequence sequence_open(struct layout *layout, const struct stack *stack)
{
    struct sequence sequence = {.layout = layout,
                                .stack = stack,
                                .slices = g_array_new(FALSE, FALSE, sizeof(struct slice)),
                                .breaks = g_array_new(FALSE, FALSE, sizeof(struct fit_break)),
                                .gaps = g_new0(int32_t, stack->strips->len + 1),
                                .tops = g_new0(int64_t, stack->strips->len + 1),
                                .spreads_from = UINT32_MAX};
    struct fit_break end = {.forced = false};
    bool *forced = g_new0(bool, stack->strips->len + 1);

    mark_forced(&sequence, forced);
    add_tops(&sequence);
    for (uint32_t i = 0; i < stack->strips->len; i++)
        add_slices(&sequence, i, forced[i]);
    g_array_append_val(sequence.breaks, end);
    find_runs(&sequence);
    find_masters(&sequence);
    add_feet(&sequence);
    g_free(forced);
    return sequence;
}

void sequence_close(struct sequence *sequence)
{
    g_array_free(sequence->slices, TRUE);
    g_array_free(sequence->breaks, TRUE);
    g_free(sequence->run_ends);
    g_free(sequence->masters);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        g_free(sequence->feet[lang]);
    g_free(sequence->gaps);
    g_free(sequence->tops);
}

struct fit_problem sequence_problem(const struct sequence *sequence)
{
    return (struct fit_problem){.count = sequence->slices->len,
                                .breaks = (const struct fit_break *)(void *)sequence->breaks->data,
                                .room = room,
                                .load = load,
                                .data = sequence};
}
