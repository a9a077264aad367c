#include <string.h>

#include "read/record-private.h"

static bool is_complete(const struct record_reader *reader, const struct jb_xml_node *node)
{
    return g_strcmp0(token_of(reader->arena, node, "complete"), "yes") == 0;
}

/* How many children of that name node has. Where the schema has told of one, it may have been meant
 * for another: nothing is complete then. */
static uint32_t count_children(const struct record_reader *reader, const struct jb_xml_node *node,
                               const char *name, bool *complete)
{
    uint32_t count = 0;

    for (node = jb_xml_first(node); node; node = jb_xml_next(node)) {
        count += jb_xml_is(node, name);
        if (is_faulty(reader, jb_xml_span(reader->xml, node)))
            *complete = false;
    }
    return count;
}

static void count_items(const struct record_reader *reader, const struct jb_xml_node *theme,
                        struct jb_told *told)
{
    struct jb_told *items = &told[JB_COUNT_ITEMS], *sub_items = &told[JB_COUNT_SUB_ITEMS];

    items->complete = items->complete && is_complete(reader, theme);
    items->count += count_children(reader, theme, "item", &items->complete);
    for (const struct jb_xml_node *node = jb_xml_first(theme); node; node = jb_xml_next(node)) {
        if (!jb_xml_is(node, "item"))
            continue;
        sub_items->complete = sub_items->complete && is_complete(reader, node);
        sub_items->count += count_children(reader, node, "sub-item", &sub_items->complete);
    }
}

static void count_ballot(const struct record_reader *reader, struct jb_told *told)
{
    const struct jb_xml_node *ballot = jb_xml_child(jb_xml_root(reader->xml), "ballot");

    if (!ballot)
        return;
    told->complete = is_complete(reader, ballot) && jb_xml_is_complete(reader->xml);
    told->span = jb_xml_span(reader->xml, ballot);
    told->count = count_children(reader, ballot, "project", &told->complete);
}

/* What is internal is told too, if not to everybody. */
void read_told(struct record_reader *reader)
{
    const struct jb_xml_node *root = jb_xml_root(reader->xml);
    struct jb_told *told = reader->record->told;
    bool complete = is_complete(reader, root) && jb_xml_is_complete(reader->xml);

    for (int i = 0; i < JB_COUNTS; i++)
        told[i] = (struct jb_told){.complete = complete, .span = jb_xml_span(reader->xml, root)};
    told[JB_COUNT_THEMES].count =
        count_children(reader, root, "theme", &told[JB_COUNT_THEMES].complete);
    told[JB_COUNT_ITEMS].complete = told[JB_COUNT_THEMES].complete;
    for (const struct jb_xml_node *node = jb_xml_first(root); node; node = jb_xml_next(node))
        if (jb_xml_is(node, "theme"))
            count_items(reader, node, told);
    told[JB_COUNT_SUB_ITEMS].complete &= told[JB_COUNT_ITEMS].complete;
    told[JB_COUNT_BALLOT].complete = false;
    count_ballot(reader, &told[JB_COUNT_BALLOT]);
}
