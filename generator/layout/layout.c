#include "layout/layout.h"

#include "base/length.h"
#include "image/image.h"
#include "layout/layout-private.h"
#include "layout/messages-private.h"

int32_t ordinary_height(const struct layout *layout)
{
    const struct jb_master *master = layout->flow->pages[JB_PAGE_RIGHT];

    return master->height - master->top - master->bottom;
}

int32_t body_width(const struct layout *layout)
{
    const struct jb_master *master =
        layout->master ? layout->master : jb_flow_master(layout->flow, 0);

    return layout->columns ? layout->columns->width : master->width - master->left - master->right;
}

/* What stands at head or foot from y down has to end above limit: a heading that it repeats may be
 * longer than the editor thought. */
static void judge_running(struct layout *layout, uint32_t page, const struct strip *strip,
                          const struct jb_master *master, int32_t y, int32_t limit)
{
    struct jb_origin origin = jb_origin_at(&layout->flow->origins, strip->origin);
    struct jb_spot spot = {page + 1, master->left, y, master->width - master->left - master->right,
                           strip->height};
    char height[16] = "", room[16] = "";
    const struct jb_words words[] = {
        jb_words_same(height), jb_words_same(room), {NULL, NULL}, {NULL, NULL}};

    if (y + strip->height <= limit)
        return;
    g_snprintf(height, sizeof(height), "%.0f", jb_length_pt(strip->height));
    g_snprintf(room, sizeof(room), "%.0f", jb_length_pt(MAX(limit - y, 0)));
    jb_report_spot(layout->sink, &jb_layout_messages[SAY_RUNNING_TOO_TALL], origin.template_span,
                   (struct jb_span){0}, spot, words);
}

static void place_running(struct layout *layout, struct book *book, uint32_t page,
                          const struct jb_block *block, const struct jb_master *master, int32_t y,
                          int32_t limit)
{
    struct stack stack = stack_new(layout);
    struct place place = {&stack, master->width - master->left - master->right, NO_ELEMENT};
    struct strip strip;

    if (!block)
        return;
    compose_blocks(layout, place, block, 1);
    strip = stack_flatten(layout, &stack);
    strip.origin = block->origin;
    judge_running(layout, page, &strip, master, y, limit);
    book_place(book, page, &strip, master->left, y);
}

/* Heads and feet come last: only then is the number of pages known. They are artifacts. */
static void place_heads_and_feet(struct layout *layout, struct book *book)
{
    layout->grid = 0;
    layout->page_count = book_page_count(book);
    for (uint32_t page = 0; page < layout->page_count; page++) {
        const struct jb_master *master = book_master(book, page);

        layout->page_number = page + 1;
        place_running(layout, book, page, master->header, master, master->header_at, master->top);
        place_running(layout, book, page, master->footer, master,
                      master->height - master->footer_at, master->height);
    }
    layout->page_number = 0;
}

static uint32_t *no_pages(struct jb_arena *arena, uint32_t count)
{
    uint32_t *pages = JB_NEW_ARRAY(arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++)
        pages[i] = JB_NO_PAGE;
    return pages;
}

const struct jb_document *jb_layout(struct jb_arena *arena, const struct jb_flow *flow,
                                    struct jb_typesetter *typesetter, struct jb_sink *sink)
{
    struct layout layout = {.arena = arena,
                            .flow = flow,
                            .typesetter = typesetter,
                            .sink = sink,
                            .tree = tree_new(arena),
                            .spreads = flow->spreads,
                            .images = jb_images_new(arena, sink),
                            .notes = JB_NEW_ARRAY(arena, struct foot_note, flow->note_count),
                            .link_elements = JB_NEW_ARRAY(arena, uint32_t, flow->link_count),
                            .heading_pages = no_pages(arena, flow->heading_count)};
    struct stack stack = stack_new(&layout);
    struct place place = {&stack, body_width(&layout), DOCUMENT_ELEMENT};
    struct book *book = book_new(&layout);

    tree_at(layout.tree, DOCUMENT_ELEMENT)->has_lang = true;
    tree_at(layout.tree, DOCUMENT_ELEMENT)->lang =
        jb_langs_have(flow->langs, JB_ZH) ? JB_ZH : JB_EN;
    layout.body = &stack;
    layout.grid = flow->pages[JB_PAGE_RIGHT]->grid;
    compose_blocks(&layout, place, flow->blocks, flow->block_count);
    if (jb_sink_has_errors(sink) || !fill_pages(&layout, book, &stack))
        return NULL;
    place_heads_and_feet(&layout, book);
    return book_close(book);
}
