/* Annotations of links. cairo's own are one for a link, on its first page, with a rectangle round
 * all lines; ours are one for each page, with a quadrilateral for each line. */

#include "finish/finish-private.h"
#include "finish/pdf-private.h"

#include "base/length.h"

double page_x(const struct finishing *finishing, int32_t x)
{
    return jb_length_pt(x + finishing->document->around);
}

double page_y(const struct finishing *finishing, uint32_t page, int32_t y)
{
    const struct jb_document *document = finishing->document;

    return jb_length_pt(document->pages[page].height + document->around) - jb_length_pt(y);
}

struct corners {
    double left, bottom, right, top;
};

static struct corners spot_corners(const struct finishing *finishing, uint32_t page,
                                   const struct jb_hot_spot *spot)
{
    return (struct corners){
        page_x(finishing, spot->x), page_y(finishing, page, spot->y + spot->height),
        page_x(finishing, spot->x + spot->width), page_y(finishing, page, spot->y)};
}

/* Corners in the order in which viewers read them: upper left, upper right, lower left, lower
 * right. ISO 32000 says otherwise; no viewer follows it. */
static void put_places(const struct finishing *finishing, uint32_t page, qpdf_oh object,
                       const struct jb_hot_spot *spots, uint32_t count)
{
    struct corners all = spot_corners(finishing, page, &spots[0]);
    GArray *quads = g_array_new(FALSE, FALSE, sizeof(double));

    for (uint32_t i = 0; i < count; i++) {
        struct corners one = spot_corners(finishing, page, &spots[i]);
        double quad[] = {one.left, one.top,    one.right, one.top,
                         one.left, one.bottom, one.right, one.bottom};

        g_array_append_vals(quads, quad, G_N_ELEMENTS(quad));
        all = (struct corners){MIN(all.left, one.left), MIN(all.bottom, one.bottom),
                               MAX(all.right, one.right), MAX(all.top, one.top)};
    }
    pdf_put_reals(finishing->pdf, object, "/Rect",
                  (double[]){all.left, all.bottom, all.right, all.top}, 4);
    pdf_put_reals(finishing->pdf, object, "/QuadPoints", (const double *)(const void *)quads->data,
                  quads->len);
    g_array_free(quads, TRUE);
}

/* A URI is ASCII: what is outside of it is escaped, what is escaped already is left. */
static void put_uri(qpdf_data pdf, qpdf_oh object, const char *uri)
{
    qpdf_oh action = qpdf_oh_new_dictionary(pdf);
    char *ascii = g_uri_escape_string(uri, ":/?#[]@!$&'()*+,;=%", FALSE);

    pdf_put_name(pdf, action, "/S", "/URI");
    pdf_put_bytes(pdf, action, "/URI", ascii);
    pdf_put(pdf, object, "/A", action);
    g_free(ascii);
}

static void put_destination(const struct finishing *finishing, qpdf_oh object, uint32_t target)
{
    const struct jb_destination *destination = &finishing->document->destinations[target];
    qpdf_data pdf = finishing->pdf;
    qpdf_oh array = qpdf_oh_new_array(pdf);
    double y = page_y(finishing, destination->page, destination->y);

    qpdf_oh_append_item(pdf, array, finishing->pages[destination->page]);
    pdf_push(pdf, array, qpdf_oh_new_name(pdf, "/XYZ"));
    pdf_push(pdf, array, qpdf_oh_new_real_from_double(pdf, page_x(finishing, destination->x), 3));
    pdf_push(pdf, array, qpdf_oh_new_real_from_double(pdf, y, 3));
    pdf_push(pdf, array, qpdf_oh_new_null(pdf));
    pdf_put(pdf, object, "/Dest", array);
}

enum { FLAG_PRINT = 4 }; /* PDF/A demands it of every annotation */

static qpdf_oh new_annotation(const struct finishing *finishing, uint32_t page,
                              const struct jb_hot_spot *spots, uint32_t count)
{
    const struct jb_element *link = &finishing->document->elements[spots[0].element];
    qpdf_data pdf = finishing->pdf;
    qpdf_oh object = pdf_new_object(pdf);

    pdf_put_name(pdf, object, "/Type", "/Annot");
    pdf_put_name(pdf, object, "/Subtype", "/Link");
    pdf_put_integer(pdf, object, "/F", FLAG_PRINT);
    pdf_put_integer(pdf, object, "/StructParent",
                    (int64_t)finishing->document->page_count + finishing->annotations->len);
    pdf_put_text(pdf, object, "/Contents", link->about);
    pdf_put_reals(pdf, object, "/Border", (double[]){0, 0, 0}, 3);
    qpdf_oh_replace_key(pdf, object, "/P", finishing->pages[page]);
    put_places(finishing, page, object, spots, count);
    if (link->uri)
        put_uri(pdf, object, link->uri);
    else
        put_destination(finishing, object, link->target);
    return object;
}

static uint32_t count_same(const struct jb_page *page, uint32_t first)
{
    uint32_t end = first + 1;

    while (end < page->hot_spot_count &&
           page->hot_spots[end].element == page->hot_spots[first].element)
        end++;
    return end - first;
}

static void annotate_page(struct finishing *finishing, uint32_t number)
{
    const struct jb_page *page = &finishing->document->pages[number];
    qpdf_data pdf = finishing->pdf;
    qpdf_oh array = qpdf_oh_new_array(pdf);

    for (uint32_t i = 0, count; i < page->hot_spot_count; i += count) {
        struct annotation annotation = {.element = page->hot_spots[i].element, .page = number};

        count = count_same(page, i);
        pdf_push(pdf, array, new_annotation(finishing, number, &page->hot_spots[i], count));
        g_array_append_val(finishing->annotations, annotation);
    }
    pdf_put(pdf, finishing->pages[number], "/Annots", array);
}

/* From the last to the first, so that each element's chain is in the order of pages. */
static void chain_annotations(struct finishing *finishing)
{
    for (guint i = finishing->annotations->len; i > 0; i--) {
        struct annotation *annotation =
            &g_array_index(finishing->annotations, struct annotation, i - 1);

        annotation->next = finishing->first_annotation[annotation->element];
        finishing->first_annotation[annotation->element] = i;
    }
}

void add_annotations(struct finishing *finishing)
{
    finishing->annotations = g_array_new(FALSE, TRUE, sizeof(struct annotation));
    finishing->first_annotation = g_new0(uint32_t, finishing->document->element_count);
    for (uint32_t page = 0; page < finishing->document->page_count; page++)
        if (finishing->document->pages[page].hot_spot_count > 0)
            annotate_page(finishing, page);
    chain_annotations(finishing);
}
