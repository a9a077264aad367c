#include <string.h>

#include "xml/xml-private.h"

/* The names that a schema declares, for those who write XPath over its documents. */

static bool declares(const xmlNode *node, const char *kind)
{
    return node->type == XML_ELEMENT_NODE && jb_xml_is(node_outside(node), kind) &&
           jb_xml_attribute(node_outside(node), "name");
}

static void close_names(void *names)
{
    g_ptr_array_free(names, TRUE);
}

static const char *const *names_of(struct jb_arena *arena, const xmlDoc *schema, const char *kind,
                                   uint32_t *count)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal); /* looked up only */

    for (xmlNode *node = xmlDocGetRootElement(schema); node; node = node_after(node)) {
        const char *name = declares(node, kind) ? declared_name(node) : NULL;

        if (name && g_hash_table_add(known, (gpointer)name))
            g_ptr_array_add(names, jb_arena_dup_text(arena, name));
    }
    g_hash_table_destroy(known);
    jb_arena_defer(arena, close_names, names);
    *count = names->len;
    return (const char *const *)names->pdata;
}

bool jb_xml_schema_names(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                         const char *schema, struct jb_xml_names *elements,
                         struct jb_xml_names *attributes)
{
    struct loading loading = {arena, sources, sink, .folder = "", .own = true};
    xmlDoc *doc;

    quieten_library();
    loading.spans = spans_new(arena);
    doc = load_xml_file(&loading, schema, (struct jb_span){0}, 0);
    if (!doc)
        return false;
    elements->names = names_of(arena, doc, "element", &elements->count);
    attributes->names = names_of(arena, doc, "attribute", &attributes->count);
    return true;
}
