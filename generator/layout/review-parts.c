#include <string.h>

#include "base/length.h"
#include "layout/messages-private.h"
#include "layout/review-private.h"

/* R73 is about columns of one text; halves of a pair may differ, but a column that stays empty for
 * so long looks like a fault of printing. */
enum { MOST_EMPTY = 150 * JB_PT };

static const struct jb_content *content_at(const struct review *review, const struct jb_kid *kid)
{
    return &review->document->pages[kid->page].contents[review->contents[kid->page][kid->mcid]];
}

/* --- a part of the tree, mark by mark --------------------------------------------------------- */

typedef void visit_mark(const struct jb_mark *mark, uint32_t page, void *data);

static void visit_element(const struct review *review, uint32_t number, visit_mark *visit,
                          void *data)
{
    const struct jb_element *element = &review->document->elements[number];

    for (uint32_t i = 0; i < element->kid_count; i++) {
        const struct jb_kid *kid = &element->kids[i];

        if (kid->kind == JB_KID_ELEMENT) {
            visit_element(review, kid->element, visit, data);
            continue;
        }
        const struct jb_content *content = content_at(review, kid);

        for (uint32_t k = content->first; k < content->first + content->count; k++)
            visit(&review->document->pages[kid->page].marks[k], kid->page, data);
    }
}

/* --- last lines ------------------------------------------------------------------------------- */

struct last_line {
    uint32_t lines, page, letters;
    int32_t y;
    const struct jb_mark *mark;
    gunichar han; /* the only one, where there is one */
};

static bool is_letter(gunichar c)
{
    return g_unichar_isalnum(c);
}

static void count_letters(const struct jb_mark *mark, uint32_t page, void *data)
{
    struct last_line *line = data;
    const struct jb_glyphs *glyphs = mark->glyphs;

    if (mark->kind != JB_MARK_GLYPHS || !glyphs)
        return;
    if (line->lines == 0 || page != line->page || ABS(mark->y - line->y) > glyphs->size) {
        *line = (struct last_line){.lines = line->lines + 1, .page = page, .y = mark->y};
        line->mark = mark;
    }
    for (const char *p = glyphs->text; p < glyphs->text + glyphs->length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!is_letter(c))
            continue;
        line->letters++;
        line->han = g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN ? c : 0;
    }
}

/* 孤字不成行 (R44). */
static void judge_last_line(struct review *review, uint32_t number)
{
    struct last_line line = {0};
    char text[8] = "";
    struct jb_words words[] = {jb_words_same(text), {NULL, NULL}};

    visit_element(review, number, count_letters, &line);
    if (line.lines < 2 || line.letters != 1 || !line.han)
        return;
    text[g_unichar_to_utf8(line.han, text)] = '\0';
    tell_of_record(review, SAY_LONELY_CHARACTER, line.mark->origin, spot_of(line.mark, line.page),
                   words);
}

/* --- headings --------------------------------------------------------------------------------- */

static bool is_heading(enum jb_role role)
{
    return role >= JB_ROLE_H1 && role <= JB_ROLE_H4;
}

static uint32_t heading_round(const struct jb_document *document, uint32_t element)
{
    while (element != 0 && !is_heading(document->elements[element].role))
        element = document->elements[element].parent;
    return element;
}

/* A heading as one line: its halves are parted. */
static void join_text(const struct jb_mark *mark, uint32_t page, void *data)
{
    GString *text = data;

    (void)page;
    if (mark->kind != JB_MARK_GLYPHS || !mark->glyphs)
        return;
    if (mark->glyphs->lang == JB_EN && text->len > 0 && (guchar)text->str[text->len - 1] >= 0x80)
        g_string_append_c(text, ' ');
    g_string_append_len(text, mark->glyphs->text, mark->glyphs->length);
}

static void tell_heading(struct review *review, uint32_t heading, uint32_t page,
                         const struct jb_mark *mark)
{
    GString *text = g_string_new(NULL);
    struct jb_words words[] = {{NULL, NULL}, {NULL, NULL}};

    visit_element(review, heading, join_text, text);
    words[0] = jb_words_same(told_text(review, text->str, text->len));
    g_string_free(text, TRUE);
    tell_of_record(review, SAY_HEADING_AT_FOOT, mark->origin, spot_of(mark, page), words);
}

/* Only what is set is a page's end: an empty last page ends nothing. */
static void judge_foot(struct review *review, uint32_t number)
{
    const struct jb_page *page = &review->document->pages[number];
    uint32_t heading = 0, i = page->content_count;

    while (i > 0 && page->contents[i - 1].element == 0)
        i--;
    if (i == 0)
        return;
    heading = heading_round(review->document, page->contents[i - 1].element);
    if (heading)
        tell_heading(review, heading, number, &page->marks[page->contents[i - 1].first]);
}

static uint32_t last_page_set(const struct jb_document *document)
{
    uint32_t last = 0;

    for (uint32_t page = 0; page < document->page_count; page++)
        for (uint32_t i = 0; i < document->pages[page].content_count; i++)
            if (document->pages[page].contents[i].element != 0)
                last = page;
    return last;
}

/* --- halves ----------------------------------------------------------------------------------- */

/* What a half covers of one page. */
struct reach {
    struct jb_spot spot;
    const struct jb_mark *first;
};

static void stretch(const struct jb_mark *mark, uint32_t page, void *data)
{
    GArray *reaches = data;
    struct reach fresh = {spot_of(mark, page), mark}, *last;

    last = reaches->len ? &g_array_index(reaches, struct reach, reaches->len - 1) : NULL;
    if (last && last->spot.page == fresh.spot.page)
        last->spot = spot_with(last->spot, fresh.spot);
    else
        g_array_append_val(reaches, fresh);
}

/* Page by page, in the order of reading. */
static GArray *reaches_of(const struct review *review, uint32_t half)
{
    GArray *reaches = g_array_new(FALSE, FALSE, sizeof(struct reach));

    visit_element(review, half, stretch, reaches);
    return reaches;
}

static void judge_reach(struct review *review, const struct reach *const reach[JB_LANGS])
{
    static const struct jb_words names[JB_LANGS] = {{"中文", "Chinese"}, {"英文", "English"}};
    int32_t zh = reach[JB_ZH]->spot.height, en = reach[JB_EN]->spot.height;
    enum jb_lang shorter = zh < en ? JB_ZH : JB_EN;
    const struct reach *longer = reach[shorter == JB_ZH ? JB_EN : JB_ZH];
    char empty[16] = "";
    struct jb_words words[] = {names[shorter], jb_words_same(empty), {NULL, NULL}};

    if (MAX(zh, en) < 2 * MIN(zh, en) || ABS(zh - en) < MOST_EMPTY)
        return;
    g_snprintf(empty, sizeof(empty), "%.0f", jb_length_pt(ABS(zh - en)) * 25.4 / 72);
    tell_of_record(review, SAY_EMPTY_COLUMN, longer->first->origin, longer->spot, words);
}

static bool is_left_of(const struct reach *zh, const struct reach *en)
{
    return zh->spot.x + zh->spot.width <= en->spot.x;
}

/* Halves side by side: on each page that both are on, both reach about as far down. */
static void judge_halves(struct review *review, const uint32_t halves[JB_LANGS])
{
    GArray *zh = reaches_of(review, halves[JB_ZH]), *en = reaches_of(review, halves[JB_EN]);

    for (guint i = 0, k = 0; i < zh->len && k < en->len;) {
        const struct reach *const reach[JB_LANGS] = {[JB_ZH] = &g_array_index(zh, struct reach, i),
                                                     [JB_EN] = &g_array_index(en, struct reach, k)};
        uint32_t zh_page = reach[JB_ZH]->spot.page, en_page = reach[JB_EN]->spot.page;

        if (zh_page == en_page && is_left_of(reach[JB_ZH], reach[JB_EN]))
            judge_reach(review, reach);
        i += zh_page <= en_page;
        k += en_page <= zh_page;
    }
    g_array_free(zh, TRUE);
    g_array_free(en, TRUE);
}

/* "childcare.progress.p2:zh" and "…:en", one after the other. */
static bool are_halves(const struct jb_element *zh, const struct jb_element *en)
{
    const char *colon = zh->id ? strrchr(zh->id, ':') : NULL;

    return colon && en->id && strcmp(colon, ":zh") == 0 &&
           strncmp(zh->id, en->id, (size_t)(colon - zh->id) + 1) == 0 &&
           g_str_has_suffix(en->id, ":en");
}

static void judge_pairs(struct review *review, const struct jb_element *element)
{
    const struct jb_element *elements = review->document->elements;

    for (uint32_t i = 0; i + 1 < element->kid_count; i++) {
        const struct jb_kid *zh = &element->kids[i], *en = &element->kids[i + 1];
        const uint32_t halves[JB_LANGS] = {[JB_ZH] = zh->element, [JB_EN] = en->element};

        if (zh->kind == JB_KID_ELEMENT && en->kind == JB_KID_ELEMENT &&
            are_halves(&elements[zh->element], &elements[en->element]))
            judge_halves(review, halves);
    }
}

void review_parts(struct review *review)
{
    const struct jb_document *document = review->document;
    uint32_t last = last_page_set(document);

    for (uint32_t i = 1; i < document->element_count; i++) {
        enum jb_role role = document->elements[i].role;

        if (role == JB_ROLE_P || role == JB_ROLE_LBODY || is_heading(role))
            judge_last_line(review, i);
        judge_pairs(review, &document->elements[i]);
    }
    for (uint32_t page = 0; page < last; page++)
        judge_foot(review, page);
}
