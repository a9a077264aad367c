#include "check/letters-private.h"

#include <string.h>

/* Those that English has too are wide in Chinese text, and right there. */
static bool is_chinese_mark(gunichar c)
{
    static const gunichar marks[] = {0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026, 0xB7};

    if ((c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F && c != 0xFF05) ||
        (c >= 0xFF1A && c <= 0xFF20) || c == 0xFF3B || c == 0xFF3D || c == 0xFF5E)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (c == marks[i])
            return true;
    return false;
}

static enum letter_kind kind_of(gunichar c, enum jb_lang lang)
{
    if (g_unichar_isspace(c))
        return LETTER_SPACE;
    if (lang == JB_EN)
        return LETTER_LATIN;
    if (is_chinese_mark(c))
        return LETTER_MARK;
    if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN)
        return LETTER_HAN;
    if (g_unichar_isdigit(c) || c == '%')
        return LETTER_DIGIT;
    return g_unichar_isalpha(c) ? LETTER_LATIN : LETTER_OTHER;
}

static void add_letter(struct letters *letters, struct letter letter, uint32_t *han)
{
    letter.han = *han;
    *han += letter.kind == LETTER_HAN;
    g_array_append_val(letters->row, letter);
}

static enum letter_kind kind_of_piece(const struct jb_piece *piece)
{
    if (piece->kind == JB_PIECE_BREAK)
        return LETTER_NONE;
    if (piece->lang == JB_EN)
        return LETTER_LATIN;
    return piece->form == JB_FORM_BARE || piece->form == JB_FORM_SHARE ? LETTER_DIGIT : LETTER_HAN;
}

/* A hundred pages: what a half holds beyond is not looked at, so that memory stays bounded. */
enum { MOST_LETTERS = 200000 };

static void add_text(struct letters *letters, const struct jb_piece *piece, uint32_t i,
                     uint32_t *han)
{
    for (const char *at = piece->text; *at && letters->row->len < MOST_LETTERS;
         at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        add_letter(
            letters,
            (struct letter){
                .c = c, .kind = kind_of(c, piece->lang), .lang = piece->lang, .piece = i, .at = at},
            han);
    }
}

struct letters letters_new(const struct jb_half *half)
{
    struct letters letters = {half, g_array_new(FALSE, FALSE, sizeof(struct letter))};
    uint32_t han = 0;

    for (uint32_t i = 0; i < half->count && letters.row->len < MOST_LETTERS; i++) {
        const struct jb_piece *piece = &half->pieces[i];
        struct letter whole = {.kind = kind_of_piece(piece), .lang = piece->lang, .piece = i};

        if (piece->kind == JB_PIECE_TEXT)
            add_text(&letters, piece, i, &han);
        else
            add_letter(&letters, whole, &han);
    }
    return letters;
}

void letters_free(struct letters *letters)
{
    g_array_free(letters->row, TRUE);
}

struct letter letter_at(const struct letters *letters, gint64 i)
{
    if (i < 0 || i >= letters->row->len)
        return (struct letter){.kind = LETTER_NONE};
    return g_array_index(letters->row, struct letter, i);
}

struct letter letter_before(const struct letters *letters, gint64 i)
{
    do
        i--;
    while (letter_at(letters, i).kind == LETTER_SPACE);
    return letter_at(letters, i);
}

struct letter letter_after(const struct letters *letters, gint64 i)
{
    do
        i++;
    while (letter_at(letters, i).kind == LETTER_SPACE);
    return letter_at(letters, i);
}
