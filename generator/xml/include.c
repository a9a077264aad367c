#include <string.h>

#include "base/path.h"
#include "xml/messages-private.h"
#include "xml/xml-private.h"

/* The files that are being read, from the innermost outwards. */
struct chain {
    const struct chain *outer;
    const char *path; /* relative to the top file's folder, without "." and ".." */
    uint32_t length;
};

static bool is_in(const struct chain *chain, const char *path)
{
    for (; chain; chain = chain->outer)
        if (strcmp(chain->path, path) == 0)
            return true;
    return false;
}

static bool holds_something(const xmlNode *include)
{
    for (const xmlNode *child = include->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE ||
            (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child)))
            return true;
    return false;
}

/* The file that an include names, or NULL after a report at at. */
static const char *included_path(struct loading *loading, const struct chain *chain,
                                 const char *src, struct jb_span at)
{
    const char *path = jb_path_inside(loading->arena, loading->folder, chain->path, src);
    const struct jb_message *message = NULL;

    if (!path)
        message = &jb_xml_messages[SAY_OUTSIDE];
    else if (is_in(chain, path))
        message = &jb_xml_messages[SAY_CYCLE];
    if (message) {
        jb_report(loading->sink, message, at, src, NULL);
        return NULL;
    }
    if (chain->length > DEEPEST_INCLUDE || ++loading->files > MOST_INCLUDES) {
        jb_report(loading->sink, &jb_xml_messages[SAY_TOO_MANY_INCLUDES], at, G_STRINGIFY(8),
                  G_STRINGIFY(1000), NULL);
        return NULL;
    }
    return path;
}

static uint32_t depth_of(const xmlNode *node)
{
    uint32_t depth = 0;

    while ((node = node->parent) && node->type == XML_ELEMENT_NODE)
        depth++;
    return depth;
}

static void replace_includes(struct loading *loading, xmlDoc *doc, const struct chain *chain,
                             uint32_t depth);

/* The root of what an include names, with its own includes in place; NULL after a report. */
static xmlNode *included_root(struct loading *loading, const xmlNode *include,
                              const struct chain *chain, uint32_t depth)
{
    struct jb_span tag = g_array_index(loading->spans, struct jb_span, node_number(include));
    const char *src = jb_xml_attribute(node_outside(include), "src");
    struct jb_span at = attribute_span(loading->sources, tag, "src");
    struct chain inner = {chain, NULL, chain->length + 1};
    xmlDoc *doc;

    if (!src || !*src || include->properties->next || holds_something(include)) {
        jb_report(loading->sink, &jb_xml_messages[SAY_BAD_INCLUDE], tag, NULL);
        return NULL;
    }
    inner.path = included_path(loading, chain, src, at);
    if (!inner.path)
        return NULL;
    doc = load_xml_file(loading, inner.path, at, depth);
    if (!doc)
        return NULL;
    replace_includes(loading, doc, &inner, depth);
    return xmlDocGetRootElement(doc);
}

/* A missing part is left out, so that faults of the others can be told in the same run. */
static void replace_include(struct loading *loading, xmlNode *include, const struct chain *chain,
                            uint32_t depth)
{
    xmlNode *root = included_root(loading, include, chain, depth + depth_of(include));

    if (root) {
        xmlReplaceNode(include, root);
    } else {
        loading->complete = false;
        xmlUnlinkNode(include);
    }
    xmlFreeNode(include);
}

static void replace_includes(struct loading *loading, xmlDoc *doc, const struct chain *chain,
                             uint32_t depth)
{
    GPtrArray *includes = g_ptr_array_new();

    for (xmlNode *node = xmlDocGetRootElement(doc); node;) {
        bool is_include =
            node->type == XML_ELEMENT_NODE && jb_xml_is(node_outside(node), "include");

        if (is_include)
            g_ptr_array_add(includes, node);
        node = is_include ? node_past(node) : node_after(node);
    }
    for (guint i = 0; i < includes->len; i++)
        replace_include(loading, includes->pdata[i], chain, depth);
    g_ptr_array_free(includes, TRUE);
}

void load_includes(struct loading *loading, xmlDoc *doc, const char *path)
{
    struct chain top = {NULL, path, 1};

    replace_includes(loading, doc, &top, 0);
}
