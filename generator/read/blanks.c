#include <string.h>

#include "read/record-private.h"

/* What stands before a run of white space. */
enum side { SIDE_END, SIDE_CHINESE, SIDE_OTHER };

struct blanks {
    enum side before;
    bool pending;   /* white space since then … */
    bool broken;    /* … with a line feed in it … */
    GString *where; /* … and the text in which it began */
    enum jb_lang lang;
};

static bool is_blank(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Quotation marks, dashes and dots are shared with English; in Chinese text they are wide. */
static enum side side_of(gunichar c, enum jb_lang lang)
{
    static const gunichar shared[] = {0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026, 0xB7};

    if (g_unichar_iswide(c))
        return SIDE_CHINESE;
    for (size_t i = 0; lang == JB_ZH && i < G_N_ELEMENTS(shared); i++)
        if (c == shared[i])
            return SIDE_CHINESE;
    return SIDE_OTHER;
}

static void meet_blank(struct blanks *blanks, gunichar c, GString *text, enum jb_lang lang)
{
    if (!blanks->pending) {
        blanks->where = text;
        blanks->lang = lang;
        blanks->broken = false;
    }
    blanks->pending = true;
    blanks->broken |= c == '\n';
}

/* What follows decides about the white space before it. */
static void meet_solid(struct blanks *blanks, enum side side)
{
    bool joined = blanks->broken && blanks->lang == JB_ZH && side == SIDE_CHINESE &&
                  blanks->before == SIDE_CHINESE;

    if (blanks->pending && blanks->before != SIDE_END && side != SIDE_END && !joined)
        g_string_append_c(blanks->where, ' ');
    blanks->pending = false;
    blanks->before = side;
}

static void tidy_text(struct blanks *blanks, GString *text, enum jb_lang lang)
{
    char *raw = g_strndup(text->str, text->len);

    g_string_truncate(text, 0);
    for (const char *c = raw; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (is_blank(letter)) {
            meet_blank(blanks, letter, text, lang);
        } else {
            meet_solid(blanks, side_of(letter, lang));
            g_string_append_unichar(text, letter);
        }
    }
    g_free(raw);
}

void tidy_blanks(const struct jb_piece *pieces, GString *const *texts, uint32_t count)
{
    struct blanks blanks = {.before = SIDE_END};

    for (uint32_t i = 0; i < count; i++) {
        if (pieces[i].kind == JB_PIECE_TEXT)
            tidy_text(&blanks, texts[i], pieces[i].lang);
        else if (pieces[i].kind == JB_PIECE_BREAK)
            meet_solid(&blanks, SIDE_END);
        else /* a figure ends with its counter in Chinese, with a word in English */
            meet_solid(&blanks, pieces[i].lang == JB_ZH ? SIDE_CHINESE : SIDE_OTHER);
    }
}
