#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "xml/messages-private.h"
#include "xml/xml-private.h"

/* NOENT stands for the five references of XML alone, since nothing else can be declared without a
 * DOCTYPE. NODICT: with names outside a dictionary, elements can move from document to document.
 * IGNORE_ENC: the text is UTF-8 whatever the declaration says. */
enum {
    PARSE_OPTIONS = XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA |
                    XML_PARSE_NODICT | XML_PARSE_IGNORE_ENC,
};

enum { MOST_FAULTS = 20 }; /* of one malformed file */

/* One run of libxml2's parser. */
struct parsing {
    struct loading *loading;
    const struct jb_source *text;
    uint32_t source;
    uint32_t faults;
    uint32_t last;        /* offset of the last fault */
    char *opened, *ended; /* names of the last mismatch of tags, or NULL */
};

static void keep_silent(void *unused, xmlErrorPtr error)
{
    (void)unused;
    (void)error;
}

static void print_nothing(void *unused, const char *format, ...)
{
    (void)unused;
    (void)format;
}

static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url;
    (void)id;
    (void)parser;
    return NULL;
}

void quieten_library(void)
{
    static gsize once;

    if (g_once_init_enter(&once)) {
        xmlInitParser();
        xmlSetExternalEntityLoader(refuse_entity);
        g_once_init_leave(&once, 1);
    }
    /* of this thread: for what some of its parts say without asking a context's handler */
    xmlSetStructuredErrorFunc(NULL, keep_silent);
    xmlSetGenericErrorFunc(NULL, print_nothing);
}

/* --- faults of markup ------------------------------------------------------------------------- */

/* The one character at offset. */
static struct jb_span span_at(const struct parsing *parsing, uint32_t offset)
{
    const char *text = parsing->text->text;
    struct jb_span at = {parsing->source, offset, offset};

    if (offset < parsing->text->length)
        at.end = (uint32_t)(g_utf8_next_char(text + offset) - text);
    return at;
}

/* From the last such mark before offset to offset. */
static struct jb_span span_back_to(const struct parsing *parsing, uint32_t offset, char mark)
{
    const char *text = parsing->text->text;
    const char *found = memrchr(text, mark, offset);

    if (!found)
        return span_at(parsing, offset);
    return (struct jb_span){parsing->source, (uint32_t)(found - text), offset};
}

/* A tag that is missing, or one too many, shifts all that follow: each then ends the element that
 * the one before it should have ended, or the other way round. Only the first is the fault. */
static bool follows_from_last(struct parsing *parsing, const char *opened, const char *ended)
{
    bool follows = parsing->opened && (g_strcmp0(parsing->ended, opened) == 0 ||
                                       g_strcmp0(parsing->opened, ended) == 0);

    g_free(parsing->opened);
    g_free(parsing->ended);
    parsing->opened = g_strdup(opened);
    parsing->ended = g_strdup(ended);
    return follows;
}

static void report_mismatch(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    struct jb_span at = span_back_to(parsing, offset, '<');
    struct jb_span opening;

    if (follows_from_last(parsing, error->str1, error->str2))
        return;
    if (at.end < parsing->text->length && parsing->text->text[at.end] == '>')
        at.end++;
    opening = open_tag_before(parsing->loading->sources, parsing->source, at.start);
    jb_report_both(parsing->loading->sink, &jb_xml_messages[SAY_TAG_MISMATCH], at, opening,
                   error->str1, error->str2, NULL);
}

static void report_not_closed(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    struct jb_span opening = open_tag_before(parsing->loading->sources, parsing->source, offset);

    if (!parsing->opened)
        jb_report_both(parsing->loading->sink, &jb_xml_messages[SAY_NOT_CLOSED],
                       span_at(parsing, offset), opening, error->str1, NULL);
}

/* libxml2 goes on inside broken markup and complains of each piece of it. */
static bool in_same_markup(const struct parsing *parsing, uint32_t offset)
{
    return parsing->faults > 0 && offset >= parsing->last &&
           !memchr(parsing->text->text + parsing->last, '>', offset - parsing->last);
}

static void report_malformed(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    char *reason;

    if (in_same_markup(parsing, offset) || (error->code == XML_ERR_DOCUMENT_END && parsing->opened))
        return;
    reason = g_strstrip(g_strdup(error->message ? error->message : ""));
    jb_report(parsing->loading->sink, &jb_xml_messages[SAY_MALFORMED], span_at(parsing, offset),
              reason, NULL);
    g_free(reason);
}

/* A name is missed after "<" too. */
static bool is_reference(const struct parsing *parsing, int code, uint32_t offset)
{
    switch (code) {
    case XML_ERR_NAME_REQUIRED: return offset > 0 && parsing->text->text[offset - 1] == '&';
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_UNDECLARED_ENTITY: return true;
    default: return false;
    }
}

static void report_fault_of(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    if (error->code == XML_ERR_TAG_NAME_MISMATCH)
        report_mismatch(parsing, error, offset);
    else if (error->code == XML_ERR_TAG_NOT_FINISHED)
        report_not_closed(parsing, error, offset);
    else if (is_reference(parsing, error->code, offset))
        jb_report(parsing->loading->sink, &jb_xml_messages[SAY_AMPERSAND],
                  span_back_to(parsing, offset, '&'), NULL);
    else
        report_malformed(parsing, error, offset);
}

/* The parser's base moves on in long files: xmlByteConsumed adds what lies before it. */
static void take_error(void *user, xmlErrorPtr error)
{
    xmlParserCtxt *parser = user;
    struct parsing *parsing = parser->_private;
    long consumed = xmlByteConsumed(parser);
    uint32_t offset = (uint32_t)CLAMP(consumed, 0, (long)parsing->text->length);

    if (error->level < XML_ERR_ERROR)
        return;
    report_fault_of(parsing, error, offset);
    if (error->code == XML_ERR_GT_REQUIRED && error->str1) /* its end tag will find no partner */
        follows_from_last(parsing, error->str1, NULL);
    parsing->last = offset;
    if (++parsing->faults >= MOST_FAULTS)
        xmlStopParser(parser);
}

static void close_doc(void *doc)
{
    xmlFreeDoc(doc);
}

static xmlDoc *run_parser(struct parsing *parsing)
{
    const struct jb_source *text = parsing->text;
    xmlParserCtxt *parser = xmlCreateMemoryParserCtxt(text->text, (int)text->length);
    xmlDoc *doc;

    if (!parser)
        g_error("out of memory");
    parser->sax->serror = take_error;
    parser->_private = parsing;
    xmlCtxtUseOptions(parser, PARSE_OPTIONS);
    xmlParseDocument(parser);
    doc = parser->myDoc;
    if (!parser->wellFormed || parsing->faults > 0 || !doc || doc->intSubset) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(parser);
    return doc;
}

/* libxml2 makes no parser for nothing. */
static bool is_empty(struct loading *loading, uint32_t source)
{
    if (jb_source_find(loading->sources, source)->length > 0)
        return false;
    jb_report(loading->sink, &jb_xml_messages[SAY_MALFORMED], (struct jb_span){source, 0, 0},
              "Document is empty", NULL);
    return true;
}

xmlDoc *load_xml_file(struct loading *loading, const char *path, struct jb_span at, uint32_t depth)
{
    struct parsing parsing = {.loading = loading};
    struct jb_source text;
    xmlDoc *doc;

    parsing.source = load_xml_source(loading, path, at);
    if (parsing.source == 0 || is_empty(loading, parsing.source) ||
        !survey_source(loading, parsing.source, depth))
        return NULL;
    /* a copy: adding an included file's source may move the others */
    text = *jb_source_find(loading->sources, parsing.source);
    parsing.text = &text;
    doc = run_parser(&parsing);
    g_free(parsing.opened);
    g_free(parsing.ended);
    if (!doc)
        return NULL;
    jb_arena_defer(loading->arena, close_doc, doc);
    place_nodes(loading, doc, parsing.source);
    return doc;
}

void jb_xml_shutdown(void)
{
    xmlCleanupParser();
}
