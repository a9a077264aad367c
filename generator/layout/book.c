#include "layout/layout-private.h"
#include "layout/messages-private.h"

struct growing_page {
    struct jb_page page;
    const struct jb_master *master;
    GArray *marks;
    GArray *contents;
    GArray *hot_spots;
    uint32_t mcids; /* contents with an element so far */
};

/* A mark that waits for its glyphs. */
struct slot {
    uint32_t page, mark;
    const struct jb_run *run;
    int32_t width;
};

struct book {
    struct layout *layout;
    GArray *pages; /* struct growing_page */
    GArray *slots; /* struct slot */
    struct jb_destination *destinations;
};

static void close_book(void *object)
{
    struct book *book = object;

    for (guint i = 0; i < book->pages->len; i++) {
        struct growing_page *page = &g_array_index(book->pages, struct growing_page, i);

        g_array_free(page->marks, TRUE);
        g_array_free(page->contents, TRUE);
        g_array_free(page->hot_spots, TRUE);
    }
    g_array_free(book->pages, TRUE);
    g_array_free(book->slots, TRUE);
}

static struct jb_destination *unset_destinations(struct layout *layout)
{
    const struct jb_flow *flow = layout->flow;
    struct jb_destination *destinations =
        JB_NEW_ARRAY(layout->arena, struct jb_destination, flow->target_count);

    for (uint32_t i = 0; i < flow->target_count; i++)
        destinations[i] = (struct jb_destination){.name = flow->targets[i].name,
                                                  .outline = flow->targets[i].outline,
                                                  .level = flow->targets[i].level,
                                                  .page = JB_NO_PAGE};
    return destinations;
}

struct book *book_new(struct layout *layout)
{
    struct book *book = JB_NEW(layout->arena, struct book);

    book->layout = layout;
    book->pages = g_array_new(FALSE, TRUE, sizeof(struct growing_page));
    book->slots = g_array_new(FALSE, TRUE, sizeof(struct slot));
    book->destinations = unset_destinations(layout);
    jb_arena_defer(layout->arena, close_book, book);
    return book;
}

void book_add_page(struct book *book, const struct jb_master *master)
{
    struct growing_page page = {
        .page = {.width = master->width,
                 .height = master->height,
                 .area_x = master->left,
                 .area_y = master->top,
                 .area_width = master->width - master->left - master->right,
                 .area_height = master->height - master->top - master->bottom},
        .master = master,
        .marks = g_array_new(FALSE, TRUE, sizeof(struct jb_mark)),
        .contents = g_array_new(FALSE, TRUE, sizeof(struct jb_content)),
        .hot_spots = g_array_new(FALSE, TRUE, sizeof(struct jb_hot_spot)),
    };

    g_array_append_val(book->pages, page);
}

uint32_t book_page_count(const struct book *book)
{
    return book->pages->len;
}

static struct growing_page *page_at(const struct book *book, uint32_t page)
{
    return &g_array_index(book->pages, struct growing_page, page);
}

const struct jb_master *book_master(const struct book *book, uint32_t page)
{
    return page_at(book, page)->master;
}

/* Glyphs have no height of their own: they stand on y, and a line of any size would be seen. */
static bool is_off_paper(const struct jb_page *page, const struct jb_mark *mark)
{
    bool beside = mark->x >= page->width || mark->x + mark->width < 0;
    bool below = mark->kind != JB_MARK_GLYPHS && mark->y >= page->height;

    return beside || below;
}

/* What nobody can see is lost; a PDF may leave it out, too. */
static void report_off_paper(const struct layout *layout, uint32_t origin)
{
    struct jb_origin at = jb_origin_at(&layout->flow->origins, origin);
    bool of_record = at.record_span.source != 0;

    jb_report_both(layout->sink, &jb_layout_messages[SAY_OFF_PAPER],
                   of_record ? at.record_span : at.template_span,
                   of_record ? at.template_span : (struct jb_span){0}, NULL);
}

/* Marks of one element in a row are one content. */
static void place_mark(struct book *book, uint32_t number, const struct item *item,
                       const struct jb_mark *mark)
{
    struct growing_page *page = page_at(book, number);
    guint count = page->contents->len;
    struct jb_content *last =
        count ? &g_array_index(page->contents, struct jb_content, count - 1) : NULL;

    if (is_off_paper(&page->page, mark))
        report_off_paper(book->layout, mark->origin);
    if (last && last->element == item->element) {
        last->count++;
    } else {
        struct jb_content content = {item->element, page->marks->len, 1};

        g_array_append_val(page->contents, content);
        if (item->element != NO_ELEMENT)
            tree_add_content(book->layout->tree, item->element, number, page->mcids++);
    }
    g_array_append_val(page->marks, *mark);
}

static void place_slot(struct book *book, uint32_t number, const struct item *item,
                       const struct jb_mark *mark)
{
    struct slot slot = {number, page_at(book, number)->marks->len, item->run, mark->width};

    place_mark(book, number, item, mark);
    g_array_append_val(book->slots, slot);
}

static void place_hot_spot(struct book *book, uint32_t number, const struct item *item,
                           const struct jb_mark *mark)
{
    struct jb_hot_spot spot = {item->element, mark->x, mark->y, mark->width, mark->height};

    g_array_append_val(page_at(book, number)->hot_spots, spot);
}

static void place_frame(struct book *book, uint32_t number, const struct item *item,
                        const struct jb_mark *mark)
{
    struct jb_element *element = tree_at(book->layout->tree, item->element);

    element->page = number;
    element->x = mark->x;
    element->y = mark->y;
    element->width = mark->width;
    element->height = mark->height;
}

static void place_target(struct book *book, uint32_t number, const struct item *item,
                         const struct jb_mark *mark)
{
    struct jb_destination *destination = &book->destinations[item->target];

    if (destination->page != JB_NO_PAGE)
        return; /* the first place is the one meant */
    destination->page = number;
    destination->x = mark->x;
    destination->y = mark->y;
}

static void place_item(struct book *book, uint32_t page, const struct item *item, int32_t x,
                       int32_t y)
{
    struct jb_mark mark = item->mark;

    mark.x += x;
    mark.y += y;
    switch (item->kind) {
    case ITEM_MARK: place_mark(book, page, item, &mark); break;
    case ITEM_SLOT: place_slot(book, page, item, &mark); break;
    case ITEM_HOT_SPOT: place_hot_spot(book, page, item, &mark); break;
    case ITEM_ELEMENT: tree_attach(book->layout->tree, item->element); break;
    case ITEM_FRAME: place_frame(book, page, item, &mark); break;
    case ITEM_TARGET: place_target(book, page, item, &mark); break;
    case ITEM_HEADING:
        if (book->layout->heading_pages[item->target] == JB_NO_PAGE)
            book->layout->heading_pages[item->target] = page;
        break;
    }
}

void book_place_at(struct book *book, const struct spot *spot, const struct strip *strip, int32_t x,
                   int32_t y)
{
    for (guint i = 0; i < strip->items->len; i++) {
        const struct item *item = &g_array_index(strip->items, struct item, i);

        place_item(book, spot->page[item->side], item, spot->x[item->side] + x, spot->y + y);
    }
}

void book_place(struct book *book, uint32_t page, const struct strip *strip, int32_t x, int32_t y)
{
    struct spot spot = {{page, page}, {x, x}, y};

    book_place_at(book, &spot, strip, 0, 0);
}

static uint32_t slot_number(const struct book *book, const struct slot *slot)
{
    switch (slot->run->kind) {
    case JB_RUN_PAGE_NUMBER: return slot->page + 1;
    case JB_RUN_PAGE_COUNT: return book->pages->len;
    default: return book->destinations[slot->run->target].page + 1;
    }
}

/* Numbers stand at the end of the width that was kept for them. */
static void fill_slot(struct book *book, const struct slot *slot)
{
    struct jb_arena *arena = book->layout->arena;
    struct jb_mark *mark =
        &g_array_index(page_at(book, slot->page)->marks, struct jb_mark, slot->mark);
    const char *text = jb_arena_print(arena, "%u", slot_number(book, slot));

    mark->glyphs = jb_shape_slot(book->layout->typesetter, slot->run, text, arena);
    mark->x += slot->width - mark->glyphs->width;
    mark->width = mark->glyphs->width;
}

/* Moves what array holds into the arena. */
static const void *freeze(struct jb_arena *arena, GArray *array)
{
    gsize count;
    size_t size = g_array_get_element_size(array);
    gpointer data = g_array_steal(array, &count);
    const void *copy = jb_arena_dup(arena, data, count * size);

    g_free(data);
    return copy;
}

static const struct jb_page *close_pages(struct book *book)
{
    struct jb_arena *arena = book->layout->arena;
    struct jb_page *pages = JB_NEW_ARRAY(arena, struct jb_page, book->pages->len);

    for (uint32_t i = 0; i < book->pages->len; i++) {
        const struct growing_page *page = page_at(book, i);

        pages[i] = page->page;
        pages[i].mark_count = page->marks->len;
        pages[i].marks = freeze(arena, page->marks);
        pages[i].content_count = page->contents->len;
        pages[i].contents = freeze(arena, page->contents);
        pages[i].hot_spot_count = page->hot_spots->len;
        pages[i].hot_spots = freeze(arena, page->hot_spots);
    }
    return pages;
}

const struct jb_document *book_close(struct book *book)
{
    struct layout *layout = book->layout;
    const struct jb_flow *flow = layout->flow;
    struct jb_document *document = JB_NEW(layout->arena, struct jb_document);

    for (guint i = 0; i < book->slots->len; i++)
        fill_slot(book, &g_array_index(book->slots, struct slot, i));
    document->fonts = jb_typesetter_fonts(layout->typesetter);
    document->pages = close_pages(book);
    document->page_count = book->pages->len;
    document->elements = tree_freeze(layout->tree, layout->arena, &document->element_count);
    document->destinations = book->destinations;
    document->destination_count = flow->target_count;
    document->origins = flow->origins;
    document->langs = flow->langs;
    document->other = flow->other;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        document->title[lang] = flow->title[lang];
    document->author = flow->author;
    document->subject = flow->subject;
    document->edition = flow->edition;
    document->date = flow->date;
    return document;
}
