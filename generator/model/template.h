#ifndef JB_MODEL_TEMPLATE_H
#define JB_MODEL_TEMPLATE_H

/* What editors tweak, read and resolved: masters, styles, and the body as a tree of nodes in which
 * every style, colour, part and XPath expression has been looked up. read/ makes it, bind/ runs it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/source.h"
#include "model/audience.h"
#include "model/flow.h"
#include "model/language.h"
#include "model/record.h"
#include "model/status.h"
#include "model/style.h"

struct jb_xml_path;

enum jb_node_kind {
    /* inline */
    JB_NODE_TEXT, /* literal text */
    JB_NODE_STRONG,
    JB_NODE_VALUE,    /* select: a text or whole number of the record */
    JB_NODE_HALF,     /* select: one half of a pair, in the paragraph's language */
    JB_NODE_FIGURE,   /* select: a measure, default the current one; as, otherwise */
    JB_NODE_UNIT,     /* the unit of a measure */
    JB_NODE_DATE,     /* select: a date */
    JB_NODE_PERIOD,   /* the edition's quarter */
    JB_NODE_SCHEDULE, /* the share of the year that is gone, or the part of it that has a name */
    JB_NODE_PAGE_NUMBER,
    JB_NODE_PAGE_COUNT,
    JB_NODE_PAGE_OF, /* select: the page of a record's target, default the current record */
    JB_NODE_LINE_BREAK,
    JB_NODE_NAME,          /* select: the id of a term, whose name is printed */
    JB_NODE_WORD,          /* select: a value with a fixed word; text: its kind */
    JB_NODE_RUNNING,       /* level: the heading that the page is under */
    JB_NODE_OTHER_EDITION, /* the file of the edition in the other language */
    JB_NODE_STATUS,        /* select: a measure; the word for how it stands */
    JB_NODE_WORDING,       /* children ZH and EN: the half in the paragraph's language */
    /* blocks */
    JB_NODE_P,    /* lang; inline children */
    JB_NODE_PAIR, /* select, or the children ZH and EN; arrange */
    JB_NODE_ZH,
    JB_NODE_EN,
    JB_NODE_HEADING, /* a pair with a level */
    JB_NODE_SECTION, /* an element Sect; the current record's target begins here */
    JB_NODE_BOX,     /* fill, padding, height */
    JB_NODE_KEEP,
    JB_NODE_ROW, /* widths, gutter; cells, which may come from each */
    JB_NODE_CELL,
    JB_NODE_TABLE, /* select: a row for each; HEAD, ROW */
    JB_NODE_HEAD,
    JB_NODE_LIST,     /* select: an entry for each pair; text: its marker, or numbered */
    JB_NODE_CONTENTS, /* select: an entry for each */
    JB_NODE_BAR,      /* select: a measure, default the current one */
    JB_NODE_LIGHT,    /* status of a measure, or as named */
    JB_NODE_DONUT,
    JB_NODE_MULTIPLES,
    JB_NODE_TIMELINE, /* select: milestones, default those of the current record */
    JB_NODE_CAPTION,  /* TABLE: a pair */
    JB_NODE_TABLE_NOTES,
    JB_NODE_RULE,
    JB_NODE_SPACE,
    JB_NODE_PAGE_BREAK, /* text: the page from here on, or NULL */
    JB_NODE_IMAGE,      /* select: a picture; text: a file of the template */
    JB_NODE_QR,         /* select: a text, or text */
    JB_NODE_COLUMNS,    /* across, gutter, rule_above: between them */
    /* control */
    JB_NODE_EACH, /* select */
    JB_NODE_IF,   /* select: a test */
    JB_NODE_CHOOSE,
    JB_NODE_WHEN,
    JB_NODE_OTHERWISE,
    JB_NODE_LET, /* text, select: a variable for the siblings that follow */
    JB_NODE_USE, /* children: those of the part */
    JB_NODE_KINDS
};

enum jb_arrange {
    JB_ARRANGE_PARALLEL,
    JB_ARRANGE_STACKED,
    JB_ARRANGE_INLINE,
    /* of whole bulletins alone */
    JB_ARRANGE_FACING,   /* zh on left pages, en on right ones */
    JB_ARRANGE_SEPARATE, /* a document for each language */
};

/* Where a node stands. */
enum jb_stands {
    JB_STANDS_ALWAYS,
    JB_STANDS_WITH_ZH, /* where that language is set */
    JB_STANDS_WITH_EN,
    JB_STANDS_WITH_BOTH,
    JB_STANDS_WITH_ZH_ALONE,
    JB_STANDS_WITH_EN_ALONE,
    JB_STANDS_WITH_ONE, /* where one language is set alone, whichever */
};

/* How a figure stands in a table or heading; prose quotes by enum jb_form. */
enum jb_figure_as {
    JB_AS_VALUE,  /* number and unit, as prose has it */
    JB_AS_NUMBER, /* 36,800 */
    JB_AS_SHORT,  /* 3.68万; digits where there is no scale word */
    JB_AS_LONG,   /* 36,800, but nothing where the short form says the same */
    JB_AS_TARGET, /* 2,100 */
    JB_AS_SHARE,  /* 26.4% */
    JB_AS_KINDS
};

/* How the edition's quarter is told. */
enum jb_period_as { JB_PERIOD_WORDS, JB_PERIOD_INSIDE, JB_PERIOD_SHORT };

/* A property of a node that may be worked out at each record. */
enum jb_property {
    JB_PROPERTY_STYLE,
    JB_PROPERTY_FILL,
    JB_PROPERTY_TRACK,
    JB_PROPERTY_TICK,
    JB_PROPERTY_ALERT,
    JB_PROPERTY_WIDTHS,
    JB_PROPERTY_GUTTER,
    JB_PROPERTY_WIDTH,
    JB_PROPERTY_HEIGHT,
    JB_PROPERTY_PADDING,
    JB_PROPERTY_SPACE_BEFORE,
    JB_PROPERTY_SPACE_AFTER,
};

struct jb_formula_piece {
    const char *text;               /* as it stands, or NULL: */
    const struct jb_xml_path *path; /* what this gives */
};

/* An attribute value with {xpath} in it: style="status-{@is}". */
struct jb_formula {
    enum jb_property property;
    const struct jb_formula_piece *pieces;
    uint32_t count;
    struct jb_span span;
};

/* What a paragraph says of its own look. Lengths as they are written, since an em is known only
 * with the style; NULL: as the style has it. */
struct jb_own_look {
    const char *width, *size, *indent;
    bool has_align;
    enum jb_align align;
};

/* Fields that a kind does not name above it are unset. */
struct jb_node {
    enum jb_node_kind kind;
    struct jb_span span;
    const struct jb_node *children;
    uint32_t child_count;
    const char
        *text; /* TEXT; LET: its name; FIGURE: what stands for no figure; WORD, LIST, IMAGE, QR */
    const struct jb_xml_path *path; /* select or test, or NULL */
    struct jb_span path_span;
    const struct jb_xml_path *rows_path; /* TABLE: rows within each selected record, or NULL */
    const struct jb_formula *formulas;
    uint32_t formula_count;
    const struct jb_style *style; /* or NULL: the enclosing one */
    enum jb_lang lang;
    bool has_lang;
    bool has_arrange; /* otherwise as the bulletin is arranged */
    enum jb_arrange arrange;
    enum jb_figure_as as;
    enum jb_period_as period_as;
    bool slightly_behind;  /* SCHEDULE: down to what part of it a share is slightly behind */
    uint32_t level;        /* HEADING, RUNNING */
    uint32_t digits;       /* VALUE: at least so many, 0 before */
    bool chinese_numerals; /* VALUE: 一, 二 … 十一 */
    uint32_t across;       /* TABLE: so many records side by side in a row, 0: one */
    const struct jb_width *widths;
    uint32_t width_count;
    int32_t gutter;
    bool numbered;         /* LIST */
    int32_t width, height; /* BAR, SPACE, BOX, RULE (height), LIST (width: of its labels) */
    int32_t padding;
    int32_t space_before, space_after;
    struct jb_own_look own; /* P */
    bool has_fill;
    jb_colour fill;        /* BOX, RULE, charts */
    jb_colour track, tick; /* BAR, DONUT, MULTIPLES, TIMELINE; LIGHT (tick) */
    bool has_tick;
    jb_colour alert; /* LIGHT: of what is behind */
    bool has_status;
    enum jb_status status; /* LIGHT: this one, whatever the record says */
    uint32_t quarters;     /* MULTIPLES: at most so many, 0: five */
    int32_t thickness;     /* DONUT: of the ring */
    bool decimal;          /* CELL: figures aligned on their points */
    uint32_t spans;        /* CELL: so many columns */
    bool has_zebra;        /* TABLE: a ground for every second row … */
    jb_colour zebra;
    uint32_t rule_every; /* … and the rules below rows only every so many */
    int32_t rule_above, rule_below;
    jb_colour rule_above_colour, rule_below_colour;
    bool keep_together, keep_with_next, keep_with_previous;
    bool row_head; /* CELL */
    enum jb_stands stands;
    const char *alternative; /* IMAGE of the template; NULL: it is an ornament */
    uint32_t resolution;     /* IMAGE: in dots per inch, 0: not said */
};

/* A page master before binding. */
struct jb_master_node {
    struct jb_master master;               /* without header and footer */
    const struct jb_node *header, *footer; /* a BOX each, or NULL */
};

/* What a template asks of the records: test holds for each that is selected. */
struct jb_requirement {
    const struct jb_xml_path *select, *test;
    struct jb_span select_span, test_span;
    const char *words[JB_LANGS]; /* what is wrong where it does not hold */
};

struct jb_template {
    const char *name;
    enum jb_audience audience;
    enum jb_arrange arrange;           /* of pairs that say nothing */
    uint32_t langs;                    /* that the bulletin is in */
    struct jb_decimal slightly_behind; /* percent of the schedule (figures/figures.h) */
    struct jb_style_sheet styles;
    const struct jb_style *notes; /* of notes at the foot, or NULL: they are read in brackets */
    const struct jb_style *base;  /* the style of text for which none is named */
    const struct jb_master_node *pages[JB_PAGE_SIDES];
    const struct jb_master_node *const *named_pages;
    uint32_t named_page_count;
    struct jb_width pair_widths[JB_LANGS]; /* of parallel pairs */
    bool pair_auto;                        /* their widths are found by measuring */
    int32_t pair_gutter;
    const struct jb_requirement *requirements;
    uint32_t requirement_count;
    const struct jb_node *body;
    uint32_t body_count;
};

#endif
