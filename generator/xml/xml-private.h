#ifndef JB_XML_XML_PRIVATE_H
#define JB_XML_XML_PRIVATE_H

/* How documents are held: libxml2's tree, in which _private of every element and text is its number
 * in one array of spans. Elements come first, in document order, then texts. */

#include <glib.h>
#include <libxml/tree.h>

#include "xml/xml.h"

struct jb_xml {
    xmlDoc *doc;
    struct jb_sources *sources;
    const struct jb_span *spans;
    uint32_t element_count;
    bool complete;
};

enum { DEEPEST = 200, DEEPEST_INCLUDE = 8, MOST_INCLUDES = 1000 };

static inline xmlNode *node_inside(const struct jb_xml_node *node)
{
    return (xmlNode *)node;
}

static inline const struct jb_xml_node *node_outside(const xmlNode *node)
{
    return (const struct jb_xml_node *)node;
}

static inline uint32_t node_number(const xmlNode *node)
{
    return GPOINTER_TO_UINT(node->_private);
}

static inline struct jb_span node_span(const struct jb_xml *xml, const xmlNode *node)
{
    return xml->spans[node_number(node)];
}

/* The next node in document order, or the next one that is no descendant; NULL past the last. */
xmlNode *node_after(xmlNode *node);
xmlNode *node_past(xmlNode *node);

/* --- loading ---------------------------------------------------------------------------------- */

/* One jb_xml_open: several files, one after the other. */
struct loading {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
    xmlDict *names;     /* of elements and attributes in all files */
    GArray *spans;      /* numbered by _private until the whole tree is in place */
    const char *folder; /* of the top file; "" for the current one */
    size_t bytes;       /* read so far */
    uint32_t files, elements;
    bool complete; /* every include is in place */
    bool own;      /* a file that comes with the program */
};

/* Reads and parses one file whose root will stand depth levels deep. path is relative to the
 * folder; at is the include that asked for it, or no place. NULL after a report. */
xmlDoc *load_xml_file(struct loading *loading, const char *path, struct jb_span at, uint32_t depth);

/* Adds the file's text as UTF-8 to the sources. 0 after a report. */
uint32_t load_xml_source(struct loading *loading, const char *path, struct jb_span at);

/* Replaces every <include> of the tree by the root of what it names. path: the file's own. */
void load_includes(struct loading *loading, xmlDoc *doc, const char *path);

/* The spans of a loading, with number 0 for a node whose place is not known. */
GArray *spans_new(struct jb_arena *arena);

/* Keeps libxml2 from opening anything by itself and from printing. */
void quieten_library(void);

/* --- places ----------------------------------------------------------------------------------- */

/* Looks through a source before libxml2 does. False after reporting a DOCTYPE or more elements,
 * levels or attributes than are allowed. */
bool survey_source(struct loading *loading, uint32_t source, uint32_t depth);

/* Gives every element and text of a freshly parsed tree its span and its number. */
void place_nodes(struct loading *loading, xmlDoc *doc, uint32_t source);

/* The innermost start tag before offset that is still open, in text that need not be well formed;
 * no place where there is none. */
struct jb_span open_tag_before(const struct jb_sources *sources, uint32_t source, uint32_t offset);

/* The value of an attribute inside a start tag; the tag where it is not found. */
struct jb_span attribute_span(const struct jb_sources *sources, struct jb_span tag,
                              const char *name);

/* The name of an attribute inside a start tag, of the first one or the last one of that name; the
 * tag where it is not found. */
struct jb_span attribute_name_span(const struct jb_sources *sources, struct jb_span tag,
                                   const char *name, bool last);

/* --- wording ---------------------------------------------------------------------------------- */

/* What libxml2 says of markup, by its code; its own text where there are no words for it. */
struct jb_words markup_words(struct jb_arena *arena, int code, const char *text);

/* Why a file cannot be read: what it is, where it is no regular file, else the errno value. */
struct jb_words unreadable_words(struct jb_arena *arena, const char *path, int error);

/* --- what a schema says ----------------------------------------------------------------------- */

/* Declarations of the attributes (of = "attribute") or children (of = "element") that the schema
 * allows in elements of that name, in its order. Free with g_ptr_array_free. */
GPtrArray *schema_declarations(const xmlDoc *schema, const char *element, const char *of);

/* Declarations of the elements that may be the root. */
GPtrArray *schema_roots(const xmlDoc *schema);

const char *declared_name(const xmlNode *declaration);

/* The declaration of an attribute, or of a child, in elements of that name; or NULL. */
const xmlNode *schema_attribute(const xmlDoc *schema, const char *element, const char *attribute);
const xmlNode *schema_child(const xmlDoc *schema, const char *element, const char *child);

/* What the schema explains of an attribute in a language ("zh", "en"), on one line, in the arena:
 * of itself or of its type, whichever of them explains more of a value where by_type. NULL where it
 * says nothing. */
const char *schema_explanation(struct jb_arena *arena, const xmlDoc *schema, const char *element,
                               const char *attribute, bool by_type, const char *lang);

/* What a value of an enumeration means, or NULL. */
const char *schema_meaning(struct jb_arena *arena, const xmlDoc *schema, const char *element,
                           const char *attribute, const char *value, const char *lang);

/* Whether a value fits one of the patterns of an attribute's type, or is a date where its type is
 * that; false where nothing can be said. */
bool schema_allows(const xmlDoc *schema, const xmlNode *declaration, const char *value);

/* Whether the type of an attribute is XSD's own date, of which a schema explains nothing. */
bool schema_is_date(const xmlDoc *schema, const char *element, const char *attribute);

/* Names in the arena, while a message is put together. */
struct names {
    const char **at;
    uint32_t count;
};

/* Names of declarations, each once, in their order. Frees the array. */
struct names declared_names(struct jb_arena *arena, GPtrArray *declarations);

/* What stands between commas, blanks, quotes and brackets. */
struct names split_names(struct jb_arena *arena, const char *text, size_t length);

const char *join_names(struct jb_arena *arena, struct names names, const char *before,
                       const char *after, const char *between);

/* --- faults of validity ----------------------------------------------------------------------- */

/* A fault as libxml2 tells it, waiting for the others to be put in order. */
struct fault {
    int code;              /* of libxml2 */
    uint32_t node;         /* number of the element */
    uint32_t order;        /* in which it was told */
    const char *attribute; /* or NULL */
    const char *listed;    /* the values that an enumeration allows, quoted; or NULL */
    const char *text;      /* libxml2's own */
};

/* What a report needs beside the fault. */
struct fault_report {
    struct jb_arena *arena;
    const struct jb_xml *xml;
    const xmlDoc *schema;
    struct jb_sink *sink;
};

/* The first sibling before node that the schema has behind it; NULL where node is not late. */
const xmlNode *find_overtaken(struct jb_arena *arena, const xmlDoc *schema, const xmlNode *node);

/* The last sibling behind node that the schema has before it, where there is more than one: then it
 * is node that stands too early, not each of them too late. NULL where there is one or none. */
const xmlNode *find_last_overtaker(struct jb_arena *arena, const xmlDoc *schema,
                                   const xmlNode *node);

/* Whether node is one too many, and not in the wrong place: there may be one of its name, and there
 * is one before it. */
bool is_surplus(const xmlDoc *schema, const xmlNode *node);

/* Whether elements of parent's name may have children of that name. */
bool is_declared_child(const xmlDoc *schema, const xmlNode *parent, const char *name);

/* The beginning of a text, on one line. */
const char *short_excerpt(struct jb_arena *arena, const char *text);

static inline const char *element_name(const xmlNode *node)
{
    return (const char *)node->name;
}

void report_missing_attribute(const struct fault_report *report, const struct fault *fault,
                              const xmlNode *node);
void report_bad_value(const struct fault_report *report, const struct fault *fault,
                      const xmlNode *node);

/* node: the element in the document that was read. */
void report_fault(const struct fault_report *report, const struct fault *fault,
                  const xmlNode *node);

/* An element without one of its children. */
void report_missing_child(const struct fault_report *report, const xmlNode *node,
                          const char *child);

/* The names behind "Expected is" in libxml2's text, in the arena. */
const char **expected_names(struct jb_arena *arena, const char *text, uint32_t *count);

/* An element that stands where another one, or none, is expected. */
bool is_unexpected(const struct fault *fault);

/* What an XPath fault of that number says, in English; jb_xml_expression_words has it in both. */
const char *jb_xml_expression_fault(int code);

#endif
