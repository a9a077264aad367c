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

/* What stands in the source, to place the finding on the character itself. Where references such
 * as &#x2F00; stand in the text, the finding is on the whole piece. */
static struct jb_span character_span(const struct jb_sources *sources, const struct jb_piece *piece,
                                     const char *at)
{
    const struct jb_source *source = jb_source_find(sources, piece->span.source);
    struct jb_span span = piece->span;
    size_t length = (size_t)(g_utf8_next_char(at) - at);
    const char *found;

    if (!source)
        return span;
    found = g_strstr_len(
        source->text + span.start, (gssize)(span.end - span.start),
        (char[8]){at[0], length > 1 ? at[1] : 0, length > 2 ? at[2] : 0, length > 3 ? at[3] : 0});
    if (!found)
        return span;
    span.start = (uint32_t)(found - source->text);
    span.end = span.start + (uint32_t)length;
    return span;
}

static void report_character(struct jb_arena *arena, struct jb_sink *sink, int message,
                             const struct jb_piece *piece, const char *at)
{
    gssize length = g_utf8_next_char(at) - at;
    const char *character = jb_arena_dup_span(arena, at, (size_t)length);
    const char *code = jb_arena_print(arena, "U+%04X", g_utf8_get_char(at));
    char *meant = g_utf8_normalize(at, length, G_NORMALIZE_NFKC);

    jb_report(sink, &jb_check_messages[message], character_span(jb_sink_sources(sink), piece, at),
              character, code, meant ? meant : character, NULL);
    g_free(meant);
}

void check_characters(struct jb_arena *arena, const struct jb_half *half, struct jb_sink *sink)
{
    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];

        if (piece->kind != JB_PIECE_TEXT)
            continue;
        for (const char *at = piece->text; *at; at = g_utf8_next_char(at)) {
            gunichar c = g_utf8_get_char(at);

            if (is_radical(c))
                report_character(arena, sink, SAY_RADICAL, piece, at);
            else if (is_full_width(c))
                report_character(arena, sink, SAY_FULL_WIDTH, piece, at);
        }
    }
}
