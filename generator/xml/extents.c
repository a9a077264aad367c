#include <string.h>

#include "xml/scan-private.h"
#include "xml/xml-private.h"

/* Places for those who change a text instead of reading it. */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool jb_xml_is_empty_tag(const struct jb_xml *xml, const struct jb_xml_node *node)
{
    struct jb_span tag = jb_xml_span(xml, node);
    const struct jb_source *source = jb_source_find(xml->sources, tag.source);

    return source && tag.end - tag.start > 2 && source->text[tag.end - 2] == '/';
}

/* The end tag of the element whose start tag is given. */
static struct jb_span end_tag(const struct jb_source *source, struct jb_span tag)
{
    struct scanner scanner = {source->text, tag.end, source->length};
    struct jb_span at = {.source = tag.source};
    uint32_t depth = 1;
    enum scan_kind kind;

    while (depth > 0 && (kind = scan_next(&scanner, &at.start, &at.end)) != SCAN_DONE) {
        if (kind == SCAN_START)
            depth++;
        else if (kind == SCAN_END)
            depth--;
    }
    return at;
}

struct jb_span jb_xml_content_span(const struct jb_xml *xml, const struct jb_xml_node *node)
{
    struct jb_span tag = jb_xml_span(xml, node);
    const struct jb_source *source = jb_source_find(xml->sources, tag.source);

    if (!source || jb_xml_is_empty_tag(xml, node))
        return (struct jb_span){tag.source, tag.end, tag.end};
    return (struct jb_span){tag.source, tag.end, end_tag(source, tag).start};
}

struct jb_span jb_xml_whole_span(const struct jb_xml *xml, const struct jb_xml_node *node)
{
    struct jb_span tag = jb_xml_span(xml, node);
    const struct jb_source *source = jb_source_find(xml->sources, tag.source);

    if (!source || jb_xml_is_empty_tag(xml, node))
        return tag;
    return (struct jb_span){tag.source, tag.start, end_tag(source, tag).end};
}

struct jb_span jb_xml_name_span(const struct jb_xml *xml, const struct jb_xml_node *node)
{
    struct jb_span tag = jb_xml_span(xml, node);
    uint32_t length = (uint32_t)strlen(jb_xml_name(node));

    return (struct jb_span){tag.source, tag.start + 1, tag.start + 1 + length};
}

struct jb_span jb_xml_attribute_whole_span(const struct jb_xml *xml, const struct jb_xml_node *node,
                                           const char *name)
{
    struct jb_span tag = jb_xml_span(xml, node);
    const struct jb_source *source = jb_source_find(xml->sources, tag.source);
    struct scan_attribute attribute;
    uint32_t at = tag.start;
    size_t size = strlen(name);

    while (source && scan_attribute(source->text, tag.end, &at, &attribute)) {
        uint32_t start = attribute.name;

        if (attribute.name_end - start != size || memcmp(source->text + start, name, size) != 0)
            continue;
        while (start > tag.start && is_blank(source->text[start - 1]))
            start--;
        return (struct jb_span){tag.source, start, attribute.value_end + 1};
    }
    return (struct jb_span){0};
}

struct jb_span jb_xml_include_span(const struct jb_xml *xml, const struct jb_xml_node *node)
{
    const struct jb_xml_node *parent = jb_xml_parent(node);
    struct jb_span tag = jb_xml_span(xml, node), at;
    const struct jb_source *source;

    if (!parent || jb_xml_span(xml, parent).source == tag.source)
        return (struct jb_span){0};
    at = jb_source_find(xml->sources, tag.source)->included_at;
    source = jb_source_find(xml->sources, at.source);
    if (!source)
        return (struct jb_span){0};
    /* "<" stands nowhere inside a tag but at its start */
    while (at.start > 0 && source->text[at.start] != '<')
        at.start--;
    at.end = (uint32_t)(strchr(source->text + at.end, '>') + 1 - source->text);
    if (source->text[at.end - 2] != '/')
        at.end = end_tag(source, at).end;
    return at;
}
