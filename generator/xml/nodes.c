#include <string.h>

#include "xml/xml-private.h"

xmlNode *node_past(xmlNode *node)
{
    while (node && !node->next)
        node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
    return node ? node->next : NULL;
}

xmlNode *node_after(xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->children ? node->children : node_past(node);
}

static const struct jb_xml_node *next_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node_outside(node);
}

const struct jb_xml_node *jb_xml_root(const struct jb_xml *xml)
{
    return node_outside(xmlDocGetRootElement(xml->doc));
}

const struct jb_xml_node *jb_xml_parent(const struct jb_xml_node *node)
{
    const xmlNode *parent = node_inside(node)->parent;

    return parent && parent->type == XML_ELEMENT_NODE ? node_outside(parent) : NULL;
}

const struct jb_xml_node *jb_xml_first(const struct jb_xml_node *node)
{
    return next_element(node_inside(node)->children);
}

const struct jb_xml_node *jb_xml_next(const struct jb_xml_node *node)
{
    return next_element(node_inside(node)->next);
}

const struct jb_xml_node *jb_xml_child(const struct jb_xml_node *node, const char *name)
{
    const struct jb_xml_node *child = jb_xml_first(node);

    while (child && !jb_xml_is(child, name))
        child = jb_xml_next(child);
    return child;
}

const char *jb_xml_name(const struct jb_xml_node *node)
{
    return (const char *)node_inside(node)->name;
}

bool jb_xml_is(const struct jb_xml_node *node, const char *name)
{
    return strcmp(jb_xml_name(node), name) == 0;
}

const char *jb_xml_attribute(const struct jb_xml_node *node, const char *name)
{
    for (const xmlAttr *a = node_inside(node)->properties; a; a = a->next)
        if (!a->ns && strcmp((const char *)a->name, name) == 0)
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}

const char *jb_xml_attribute_name(const struct jb_xml_node *node, uint32_t i)
{
    const xmlAttr *attribute = node_inside(node)->properties;

    while (attribute && i-- > 0)
        attribute = attribute->next;
    return attribute ? (const char *)attribute->name : NULL;
}

uint32_t jb_xml_ordinal(const struct jb_xml_node *node)
{
    return node_number(node_inside(node));
}

uint32_t jb_xml_element_count(const struct jb_xml *xml)
{
    return xml->element_count;
}

struct jb_span jb_xml_span(const struct jb_xml *xml, const struct jb_xml_node *node)
{
    return node_span(xml, node_inside(node));
}

struct jb_span jb_xml_attribute_span(const struct jb_xml *xml, const struct jb_xml_node *node,
                                     const char *name)
{
    return attribute_span(xml->sources, jb_xml_span(xml, node), name);
}

static bool take_item(const struct jb_xml *xml, const xmlNode *node, struct jb_xml_item *item)
{
    while (node && node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE)
        node = node->next;
    if (!node)
        return false;
    item->element = node->type == XML_ELEMENT_NODE ? node_outside(node) : NULL;
    item->text = item->element ? NULL : node->content ? (const char *)node->content : "";
    item->span = node_span(xml, node);
    item->cursor = node;
    return true;
}

bool jb_xml_first_item(const struct jb_xml *xml, const struct jb_xml_node *node,
                       struct jb_xml_item *item)
{
    return take_item(xml, node_inside(node)->children, item);
}

bool jb_xml_next_item(const struct jb_xml *xml, struct jb_xml_item *item)
{
    const xmlNode *last = item->cursor;

    return take_item(xml, last->next, item);
}
