#include <string.h>

#include "base/nearest.h"
#include "read/messages-private.h"
#include "read/read.h"
#include "read/template-private.h"

static const struct {
    const char *name;
    enum jb_node_kind kind;
    bool mixed; /* text inside it counts */
} kinds[] = {
    {"strong", JB_NODE_STRONG, true},
    {"value", JB_NODE_VALUE, false},
    {"half", JB_NODE_HALF, false},
    {"figure", JB_NODE_FIGURE, false},
    {"unit", JB_NODE_UNIT, false},
    {"date", JB_NODE_DATE, false},
    {"period", JB_NODE_PERIOD, false},
    {"schedule", JB_NODE_SCHEDULE, false},
    {"page-number", JB_NODE_PAGE_NUMBER, false},
    {"page-count", JB_NODE_PAGE_COUNT, false},
    {"page-of", JB_NODE_PAGE_OF, false},
    {"br", JB_NODE_LINE_BREAK, false},
    {"p", JB_NODE_P, true},
    {"pair", JB_NODE_PAIR, false},
    {"zh", JB_NODE_ZH, true},
    {"en", JB_NODE_EN, true},
    {"heading", JB_NODE_HEADING, false},
    {"section", JB_NODE_SECTION, false},
    {"box", JB_NODE_BOX, false},
    {"header", JB_NODE_BOX, false},
    {"footer", JB_NODE_BOX, false},
    {"keep", JB_NODE_KEEP, false},
    {"row", JB_NODE_ROW, false},
    {"cell", JB_NODE_CELL, false},
    {"table", JB_NODE_TABLE, false},
    {"head", JB_NODE_HEAD, false},
    {"contents", JB_NODE_CONTENTS, false},
    {"bar", JB_NODE_BAR, false},
    {"rule", JB_NODE_RULE, false},
    {"space", JB_NODE_SPACE, false},
    {"break", JB_NODE_PAGE_BREAK, false},
    {"each", JB_NODE_EACH, false},
    {"if", JB_NODE_IF, true}, /* its white space is dropped among blocks */
    {"choose", JB_NODE_CHOOSE, false},
    {"when", JB_NODE_WHEN, false},
    {"otherwise", JB_NODE_OTHERWISE, false},
    {"let", JB_NODE_LET, false},
    {"use", JB_NODE_USE, false},
};

static size_t find_kind(const struct jb_xml_node *element)
{
    size_t i = 0;

    while (i < G_N_ELEMENTS(kinds) && !jb_xml_is(element, kinds[i].name))
        i++;
    return i;
}

/* A line end with its indentation is the editor's layout, not text: between Latin letters it stands
 * for a space, elsewhere and at the ends for nothing. */
static const char *fold_lines(struct jb_arena *arena, const char *text)
{
    GString *folded = g_string_new(NULL);
    const char *copy;

    while (*text) {
        size_t white = strspn(text, " \t\r\n");

        if (white == 0 || !memchr(text, '\n', white)) {
            g_string_append_c(folded, *text++);
            continue;
        }
        text += white;
        if (folded->len > 0 && g_ascii_isgraph(folded->str[folded->len - 1]) &&
            g_ascii_isgraph(*text))
            g_string_append_c(folded, ' ');
    }
    copy = jb_arena_dup_span(arena, folded->str, folded->len);
    g_string_free(folded, TRUE);
    return copy;
}

/* Whether element stands in a paragraph; parts, body and pages are not among the kinds. */
static bool in_paragraph(const struct jb_xml_node *element)
{
    size_t kind = find_kind(element);

    while (kind < G_N_ELEMENTS(kinds) && !kinds[kind].mixed) {
        element = jb_xml_parent(element);
        kind = find_kind(element);
    }
    return kind < G_N_ELEMENTS(kinds);
}

static const struct jb_node *use_part(struct template_reader *reader,
                                      const struct jb_xml_node *element, uint32_t *count)
{
    const char *name = jb_xml_attribute(element, "part");
    const struct jb_xml_node *part = g_hash_table_lookup(reader->parts, name);
    struct jb_span span = jb_xml_attribute_span(reader->xml, element, "part");
    const struct jb_node *nodes;

    *count = 0;
    if (!part) {
        guint length;
        gpointer *names = g_hash_table_get_keys_as_array(reader->parts, &length);

        jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_PART], span, name,
                  suggest_name(reader->arena, name, (const char *const *)names, length), NULL);
        g_free(names);
        return NULL;
    }
    if (g_ptr_array_find_with_equal_func(reader->using, name, g_str_equal, NULL)) {
        jb_report(reader->sink, &jb_read_messages[SAY_PART_CYCLE], span, name, NULL);
        return NULL;
    }
    g_ptr_array_add(reader->using, (gpointer)name);
    nodes = read_nodes(reader, part, count);
    g_ptr_array_set_size(reader->using, (gint)reader->using->len - 1);
    return nodes;
}

static struct jb_node read_element(struct template_reader *reader,
                                   const struct jb_xml_node *element)
{
    struct jb_node node = {.kind = kinds[find_kind(element)].kind,
                           .span = jb_xml_span(reader->xml, element)};

    read_attributes(reader, element, &node);
    node.keep_together = node.kind == JB_NODE_KEEP;
    if (node.kind == JB_NODE_USE)
        node.children = use_part(reader, element, &node.child_count);
    else
        node.children = read_nodes(reader, element, &node.child_count);
    return node;
}

const struct jb_node *read_nodes(struct template_reader *reader, const struct jb_xml_node *element,
                                 uint32_t *count)
{
    GArray *nodes = g_array_new(FALSE, TRUE, sizeof(struct jb_node));
    struct jb_xml_item item;
    const struct jb_node *copy;
    bool more = jb_xml_first_item(reader->xml, element, &item);
    bool text_counts = in_paragraph(element);

    for (; more; more = jb_xml_next_item(reader->xml, &item)) {
        struct jb_node node;

        if (item.element) {
            node = read_element(reader, item.element);
        } else {
            node = (struct jb_node){.kind = JB_NODE_TEXT,
                                    .span = item.span,
                                    .text = fold_lines(reader->arena, item.text)};
            if (!text_counts || *node.text == '\0')
                continue;
        }
        g_array_append_val(nodes, node);
    }
    *count = nodes->len;
    copy = jb_arena_dup(reader->arena, nodes->data, nodes->len * sizeof(struct jb_node));
    g_array_free(nodes, TRUE);
    return copy;
}

static void list_parts(struct template_reader *reader, const struct jb_xml_node *root)
{
    for (const struct jb_xml_node *node = jb_xml_first(root); node; node = jb_xml_next(node)) {
        const char *name = jb_xml_attribute(node, "name");

        if (!jb_xml_is(node, "part"))
            continue;
        if (g_hash_table_contains(reader->parts, name))
            jb_report(reader->sink, &jb_read_messages[SAY_NAME_TWICE],
                      jb_xml_attribute_span(reader->xml, node, "name"), name, NULL);
        g_hash_table_insert(reader->parts, (gpointer)name, (gpointer)node);
    }
}

/* Parts that nothing uses are read too, so that their faults are told. */
static void read_all_parts(struct template_reader *reader, const struct jb_xml_node *root)
{
    uint32_t count;

    for (const struct jb_xml_node *node = jb_xml_first(root); node; node = jb_xml_next(node)) {
        if (!jb_xml_is(node, "part"))
            continue;
        g_ptr_array_add(reader->using, (gpointer)jb_xml_attribute(node, "name"));
        read_nodes(reader, node, &count);
        g_ptr_array_set_size(reader->using, 0);
    }
}

static void read_base_style(struct template_reader *reader, const struct jb_xml_node *root,
                            struct jb_template *made)
{
    const char *name = jb_xml_attribute(root, "style");

    made->base = find_style(reader->book, name);
    if (!made->base)
        jb_report(reader->sink, &jb_read_messages[SAY_UNKNOWN_STYLE],
                  jb_xml_attribute_span(reader->xml, root, "style"), name,
                  suggest_style(reader->arena, reader->book, name), NULL);
}

const struct jb_template *jb_read_template(struct jb_arena *arena, struct jb_sources *sources,
                                           struct jb_sink *sink, const char *folder,
                                           const char *schemas)
{
    const char *path = jb_arena_print(arena, "%s/template.xml", folder);
    const struct style_book *book =
        read_styles(arena, sources, sink, jb_arena_print(arena, "%s/styles.xml", folder), schemas);
    struct jb_xml *xml = jb_xml_open(arena, sources, sink, path);
    struct template_reader reader = {.arena = arena, .sink = sink, .xml = xml, .book = book};
    struct jb_template *made = JB_NEW(arena, struct jb_template);
    const struct jb_xml_node *root;

    if (!xml ||
        !jb_xml_validate(arena, xml, jb_arena_print(arena, "%s/template.xsd", schemas), sink))
        return NULL;
    if (!book)
        return NULL;
    root = jb_xml_root(xml);
    reader.parts = g_hash_table_new(g_str_hash, g_str_equal);
    reader.using = g_ptr_array_new();
    made->name = jb_xml_attribute(root, "name");
    made->styles = book->sheet;
    list_parts(&reader, root);
    read_base_style(&reader, root, made);
    read_pages(&reader, root, made);
    read_all_parts(&reader, root);
    made->body = read_nodes(&reader, jb_xml_child(root, "body"), &made->body_count);
    g_ptr_array_free(reader.using, TRUE);
    g_hash_table_destroy(reader.parts);
    return jb_sink_has_errors(sink) ? NULL : made;
}
