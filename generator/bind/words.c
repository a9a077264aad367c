#include <string.h>

#include "bind/bind-private.h"
#include "bind/messages-private.h"
#include "figures/figures.h"

/* What nodes of the template say of the record in words that are not its texts: figures, dates,
 * names, fixed words. */

static const char *figure_text(struct binder *binder, const struct jb_measure *measure,
                               enum jb_figure_as as, const struct scope *scope)
{
    enum jb_lang lang = scope->lang;
    /* 3.68万 is Chinese: where that is not set, all figures are whole */
    bool scaled = jb_langs_have(scope->langs, JB_ZH);
    const struct jb_unit *unit = &binder->record->units[measure->unit];
    struct jb_quote quote = {.measure = measure, .unit = unit, .form = JB_FORM_VALUE};
    struct jb_wording wording;
    const char *number, *shorter;

    if (measure->missing && !measure->has_value && (as == JB_AS_NUMBER || as == JB_AS_SHORT))
        return jb_word("missing", "", lang);
    switch (as) {
    case JB_AS_VALUE:
        return jb_figure_quote(binder->arena, &quote, lang, &wording) ? wording.text : NULL;
    case JB_AS_NUMBER: return jb_figure_number(binder->arena, measure);
    case JB_AS_SHORT:
        return !scaled ? jb_figure_number(binder->arena, measure)
                       : jb_figure_short(binder->arena, measure, unit);
    case JB_AS_TARGET: return jb_figure_target(binder->arena, measure);
    case JB_AS_SHARE: return jb_figure_share_text(binder->arena, measure);
    default: /* JB_AS_LONG */
        number = jb_figure_number(binder->arena, measure);
        shorter = jb_figure_short(binder->arena, measure, unit);
        return scaled && number && !g_str_has_prefix(shorter, number) ? number : NULL;
    }
}

static void write_figure(struct writing *writing, const struct scope *scope,
                         const struct jb_node *node, uint32_t origin)
{
    const struct jb_measure *measure = select_measure(writing->binder, scope, node);
    const char *text = measure ? figure_text(writing->binder, measure, node->as, scope) : NULL;
    uint32_t marks = writing->marks;

    writing->marks |= JB_TEXT_NOBR;
    if (text || node->text)
        write_text(writing, scope, text ? text : node->text, origin);
    writing->marks = marks;
}

static void write_unit(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node, uint32_t origin)
{
    const struct jb_measure *measure = select_measure(writing->binder, scope, node);
    struct scope inner = *scope;

    if (!measure || (node->has_lang && !jb_langs_have(scope->langs, node->lang)))
        return;
    inner.lang = node->has_lang ? node->lang : scope->lang;
    write_text(writing, &inner,
               jb_figure_unit(measure, &writing->binder->record->units[measure->unit], inner.lang),
               origin);
}

static void write_status(struct writing *writing, const struct scope *scope,
                         const struct jb_node *node, uint32_t origin)
{
    const struct jb_measure *measure = select_measure(writing->binder, scope, node);
    struct scope inner = *scope;

    if (!measure)
        return;
    inner.lang = node->has_lang ? node->lang : scope->lang;
    write_text(writing, &inner, status_word(writing->binder, measure, inner.lang), origin);
}

static const char *value_text(struct writing *writing, const struct scope *scope,
                              const struct jb_node *node)
{
    struct binder *binder = writing->binder;
    const char *error = NULL;
    const char *text = jb_xml_text(binder->query, node->path, scope->focus, binder->arena, &error);

    if (!text)
        report_here(binder, SAY_XPATH_FAILS, node, scope, error);
    return text ? text : "";
}

static void write_value(struct writing *writing, const struct scope *scope,
                        const struct jb_node *node, uint32_t origin)
{
    const char *text = value_text(writing, scope, node);
    size_t length = strlen(text);
    struct scope inner = *scope;
    bool number = length > 0 && strspn(text, "0123456789") == length;

    if (number && node->chinese_numerals)
        text = jb_numeral_zh(writing->binder->arena, g_ascii_strtoull(text, NULL, 10));
    else if (number && length < node->digits)
        text = jb_arena_print(writing->binder->arena, "%.*s%s", (int)(node->digits - length),
                              "000000000", text);
    if (language_of(text) == JB_ZH)
        inner.lang = JB_ZH;
    write_text(writing, &inner, text, origin);
}

static void write_date(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node, uint32_t origin)
{
    struct binder *binder = writing->binder;
    const char *text = value_text(writing, scope, node);
    struct jb_date date;

    if (jb_date_parse(text, &date))
        write_text(writing, scope, jb_date_text(binder->arena, date, scope->lang), origin);
    else
        report_here(binder, SAY_NO_DATE, node, scope, text);
}

static const struct jb_term *find_term(const struct jb_record *record, const char *id)
{
    for (uint32_t i = 0; i < record->term_count; i++)
        if (strcmp(record->terms[i].id, id) == 0)
            return &record->terms[i];
    return NULL;
}

static void write_name(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node, uint32_t origin)
{
    const char *id = value_text(writing, scope, node);
    const struct jb_term *term = find_term(writing->binder->record, id);

    if (term)
        write_text(writing, scope, term->name[scope->lang], origin);
    else
        report_here(writing->binder, SAY_NO_TERM, node, scope, id);
}

static void write_word(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node, uint32_t origin)
{
    const char *value = value_text(writing, scope, node);
    const char *word = jb_word(node->text, value, scope->lang);

    if (word)
        write_text(writing, scope, word, origin);
    else
        report_here(writing->binder, SAY_NO_WORD, node, scope, value);
}

static void write_schedule(struct writing *writing, const struct scope *scope,
                           const struct jb_node *node, uint32_t origin)
{
    struct binder *binder = writing->binder;
    struct jb_decimal percent = node->slightly_behind
                                    ? binder->template->slightly_behind
                                    : jb_decimal_from(jb_schedule_percent(binder->record));

    write_text(
        writing, scope,
        jb_arena_print(binder->arena, "%s%%", jb_decimal_text(binder->arena, percent, false)),
        origin);
}

static void write_period(struct writing *writing, const struct scope *scope,
                         const struct jb_node *node, uint32_t origin)
{
    static const char *(*const forms[])(struct jb_arena *, int, int,
                                        enum jb_lang) = {[JB_PERIOD_WORDS] = jb_period_text,
                                                         [JB_PERIOD_INSIDE] = jb_period_inside,
                                                         [JB_PERIOD_SHORT] = jb_period_short};
    const struct jb_record *record = writing->binder->record;

    write_text(
        writing, scope,
        forms[node->period_as](writing->binder->arena, record->year, record->quarter, scope->lang),
        origin);
}

static void write_other_edition(struct writing *writing, const struct scope *scope, uint32_t origin)
{
    struct binder *binder = writing->binder;
    struct scope inner = *scope;
    char *uri, *name;

    if (!binder->other)
        return;
    uri = g_uri_escape_string(binder->other, "/", TRUE);
    name = g_path_get_basename(binder->other);
    inner.link =
        add_link(binder, (struct jb_link){.uri = jb_arena_dup_text(binder->arena, uri),
                                          .about = jb_arena_dup_text(binder->arena, name)});
    write_text(writing, &inner, jb_arena_dup_text(binder->arena, name), origin);
    g_free(uri);
    g_free(name);
}

void write_said(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                uint32_t origin)
{
    switch (node->kind) {
    case JB_NODE_VALUE: write_value(writing, scope, node, origin); break;
    case JB_NODE_FIGURE: write_figure(writing, scope, node, origin); break;
    case JB_NODE_UNIT: write_unit(writing, scope, node, origin); break;
    case JB_NODE_STATUS: write_status(writing, scope, node, origin); break;
    case JB_NODE_SCHEDULE: write_schedule(writing, scope, node, origin); break;
    case JB_NODE_DATE: write_date(writing, scope, node, origin); break;
    case JB_NODE_PERIOD: write_period(writing, scope, node, origin); break;
    case JB_NODE_NAME: write_name(writing, scope, node, origin); break;
    case JB_NODE_WORD: write_word(writing, scope, node, origin); break;
    case JB_NODE_OTHER_EDITION: write_other_edition(writing, scope, origin); break;
    default: break;
    }
}
