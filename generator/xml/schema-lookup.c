#include <libxml/xmlregexp.h>
#include <libxml/xmlschemastypes.h>
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

/* The simple type of a declaration: named, or written inside it; NULL for one of XSD's own. */
static const xmlNode *simple_type(const xmlDoc *schema, const xmlNode *declaration)
{
    const char *type = attribute_of(declaration, "type");
    const xmlNode *inside = declaration->children;

    if (type)
        return find_definition(schema, "simpleType", type);
    while (inside && !is_schema_element(inside, "simpleType"))
        inside = inside->next;
    return inside;
}

static const xmlNode *find_declaration(const xmlDoc *schema, const char *element, const char *of,
                                       const char *name)
{
    GPtrArray *declarations = schema_declarations(schema, element, of);
    const xmlNode *found = NULL;

    for (guint i = 0; i < declarations->len && !found; i++)
        if (strcmp(declared_name(declarations->pdata[i]), name) == 0)
            found = declarations->pdata[i];
    g_ptr_array_free(declarations, TRUE);
    return found;
}

const xmlNode *schema_attribute(const xmlDoc *schema, const char *element, const char *attribute)
{
    return find_declaration(schema, element, "attribute", attribute);
}

const xmlNode *schema_child(const xmlDoc *schema, const char *element, const char *child)
{
    return find_declaration(schema, element, "element", child);
}

const char *schema_explanation(struct jb_arena *arena, const xmlDoc *schema, const char *element,
                               const char *attribute, bool by_type, const char *lang)
{
    const xmlNode *declaration = schema_attribute(schema, element, attribute);
    const xmlNode *type = declaration ? simple_type(schema, declaration) : NULL;
    const char *own = declaration ? documentation(arena, declaration, lang) : NULL;
    const char *of_type = type ? documentation(arena, type, lang) : NULL;

    if (by_type)
        return of_type ? of_type : own;
    return own ? own : of_type;
}

/* --- simple types ----------------------------------------------------------------------------- */

static const xmlNode *facet_after(const xmlNode *type, const xmlNode *facet, const char *kind)
{
    const xmlNode *restriction = facet ? facet->parent : type->children;

    while (restriction && !is_schema_element(restriction, "restriction"))
        restriction = restriction->next;
    if (!facet)
        facet = restriction ? restriction->children : NULL;
    else
        facet = facet->next;
    while (facet && !is_schema_element(facet, kind))
        facet = facet->next;
    return facet;
}

const char *schema_meaning(struct jb_arena *arena, const xmlDoc *schema, const char *element,
                           const char *attribute, const char *value, const char *lang)
{
    const xmlNode *declaration = attribute ? schema_attribute(schema, element, attribute) : NULL;
    const xmlNode *type = declaration ? simple_type(schema, declaration) : NULL;
    const xmlNode *facet = NULL;

    while (type && (facet = facet_after(type, facet, "enumeration")))
        if (g_strcmp0(attribute_of(facet, "value"), value) == 0)
            return documentation(arena, facet, lang);
    return NULL;
}

static bool matches(const xmlNode *pattern, const char *value)
{
    xmlRegexp *regexp = xmlRegexpCompile((const xmlChar *)attribute_of(pattern, "value"));
    bool fits = regexp && xmlRegexpExec(regexp, (const xmlChar *)value) == 1;

    if (regexp)
        xmlRegFreeRegexp(regexp);
    return fits;
}

static bool is_built_in(const char *name, const char *value)
{
    xmlSchemaType *type = xmlSchemaGetPredefinedType(
        (const xmlChar *)local_part(name), (const xmlChar *)"http://www.w3.org/2001/XMLSchema");

    return type && xmlSchemaValidatePredefinedType(type, (const xmlChar *)value, NULL) == 0;
}

/* A date, or a union of dates; of XSD's other own types nothing is guessed. */
static bool is_date(const char *types, const char *value)
{
    char **names = g_strsplit(types, " ", -1);
    bool fits = false;

    for (char **name = names; *name && !fits; name++)
        fits = (strcmp(local_part(*name), "date") == 0 ||
                strcmp(local_part(*name), "gYearMonth") == 0) &&
               is_built_in(*name, value);
    g_strfreev(names);
    return fits;
}

static const char *members_of(const xmlNode *type)
{
    for (const xmlNode *node = type->children; node; node = node->next)
        if (is_schema_element(node, "union"))
            return attribute_of(node, "memberTypes");
    return NULL;
}

bool schema_allows(const xmlDoc *schema, const xmlNode *declaration, const char *value)
{
    const xmlNode *type = simple_type(schema, declaration), *facet = NULL;
    const char *names = type ? members_of(type) : attribute_of(declaration, "type");

    if (names && is_date(names, value))
        return true;
    while (type && (facet = facet_after(type, facet, "pattern")))
        if (matches(facet, value))
            return true;
    return false;
}

bool schema_is_date(const xmlDoc *schema, const char *element, const char *attribute)
{
    const xmlNode *declaration = attribute ? schema_attribute(schema, element, attribute) : NULL;
    const char *type = declaration ? attribute_of(declaration, "type") : NULL;

    return type && !find_definition(schema, "simpleType", type) &&
           strcmp(local_part(type), "date") == 0;
}
