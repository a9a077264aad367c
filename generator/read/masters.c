#include <string.h>

#include "base/length.h"
#include "read/messages-private.h"
#include "read/template-private.h"

struct paper {
    const char *name;
    const char *width, *height;
};

static const struct paper papers[] = {
    {"A4", "210mm", "297mm"},
    {"A4-landscape", "297mm", "210mm"},
    {"A5", "148mm", "210mm"},
    {"A5-landscape", "210mm", "148mm"},
};

/* A <page> of some layer. */
struct page_element {
    const struct layer *layer;
    const struct jb_xml_node *element;
};

/* Which pages it is for. */
enum page_kind { PAGE_ANY, PAGE_FIRST, PAGE_LEFT, PAGE_RIGHT, PAGE_NAMED, PAGE_KINDS };

static void set_paper(const char *name, struct jb_master *master)
{
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
        if (strcmp(papers[i].name, name) == 0) {
            jb_length_parse(papers[i].width, 0, &master->width);
            jb_length_parse(papers[i].height, 0, &master->height);
        }
}

static void set_margin(struct template_reader *reader, const struct jb_xml_node *element,
                       const char *name, int32_t *margin)
{
    const char *text = jb_xml_attribute(element, name);

    if (text && (!jb_length_parse(text, 0, margin) || *margin < 0))
        jb_report(reader->sink, &jb_read_messages[SAY_BAD_LENGTH],
                  jb_xml_attribute_span(reader->xml, element, name), text, NULL);
}

static const struct jb_node *read_running(struct template_reader *reader,
                                          const struct jb_xml_node *page, const char *name)
{
    const struct jb_xml_node *element = jb_xml_child(page, name);
    struct jb_node *box;

    if (!element)
        return NULL;
    box = JB_NEW(reader->arena, struct jb_node);
    box->kind = JB_NODE_BOX;
    box->span = jb_xml_span(reader->xml, element);
    box->children = read_nodes(reader, element, &box->child_count);
    return box;
}

static int32_t type_width(const struct jb_master *master)
{
    return master->width - master->left - master->right;
}

static const struct jb_master_node *read_page(struct template_reader *reader,
                                              const struct page_element *page)
{
    enum { LEAST = 36 * JB_PT };
    struct jb_master_node *node = JB_NEW(reader->arena, struct jb_master_node);
    const struct jb_xml_node *element = page->element;
    struct jb_master *master = &node->master;

    reader->xml = page->layer->xml;
    master->name = jb_xml_attribute(element, "name");
    set_paper(jb_xml_attribute(element, "size"), master);
    set_margin(reader, element, "top", &master->top);
    set_margin(reader, element, "bottom", &master->bottom);
    set_margin(reader, element, "left", &master->left);
    set_margin(reader, element, "right", &master->right);
    set_margin(reader, element, "header-at", &master->header_at);
    set_margin(reader, element, "footer-at", &master->footer_at);
    set_margin(reader, element, "grid", &master->grid);
    if (type_width(master) < LEAST || master->height - master->top - master->bottom < LEAST)
        jb_report(reader->sink, &jb_read_messages[SAY_NO_TYPE_AREA],
                  jb_xml_span(reader->xml, element), master->name, NULL);
    node->header = read_running(reader, element, "header");
    node->footer = read_running(reader, element, "footer");
    return node;
}

void read_parallel(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_child(reader->layers, "parallel");
    const struct jb_xml_node *element = layer ? jb_xml_child(layer->root, "parallel") : NULL;
    const struct jb_width *widths;
    const char *text;
    uint32_t count;

    if (!element)
        return;
    reader->xml = layer->xml;
    text = jb_xml_attribute(element, "widths");
    set_margin(reader, element, "gutter", &made->pair_gutter);
    made->pair_auto = strcmp(text, "auto") == 0;
    if (made->pair_auto)
        return;
    if (!jb_widths_parse(reader->arena, text, &widths, &count) || count != JB_LANGS)
        jb_report(reader->sink, &jb_read_messages[SAY_TWO_WIDTHS],
                  jb_xml_attribute_span(reader->xml, element, "widths"), text, NULL);
    else
        memcpy(made->pair_widths, widths, sizeof(made->pair_widths));
}

/* --- which page gets which master ------------------------------------------------------------- */

static guint find_page(const GArray *pages, const char *name)
{
    guint i = 0;

    while (i < pages->len &&
           strcmp(jb_xml_attribute(g_array_index(pages, struct page_element, i).element, "name"),
                  name) != 0)
        i++;
    return i;
}

/* A page of a layer above stands for the one of its name below. */
static void list_pages(struct template_reader *reader, const struct layer *layer, GArray *pages)
{
    for (const struct jb_xml_node *node = jb_xml_first(layer->root); node;
         node = jb_xml_next(node)) {
        struct page_element page = {layer, node};
        guint known;

        if (!jb_xml_is(node, "page"))
            continue;
        known = find_page(pages, jb_xml_attribute(node, "name"));
        if (known == pages->len)
            g_array_append_val(pages, page);
        else if (g_array_index(pages, struct page_element, known).layer == layer)
            jb_report(reader->sink, &jb_read_messages[SAY_NAME_TWICE],
                      jb_xml_attribute_span(layer->xml, node, "name"),
                      jb_xml_attribute(node, "name"), NULL);
        else
            g_array_index(pages, struct page_element, known) = page;
    }
}

static enum page_kind kind_of(const struct jb_xml_node *page)
{
    const char *side = jb_xml_attribute(page, "side");

    if (jb_xml_attribute(page, "pages"))
        return PAGE_NAMED;
    if (g_strcmp0(jb_xml_attribute(page, "first"), "yes") == 0)
        return PAGE_FIRST;
    if (!side)
        return PAGE_ANY;
    return strcmp(side, "left") == 0 ? PAGE_LEFT : PAGE_RIGHT;
}

static const struct jb_master_node *or_else(const struct jb_master_node *wanted,
                                            const struct jb_master_node *otherwise)
{
    return wanted ? wanted : otherwise;
}

static void report_no_page(struct template_reader *reader, enum jb_page_side side)
{
    static const struct jb_words names[JB_PAGE_SIDES] = {
        [JB_PAGE_FIRST] = {"第一页", "the first page"},
        [JB_PAGE_LEFT] = {"左页（双数页）", "left-hand pages (2, 4 …)"},
        [JB_PAGE_RIGHT] = {"右页（单数页）", "right-hand pages (1, 3 …)"}};
    const struct layer *top = &reader->layers->at[0];
    const struct jb_words words[] = {names[side], {NULL, NULL}};

    jb_report_words(reader->sink, &jb_read_messages[SAY_NO_PAGE_FOR],
                    jb_xml_span(top->xml, top->root), (struct jb_span){0}, words);
}

/* Every page of the bulletin must have a master. */
static void assign_pages(struct template_reader *reader, const struct jb_master_node *const *of,
                         struct jb_template *made)
{
    made->pages[JB_PAGE_LEFT] = or_else(of[PAGE_LEFT], of[PAGE_ANY]);
    made->pages[JB_PAGE_RIGHT] = or_else(of[PAGE_RIGHT], of[PAGE_ANY]);
    made->pages[JB_PAGE_FIRST] = or_else(of[PAGE_FIRST], made->pages[JB_PAGE_RIGHT]);
    for (enum jb_page_side side = 0; side < JB_PAGE_SIDES; side++)
        if (!made->pages[side])
            report_no_page(reader, side);
}

/* A block is composed before its page is known, so type areas of ordinary pages are equally wide,
 * but for the rounding of margins. Pages that a break names may have another. */
static void read_each_page(struct template_reader *reader, const GArray *pages,
                           struct jb_template *made)
{
    enum { ROUNDING = 2 };
    const struct jb_master_node *of[PAGE_KINDS] = {NULL};
    const struct jb_master_node *first = NULL;
    GPtrArray *named = g_ptr_array_new();

    for (guint i = 0; i < pages->len; i++) {
        const struct page_element *page = &g_array_index((GArray *)pages, struct page_element, i);
        const struct jb_master_node *node = read_page(reader, page);
        enum page_kind kind = kind_of(page->element);
        struct jb_span span = jb_xml_span(page->layer->xml, page->element);

        if (kind == PAGE_NAMED) {
            g_ptr_array_add(named, (gpointer)node);
            continue;
        }
        if (of[kind])
            jb_report(reader->sink, &jb_read_messages[SAY_SAME_PAGES], span, of[kind]->master.name,
                      node->master.name, NULL);
        if (first && ABS(type_width(&first->master) - type_width(&node->master)) > ROUNDING)
            jb_report(reader->sink, &jb_read_messages[SAY_UNEQUAL_AREAS], span, first->master.name,
                      node->master.name, NULL);
        of[kind] = node;
        first = first ? first : node;
    }
    assign_pages(reader, of, made);
    made->named_page_count = named->len;
    made->named_pages =
        jb_arena_dup(reader->arena, named->pdata, named->len * sizeof(*named->pdata));
    g_ptr_array_free(named, TRUE);
}

void read_pages(struct template_reader *reader, struct jb_template *made)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(struct page_element));

    for (uint32_t i = reader->layers->count; i-- > 0;)
        list_pages(reader, &reader->layers->at[i], pages);
    if (pages->len > 0)
        read_each_page(reader, pages, made);
    g_array_free(pages, TRUE);
}
