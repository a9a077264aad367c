#include <string.h>

#include "base/length.h"
#include "layout/layout.h"
#include "layout/review-private.h"

/* Findings on the pages where they are seen. */

enum { THICKNESS = JB_PT * 3 / 4, ROOM = 2 * JB_PT, LABEL_SIZE = 7 * JB_PT };

static const jb_colour of_level[] = {
    [JB_NOTE] = 0x0B6E4F, [JB_WARNING] = 0xB35900, [JB_ERROR] = 0xC00000};

struct annotating {
    struct jb_arena *arena;
    const struct jb_document *document;
    struct jb_typesetter *typesetter;
    struct jb_run label;
    const struct jb_spot *spots; /* by origin (find_spots) */
    GArray **drawn;              /* by page: struct jb_mark, NULL where there are none */
};

/* --- where a finding is seen --------------------------------------------------------------------
 */

static bool is_within(struct jb_span inner, struct jb_span outer)
{
    return outer.source != 0 && inner.source == outer.source && inner.start >= outer.start &&
           inner.end <= outer.end;
}

static bool comes_from(const struct jb_origin *origin, struct jb_span span)
{
    return is_within(origin->record_span, span) || is_within(span, origin->record_span) ||
           is_within(origin->template_span, span);
}

/* By origin: the first text that came from it; page 0 where none did. */
static const struct jb_spot *find_spots(struct jb_arena *arena, const struct jb_document *document)
{
    struct jb_spot *spots = JB_NEW_ARRAY(arena, struct jb_spot, document->origins.count);

    for (uint32_t page = 0; page < document->page_count; page++)
        for (uint32_t i = 0; i < document->pages[page].mark_count; i++) {
            const struct jb_mark *mark = &document->pages[page].marks[i];

            if (mark->kind == JB_MARK_GLYPHS && mark->glyphs &&
                mark->origin < document->origins.count && spots[mark->origin].page == 0)
                spots[mark->origin] = spot_of(mark, page);
        }
    return spots;
}

static bool is_before(const struct jb_spot *a, const struct jb_spot *b)
{
    return b->page == 0 || a->page < b->page || (a->page == b->page && a->y < b->y);
}

/* The first text that came from what is wrong. */
static struct jb_spot spot_of_finding(const struct annotating *annotating,
                                      const struct jb_finding *finding)
{
    const struct jb_origins *origins = &annotating->document->origins;
    struct jb_spot first = {0};

    for (uint32_t i = 1; i < origins->count; i++)
        if (annotating->spots[i].page && is_before(&annotating->spots[i], &first) &&
            comes_from(&origins->entries[i], finding->at))
            first = annotating->spots[i];
    return first;
}

/* --- drawing -------------------------------------------------------------------------------------
 */

static void draw(struct annotating *annotating, uint32_t page, const struct jb_mark *mark)
{
    if (!annotating->drawn[page])
        annotating->drawn[page] = g_array_new(FALSE, FALSE, sizeof(struct jb_mark));
    g_array_append_vals(annotating->drawn[page], mark, 1);
}

static void draw_box(struct annotating *annotating, uint32_t page, jb_colour colour, int32_t x,
                     int32_t y, int32_t width, int32_t height)
{
    struct jb_mark mark = {
        .kind = JB_MARK_BOX, .colour = colour, .x = x, .y = y, .width = width, .height = height};

    draw(annotating, page, &mark);
}

static void draw_frame(struct annotating *annotating, const struct jb_spot *spot, jb_colour colour)
{
    uint32_t page = spot->page - 1;
    int32_t x = spot->x - ROOM, y = spot->y - ROOM;
    int32_t width = spot->width + 2 * ROOM, height = spot->height + 2 * ROOM;

    draw_box(annotating, page, colour, x, y, width, THICKNESS);
    draw_box(annotating, page, colour, x, y + height - THICKNESS, width, THICKNESS);
    draw_box(annotating, page, colour, x, y, THICKNESS, height);
    draw_box(annotating, page, colour, x + width - THICKNESS, y, THICKNESS, height);
}

/* White on a flag that hangs on the frame's upper edge. */
static void draw_label(struct annotating *annotating, const struct jb_spot *spot, jb_colour colour,
                       const char *code)
{
    const struct jb_glyphs *glyphs =
        jb_shape_slot(annotating->typesetter, &annotating->label, code, annotating->arena);
    uint32_t page = spot->page - 1;
    int32_t height = LABEL_SIZE + 2 * JB_PT, width = glyphs->width + 4 * JB_PT;
    int32_t x = spot->x + spot->width + ROOM - width, y = spot->y - ROOM - height;
    struct jb_mark mark = {.kind = JB_MARK_GLYPHS,
                           .colour = 0xFFFFFF,
                           .x = x + 2 * JB_PT,
                           .y = y + LABEL_SIZE,
                           .width = glyphs->width,
                           .glyphs = glyphs};

    draw_box(annotating, page, colour, x, y, width, height);
    draw(annotating, page, &mark);
}

static void annotate(struct annotating *annotating, const struct jb_finding *finding)
{
    struct jb_spot spot = finding->spot.page ? finding->spot : spot_of_finding(annotating, finding);
    jb_colour colour = of_level[finding->message->level];

    if (spot.page == 0 || spot.page > annotating->document->page_count)
        return;
    draw_frame(annotating, &spot, colour);
    draw_label(annotating, &spot, colour, finding->message->code);
}

/* --- the pages with what was drawn --------------------------------------------------------------
 */

static void *joined(struct jb_arena *arena, const void *first, uint32_t count, const void *more,
                    uint32_t more_count, size_t size)
{
    char *all = jb_arena_alloc(arena, (count + more_count) * size);

    memcpy(all, first, count * size);
    memcpy(all + count * size, more, more_count * size);
    return all;
}

static void add_drawn(struct jb_arena *arena, struct jb_page *page, const GArray *drawn)
{
    struct jb_content content = {0, page->mark_count, drawn->len};

    page->marks = joined(arena, page->marks, page->mark_count, drawn->data, drawn->len,
                         sizeof(struct jb_mark));
    page->mark_count += drawn->len;
    page->contents =
        joined(arena, page->contents, page->content_count, &content, 1, sizeof(struct jb_content));
    page->content_count++;
}

static const struct jb_document *with_drawn(struct annotating *annotating)
{
    struct jb_arena *arena = annotating->arena;
    struct jb_document *copy = jb_arena_dup(arena, annotating->document, sizeof(*copy));
    struct jb_page *pages =
        jb_arena_dup(arena, copy->pages, copy->page_count * sizeof(struct jb_page));

    for (uint32_t page = 0; page < copy->page_count; page++)
        if (annotating->drawn[page]) {
            add_drawn(arena, &pages[page], annotating->drawn[page]);
            g_array_free(annotating->drawn[page], TRUE);
        }
    copy->pages = pages;
    return copy;
}

static const struct jb_style *label_style(struct jb_arena *arena, const struct jb_style *base)
{
    struct jb_style *style = jb_arena_dup(arena, base, sizeof(*style));

    style->look[JB_EN].size = LABEL_SIZE;
    style->look[JB_EN].leading = LABEL_SIZE;
    style->look[JB_EN].indent = 0;
    return style;
}

const struct jb_document *jb_annotate(struct jb_arena *arena, const struct jb_flow *flow,
                                      const struct jb_document *document,
                                      struct jb_typesetter *typesetter, const struct jb_sink *sink)
{
    struct annotating annotating = {
        .arena = arena,
        .document = document,
        .typesetter = typesetter,
        .spots = find_spots(arena, document),
        .label = {.kind = JB_RUN_TEXT, .lang = JB_EN, .style = label_style(arena, flow->base)},
        .drawn = JB_NEW_ARRAY(arena, GArray *, document->page_count)};
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(sink, &count);

    for (uint32_t i = 0; i < count; i++)
        annotate(&annotating, &findings[i]);
    return with_drawn(&annotating);
}
