#include "layout/lanes-private.h"

#include "layout/costs-private.h"

struct lanes *lanes_new(struct layout *layout, uint32_t count)
{
    struct lanes *lanes = JB_NEW(layout->arena, struct lanes);

    lanes->count = count;
    lanes->at = JB_NEW_ARRAY(layout->arena, struct lane, count);
    for (uint32_t i = 0; i < count; i++)
        lanes->at[i].strips = stack_new(layout);
    return lanes;
}

static uint32_t length(const struct lane *lane)
{
    return lane->strips.strips->len;
}

static const struct strip *strip_at(const struct lane *lane, uint32_t index)
{
    return stack_at(&lane->strips, index);
}

static const uint32_t *cut_at(const struct lanes *lanes, uint32_t cut)
{
    return &lanes->cuts[(size_t)cut * lanes->count];
}

/* First baselines are joined (R70): that of a part whose lanes begin with the strips starts. */
static int32_t joined_baseline(const struct lanes *lanes, const uint32_t *starts)
{
    int32_t baseline = NO_BASELINE;

    for (uint32_t i = 0; i < lanes->count; i++)
        if (starts[i] < length(&lanes->at[i]))
            baseline = MAX(baseline, strip_at(&lanes->at[i], starts[i])->baseline);
    return baseline;
}

/* How far down a lane starts; one that begins with no line of text starts at the top. */
static int32_t drop_of(const struct lane *lane, uint32_t start, int32_t baseline)
{
    if (start >= length(lane) || strip_at(lane, start)->baseline == NO_BASELINE)
        return 0;
    return baseline - strip_at(lane, start)->baseline;
}

static int32_t bottom_of(const struct lane *lane, uint32_t index)
{
    return lane->tops[index] + strip_at(lane, index)->height;
}

static int32_t again_height(const struct lanes *lanes, uint32_t from)
{
    return from > 0 && lanes->again ? lanes->again->height : 0;
}

int32_t lanes_height(const struct lanes *lanes, uint32_t from, uint32_t to)
{
    const uint32_t *starts = cut_at(lanes, from), *ends = cut_at(lanes, to);
    int32_t baseline = joined_baseline(lanes, starts), height = 0;

    for (uint32_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->at[i];

        if (starts[i] < ends[i])
            height = MAX(height, drop_of(lane, starts[i], baseline) + bottom_of(lane, ends[i] - 1) -
                                     lane->tops[starts[i]]);
    }
    return lanes->above + again_height(lanes, from) + height + lanes->below;
}

int32_t lanes_baseline(const struct lanes *lanes)
{
    int32_t baseline = joined_baseline(lanes, cut_at(lanes, 0));

    return baseline == NO_BASELINE ? NO_BASELINE : lanes->above + baseline;
}

uint32_t lanes_faults(const struct lanes *lanes, uint32_t from, uint32_t to)
{
    const uint32_t *starts = cut_at(lanes, from), *ends = cut_at(lanes, to);
    uint32_t faults = 0;

    if (from == 0 && to == lanes->cut_count + 1)
        return 0;
    for (uint32_t i = 0; i < lanes->count; i++) {
        uint32_t all = length(&lanes->at[i]), here = ends[i] - starts[i];

        if (starts[i] < all && (here == 0 || (here == 1 && all > 1)))
            faults += FAULT_LINE;
    }
    return faults;
}

int64_t lanes_demerits(const struct lanes *lanes, uint32_t cut)
{
    const uint32_t *ends = cut_at(lanes, cut);
    int64_t demerits = 0;

    for (uint32_t i = 0; i < lanes->count; i++)
        if (ends[i] > 0 && ends[i] < length(&lanes->at[i]))
            demerits += strip_at(&lanes->at[i], ends[i] - 1)->demerits;
    return demerits;
}

static void visit_lane(struct layout *layout, const struct lane *lane, lanes_visit *visit,
                       void *data)
{
    struct stack scratch;

    if (lane->element == NO_ELEMENT)
        return;
    scratch = stack_new(layout);
    strip_add(stack_push(layout, &scratch, 0), ITEM_ELEMENT, lane->element);
    visit(data, stack_at(&scratch, 0), 0, 0);
    stack_release(&scratch);
}

void lanes_gather_notes(const struct lanes *lanes, uint32_t from, uint32_t to, GArray *notes)
{
    const uint32_t *starts = cut_at(lanes, from), *ends = cut_at(lanes, to);

    for (uint32_t i = 0; i < lanes->count; i++)
        for (uint32_t k = starts[i]; k < ends[i]; k++) {
            const struct strip *strip = strip_at(&lanes->at[i], k);

            if (strip->lanes)
                lanes_gather_notes(strip->lanes, 0, strip->lanes->cut_count + 1, notes);
            if (strip->notes)
                g_array_append_vals(notes, strip->notes->data, strip->notes->len);
        }
}

/* What is behind and above the lanes. */
static void visit_dress(struct layout *layout, const struct lanes *lanes, uint32_t from,
                        uint32_t to, lanes_visit *visit, void *data)
{
    struct stack scratch;
    struct strip *strip;

    if (lanes->dress) {
        scratch = stack_new(layout);
        strip = stack_push(layout, &scratch, lanes->block->origin);
        strip->height = lanes_height(lanes, from, to);
        lanes->dress(lanes, strip, from == 0, to == lanes->cut_count + 1);
        visit(data, strip, 0, 0);
        stack_release(&scratch);
    }
    if (again_height(lanes, from) > 0)
        visit(data, lanes->again, 0, lanes->above);
}

/* Lanes inside lanes are whole: only the outermost are cut. */
struct inner {
    lanes_visit *visit;
    void *data;
    int32_t x, y;
};

static void visit_inner(void *data, const struct strip *strip, int32_t x, int32_t y)
{
    const struct inner *inner = data;

    inner->visit(inner->data, strip, inner->x + x, inner->y + y);
}

static void visit_strip(struct layout *layout, const struct strip *strip, struct inner inner)
{
    if (strip->lanes)
        lanes_each(layout, strip->lanes, 0, strip->lanes->cut_count + 1, visit_inner, &inner);
    inner.visit(inner.data, strip, inner.x, inner.y);
}

void lanes_each(struct layout *layout, const struct lanes *lanes, uint32_t from, uint32_t to,
                lanes_visit *visit, void *data)
{
    const uint32_t *starts = cut_at(lanes, from), *ends = cut_at(lanes, to);
    int32_t baseline = joined_baseline(lanes, starts);

    visit_dress(layout, lanes, from, to, visit, data);
    for (uint32_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->at[i];
        int32_t down =
            lanes->above + again_height(lanes, from) + drop_of(lane, starts[i], baseline);

        if (from == 0)
            visit_lane(layout, lane, visit, data);
        for (uint32_t k = starts[i]; k < ends[i]; k++)
            visit_strip(
                layout, strip_at(lane, k),
                (struct inner){visit, data, lane->x, down + lane->tops[k] - lane->tops[starts[i]]});
    }
}

void lanes_release(const struct lanes *lanes)
{
    for (uint32_t i = 0; i < lanes->count; i++)
        for (uint32_t k = 0; k < length(&lanes->at[i]); k++) {
            struct strip *strip = stack_at(&lanes->at[i].strips, k);

            if (strip->lanes)
                lanes_release(strip->lanes);
            strip_release(strip);
        }
}

/* --- cuts ------------------------------------------------------------------------------------- */

static void measure(struct layout *layout, struct lane *lane)
{
    int32_t y = 0;

    stack_settle(layout, &lane->strips, 0);

    lane->tops = JB_NEW_ARRAY(layout->arena, int32_t, length(lane));
    for (uint32_t k = 0; k < length(lane); k++) {
        const struct strip *strip = strip_at(lane, k);

        y = extend_height(layout, y, k > 0 ? strip->before : 0, strip->origin);
        lane->tops[k] = y;
        y = extend_height(layout, y, strip->height, strip->origin);
    }
}

static int compare_heights(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Wherever a strip ends may be a cut. */
static GArray *ends_of_strips(const struct lanes *lanes, const int32_t *drops)
{
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(int32_t));

    for (uint32_t i = 0; i < lanes->count; i++)
        for (uint32_t k = 0; k < length(&lanes->at[i]); k++) {
            int32_t end = drops[i] + bottom_of(&lanes->at[i], k);

            g_array_append_val(ends, end);
        }
    g_array_sort(ends, compare_heights);
    return ends;
}

/* How many strips of a lane end no lower than y and may be parted from those below. reached: as
 * many as end there, which only grows from call to call. */
static void advance(const struct lane *lane, int32_t y, uint32_t *reached, uint32_t *before)
{
    while (*reached < length(lane) && bottom_of(lane, *reached) <= y) {
        const struct strip *strip = strip_at(lane, *reached);

        ++*reached;
        if (*reached == length(lane) ||
            !(strip->keep_with_next || strip->keeps_line || strip->kept))
            *before = *reached;
    }
}

/* Every lane has something on both sides, but for one that has ended, and the cut is a new one. */
static bool is_cut(const struct lanes *lanes, const uint32_t *before, const GArray *cuts)
{
    const uint32_t *last = &g_array_index(cuts, uint32_t, cuts->len - lanes->count);
    bool more = false, further = false;

    for (uint32_t i = 0; i < lanes->count; i++) {
        if (before[i] == 0 && length(&lanes->at[i]) > 0)
            return false;
        more = more || before[i] < length(&lanes->at[i]);
        further = further || before[i] > last[i];
    }
    return more && further;
}

static void find_cuts(const struct lanes *lanes, GArray *cuts)
{
    uint32_t *before = g_new0(uint32_t, lanes->count), *reached = g_new0(uint32_t, lanes->count);
    int32_t *drops = g_new0(int32_t, lanes->count);
    int32_t baseline = joined_baseline(lanes, before);
    GArray *ends;

    for (uint32_t i = 0; i < lanes->count; i++)
        drops[i] = drop_of(&lanes->at[i], 0, baseline);
    ends = ends_of_strips(lanes, drops);
    for (guint e = 0; e < ends->len; e++) {
        for (uint32_t i = 0; i < lanes->count; i++)
            advance(&lanes->at[i], g_array_index(ends, int32_t, e) - drops[i], &reached[i],
                    &before[i]);
        if (is_cut(lanes, before, cuts))
            g_array_append_vals(cuts, before, lanes->count);
    }
    g_array_free(ends, TRUE);
    g_free(drops);
    g_free(reached);
    g_free(before);
}

void lanes_close(struct layout *layout, struct lanes *lanes, bool divisible)
{
    GArray *cuts = g_array_new(FALSE, TRUE, sizeof(uint32_t));

    g_array_set_size(cuts, lanes->count);
    for (uint32_t i = 0; i < lanes->count; i++)
        measure(layout, &lanes->at[i]);
    if (divisible)
        find_cuts(lanes, cuts);
    lanes->cut_count = cuts->len / MAX(lanes->count, 1) - 1;
    for (uint32_t i = 0; i < lanes->count; i++) {
        uint32_t all = length(&lanes->at[i]);

        g_array_append_val(cuts, all);
    }
    lanes->cuts = jb_arena_dup(layout->arena, cuts->data, cuts->len * sizeof(uint32_t));
    g_array_free(cuts, TRUE);
}
