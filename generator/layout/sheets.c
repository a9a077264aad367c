#include <string.h>

#include "base/length.h"
#include "layout/layout.h"

/* What printers need, and what a draft carries: added to finished pages, as artifacts. */

enum {
    MARK_LENGTH = 14 * JB_PT, /* 5 mm */
    MARK_GAP = 8708,          /* 3 mm: between trim and marks where the bleed is less */
    MARK_MARGIN = 3 * JB_PT,  /* beyond their ends */
    MARK_WIDTH = JB_PT / 4,
    TOUCHES = JB_PT / 8, /* so near the edge a ground is meant to reach it */
};

struct sheets {
    struct jb_arena *arena;
    int32_t bleed;
    bool crop_marks;
    const struct jb_mark *watermark;
    uint32_t watermark_count;
    GArray *marks, *contents; /* of the page at hand */
};

/* --- a draft ---------------------------------------------------------------------------------- */

/* One line in the middle of the page, its baseline at y from the top. */
static void set_line(struct jb_arena *arena, struct jb_typesetter *typesetter,
                     const struct jb_para *para, const struct jb_page *page, int32_t y,
                     GArray *marks)
{
    uint32_t count;
    const struct jb_line *line =
        jb_break(typesetter, jb_shape(typesetter, para), JB_LENGTH_LIMIT, arena, &count);

    for (uint32_t i = 0; count > 0 && i < line->piece_count; i++) {
        const struct jb_line_piece *piece = &line->pieces[i];
        struct jb_mark mark = {.kind = JB_MARK_GLYPHS,
                               .colour = para->style->look[para->lang].colour,
                               .x = (page->width - line->width) / 2 + piece->x,
                               .y = y + piece->y,
                               .width = piece->width,
                               .glyphs = piece->glyphs};

        g_array_append_val(marks, mark);
    }
}

static bool same_size(const struct jb_page *a, const struct jb_page *b)
{
    return a->width == b->width && a->height == b->height;
}

/* Chinese above the middle, English below it: the same on every page of a size. */
static void set_watermark(struct sheets *sheets, const struct jb_flow *flow,
                          struct jb_typesetter *typesetter, const struct jb_page *page)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct jb_mark));
    int32_t en = flow->watermark[JB_EN]->style->look[JB_EN].size;

    set_line(sheets->arena, typesetter, flow->watermark[JB_ZH], page, page->height / 2, marks);
    set_line(sheets->arena, typesetter, flow->watermark[JB_EN], page, page->height / 2 + en, marks);
    sheets->watermark_count = marks->len;
    sheets->watermark =
        jb_arena_dup(sheets->arena, marks->data, marks->len * sizeof(struct jb_mark));
    g_array_free(marks, TRUE);
}

/* --- the trim --------------------------------------------------------------------------------- */

static void stretch(int32_t *start, int32_t *length, int32_t whole, int32_t bleed)
{
    int32_t end = *start + *length;

    if (end >= whole - TOUCHES)
        end = MAX(end, whole + bleed);
    if (*start <= TOUCHES)
        *start = MIN(*start, -bleed);
    *length = end - *start;
}

static void run_into_bleed(struct sheets *sheets, const struct jb_page *page)
{
    for (guint i = 0; i < sheets->marks->len; i++) {
        struct jb_mark *mark = &g_array_index(sheets->marks, struct jb_mark, i);

        if (mark->kind != JB_MARK_BOX)
            continue;
        stretch(&mark->x, &mark->width, page->width, sheets->bleed);
        stretch(&mark->y, &mark->height, page->height, sheets->bleed);
    }
}

static int32_t mark_gap(const struct sheets *sheets)
{
    return MAX(sheets->bleed, MARK_GAP);
}

static void add_line(struct sheets *sheets, int32_t x, int32_t y, int32_t width, int32_t height)
{
    struct jb_mark mark = {.kind = JB_MARK_BOX, .x = x, .y = y, .width = width, .height = height};

    g_array_append_val(sheets->marks, mark);
}

/* Two at each corner, which meet where the paper is cut. */
static void add_crop_marks(struct sheets *sheets, const struct jb_page *page)
{
    int32_t gap = mark_gap(sheets), half = MARK_WIDTH / 2;
    const int32_t x[] = {0, page->width}, y[] = {0, page->height};

    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            add_line(sheets, k == 0 ? -gap - MARK_LENGTH : page->width + gap, y[i] - half,
                     MARK_LENGTH, MARK_WIDTH);
            add_line(sheets, x[i] - half, k == 0 ? -gap - MARK_LENGTH : page->height + gap,
                     MARK_WIDTH, MARK_LENGTH);
        }
}

/* --- pages ------------------------------------------------------------------------------------ */

static void add_artifact(struct sheets *sheets, uint32_t first, uint32_t count)
{
    struct jb_content content = {0, first, count};

    if (count > 0)
        g_array_append_val(sheets->contents, content);
}

/* Contents that follow the watermark begin so much later. */
static void add_contents(struct sheets *sheets, const struct jb_page *page)
{
    for (uint32_t i = 0; i < page->content_count; i++) {
        struct jb_content content = page->contents[i];

        content.first += sheets->watermark_count;
        g_array_append_val(sheets->contents, content);
    }
}

static void make_sheet(struct sheets *sheets, struct jb_page *page)
{
    uint32_t before = sheets->watermark_count + page->mark_count;

    g_array_set_size(sheets->marks, 0);
    g_array_set_size(sheets->contents, 0);
    add_artifact(sheets, 0, sheets->watermark_count);
    g_array_append_vals(sheets->marks, sheets->watermark, sheets->watermark_count);
    g_array_append_vals(sheets->marks, page->marks, page->mark_count);
    add_contents(sheets, page);
    run_into_bleed(sheets, page);
    if (sheets->crop_marks)
        add_crop_marks(sheets, page);
    add_artifact(sheets, before, sheets->marks->len - before);
    page->marks =
        jb_arena_dup(sheets->arena, sheets->marks->data, sheets->marks->len * sizeof(*page->marks));
    page->mark_count = sheets->marks->len;
    page->contents = jb_arena_dup(sheets->arena, sheets->contents->data,
                                  sheets->contents->len * sizeof(*page->contents));
    page->content_count = sheets->contents->len;
}

const struct jb_document *jb_layout_sheets(struct jb_arena *arena, const struct jb_flow *flow,
                                           const struct jb_document *document,
                                           struct jb_typesetter *typesetter, int32_t bleed,
                                           bool crop_marks)
{
    struct sheets sheets = {.arena = arena, .bleed = bleed, .crop_marks = crop_marks};
    struct jb_document *copy = jb_arena_dup(arena, document, sizeof(*copy));
    struct jb_page *pages =
        jb_arena_dup(arena, copy->pages, copy->page_count * sizeof(struct jb_page));

    sheets.marks = g_array_new(FALSE, FALSE, sizeof(struct jb_mark));
    sheets.contents = g_array_new(FALSE, FALSE, sizeof(struct jb_content));
    for (uint32_t i = 0; i < copy->page_count; i++) {
        if (flow->watermark[JB_ZH] && (i == 0 || !same_size(&pages[i], &pages[i - 1])))
            set_watermark(&sheets, flow, typesetter, &pages[i]);
        make_sheet(&sheets, &pages[i]);
    }
    g_array_free(sheets.contents, TRUE);
    g_array_free(sheets.marks, TRUE);
    copy->pages = pages;
    copy->bleed = bleed;
    copy->around = crop_marks ? mark_gap(&sheets) + MARK_LENGTH + MARK_MARGIN : bleed;
    return copy;
}
