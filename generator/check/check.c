#include "check/check.h"

#include "check/check-private.h"
#include "check/messages-private.h"

/* Which half last quoted a measure: counted up from one half to the next, so that it need not be
 * cleared. */
struct marks {
    uint32_t *by;
    uint32_t now;
};

struct check {
    struct jb_arena *arena;
    const struct jb_record *record;
    struct jb_sink *sink;
    struct marks marks;
};

static void mark_quotes(struct marks *marks, const struct jb_half *half)
{
    marks->now++;
    for (uint32_t i = 0; i < half->count; i++)
        if (half->pieces[i].kind == JB_PIECE_QUOTE)
            marks->by[half->pieces[i].measure] = marks->now;
}

/* What stands in the element that quotes a measure. */
static const char *quote_attributes(struct jb_arena *arena, const struct jb_record *record,
                                    const struct jb_measure *measure)
{
    if (measure->of == JB_NO_INDEX)
        return jb_arena_print(arena, "of=\"%s\"", measure->id);
    return jb_arena_print(arena, "of=\"%s\" period=\"%d-Q%d\"", record->measures[measure->of].id,
                          measure->year, measure->quarter);
}

/* R90: both halves of a pair quote the same set of measures. */
static void check_quotes(struct check *check, const struct jb_pair *pair, enum jb_lang lang)
{
    const struct jb_half *half = &pair->half[lang];
    const struct jb_half *other = &pair->half[lang == JB_ZH ? JB_EN : JB_ZH];
    int message = lang == JB_ZH ? SAY_PARITY : SAY_PARITY_EN;

    mark_quotes(&check->marks, other);
    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];
        const struct jb_measure *measure;

        if (piece->kind != JB_PIECE_QUOTE || check->marks.by[piece->measure] == check->marks.now)
            continue;
        measure = &check->record->measures[piece->measure];
        if (!measure->faulty)
            jb_report_both(check->sink, &jb_check_messages[message], piece->span, other->span,
                           pair->id, measure->id,
                           quote_attributes(check->arena, check->record, measure), NULL);
    }
}

static void check_missing(const struct jb_pair *pair, struct jb_sink *sink)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (pair->half[lang].missing && !pair->half[lang].faulty)
            jb_report(sink, &jb_check_messages[SAY_UNTRANSLATED], pair->half[lang].span, pair->id,
                      jb_lang_name(lang), pair->half[lang].missing_reason, NULL);
}

/* Of what is missing or at fault nothing can be said. */
static bool is_comparable(const struct jb_half *half)
{
    return !half->missing && !half->faulty;
}

static void check_pair(struct check *check, const struct jb_pair *pair)
{
    check_missing(pair, check->sink);
    if (is_comparable(&pair->half[JB_ZH]) && is_comparable(&pair->half[JB_EN]))
        for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
            check_quotes(check, pair, lang);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        check_characters(check->arena, &pair->half[lang], check->sink);
        check_punctuation(check->arena, &pair->half[lang], check->sink);
    }
}

/* A count of the plan is compared only with what the edition says to be told without gaps. */
static void check_count(const struct check *check, const struct jb_measure *measure)
{
    static const char *const elements[JB_COUNTS] = {"", "theme", "item", "sub-item", "project"};
    const struct jb_told *told = &check->record->told[measure->counts];
    struct jb_decimal count = jb_decimal_from(told->count);

    if (measure->counts == JB_COUNT_NONE || !told->complete || measure->faulty ||
        !measure->has_value || measure->is_bound || jb_decimal_compare(measure->value, count) == 0)
        return;
    jb_report_both(check->sink, &jb_check_messages[SAY_COUNT_DIFFERS], measure->span, told->span,
                   measure->id, jb_decimal_text(check->arena, measure->value, false),
                   jb_decimal_text(check->arena, count, false), elements[measure->counts], NULL);
}

static void check_measure(const struct check *check, const struct jb_measure *measure)
{
    if (measure->missing && !measure->faulty)
        jb_report(check->sink, &jb_check_messages[SAY_FIGURE_TO_COME], measure->span, measure->id,
                  measure->missing, NULL);
    check_count(check, measure);
}

void jb_check(struct jb_arena *arena, const struct jb_record *record, struct jb_sink *sink)
{
    struct check check = {.arena = arena, .record = record, .sink = sink};

    check.marks.by = JB_NEW_ARRAY(arena, uint32_t, record->measure_count);
    for (uint32_t i = 0; i < record->pair_count; i++)
        check_pair(&check, &record->pairs[i]);
    for (uint32_t i = 0; i < record->measure_count; i++)
        check_measure(&check, &record->measures[i]);
}
