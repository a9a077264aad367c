#ifndef JB_FINISH_FINISH_PRIVATE_H
#define JB_FINISH_FINISH_PRIVATE_H

/* What the steps of finishing share, and the steps in their order. A step that returns false has
 * reported why. */

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "model/page.h"

enum { DOCUMENT_ELEMENT = 1 };

/* A link's place on one page; a link that goes over a page break has one on each. */
struct annotation {
    uint32_t element;
    uint32_t page;
    uint32_t number; /* of its object, once the file is written */
    uint32_t next;   /* index + 1 of the element's next annotation, or 0 */
};

struct finishing {
    qpdf_data pdf;
    const struct jb_document *document;
    struct jb_sink *sink;

    /* The contents that have an element, page after page: those of page i are [first_mark[i],
     * first_mark[i + 1]), in the order of their MCIDs. */
    uint32_t *first_mark;
    uint32_t *mark_elements;

    /* The elements of the tree in reading order. Elements that are no kids of another (layout makes
     * them for heads that a page break repeats) are not among them. */
    uint32_t *order;
    uint32_t order_count;
    bool *in_tree; /* by element */

    qpdf_oh *pages;
    GArray *annotations;        /* struct annotation */
    uint32_t *first_annotation; /* by element: index + 1, or 0 */

    /* Numbers of objects in the file as libqpdf writes it, to which the tree is added. */
    uint32_t *page_numbers;
    uint32_t tree_root;
};

static inline uint32_t mark_count(const struct finishing *finishing, uint32_t page)
{
    return finishing->first_mark[page + 1] - finishing->first_mark[page];
}

/* Model lengths to points from the lower left corner of the paper. */
double page_x(const struct finishing *finishing, int32_t x);
double page_y(const struct finishing *finishing, uint32_t page, int32_t y);

/* Numbers the marks, puts the elements in reading order and refuses a model that contradicts
 * itself, so that the other steps need not look again. */
bool survey_model(struct finishing *finishing);

/* Gives each marker its structure type and wraps what is outside of them in artifacts. */
bool mark_contents(struct finishing *finishing);

void add_annotations(struct finishing *finishing);

/* A root of the tree without a tree, and its number with those of pages and annotations when the
 * file is written and read again. */
void put_tree_root(struct finishing *finishing);
void read_numbers(struct finishing *finishing);

/* Adds the tree to the file. */
struct objects;
void write_tree(const struct finishing *finishing, struct objects *objects);

/* Where the paper is cut, and how far grounds go beyond it. */
void put_boxes(struct finishing *finishing);

void plain_images(struct finishing *finishing);
void mend_advances(struct finishing *finishing);

/* Title, dates, languages, colour intent: the document as a whole. */
bool describe_document(struct finishing *finishing);

/* --- of content.c, for one page --------------------------------------------------------------- */

/* Appends the filtered bytes to out. The roles are those of the page's marks, by MCID. Returns
 * NULL, or what is wrong with the bytes (a literal); *found is the number of markers seen. */
const char *filter_content(const uint8_t *bytes, size_t length, const enum jb_role *roles,
                           uint32_t role_count, GString *out, uint32_t *found);

/* --- of metadata.c ---------------------------------------------------------------------------- */

/* What both /Info and XMP say; they must agree (ISO 19005-2, 6.6.3). */
struct description {
    const char *title; /* of both languages */
    const char *const *titles;
    uint32_t langs;
    const char *relation; /* file of the edition in the other language, or NULL */
    const char *author;   /* or NULL */
    const char *subject;  /* or NULL */
    const char *creator;
    const char *producer;
    const char *date; /* ISO 8601 */
};

void write_xmp(const struct description *description, GString *out);

/* A small sRGB profile of our own (ICC 2.1): 256 points of curve, the D50 primaries. */
void write_profile(GByteArray *out);

#endif
