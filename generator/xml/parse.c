#include <libxml/parserInternals.h>
#include <string.h>

#include "xml/markup-private.h"
#include "xml/messages-private.h"

/* NOENT stands for the five references of XML alone, since nothing else can be declared without a
 * DOCTYPE. IGNORE_ENC: the text is UTF-8 whatever the declaration says. */
enum {
    PARSE_OPTIONS = XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA |
                    XML_PARSE_IGNORE_ENC,
};

enum { MOST_FAULTS = 20 }; /* of one malformed file */

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

/* The parser's base moves on in long files: xmlByteConsumed adds what lies before it. */
static void take_error(void *user, xmlErrorPtr error)
{
    xmlParserCtxt *parser = user;
    struct parsing *parsing = parser->_private;
    long consumed = xmlByteConsumed(parser);
    uint32_t offset = (uint32_t)CLAMP(consumed, 0, (long)parsing->text->length);

    if (error->level < XML_ERR_ERROR)
        return;
    report_markup_fault(parsing, error, offset);
    if (++parsing->faults >= MOST_FAULTS)
        xmlStopParser(parser);
}

static void close_doc(void *doc)
{
    xmlFreeDoc(doc);
}

static void close_dictionary(void *dictionary)
{
    xmlDictFree(dictionary);
}

/* Documents of one loading have one dictionary for their names, so that elements can move from one
 * to another; by itself each parser would make its own. */
static void share_names(xmlParserCtxt *parser, struct loading *loading)
{
    if (!loading->names) {
        loading->names = xmlDictCreate();
        jb_arena_defer(loading->arena, close_dictionary, loading->names);
    }
    xmlDictFree(parser->dict);
    parser->dict = loading->names;
    xmlDictReference(parser->dict);
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
    parsing->parser = parser;
    share_names(parser, parsing->loading);
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
    jb_report(loading->sink, &jb_xml_messages[SAY_NO_ELEMENT], (struct jb_span){source, 0, 0},
              NULL);
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
