#include <libxml/xmlerror.h>
#include <string.h>

#include "base/nearest.h"
#include "xml/messages-private.h"
#include "xml/xml-private.h"

enum { LISTED_BY_LIBRARY = 10, EXCERPT = 20 /* characters */, FEW = 2 /* elements */ };

bool is_unexpected(const struct fault *fault)
{
    return fault->code == XML_SCHEMAV_ELEMENT_CONTENT &&
           strstr(fault->text, "This element is not expected");
}

struct names split_names(struct jb_arena *arena, const char *text, size_t length)
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

struct names declared_names(struct jb_arena *arena, GPtrArray *declarations)
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

const char *join_names(struct jb_arena *arena, struct names names, const char *before,
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

static struct jb_words as_tags(struct jb_arena *arena, struct names names)
{
    return (struct jb_words){join_names(arena, names, "<", ">", "、"),
                             join_names(arena, names, "<", ">", ", ")};
}

/* --- elements --------------------------------------------------------------------------------- */

static void report_surplus(const struct fault_report *r, const xmlNode *node)
{
    jb_report(r->sink, &jb_xml_messages[SAY_SURPLUS], node_span(r->xml, node), element_name(node),
              element_name(node->parent), NULL);
}

static bool has_name(struct names names, const char *name)
{
    for (uint32_t i = 0; i < names.count; i++)
        if (strcmp(names.at[i], name) == 0)
            return true;
    return false;
}

static void report_expected(const struct fault_report *r, const xmlNode *node, struct names names)
{
    struct jb_words words[] = {jb_words_same(element_name(node)), as_tags(r->arena, names), {0}};

    jb_report_words(r->sink, &jb_xml_messages[SAY_UNEXPECTED], node_span(r->xml, node),
                    (struct jb_span){0}, words);
}

static void report_other(const struct fault_report *r, const xmlNode *node, struct names names)
{
    const char *near = jb_nearest(element_name(node), names.at, names.count);

    if (node->ns)
        jb_report(r->sink, &jb_xml_messages[SAY_NAME_SPACE], node_span(r->xml, node),
                  element_name(node), (const char *)node->ns->href, NULL);
    else if (names.count == 0)
        report_surplus(r, node);
    else if (near && strcmp(near, element_name(node)) != 0)
        jb_report(r->sink, &jb_xml_messages[SAY_MISSPELT_ELEMENT], node_span(r->xml, node),
                  element_name(node), near, NULL);
    else
        report_expected(r, node, names);
}

static void report_out_of_order(const struct fault_report *r, const xmlNode *late,
                                const xmlNode *early)
{
    const xmlNode *last = find_last_overtaker(r->arena, r->schema, early);
    const xmlNode *at = last ? early : late, *other = last ? last : early;

    jb_report_both(r->sink, &jb_xml_messages[last ? SAY_TOO_EARLY : SAY_TOO_LATE],
                   node_span(r->xml, at), node_span(r->xml, other), element_name(at),
                   element_name(other), NULL);
}

/* The only sibling of that name is behind node: it is not that one which is missing. */
static bool comes_behind(const xmlNode *node, const char *name)
{
    const struct jb_xml_node *first = jb_xml_child(node_outside(node->parent), name);

    while (first && (node = node->next))
        if (node_outside(node) == first)
            return true;
    return false;
}

/* All from the first that the library lists: its list is cut short. */
static struct names whole_list(struct names declared, struct names listed)
{
    uint32_t skipped = 0;

    while (skipped < declared.count && strcmp(declared.at[skipped], listed.at[0]) != 0)
        skipped++;
    return skipped == declared.count
               ? declared
               : (struct names){declared.at + skipped, declared.count - skipped};
}

/* What may stand in the place of node. Where the one element that is expected comes behind it, all
 * that the schema has for the parent. */
static struct names possible_names(const xmlNode *node, struct names declared, struct names listed)
{
    if (listed.count == 0 || (listed.count == 1 && comes_behind(node, listed.at[0])))
        return declared;
    return listed.count < LISTED_BY_LIBRARY ? listed : whole_list(declared, listed);
}

static void report_unexpected(const struct fault_report *r, const struct fault *fault,
                              const xmlNode *node)
{
    const xmlNode *early = find_overtaken(r->arena, r->schema, node);
    struct names declared = declared_names(
        r->arena, schema_declarations(r->schema, element_name(node->parent), "element"));
    struct names listed;

    listed.at = expected_names(r->arena, fault->text, &listed.count);
    if (early)
        report_out_of_order(r, node, early);
    else if (listed.count == 0 && has_name(declared, element_name(node)))
        report_surplus(r, node);
    else
        report_other(r, node, possible_names(node, declared, listed));
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

static void report_lacking(const struct fault_report *r, const xmlNode *node, struct names names)
{
    struct jb_words words[] = {jb_words_same(element_name(node)),
                               as_tags(r->arena, names),
                               jb_words_same(owner_of(r->arena, node)),
                               {0}};

    jb_report_words(r->sink, &jb_xml_messages[SAY_INCOMPLETE], node_span(r->xml, node),
                    (struct jb_span){0}, words);
}

void report_missing_child(const struct fault_report *r, const xmlNode *node, const char *child)
{
    report_lacking(r, node, (struct names){&child, 1});
}

static bool holds_text_alone(const xmlNode *node)
{
    bool text = false;

    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            return false;
        else
            text = text || (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child));
    return text;
}

/* Text where elements are due is told by itself, and where it belongs. */
static void report_incomplete(const struct fault_report *r, const struct fault *fault,
                              const xmlNode *node)
{
    struct names names;

    if (holds_text_alone(node))
        return;
    names.at = expected_names(r->arena, fault->text, &names.count);
    report_lacking(r, node, names);
}

static void report_child_elements(const struct fault_report *r, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            report_surplus(r, child);
}

/* --- text ------------------------------------------------------------------------------------- */

const char *short_excerpt(struct jb_arena *arena, const char *text)
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

/* Where few elements may stand, such as the halves of a pair, the text belongs in one of them. */
static struct jb_words place_of_text(const struct fault_report *r, const xmlNode *node)
{
    struct names names =
        declared_names(r->arena, schema_declarations(r->schema, element_name(node), "element"));
    const struct jb_words between = {" 或 ", " or "};

    if (names.count > 0 && names.count <= FEW)
        return (struct jb_words){
            jb_arena_print(r->arena, " %s ", join_names(r->arena, names, "<", ">", between.zh)),
            join_names(r->arena, names, "<", ">", between.en)};
    return (struct jb_words){"放文字的元素", "an element that holds text"};
}

static void report_one_text(const struct fault_report *r, const xmlNode *node, const xmlNode *text)
{
    const char *words = short_excerpt(r->arena, (const char *)text->content);
    struct jb_words args[] = {
        jb_words_same(element_name(node)), jb_words_same(words), place_of_text(r, node), {0}};

    jb_report_words(r->sink, &jb_xml_messages[SAY_STRAY_TEXT],
                    without_blanks(r->xml, node_span(r->xml, text)), (struct jb_span){0}, args);
}

/* libxml2 tells it once for an element, however many pieces there are. */
static void report_stray_text(const struct fault_report *r, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child))
            report_one_text(r, node, child);
}

/* --- attributes and values -------------------------------------------------------------------- */

static struct jb_span name_span(const struct fault_report *r, const xmlNode *node,
                                const char *attribute)
{
    return attribute_name_span(r->xml->sources, node_span(r->xml, node), attribute, false);
}

static struct jb_words attribute_list(struct jb_arena *arena, struct names names)
{
    if (names.count == 0)
        return (struct jb_words){"没有", "none"};
    return (struct jb_words){join_names(arena, names, "", "", "、"),
                             join_names(arena, names, "", "", ", ")};
}

static void report_unknown_attribute(const struct fault_report *r, const struct fault *fault,
                                     const xmlNode *node)
{
    struct names names =
        declared_names(r->arena, schema_declarations(r->schema, element_name(node), "attribute"));
    const char *near = jb_nearest(fault->attribute, names.at, names.count);
    int message = near ? SAY_MISSPELT_ATTRIBUTE : SAY_ATTRIBUTE_UNKNOWN;
    struct jb_words words[] = {jb_words_same(fault->attribute),
                               jb_words_same(element_name(node)),
                               near ? jb_words_same(near) : attribute_list(r->arena, names),
                               {0}};

    jb_report_words(r->sink, &jb_xml_messages[message], name_span(r, node, fault->attribute),
                    (struct jb_span){0}, words);
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
        report_other(r, node, declared_names(r->arena, schema_roots(r->schema)));
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
