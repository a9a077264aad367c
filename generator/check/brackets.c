#include "check/letters-private.h"

/* Something that opened, and the letter at which it did. */
struct opening {
    gint64 at;
    gunichar c;
};

static bool touches(const struct letters *letters, gint64 opening, gint64 closing)
{
    struct letter before = letter_at(letters, opening - 1), after = letter_at(letters, closing + 1);

    return before.kind == LETTER_HAN || after.kind == LETTER_HAN;
}

static bool holds_chinese(const struct letters *letters, gint64 opening, gint64 closing)
{
    return letter_at(letters, closing).han > letter_at(letters, opening).han;
}

/* "f(x)" and "HPV(16)" are Latin words of which the brackets are a part. */
static bool belongs_to_word(const struct letters *letters, gint64 opening)
{
    enum letter_kind before = letter_at(letters, opening - 1).kind;

    return before == LETTER_LATIN || before == LETTER_DIGIT;
}

static void close_bracket(const struct letters *letters, struct opening opening, gint64 closing,
                          GArray *slips)
{
    bool latin_opening = opening.c == '(', latin_closing = letter_at(letters, closing).c == ')';
    bool wrong = holds_chinese(letters, opening.at, closing) || latin_opening != latin_closing ||
                 (touches(letters, opening.at, closing) && !belongs_to_word(letters, opening.at));

    if (wrong && latin_opening)
        add_slip(slips, opening.at, 1, "（");
    if (wrong && latin_closing)
        add_slip(slips, closing, 1, "）");
}

/* Brackets of both widths: a pair may be of one each. One without its other is left alone. */
static void find_round_brackets(const struct letters *letters, GArray *slips)
{
    GArray *open = g_array_new(FALSE, FALSE, sizeof(struct opening));

    for (gint64 i = 0; i < letters->row->len; i++) {
        struct letter letter = letter_at(letters, i);
        struct opening opening = {i, letter.c};

        if (letter.lang != JB_ZH)
            continue;
        if (letter.c == '(' || letter.c == 0xFF08)
            g_array_append_val(open, opening);
        if ((letter.c != ')' && letter.c != 0xFF09) || open->len == 0)
            continue;
        close_bracket(letters, g_array_index(open, struct opening, open->len - 1), i, slips);
        g_array_set_size(open, open->len - 1);
    }
    g_array_free(open, TRUE);
}

/* 5" and 6'30 are measures, Women's a word: no quotation begins after a Latin letter or a digit. */
static bool may_open(const struct letters *letters, gint64 i)
{
    return !belongs_to_word(letters, i);
}

/* Nor does one end inside a word. */
static bool may_close(const struct letters *letters, gint64 i)
{
    return !belongs_to_word(letters, i) || letter_at(letters, i + 1).kind != LETTER_LATIN;
}

static void find_quotation_marks(const struct letters *letters, gunichar mark, const char *opens,
                                 const char *closes, GArray *slips)
{
    gint64 opening = -1;

    for (gint64 i = 0; i < letters->row->len; i++) {
        struct letter letter = letter_at(letters, i);

        if (letter.lang != JB_ZH || letter.c != mark)
            continue;
        if (opening < 0) {
            opening = may_open(letters, i) ? i : -1;
        } else if (may_close(letters, i)) {
            if (holds_chinese(letters, opening, i) || touches(letters, opening, i)) {
                add_slip(slips, opening, 1, opens);
                add_slip(slips, i, 1, closes);
            }
            opening = -1;
        }
    }
}

void find_brackets(const struct letters *letters, GArray *slips)
{
    find_round_brackets(letters, slips);
    find_quotation_marks(letters, '"', "“", "”", slips);
    find_quotation_marks(letters, '\'', "‘", "’", slips);
}
