#include <string.h>

#include "exchange/edits-private.h"
#include "exchange/messages-private.h"

/* An edition becomes the next one: what holds for the year stays, what was true of the quarter goes
 * or becomes a reading, and what has to be told again waits, knowingly missing. */
struct advance {
    struct jb_arena *arena;
    const struct jb_xml *xml;
    const struct jb_sources *sources;
    struct edits *edits;
    const char *period; /* the one that ends */
};

/* In both languages, since it may be read in either. */
static const char figure_due[] = "待报 / figure due";
static const char text_due[] = "待写 / to be written";
static const char due_by[] = "jibao init";

static const struct jb_cause no_cause;

static void append_attribute(GString *out, const char *name, const char *value)
{
    char *escaped = value ? g_markup_escape_text(value, -1) : NULL;

    if (escaped)
        g_string_append_printf(out, " %s=\"%s\"", name, escaped);
    g_free(escaped);
}

/* --- measures --------------------------------------------------------------------------------- */

static bool is_told(const struct jb_xml_node *measure)
{
    return jb_xml_attribute(measure, "value") || jb_xml_attribute(measure, "bound");
}

static bool says(const struct jb_xml_node *node, const char *attribute, const char *word)
{
    const char *value = jb_xml_attribute(node, attribute);

    return value && strstr(value, word);
}

/* A plan and a criterion hold on, and so do the amounts of an investment but for what is done. */
static bool is_of_quarter(const struct jb_xml_node *measure)
{
    if (says(measure, "investment", "total") || says(measure, "investment", "plan"))
        return false;
    if (!jb_xml_attribute(measure, "kind"))
        return !jb_xml_is(jb_xml_parent(measure), "plan");
    return !says(measure, "kind", "plan") && !says(measure, "kind", "criterion");
}

static const struct jb_xml_node *last_child(const struct jb_xml_node *node)
{
    const struct jb_xml_node *last = NULL;

    for (node = jb_xml_first(node); node; node = jb_xml_next(node))
        last = node;
    return last;
}

/* Its own line below the last child, or the first thing in the element. */
static void insert_child(const struct advance *advance, const struct jb_xml_node *node,
                         const char *child)
{
    const struct jb_xml_node *last = last_child(node);
    struct jb_span tag = jb_xml_span(advance->xml, node), at;
    const char *newline = edits_newline(advance->edits, tag.source);
    const char *outer = edits_indentation(advance->edits, tag);
    bool empty = jb_xml_is_empty_tag(advance->xml, node);
    char *text;

    if (last) {
        at = edits_place(advance->edits, last);
        text = g_strdup_printf("%s%s%s", newline, edits_indentation(advance->edits, at), child);
        at.start = at.end;
    } else {
        at = (struct jb_span){tag.source, empty ? tag.end - 2 : tag.end, tag.end};
        text = g_strdup_printf("%s%s%s  %s%s%s%s%s%s", empty ? ">" : "", newline, outer, child,
                               newline, outer, empty ? "</" : "", empty ? jb_xml_name(node) : "",
                               empty ? ">" : "");
    }
    edits_replace(advance->edits, at, text, no_cause);
    g_free(text);
}

static void keep_reading(const struct advance *advance, const struct jb_xml_node *measure)
{
    static const char *const names[] = {"value", "bound", "hedge", "source"};
    GString *reading = g_string_new("<reading");

    append_attribute(reading, "period", advance->period);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        append_attribute(reading, names[i], jb_xml_attribute(measure, names[i]));
    g_string_append(reading, "/>");
    insert_child(advance, measure, reading->str);
    g_string_free(reading, TRUE);
}

static void advance_measure(const struct advance *advance, const struct jb_xml_node *measure)
{
    static const char *const of_quarter[] = {"value", "bound", "hedge", "share", "source"};
    bool told = is_told(measure);

    if (!is_of_quarter(measure) ||
        (!told && !jb_xml_attribute(measure, "share") && !jb_xml_attribute(measure, "missing")))
        return;
    if (told)
        keep_reading(advance, measure);
    for (size_t i = 0; i < G_N_ELEMENTS(of_quarter); i++)
        edits_attribute(advance->edits, measure, of_quarter[i], NULL, no_cause);
    edits_attribute(advance->edits, measure, "missing", figure_due, no_cause);
    edits_attribute(advance->edits, measure, "by", due_by, no_cause);
}

/* --- texts ------------------------------------------------------------------------------------ */

/* Both halves wait to be written. */
static void empty_pair(const struct advance *advance, const struct jb_xml_node *pair)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const char *name = jb_lang_name(lang);
        const struct jb_xml_node *half = jb_xml_child(pair, name);
        GString *text = g_string_new(NULL);

        g_string_append_printf(text, "<%s", name);
        append_attribute(text, "missing", text_due);
        append_attribute(text, "by", due_by);
        g_string_append(text, "/>");
        if (half)
            edits_replace(advance->edits, edits_place(advance->edits, half), text->str, no_cause);
        g_string_free(text, TRUE);
    }
}

static bool is_in(const struct jb_xml_node *node, const char *const *names)
{
    for (; *names; names++)
        if (jb_xml_is(node, *names))
            return true;
    return false;
}

/* The first paragraph that the public reads, else the first one. */
static const struct jb_xml_node *first_paragraph(const struct jb_xml_node *progress)
{
    for (const struct jb_xml_node *node = jb_xml_first(progress); node; node = jb_xml_next(node))
        if (jb_xml_is(node, "p") && !says(node, "audience", "internal"))
            return node;
    return jb_xml_child(progress, "p");
}

/* One paragraph is left, as the place where the text goes. */
static void advance_progress(const struct advance *advance, const struct jb_xml_node *progress)
{
    const struct jb_xml_node *kept = first_paragraph(progress);

    if (!kept) {
        edits_remove(advance->edits, progress);
        return;
    }
    empty_pair(advance, kept);
    for (const struct jb_xml_node *node = jb_xml_first(progress); node; node = jb_xml_next(node))
        if (node != kept)
            edits_remove(advance->edits, node);
}

/* A title names what goes on through the year; the edition's own tells the quarter. */
static bool waits(const struct jb_xml_node *node)
{
    return jb_xml_is(node, "lead") ||
           (jb_xml_is(node, "title") && !jb_xml_parent(jb_xml_parent(node)));
}

static void advance_element(const struct advance *advance, const struct jb_xml_node *node)
{
    static const char *const of_quarter[] = {"status",  "next",     "note",       "votes",
                                             "picture", "sign-off", "disclosure", NULL};
    static const char *const of_year[] = {"label", "target", "issuer", "title", "reading", NULL};
    const struct jb_xml_node *parent = jb_xml_parent(node), *child;
    bool of_edition = !jb_xml_parent(parent);

    if (is_in(node, of_quarter) || (of_edition && jb_xml_is(node, "source")))
        edits_remove(advance->edits, node);
    else if (waits(node))
        empty_pair(advance, node);
    else if (jb_xml_is(node, "progress"))
        advance_progress(advance, node);
    else if (jb_xml_is(node, "measure"))
        advance_measure(advance, node);
    else if (!is_in(node, of_year))
        for (child = jb_xml_first(node); child; child = jb_xml_next(child))
            advance_element(advance, child);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void advance_root(const struct advance *advance, const char *id, struct jb_period next)
{
    const struct jb_xml_node *root = jb_xml_root(advance->xml);
    struct jb_date day = jb_period_last_day(next);
    char *period = g_strdup_printf("%04d-Q%d", next.year, next.quarter);
    char *as_of = g_strdup_printf("%04d-%02d-%02d", day.year, day.month, day.day);

    edits_attribute(advance->edits, root, "id", id, no_cause);
    edits_attribute(advance->edits, root, "period", period, no_cause);
    edits_attribute(advance->edits, root, "as-of", as_of, no_cause);
    if (jb_xml_attribute(root, "state"))
        edits_attribute(advance->edits, root, "state", "draft", no_cause);
    g_free(as_of);
    g_free(period);
}

bool jb_edition_advance(struct jb_arena *arena, const struct jb_record *record,
                        const struct jb_sources *sources, struct jb_sink *sink, const char **id,
                        const struct jb_revision **revisions, uint32_t *count)
{
    struct jb_period now = {record->year, record->quarter}, next = jb_period_after(now);
    struct advance advance = {.arena = arena, .xml = record->document, .sources = sources};
    const struct jb_xml_node *root = jb_xml_root(record->document), *node;

    if (!*id)
        *id = jb_period_rename(arena, record->id, now, next);
    if (!*id) {
        char quarter[16];

        g_snprintf(quarter, sizeof(quarter), "%d", now.quarter);
        jb_report(sink, &jb_exchange_messages[SAY_NO_QUARTER_IN_ID],
                  jb_xml_attribute_span(record->document, root, "id"), record->id, quarter, NULL);
        return false;
    }
    advance.period = jb_arena_print(arena, "%04d-Q%d", now.year, now.quarter);
    advance.edits = edits_new(arena, record, sources, sink);
    advance_root(&advance, *id, next);
    for (node = jb_xml_first(root); node; node = jb_xml_next(node))
        advance_element(&advance, node);
    return edits_apply(advance.edits, true, revisions, count);
}
