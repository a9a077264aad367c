#include <glib.h>
#include <string.h>

#include "figures/figures.h"
#include "figures/number-private.h"

/* A hedge as the Chinese source writes it, where it stands there, and what English makes of it:
 * of things that are counted, of quantities, and as a sign in a table. */
struct hedge {
    const char *zh;
    bool follows; /* stands after the number: 3.6万余起 */
    const char *of_count;
    const char *of_quantity;
    const char *sign;
};

static const struct hedge hedges[] = {
    {"超", false, "more than ", "more than ", "> "},
    {"超过", false, "more than ", "more than ", "> "},
    {"余", true, "more than ", "more than ", "> "},
    {"多", true, "more than ", "more than ", "> "},
    {"近", false, "nearly ", "nearly ", "< "},
    {"约", false, "about ", "about ", "≈ "},
    {"不足", false, "fewer than ", "less than ", "< "},
    {"达", false, "as many as ", "as much as ", ""},
};

static const struct hedge *find_hedge(const char *zh)
{
    for (size_t i = 0; zh && i < G_N_ELEMENTS(hedges); i++)
        if (strcmp(hedges[i].zh, zh) == 0)
            return &hedges[i];
    return NULL;
}

static bool is_one(struct jb_decimal value)
{
    return jb_decimal_compare(value, jb_decimal_from(1)) == 0;
}

static const char *noun(const struct jb_unit *unit, struct jb_decimal value)
{
    return is_one(value) ? unit->en : unit->plural;
}

static struct jb_wording quantity_zh(struct jb_arena *arena, const struct jb_quote *quote,
                                     struct jb_decimal value, const struct hedge *hedge)
{
    const struct jb_unit *unit = quote->unit;
    const char *before = hedge && !hedge->follows ? hedge->zh : "";
    const char *after = hedge && hedge->follows ? hedge->zh : "";
    struct jb_wording wording = {
        .text = jb_arena_print(arena, "%s%s%s%s", before, jb_number_zh(arena, value, unit->scaled),
                               after, quote->form == JB_FORM_BARE ? "" : unit->zh)};

    wording.kept_start = (uint32_t)strlen(before);
    wording.kept_end = (uint32_t)strlen(wording.text);
    return wording;
}

static const char *number_en(struct jb_arena *arena, const struct jb_quote *quote,
                             struct jb_decimal value, bool capital)
{
    const char *word = quote->unit->counted ? jb_number_word(value, capital) : NULL;

    return word ? word : jb_number_en(arena, value, quote->unit->scaled);
}

static const char *hedge_en(struct jb_arena *arena, const struct jb_quote *quote,
                            const struct hedge *hedge)
{
    const char *words = quote->unit->counted ? hedge->of_count : hedge->of_quantity;

    return quote->starts ? jb_arena_print(arena, "%c%s", g_ascii_toupper(words[0]), words + 1)
                         : words;
}

/* Of a noun of several words the first stays with the number. */
static struct jb_wording quantity_en(struct jb_arena *arena, const struct jb_quote *quote,
                                     struct jb_decimal value, const struct hedge *hedge)
{
    const char *prefix = hedge ? hedge_en(arena, quote, hedge) : "";
    const char *number = number_en(arena, quote, value, quote->starts && !hedge);
    const char *name = quote->form == JB_FORM_BARE ? "" : noun(quote->unit, value);
    struct jb_wording wording = {
        .text = jb_arena_print(arena, "%s%s%s%s", prefix, number, *name ? " " : "", name)};

    wording.kept_start = (uint32_t)strlen(prefix);
    wording.kept_end = (uint32_t)(strlen(wording.text) - strlen(name) + strcspn(name, " "));
    return wording;
}

static struct jb_wording quantity(struct jb_arena *arena, const struct jb_quote *quote,
                                  struct jb_decimal value, const struct hedge *hedge,
                                  enum jb_lang lang)
{
    return lang == JB_ZH ? quantity_zh(arena, quote, value, hedge)
                         : quantity_en(arena, quote, value, hedge);
}

bool jb_figure_share(const struct jb_measure *measure, uint8_t scale, struct jb_decimal *percent)
{
    if (measure->has_value && !measure->is_bound && measure->has_target)
        return jb_decimal_ratio(measure->value, measure->target, 100, scale, percent);
    if (measure->has_share)
        return jb_decimal_ratio(measure->share, jb_decimal_from(1), 1, scale, percent);
    return false;
}

static struct jb_wording share(struct jb_arena *arena, const struct jb_measure *measure,
                               enum jb_lang lang)
{
    struct jb_wording wording = {.text = NULL};
    struct jb_decimal percent;

    if (!jb_figure_share(measure, 1, &percent))
        return wording;
    percent = jb_decimal_reduce(percent);
    if (lang == JB_ZH)
        wording.text = jb_arena_print(arena, "%s%%", jb_number_zh(arena, percent, false));
    else
        wording.text = jb_arena_print(arena, "%s percent", jb_number_en(arena, percent, false));
    wording.kept_end = (uint32_t)strlen(wording.text);
    return wording;
}

/* A figure that is knowingly missing says so on the page (R74). */
static struct jb_wording mark_missing(enum jb_lang lang)
{
    struct jb_wording wording = {.text = jb_word("missing", "", lang)};

    wording.kept_end = (uint32_t)strlen(wording.text);
    return wording;
}

/* Forms that need the value. */
static bool is_to_come(const struct jb_measure *measure, enum jb_form form)
{
    return measure->missing && !measure->has_value && form != JB_FORM_TARGET &&
           form != JB_FORM_CHANGE && !(form == JB_FORM_SHARE && measure->has_share);
}

bool jb_figure_quote(struct jb_arena *arena, const struct jb_quote *quote, enum jb_lang lang,
                     struct jb_wording *wording)
{
    const struct jb_measure *measure = quote->measure;
    bool exact = measure->has_value && !measure->is_bound;

    *wording = (struct jb_wording){.text = NULL};
    if (is_to_come(measure, quote->form)) {
        *wording = mark_missing(lang);
        return true;
    }
    switch (quote->form) {
    case JB_FORM_VALUE:
    case JB_FORM_BARE:
        if (measure->has_value)
            *wording = quantity(arena, quote, measure->value, find_hedge(measure->hedge), lang);
        break;
    case JB_FORM_TARGET:
        if (measure->has_target)
            *wording = quantity(arena, quote, measure->target, NULL, lang);
        break;
    case JB_FORM_REMAINING:
        if (measure->has_target && exact)
            *wording = quantity(arena, quote, jb_decimal_subtract(measure->target, measure->value),
                                NULL, lang);
        break;
    case JB_FORM_SHARE: *wording = share(arena, measure, lang); break;
    default: /* a change needs the edition before */ break;
    }
    return wording->text != NULL;
}

const char *jb_figure_number(struct jb_arena *arena, const struct jb_measure *measure)
{
    const struct hedge *hedge = find_hedge(measure->hedge);

    if (!measure->has_value)
        return NULL;
    return jb_arena_print(arena, "%s%s", hedge ? hedge->sign : "",
                          jb_number_en(arena, measure->value, false));
}

const char *jb_figure_target(struct jb_arena *arena, const struct jb_measure *measure)
{
    return measure->has_target ? jb_number_en(arena, measure->target, false) : NULL;
}

/* A sign is part of the figure, not a word beside it. */
static bool is_percent(const struct jb_unit *unit)
{
    return strcmp(unit->zh, "%") == 0;
}

const char *jb_figure_short(struct jb_arena *arena, const struct jb_measure *measure,
                            const struct jb_unit *unit)
{
    const struct hedge *hedge = find_hedge(measure->hedge);
    const char *scaled;

    if (!measure->has_value)
        return NULL;
    if (is_percent(unit))
        return jb_arena_print(arena, "%s%%", jb_figure_number(arena, measure));
    scaled = jb_number_zh(arena, measure->value, unit->scaled);
    if (!unit->scaled || strcmp(scaled, jb_number_zh(arena, measure->value, false)) == 0)
        return jb_figure_number(arena, measure);
    return jb_arena_print(arena, "%s%s", hedge ? hedge->sign : "", scaled);
}

const char *jb_figure_unit(const struct jb_measure *measure, const struct jb_unit *unit,
                           enum jb_lang lang)
{
    if (is_percent(unit))
        return "";
    if (lang == JB_ZH)
        return unit->zh;
    return measure->has_value ? noun(unit, measure->value) : unit->plural;
}

const char *jb_figure_share_text(struct jb_arena *arena, const struct jb_measure *measure)
{
    struct jb_decimal percent;

    if (!jb_figure_share(measure, 1, &percent))
        return NULL;
    return jb_arena_print(arena, "%s%%", jb_number_en(arena, percent, false));
}
