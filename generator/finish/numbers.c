/* What the tree refers to in the file that libqpdf has written, where objects have new numbers. */

#include "finish/finish-private.h"
#include "finish/pdf-private.h"

void put_tree_root(struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh catalog = qpdf_get_root(pdf);

    pdf_put(pdf, catalog, "/StructTreeRoot", pdf_new_object(pdf));
    qpdf_oh_release(pdf, catalog);
}

static uint32_t number_at(qpdf_data pdf, qpdf_oh array, uint32_t index)
{
    qpdf_oh item = qpdf_oh_get_array_item(pdf, array, (int)index);
    int number = qpdf_oh_get_object_id(pdf, item);

    qpdf_oh_release(pdf, item);
    return (uint32_t)number;
}

/* Those of one page stand in a row, in the order of its array. */
static void number_annotations(struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;
    uint32_t page = JB_NO_PAGE, index = 0;
    qpdf_oh array = qpdf_oh_new_null(pdf);

    for (guint i = 0; i < finishing->annotations->len; i++) {
        struct annotation *annotation =
            &g_array_index(finishing->annotations, struct annotation, i);

        if (annotation->page != page) {
            qpdf_oh_release(pdf, array);
            page = annotation->page;
            array = qpdf_oh_get_key(pdf, finishing->pages[page], "/Annots");
            index = 0;
        }
        annotation->number = number_at(pdf, array, index++);
    }
    qpdf_oh_release(pdf, array);
}

void read_numbers(struct finishing *finishing)
{
    qpdf_data pdf = finishing->pdf;
    qpdf_oh catalog = qpdf_get_root(pdf);
    qpdf_oh root = qpdf_oh_get_key(pdf, catalog, "/StructTreeRoot");
    uint32_t count = finishing->document->page_count;

    finishing->tree_root = (uint32_t)qpdf_oh_get_object_id(pdf, root);
    finishing->page_numbers = g_new(uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        finishing->page_numbers[i] = (uint32_t)qpdf_oh_get_object_id(pdf, finishing->pages[i]);
    number_annotations(finishing);
    qpdf_oh_release(pdf, root);
    qpdf_oh_release(pdf, catalog);
}
