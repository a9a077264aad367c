#include <string.h>

#include "base/suggest.h"
#include "read/messages-private.h"
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
    {"name", JB_NODE_NAME, false},
    {"word", JB_NODE_WORD, false},
    {"running", JB_NODE_RUNNING, false},
    {"other-edition", JB_NODE_OTHER_EDITION, false},
    {"wording", JB_NODE_WORDING, false},
    {"status", JB_NODE_STATUS, false},
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
    {"list", JB_NODE_LIST, false},
    {"contents", JB_NODE_CONTENTS, false},
    {"bar", JB_NODE_BAR, false},
    {"light", JB_NODE_LIGHT, false},
    {"donut", JB_NODE_DONUT, false},
    {"multiples", JB_NODE_MULTIPLES, false},
    {"timeline", JB_NODE_TIMELINE, false},
    {"caption", JB_NODE_CAPTION, false},
    {"table-notes", JB_NODE_TABLE_NOTES, false},
    {"rule", JB_NODE_RULE, false},
    {"space", JB_NODE_SPACE, false},
    {"break", JB_NODE_PAGE_BREAK, false},
    {"image", JB_NODE_IMAGE, false},
    {"qr", JB_NODE_QR, false},
    {"columns", JB_NODE_COLUMNS, false},
    {"each", JB_NODE_EACH, true}, /* their white space is dropped among blocks */
    {"if", JB_NODE_IF, true},
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

/* --- parts and wordings ----------------------------------------------------------------------- */

static const char *suggest_declaration(const struct template_reader *reader,
                                       const struct declarations *declarations, const char *name)
{
    guint count = declarations->entries->len;
    const char **names = JB_NEW_ARRAY(reader->arena, const char *, count);

    for (guint i = 0; i < count; i++)
        names[i] = ((const struct declaration *)declarations->entries->pdata[i])->name;
    return jb_suggest(reader->arena, name, names, count);
}

bool read_declaration(struct template_reader *reader, struct declaration *declaration)
{
    const struct jb_xml *xml = reader->xml;

    if (declaration->state == READING)
        return false;
    if (declaration->state == READ)
        return true;
    declaration->state = READING;
    reader->xml = declaration->xml;
    declaration->nodes = read_nodes(reader, declaration->element, &declaration->count);
    reader->xml = xml;
    declaration->state = READ;
    return true;
}

/* Messages of one kind of declaration. */
struct words_of_use {
    int unknown, cycle;
};

/* What an attribute names; NULL after a report. */
static const struct declaration *use_declaration(struct template_reader *reader,
                                                 const struct jb_xml_node *element,
                                                 const char *attribute,
                                                 const struct declarations *declarations,
                                                 struct words_of_use say)
{
    const char *name = jb_xml_attribute(element, attribute);
    struct declaration *found = g_hash_table_lookup(declarations->by_name, name);
    struct jb_span span = jb_xml_attribute_span(reader->xml, element, attribute);

    if (!found) {
        jb_report(reader->sink, &jb_read_messages[say.unknown], span, name,
                  suggest_declaration(reader, declarations, name), NULL);
        return NULL;
    }
    found->used = true;
    if (read_declaration(reader, found))
        return found;
    jb_report(reader->sink, &jb_read_messages[say.cycle], span, name, NULL);
    return NULL;
}

static void use_part(struct template_reader *reader, const struct jb_xml_node *element,
                     struct jb_node *node)
{
    const struct words_of_use say = {SAY_UNKNOWN_PART, SAY_PART_CYCLE};
    const struct declaration *part = use_declaration(reader, element, "part", &reader->parts, say);

    node->children = part ? part->nodes : NULL;
    node->child_count = part ? part->count : 0;
}

static const struct declaration *use_wording(struct template_reader *reader,
                                             const struct jb_xml_node *element,
                                             const char *attribute)
{
    const struct words_of_use say = {SAY_UNKNOWN_WORDING, SAY_WORDING_CYCLE};

    return use_declaration(reader, element, attribute, &reader->wordings, say);
}

static void use_words(struct template_reader *reader, const struct jb_xml_node *element,
                      struct jb_node *node)
{
    const struct declaration *wording = use_wording(reader, element, "of");

    node->children = wording ? wording->nodes : NULL;
    node->child_count = wording ? wording->count : 0;
}

/* The halves of a wording stand where the element's own would: behind its number. */
static void append_wording(struct template_reader *reader, const struct jb_xml_node *element,
                           struct jb_node *node)
{
    const struct declaration *wording = use_wording(reader, element, "wording");
    uint32_t own = node->child_count, count = wording ? wording->count : 0;
    struct jb_node *children = JB_NEW_ARRAY(reader->arena, struct jb_node, own + count);

    if (jb_xml_child(element, "zh") || jb_xml_child(element, "en"))
        jb_report(reader->sink, &jb_read_messages[SAY_WORDING_AND_WORDS],
                  jb_xml_attribute_span(reader->xml, element, "wording"), jb_xml_name(element),
                  NULL);
    if (own > 0)
        memcpy(children, node->children, own * sizeof(*children));
    if (count > 0)
        memcpy(children + own, wording->nodes, count * sizeof(*children));
    node->children = children;
    node->child_count = own + count;
}

/* --- nodes ------------------------------------------------------------------------------------ */

static struct jb_node read_element(struct template_reader *reader,
                                   const struct jb_xml_node *element)
{
    struct jb_node node = {.kind = kinds[find_kind(element)].kind,
                           .span = jb_xml_span(reader->xml, element)};

    read_attributes(reader, element, &node);
    node.keep_together = node.kind == JB_NODE_KEEP;
    if (node.kind == JB_NODE_USE)
        use_part(reader, element, &node);
    else if (node.kind == JB_NODE_WORDING)
        use_words(reader, element, &node);
    else
        node.children = read_nodes(reader, element, &node.child_count);
    if (jb_xml_attribute(element, "wording"))
        append_wording(reader, element, &node);
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
