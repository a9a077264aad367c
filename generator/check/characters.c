#include <glib.h>

#include "check/check-private.h"
#include "check/messages-private.h"

/* Kangxi radicals and the radicals' supplement: what some PDFs give back for characters. */
static bool is_radical(gunichar c)
{
    return c >= 0x2E80 && c <= 0x2FDF;
}

/* Full-width digits, letters and percent sign; full-width punctuation is right in Chinese. */
static bool is_full_width(gunichar c)
{
    return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
           (c >= 0xFF41 && c <= 0xFF5A) || c == 0xFF05;
}

static void report_character(struct jb_arena *arena, struct jb_sink *sink, int message,
                             struct jb_span span, const char *at)
{
    gssize length = g_utf8_next_char(at) - at;
    const char *character = jb_arena_dup_span(arena, at, (size_t)length);
    const char *code = jb_arena_print(arena, "U+%04X", g_utf8_get_char(at));
    char *meant = g_utf8_normalize(at, length, G_NORMALIZE_NFKC);

    jb_report(sink, &jb_check_messages[message], span, character, code, meant ? meant : character,
              NULL);
    g_free(meant);
}

static void check_piece(struct jb_arena *arena, const struct jb_piece *piece, struct jb_sink *sink)
{
    struct place_finder finder = place_finder_new(jb_sink_sources(sink), piece);

    for (const char *at = piece->text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (is_radical(c) || is_full_width(c))
            report_character(arena, sink, is_radical(c) ? SAY_RADICAL : SAY_FULL_WIDTH,
                             place_finder_find(&finder, at, g_utf8_next_char(at)), at);
    }
}

void check_characters(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink)
{
    for (uint32_t i = 0; i < half->count; i++)
        if (half->pieces[i].kind == JB_PIECE_TEXT)
            check_piece(arena, &half->pieces[i], sink);
}
