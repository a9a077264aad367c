#include <string.h>

#include "base/nearest.h"
#include "read/messages-private.h"
#include "read/template-private.h"

/* Names in XPath expressions, held against the schema of the records. libxml2 tells nothing of a
 * name that is nowhere: it selects nothing, and the bulletin lacks a part without a word.
 *
 * The expression has been compiled before, so that this has only to cut it into words (XPath 1.0,
 * section 3.7). */
struct scan {
    struct template_reader *reader;
    struct jb_span span; /* of the attribute's value */
    uint32_t offset;     /* of the expression in it */
    const char *start;   /* of the expression */
    const char *at;
    bool operand;   /* an operand may begin here: and, or, mod, div and * are names then */
    bool attribute; /* behind @ or attribute:: */
};

/* --- places ----------------------------------------------------------------------------------- */

/* How many bytes of a value a reference stands for: "&lt;" is one. */
static uint32_t referred_bytes(const char *reference)
{
    char utf8[6];
    guint64 code;

    if (reference[1] != '#')
        return 1;
    code = reference[2] == 'x' ? g_ascii_strtoull(reference + 3, NULL, 16)
                               : g_ascii_strtoull(reference + 2, NULL, 10);
    return (uint32_t)g_unichar_to_utf8((gunichar)MIN(code, 0x10FFFF), utf8);
}

/* Bytes [first, first + length) of a value, as they stand in the file between the quotes. */
static struct jb_span place_in_value(const struct jb_source *source, struct jb_span span,
                                     uint32_t first, uint32_t length)
{
    struct jb_span place = span;
    uint32_t passed = 0, at = span.start;

    while (at < span.end && passed < first + length) {
        const char *text = source->text + at;
        const char *end = *text == '&' ? memchr(text, ';', span.end - at) : NULL;

        if (passed == first)
            place.start = at;
        passed += end ? referred_bytes(text) : 1;
        at += end ? (uint32_t)(end - text) + 1 : strncmp(text, "\r\n", 2) == 0 ? 2 : 1;
    }
    place.end = at;
    return passed == first + length ? place : span;
}

static struct jb_span place_of(const struct scan *scan, const char *word, size_t length)
{
    const struct jb_source *source = jb_source_find(scan->reader->sources, scan->span.source);

    if (!source)
        return scan->span;
    return place_in_value(source, scan->span, scan->offset + (uint32_t)(word - scan->start),
                          (uint32_t)length);
}

/* --- judging ---------------------------------------------------------------------------------- */

static bool is_among(const struct jb_xml_names *names, const char *name)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (strcmp(names->names[i], name) == 0)
            return true;
    return false;
}

/* As it would be written: "@number", "theme". */
static const char *as_written(struct jb_arena *arena, const char *name, bool attribute)
{
    return attribute ? jb_arena_print(arena, "@%s", name) : name;
}

/* The same name as the other kind of thing, else the nearest of both, its own kind first. */
static const char *suggest_field(const struct scan *scan, const char *name)
{
    struct template_reader *reader = scan->reader;
    const struct jb_xml_names *own = scan->attribute ? &reader->attributes : &reader->elements;
    const struct jb_xml_names *other = scan->attribute ? &reader->elements : &reader->attributes;
    const char **all = JB_NEW_ARRAY(reader->arena, const char *, own->count + other->count);
    const char *near;

    if (is_among(other, name))
        return as_written(reader->arena, name, !scan->attribute);
    memcpy(all, own->names, own->count * sizeof(*all));
    memcpy(all + own->count, other->names, other->count * sizeof(*all));
    near = jb_nearest(name, all, own->count + other->count);
    if (!near)
        return NULL;
    return as_written(reader->arena, near, is_among(own, near) == scan->attribute);
}

static void judge_field(const struct scan *scan, const char *word, size_t length)
{
    struct template_reader *reader = scan->reader;
    const struct jb_xml_names *own = scan->attribute ? &reader->attributes : &reader->elements;
    const char *name = jb_arena_dup_span(reader->arena, word, length);
    const char *suggestion;

    if (own->count == 0 || is_among(own, name))
        return;
    suggestion = suggest_field(scan, name);
    jb_report(reader->sink, &jb_read_messages[suggestion ? SAY_MISSPELT_FIELD : SAY_UNKNOWN_FIELD],
              place_of(scan, word, length), as_written(reader->arena, name, scan->attribute),
              suggestion, NULL);
}

static void judge_variable(const struct scan *scan, const char *word, size_t length)
{
    struct template_reader *reader = scan->reader;
    const char *name = jb_arena_dup_span(reader->arena, word, length);

    if (!g_hash_table_contains(reader->variables, name))
        jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_VARIABLE],
                  place_of(scan, word, length), name, NULL);
}

static bool is_node_type(const char *name)
{
    static const char *const types[] = {"node", "text", "comment", "processing-instruction"};

    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i], name) == 0)
            return true;
    return false;
}

static void judge_function(const struct scan *scan, const char *word, size_t length)
{
    static const char *const functions[] = {"last",
                                            "position",
                                            "count",
                                            "id",
                                            "local-name",
                                            "namespace-uri",
                                            "name",
                                            "string",
                                            "concat",
                                            "starts-with",
                                            "contains",
                                            "substring-before",
                                            "substring-after",
                                            "substring",
                                            "string-length",
                                            "translate",
                                            "boolean",
                                            "not",
                                            "true",
                                            "false",
                                            "lang",
                                            "number",
                                            "sum",
                                            "floor",
                                            "ceiling",
                                            "round",
                                            "normalize-space"};
    const struct jb_xml_names known = {functions, G_N_ELEMENTS(functions)};
    struct template_reader *reader = scan->reader;
    const char *name = jb_arena_dup_span(reader->arena, word, length);
    const char *near;

    if (is_node_type(name) || is_among(&known, name))
        return;
    near = jb_nearest(name, known.names, known.count);
    jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_FUNCTION], place_of(scan, word, length),
              name, near ? near : "count, not, contains, starts-with, concat, position, last …",
              NULL);
}

/* --- cutting into words ----------------------------------------------------------------------- */

static bool begins_name(char c)
{
    return g_ascii_isalpha(c) || c == '_' || (c & 0x80);
}

static size_t name_length(const char *text)
{
    size_t length = 0;

    while (begins_name(text[length]) || g_ascii_isdigit(text[length]) || text[length] == '-' ||
           text[length] == '.' ||
           (text[length] == ':' && text[length + 1] != ':' && begins_name(text[length + 1])))
        length++;
    return length;
}

static const char *past_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

static void take_name(struct scan *scan)
{
    const char *word = scan->at;
    size_t length = name_length(word);
    const char *next = past_blanks(word + length);

    scan->at = word + length;
    if (!scan->operand) { /* and, or, mod, div */
        scan->operand = true;
        return;
    }
    if (strncmp(next, "::", 2) == 0) {
        scan->attribute = length == strlen("attribute") && g_str_has_prefix(word, "attribute");
        scan->at = next + 2;
        return;
    }
    scan->operand = false;
    if (*next == '(')
        judge_function(scan, word, length);
    else
        judge_field(scan, word, length);
    scan->attribute = false;
}

static void take_variable(struct scan *scan)
{
    const char *word = past_blanks(scan->at + 1);
    size_t length = name_length(word);

    judge_variable(scan, word, length);
    scan->at = word + length;
    scan->operand = false;
}

static void take_literal(struct scan *scan)
{
    const char *end = strchr(scan->at + 1, *scan->at);

    scan->at = end ? end + 1 : scan->at + strlen(scan->at);
    scan->operand = false;
}

static void take_sign(struct scan *scan)
{
    char c = *scan->at++;

    if (c == '@') {
        scan->attribute = true;
    } else if (c == '*') {
        scan->operand = !scan->operand;
        scan->attribute = false;
    } else {
        scan->operand = !strchr(").]", c) && !g_ascii_isdigit(c);
    }
}

void check_fields(struct template_reader *reader, struct jb_span value_span, uint32_t offset,
                  const char *expression)
{
    struct scan scan = {reader, value_span, offset, expression, expression, true, false};

    for (scan.at = past_blanks(scan.at); *scan.at; scan.at = past_blanks(scan.at)) {
        if (begins_name(*scan.at))
            take_name(&scan);
        else if (*scan.at == '$')
            take_variable(&scan);
        else if (*scan.at == '"' || *scan.at == '\'')
            take_literal(&scan);
        else
            take_sign(&scan);
    }
}
