#include "check/check.h"

#include <glib.h>

#include "check/check-private.h"
#include "check/messages-private.h"

static bool quotes(const struct jb_half *half, uint32_t measure)
{
    for (uint32_t i = 0; i < half->count; i++)
        if (half->pieces[i].kind == JB_PIECE_QUOTE && half->pieces[i].measure == measure)
            return true;
    return false;
}

/* R90: both halves of a pair quote the same set of measures. */
static void check_quotes(const struct jb_record *record, const struct jb_pair *pair,
                         enum jb_lang lang, struct jb_sink *sink)
{
    const struct jb_half *half = &pair->half[lang];
    const struct jb_half *other = &pair->half[lang == JB_ZH ? JB_EN : JB_ZH];
    int message = lang == JB_ZH ? SAY_PARITY : SAY_PARITY_EN;

    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];

        if (piece->kind == JB_PIECE_QUOTE && !quotes(other, piece->measure))
            jb_report_both(sink, &jb_check_messages[message], piece->span, other->span, pair->id,
                           record->measures[piece->measure].id, NULL);
    }
}

static void check_missing(const struct jb_pair *pair, struct jb_sink *sink)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (pair->half[lang].missing)
            jb_report(sink, &jb_check_messages[SAY_UNTRANSLATED], pair->half[lang].span, pair->id,
                      jb_lang_name(lang), pair->half[lang].missing_reason, NULL);
}

static void check_pair(struct jb_arena *arena, const struct jb_record *record,
                       const struct jb_pair *pair, struct jb_sink *sink)
{
    check_missing(pair, sink);
    if (!pair->half[JB_ZH].missing && !pair->half[JB_EN].missing)
        for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
            check_quotes(record, pair, lang, sink);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        check_characters(arena, &pair->half[lang], sink);
}

void jb_check(struct jb_arena *arena, const struct jb_record *record, struct jb_sink *sink)
{
    for (uint32_t i = 0; i < record->pair_count; i++)
        check_pair(arena, record, &record->pairs[i], sink);
}
