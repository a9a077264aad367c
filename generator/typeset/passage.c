#include "typeset/passage-private.h"

#include "model/text.h"

static const char line_separator[] = "\xE2\x80\xA8";

/* Controls of direction: neither language is written from right to left, and FriBidi (1.0.8), which
 * Pango asks, writes past its arrays where some hundreds of isolates are opened. */
static bool is_direction(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* A tab is a space: there are no stops to go to. */
static void append_text(GString *text, const struct jb_run *run)
{
    const char *start = run->text, *end = run->text + run->length;
    gsize before = text->len;

    for (const char *p = start; p < end; p = g_utf8_next_char(p)) {
        if (!is_direction(g_utf8_get_char(p)))
            continue;
        g_string_append_len(text, start, p - start);
        start = g_utf8_next_char(p);
    }
    g_string_append_len(text, start, end - start);
    for (gsize i = before; i < text->len; i++)
        if (text->str[i] == '\t')
            text->str[i] = ' ';
}

static void append_run(struct passage *passage, const struct jb_run *run, const char *slot_text)
{
    if (run->kind == JB_RUN_TEXT)
        append_text(passage->text, run);
    else if (run->kind == JB_RUN_BREAK)
        g_string_append(passage->text, line_separator);
    else
        g_string_append(passage->text, slot_text);
}

/* What has no glyph of its own goes with the character before it, so as not to cut its segment. */
static void append_letters(struct passage *passage, uint32_t run, uint32_t start)
{
    const char *text = passage->text->str;
    const char *end = text + passage->text->len;
    enum jb_lang lang = passage->para->runs[run].lang;
    bool han = false;

    for (const char *p = text + start; p < end; p = g_utf8_next_char(p)) {
        struct letter letter = {g_utf8_get_char(p), (uint32_t)(p - text), run, 0, false};

        letter.class = (uint8_t)jb_character_class(letter.c, lang, &letter.han);
        if (jb_is_blank(letter.class))
            letter.han = han;
        han = letter.han;
        g_array_append_val(passage->letters, letter);
    }
}

static bool is_chinese(const struct passage *passage, const struct letter *letter)
{
    return passage->para->runs[letter->run].lang == JB_ZH;
}

static bool is_latin_letter(const struct letter *letter)
{
    return letter->class == CLASS_LATIN && !letter->han;
}

/* R32: the apostrophe of Alice’s. */
static void mark_apostrophes(struct passage *passage)
{
    for (uint32_t i = 1; i + 1 < passage->letters->len; i++) {
        struct letter *letter = jb_passage_letter(passage, i);

        if (letter->c == 0x2019 && letter->han && is_latin_letter(letter - 1) &&
            is_latin_letter(letter + 1)) {
            letter->class = CLASS_LATIN_CLOSE;
            letter->han = false;
        }
    }
}

static void make_latin(struct letter *open, struct letter *close)
{
    open->class = CLASS_LATIN_OPEN;
    close->class = CLASS_LATIN_CLOSE;
    open->han = close->han = false;
}

/* R32: Chinese quotation marks round a whole English span are Latin. */
static void mark_quoted_spans(struct passage *passage)
{
    uint32_t count = passage->letters->len;

    for (uint32_t i = 0; i + 2 < count; i++) {
        struct letter *open = jb_passage_letter(passage, i);
        uint32_t end = i + 1;

        if ((open->c != 0x201C && open->c != 0x2018) || !open->han)
            continue;
        while (end < count && !is_chinese(passage, jb_passage_letter(passage, end)))
            end++;
        if (end > i + 1 && end < count && jb_passage_letter(passage, end)->c == open->c + 1)
            make_latin(open, jb_passage_letter(passage, end));
    }
}

void jb_passage_open(struct passage *passage, const struct jb_para *para, const char *slot_text)
{
    passage->para = para;
    passage->text = g_string_new(NULL);
    passage->letters = g_array_new(FALSE, FALSE, sizeof(struct letter));
    for (uint32_t i = 0; i < para->count; i++) {
        uint32_t start = (uint32_t)passage->text->len;

        append_run(passage, &para->runs[i], slot_text);
        append_letters(passage, i, start);
    }
    mark_apostrophes(passage);
    mark_quoted_spans(passage);
}

void jb_passage_close(struct passage *passage)
{
    g_string_free(passage->text, TRUE);
    g_array_free(passage->letters, TRUE);
}

static bool same_segment(const struct letter *a, const struct letter *b)
{
    return a->run == b->run && a->han == b->han &&
           (a->class == CLASS_DASH) == (b->class == CLASS_DASH) &&
           (a->class == CLASS_LINE_END) == (b->class == CLASS_LINE_END);
}

/* HarfBuzz takes a time that grows with the square of the marks heaped on one letter. */
static uint32_t segment_end(const struct passage *passage, uint32_t start)
{
    enum { MOST_MARKS = 64 };
    const struct letter *first = jb_passage_letter(passage, start);
    uint32_t marks = 0, end = start;

    for (; end < passage->letters->len; end++) {
        const struct letter *letter = jb_passage_letter(passage, end);

        marks = letter->c >= 0x0300 && g_unichar_ismark(letter->c) ? marks + 1 : 0;
        if (!same_segment(first, letter) || marks > MOST_MARKS)
            break;
    }
    return end;
}

bool jb_passage_segment(const struct passage *passage, uint32_t *next, struct segment *segment)
{
    uint32_t count = passage->letters->len;
    const struct letter *first;

    if (*next >= count)
        return false;
    first = jb_passage_letter(passage, *next);
    *next = segment_end(passage, *next);
    segment->start = first->offset;
    segment->end =
        *next < count ? jb_passage_letter(passage, *next)->offset : (uint32_t)passage->text->len;
    segment->run = first->run;
    segment->han = first->han;
    segment->full_width = first->class == CLASS_DASH && first->han;
    return true;
}

uint32_t jb_run_face(const struct jb_run *run, bool han)
{
    const struct jb_look *look = &run->style->look[run->lang];

    if (run->marks & JB_TEXT_STRONG)
        return han ? look->strong_han : look->strong_latin;
    return han ? look->han : look->latin;
}
