#include "base/length.h"
#include "layout/layout-private.h"
#include "layout/messages-private.h"

/* Filling pages: strips that must stay together are taken as a cluster, and a cluster goes on the
 * page if it fits. A long pair at its end may be divided instead. */
struct filler {
    struct layout *layout;
    struct book *book;
    const struct jb_master *master;
    uint32_t page; /* index */
    int32_t used;  /* from the top of the type area */
    bool fits_all;
};

static int32_t area_height(const struct jb_master *master)
{
    return master->height - master->top - master->bottom;
}

static void start_page(struct filler *filler)
{
    const struct jb_flow *flow = filler->layout->flow;

    filler->page = book_page_count(filler->book);
    filler->master = jb_flow_master(flow, filler->page);
    book_add_page(filler->book, filler->master);
    filler->used = 0;
}

static int32_t room(const struct filler *filler)
{
    return area_height(filler->master) - filler->used;
}

static void put(struct filler *filler, const struct strip *strip)
{
    if (filler->used > 0)
        filler->used += strip->before;
    if (strip->pair) {
        struct strip set = set_pair(filler->layout, strip->pair);

        book_place(filler->book, filler->page, &set, filler->master->left,
                   filler->master->top + filler->used);
    }
    book_place(filler->book, filler->page, strip, filler->master->left,
               filler->master->top + filler->used);
    filler->used += strip->height;
}

/* At the top of a page a table's row brings the head with it. */
static void put_repeated_head(struct filler *filler, const struct strip *strip)
{
    if (filler->used > 0 || !strip->table_head)
        return;
    for (guint i = 0; i < strip->table_head->strips->len; i++)
        put(filler, stack_at(strip->table_head, i));
}

/* What strip needs above it where it comes first on a page: its table's head, with the space
 * between. */
static int32_t head_height(const struct strip *strip)
{
    int32_t height = 0;

    if (!strip->table_head)
        return 0;
    for (guint i = 0; i < strip->table_head->strips->len; i++) {
        const struct strip *head = stack_at(strip->table_head, i);

        height += head->height + (i > 0 ? head->before : 0);
    }
    return height + strip->before;
}

static void report_too_tall(struct filler *filler, const struct strip *strip)
{
    struct jb_origin origin = jb_origin_at(&filler->layout->flow->origins, strip->origin);
    bool in_template = origin.template_span.source != 0;
    char height[16], area[16];

    g_snprintf(height, sizeof(height), "%.0f", jb_length_pt(strip->height));
    g_snprintf(area, sizeof(area), "%.0f", jb_length_pt(area_height(filler->master)));
    jb_report_both(filler->layout->sink, &jb_layout_messages[SAY_TOO_TALL],
                   in_template ? origin.template_span : origin.record_span,
                   in_template ? origin.record_span : (struct jb_span){0}, height, area, NULL);
    filler->fits_all = false;
}

/* One strip, alone: divided if it is a pair, over and over if it is longer than a page. */
static void put_alone(struct filler *filler, const struct strip *strip)
{
    struct strip rest = *strip, first;

    for (;;) {
        int32_t before = filler->used > 0 ? rest.before : head_height(&rest);

        if (before + rest.height <= room(filler)) {
            put_repeated_head(filler, &rest);
            put(filler, &rest);
            return;
        }
        if (rest.pair && divide_pair(filler->layout, &rest, room(filler) - before, &first, &rest)) {
            put(filler, &first);
        } else if (filler->used == 0) {
            report_too_tall(filler, &rest);
            put(filler, &rest);
            return;
        }
        start_page(filler);
    }
}

/* Strips [first, end) that stay together, and the height they need on this page. */
static uint32_t cluster_end(const struct stack *stack, uint32_t first)
{
    uint32_t end = first;

    while (end + 1 < stack->strips->len && stack_at(stack, end)->keep_with_next &&
           !stack_at(stack, end + 1)->starts_page)
        end++;
    return end + 1;
}

static int32_t cluster_height(const struct stack *stack, uint32_t first, uint32_t end, bool at_top)
{
    int32_t height = at_top ? head_height(stack_at(stack, first)) : 0;

    for (uint32_t i = first; i < end; i++) {
        const struct strip *strip = stack_at(stack, i);

        height += strip->height + (i == first && at_top ? 0 : strip->before);
    }
    return height;
}

static void put_range(struct filler *filler, const struct stack *stack, uint32_t first,
                      uint32_t end)
{
    if (first < end)
        put_repeated_head(filler, stack_at(stack, first));
    for (uint32_t i = first; i < end; i++)
        put(filler, stack_at(stack, i));
}

/* The cluster's last strip is a pair that can be divided in what is left: R62 asks only for its
 * first lines beside the heading. */
static bool divides_here(struct filler *filler, const struct stack *stack, uint32_t first,
                         uint32_t end)
{
    const struct strip *last = stack_at(stack, end - 1);
    int32_t above = cluster_height(stack, first, end - 1, filler->used == 0);
    int32_t before = filler->used > 0 || end - 1 > first ? last->before : 0;
    struct strip head, rest;

    return last->pair &&
           divide_pair(filler->layout, last, room(filler) - above - before, &head, &rest);
}

static void put_cluster(struct filler *filler, const struct stack *stack, uint32_t first,
                        uint32_t end)
{
    if (stack_at(stack, first)->starts_page && filler->used > 0)
        start_page(filler);
    if (cluster_height(stack, first, end, filler->used == 0) > room(filler) &&
        !divides_here(filler, stack, first, end) && filler->used > 0)
        start_page(filler);
    if (cluster_height(stack, first, end, filler->used == 0) <= room(filler)) {
        put_range(filler, stack, first, end);
    } else if (divides_here(filler, stack, first, end)) {
        put_range(filler, stack, first, end - 1);
        put_alone(filler, stack_at(stack, end - 1));
    } else { /* longer than a page: what belongs together has to be parted */
        for (uint32_t i = first; i < end; i++)
            put_alone(filler, stack_at(stack, i));
    }
}

bool fill_pages(struct layout *layout, struct book *book, const struct stack *stack)
{
    struct filler filler = {.layout = layout, .book = book, .fits_all = true};
    uint32_t end;

    start_page(&filler);
    for (uint32_t first = 0; first < stack->strips->len; first = end) {
        end = cluster_end(stack, first);
        put_cluster(&filler, stack, first, end);
    }
    return filler.fits_all;
}
