#include <string.h>

#include "xml/xml-private.h"

/* Children that are all allowed, but in another order. */

static int order_of(struct names order, const xmlNode *child)
{
    for (uint32_t i = 0; i < order.count; i++)
        if (strcmp(order.at[i], element_name(child)) == 0)
            return (int)i;
    return -1;
}

static struct names order_in(struct jb_arena *arena, const xmlDoc *schema, const xmlNode *parent)
{
    return declared_names(arena, schema_declarations(schema, element_name(parent), "element"));
}

bool is_surplus(const xmlDoc *schema, const xmlNode *node)
{
    const xmlNode *declaration =
        schema_child(schema, element_name(node->parent), element_name(node));
    const char *most =
        declaration ? jb_xml_attribute(node_outside(declaration), "maxOccurs") : NULL;

    return (!most || strcmp(most, "1") == 0) &&
           jb_xml_child(node_outside(node->parent), element_name(node)) != node_outside(node);
}

const xmlNode *find_overtaken(struct jb_arena *arena, const xmlDoc *schema, const xmlNode *node)
{
    struct names order = order_in(arena, schema, node->parent);
    int own = is_surplus(schema, node) ? -1 : order_of(order, node);

    for (const xmlNode *other = node->parent->children; own >= 0 && other != node;
         other = other->next)
        if (other->type == XML_ELEMENT_NODE && order_of(order, other) > own)
            return other;
    return NULL;
}

const xmlNode *find_last_overtaker(struct jb_arena *arena, const xmlDoc *schema,
                                   const xmlNode *node)
{
    struct names order = order_in(arena, schema, node->parent);
    const xmlNode *last = NULL;
    int own = order_of(order, node), count = 0;

    for (const xmlNode *other = node->next; other; other = other->next) {
        int place = other->type == XML_ELEMENT_NODE ? order_of(order, other) : -1;

        if (place < 0 || place >= own)
            continue;
        last = other;
        count++;
    }
    return count > 1 ? last : NULL;
}

bool is_declared_child(const xmlDoc *schema, const xmlNode *parent, const char *name)
{
    return schema_child(schema, element_name(parent), name) != NULL;
}
