#include "exchange/edits-private.h"

#include <string.h>

#include "base/file.h"
#include "exchange/messages-private.h"

struct edit {
    struct jb_span at;
    const char *text;
    struct jb_cause cause;
    uint32_t number;  /* in which it was asked for */
    uint32_t revised; /* once applied: where the text begins in the revised file */
};

struct edits {
    struct jb_arena *arena;
    const struct jb_xml *xml;
    const struct jb_sources *sources;
    struct jb_sink *sink;
    GArray *list;             /* struct edit */
    GArray *revisions;        /* struct jb_revision */
    uint32_t asked, answered; /* the last question to first_source */
};

static void close_edits(void *object)
{
    struct edits *edits = object;

    g_array_free(edits->list, TRUE);
    g_array_free(edits->revisions, TRUE);
}

struct edits *edits_new(struct jb_arena *arena, const struct jb_record *record,
                        const struct jb_sources *sources, struct jb_sink *sink)
{
    struct edits *edits = JB_NEW(arena, struct edits);

    *edits = (struct edits){.arena = arena,
                            .xml = record->document,
                            .sources = sources,
                            .sink = sink,
                            .list = g_array_new(FALSE, FALSE, sizeof(struct edit)),
                            .revisions = g_array_new(FALSE, FALSE, sizeof(struct jb_revision))};
    jb_arena_defer(arena, close_edits, edits);
    return edits;
}

/* A file that is included twice is one file: its edits go to the first of its sources. */
static uint32_t first_source(struct edits *edits, uint32_t number)
{
    const char *path = jb_source_find(edits->sources, number)->path;

    if (edits->asked == number)
        return edits->answered;
    edits->asked = number;
    edits->answered = 1;
    while (strcmp(jb_source_find(edits->sources, edits->answered)->path, path) != 0)
        edits->answered++;
    return edits->answered;
}

void edits_replace(struct edits *edits, struct jb_span span, const char *text,
                   struct jb_cause cause)
{
    struct edit edit = {.at = span, .cause = cause, .number = edits->list->len};

    edit.at.source = first_source(edits, span.source);
    edit.text = jb_arena_dup_text(edits->arena, text);
    g_array_append_val(edits->list, edit);
}

/* --- attributes ------------------------------------------------------------------------------- */

/* As the schema has them, which is how an office is used to read them; of the elements that are
 * edited no two disagree. */
static const char *const attribute_order[] = {
    "format", "id",   "period",     "as-of",   "state", "value",    "bound",
    "hedge",  "unit", "target",     "share",   "kind",  "counts",   "total",
    "source", "form", "investment", "missing", "by",    "audience",
};

static struct jb_span behind_earlier(const struct edits *edits, const struct jb_xml_node *node,
                                     const char *name)
{
    struct jb_span at = jb_xml_name_span(edits->xml, node);

    for (size_t i = 0; i < G_N_ELEMENTS(attribute_order); i++) {
        struct jb_span span;

        if (strcmp(attribute_order[i], name) == 0)
            break;
        span = jb_xml_attribute_whole_span(edits->xml, node, attribute_order[i]);
        if (span.source && span.end > at.end)
            at = span;
    }
    return (struct jb_span){at.source, at.end, at.end};
}

static char *escape(const char *value, char quote)
{
    GString *text = g_string_new(value);

    g_string_replace(text, "&", "&amp;", 0);
    g_string_replace(text, "<", "&lt;", 0);
    g_string_replace(text, quote == '"' ? "\"" : "'", quote == '"' ? "&quot;" : "&apos;", 0);
    return g_string_free(text, FALSE);
}

void edits_attribute(struct edits *edits, const struct jb_xml_node *node, const char *name,
                     const char *value, struct jb_cause cause)
{
    struct jb_span whole = jb_xml_attribute_whole_span(edits->xml, node, name);
    struct jb_span at = jb_xml_attribute_span(edits->xml, node, name);
    const struct jb_source *source = jb_source_find(edits->sources, at.source);
    char *escaped, *attribute, quote = '"';

    if (!value) {
        if (whole.source)
            edits_replace(edits, whole, "", cause);
        return;
    }
    if (whole.source)
        quote = source->text[whole.end - 1];
    escaped = escape(value, quote);
    attribute = g_strdup_printf(" %s=\"%s\"", name, escaped);
    if (whole.source)
        edits_replace(edits, at, escaped, cause);
    else
        edits_replace(edits, behind_earlier(edits, node, name), attribute, cause);
    g_free(attribute);
    g_free(escaped);
}

/* --- lines ------------------------------------------------------------------------------------ */

struct jb_span edits_place(const struct edits *edits, const struct jb_xml_node *node)
{
    struct jb_span include = jb_xml_include_span(edits->xml, node);

    return include.source ? include : jb_xml_whole_span(edits->xml, node);
}

const char *edits_indentation(const struct edits *edits, struct jb_span span)
{
    const struct jb_source *source = jb_source_find(edits->sources, span.source);
    uint32_t start, end, at;

    jb_source_line(source, span.start, &start, &end);
    at = start;
    while (at < end && (source->text[at] == ' ' || source->text[at] == '\t'))
        at++;
    return jb_arena_dup_span(edits->arena, source->text + start, at - start);
}

const char *edits_newline(const struct edits *edits, uint32_t source)
{
    const char *text = jb_source_find(edits->sources, source)->text, *first = strchr(text, '\n');

    return first && first > text && first[-1] == '\r' ? "\r\n" : "\n";
}

/* The whole of its lines, where nothing else stands on them. */
static struct jb_span with_lines(const struct jb_source *source, struct jb_span span)
{
    struct jb_span wide = span;

    while (wide.start > 0 && strchr(" \t", source->text[wide.start - 1]))
        wide.start--;
    while (wide.end < source->length && strchr(" \t\r", source->text[wide.end]))
        wide.end++;
    if (wide.end >= source->length || source->text[wide.end] != '\n' ||
        (wide.start > 0 && source->text[wide.start - 1] != '\n'))
        return span;
    wide.end++;
    return wide;
}

void edits_remove(struct edits *edits, const struct jb_xml_node *node)
{
    struct jb_span span = edits_place(edits, node);

    span = with_lines(jb_source_find(edits->sources, span.source), span);
    edits_replace(edits, span, "", (struct jb_cause){0});
}

/* --- revised files ---------------------------------------------------------------------------- */

static int compare_edits(const void *first, const void *second)
{
    const struct edit *a = first, *b = second;
    uint32_t left[] = {a->at.source, a->at.start, a->at.end, a->number};
    uint32_t right[] = {b->at.source, b->at.start, b->at.end, b->number};

    for (size_t i = 0; i < G_N_ELEMENTS(left); i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

static struct edit *edit_at(const struct edits *edits, uint32_t i)
{
    return &g_array_index(edits->list, struct edit, i);
}

/* A file that is included twice may be changed in one place twice: to the same is once. */
static bool is_same(const struct edit *a, const struct edit *b)
{
    return a->at.source == b->at.source && a->at.start == b->at.start && a->at.end == b->at.end &&
           a->at.start < a->at.end && strcmp(a->text, b->text) == 0;
}

static bool sort_edits(struct edits *edits)
{
    g_array_sort(edits->list, compare_edits);
    for (guint i = 1; i < edits->list->len; i++) {
        struct edit *edit = edit_at(edits, i), *before = edit_at(edits, i - 1);

        if (is_same(edit, before)) {
            g_array_remove_index(edits->list, i--);
        } else if (edit->at.source == before->at.source && edit->at.start < before->at.end) {
            jb_report_both(edits->sink, &jb_exchange_messages[SAY_CLASH], edit->cause.cell,
                           before->cause.cell, NULL);
            return false;
        }
    }
    return true;
}

/* Edits of the source from the i-th on; *i is moved behind them. */
static void revise_text(struct edits *edits, uint32_t number, uint32_t *i, GString *out)
{
    const struct jb_source *source = jb_source_find(edits->sources, number);
    gsize mark = out->len;
    uint32_t at = 0;

    for (; *i < edits->list->len && edit_at(edits, *i)->at.source == number; ++*i) {
        struct edit *edit = edit_at(edits, *i);

        g_string_append_len(out, source->text + at, (gssize)(edit->at.start - at));
        edit->revised = (uint32_t)(out->len - mark);
        g_string_append(out, edit->text);
        at = edit->at.end;
    }
    g_string_append_len(out, source->text + at, (gssize)(source->length - at));
}

/* The file must still hold what was read, and as UTF-8: only then are offsets in the text offsets
 * in the file. Its byte order mark, if it has one, is put into out. */
static bool is_as_read(const struct edits *edits, const struct jb_source *source, GString *out)
{
    struct jb_arena *arena = jb_arena_open();
    size_t length = 0, skipped;
    char *bytes = NULL;
    bool same = jb_file_read(arena, source->path, JB_XML_LIMIT, &bytes, &length) == 0;

    skipped = same && length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    same = same && length - skipped == source->length &&
           memcmp(bytes + skipped, source->text, source->length) == 0;
    if (same)
        g_string_append_len(out, bytes, (gssize)skipped);
    else
        jb_report(edits->sink, &jb_exchange_messages[SAY_NOT_AS_READ], (struct jb_span){0},
                  source->path, NULL);
    jb_arena_close(arena);
    return same;
}

static bool revise(struct edits *edits, uint32_t number, uint32_t *i)
{
    const struct jb_source *source = jb_source_find(edits->sources, number);
    GString *out = g_string_new(NULL);
    struct jb_revision revision = {.path = source->path};
    bool good = is_as_read(edits, source, out);

    revise_text(edits, number, i, out);
    revision.bytes = jb_arena_dup_span(edits->arena, out->str, out->len);
    revision.length = out->len;
    g_string_free(out, TRUE);
    if (good)
        g_array_append_val(edits->revisions, revision);
    return good;
}

static bool is_removed(const struct edits *edits, struct jb_span place)
{
    for (guint i = 0; place.source && i < edits->list->len; i++) {
        struct jb_span at = edit_at(edits, i)->at;

        if (at.source == place.source && at.start < place.start && at.end > place.end)
            return true;
    }
    return false;
}

/* Whether a file is still brought in by what includes it. */
static bool is_left(const struct edits *edits, uint32_t number)
{
    struct jb_span at = jb_source_find(edits->sources, number)->included_at;

    return at.source == 0 || (!is_removed(edits, at) && is_left(edits, at.source));
}

/* Whether it is the edition's own file or included in it: units and terms are shared. */
static bool is_of_records(const struct edits *edits, uint32_t number)
{
    uint32_t top = jb_xml_span(edits->xml, jb_xml_root(edits->xml)).source;

    while (number && number != top)
        number = jb_source_find(edits->sources, number)->included_at.source;
    return number == top;
}

bool edits_apply(struct edits *edits, bool all, const struct jb_revision **revisions,
                 uint32_t *count)
{
    uint32_t i = 0;

    if (!sort_edits(edits))
        return false;
    for (uint32_t number = 1; jb_source_find(edits->sources, number); number++) {
        bool edited = i < edits->list->len && edit_at(edits, i)->at.source == number;
        bool wanted = edited || (all && is_of_records(edits, number) &&
                                 first_source(edits, number) == number);

        if (wanted && is_left(edits, number) && !revise(edits, number, &i))
            return false;
        while (i < edits->list->len && edit_at(edits, i)->at.source == number)
            i++; /* of a file that is left out */
    }
    *revisions = (const struct jb_revision *)(const void *)edits->revisions->data;
    *count = edits->revisions->len;
    return true;
}

/* --- causes ----------------------------------------------------------------------------------- */

static bool holds(struct jb_span span, uint32_t offset)
{
    return offset >= span.start && offset <= span.end;
}

/* The edit in whose element an offset of the file as it was lies: the innermost one. */
static const struct edit *edit_of_owner(const struct edits *edits, uint32_t source, uint32_t offset)
{
    const struct edit *found = NULL;

    for (guint i = 0; i < edits->list->len; i++) {
        const struct edit *edit = edit_at(edits, i);
        struct jb_span owner = edit->cause.owner;

        if (edit->at.source == source && holds(owner, offset) &&
            (!found || owner.end - owner.start < found->cause.owner.end - found->cause.owner.start))
            found = edit;
    }
    return found;
}

struct jb_cause edits_cause(const struct edits *edits, const char *path, uint32_t offset)
{
    const struct edit *found;
    int64_t shift = 0;
    uint32_t source = 0;

    for (guint i = 0; i < edits->list->len; i++) {
        const struct edit *edit = edit_at(edits, i);
        uint32_t length = (uint32_t)strlen(edit->text);

        if (strcmp(jb_source_find(edits->sources, edit->at.source)->path, path) != 0)
            continue;
        source = edit->at.source;
        if (offset < edit->revised)
            break;
        if (offset < edit->revised + MAX(length, 1))
            return edit->cause;
        shift += (int64_t)length - (edit->at.end - edit->at.start);
    }
    found = source ? edit_of_owner(edits, source, (uint32_t)MAX(offset - shift, 0)) : NULL;
    return found ? found->cause : (struct jb_cause){0};
}
