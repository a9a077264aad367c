#include <string.h>

#include "xml/messages-private.h"
#include "xml/scan-private.h"
#include "xml/xml-private.h"

/* libxml2 compares each attribute of a tag with all others: very many would take hours. */
enum { MOST_ATTRIBUTES = 1000, MOST_ELEMENTS = 1000000 };

static struct scanner scanner_on(const struct jb_sources *sources, uint32_t source)
{
    const struct jb_source *text = jb_source_find(sources, source);

    return (struct scanner){text->text, 0, text->length};
}

/* The shortest attribute is " a=''": most tags are too short for very many. */
enum { SHORTEST_ATTRIBUTE = 5 };

static uint32_t count_attributes(const char *text, uint32_t start, uint32_t end)
{
    struct scan_attribute attribute;
    uint32_t count = 0;

    while (scan_attribute(text, end, &start, &attribute))
        count++;
    return count;
}

static bool refuse(struct loading *loading, int message, struct jb_span at, const char *text)
{
    const struct jb_source *source = jb_source_find(loading->sources, at.source);

    if (message == SAY_TOO_LARGE)
        jb_report(loading->sink, &jb_xml_messages[message], at, source->path, text, NULL);
    else
        jb_report(loading->sink, &jb_xml_messages[message], at, text, NULL);
    return false;
}

static bool survey_tag(struct loading *loading, const char *text, struct jb_span tag,
                       uint32_t depth)
{
    if (depth > DEEPEST)
        return refuse(loading, SAY_TOO_DEEP, tag, G_STRINGIFY(200));
    if (++loading->elements > MOST_ELEMENTS)
        return refuse(loading, SAY_TOO_LARGE, tag, "1,000,000 × <…>");
    if (tag.end - tag.start > MOST_ATTRIBUTES * SHORTEST_ATTRIBUTE &&
        count_attributes(text, tag.start, tag.end) > MOST_ATTRIBUTES)
        return refuse(loading, SAY_TOO_LARGE, tag, "1,000 × …=\"…\"");
    return true;
}

bool survey_source(struct loading *loading, uint32_t source, uint32_t depth)
{
    struct scanner scanner = scanner_on(loading->sources, source);
    struct jb_span at = {.source = source};
    enum scan_kind kind;

    while ((kind = scan_next(&scanner, &at.start, &at.end)) != SCAN_DONE) {
        if (kind == SCAN_DOCTYPE)
            return refuse(loading, SAY_DOCTYPE, at, NULL);
        if ((kind == SCAN_START || kind == SCAN_EMPTY) &&
            !survey_tag(loading, scanner.text, at, depth + 1))
            return false;
        if (kind == SCAN_START)
            depth++;
        if (kind == SCAN_END && depth > 0)
            depth--;
    }
    return true;
}

/* --- the tree and the scanner in step --------------------------------------------------------- */

struct walk {
    struct loading *loading;
    xmlNode *parent;
    xmlNode *next; /* the child of parent that is awaited */
};

static void place(struct walk *walk, xmlNode *node, struct jb_span at)
{
    node->_private = GUINT_TO_POINTER(walk->loading->spans->len);
    g_array_append_val(walk->loading->spans, at);
}

static void meet_start(struct walk *walk, struct jb_span at, bool empty)
{
    while (walk->next && walk->next->type != XML_ELEMENT_NODE)
        walk->next = walk->next->next;
    if (!walk->next)
        return;
    place(walk, walk->next, at);
    if (empty) {
        walk->next = walk->next->next;
    } else {
        walk->parent = walk->next;
        walk->next = walk->parent->children;
    }
}

static void meet_end(struct walk *walk)
{
    if (!walk->parent->parent)
        return;
    walk->next = walk->parent->next;
    walk->parent = walk->parent->parent;
}

static void meet_text(struct walk *walk, struct jb_span at)
{
    if (!walk->next || walk->next->type != XML_TEXT_NODE)
        return; /* outside the root, or an empty CDATA section */
    place(walk, walk->next, at);
    walk->next = walk->next->next;
}

static void meet_other(struct walk *walk)
{
    if (walk->next && (walk->next->type == XML_COMMENT_NODE || walk->next->type == XML_PI_NODE))
        walk->next = walk->next->next;
}

void place_nodes(struct loading *loading, xmlDoc *doc, uint32_t source)
{
    struct scanner scanner = scanner_on(loading->sources, source);
    struct walk walk = {loading, (xmlNode *)doc, doc->children};
    struct jb_span at = {.source = source};
    enum scan_kind kind;

    while ((kind = scan_next(&scanner, &at.start, &at.end)) != SCAN_DONE) {
        if (kind == SCAN_START || kind == SCAN_EMPTY)
            meet_start(&walk, at, kind == SCAN_EMPTY);
        else if (kind == SCAN_END)
            meet_end(&walk);
        else if (kind == SCAN_TEXT)
            meet_text(&walk, at);
        else
            meet_other(&walk);
    }
}

/* --- single places ---------------------------------------------------------------------------- */

struct jb_span open_tag_before(const struct jb_sources *sources, uint32_t source, uint32_t offset)
{
    struct scanner scanner = scanner_on(sources, source);
    struct jb_span at = {.source = source}, innermost = {0};
    GArray *open = g_array_new(FALSE, FALSE, sizeof(struct jb_span));
    enum scan_kind kind;

    while ((kind = scan_next(&scanner, &at.start, &at.end)) != SCAN_DONE && at.start < offset) {
        if (kind == SCAN_START)
            g_array_append_val(open, at);
        if (kind == SCAN_END && open->len > 0)
            g_array_set_size(open, open->len - 1);
    }
    if (open->len > 0)
        innermost = g_array_index(open, struct jb_span, open->len - 1);
    g_array_free(open, TRUE);
    return innermost;
}

struct jb_span attribute_span(const struct jb_sources *sources, struct jb_span tag,
                              const char *name)
{
    const struct jb_source *source = jb_source_find(sources, tag.source);
    struct scan_attribute attribute;
    uint32_t at = tag.start;
    size_t size = strlen(name);

    while (source && scan_attribute(source->text, tag.end, &at, &attribute))
        if (attribute.name_end - attribute.name == size &&
            memcmp(source->text + attribute.name, name, size) == 0)
            return (struct jb_span){tag.source, attribute.value, attribute.value_end};
    return tag;
}

struct jb_span attribute_name_span(const struct jb_sources *sources, struct jb_span tag,
                                   const char *name, bool last)
{
    const struct jb_source *source = jb_source_find(sources, tag.source);
    struct scan_attribute attribute;
    struct jb_span found = tag;
    uint32_t at = tag.start;
    size_t size = strlen(name);

    while (source && scan_attribute(source->text, tag.end, &at, &attribute) &&
           (last || found.start == tag.start))
        if (attribute.name_end - attribute.name == size &&
            memcmp(source->text + attribute.name, name, size) == 0)
            found = (struct jb_span){tag.source, attribute.name, attribute.name_end};
    return found;
}
