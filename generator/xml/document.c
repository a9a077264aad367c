#include <libxml/xpath.h>
#include <string.h>

#include "xml/xml-private.h"

static void close_spans(void *spans)
{
    g_array_free(spans, TRUE);
}

static void move_span(struct jb_span *spans, const GArray *loaded, uint32_t number, xmlNode *node)
{
    spans[number] = g_array_index(loaded, struct jb_span, node_number(node));
    node->_private = GUINT_TO_POINTER(number);
}

/* Numbers in document order, now that every include is in place. */
static void number_nodes(struct jb_arena *arena, struct jb_xml *xml, const GArray *loaded)
{
    uint32_t elements = 0, texts = 0;
    struct jb_span *spans;

    for (xmlNode *node = xmlDocGetRootElement(xml->doc); node; node = node_after(node)) {
        elements += node->type == XML_ELEMENT_NODE;
        texts += node->type == XML_TEXT_NODE;
    }
    spans = JB_NEW_ARRAY(arena, struct jb_span, elements + texts);
    xml->spans = spans;
    xml->element_count = elements;
    texts = elements;
    elements = 0;
    for (xmlNode *node = xmlDocGetRootElement(xml->doc); node; node = node_after(node)) {
        if (node->type == XML_ELEMENT_NODE)
            move_span(spans, loaded, elements++, node);
        else if (node->type == XML_TEXT_NODE)
            move_span(spans, loaded, texts++, node);
    }
}

static const char *folder_of(struct jb_arena *arena, const char *path)
{
    char *folder = g_path_get_dirname(path);
    const char *kept = strchr(path, '/') ? jb_arena_dup_text(arena, folder) : "";

    g_free(folder);
    return kept;
}

static const char *name_of(struct jb_arena *arena, const char *path)
{
    char *name = g_path_get_basename(path);
    const char *kept = jb_arena_dup_text(arena, name);

    g_free(name);
    return kept;
}

GArray *spans_new(struct jb_arena *arena)
{
    GArray *spans = g_array_new(FALSE, TRUE, sizeof(struct jb_span));

    g_array_set_size(spans, 1); /* number 0: a node whose place is not known */
    jb_arena_defer(arena, close_spans, spans);
    return spans;
}

struct jb_xml *jb_xml_open(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                           const char *path)
{
    struct loading loading = {arena, sources, sink, .complete = true};
    const char *name = name_of(arena, path);
    struct jb_xml *xml = JB_NEW(arena, struct jb_xml);

    quieten_library();
    loading.folder = folder_of(arena, path);
    loading.spans = spans_new(arena);
    xml->doc = load_xml_file(&loading, name, (struct jb_span){0}, 0);
    if (!xml->doc)
        return NULL;
    load_includes(&loading, xml->doc, name);
    if (!xmlDocGetRootElement(xml->doc))
        return NULL;
    xml->sources = sources;
    xml->complete = loading.complete;
    number_nodes(arena, xml, loading.spans);
    xmlXPathOrderDocElems(xml->doc); /* sorting node sets is linear then */
    return xml;
}

bool jb_xml_is_complete(const struct jb_xml *xml)
{
    return xml->complete;
}

static void close_node(void *node)
{
    xmlFreeNode(node);
}

void jb_xml_hide(struct jb_arena *arena, const struct jb_xml_node *node)
{
    xmlUnlinkNode(node_inside(node));
    jb_arena_defer(arena, close_node, node_inside(node));
}
