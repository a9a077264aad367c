#include <string.h>

#include "bind/bind-private.h"
#include "bind/messages-private.h"
#include "figures/figures.h"

static struct jb_run *last_run(const struct writing *writing)
{
    GArray *runs = writing->runs;

    return runs->len ? &g_array_index(runs, struct jb_run, runs->len - 1) : NULL;
}

void add_run(struct writing *writing, const struct scope *scope, struct jb_run run)
{
    run.style = scope->style;
    run.marks |= writing->marks;
    run.link = run.link ? run.link : scope->link;
    g_array_append_val(writing->runs, run);
}

/* What is left out between two spaces leaves one. */
void write_text(struct writing *writing, const struct scope *scope, const char *text,
                uint32_t origin)
{
    const struct jb_run *last = last_run(writing);

    if (*text == ' ' && last && last->length && last->text[last->length - 1] == ' ')
        text++;
    if (*text == '\0')
        return;
    add_run(writing, scope,
            (struct jb_run){.kind = JB_RUN_TEXT,
                            .lang = scope->lang,
                            .text = text,
                            .length = (uint32_t)strlen(text),
                            .origin = origin});
}

/* --- halves of the record --------------------------------------------------------------------- */

static bool word_quote(struct binder *binder, const struct jb_piece *piece,
                       struct jb_wording *wording)
{
    struct jb_quote quote = {.measure = &binder->record->measures[piece->measure],
                             .unit = &binder->record->units[piece->unit],
                             .form = piece->form,
                             .starts = piece->starts};

    return jb_figure_quote(binder->arena, &quote, piece->lang, wording);
}

static uint32_t link_to(struct binder *binder, const struct jb_piece *piece)
{
    if (!piece->href)
        return 0;
    return add_link(binder, (struct jb_link){.uri = piece->href, .about = piece->href});
}

static void add_stretch(struct writing *writing, const struct scope *scope, struct jb_run run,
                        uint32_t length, uint32_t marks)
{
    run.length = length;
    run.marks |= marks;
    if (length > 0)
        add_run(writing, scope, run);
}

/* Number and unit stay on one line (R07, R53); a hedge before them and a long noun's end need
 * not. */
static void write_quote(struct writing *writing, const struct scope *scope,
                        const struct jb_node *node, const struct jb_piece *piece, struct jb_run run)
{
    struct binder *binder = writing->binder;
    struct jb_wording wording;

    if (!word_quote(binder, piece, &wording)) {
        jb_report_both(binder->sink, &jb_bind_messages[SAY_NO_FORM], piece->span, node->span,
                       binder->record->measures[piece->measure].id, jb_form_name(piece->form),
                       NULL);
        return;
    }
    run.text = wording.text;
    add_stretch(writing, scope, run, wording.kept_start, 0);
    run.text = wording.text + wording.kept_start;
    add_stretch(writing, scope, run, wording.kept_end - wording.kept_start, JB_TEXT_NOBR);
    run.text = wording.text + wording.kept_end;
    add_stretch(writing, scope, run, (uint32_t)strlen(run.text), 0);
}

/* Emphasis is told by the strong face: there is no Chinese italic. */
static uint32_t shown_marks(uint32_t marks)
{
    return marks & JB_TEXT_EM ? marks | JB_TEXT_STRONG : marks;
}

void write_piece(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                 const struct jb_piece *piece)
{
    struct jb_run run = {.kind = piece->kind == JB_PIECE_BREAK ? JB_RUN_BREAK : JB_RUN_TEXT,
                         .lang = piece->lang,
                         .marks = shown_marks(piece->marks),
                         .text = piece->text,
                         .length = piece->text ? (uint32_t)strlen(piece->text) : 0,
                         .link = link_to(writing->binder, piece),
                         .origin = add_origin(writing->binder, node->span, piece->span)};

    /* the words round a forced end of a line are two words to those who listen */
    if (piece->kind == JB_PIECE_BREAK && piece->lang == JB_EN)
        write_text(writing, scope, " ", run.origin);
    if (piece->kind == JB_PIECE_QUOTE)
        write_quote(writing, scope, node, piece, run);
    else
        add_run(writing, scope, run);
}

/* What stands in an attribute, a name or a reason, may be of either language. */
static enum jb_lang language_of(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_get_script(g_utf8_get_char(at)) == G_UNICODE_SCRIPT_HAN)
            return JB_ZH;
    return JB_EN;
}

/* A half that is knowingly missing says so on the page (R74). */
static void write_missing(struct writing *writing, const struct scope *scope,
                          const struct jb_half *half, uint32_t origin)
{
    static const char *const marks[JB_LANGS][2] = {{"［缺中文：", "］"},
                                                   {"[Not translated: ", "]"}};
    const char *reason = half->missing_reason ? half->missing_reason : "";
    struct scope inner = *scope;

    inner.lang = language_of(reason);
    write_text(writing, scope, marks[scope->lang][0], origin);
    write_text(writing, &inner, reason, origin);
    write_text(writing, scope, marks[scope->lang][1], origin);
}

void write_half(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                const struct jb_half *half)
{
    if (half->missing)
        write_missing(writing, scope, half, add_origin(writing->binder, node->span, half->span));
    if (writing->binder->template->notes) {
        write_half_with_notes(writing, scope, node, half);
        return;
    }
    for (uint32_t i = 0; i < half->count; i++)
        write_piece(writing, scope, node, &half->pieces[i]);
}

const char *half_text(struct binder *binder, const struct jb_half *half)
{
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];
        struct jb_wording wording = {.text = piece->text};

        if (piece->note && binder->template->notes)
            continue;
        if (piece->kind == JB_PIECE_QUOTE)
            word_quote(binder, piece, &wording);
        g_string_append(text, wording.text ? wording.text : " ");
    }
    copy = jb_arena_dup_span(binder->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

const char *one_text(struct binder *binder, const char *const texts[JB_LANGS])
{
    if (binder->langs == JB_BOTH)
        return jb_arena_print(binder->arena, "%s %s", texts[JB_ZH], texts[JB_EN]);
    return texts[jb_langs_have(binder->langs, JB_ZH) ? JB_ZH : JB_EN];
}

/* --- nodes of the template -------------------------------------------------------------------- */

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

static void write_slot(struct writing *writing, const struct scope *scope, enum jb_run_kind kind,
                       uint32_t target, uint32_t origin)
{
    add_run(writing, scope,
            (struct jb_run){.kind = kind, .lang = scope->lang, .target = target, .origin = origin});
}

static void write_strong(struct writing *writing, const struct scope *scope,
                         const struct jb_node *node)
{
    uint32_t marks = writing->marks;

    writing->marks |= JB_TEXT_STRONG;
    write_nodes(writing, scope, node->children, node->child_count);
    writing->marks = marks;
}

static void write_selected_half(struct writing *writing, const struct scope *scope,
                                const struct jb_node *node)
{
    const struct jb_pair *pair = select_pair(writing->binder, scope, node);

    if (pair)
        write_half(writing, scope, node, &pair->half[scope->lang]);
}

static void write_page_of(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node, uint32_t origin)
{
    const struct jb_xml_node *element = select_one(writing->binder, scope, node);

    if (element)
        write_slot(writing, scope, JB_RUN_PAGE_OF,
                   find_target(writing->binder, element, node->span), origin);
}

static void write_running(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node, uint32_t origin)
{
    if (!scope->running)
        report_here(writing->binder, SAY_RUNNING_IN_BODY, node, scope, NULL);
    add_run(
        writing, scope,
        (struct jb_run){
            .kind = JB_RUN_RUNNING, .lang = scope->lang, .level = node->level, .origin = origin});
}

static void write_wording(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node)
{
    const struct jb_node *half = literal_half(node, scope->lang);

    if (half)
        write_nodes(writing, scope, half->children, half->child_count);
}

static void write_each(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node)
{
    const struct jb_xml_node **elements;
    uint32_t count;

    if (!select_all(writing->binder, scope, node, &elements, &count))
        return;
    for (uint32_t i = 0; i < count; i++) {
        struct scope inner = scope_at(scope, elements[i], i, count);

        write_nodes(writing, &inner, node->children, node->child_count);
    }
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

/* What holds other nodes; false for what does not. */
static bool write_control(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node)
{
    switch (node->kind) {
    case JB_NODE_STRONG: write_strong(writing, scope, node); return true;
    case JB_NODE_WORDING: write_wording(writing, scope, node); return true;
    case JB_NODE_EACH: write_each(writing, scope, node); return true;
    case JB_NODE_IF:
        if (test_holds(writing->binder, scope, node))
            write_nodes(writing, scope, node->children, node->child_count);
        return true;
    default: return false;
    }
}

static void write_node(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node)
{
    struct binder *binder = writing->binder;
    const struct jb_record *record = binder->record;
    uint32_t origin;

    if (!take_step(binder, scope, node) || !stands(binder, scope, node) ||
        write_control(writing, scope, node))
        return;
    origin = node_origin(binder, node, scope);
    switch (node->kind) {
    case JB_NODE_TEXT: write_text(writing, scope, node->text, origin); break;
    case JB_NODE_VALUE: write_value(writing, scope, node, origin); break;
    case JB_NODE_HALF: write_selected_half(writing, scope, node); break;
    case JB_NODE_FIGURE: write_figure(writing, scope, node, origin); break;
    case JB_NODE_UNIT: write_unit(writing, scope, node, origin); break;
    case JB_NODE_DATE: write_date(writing, scope, node, origin); break;
    case JB_NODE_PERIOD: write_period(writing, scope, node, origin); break;
    case JB_NODE_STATUS: write_status(writing, scope, node, origin); break;
    case JB_NODE_SCHEDULE:
        write_text(writing, scope,
                   jb_arena_print(binder->arena, "%d%%", jb_schedule_percent(record)), origin);
        break;
    case JB_NODE_PAGE_NUMBER: write_slot(writing, scope, JB_RUN_PAGE_NUMBER, 0, origin); break;
    case JB_NODE_PAGE_COUNT: write_slot(writing, scope, JB_RUN_PAGE_COUNT, 0, origin); break;
    case JB_NODE_PAGE_OF: write_page_of(writing, scope, node, origin); break;
    case JB_NODE_LINE_BREAK: write_slot(writing, scope, JB_RUN_BREAK, 0, origin); break;
    case JB_NODE_NAME: write_name(writing, scope, node, origin); break;
    case JB_NODE_WORD: write_word(writing, scope, node, origin); break;
    case JB_NODE_OTHER_EDITION: write_other_edition(writing, scope, origin); break;
    case JB_NODE_RUNNING: write_running(writing, scope, node, origin); break;
    default: break;
    }
}

void write_nodes(struct writing *writing, const struct scope *scope, const struct jb_node *nodes,
                 uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        write_node(writing, scope, &nodes[i]);
}

/* Spaces at the ends come from parts of the template that had nothing to say. */
static void trim(GArray *runs)
{
    while (runs->len > 0) {
        struct jb_run *first = &g_array_index(runs, struct jb_run, 0);

        while (first->kind == JB_RUN_TEXT && first->length && first->text[0] == ' ') {
            first->text++;
            first->length--;
        }
        if (first->kind != JB_RUN_TEXT || first->length)
            break;
        g_array_remove_index(runs, 0);
    }
    while (runs->len > 0) {
        struct jb_run *last = &g_array_index(runs, struct jb_run, runs->len - 1);

        while (last->kind == JB_RUN_TEXT && last->length && last->text[last->length - 1] == ' ')
            last->length--;
        if (last->kind != JB_RUN_TEXT || last->length)
            break;
        g_array_set_size(runs, runs->len - 1);
    }
}

/* The texts of an entry are read as one: a space, which is not seen at a line's end, parts them. */
static void separate(struct writing *writing, const struct scope *scope, uint32_t origin)
{
    struct scope latin = *scope;

    latin.lang = JB_EN;
    if (writing->runs->len > 0)
        write_text(writing, &latin, " ", origin);
}

struct jb_para *close_para(struct writing *writing, const struct scope *scope, enum jb_role role,
                           uint32_t origin)
{
    struct binder *binder = writing->binder;
    struct jb_para *para = JB_NEW(binder->arena, struct jb_para);
    GArray *runs = writing->runs;

    trim(runs);
    if (scope->in_contents)
        separate(writing, scope, origin);
    *para = (struct jb_para){
        .runs = jb_arena_dup(binder->arena, runs->data, runs->len * sizeof(struct jb_run)),
        .count = runs->len,
        .lang = scope->lang,
        .style = scope->style,
        .role = role,
        .origin = origin,
    };
    g_array_free(runs, TRUE);
    writing->runs = NULL;
    return para;
}
