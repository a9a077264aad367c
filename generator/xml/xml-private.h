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
    GArray *spans;      /* numbered by _private until the whole tree is in place */
    const char *folder; /* of the top file; "" for the current one */
    size_t bytes;       /* read so far */
    uint32_t files, elements;
    bool complete; /* every include is in place */
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

/* --- what a schema says ----------------------------------------------------------------------- */

/* Declarations of the attributes (of = "attribute") or children (of = "element") that the schema
 * allows in elements of that name, in its order. Free with g_ptr_array_free. */
GPtrArray *schema_declarations(const xmlDoc *schema, const char *element, const char *of);

/* Declarations of the elements that may be the root. */
GPtrArray *schema_roots(const xmlDoc *schema);

const char *declared_name(const xmlNode *declaration);

/* What the schema explains of an attribute in a language ("zh", "en"), on one line, in the arena;
 * NULL where it says nothing. */
const char *schema_explanation(struct jb_arena *arena, const xmlDoc *schema, const char *element,
                               const char *attribute, const char *lang);

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

#endif
