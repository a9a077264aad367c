#include <string.h>

#include "layout/layout-private.h"
#include "layout/messages-private.h"

/* The Han body stands on its baseline so: 0.88 em above, 0.12 em below. Halves of the leading go
 * above and below the body; both languages share the rule, so that baselines can be joined. */
static int32_t first_baseline(const struct jb_look *look)
{
    return (look->leading - look->size) / 2 + jb_length_scale(look->size, 88, 100);
}

/* A link is one element, whichever paragraphs of its parent it runs through. */
static uint32_t link_element(struct layout *layout, uint32_t parent, const struct jb_run *run)
{
    const struct jb_link *link = &layout->flow->links[run->link - 1];
    uint32_t number = layout->link_elements[run->link - 1];
    struct jb_element *element;

    if (number != NO_ELEMENT && tree_at(layout->tree, number)->parent == parent)
        return number;
    number = tree_add(layout->tree, parent, JB_ROLE_LINK, run->origin);
    layout->link_elements[run->link - 1] = number;
    element = tree_at(layout->tree, number);
    element->uri = link->uri;
    element->target = link->target;
    element->about = link->about;
    element->has_lang = true;
    element->lang = run->lang;
    return number;
}

static uint32_t span_element(struct layout *layout, uint32_t parent, const struct jb_run *run)
{
    uint32_t number = tree_add(layout->tree, parent, JB_ROLE_SPAN, run->origin);
    struct jb_element *element = tree_at(layout->tree, number);

    element->has_lang = true;
    element->lang = run->lang;
    return number;
}

static uint32_t run_element(struct layout *layout, const struct jb_para *para,
                            const struct jb_run *run, uint32_t element)
{
    enum jb_lang lang = para->lang;

    if (run->link) {
        element = link_element(layout, element, run);
        lang = tree_at(layout->tree, element)->lang;
    }
    return run->lang == lang ? element : span_element(layout, element, run);
}

/* Neighbours of one link and one language share an element. */
static uint32_t *find_run_elements(struct layout *layout, const struct jb_para *para,
                                   uint32_t element)
{
    uint32_t *of_run = JB_NEW_ARRAY(layout->arena, uint32_t, para->count);

    for (uint32_t i = 0; element != NO_ELEMENT && i < para->count; i++) {
        const struct jb_run *run = &para->runs[i];
        const struct jb_run *last = i > 0 ? &para->runs[i - 1] : NULL;

        if (last && last->link == run->link && last->lang == run->lang)
            of_run[i] = of_run[i - 1];
        else
            of_run[i] = run_element(layout, para, run, element);
    }
    return of_run;
}

static void add_piece(struct strip *strip, const struct jb_para *para,
                      const struct jb_line_piece *piece, uint32_t element)
{
    const struct jb_run *run = &para->runs[piece->run];
    struct item *item = strip_add(strip, piece->glyphs ? ITEM_MARK : ITEM_SLOT, element);

    item->run = run;
    item->mark = (struct jb_mark){.kind = JB_MARK_GLYPHS,
                                  .colour = run->style->look[run->lang].colour,
                                  .x = piece->x,
                                  .y = strip->baseline + piece->y,
                                  .width = piece->width,
                                  .glyphs = piece->glyphs,
                                  .origin = run->origin};
}

/* A link can be touched over the whole height of its line; its pieces on a line are one spot. */
static void add_hot_spot(struct strip *strip, const struct jb_line_piece *piece, uint32_t element)
{
    struct item *last =
        strip->items->len ? &g_array_index(strip->items, struct item, strip->items->len - 1) : NULL;

    if (last && last->kind == ITEM_HOT_SPOT && last->element == element) {
        last->mark.width = piece->x + piece->width - last->mark.x;
        return;
    }
    last = strip_add(strip, ITEM_HOT_SPOT, element);
    last->mark =
        (struct jb_mark){.x = piece->x, .y = 0, .width = piece->width, .height = strip->height};
}

static void add_line(struct strip *strip, const struct jb_para *para, const struct jb_line *line,
                     const uint32_t *of_run, const uint32_t *links)
{
    for (uint32_t i = 0; i < line->piece_count; i++)
        add_piece(strip, para, &line->pieces[i], of_run[line->pieces[i].run]);
    for (uint32_t i = 0; i < line->piece_count; i++) {
        uint32_t run = line->pieces[i].run;

        if (para->runs[run].link && of_run[run] != NO_ELEMENT)
            add_hot_spot(strip, &line->pieces[i], links[para->runs[run].link - 1]);
    }
}

static void report_overfull(struct layout *layout, const struct jb_para *para,
                            const struct jb_line *line)
{
    uint32_t run = line->piece_count ? line->pieces[line->piece_count - 1].run : 0;
    struct jb_origin origin = jb_origin_at(&layout->flow->origins, para->runs[run].origin);
    bool of_record = origin.record_span.source != 0;

    jb_report_both(layout->sink, &jb_layout_messages[SAY_OVERFULL],
                   of_record ? origin.record_span : origin.template_span,
                   of_record ? origin.template_span : (struct jb_span){0}, NULL);
}

/* In a header or footer the page is known: its numbers are plain text there. */
static const struct jb_para *with_page_numbers(struct layout *layout, const struct jb_para *para)
{
    struct jb_para *copy;
    struct jb_run *runs;

    if (layout->page_number == 0)
        return para;
    runs = JB_NEW_ARRAY(layout->arena, struct jb_run, para->count);
    copy = jb_arena_dup(layout->arena, para, sizeof(*para));
    copy->runs = runs;
    for (uint32_t i = 0; i < para->count; i++) {
        runs[i] = para->runs[i];
        if (runs[i].kind != JB_RUN_PAGE_NUMBER && runs[i].kind != JB_RUN_PAGE_COUNT)
            continue;
        runs[i].text = jb_arena_print(layout->arena, "%u",
                                      runs[i].kind == JB_RUN_PAGE_NUMBER ? layout->page_number
                                                                         : layout->page_count);
        runs[i].length = (uint32_t)strlen(runs[i].text);
        runs[i].kind = JB_RUN_TEXT;
    }
    return copy;
}

uint32_t element_for(struct layout *layout, struct place place, enum jb_role role, uint32_t origin)
{
    if (place.element == NO_ELEMENT || role == JB_ROLE_NONE)
        return place.element;
    return tree_add(layout->tree, place.element, role, origin);
}

static uint32_t para_element(struct layout *layout, struct place place, const struct jb_para *para)
{
    uint32_t number = element_for(layout, place, para->role, para->origin);

    if (number != place.element) {
        struct jb_element *element = tree_at(layout->tree, number);

        element->has_lang = true;
        element->lang = para->lang;
        element->id = para->id;
    }
    return number;
}

/* R61: two lines stay together at a paragraph's start and at its end. */
static bool kept_with_next(uint32_t line, uint32_t count)
{
    return line + 1 < count && (line == 0 || line + 2 == count);
}

void compose_para(struct layout *layout, struct place place, const struct jb_para *para,
                  bool keep_with_next)
{
    const struct jb_look *look = &para->style->look[para->lang];
    const struct jb_line *lines;
    const uint32_t *of_run;
    uint32_t count;

    para = with_page_numbers(layout, para);
    lines = jb_break(layout->typesetter, jb_shape(layout->typesetter, para), place.width,
                     layout->arena, &count);
    of_run = find_run_elements(layout, para, para_element(layout, place, para));
    stack_ask_space(place.stack, look->space_before);
    for (uint32_t i = 0; i < count; i++) {
        struct strip *strip = stack_push(layout, place.stack, para->origin);

        strip->height = look->leading;
        strip->baseline = first_baseline(look);
        strip->keep_with_next = kept_with_next(i, count) || (keep_with_next && i + 1 == count);
        add_line(strip, para, &lines[i], of_run, layout->link_elements);
        if (lines[i].overfull)
            report_overfull(layout, para, &lines[i]);
    }
    stack_ask_space(place.stack, look->space_after);
}
