#ifndef JB_LAYOUT_LAYOUT_PRIVATE_H
#define JB_LAYOUT_LAYOUT_PRIVATE_H

/* How layout works: blocks are composed into strips, total fit says which strips go on which page,
 * and what a strip holds is placed there.
 *
 * A strip is as wide as its column and is never cut, but for one of lanes (lanes-private.h), which
 * can be divided between their lines. Whatever a strip holds stands at fixed places relative to its
 * top left corner. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/length.h"
#include "base/sink.h"
#include "model/flow.h"
#include "model/page.h"
#include "typeset/typeset.h"

/* --- the tree of elements -----------------------------------------------------------------------
 */

enum { NO_ELEMENT = 0, DOCUMENT_ELEMENT = 1 };

struct tree;
struct lanes;
struct shapes;

struct tree *tree_new(struct jb_arena *arena);

/* A new element below parent. It takes its place among the parent's kids when the first of its
 * content is placed, so that the tree is in reading order whatever order blocks are composed in. */
uint32_t tree_add(struct tree *tree, uint32_t parent, enum jb_role role, uint32_t origin);
struct jb_element *tree_at(struct tree *tree, uint32_t element);
void tree_attach(struct tree *tree, uint32_t element);
void tree_add_content(struct tree *tree, uint32_t element, uint32_t page, uint32_t mcid);

/* The tree as it is, for good: it grows no more. */
const struct jb_element *tree_freeze(struct tree *tree, struct jb_arena *arena, uint32_t *count);

/* --- strips ----------------------------------------------------------------------------------- */

enum item_kind {
    ITEM_MARK,
    ITEM_SLOT, /* glyphs that are known when all pages are */
    ITEM_HOT_SPOT,
    ITEM_ELEMENT, /* an element begins here, even if it holds nothing */
    ITEM_FRAME,   /* of a figure */
    ITEM_TARGET,
    ITEM_HEADING,
};

struct item {
    enum item_kind kind;
    uint32_t element;
    uint32_t side;            /* of a spread: 0 left, 1 right; of no matter elsewhere */
    struct jb_mark mark;      /* its place and size serve the other kinds too */
    const struct jb_run *run; /* SLOT */
    uint32_t target;          /* TARGET, HEADING: index */
};

enum { NO_BASELINE = INT32_MIN };

struct strip {
    int32_t before; /* space above it, except at the top of a page */
    int32_t height;
    int32_t baseline; /* of its first line, from its top; NO_BASELINE where it has none */
    bool keep_with_next;
    bool keeps_line; /* R61: one line would be alone below or above a break behind it */
    bool kept;       /* in a group that is kept together … */
    bool uncut;      /* … and the last one in it */
    bool starts_page;
    int64_t demerits;               /* of a page that ends with it */
    GArray *items;                  /* struct item */
    GArray *notes;                  /* uint32_t: indices of the notes that it cites, or NULL */
    const struct lanes *lanes;      /* what it holds where it can be divided, or NULL */
    const struct stack *table_head; /* to be repeated above it at the top of a page, or NULL */
    const struct jb_master *master; /* of the pages that it may stand on; NULL: the ordinary ones */
    const struct columns *columns;  /* that it runs through, or NULL */
    uint32_t origin;
};

/* Text that runs through columns of equal width (R73). */
struct columns {
    uint32_t count;
    int32_t width, gutter; /* width: of one */
    int32_t rule;          /* thickness of those between, 0: none */
    jb_colour rule_colour;
};

/* Strips one below the other. */
struct stack {
    GArray *strips; /* struct strip */
    int32_t space;  /* asked for below the last one; joins what the next asks for above it */
};

struct jb_images;

struct layout {
    struct jb_arena *arena;
    const struct jb_flow *flow;
    struct jb_typesetter *typesetter;
    struct jb_sink *sink;
    struct tree *tree;
    struct shapes *shapes;   /* what was shaped to be measured and is not yet set */
    uint32_t *link_elements; /* by link: its element, once it has one */
    uint32_t *heading_pages; /* by heading: the page that it begins on, or JB_NO_PAGE */
    uint32_t page_number; /* while a header or footer is composed: its page, from 1; otherwise 0 */
    uint32_t page_count;
    const struct stack *body;       /* the strips of the pages; not those inside of others */
    const struct jb_master *master; /* named, of what is being composed in the body; or NULL */
    const struct columns *columns;  /* that what is being composed in the body runs through */
    int32_t grid;                   /* of what is being composed, 0: none */
    struct foot_note *notes;        /* by note of the flow */
    bool notes_wait; /* a pair is being composed: its notes stand behind both halves */
    bool spreads; /* from the first forced break on, pages are pairs that face each other (R72) */
    struct jb_images *images;
};

/* How tall the type area of an ordinary page is. */
int32_t ordinary_height(const struct layout *layout);

/* How wide blocks of the body are composed now. */
int32_t body_width(const struct layout *layout);

/* R60: a length raised to whole steps of the grid; where there is none, the length itself. */
int32_t on_grid(const struct layout *layout, int32_t length);

/* Where the baseline of a line of look stands in a strip of height, on the grid. */
int32_t grid_baseline(const struct layout *layout, const struct jb_look *look, int32_t height);

/* By how much a grid's first line stands above its strip's blank (R60). */
int32_t grid_lift(const struct layout *layout, const struct jb_master *master);

/* The columns of notes at the foot of a page whose type area is so wide. */
void note_columns(const struct layout *layout, int32_t width, int32_t x[JB_LANGS],
                  int32_t widths[JB_LANGS]);

/* An array that is freed with the arena. */
GArray *array_new(struct layout *layout, guint size);

struct stack stack_new(struct layout *layout);
struct strip *stack_push(struct layout *layout, struct stack *stack, uint32_t origin);
struct strip *stack_at(const struct stack *stack, uint32_t index);
void stack_ask_space(struct stack *stack, int32_t space);

/* Raises the heights of the strips from first on to whole steps of the grid. */
void stack_settle(const struct layout *layout, const struct stack *stack, uint32_t first);

/* E0701, E0704: what comes from origin is so tall, where there is so much room. */
void report_too_tall(const struct layout *layout, uint32_t origin, int message, int32_t height,
                     int32_t room);

/* height and more of what comes from origin; a fault where that is beyond all pages. */
int32_t extend_height(const struct layout *layout, int32_t height, int32_t more, uint32_t origin);

/* Joins all strips into one, with their spaces; what could be divided is set whole. */
struct strip stack_flatten(struct layout *layout, const struct stack *stack);

struct item *strip_add(struct strip *strip, enum item_kind kind, uint32_t element);
void strip_add_box(struct strip *strip, int32_t x, int32_t y, int32_t width, int32_t height,
                   jb_colour colour, uint32_t element);
void strip_append(struct strip *strip, const struct strip *part, int32_t x, int32_t y);

/* Gives back strips and what they hold, when they have been placed. */
void stack_release(const struct stack *stack);

/* Gives back what strip holds, once it is placed or appended for good: a long bulletin has many. */
void strip_release(struct strip *strip);
void strip_append_lanes(struct layout *layout, struct strip *strip, const struct lanes *lanes,
                        int32_t x, int32_t y);

/* --- composing ----------------------------------------------------------------------------------
 */

/* Where blocks are composed: into which stack, how wide, and below which element. No element: they
 * are artifacts. */
struct place {
    struct stack *stack;
    int32_t width;
    uint32_t element;
};

void compose_blocks(struct layout *layout, struct place place, const struct jb_block *blocks,
                    uint32_t count);
void compose_para(struct layout *layout, struct place place, const struct jb_para *para,
                  bool keep_with_next);

/* While these are open, what is shaped to be measured is kept until it is set: of what is composed
 * between, the innermost last. */
void shapes_open(struct layout *layout);
void shapes_close(struct layout *layout);
const struct jb_shaped *shape_kept(struct layout *layout, const struct jb_para *para);

/* NULL where it was not measured. */
const struct jb_shaped *shape_find(const struct layout *layout, const struct jb_para *para);

/* para, or a copy so much smaller that it fits one line of width, where its style allows that. */
const struct jb_para *shrink_to_line(struct layout *layout, const struct jb_para *para,
                                     int32_t width);

void compose_pair(struct layout *layout, struct place place, const struct jb_block *block);
void compose_facing(struct layout *layout, struct place place, const struct jb_block *block);
void compose_row(struct layout *layout, struct place place, const struct jb_block *block);
void compose_table(struct layout *layout, struct place place, const struct jb_block *block);
void compose_picture(struct layout *layout, struct place place, const struct jb_block *block);
void compose_chart(struct layout *layout, struct place place, const struct jb_block *block);

/* The element for a block or paragraph of role below place's; place's own for JB_ROLE_NONE. */
uint32_t element_for(struct layout *layout, struct place place, enum jb_role role, uint32_t origin);

/* x and width of each column in width; shares take what fixed widths and gutters leave. */
void spread_columns(const struct jb_width *columns, uint32_t count, int32_t gutter, int32_t width,
                    int32_t *x, int32_t *widths);

/* --- notes at the foot -----------------------------------------------------------------------
 */

/* Room above and below the hairline that parts notes from the text. */
enum { FOOT_ABOVE_RULE = 9 * JB_PT, FOOT_BELOW_RULE = 5 * JB_PT };

/* A note once it is cited. */
struct foot_note {
    struct strip strip;
    bool composed;
    bool faces;    /* on one of two pages that face each other … */
    uint32_t side; /* … this one; otherwise 0 */
};

/* line cites the note whose number run is; its element stands in element. */
void cite_note(struct layout *layout, struct strip *line, const struct jb_run *run,
               uint32_t element);

/* The notes of the strips from first on are read behind them. */
void attach_notes(struct layout *layout, const struct stack *stack, uint32_t first);

/* The halves of a pair, whose elements stand in element, and behind them their notes. All are
 * attached where the pair begins: its English may come to a later page than a note of its Chinese.
 */
void attach_pair_notes(struct layout *layout, const struct stack *const *stacks, uint32_t count,
                       uint32_t first, uint32_t element);
void strip_add_notes(struct layout *layout, struct strip *strip, const struct strip *part);

/* Notes stand in two columns where they are beside each other or on facing pages, else in one. */
uint32_t note_column(const struct layout *layout, uint32_t note);

/* How tall the foot is whose columns are so tall, with what parts it from the text. 0 without any.
 */
int32_t foot_height(const int64_t heights[JB_LANGS]);

/* --- pages --------------------------------------------------------------------------------------
 */

struct book;

struct book *book_new(struct layout *layout);
void book_add_page(struct book *book, const struct jb_master *master);
const struct jb_master *book_master(const struct book *book, uint32_t page);
uint32_t book_page_count(const struct book *book);

/* The corner of a type area. In a spread both pages have one, at the same height; elsewhere both
 * sides are the same page. */
struct spot {
    uint32_t page[2];
    int32_t x[2];
    int32_t y;
};

/* Puts what strip holds at x, y from spot, each item on the page of its side. */
void book_place_at(struct book *book, const struct spot *spot, const struct strip *strip, int32_t x,
                   int32_t y);

/* Puts what strip holds on a page, its top left corner at x, y. */
void book_place(struct book *book, uint32_t page, const struct strip *strip, int32_t x, int32_t y);

/* Sets the late slots and closes the pages. */
const struct jb_document *book_close(struct book *book);

/* Breaks stack into pages of book by total fit. False where a strip is taller than a page. */
bool fill_pages(struct layout *layout, struct book *book, const struct stack *stack);

#endif
