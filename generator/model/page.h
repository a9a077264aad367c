#ifndef JB_MODEL_PAGE_H
#define JB_MODEL_PAGE_H

/* The waist of the program: marks at fixed places, fonts as bytes, and the tree of elements that
 * the marks belong to. layout/ makes it; paint/ and finish/ read it. No type of Pango or cairo is
 * here, so that another way out needs no change above.
 *
 * Lengths in 1/1024 pt; x to the right and y down from the page's top left corner. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"
#include "model/image.h"
#include "model/language.h"
#include "model/role.h"
#include "model/style.h"

/* A face cut down to the characters in use. */
struct jb_font {
    const char *family; /* "Noto Serif CJK SC" */
    bool bold;
    const uint8_t *bytes; /* a whole OpenType font, face 0 */
    uint32_t length;
};

struct jb_font_table {
    const struct jb_font *entries;
    uint32_t count;
};

/* Glyphs that a stretch of text became. A cluster pairs bytes of the text with glyphs, in order;
 * an inserted hyphen is a cluster of its own with the text "-" (R55). */
struct jb_cluster {
    uint16_t bytes;
    uint16_t glyphs;
};

struct jb_glyphs {
    uint32_t font; /* index into the font table */
    int32_t size;
    enum jb_lang lang;
    const char *text; /* UTF-8; what copying gives back */
    uint32_t length;
    uint32_t glyph_count;
    const uint32_t *ids;
    const int32_t *x; /* of each glyph's origin, from the mark's x */
    const int32_t *y; /* from the mark's y (the baseline); NULL: all 0 */
    uint32_t cluster_count;
    const struct jb_cluster *clusters;
    int32_t width; /* advance of the whole */
};

/* A piece of an outline; its points are relative to the mark's x, y. */
enum jb_segment_kind { JB_SEGMENT_MOVE, JB_SEGMENT_LINE, JB_SEGMENT_CURVE, JB_SEGMENT_CLOSE };

struct jb_segment {
    enum jb_segment_kind kind;
    int32_t x[3], y[3]; /* MOVE, LINE: the first; CURVE: two that steer it, and where it ends */
};

struct jb_path {
    const struct jb_segment *segments;
    uint32_t count;
    int32_t stroke; /* thickness of the line; 0: the outline is filled (nonzero winding) */
};

enum jb_mark_kind {
    JB_MARK_GLYPHS, /* at x, y on the baseline */
    JB_MARK_BOX,    /* a filled rectangle, its top left corner at x, y */
    JB_MARK_IMAGE,  /* its top left corner, as it is seen, at x, y */
    JB_MARK_PATH,   /* inside of width and height, from x, y */
};

struct jb_mark {
    enum jb_mark_kind kind;
    jb_colour colour;
    int32_t x, y;
    int32_t width, height; /* BOX, IMAGE, PATH */
    const struct jb_glyphs *glyphs;
    const struct jb_image *image; /* IMAGE */
    const struct jb_path *path;   /* PATH */
    uint32_t origin;
};

/* Marks [first, first + count) of a page that belong to one element, or to none: element 0 is
 * "artifact" (running heads, rules, grounds, repeated table heads). The contents of a page that
 * have an element are numbered 0, 1, 2 … in order: that number is the MCID. */
struct jb_content {
    uint32_t element;
    uint32_t first, count;
};

/* Where a link can be touched; one for each line that it covers. */
struct jb_hot_spot {
    uint32_t element; /* of role LINK */
    int32_t x, y, width, height;
};

struct jb_page {
    int32_t width, height;
    int32_t area_x, area_y, area_width, area_height; /* the type area */
    const struct jb_mark *marks;
    uint32_t mark_count;
    const struct jb_content *contents;
    uint32_t content_count;
    const struct jb_hot_spot *hot_spots; /* those of one element stand together */
    uint32_t hot_spot_count;
};

enum jb_kid_kind { JB_KID_ELEMENT, JB_KID_CONTENT };

/* What an element holds, in reading order. */
struct jb_kid {
    enum jb_kid_kind kind;
    uint32_t element; /* ELEMENT */
    uint32_t page;    /* CONTENT: index of the page … */
    uint32_t mcid;    /* … and number of the content there */
};

struct jb_element {
    enum jb_role role;
    bool has_lang;
    enum jb_lang lang;
    const char *id;          /* unique in the document, or NULL */
    const char *alternative; /* of a figure */
    const char *actual;      /* SPAN: the text, where what is seen differs: a divided word */
    bool row_head;           /* TH: heads a row, otherwise a column */
    uint32_t span;           /* TH, TD: so many columns; 0 or 1: one */
    bool numbered;           /* L: its labels are numbers */
    uint32_t parent;
    const struct jb_kid *kids;
    uint32_t kid_count;
    /* FIGURE: the page it is on and its frame there */
    uint32_t page;
    int32_t x, y, width, height;
    /* LINK: where it leads */
    const char *uri; /* or NULL: leads to target */
    uint32_t target;
    const char *about;
    uint32_t origin;
};

/* A place that can be led to. */
struct jb_destination {
    const char *name;
    const char *outline; /* title in the outline, or NULL */
    uint32_t level;      /* of the outline, from 1 */
    uint32_t page;       /* index; a destination that was never set has JB_NO_PAGE */
    int32_t x, y;
};

enum { JB_NO_PAGE = UINT32_MAX };

struct jb_document {
    int32_t bleed;  /* how far grounds go on beyond the trim, which is the page */
    int32_t around; /* paper round the page: bleed and room for crop marks */
    const struct jb_font_table *fonts;
    const struct jb_page *pages;
    uint32_t page_count;
    const struct jb_element *elements; /* [0] is none, [1] is the document */
    uint32_t element_count;
    const struct jb_destination *destinations;
    uint32_t destination_count;
    struct jb_origins origins;
    uint32_t langs;    /* that are set */
    const char *other; /* file of the edition in the other language, or NULL */
    const char *title[JB_LANGS];
    const char *author;  /* or NULL */
    const char *subject; /* or NULL */
    const char *edition;
    const char *date; /* ISO 8601 with a time and zone */
};

/* The stable text of --dump=page, and of --dump=lines: the same without places, a line of text for
 * each row of glyphs. */
void jb_document_dump(const struct jb_document *document, GString *out);
void jb_document_dump_lines(const struct jb_document *document, GString *out);

#endif
