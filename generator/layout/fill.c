#include "base/length.h"
#include "layout/messages-private.h"
#include "layout/sequence-private.h"

/* Filling pages with what total fit gave each. White that is left over is at a page's foot, never
 * between lines. */
struct filler {
    struct layout *layout;
    struct book *book;
    const struct sequence *sequence;
    struct spot spot; /* the page, or pages, at hand */
    int32_t used;     /* from the top of the type area */
    int32_t across;   /* where the column at hand begins */
    bool fits_all;
};

static void add_page(struct filler *filler, const struct jb_master *master, uint32_t side)
{
    uint32_t page = book_page_count(filler->book);
    int32_t top;

    master = master ? master : jb_flow_master(filler->layout->flow, page);
    top = master->top - grid_lift(filler->layout, master);
    book_add_page(filler->book, master);
    filler->spot.page[side] = page;
    filler->spot.x[side] = master->left;
    filler->spot.y = side == 0 ? top : MAX(filler->spot.y, top);
}

/* A spread is a left page and the right one that faces it: a cover that ends on a left page has an
 * empty one on its right. */
static void start_page(struct filler *filler, uint32_t slice)
{
    bool spread = slice >= filler->sequence->spreads_from;
    const struct jb_master *named =
        slice < filler->sequence->slices->len ? sequence_master(filler->sequence, slice) : NULL;

    if (spread && book_page_count(filler->book) % 2 == 0)
        add_page(filler, NULL, 0);
    add_page(filler, named, 0);
    filler->spot.page[1] = filler->spot.page[0];
    filler->spot.x[1] = filler->spot.x[0];
    if (spread)
        add_page(filler, named, 1);
    filler->used = 0;
}

static void put(void *data, const struct strip *strip, int32_t x, int32_t y)
{
    struct filler *filler = data;

    book_place_at(filler->book, &filler->spot, strip, filler->across + x, filler->used + y);
}

/* At the top of a page a table's row brings the head with it (R80). */
static void put_repeated_head(struct filler *filler, uint32_t slice)
{
    const struct strip *strip = sequence_strip(filler->sequence, slice);

    for (guint i = 0; strip->table_head && i < strip->table_head->strips->len; i++) {
        const struct strip *head = stack_at(strip->table_head, i);

        filler->used += i > 0 ? head->before : 0;
        put(filler, head, 0, 0);
        filler->used += head->height;
    }
    filler->used = sequence_head_height(filler->sequence, slice);
}

/* Parts [from, to) of a strip. What it holds beside its lanes goes with the first. */
static void put_parts(struct filler *filler, struct strip *strip, uint32_t from, uint32_t to)
{
    if (strip->lanes)
        lanes_each(filler->layout, strip->lanes, from, to, put, filler);
    if (strip->lanes && to == strip->lanes->cut_count + 1)
        lanes_release(strip->lanes);
    if (from == 0) {
        put(filler, strip, 0, 0);
        strip_release(strip);
    }
}

/* Slices [first, end) one below the other. */
static void put_slices(struct filler *filler, uint32_t first, uint32_t end)
{
    const struct sequence *sequence = filler->sequence;
    uint32_t next;

    for (uint32_t slice = first; slice < end; slice = next) {
        const struct slice *from = sequence_at(sequence, slice);

        next = slice + 1;
        while (next < end && sequence_at(sequence, next)->strip == from->strip)
            next++;
        filler->used += slice > first ? sequence_gap(sequence, slice) : 0;
        put_parts(filler, stack_at(sequence->stack, from->strip), from->part,
                  from->part + (next - slice));
        filler->used += sequence_extent(sequence, slice, next);
    }
}

static void put_column_rules(struct filler *filler, const struct columns *columns, int32_t height)
{
    struct stack scratch = stack_new(filler->layout);
    struct strip *strip = stack_push(filler->layout, &scratch, 0);

    for (uint32_t i = 1; columns->rule > 0 && i < columns->count; i++)
        strip_add_box(strip,
                      (int32_t)i * (columns->width + columns->gutter) -
                          (columns->gutter + columns->rule) / 2,
                      0, columns->rule, height, columns->rule_colour, NO_ELEMENT);
    put(filler, strip, 0, 0);
    stack_release(&scratch);
}

/* Column after column: the order of reading. */
static void put_columns(struct filler *filler, uint32_t first, uint32_t end)
{
    const struct columns *columns = sequence_strip(filler->sequence, first)->columns;
    uint32_t ends[MOST_COLUMNS];
    int32_t height = columns_balance(filler->sequence, first, end, ends);
    int32_t top = filler->used;

    put_column_rules(filler, columns, height);
    for (uint32_t i = 0; i < columns->count; first = ends[i++]) {
        filler->used = top;
        filler->across = (int32_t)i * (columns->width + columns->gutter);
        put_slices(filler, first, ends[i]);
    }
    filler->across = 0;
    filler->used = top + height;
}

/* Slices [first, end) are on one page. */
static void put_page(struct filler *filler, uint32_t first, uint32_t end)
{
    const struct sequence *sequence = filler->sequence;

    start_page(filler, first);
    put_repeated_head(filler, first);
    for (uint32_t run = first, next; run < end; run = next) {
        next = MIN(sequence->run_ends[run], end);
        filler->used += run > first ? sequence_gap(sequence, run) : 0;
        if (sequence_strip(sequence, run)->columns)
            put_columns(filler, run, next);
        else
            put_slices(filler, run, next);
    }
}

static void set_side(const struct strip *strip, uint32_t side)
{
    for (guint i = 0; i < strip->items->len; i++)
        g_array_index(strip->items, struct item, i).side = side;
}

static void put_hairline(struct filler *filler, int32_t y, uint32_t side)
{
    enum { LENGTH = 60 * JB_PT, THICKNESS = JB_PT / 2 };
    struct stack scratch = stack_new(filler->layout);
    struct strip *strip = stack_push(filler->layout, &scratch, 0);
    const struct jb_style *style = filler->layout->flow->notes[0].para->style;

    strip_add_box(strip, 0, y, LENGTH, THICKNESS, style->look[JB_ZH].colour, NO_ELEMENT);
    set_side(strip, side);
    put(filler, strip, 0, 0);
    stack_release(&scratch);
}

/* Where notes of both languages stand one below the other, those of one number follow each other.
 */
static int compare_notes(const void *a, const void *b, void *notes)
{
    const struct jb_note *x = &((const struct jb_note *)notes)[*(const uint32_t *)a];
    const struct jb_note *y = &((const struct jb_note *)notes)[*(const uint32_t *)b];

    return x->number != y->number ? (x->number > y->number) - (x->number < y->number)
                                  : (x->lang > y->lang) - (x->lang < y->lang);
}

static GArray *notes_of_page(const struct filler *filler, uint32_t first, uint32_t end)
{
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (uint32_t slice = first; slice < end; slice++)
        sequence_gather_notes(filler->sequence, slice, notes);
    g_array_sort_with_data(notes, compare_notes, (void *)filler->layout->flow->notes);
    return notes;
}

/* ruled: the sides that have their hairline. */
static void put_note(struct filler *filler, uint32_t index, const int32_t x[JB_LANGS],
                     int32_t y[JB_LANGS], uint32_t *ruled)
{
    const struct foot_note *note = &filler->layout->notes[index];
    uint32_t column = note_column(filler->layout, index);

    if (!(*ruled & 1u << note->side))
        put_hairline(filler, FOOT_ABOVE_RULE, note->side);
    *ruled |= 1u << note->side;
    set_side(&note->strip, note->side);
    put(filler, &note->strip, x[column], y[column]);
    y[column] += note->strip.height;
}

/* Notes stand on the foot of the type area, in the order in which they are cited. */
static void put_notes(struct filler *filler, uint32_t first, uint32_t end, int32_t room)
{
    const struct layout *layout = filler->layout;
    const struct jb_master *master = book_master(filler->book, filler->spot.page[0]);
    int32_t foot = sequence_foot(filler->sequence, first, end);
    int32_t x[JB_LANGS], widths[JB_LANGS], y[JB_LANGS];
    uint32_t ruled = 0;
    GArray *notes;

    if (foot == 0)
        return;
    notes = notes_of_page(filler, first, end);
    filler->used = MAX(room - foot, filler->used);
    note_columns(layout, master->width - master->left - master->right, x, widths);
    y[JB_ZH] = y[JB_EN] = FOOT_ABOVE_RULE + FOOT_BELOW_RULE;
    for (guint i = 0; i < notes->len; i++)
        put_note(filler, g_array_index(notes, uint32_t, i), x, y, &ruled);
    filler->used += foot;
    g_array_free(notes, TRUE);
}

static enum jb_page_side side_of(uint32_t page)
{
    return page == 0 ? JB_PAGE_FIRST : page % 2 == 1 ? JB_PAGE_LEFT : JB_PAGE_RIGHT;
}

/* Of the first of slices [first, end) that has a height. */
static uint32_t first_origin(const struct sequence *sequence, uint32_t first, uint32_t end)
{
    while (first + 1 < end && sequence_strip(sequence, first)->height == 0)
        first++;
    return sequence_strip(sequence, first)->origin;
}

static void put_pages(struct filler *filler, const uint32_t *ends, uint32_t count)
{
    uint32_t first = 0;

    for (uint32_t page = 0; page < count; first = ends[page++]) {
        int32_t room = sequence_room(filler->sequence, first, side_of(page));
        int32_t height;

        put_page(filler, first, ends[page]);
        height = filler->used;
        put_notes(filler, first, ends[page], room);
        if (filler->used <= room)
            continue;
        report_too_tall(filler->layout, first_origin(filler->sequence, first, ends[page]),
                        height <= room ? SAY_NOTES_TOO_TALL : SAY_TOO_TALL, filler->used, room);
        filler->fits_all = false;
    }
}

bool fill_pages(struct layout *layout, struct book *book, const struct stack *stack)
{
    struct sequence sequence = sequence_open(layout, stack);
    struct fit_problem problem = sequence_problem(&sequence);
    struct filler filler = {
        .layout = layout, .book = book, .sequence = &sequence, .fits_all = true};
    uint32_t count;
    const uint32_t *ends = fit_pages(layout->arena, &problem, &count, NULL);

    put_pages(&filler, ends, count);
    if (count == 0) /* a bulletin without text has a page */
        start_page(&filler, 0);
    sequence_close(&sequence);
    return filler.fits_all;
}
