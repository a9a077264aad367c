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

static struct jb_master_node read_page(struct template_reader *reader,
                                       const struct jb_xml_node *page)
{
    enum { LEAST = 36 * JB_PT };
    struct jb_master_node node = {.master.name = jb_xml_attribute(page, "name")};
    struct jb_master *master = &node.master;

    set_paper(jb_xml_attribute(page, "size"), master);
    set_margin(reader, page, "top", &master->top);
    set_margin(reader, page, "bottom", &master->bottom);
    set_margin(reader, page, "left", &master->left);
    set_margin(reader, page, "right", &master->right);
    set_margin(reader, page, "header-at", &master->header_at);
    set_margin(reader, page, "footer-at", &master->footer_at);
    if (type_width(master) < LEAST || master->height - master->top - master->bottom < LEAST)
        jb_report(reader->sink, &jb_read_messages[SAY_NO_TYPE_AREA], jb_xml_span(reader->xml, page),
                  master->name, NULL);
    node.header = read_running(reader, page, "header");
    node.footer = read_running(reader, page, "footer");
    return node;
}

static void read_parallel(struct template_reader *reader, const struct jb_xml_node *root,
                          struct jb_template *made)
{
    const struct jb_xml_node *element = jb_xml_child(root, "parallel");
    const char *text = jb_xml_attribute(element, "widths");
    const struct jb_width *widths;
    uint32_t count;

    set_margin(reader, element, "gutter", &made->pair_gutter);
    if (!parse_widths(reader->arena, text, &widths, &count) || count != JB_LANGS)
        jb_report(reader->sink, &jb_read_messages[SAY_TWO_WIDTHS],
                  jb_xml_attribute_span(reader->xml, element, "widths"), text, NULL);
    else
        memcpy(made->pair_widths, widths, sizeof(made->pair_widths));
}

/* One page serves for all; of two, one is for the first page. Blocks are composed once, so both
 * type areas are equally wide. */
void read_pages(struct template_reader *reader, const struct jb_xml_node *root,
                struct jb_template *made)
{
    const struct jb_xml_node *page = jb_xml_child(root, "page");
    const struct jb_xml_node *second = jb_xml_next(page);
    bool first = g_strcmp0(jb_xml_attribute(page, "first"), "yes") == 0;

    made->first = made->rest = read_page(reader, page);
    if (second && jb_xml_is(second, "page")) {
        bool second_first = g_strcmp0(jb_xml_attribute(second, "first"), "yes") == 0;

        if (first == second_first)
            jb_report(reader->sink, &jb_read_messages[SAY_WHICH_FIRST],
                      jb_xml_span(reader->xml, second), NULL);
        if (second_first)
            made->first = read_page(reader, second);
        else
            made->rest = read_page(reader, second);
        if (type_width(&made->first.master) != type_width(&made->rest.master))
            jb_report(reader->sink, &jb_read_messages[SAY_UNEQUAL_AREAS],
                      jb_xml_span(reader->xml, second), NULL);
    }
    read_parallel(reader, root, made);
}
