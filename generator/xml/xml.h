#ifndef JB_XML_XML_H
#define JB_XML_XML_H

/* The only door to libxml2: hardened parsing, the place of every element and attribute, XSD, and
 * compiled XPath relative to an element. Documents are opaque; nodes are borrowed from them.
 *
 * Input is hostile until checked: no network, no DTD, no external entity, bounded size and depth.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/source.h"

struct jb_xml;      /* a document with its includes in place */
struct jb_xml_node; /* an element */
struct jb_xml_path; /* a compiled XPath expression */

extern const struct jb_message_table jb_xml_message_table;

/* Files larger than this are refused. */
enum { JB_XML_LIMIT = 64 * 1024 * 1024 };

/* Reads path and everything that its <include src="…"/> elements name (relative to the including
 * file). Reports what is wrong with place; NULL where the file cannot be read or is not well
 * formed. An included file that cannot be had is left out, so that faults of the others can be told
 * in the same run. */
struct jb_xml *jb_xml_open(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                           const char *path);

/* False where an included file was left out: what is missing may only be missing there. */
bool jb_xml_is_complete(const struct jb_xml *xml);

/* Validates against the XSD in the file schema. Every fault is reported with the place of the
 * element or attribute, what stands there and what is expected; faults after the first among the
 * same siblings are found too. False where there were any. */
bool jb_xml_validate(struct jb_arena *arena, const struct jb_xml *xml, const char *schema,
                     struct jb_sink *sink);

/* Names of one kind, each once, in the schema's order. */
struct jb_xml_names {
    const char *const *names;
    uint32_t count;
};

/* The elements and attributes that the XSD in the file schema declares. False after a report. */
bool jb_xml_schema_names(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                         const char *schema, struct jb_xml_names *elements,
                         struct jb_xml_names *attributes);

/* --- elements --------------------------------------------------------------------------------- */

const struct jb_xml_node *jb_xml_root(const struct jb_xml *xml);
const struct jb_xml_node *jb_xml_parent(const struct jb_xml_node *node); /* NULL: the root */
const struct jb_xml_node *jb_xml_first(const struct jb_xml_node *node); /* child element, or NULL */
const struct jb_xml_node *jb_xml_next(const struct jb_xml_node *node);  /* sibling element */
const struct jb_xml_node *jb_xml_child(const struct jb_xml_node *node, const char *name);

const char *jb_xml_name(const struct jb_xml_node *node);
bool jb_xml_is(const struct jb_xml_node *node, const char *name);

/* The value as it stands in the file, references resolved; NULL where there is none. */
const char *jb_xml_attribute(const struct jb_xml_node *node, const char *name);

/* The i-th attribute from 0 in the file's order: its name, or NULL past the last. */
const char *jb_xml_attribute_name(const struct jb_xml_node *node, uint32_t i);

/* Elements are numbered in document order from 0. */
uint32_t jb_xml_ordinal(const struct jb_xml_node *node);
uint32_t jb_xml_element_count(const struct jb_xml *xml);

/* The start tag, from "<" to ">". */
struct jb_span jb_xml_span(const struct jb_xml *xml, const struct jb_xml_node *node);

/* The value between its quotes; the start tag where there is no such attribute. */
struct jb_span jb_xml_attribute_span(const struct jb_xml *xml, const struct jb_xml_node *node,
                                     const char *name);

/* --- places for those who change the text ------------------------------------------------------
 */

/* From the "<" of the start tag to the end of the end tag. */
struct jb_span jb_xml_whole_span(const struct jb_xml *xml, const struct jb_xml_node *node);

/* Between start tag and end tag; nothing, behind the tag, where it is <a/>. */
struct jb_span jb_xml_content_span(const struct jb_xml *xml, const struct jb_xml_node *node);

/* Whether the element is written <a/>. */
bool jb_xml_is_empty_tag(const struct jb_xml *xml, const struct jb_xml_node *node);

/* The element's name in its start tag. */
struct jb_span jb_xml_name_span(const struct jb_xml *xml, const struct jb_xml_node *node);

/* From the white space before the attribute's name to its closing quote: the tag is whole without
 * it. No place where there is no such attribute. */
struct jb_span jb_xml_attribute_whole_span(const struct jb_xml *xml, const struct jb_xml_node *node,
                                           const char *name);

/* The <include/> that brought the element in, where it is the root of an included file; else no
 * place. */
struct jb_span jb_xml_include_span(const struct jb_xml *xml, const struct jb_xml_node *node);

/* Takes an element out of the document with all that is in it, so that neither XPath nor the
 * functions above come to it any more. Ordinals of the others stay; the element itself lives as
 * long as the arena, which must be the document's. Not for the root. */
void jb_xml_hide(struct jb_arena *arena, const struct jb_xml_node *node);

/* --- mixed content ---------------------------------------------------------------------------- */

/* A child of an element: another element, or a stretch of text. Comments and processing
 * instructions are passed over. */
struct jb_xml_item {
    const struct jb_xml_node *element; /* NULL: text */
    const char *text;                  /* NULL: an element; lives as long as the document */
    struct jb_span span;
    const void *cursor; /* of jb_xml_next_item */
};

bool jb_xml_first_item(const struct jb_xml *xml, const struct jb_xml_node *node,
                       struct jb_xml_item *item);
bool jb_xml_next_item(const struct jb_xml *xml, struct jb_xml_item *item);

/* --- XPath 1.0 -------------------------------------------------------------------------------- */

/* NULL where the expression is wrong; *error then says why, in the arena, in English:
 * jb_xml_expression_words words it in both languages. */
struct jb_xml_path *jb_xml_compile(struct jb_arena *arena, const char *expression,
                                   const char **error);

/* What is wrong with an expression, for a message. */
struct jb_words jb_xml_expression_words(struct jb_arena *arena, const char *error);

/* Where an expression is evaluated: the element it is relative to, and its place among those that
 * were selected with it (position() and last()), both from 1. */
struct jb_xml_focus {
    const struct jb_xml_node *node;
    uint32_t position, size;
};

/* An evaluator over one document: bounded work for each expression, variables set by name. */
struct jb_xml_query;

struct jb_xml_query *jb_xml_query_open(struct jb_arena *arena, const struct jb_xml *xml);

/* The variable has this value from now on; NULL: there is no such variable any more. */
void jb_xml_query_set(struct jb_xml_query *query, const char *name, const char *value);

/* The selected elements in document order, in the arena; *nodes is NULL and *count 0 where there
 * are none. False where the expression fails or selects no set of nodes; *error says why. */
bool jb_xml_select(struct jb_xml_query *query, const struct jb_xml_path *path,
                   struct jb_xml_focus focus, struct jb_arena *arena,
                   const struct jb_xml_node ***nodes, uint32_t *count, const char **error);
bool jb_xml_test(struct jb_xml_query *query, const struct jb_xml_path *path,
                 struct jb_xml_focus focus, bool *result, const char **error);

/* The string value, in the arena. A number is printed only when it is whole (position(), count());
 * any other is a fault, since XPath numbers are doubles. */
const char *jb_xml_text(struct jb_xml_query *query, const struct jb_xml_path *path,
                        struct jb_xml_focus focus, struct jb_arena *arena, const char **error);

/* Gives back libxml2's global state, at the end of the process. */
void jb_xml_shutdown(void);

#endif
