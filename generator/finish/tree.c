/* The tree of structure elements (ISO 32000-1, 14.7): what the marks mean, in reading order. */

#include <string.h>

#include "finish/finish-private.h"
#include "finish/objects-private.h"

struct tree {
    const struct finishing *finishing;
    struct objects *objects;
    uint32_t root;     /* its number */
    uint32_t *numbers; /* by element; set for those in the tree */
};

/* --- attributes ------------------------------------------------------------------------------- */

static void write_cell(GString *out, const struct jb_element *element)
{
    if (element->role == JB_ROLE_TD && element->span <= 1)
        return;
    g_string_append(out, "/A<</O/Table");
    if (element->role == JB_ROLE_TH)
        g_string_append(out, element->row_head ? "/Scope/Row" : "/Scope/Column");
    if (element->span > 1)
        g_string_append_printf(out, "/ColSpan %u", element->span);
    g_string_append(out, ">>");
}

/* PDF/UA: what the labels of a list are. */
static void write_numbering(GString *out, const struct jb_element *element)
{
    g_string_append_printf(out, "/A<</O/List/ListNumbering/%s>>",
                           element->numbered ? "Decimal" : "Disc");
}

static void write_frame(const struct finishing *finishing, GString *out,
                        const struct jb_element *element)
{
    double frame[] = {page_x(finishing, element->x),
                      page_y(finishing, element->page, element->y + element->height),
                      page_x(finishing, element->x + element->width),
                      page_y(finishing, element->page, element->y)};

    g_string_append(out, "/A<</BBox[");
    for (size_t i = 0; i < G_N_ELEMENTS(frame); i++)
        object_put_real(out, frame[i]);
    g_string_append(out, "]/O/Layout/Placement/Block>>");
}

static void write_attributes(const struct finishing *finishing, GString *out,
                             const struct jb_element *element)
{
    if (element->role == JB_ROLE_TH || element->role == JB_ROLE_TD)
        write_cell(out, element);
    else if (element->role == JB_ROLE_FIGURE)
        write_frame(finishing, out, element);
    else if (element->role == JB_ROLE_L)
        write_numbering(out, element);
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

static void write_kid(const struct tree *tree, GString *out, const struct jb_kid *kid, uint32_t own)
{
    if (kid->kind == JB_KID_ELEMENT)
        object_put_reference(out, "", tree->numbers[kid->element]);
    else if (kid->page == own)
        g_string_append_printf(out, " %u", kid->mcid);
    else
        g_string_append_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>",
                               tree->finishing->page_numbers[kid->page], kid->mcid);
}

static void write_annotations(const struct tree *tree, GString *out, uint32_t element)
{
    const struct finishing *finishing = tree->finishing;
    uint32_t next = finishing->first_annotation[element];

    while (next) {
        const struct annotation *annotation =
            &g_array_index(finishing->annotations, struct annotation, next - 1);

        g_string_append_printf(out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>",
                               finishing->page_numbers[annotation->page], annotation->number);
        next = annotation->next;
    }
}

static void write_kids(const struct tree *tree, GString *out, uint32_t index)
{
    const struct jb_element *element = &tree->finishing->document->elements[index];
    uint32_t own = own_page(element);

    if (own != JB_NO_PAGE)
        object_put_reference(out, "/Pg", tree->finishing->page_numbers[own]);
    g_string_append(out, "/K[");
    for (uint32_t i = 0; i < element->kid_count; i++)
        write_kid(tree, out, &element->kids[i], own);
    write_annotations(tree, out, index);
    g_string_append_c(out, ']');
}

/* --- elements --------------------------------------------------------------------------------- */

static void write_element(const struct tree *tree, uint32_t index)
{
    const struct jb_element *element = &tree->finishing->document->elements[index];
    GString *out = objects_begin(tree->objects, tree->numbers[index]);

    g_string_append_printf(out, "<</S/%s", jb_role_name(element->role));
    object_put_reference(out, "/P",
                         index == DOCUMENT_ELEMENT ? tree->root : tree->numbers[element->parent]);
    if (element->has_lang)
        object_put_bytes(out, "/Lang", jb_lang_tag(element->lang));
    if (element->id)
        object_put_bytes(out, "/ID", element->id);
    object_put_unicode(out, "/Alt", element->alternative);
    object_put_unicode(out, "/ActualText", element->actual);
    write_attributes(tree->finishing, out, element);
    write_kids(tree, out, index);
    g_string_append(out, ">>");
}

static void write_elements(const struct tree *tree)
{
    const struct finishing *finishing = tree->finishing;
    uint32_t next = objects_reserve(tree->objects, finishing->order_count);

    for (uint32_t i = 0; i < finishing->order_count; i++)
        tree->numbers[finishing->order[i]] = next++;
    for (uint32_t i = 0; i < finishing->order_count; i++)
        write_element(tree, finishing->order[i]);
}

/* --- the way back: from marks, annotations and names to elements ------------------------------ */

static void write_mark_parents(const struct tree *tree, uint32_t page, uint32_t number)
{
    const struct finishing *finishing = tree->finishing;
    GString *out = objects_begin(tree->objects, number);

    g_string_append_c(out, '[');
    for (uint32_t i = finishing->first_mark[page]; i < finishing->first_mark[page + 1]; i++)
        object_put_reference(out, "", tree->numbers[finishing->mark_elements[i]]);
    g_string_append_c(out, ']');
}

/* The number of the parent tree. */
static uint32_t write_parent_tree(const struct tree *tree)
{
    const struct finishing *finishing = tree->finishing;
    uint32_t pages = finishing->document->page_count;
    uint32_t first = objects_reserve(tree->objects, pages + 1);
    GString *out;

    for (uint32_t i = 0; i < pages; i++)
        write_mark_parents(tree, i, first + i);
    out = objects_begin(tree->objects, first + pages);
    g_string_append(out, "<</Nums[");
    for (uint32_t i = 0; i < pages; i++)
        g_string_append_printf(out, " %u %u 0 R", i, first + i);
    for (uint32_t i = 0; i < finishing->annotations->len; i++) {
        uint32_t element = g_array_index(finishing->annotations, struct annotation, i).element;

        g_string_append_printf(out, " %u %u 0 R", pages + i, tree->numbers[element]);
    }
    g_string_append(out, "]>>");
    return first + pages;
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
static void write_name_tree(const struct tree *tree, GString *out)
{
    GArray *named = new_named_elements(tree->finishing);

    if (named->len > 0) {
        g_string_append(out, "/IDTree<</Names[");
        for (guint i = 0; i < named->len; i++) {
            uint32_t element = g_array_index(named, uint32_t, i);

            object_put_bytes(out, "", tree->finishing->document->elements[element].id);
            object_put_reference(out, "", tree->numbers[element]);
        }
        g_string_append(out, "]>>");
    }
    g_array_free(named, TRUE);
}

static void write_root(const struct tree *tree)
{
    const struct finishing *finishing = tree->finishing;
    uint32_t parents = write_parent_tree(tree);
    GString *out = objects_begin(tree->objects, tree->root);

    g_string_append(out, "<</Type/StructTreeRoot");
    object_put_reference(out, "/K", tree->numbers[DOCUMENT_ELEMENT]);
    object_put_reference(out, "/ParentTree", parents);
    g_string_append_printf(out, "/ParentTreeNextKey %u",
                           finishing->document->page_count + finishing->annotations->len);
    write_name_tree(tree, out);
    g_string_append(out, ">>");
}

void write_tree(const struct finishing *finishing, struct objects *objects)
{
    struct tree tree = {.finishing = finishing,
                        .objects = objects,
                        .root = finishing->tree_root,
                        .numbers = g_new0(uint32_t, finishing->document->element_count)};

    write_elements(&tree);
    write_root(&tree);
    g_free(tree.numbers);
}
