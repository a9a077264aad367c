#ifndef JB_FIGURES_FIGURES_H
#define JB_FIGURES_FIGURES_H

/* The one place that words figures: exact arithmetic, and its text in both languages (R90-R93). */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "model/language.h"
#include "model/record.h"

/* What a half says when it quotes a measure. */
struct jb_quote {
    const struct jb_measure *measure;
    const struct jb_unit *unit;
    enum jb_form form;
    bool starts; /* begins an English sentence: a word gets a capital */
};

/* Bytes [kept_start, kept_end) of text, the number with its unit, stay on one line (R07, R53). */
struct jb_wording {
    const char *text; /* "超过3万立方米", "more than 30,000 cubic metres" */
    uint32_t kept_start, kept_end;
};

/* False where the measure has no such form; wording->text is NULL then. */
bool jb_figure_quote(struct jb_arena *arena, const struct jb_quote *quote, enum jb_lang lang,
                     struct jb_wording *wording);

/* For tables: digits grouped ("36,800"), with a hedge's sign ("> 1,500"). */
const char *jb_figure_number(struct jb_arena *arena, const struct jb_measure *measure);

/* The target's digits, grouped; NULL where there is none. */
const char *jb_figure_target(struct jb_arena *arena, const struct jb_measure *measure);

/* For tables: with a scale word where there is one ("3.68万"), or the percent sign. */
const char *jb_figure_short(struct jb_arena *arena, const struct jb_measure *measure,
                            const struct jb_unit *unit);

/* The counter or noun alone: "人", "people"; nothing for percent. */
const char *jb_figure_unit(const struct jb_measure *measure, const struct jb_unit *unit,
                           enum jb_lang lang);

/* Value of target in percent, rounded half up to scale digits, or the share as published. */
bool jb_figure_share(const struct jb_measure *measure, uint8_t scale, struct jb_decimal *percent);

/* "25.0%": one digit after the point (R93). NULL where there is no share. */
const char *jb_figure_share_text(struct jb_arena *arena, const struct jb_measure *measure);

/* A whole number as headings count in Chinese: 一, 十, 十一, 二十, 一百零五; from 10,000 in digits.
 */
const char *jb_numeral_zh(struct jb_arena *arena, uint64_t number);

/* Percent of the year that is gone at the end of the quarter. */
int jb_schedule_percent(const struct jb_record *record);

/* R92: 2024年3月31日 / 31 March 2024; of a month 2024年12月 / December 2024; of a year 2024年 /
 * 2024; 2024年第一季度 / First quarter of 2024. */
const char *jb_date_text(struct jb_arena *arena, struct jb_date date, enum jb_lang lang);
const char *jb_period_text(struct jb_arena *arena, int year, int quarter, enum jb_lang lang);

/* The fixed word for a value of the vocabulary, to stand by itself: jb_word("role", "lead", JB_ZH)
 * is 牵头单位. Kinds: stage, role, status, investment, kind (of a measure), state (of an edition),
 * sign-off, votes, audience, missing (the mark of a figure to come, for which value is ""). NULL
 * where there is none. */
const char *jb_word(const char *kind, const char *value, enum jb_lang lang);

#endif
