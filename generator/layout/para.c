#include <string.h>

#include "layout/costs-private.h"
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

/* A divided word is an element, which has it whole. Its parts are on lines that follow each other,
 * at most one word begins on a line, and it is the last there. */
static uint32_t word_element(struct layout *layout, const struct jb_line *line,
                             const struct jb_line_piece *piece, uint32_t element, uint32_t *word)
{
    if (piece->part == JB_PART_NONE || element == NO_ELEMENT)
        return element;
    if (piece->part == JB_PART_HEAD && line->divided &&
        (*word == NO_ELEMENT || tree_at(layout->tree, *word)->actual != line->divided)) {
        *word =
            tree_add(layout->tree, element, JB_ROLE_SPAN, tree_at(layout->tree, element)->origin);
        tree_at(layout->tree, *word)->actual = line->divided;
    }
    return *word == NO_ELEMENT ? element : *word;
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

static void add_line(struct layout *layout, struct strip *strip, const struct jb_para *para,
                     const struct jb_line *line, const uint32_t *of_run, uint32_t *word)
{
    const uint32_t *links = layout->link_elements;

    for (uint32_t i = 0; i < line->piece_count; i++) {
        const struct jb_line_piece *piece = &line->pieces[i];

        add_piece(strip, para, piece, word_element(layout, line, piece, of_run[piece->run], word));
    }
    for (uint32_t i = 0; i < line->piece_count; i++) {
        uint32_t run = line->pieces[i].run;

        if (para->runs[run].link && of_run[run] != NO_ELEMENT)
            add_hot_spot(strip, &line->pieces[i], links[para->runs[run].link - 1]);
    }
}

static bool is_paragraph(const struct layout *layout, uint32_t element)
{
    return element != NO_ELEMENT && tree_at(layout->tree, element)->role == JB_ROLE_P;
}

static bool holds_text_alone(enum jb_role role)
{
    return role == JB_ROLE_SPAN || (role >= JB_ROLE_H1 && role <= JB_ROLE_P);
}

/* A note stands beside the paragraph or heading that cites it, not inside. */
static void cite_notes(struct layout *layout, struct strip *strip, const struct jb_para *para,
                       const struct jb_line *line, uint32_t element)
{
    while (element != NO_ELEMENT && holds_text_alone(tree_at(layout->tree, element)->role))
        element = tree_at(layout->tree, element)->parent;
    for (uint32_t i = 0; i < line->piece_count; i++) {
        const struct jb_run *run = &para->runs[line->pieces[i].run];

        if (run->note > 0)
            cite_note(layout, strip, run, element);
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

/* The first heading that begins on the page, else the last one before it. */
static const char *running_text(const struct layout *layout, const struct jb_run *run)
{
    const struct jb_flow *flow = layout->flow;
    uint32_t page = layout->page_number - 1;
    const char *text = "";

    for (uint32_t i = 0; i < flow->heading_count; i++) {
        uint32_t begins = layout->heading_pages[i];

        if (flow->headings[i].level != run->level || begins == JB_NO_PAGE || begins > page)
            continue;
        text = flow->headings[i].text[run->lang];
        if (begins == page)
            break;
    }
    return text;
}

static const char *slot_text(struct layout *layout, const struct jb_run *run)
{
    switch (run->kind) {
    case JB_RUN_PAGE_NUMBER: return jb_arena_print(layout->arena, "%u", layout->page_number);
    case JB_RUN_PAGE_COUNT: return jb_arena_print(layout->arena, "%u", layout->page_count);
    case JB_RUN_RUNNING: return running_text(layout, run);
    default: return NULL;
    }
}

/* In a header or footer the page is known: what its late slots say is plain text there. */
static const struct jb_para *with_late_text(struct layout *layout, const struct jb_para *para)
{
    struct jb_para *copy;
    struct jb_run *runs;

    if (layout->page_number == 0)
        return para;
    runs = JB_NEW_ARRAY(layout->arena, struct jb_run, para->count);
    copy = jb_arena_dup(layout->arena, para, sizeof(*para));
    copy->runs = runs;
    for (uint32_t i = 0; i < para->count; i++) {
        const char *text = slot_text(layout, &para->runs[i]);

        runs[i] = para->runs[i];
        if (!text)
            continue;
        runs[i].text = text;
        runs[i].length = (uint32_t)strlen(text);
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

/* The half is what an entry says, without its label: its name is there. */
static uint32_t body_element(struct layout *layout, struct place entry, const struct jb_para *para)
{
    bool is_note = para->role == JB_ROLE_NOTE;
    uint32_t number = element_for(layout, entry, is_note ? JB_ROLE_P : JB_ROLE_LBODY, para->origin);

    if (!is_note && number != entry.element) {
        tree_at(layout->tree, entry.element)->id = NULL;
        tree_at(layout->tree, number)->id = para->id;
    }
    return number;
}

/* R61: two lines stay together at a paragraph's start and at its end. */
static bool kept_with_next(uint32_t line, uint32_t count)
{
    return line + 1 < count && (line == 0 || line + 2 == count);
}

/* What was shaped is not needed once its lines are set: a long bulletin has much of it. */
static const struct jb_line *break_lines(struct layout *layout, const struct jb_para *para,
                                         int32_t width, uint32_t *count)
{
    const struct jb_shaped *shaped = shape_find(layout, para);
    struct jb_arena *scratch;
    const struct jb_line *lines;

    if (shaped)
        return jb_break(layout->typesetter, shaped, width, layout->arena, count);
    scratch = jb_arena_open();
    shaped = jb_shape_in(layout->typesetter, para, scratch);
    lines = jb_break(layout->typesetter, shaped, width, layout->arena, count);
    jb_arena_close(scratch);
    return lines;
}

/* The label of a list's entry, which stands before its first line. */
static void add_label(struct layout *layout, struct strip *strip, const struct jb_para *label,
                      int32_t width, uint32_t element)
{
    const struct jb_line *lines;
    const uint32_t *of_run;
    uint32_t count, word = NO_ELEMENT;

    lines = break_lines(layout, label, width, &count);
    of_run = find_run_elements(layout, label, element);
    if (count > 0)
        add_line(layout, strip, label, &lines[0], of_run, &word);
}

static void shift_items(struct strip *strip, guint first, int32_t x)
{
    for (guint i = first; i < strip->items->len; i++)
        g_array_index(strip->items, struct item, i).mark.x += x;
}

/* Lines of a paragraph as strips; element is that of its text. */
static void compose_lines(struct layout *layout, struct place place, const struct jb_para *para,
                          uint32_t label_element, bool keep_with_next)
{
    const struct jb_look *look = &para->style->look[para->lang];
    int32_t column = para->width ? MIN(para->width, place.width) : place.width;
    int32_t width = MAX(column - para->hang, JB_PT);
    const struct jb_line *lines;
    const uint32_t *of_run;
    uint32_t count, word = NO_ELEMENT, begin = place.stack->strips->len;

    lines = break_lines(layout, para, width, &count);
    of_run = find_run_elements(layout, para, place.element);
    for (uint32_t i = 0; i < count; i++) {
        struct strip *strip = stack_push(layout, place.stack, para->origin);
        guint first;

        strip->height = on_grid(layout, look->leading);
        strip->baseline =
            layout->grid ? grid_baseline(layout, look, strip->height) : first_baseline(look);
        strip->keeps_line = kept_with_next(i, count);
        strip->keep_with_next = keep_with_next && i + 1 == count;
        strip->demerits = lines[i].hyphenated ? DEMERITS_HYPHEN : 0;
        if (para->label && i == 0)
            add_label(layout, strip, para->label, place.width, label_element);
        first = strip->items->len;
        add_line(layout, strip, para, &lines[i], of_run, &word);
        cite_notes(layout, strip, para, &lines[i], place.element);
        shift_items(strip, first, para->hang);
        if (lines[i].overfull)
            report_overfull(layout, para, &lines[i]);
    }
    if (!layout->notes_wait || !is_paragraph(layout, place.element))
        attach_notes(layout, place.stack, begin);
}

void compose_para(struct layout *layout, struct place place, const struct jb_para *para,
                  bool keep_with_next)
{
    const struct jb_look *look = &para->style->look[para->lang];
    uint32_t label = NO_ELEMENT;

    para = shrink_to_line(layout, with_late_text(layout, para), place.width);
    place.element = para_element(layout, place, para);
    if (para->label) {
        label = element_for(layout, place, para->label->role, para->label->origin);
        place.element = body_element(layout, place, para);
    }
    stack_ask_space(place.stack, look->space_before);
    compose_lines(layout, place, para, label, keep_with_next);
    stack_ask_space(place.stack, look->space_after);
}
