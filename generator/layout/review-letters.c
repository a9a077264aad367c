#include <math.h>
#include <string.h>

#include "base/length.h"
#include "layout/messages-private.h"
#include "layout/review-private.h"

/* Text below these sizes is not legible in print: Han has many strokes in its square. */
enum { LEAST_HAN = 7 * JB_PT, LEAST_LATIN = 6 * JB_PT };

/* WCAG 2, 1.4.3: text needs a contrast of 4.5; large text, and bold text nearly so large, 3. */
enum { LARGE = 18 * JB_PT, LARGE_BOLD = 14 * JB_PT };
static const double least_contrast = 4.5, least_contrast_large = 3.0;

/* Larger text of the background, such as a watermark, is not there to be read. */
enum { DECORATION = 48 * JB_PT };

/* A trimmed mark's blank half hangs out of the area (R13, R14); the rest is rounding. */
enum { SLACK = JB_PT };

static bool has_han(const struct jb_glyphs *glyphs)
{
    const char *end = glyphs->text + glyphs->length;

    for (const char *p = glyphs->text; p < end; p = g_utf8_next_char(p))
        if (g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN)
            return true;
    return false;
}

static bool is_blank(const struct jb_glyphs *glyphs)
{
    return strspn(glyphs->text, " ") >= glyphs->length;
}

/* Raised or lowered text is small beside larger text of its line, and may be. */
static bool is_script(const struct jb_page *page, uint32_t number)
{
    const struct jb_mark *mark = &page->marks[number];

    for (uint32_t i = number > 3 ? number - 3 : 0; i < MIN(number + 4, page->mark_count); i++) {
        const struct jb_mark *other = &page->marks[i];

        if (other->kind == JB_MARK_GLYPHS && other->glyphs && other->y != mark->y &&
            ABS(other->y - mark->y) < other->glyphs->size &&
            mark->glyphs->size * 4 <= other->glyphs->size * 3)
            return true;
    }
    return false;
}

/* A style that sets text of this size and colour; no place where none does, as for a title that was
 * shrunk. */
static struct jb_span style_of(const struct review *review, const struct jb_mark *mark)
{
    for (uint32_t i = 0; i < review->styles->style_count; i++) {
        const struct jb_style *style = &review->styles->styles[i];
        const struct jb_look *look = &style->look[mark->glyphs->lang];

        if (look->size == mark->glyphs->size && look->colour == mark->colour)
            return style->span;
    }
    return (struct jb_span){0};
}

static void judge_size(struct review *review, uint32_t number, uint32_t mark_number)
{
    const struct jb_page *page = &review->document->pages[number];
    const struct jb_mark *mark = &page->marks[mark_number];
    int32_t least = has_han(mark->glyphs) ? LEAST_HAN : LEAST_LATIN;
    char size[16] = "", han[16] = "", latin[16] = "";
    struct jb_words words[] = {
        jb_words_same(size), jb_words_same(han), jb_words_same(latin), {NULL, NULL}};

    if (mark->glyphs->size >= least || is_script(page, mark_number))
        return;
    g_snprintf(size, sizeof(size), "%.3g", jb_length_pt(mark->glyphs->size));
    g_snprintf(han, sizeof(han), "%d", LEAST_HAN / JB_PT);
    g_snprintf(latin, sizeof(latin), "%d", LEAST_LATIN / JB_PT);
    tell_of_style(review, SAY_SMALL_TEXT, style_of(review, mark), mark, spot_of(mark, number),
                  words);
}

/* --- contrast --------------------------------------------------------------------------------- */

static double linear(uint32_t part)
{
    double value = part / 255.0;

    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(jb_colour colour)
{
    return 0.2126 * linear(colour >> 16 & 0xFF) + 0.7152 * linear(colour >> 8 & 0xFF) +
           0.0722 * linear(colour & 0xFF);
}

static double contrast(jb_colour a, jb_colour b)
{
    double lighter = MAX(luminance(a), luminance(b)), darker = MIN(luminance(a), luminance(b));

    return (lighter + 0.05) / (darker + 0.05);
}

/* The colour that text stands on: that of the last box below it. */
static jb_colour ground_below(const struct jb_page *page, const GArray *grounds,
                              const struct jb_mark *mark)
{
    struct jb_spot spot = spot_of(mark, 0);
    int32_t x = spot.x + spot.width / 2, y = spot.y + spot.height / 2;

    for (guint i = grounds->len; i-- > 0;) {
        const struct jb_mark *box = &page->marks[g_array_index(grounds, uint32_t, i)];

        if (x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height)
            return box->colour;
    }
    return 0xFFFFFF;
}

static struct jb_span token_of(const struct review *review, jb_colour colour)
{
    for (uint32_t i = 0; i < review->styles->colour_count; i++)
        if (review->styles->colours[i].colour == colour)
            return review->styles->colours[i].span;
    return (struct jb_span){0};
}

static void judge_contrast(struct review *review, uint32_t number, const GArray *grounds,
                           const struct jb_mark *mark)
{
    const struct jb_page *page = &review->document->pages[number];
    const struct jb_font *font = &review->document->fonts->entries[mark->glyphs->font];
    bool large = mark->glyphs->size >= (font->bold ? LARGE_BOLD : LARGE);
    double least = large ? least_contrast_large : least_contrast;
    jb_colour ground = ground_below(page, grounds, mark);
    double reached = contrast(mark->colour, ground);
    char ink[8] = "", paper[8] = "", got[16] = "", needed[16] = "";
    struct jb_words words[] = {jb_words_same(ink), jb_words_same(paper), jb_words_same(got),
                               jb_words_same(needed)};

    if (reached >= least)
        return;
    g_snprintf(ink, sizeof(ink), "#%06X", mark->colour & 0xFFFFFF);
    g_snprintf(paper, sizeof(paper), "#%06X", ground & 0xFFFFFF);
    g_snprintf(got, sizeof(got), "%.1f", floor(reached * 10) / 10);
    g_snprintf(needed, sizeof(needed), "%.1f", least);
    tell_of_style(review, SAY_LOW_CONTRAST, token_of(review, mark->colour), mark,
                  spot_of(mark, number), words);
}

/* --- place ------------------------------------------------------------------------------------ */

static bool leaves_area(const struct jb_page *page, const struct jb_spot *spot)
{
    int32_t hang = spot->height / 2 + SLACK;

    return spot->x < page->area_x - hang ||
           spot->x + spot->width > page->area_x + page->area_width + hang ||
           spot->y < page->area_y - SLACK ||
           spot->y + spot->height > page->area_y + page->area_height + SLACK;
}

static void judge_place(struct review *review, uint32_t number, const struct jb_mark *mark)
{
    const struct jb_page *page = &review->document->pages[number];
    struct jb_spot spot = spot_of(mark, number);
    struct jb_words words[] = {{NULL, NULL}, {NULL, NULL}};

    if (!leaves_area(page, &spot))
        return;
    words[0] = jb_words_same(told_text(review, mark->glyphs->text, mark->glyphs->length));
    tell_of_record(review, SAY_LEAVES_AREA, mark->origin, spot, words);
}

static void judge_mark(struct review *review, uint32_t page, uint32_t number, bool artifact,
                       const GArray *grounds)
{
    const struct jb_mark *mark = &review->document->pages[page].marks[number];

    if (!mark->glyphs || is_blank(mark->glyphs) || (artifact && mark->glyphs->size >= DECORATION))
        return;
    judge_size(review, page, number);
    judge_contrast(review, page, grounds, mark);
    if (!artifact)
        judge_place(review, page, mark);
}

void review_letters(struct review *review, uint32_t number)
{
    const struct jb_page *page = &review->document->pages[number];
    GArray *grounds = g_array_new(FALSE, FALSE, sizeof(uint32_t)); /* boxes that text fits on */

    for (uint32_t i = 0; i < page->content_count; i++) {
        const struct jb_content *content = &page->contents[i];

        for (uint32_t k = content->first; k < content->first + content->count; k++) {
            const struct jb_mark *mark = &page->marks[k];

            if (mark->kind == JB_MARK_GLYPHS)
                judge_mark(review, number, k, content->element == 0, grounds);
            else if (mark->kind == JB_MARK_BOX && MIN(mark->width, mark->height) >= LEAST_LATIN)
                g_array_append_val(grounds, k);
        }
    }
    g_array_free(grounds, TRUE);
}
