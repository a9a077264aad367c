#include <string.h>

#include "xml/xml-private.h"

/* The schema's own document, read for what its faults do not tell: libxml2 names at most ten of the
 * elements that it expects, none of the attributes, and no explanation. */

enum { DEEPEST_TYPE = 16 }; /* of groups and bases inside each other */

static bool is_schema_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && jb_xml_is(node_outside(node), name);
}

static const char *attribute_of(const xmlNode *node, const char *name)
{
    return jb_xml_attribute(node_outside(node), name);
}

/* "t:pair" -> "pair": our schemas have one name space. */
static const char *local_part(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

const char *declared_name(const xmlNode *declaration)
{
    const char *name = attribute_of(declaration, "name");
    const char *ref = attribute_of(declaration, "ref");

    return name ? name : ref ? local_part(ref) : "";
}

/* A definition directly below <xs:schema>, or NULL. */
static const xmlNode *find_definition(const xmlDoc *schema, const char *kind, const char *name)
{
    const xmlNode *node = xmlDocGetRootElement(schema)->children;

    while (node && !(is_schema_element(node, kind) &&
                     g_strcmp0(attribute_of(node, "name"), local_part(name)) == 0))
        node = node->next;
    return node;
}

static void collect(const xmlDoc *schema, const xmlNode *scope, const char *of, GPtrArray *found,
                    int depth);

static void collect_referred(const xmlDoc *schema, const xmlNode *node, const char *kind,
                             const char *attribute, const char *of, GPtrArray *found, int depth)
{
    const char *name = attribute_of(node, attribute);
    const xmlNode *definition = name ? find_definition(schema, kind, name) : NULL;

    if (definition && depth < DEEPEST_TYPE)
        collect(schema, definition, of, found, depth + 1);
}

static void collect_from(const xmlDoc *schema, const xmlNode *node, const char *of,
                         GPtrArray *found, int depth)
{
    const char *kind = (const char *)node->name;

    if (strcmp(kind, of) == 0) {
        g_ptr_array_add(found, (gpointer)node);
        return;
    }
    if (strcmp(kind, "element") == 0 || strcmp(kind, "annotation") == 0)
        return;
    if (strcmp(kind, "group") == 0 || strcmp(kind, "attributeGroup") == 0)
        collect_referred(schema, node, kind, "ref", of, found, depth);
    if (strcmp(kind, "extension") == 0)
        collect_referred(schema, node, "complexType", "base", of, found, depth);
    if (depth < DEEPEST_TYPE)
        collect(schema, node, of, found, depth + 1);
}

static void collect(const xmlDoc *schema, const xmlNode *scope, const char *of, GPtrArray *found,
                    int depth)
{
    for (const xmlNode *node = scope->children; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE)
            collect_from(schema, node, of, found, depth);
}

GPtrArray *schema_declarations(const xmlDoc *schema, const char *element, const char *of)
{
    GPtrArray *found = g_ptr_array_new();

    for (xmlNode *node = xmlDocGetRootElement(schema); node; node = node_after(node)) {
        if (!is_schema_element(node, "element") ||
            g_strcmp0(attribute_of(node, "name"), element) != 0)
            continue;
        if (attribute_of(node, "type"))
            collect_referred(schema, node, "complexType", "type", of, found, 0);
        else
            collect(schema, node, of, found, 0);
    }
    return found;
}

GPtrArray *schema_roots(const xmlDoc *schema)
{
    GPtrArray *found = g_ptr_array_new();

    collect(schema, xmlDocGetRootElement(schema), "element", found, DEEPEST_TYPE);
    return found;
}

/* xml:lang="zh-CN" is Chinese for lang "zh". */
static bool is_in_language(const xmlNode *node, const char *lang)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (a->ns && strcmp((const char *)a->name, "lang") == 0 && a->children)
            return g_str_has_prefix((const char *)a->children->content, lang);
    return false;
}

static const char *on_one_line(struct jb_arena *arena, const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    char **words = g_strsplit_set((const char *)content, " \t\r\n", -1);
    GString *line = g_string_new(NULL);
    const char *text;

    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf(line, "%s%s", line->len ? " " : "", *word);
    text = jb_arena_dup_span(arena, line->str, line->len);
    g_string_free(line, TRUE);
    g_strfreev(words);
    xmlFree(content);
    return text;
}

static const char *documentation(struct jb_arena *arena, const xmlNode *declaration,
                                 const char *lang)
{
    for (const xmlNode *note = declaration->children; note; note = note->next)
        if (is_schema_element(note, "annotation"))
            for (const xmlNode *node = note->children; node; node = node->next)
                if (is_schema_element(node, "documentation") && is_in_language(node, lang))
                    return on_one_line(arena, node);
    return NULL;
}

/* Of the declaration itself, else of its type. */
static const char *explain(struct jb_arena *arena, const xmlDoc *schema, const xmlNode *declaration,
                           const char *lang)
{
    const char *text = documentation(arena, declaration, lang);
    const char *type = attribute_of(declaration, "type");
    const xmlNode *definition = type ? find_definition(schema, "simpleType", type) : NULL;

    return text || !definition ? text : documentation(arena, definition, lang);
}

const char *schema_explanation(struct jb_arena *arena, const xmlDoc *schema, const char *element,
                               const char *attribute, const char *lang)
{
    GPtrArray *declarations = schema_declarations(schema, element, "attribute");
    const char *text = NULL;

    for (guint i = 0; i < declarations->len && !text; i++)
        if (strcmp(declared_name(declarations->pdata[i]), attribute) == 0)
            text = explain(arena, schema, declarations->pdata[i], lang);
    g_ptr_array_free(declarations, TRUE);
    return text;
}
