#include <string.h>

#include "base/length.h"
#include "layout/layout.h"
#include "layout/messages-private.h"
#include "layout/review-private.h"

struct jb_spot spot_of(const struct jb_mark *mark, uint32_t page)
{
    struct jb_spot spot = {page + 1, mark->x, mark->y, mark->width, mark->height};

    if (mark->kind == JB_MARK_GLYPHS && mark->glyphs) { /* the body of its line, as R60 counts it */
        spot.y -= jb_length_scale(mark->glyphs->size, 88, 100);
        spot.width = mark->glyphs->width;
        spot.height = mark->glyphs->size;
    }
    return spot;
}

struct jb_spot spot_with(struct jb_spot a, struct jb_spot b)
{
    struct jb_spot both = {a.page, MIN(a.x, b.x), MIN(a.y, b.y), 0, 0};

    both.width = MAX(a.x + a.width, b.x + b.width) - both.x;
    both.height = MAX(a.y + a.height, b.y + b.height) - both.y;
    return both;
}

/* Whether this was said already: a style is wrong once, not on each of its pages. */
static bool is_told(struct review *review, int message, struct jb_span at,
                    const struct jb_words *words)
{
    char *key = g_strdup_printf("%d %u %u %s %s", message, at.source, at.start, words[0].en,
                                words[1].en ? words[1].en : "");

    return !g_hash_table_add(review->told, key);
}

const char *told_text(const struct review *review, const char *text, size_t length)
{
    enum { MOST = 80 }; /* characters */
    bool all = g_utf8_strlen(text, (gssize)length) <= MOST;
    const char *end = all ? text + length : g_utf8_offset_to_pointer(text, MOST);

    return jb_arena_print(review->arena, "%.*s%s", (int)(end - text), text, all ? "" : "…");
}

void tell_of_style(struct review *review, int message, struct jb_span style,
                   const struct jb_mark *mark, struct jb_spot spot, const struct jb_words *words)
{
    struct jb_origin origin = jb_origin_at(&review->document->origins, mark->origin);
    struct jb_span other = origin.template_span;

    if (style.source == 0) {
        style = other;
        other = (struct jb_span){0};
    }
    if (!is_told(review, message, style, words))
        jb_report_spot(review->sink, &jb_layout_messages[message], style, other, spot, words);
}

void tell_of_record(struct review *review, int message, uint32_t number, struct jb_spot spot,
                    const struct jb_words *words)
{
    struct jb_origin origin = jb_origin_at(&review->document->origins, number);
    bool of_record = origin.record_span.source != 0;

    jb_report_spot(review->sink, &jb_layout_messages[message],
                   of_record ? origin.record_span : origin.template_span,
                   of_record ? origin.template_span : (struct jb_span){0}, spot, words);
}

static const uint32_t *number_contents(struct jb_arena *arena, const struct jb_page *page)
{
    uint32_t *numbers = JB_NEW_ARRAY(arena, uint32_t, page->content_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < page->content_count; i++)
        if (page->contents[i].element != 0)
            numbers[count++] = i;
    return numbers;
}

void jb_review(const struct jb_flow *flow, const struct jb_document *document, struct jb_sink *sink)
{
    struct jb_arena *scratch = jb_arena_open();
    const uint32_t **contents = JB_NEW_ARRAY(scratch, const uint32_t *, document->page_count);
    struct review review = {.arena = scratch,
                            .document = document,
                            .styles = flow->styles,
                            .sink = sink,
                            .contents = contents,
                            .told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};

    for (uint32_t page = 0; page < document->page_count; page++)
        contents[page] = number_contents(scratch, &document->pages[page]);
    for (uint32_t page = 0; page < document->page_count; page++)
        review_letters(&review, page);
    review_parts(&review);
    g_hash_table_destroy(review.told);
    jb_arena_close(scratch);
}
