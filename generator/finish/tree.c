/* The tree of structure elements (ISO 32000-1, 14.7): what the marks mean, in reading order. */

#include <string.h>

#include "finish/finish-private.h"
#include "finish/pdf-private.h"

/* --- attributes ------------------------------------------------------------------------------- */

static bool is_cell(const struct jb_element *element)
{
    return element->role == JB_ROLE_TH || (element->role == JB_ROLE_TD && element->span > 1);
}

static void put_cell(qpdf_data pdf, qpdf_oh object, const struct jb_element *element)
{
    qpdf_oh attributes = qpdf_oh_new_dictionary(pdf);

    pdf_put_name(pdf, attributes, "/O", "/Table");
    if (element->role == JB_ROLE_TH)
        pdf_put_name(pdf, attributes, "/Scope", element->row_head ? "/Row" : "/Column");
    if (element->span > 1)
        pdf_put_integer(pdf, attributes, "/ColSpan", element->span);
    pdf_put(pdf, object, "/A", attributes);
}

/* PDF/UA: what the labels of a list are. */
static void put_numbering(qpdf_data pdf, qpdf_oh object, const struct jb_element *element)
{
    qpdf_oh attributes = qpdf_oh_new_dictionary(pdf);

    pdf_put_name(pdf, attributes, "/O", "/List");
    pdf_put_name(pdf, attributes, "/ListNumbering", element->numbered ? "/Decimal" : "/Disc");
    pdf_put(pdf, object, "/A", attributes);
}

static void put_frame(const struct finishing *finishing, qpdf_oh object,
                      const struct jb_element *element)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh attributes = qpdf_oh_new_dictionary(pdf);
    double frame[] = {page_x(finishing, element->x),
                      page_y(finishing, element->page, element->y + element->height),
                      page_x(finishing, element->x + element->width),
                      page_y(finishing, element->page, element->y)};

    pdf_put_name(pdf, attributes, "/O", "/Layout");
    pdf_put_name(pdf, attributes, "/Placement", "/Block");
    pdf_put_reals(pdf, attributes, "/BBox", frame, G_N_ELEMENTS(frame));
    pdf_put(pdf, object, "/A", attributes);
}

/* --- kids ------------------------------------------------------------------------------------- */

/* The page that bare MCIDs of the element mean: that of its first content, or JB_NO_PAGE. */
static uint32_t own_page(const struct jb_element *element)
{
    for (uint32_t i = 0; i < element->kid_count; i++)
        if (element->kids[i].kind == JB_KID_CONTENT)
            return element->kids[i].page;
    return JB_NO_PAGE;
}

static qpdf_oh new_reference(const struct finishing *finishing, const char *type, uint32_t page)
{
    qpdf_oh reference = qpdf_oh_new_dictionary(finishing->pdf);

    pdf_put_name(finishing->pdf, reference, "/Type", type);
    qpdf_oh_replace_key(finishing->pdf, reference, "/Pg", finishing->pages[page]);
    return reference;
}

static void push_content(const struct finishing *finishing, qpdf_oh kids, const struct jb_kid *kid,
                         uint32_t own)
{
    qpdf_data pdf = finishing->pdf;

    if (kid->page == own) {
        pdf_push(pdf, kids, qpdf_oh_new_integer(pdf, kid->mcid));
    } else {
        qpdf_oh reference = new_reference(finishing, "/MCR", kid->page);

        pdf_put_integer(pdf, reference, "/MCID", kid->mcid);
        pdf_push(pdf, kids, reference);
    }
}

static void push_annotations(const struct finishing *finishing, qpdf_oh kids, uint32_t element)
{
    uint32_t next = finishing->first_annotation[element];

    while (next) {
        const struct annotation *annotation =
            &g_array_index(finishing->annotations, struct annotation, next - 1);
        qpdf_oh reference = new_reference(finishing, "/OBJR", annotation->page);

        qpdf_oh_replace_key(finishing->pdf, reference, "/Obj", annotation->object);
        pdf_push(finishing->pdf, kids, reference);
        next = annotation->next;
    }
}

static void put_kids(const struct finishing *finishing, uint32_t index)
{
    const struct jb_element *element = &finishing->document->elements[index];
    qpdf_data pdf = finishing->pdf;
    qpdf_oh kids = qpdf_oh_new_array(pdf);
    uint32_t own = own_page(element);

    if (own != JB_NO_PAGE)
        qpdf_oh_replace_key(pdf, finishing->elements[index], "/Pg", finishing->pages[own]);
    for (uint32_t i = 0; i < element->kid_count; i++) {
        if (element->kids[i].kind == JB_KID_CONTENT)
            push_content(finishing, kids, &element->kids[i], own);
        else
            qpdf_oh_append_item(pdf, kids, finishing->elements[element->kids[i].element]);
    }
    push_annotations(finishing, kids, index);
    pdf_put(pdf, finishing->elements[index], "/K", kids);
}

/* --- elements --------------------------------------------------------------------------------- */

static void fill_element(const struct finishing *finishing, uint32_t index, qpdf_oh parent)
{
    const struct jb_element *element = &finishing->document->elements[index];
    qpdf_data pdf = finishing->pdf;
    qpdf_oh object = finishing->elements[index];
    char role[16];

    g_snprintf(role, sizeof(role), "/%s", jb_role_name(element->role));
    pdf_put_name(pdf, object, "/S", role);
    qpdf_oh_replace_key(pdf, object, "/P", parent);
    if (element->has_lang)
        pdf_put_bytes(pdf, object, "/Lang", jb_lang_tag(element->lang));
    if (element->id)
        pdf_put_bytes(pdf, object, "/ID", element->id);
    pdf_put_text(pdf, object, "/Alt", element->alternative);
    pdf_put_text(pdf, object, "/ActualText", element->actual);
    if (is_cell(element))
        put_cell(pdf, object, element);
    else if (element->role == JB_ROLE_FIGURE)
        put_frame(finishing, object, element);
    else if (element->role == JB_ROLE_L)
        put_numbering(pdf, object, element);
    put_kids(finishing, index);
}

/* --- the way back: from marks, annotations and names to elements ------------------------------ */

static qpdf_oh new_mark_parents(const struct finishing *finishing, uint32_t page)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh direct = qpdf_oh_new_array(pdf);
    qpdf_oh parents;

    for (uint32_t i = finishing->first_mark[page]; i < finishing->first_mark[page + 1]; i++)
        qpdf_oh_append_item(pdf, direct, finishing->elements[finishing->mark_elements[i]]);
    parents = qpdf_make_indirect_object(pdf, direct);
    qpdf_oh_release(pdf, direct);
    return parents;
}

static void put_parent_tree(const struct finishing *finishing, qpdf_oh root)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh tree = pdf_new_object(pdf);
    qpdf_oh numbers = qpdf_oh_new_array(pdf);
    uint32_t pages = finishing->document->page_count;
    uint32_t annotations = finishing->annotations->len;

    for (uint32_t i = 0; i < pages; i++) {
        pdf_push(pdf, numbers, qpdf_oh_new_integer(pdf, i));
        pdf_push(pdf, numbers, new_mark_parents(finishing, i));
    }
    for (uint32_t i = 0; i < annotations; i++) {
        uint32_t element = g_array_index(finishing->annotations, struct annotation, i).element;

        pdf_push(pdf, numbers, qpdf_oh_new_integer(pdf, (int64_t)pages + i));
        qpdf_oh_append_item(pdf, numbers, finishing->elements[element]);
    }
    pdf_put(pdf, tree, "/Nums", numbers);
    pdf_put(pdf, root, "/ParentTree", tree);
    pdf_put_integer(pdf, root, "/ParentTreeNextKey", (int64_t)pages + annotations);
}

static gint compare_names(gconstpointer a, gconstpointer b, gpointer elements)
{
    const struct jb_element *all = elements;

    return strcmp(all[*(const uint32_t *)a].id, all[*(const uint32_t *)b].id);
}

static GArray *new_named_elements(const struct finishing *finishing)
{
    const struct jb_element *elements = finishing->document->elements;
    GArray *named = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (uint32_t i = 0; i < finishing->order_count; i++)
        if (elements[finishing->order[i]].id)
            g_array_append_val(named, finishing->order[i]);
    g_array_sort_with_data(named, compare_names, (gpointer)elements);
    return named;
}

/* A name tree is sorted by bytes. */
static void put_name_tree(const struct finishing *finishing, qpdf_oh root)
{
    qpdf_data pdf = finishing->pdf;
    GArray *named = new_named_elements(finishing);
    qpdf_oh names = qpdf_oh_new_array(pdf);
    qpdf_oh tree = qpdf_oh_new_dictionary(pdf);

    for (guint i = 0; i < named->len; i++) {
        uint32_t element = g_array_index(named, uint32_t, i);

        pdf_push(pdf, names, qpdf_oh_new_string(pdf, finishing->document->elements[element].id));
        qpdf_oh_append_item(pdf, names, finishing->elements[element]);
    }
    pdf_put(pdf, tree, "/Names", names);
    if (named->len > 0)
        qpdf_oh_replace_key(pdf, root, "/IDTree", tree);
    qpdf_oh_release(pdf, tree);
    g_array_free(named, TRUE);
}

static void build_elements(struct finishing *finishing, qpdf_oh root)
{
    const struct jb_document *document = finishing->document;

    finishing->elements = g_new0(qpdf_oh, document->element_count);
    for (uint32_t i = 0; i < finishing->order_count; i++)
        finishing->elements[finishing->order[i]] = pdf_new_object(finishing->pdf);
    for (uint32_t i = 0; i < finishing->order_count; i++) {
        uint32_t element = finishing->order[i];

        fill_element(finishing, element,
                     element == DOCUMENT_ELEMENT
                         ? root
                         : finishing->elements[document->elements[element].parent]);
    }
}

void build_tree(struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh catalog = qpdf_get_root(pdf);
    qpdf_oh root = pdf_new_object(pdf);

    pdf_put_name(pdf, root, "/Type", "/StructTreeRoot");
    build_elements(finishing, root);
    qpdf_oh_replace_key(pdf, root, "/K", finishing->elements[DOCUMENT_ELEMENT]);
    put_parent_tree(finishing, root);
    put_name_tree(finishing, root);
    pdf_put(pdf, catalog, "/StructTreeRoot", root);
    qpdf_oh_release(pdf, catalog);
}
