#include <string.h>

#include "check/check-private.h"
#include "check/letters-private.h"
#include "check/messages-private.h"

/* Marks of Chinese that English has in another form; “ ” ‘ ’ … and the dash serve both. */
static const struct wide_mark {
    gunichar c;
    const char *meant;
} wide_marks[] = {
    {0xFF0C, ","}, {0x3001, ","}, {0x3002, "."}, {0xFF0E, "."}, {0xFF1A, ":"},
    {0xFF1B, ";"}, {0xFF1F, "?"}, {0xFF01, "!"}, {0xFF08, "("}, {0xFF09, ")"},
    {0xFF02, "“"}, {0xFF07, "’"}, {0x300A, "“"}, {0x300B, "”"}, {0x300C, "“"},
    {0x300D, "”"}, {0x3008, "‘"}, {0x3009, "’"}, {0x300E, "‘"}, {0x300F, "’"},
    {0x3010, "["}, {0x3011, "]"}, {0xFF0D, "-"}, {0xFF5E, "–"}, {0xFF0F, "/"},
};

static void find_wide_marks(const struct letters *letters, GArray *slips)
{
    for (guint i = 0; i < letters->row->len; i++) {
        struct letter letter = letter_at(letters, i);

        for (size_t k = 0; letter.lang == JB_EN && k < G_N_ELEMENTS(wide_marks); k++)
            if (letter.c == wide_marks[k].c)
                add_slip(slips, i, 1, wide_marks[k].meant);
    }
}

static gint compare_slips(gconstpointer a, gconstpointer b)
{
    const struct slip *first = a, *second = b;

    return first->index < second->index ? -1 : first->index > second->index;
}

static void report_slip(struct jb_arena *arena, const struct letters *letters,
                        const struct slip *slip, struct place_finder *finder, struct jb_sink *sink)
{
    struct letter first = letter_at(letters, slip->index);
    struct letter last = letter_at(letters, slip->index + slip->count - 1);
    const char *end = g_utf8_next_char(last.at);
    const struct jb_piece *piece = &letters->half->pieces[first.piece];
    int message = first.lang == JB_ZH ? SAY_LATIN_MARK : SAY_CHINESE_MARK;

    if (finder->piece != piece)
        *finder = place_finder_new(jb_sink_sources(sink), piece);
    jb_report(sink, &jb_check_messages[message], place_finder_find(finder, first.at, end),
              jb_arena_dup_span(arena, first.at, (size_t)(end - first.at)), slip->meant, NULL);
}

/* Most halves hold nothing to look at: then they are not taken apart. */
static bool is_suspect(const struct jb_half *half)
{
    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];

        if (piece->kind != JB_PIECE_TEXT)
            continue;
        if (piece->lang == JB_ZH && strpbrk(piece->text, ",.;:?!()\"'-"))
            return true;
        /* the first bytes of U+3001 …, U+FF01 … and U+FF5E */
        if (piece->lang == JB_EN &&
            (strstr(piece->text, "\xE3\x80") || strstr(piece->text, "\xEF\xBC") ||
             strstr(piece->text, "\xEF\xBD")))
            return true;
    }
    return false;
}

static void check_letters(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink)
{
    struct letters letters = letters_new(half);
    GArray *slips = g_array_new(FALSE, FALSE, sizeof(struct slip));
    struct place_finder finder = {.piece = NULL};

    find_latin_marks(&letters, slips);
    find_brackets(&letters, slips);
    find_wide_marks(&letters, slips);
    g_array_sort(slips, compare_slips);
    for (guint i = 0; i < slips->len; i++)
        report_slip(arena, &letters, &g_array_index(slips, struct slip, i), &finder, sink);
    g_array_free(slips, TRUE);
    letters_free(&letters);
}

void check_punctuation(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink)
{
    if (is_suspect(half))
        check_letters(arena, half, sink);
}
