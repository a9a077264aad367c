#include "xml/markup-private.h"

#include <libxml/parserInternals.h>
#include <string.h>

#include "xml/messages-private.h"

/* What libxml2 finds wrong with markup, told as an officer can mend it: one slip breaks much of
 * what follows it, and only the slip itself is told. */

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

static const char *text_of(const struct parsing *parsing, struct jb_span span)
{
    return jb_arena_dup_span(parsing->loading->arena, parsing->text->text + span.start,
                             span.end - span.start);
}

static void tell(const struct parsing *parsing, int message, struct jb_span at, const char *first,
                 const char *second)
{
    jb_report(parsing->loading->sink, &jb_xml_messages[message], at, first, second, NULL);
}

/* --- tags ------------------------------------------------------------------------------------- */

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

/* The end tag of what a broken tag opens finds no partner. Where ">" is missing, the name has run
 * on into the text. */
static void expect_end_of(struct parsing *parsing, const char *name)
{
    size_t length = 0;
    char *plain;

    while (name[length] && !((unsigned char)name[length] & 0x80))
        length++;
    plain = g_strndup(name, length);
    follows_from_last(parsing, plain, NULL);
    g_free(plain);
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

static void report_unfinished_tag(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    tell(parsing, SAY_TAG_UNFINISHED, span_back_to(parsing, offset, '<'),
         error->str1 ? error->str1 : "…", NULL);
}

static bool is_inside(const struct parsing *parsing, uint32_t offset)
{
    return open_tag_before(parsing->loading->sources, parsing->source, offset).source != 0;
}

/* libxml2 misses a name: behind "<" there is none, or it runs on into something else. */
static void report_no_name(struct parsing *parsing, const char *reason, uint32_t offset)
{
    const char *text = parsing->text->text;
    struct jb_span at = span_back_to(parsing, offset, '<');
    uint32_t end = at.start + 1;

    while (end < parsing->text->length && (g_ascii_isalnum(text[end]) || strchr("-._", text[end])))
        end++;
    if (at.start + 1 >= parsing->text->length && is_inside(parsing, at.start))
        return; /* cut off just here: that an element is not closed comes next */
    if (text[at.start] != '<')
        report_markup(parsing, XML_ERR_NAME_REQUIRED, reason, offset);
    else if (g_ascii_isalpha(text[at.start + 1]))
        tell(parsing, SAY_TAG_UNFINISHED, (struct jb_span){at.source, at.start, end},
             text_of(parsing, (struct jb_span){at.source, at.start + 1, end}), NULL);
    else
        tell(parsing, SAY_BARE_LESS, (struct jb_span){at.source, at.start, at.start + 1}, NULL,
             NULL);
}

static void report_after_end(struct parsing *parsing, uint32_t offset)
{
    const xmlNode *root = xmlDocGetRootElement(parsing->parser->myDoc);

    if (parsing->opened)
        return;
    if (root)
        tell(parsing, SAY_AFTER_END, span_at(parsing, offset), (const char *)root->name, NULL);
    else
        tell(parsing, SAY_NO_ELEMENT, span_at(parsing, offset), NULL, NULL);
}

/* --- attributes ------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The name before the "=" that stands before offset, with white space anywhere between. */
static struct jb_span name_before(const struct parsing *parsing, uint32_t offset)
{
    const char *text = parsing->text->text;
    struct jb_span name = {parsing->source, 0, 0};

    while (offset > 0 && (is_blank(text[offset - 1]) || text[offset - 1] == '='))
        offset--;
    name.start = name.end = offset;
    while (name.start > 0 && !is_blank(text[name.start - 1]) &&
           !strchr("<>=\"'", text[name.start - 1]))
        name.start--;
    return name;
}

static void report_quote(struct parsing *parsing, int message, uint32_t quote)
{
    tell(parsing, message, span_at(parsing, quote), text_of(parsing, name_before(parsing, quote)),
         NULL);
}

/* The quote before offset, and the one before that: where the value between them opens. */
static uint32_t opening_of_last_value(const struct parsing *parsing, uint32_t offset)
{
    const char *text = parsing->text->text;
    char quote = offset > 0 ? text[offset - 1] : '\0';
    const char *opening;

    if (quote != '"' && quote != '\'')
        return offset;
    opening = memrchr(text, quote, offset - 1);
    return opening ? (uint32_t)(opening - text) : offset;
}

/* <a b="x c="y">: the value of b runs on to the next quote, and then y stands alone. */
static void report_no_space(struct parsing *parsing, uint32_t offset, const char *reason)
{
    const char *text = parsing->text->text;
    uint32_t opening = opening_of_last_value(parsing, offset);

    if (opening + 2 < offset && text[offset - 2] == '=')
        report_quote(parsing, SAY_QUOTE_OPEN, opening);
    else
        report_markup(parsing, XML_ERR_SPACE_REQUIRED, reason, offset);
}

static uint32_t last_quote_before(const struct parsing *parsing, uint32_t offset)
{
    const char *text = parsing->text->text;

    while (offset > 0 && text[offset - 1] != '"' && text[offset - 1] != '\'')
        offset--;
    return offset > 0 ? offset - 1 : 0;
}

/* A value that has run over the end of its tag lacks its quote; else the sign stands in it. */
static void report_less_in_value(struct parsing *parsing, uint32_t offset)
{
    uint32_t quote = last_quote_before(parsing, offset);

    if (memchr(parsing->text->text + quote, '>', offset - quote))
        report_quote(parsing, SAY_QUOTE_OPEN, quote);
    else
        tell(parsing, SAY_BARE_LESS, span_at(parsing, offset), NULL, NULL);
}

/* libxml2 gives up on a value of ten million bytes with the same code. */
static void report_open_value(struct parsing *parsing, uint32_t offset)
{
    if (offset < parsing->text->length)
        tell(parsing, SAY_TOO_LARGE, span_at(parsing, offset), parsing->text->path,
             "10,000,000 × =\"…\"");
    else
        report_quote(parsing, SAY_QUOTE_OPEN, last_quote_before(parsing, offset));
}

static void report_no_value(struct parsing *parsing, uint32_t offset)
{
    struct jb_span name = name_before(parsing, offset);

    report_markup(parsing, XML_ERR_ATTRIBUTE_WITHOUT_VALUE, NULL, name.start);
}

/* libxml2 tells it at the end of the tag: the last of that name before it is the second one. */
static void report_twice(struct parsing *parsing, const char *name, uint32_t offset)
{
    struct jb_span tag = span_back_to(parsing, offset, '<');
    struct jb_span first = attribute_name_span(parsing->loading->sources, tag, name, false);
    struct jb_span second = attribute_name_span(parsing->loading->sources, tag, name, true);

    jb_report_both(parsing->loading->sink, &jb_xml_messages[SAY_ATTRIBUTE_TWICE], second, first,
                   name, NULL);
}

/* --- characters ------------------------------------------------------------------------------- */

static void report_character(struct parsing *parsing, uint32_t offset)
{
    const char *text = parsing->text->text + offset;

    tell(parsing, SAY_FORBIDDEN_CHARACTER, span_at(parsing, offset),
         jb_arena_print(parsing->loading->arena, "U+%04X", g_utf8_get_char(text)), NULL);
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

/* --- all of them ------------------------------------------------------------------------------ */

/* libxml2 goes on inside broken markup and complains of each piece of it. */
static bool in_same_markup(const struct parsing *parsing, uint32_t offset)
{
    return parsing->faults > 0 && offset >= parsing->last &&
           !memchr(parsing->text->text + parsing->last, '>', offset - parsing->last);
}

void report_markup(struct parsing *parsing, int code, const char *reason, uint32_t offset)
{
    struct jb_words words[] = {markup_words(parsing->loading->arena, code, reason), {0}};

    jb_report_words(parsing->loading->sink, &jb_xml_messages[SAY_MALFORMED],
                    span_at(parsing, offset), (struct jb_span){0}, words);
}

/* What breaks the markup round it. */
static void report_broken(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    switch (error->code) {
    case XML_ERR_NAME_REQUIRED: report_no_name(parsing, error->message, offset); break;
    case XML_ERR_GT_REQUIRED: report_unfinished_tag(parsing, error, offset); break;
    case XML_ERR_DOCUMENT_END: report_after_end(parsing, offset); break;
    case XML_ERR_DOCUMENT_EMPTY:
        tell(parsing, SAY_NO_ELEMENT, span_at(parsing, offset), NULL, NULL);
        break;
    case XML_ERR_LT_IN_ATTRIBUTE: report_less_in_value(parsing, offset); break;
    case XML_ERR_ATTRIBUTE_NOT_STARTED: report_quote(parsing, SAY_QUOTE_MISSING, offset); break;
    case XML_ERR_ATTRIBUTE_NOT_FINISHED: report_open_value(parsing, offset); break;
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: report_no_value(parsing, offset); break;
    case XML_ERR_SPACE_REQUIRED: report_no_space(parsing, offset, error->message); break;
    case XML_ERR_ATTRIBUTE_REDEFINED: report_twice(parsing, error->str1, offset); break;
    case XML_ERR_INVALID_CHAR: report_character(parsing, offset); break;
    default: report_markup(parsing, error->code, error->message, offset);
    }
}

void report_markup_fault(struct parsing *parsing, const xmlError *error, uint32_t offset)
{
    if (error->code == XML_ERR_TAG_NAME_MISMATCH)
        report_mismatch(parsing, error, offset);
    else if (error->code == XML_ERR_TAG_NOT_FINISHED)
        report_not_closed(parsing, error, offset);
    else if (is_reference(parsing, error->code, offset))
        tell(parsing, SAY_AMPERSAND, span_back_to(parsing, offset, '&'), NULL, NULL);
    else if (!in_same_markup(parsing, offset))
        report_broken(parsing, error, offset);
    if (error->code == XML_ERR_GT_REQUIRED && error->str1)
        expect_end_of(parsing, error->str1);
    parsing->last = offset;
}
