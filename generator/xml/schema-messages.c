#include <libxml/xmlerror.h>
#include <string.h>

#include "base/nearest.h"
#include "xml/messages-private.h"
#include "xml/xml-private.h"

enum { LISTED_BY_LIBRARY = 10, EXCERPT = 20 /* characters */ };

/* Names in the arena, while a message is put together. */
struct names {
    const char **at;
    uint32_t count;
};

bool is_unexpected(const struct fault *fault)
{
    return fault->code == XML_SCHEMAV_ELEMENT_CONTENT &&
           strstr(fault->text, "This element is not expected");
}

static struct names split_names(struct jb_arena *arena, const char *text, size_t length)
{
    char *copy = g_strndup(text, length);
    char **parts = g_strsplit_set(copy, ", '()", -1);
    struct names names = {JB_NEW_ARRAY(arena, const char *, g_strv_length(parts)), 0};

    for (char **part = parts; *part; part++)
        if (**part)
            names.at[names.count++] = jb_arena_dup_text(arena, *part);
    g_strfreev(parts);
    g_free(copy);
    return names;
}

/* "… Expected is ( a )." or "… Expected is one of ( a, b )." */
const char **expected_names(struct jb_arena *arena, const char *text, uint32_t *count)
{
    const char *list = strstr(text, "Expected is");
    const char *open = list ? strchr(list, '(') : NULL;
    const char *close = open ? strrchr(open, ')') : NULL;
    struct names names = {0};

    if (close)
        names = split_names(arena, open, (size_t)(close - open));
    *count = names.count;
    return names.at;
}

static struct names names_of(struct jb_arena *arena, GPtrArray *declarations)
{
    struct names names = {JB_NEW_ARRAY(arena, const char *, declarations->len), 0};

    for (guint i = 0; i < declarations->len; i++) {
        const char *name = declared_name(declarations->pdata[i]);
        bool known = false;

        for (uint32_t j = 0; j < names.count && !known; j++)
            known = strcmp(names.at[j], name) == 0;
        if (!known)
            names.at[names.count++] = name;
    }
    g_ptr_array_free(declarations, TRUE);
    return names;
}

static const char *join(struct jb_arena *arena, struct names names, const char *before,
                        const char *after, const char *between)
{
    GString *list = g_string_new(NULL);
    const char *text;

    for (uint32_t i = 0; i < names.count; i++)
        g_string_append_printf(list, "%s%s%s%s", i ? between : "", before, names.at[i], after);
    text = jb_arena_dup_span(arena, list->str, list->len);
    g_string_free(list, TRUE);
    return text;
}

static const char *as_tags(struct jb_arena *arena, struct names names)
{
    return join(arena, names, "<", ">", ", ");
}

static const char *name_of(const xmlNode *node)
{
    return (const char *)node->name;
}

/* --- elements --------------------------------------------------------------------------------- */

static void report_surplus(const struct fault_report *r, const xmlNode *node)
{
    jb_report(r->sink, &jb_xml_messages[SAY_SURPLUS], node_span(r->xml, node), name_of(node),
              name_of(node->parent), NULL);
}

static void report_other(const struct fault_report *r, const xmlNode *node, struct names names)
{
    const char *near = jb_nearest(name_of(node), names.at, names.count);

    if (near && strcmp(near, name_of(node)) == 0) /* the same name in a name space */
        jb_report(r->sink, &jb_xml_messages[SAY_SCHEMA_FAULT], node_span(r->xml, node),
                  node->ns ? jb_arena_print(r->arena, "xmlns=\"%s\"", node->ns->href) : near, NULL);
    else if (near)
        jb_report(r->sink, &jb_xml_messages[SAY_MISSPELT_ELEMENT], node_span(r->xml, node),
                  name_of(node), near, NULL);
    else
        jb_report(r->sink, &jb_xml_messages[SAY_UNEXPECTED], node_span(r->xml, node), name_of(node),
                  as_tags(r->arena, names), NULL);
}

static bool has_name(struct names names, const char *name)
{
    for (uint32_t i = 0; i < names.count; i++)
        if (strcmp(names.at[i], name) == 0)
            return true;
    return false;
}

/* Where the library lists nothing, the parent is full, or it may hold any number of some elements
 * of which this is none. */
static void report_unexpected(const struct fault_report *r, const struct fault *fault,
                              const xmlNode *node)
{
    struct names names;
    bool listed;

    names.at = expected_names(r->arena, fault->text, &names.count);
    listed = names.count > 0;
    if (!listed || names.count >= LISTED_BY_LIBRARY)
        names =
            names_of(r->arena, schema_declarations(r->schema, name_of(node->parent), "element"));
    if (names.count == 0 || (!listed && has_name(names, name_of(node))))
        report_surplus(r, node);
    else
        report_other(r, node, names);
}

/* The nearest element round node that has an id: "theme childcare". */
static const char *owner_of(struct jb_arena *arena, const xmlNode *node)
{
    const struct jb_xml_node *owner = node_outside(node);

    while (!jb_xml_attribute(owner, "id") && jb_xml_parent(owner))
        owner = jb_xml_parent(owner);
    return jb_xml_attribute(owner, "id")
               ? jb_arena_print(arena, "%s %s", jb_xml_name(owner), jb_xml_attribute(owner, "id"))
               : jb_xml_name(owner);
}

void report_missing_child(const struct fault_report *r, const xmlNode *node, const char *child)
{
    jb_report(r->sink, &jb_xml_messages[SAY_INCOMPLETE], node_span(r->xml, node), name_of(node),
              jb_arena_print(r->arena, "<%s>", child), owner_of(r->arena, node), NULL);
}

static void report_incomplete(const struct fault_report *r, const struct fault *fault,
                              const xmlNode *node)
{
    struct names names;

    names.at = expected_names(r->arena, fault->text, &names.count);
    jb_report(r->sink, &jb_xml_messages[SAY_INCOMPLETE], node_span(r->xml, node), name_of(node),
              as_tags(r->arena, names), owner_of(r->arena, node), NULL);
}

static void report_child_elements(const struct fault_report *r, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            report_surplus(r, child);
}

/* --- text ------------------------------------------------------------------------------------- */

static const char *excerpt(struct jb_arena *arena, const char *text)
{
    const char *end;

    text += strspn(text, " \t\r\n");
    end = text + strcspn(text, "\r\n");
    while (end > text && g_ascii_isspace(end[-1]))
        end--;
    if (g_utf8_strlen(text, end - text) > EXCERPT)
        return jb_arena_print(arena, "%.*s…", (int)(g_utf8_offset_to_pointer(text, EXCERPT) - text),
                              text);
    return jb_arena_dup_span(arena, text, (size_t)(end - text));
}

/* The text without the white space round it. */
static struct jb_span without_blanks(const struct jb_xml *xml, struct jb_span span)
{
    const struct jb_source *source = jb_source_find(xml->sources, span.source);

    while (source && span.start < span.end && g_ascii_isspace(source->text[span.start]))
        span.start++;
    while (source && span.end > span.start && g_ascii_isspace(source->text[span.end - 1]))
        span.end--;
    return span;
}

/* libxml2 tells it once for an element, however many pieces there are. */
static void report_stray_text(const struct fault_report *r, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child))
            jb_report(r->sink, &jb_xml_messages[SAY_STRAY_TEXT],
                      without_blanks(r->xml, node_span(r->xml, child)), name_of(node),
                      excerpt(r->arena, (const char *)child->content), NULL);
}

/* --- attributes and values -------------------------------------------------------------------- */

/* The name itself inside the start tag; the tag where it is not found. */
static struct jb_span name_span(const struct fault_report *r, const xmlNode *node,
                                const char *attribute)
{
    struct jb_span tag = node_span(r->xml, node);
    struct jb_span value = attribute_span(r->xml->sources, tag, attribute);
    const struct jb_source *source = jb_source_find(r->xml->sources, tag.source);
    uint32_t length = (uint32_t)strlen(attribute);
    uint32_t start = value.start;

    while (source && start > tag.start && strncmp(source->text + start, attribute, length) != 0)
        start--;
    return start > tag.start ? (struct jb_span){tag.source, start, start + length} : tag;
}

static void report_unknown_attribute(const struct fault_report *r, const struct fault *fault,
                                     const xmlNode *node)
{
    struct names names =
        names_of(r->arena, schema_declarations(r->schema, name_of(node), "attribute"));
    const char *near = jb_nearest(fault->attribute, names.at, names.count);
    int message = near ? SAY_MISSPELT_ATTRIBUTE : SAY_ATTRIBUTE_UNKNOWN;
    const char *instead = near ? near : join(r->arena, names, "", "", ", ");

    jb_report(r->sink, &jb_xml_messages[message], name_span(r, node, fault->attribute),
              fault->attribute, name_of(node), *instead ? instead : "–", NULL);
}

/* The schema explains in both languages, an argument has to serve in both. */
static const char *explanation(const struct fault_report *r, const struct fault *fault,
                               const xmlNode *node, const char *otherwise)
{
    const char *zh = NULL, *en = NULL;

    if (fault->attribute) {
        zh = schema_explanation(r->arena, r->schema, name_of(node), fault->attribute, "zh");
        en = schema_explanation(r->arena, r->schema, name_of(node), fault->attribute, "en");
    }
    if (zh && en)
        return jb_arena_print(r->arena, "%s / %s", zh, en);
    return zh ? zh : en ? en : otherwise;
}

static void report_missing_attribute(const struct fault_report *r, const struct fault *fault,
                                     const xmlNode *node)
{
    jb_report(r->sink, &jb_xml_messages[SAY_ATTRIBUTE_MISSING], node_span(r->xml, node),
              fault->attribute, name_of(node), explanation(r, fault, node, "…"), NULL);
}

static struct jb_span value_span(const struct fault_report *r, const struct fault *fault,
                                 const xmlNode *node)
{
    if (fault->attribute)
        return attribute_span(r->xml->sources, node_span(r->xml, node), fault->attribute);
    return node_span(
        r->xml, node->children && node->children->type == XML_TEXT_NODE ? node->children : node);
}

static const char *value_of(const struct fault *fault, const xmlNode *node)
{
    const char *text = NULL;

    if (fault->attribute)
        text = jb_xml_attribute(node_outside(node), fault->attribute);
    else if (node->children && node->children->type == XML_TEXT_NODE)
        text = (const char *)node->children->content;
    return text ? text : "";
}

/* The value that is nearest, all that are allowed, or what the schema says of it. */
static const char *fitting_values(const struct fault_report *r, const struct fault *fault,
                                  const xmlNode *node)
{
    struct names names;
    const char *near;

    if (!fault->listed)
        return explanation(r, fault, node, fault->text);
    names = split_names(r->arena, fault->listed, strlen(fault->listed));
    near = jb_nearest(value_of(fault, node), names.at, names.count);
    return near ? near : join(r->arena, names, "", "", ", ");
}

static void report_bad_value(const struct fault_report *r, const struct fault *fault,
                             const xmlNode *node)
{
    const char *what =
        fault->attribute ? fault->attribute : jb_arena_print(r->arena, "<%s>", name_of(node));

    jb_report(r->sink, &jb_xml_messages[SAY_BAD_VALUE], value_span(r, fault, node), what,
              excerpt(r->arena, value_of(fault, node)), fitting_values(r, fault, node), NULL);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* The second code is that of elements which hold a value alone. */
static bool is_about_unknown_attribute(const struct fault *fault)
{
    return fault->attribute && (fault->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1 ||
                                fault->code == XML_SCHEMAV_CVC_TYPE_3_1_1);
}

static bool is_about_value(int code)
{
    return code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 &&
           code <= XML_SCHEMAV_CVC_ENUMERATION_VALID;
}

void report_fault(const struct fault_report *r, const struct fault *fault, const xmlNode *node)
{
    bool about_text = strstr(fault->text, "Character content") != NULL;

    if (is_unexpected(fault))
        report_unexpected(r, fault, node);
    else if (fault->code == XML_SCHEMAV_ELEMENT_CONTENT)
        report_incomplete(r, fault, node);
    else if (fault->code == XML_SCHEMAV_CVC_ELT_1)
        report_other(r, node, names_of(r->arena, schema_roots(r->schema)));
    else if (is_about_unknown_attribute(fault))
        report_unknown_attribute(r, fault, node);
    else if (fault->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4 && fault->attribute)
        report_missing_attribute(r, fault, node);
    else if (about_text)
        report_stray_text(r, node);
    else if (strstr(fault->text, "Element content is not allowed"))
        report_child_elements(r, node);
    else if (is_about_value(fault->code))
        report_bad_value(r, fault, node);
    else
        jb_report(r->sink, &jb_xml_messages[SAY_SCHEMA_FAULT], node_span(r->xml, node), fault->text,
                  NULL);
}
