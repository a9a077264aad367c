#ifndef JB_MODEL_FLOW_H
#define JB_MODEL_FLOW_H

/* The bulletin as blocks and runs, both languages at once: bind/ makes it, layout/ sets it.
 * It knows styles and widths, but no fonts and no pages. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"
#include "model/language.h"
#include "model/role.h"
#include "model/status.h"
#include "model/style.h"
#include "model/text.h"

enum jb_run_kind {
    JB_RUN_TEXT,
    JB_RUN_BREAK,       /* a forced line end */
    JB_RUN_PAGE_OF,     /* late slot: the page on which a target begins */
    JB_RUN_PAGE_NUMBER, /* late slot: this page's number */
    JB_RUN_PAGE_COUNT,  /* late slot: the number of pages */
    JB_RUN_RUNNING,     /* late slot of headers and footers: the heading that the page is under */
};

/* A stretch of a paragraph with one language, style and origin. */
struct jb_run {
    enum jb_run_kind kind;
    enum jb_lang lang;
    const struct jb_style *style;
    uint32_t marks;   /* JB_TEXT_… of model/text.h */
    const char *text; /* TEXT: UTF-8, never with a line feed */
    uint32_t length;  /* of text, in bytes */
    uint32_t link;    /* index + 1 into the flow's links, or 0 */
    uint32_t target;  /* PAGE_OF: index of the target */
    uint32_t level;   /* RUNNING: of the heading */
    uint32_t note;    /* index + 1 of the note whose number it is, or 0 */
    uint32_t origin;
};

/* A paragraph of one language; other languages may stand inside it as runs. */
struct jb_para {
    const struct jb_run *runs;
    uint32_t count;
    enum jb_lang lang;
    const struct jb_style *style;
    enum jb_role role; /* its element; JB_ROLE_NONE: the runs belong to the enclosing element */
    const char *id;    /* the half's name in the element tree, or NULL */
    uint32_t origin;
    const struct jb_para *label; /* of an entry of a list: hangs before it; or NULL */
    int32_t hang;                /* how far the entry's text stands behind its label's start */
    int32_t width;               /* at most so wide; 0: as its column */
};

/* A heading, for running heads. */
struct jb_heading {
    uint32_t level;
    const char *text[JB_LANGS];
};

/* A place that links, contents and the outline lead to. */
struct jb_target {
    const char *name;    /* of the record it stands for */
    const char *outline; /* title in the outline, or NULL: none */
    uint32_t level;      /* of the outline, from 1 */
};

struct jb_link {
    const char *uri; /* or NULL: leads to target */
    uint32_t target;
    const char *about; /* what it leads to, for those who listen */
};

/* A note at the foot of the page that cites it. Its paragraph hangs behind its number. */
struct jb_note {
    const struct jb_para *para;
    enum jb_lang lang;
    uint32_t number;
    uint32_t target; /* what its number in the text leads to */
};

/* What a name has behind it where it is repeated above what goes on, as a literal. Fonts have its
 * characters wherever a table is. */
extern const char *const jb_continued[JB_LANGS];

/* A column's width: fixed, a share of what the others leave, or as wide as what it holds. */
struct jb_width {
    int32_t fixed;
    uint32_t share; /* 0: fixed */
    bool fits;      /* its content; where that is not measured, a share of 1 */
};

enum jb_block_kind {
    JB_BLOCK_PARA,    /* paras[0] */
    JB_BLOCK_PAIR,    /* paras[JB_ZH], paras[JB_EN]; side by side in columns[0], columns[1] */
    JB_BLOCK_GROUP,   /* children, one below the other, in one element */
    JB_BLOCK_ROW,     /* children are cells, side by side in columns; first baselines equal */
    JB_BLOCK_COLUMNS, /* children run through columns of equal width, balanced at their end (R73) */
    JB_BLOCK_TABLE,   /* children are rows; the first head_rows are repeated on each page */
    JB_BLOCK_CHART,   /* a drawing from measures; children are its labels */
    JB_BLOCK_RULE,
    JB_BLOCK_SPACE,
    JB_BLOCK_PAGE_BREAK,
    JB_BLOCK_FACING,  /* children: what stands on the left page, and on the right one that faces it
                       */
    JB_BLOCK_PICTURE, /* from a file, or a code that a camera reads */
};

/* A picture of a file, or the code of an address. */
struct jb_picture {
    const char *path;      /* NULL: a code */
    const char *code;      /* what it says */
    struct jb_span span;   /* where the one or the other is named */
    int32_t width, height; /* at most; 0: not said */
    uint32_t resolution;   /* in dots per inch; 0: not said */
    enum jb_align align;
    const char *alternative;
    enum jb_lang lang; /* of the alternative */
};

enum jb_chart_kind {
    JB_CHART_BAR,      /* how much is done, and where the schedule stands */
    JB_CHART_LIGHT,    /* the status, as a shape */
    JB_CHART_DONUT,    /* a bar as a ring; children: the figure in its middle */
    JB_CHART_COLUMNS,  /* a column for each quarter; children: of each its figure and its name */
    JB_CHART_TIMELINE, /* milestones along the year; children: the names of the quarters, if any */
};

/* Parts of charts are told in ten thousandths of the whole. */
enum { JB_CHART_WHOLE = 10000, JB_CHART_NONE = INT32_MIN };

/* COLUMNS: a quarter. TIMELINE: a milestone; what is not in the year is below 0 or above the whole.
 */
struct jb_chart_point {
    int32_t value;            /* of the range of all values, or JB_CHART_NONE */
    int32_t planned, reached; /* of the year, or JB_CHART_NONE */
    bool current;             /* the edition's quarter */
};

struct jb_chart {
    enum jb_chart_kind kind;
    int32_t done;     /* of the target, at most the whole; JB_CHART_NONE: no result yet */
    int32_t schedule; /* of the year that is gone */
    int32_t zero;     /* COLUMNS: where the range has its 0 */
    enum jb_status status;
    const struct jb_chart_point *points;
    uint32_t point_count;
    uint32_t places;   /* COLUMNS: of quarters; those of the first ones may be empty */
    int32_t width;     /* 0: as its column; COLUMNS: of all of them */
    int32_t height;    /* COLUMNS: without the labels */
    int32_t thickness; /* DONUT */
    jb_colour fill, track, tick, alert;
    const char *alternative; /* what it says, in words */
    enum jb_lang lang;       /* of the alternative */
};

struct jb_block {
    enum jb_block_kind kind;
    enum jb_role role;
    uint32_t origin;
    const char *id; /* of the element, or NULL */
    const struct jb_para *paras[JB_LANGS];
    const struct jb_block *children;
    uint32_t child_count;
    const struct jb_width *columns;
    uint32_t column_count;
    int32_t gutter;
    uint32_t head_rows; /* TABLE */
    uint32_t target;    /* index + 1 of the target that begins here, or 0 */
    uint32_t heading;   /* index + 1 of the heading that this is, or 0 */
    int32_t height;     /* SPACE, RULE: its height; GROUP with a fill: at least this */
    int32_t padding;    /* GROUP: room inside the fill, on each side */
    int32_t space_before, space_after; /* PAIR, GROUP, ROW, TABLE, RULE */
    bool has_fill;
    jb_colour fill;                 /* GROUP, ROW: ground; RULE: its colour */
    int32_t rule_above, rule_below; /* ROW: thickness of the rules round it, 0: none */
    jb_colour rule_above_colour, rule_below_colour;
    bool halves;        /* GROUP: of a pair, one below the other */
    bool keep_together; /* GROUP: on one page if it fits there */
    bool keep_with_next;
    bool keep_with_previous;
    bool row_head;    /* a cell of role TH that heads its row, not its column */
    bool numbered;    /* a group of role L whose labels are numbers */
    bool of_language; /* a cell for one language alone; bind gives its room to another: */
    bool left_out;    /* … where its language is not set */
    const struct jb_picture *picture;
    bool decimal;  /* a cell whose figures stand with their points in one line (R81) */
    uint32_t span; /* a cell: so many columns; 0 or 1: one */
    const struct jb_chart *chart;
    const char *page; /* PAGE_BREAK: the master from here on, "ordinary", or NULL: as before */
    uint32_t across;  /* COLUMNS: how many; rule_above: thickness of the rules between them */
};

/* A page master: a size, margins, and what stands at the head and foot of each page. */
struct jb_master {
    const char *name;
    int32_t width, height;
    int32_t top, bottom, left, right; /* margins of the type area */
    int32_t header_at;                /* top of the header, from the page's top edge */
    int32_t footer_at;                /* top of the footer, from the page's bottom edge */
    const struct jb_block *header;    /* NULL: none */
    const struct jb_block *footer;
    int32_t grid; /* R60: baselines stand so far apart, or on a whole multiple; 0: no grid */
};

/* The first page, those on the left of an opened bulletin (2, 4 …) and those on its right. */
enum jb_page_side { JB_PAGE_FIRST, JB_PAGE_LEFT, JB_PAGE_RIGHT, JB_PAGE_SIDES };

struct jb_flow {
    const struct jb_style_sheet *styles;
    const struct jb_style *base;                  /* of text for which the template names none */
    const struct jb_master *pages[JB_PAGE_SIDES]; /* one may serve several sides */
    const struct jb_master *const *named_pages;   /* those that a break asks for by name */
    uint32_t named_page_count;
    const struct jb_block *blocks;
    uint32_t block_count;
    const struct jb_target *targets;
    uint32_t target_count;
    const struct jb_heading *headings; /* in the order of the text */
    uint32_t heading_count;
    const struct jb_link *links;
    uint32_t link_count;
    const struct jb_para *watermark[JB_LANGS]; /* behind every page, or NULL */
    const struct jb_note *notes;
    uint32_t note_count;
    bool notes_beside; /* zh notes in the column of zh, en in that of en; else all below each other
                        */
    struct jb_width pair_widths[JB_LANGS]; /* of these columns */
    int32_t pair_gutter;
    struct jb_origins origins;
    uint32_t langs; /* those that are set: JB_BOTH, or one alone */
    bool spreads;   /* behind the first page break, pages face each other (R72) */
    /* of the document as a whole */
    const char *other; /* file of the edition in the other language, from this one; or NULL */
    const char *title[JB_LANGS];
    const char *author;  /* or NULL */
    const char *subject; /* or NULL */
    const char *edition; /* the record's id */
    const char *date;    /* ISO 8601 with a time and zone */
};

/* The master of a page, counted from 0. */
const struct jb_master *jb_flow_master(const struct jb_flow *flow, uint32_t page);

/* "48pt 148pt *", "2* *", "auto *" … False where a width is out of range. */
bool jb_widths_parse(struct jb_arena *arena, const char *text, const struct jb_width **widths,
                     uint32_t *count);

/* The stable text of --dump=flow. */
void jb_flow_dump(const struct jb_flow *flow, GString *out);

#endif
