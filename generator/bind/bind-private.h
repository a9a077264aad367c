#ifndef JB_BIND_BIND_PRIVATE_H
#define JB_BIND_BIND_PRIVATE_H

#include <glib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "model/flow.h"
#include "model/record.h"
#include "model/template.h"
#include "xml/xml.h"

/* What is collected while a template runs. */
struct binder {
    struct jb_arena *arena;
    const struct jb_template *template;
    const struct jb_record *record;
    struct jb_sink *sink;
    struct jb_xml_query *query;
    GArray *origins;  /* struct jb_origin */
    GArray *targets;  /* struct jb_target */
    GArray *links;    /* struct jb_link */
    GArray *headings; /* struct jb_heading */
    GArray *notes;    /* struct jb_note */
    uint32_t note_numbers[JB_LANGS];
    GArray *variables;   /* struct variable: those in scope, the innermost last */
    uint32_t steps;      /* nodes that were bound so far */
    uint32_t *target_of; /* by an element's ordinal: index + 1 of its target, or 0 */
    struct jb_span
        *led_from;     /* by an element's ordinal: what in the template leads to it, or none */
    bool *has_section; /* by a target's element: a section was made for it */
    uint8_t *placed;   /* by pair: the languages whose halves have elements already */
    struct jb_width *pair_widths; /* of parallel pairs; measured when all are bound */
    uint32_t langs;               /* that are set */
    const char *other;            /* file of the edition in the other language, or NULL */
    bool faces;                   /* from here on zh stands on left pages and en on right ones */
};

/* A variable of the template's XPath. */
struct variable {
    const char *name, *value;
};

/* What the entries of a list begin with. */
struct entry {
    const char *label;
    int32_t hang[JB_LANGS];
};

/* What a node inherits from where it stands. */
struct scope {
    struct jb_xml_focus focus;
    const struct jb_style *style;
    enum jb_lang lang;
    uint32_t link; /* index + 1: everything here leads there */
    bool in_contents;
    bool running;              /* in a header or footer */
    const struct entry *entry; /* a pair that is one of a list, which is the focus; or NULL */
    enum jb_role cell;         /* of the cells of a row */
    bool decimal;              /* in a cell whose figures stand in one line: digits of one width */
    uint32_t depth;            /* of sections */
    uint32_t section;          /* index + 1 of the target of the section that this is in, or 0 */
    uint32_t langs;            /* that are set here */
    uint32_t only;             /* on facing pages: the languages in which this stands at all */
};

/* --- ledger.c: origins, targets, links -------------------------------------------------------- */

uint32_t add_origin(struct binder *binder, struct jb_span in_template, struct jb_span in_record);
uint32_t node_origin(struct binder *binder, const struct jb_node *node, const struct scope *scope);

/* Index of the target of a record's element, made where there is none yet. from: what leads there,
 * or no place. */
uint32_t find_target(struct binder *binder, const struct jb_xml_node *element, struct jb_span from);
uint32_t add_link(struct binder *binder, struct jb_link link);

/* One element that select names: the focus itself without select. NULL after a report. */
const struct jb_xml_node *select_one(struct binder *binder, const struct scope *scope,
                                     const struct jb_node *node);
bool select_all(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                const struct jb_xml_node ***elements, uint32_t *count);
bool test_holds(struct binder *binder, const struct scope *scope, const struct jb_node *node);

/* The i-th of count selected elements becomes the current record. */
struct scope scope_at(const struct scope *scope, const struct jb_xml_node *element, uint32_t i,
                      uint32_t count);

/* NULL after a report. */
const struct jb_pair *select_pair(struct binder *binder, const struct scope *scope,
                                  const struct jb_node *node);
const struct jb_measure *select_measure(struct binder *binder, const struct scope *scope,
                                        const struct jb_node *node);

/* Where a fault of node met at scope's record is told. */
void report_here(struct binder *binder, int message, const struct jb_node *node,
                 const struct scope *scope, const char *arg);

/* An expression at span that cannot be evaluated for element. */
void report_expression(struct binder *binder, struct jb_span span,
                       const struct jb_xml_node *element, const char *error);

/* Every node that is bound is a step. False, after a report, where there are too many: parts that
 * use each other can ask for more than any machine holds. */
bool take_step(struct binder *binder, const struct scope *scope, const struct jb_node *node);

/* Sets a variable until forget_variables goes back to where there were as many as before. */
void set_variable(struct binder *binder, const char *name, const char *value);
void forget_variables(struct binder *binder, uint32_t count);

/* --- formulas.c ------------------------------------------------------------------------------- */

/* The node with what its formulas give at this record; the node itself where it has none. */
const struct jb_node *settle(struct binder *binder, const struct scope *scope,
                             const struct jb_node *node);

/* --- languages.c ------------------------------------------------------------------------------ */

/* Whether each language of what is bound here stands on a page of its own. */
bool is_facing(const struct binder *binder, const struct scope *scope);

/* Whether a node stands where these languages are set. */
bool stands(const struct binder *binder, const struct scope *scope, const struct jb_node *node);

/* The scope of what is inside node. */
struct scope scope_within(const struct binder *binder, const struct scope *scope,
                          const struct jb_node *node);
struct scope scope_alone(const struct scope *scope, enum jb_lang lang);

typedef void bind_function(struct binder *binder, const struct scope *scope,
                           const struct jb_node *node, GArray *blocks);

/* Binds a node for the left page and once more for the right one. */
void bind_facing(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                 bind_function *bind, GArray *blocks);

/* Whether node has <other-edition/> in it. */
bool names_other_edition(const struct jb_node *node);

/* Whether a paragraph in a language that is not set has nothing in words: a figure, a page. */
bool is_neutral(const struct scope *scope, const struct jb_para *para);

/* Takes out the cells that are left out; their room goes to the nearest of the language set. */
void close_cells(struct binder *binder, struct jb_block *row, GArray *cells);

/* --- widths.c --------------------------------------------------------------------------------- */

/* Finds the widths of parallel pairs, where the template leaves them to measuring. */
void share_width(struct binder *binder, const struct jb_block *body);

/* --- requirements.c --------------------------------------------------------------------------- */

void check_requirements(struct binder *binder, const struct scope *scope);

/* --- inline.c --------------------------------------------------------------------------------- */

/* Runs of a paragraph that is being written. */
struct writing {
    struct binder *binder;
    GArray *runs;
    uint32_t marks; /* on what is written now */
    bool cites;     /* its notes stand at the foot; otherwise they are left out */
};

void write_nodes(struct writing *writing, const struct scope *scope, const struct jb_node *nodes,
                 uint32_t count);
void write_text(struct writing *writing, const struct scope *scope, const char *text,
                uint32_t origin);
void add_run(struct writing *writing, const struct scope *scope, struct jb_run run);

/* Closes a paragraph: white space at its ends is dropped. */
struct jb_para *close_para(struct writing *writing, const struct scope *scope, enum jb_role role,
                           uint32_t origin);

/* --- words.c ---------------------------------------------------------------------------------- */

/* A figure, date, name or other word for what the record says; nothing for other nodes. */
void write_said(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                uint32_t origin);

/* --- halves.c --------------------------------------------------------------------------------- */

void write_half(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                const struct jb_half *half);
void write_piece(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                 const struct jb_piece *piece);

/* A half as plain text, for titles and alternatives. */
const char *half_text(struct binder *binder, const struct jb_half *half);

/* The texts of the languages that are set, for what has but one name: "zh en". */
const char *one_text(struct binder *binder, const char *const texts[JB_LANGS]);

/* --- notes.c ---------------------------------------------------------------------------------- */

/* A half whose notes stand at the foot of the page: their numbers are written in their places. */
void write_half_with_notes(struct writing *writing, const struct scope *scope,
                           const struct jb_node *node, const struct jb_half *half);

/* The notes of both halves of the next pair, or of both pages that face each other, begin with one
 * number, whatever came before. */
void align_notes(struct binder *binder);

/* --- pairs.c ---------------------------------------------------------------------------------- */

void bind_pair(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks);
void bind_heading(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                  GArray *blocks);
void bind_p(struct binder *binder, const struct scope *scope, const struct jb_node *node,
            GArray *blocks);

/* The paragraphs of a pair, as the node or else the bulletin is arranged. */
enum jb_arrange arrangement(const struct binder *binder, const struct scope *scope,
                            const struct jb_node *node);

/* The half of a pair of literals, or NULL. */
const struct jb_node *literal_half(const struct jb_node *node, enum jb_lang lang);
struct scope styled(const struct binder *binder, const struct scope *scope,
                    const struct jb_node *node);
struct writing start_writing(struct binder *binder);

/* --- lists.c ---------------------------------------------------------------------------------- */

void bind_list(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks);

/* Makes para an entry of the list that it stands in, if it does. */
void hang_label(struct binder *binder, const struct scope *scope, struct jb_para *para,
                enum jb_lang lang);

/* --- rows.c ----------------------------------------------------------------------------------- */

void bind_row(struct binder *binder, const struct scope *scope, const struct jb_node *node,
              GArray *blocks);
void bind_table(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks);
void bind_contents(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                   GArray *blocks);

/* --- charts.c --------------------------------------------------------------------------------- */

void bind_bar(struct binder *binder, const struct scope *scope, const struct jb_node *node,
              GArray *blocks);
void bind_light(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks);
void bind_donut(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks);
void bind_multiples(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                    GArray *blocks);
void bind_timeline(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                   GArray *blocks);

struct jb_chart *new_chart(struct binder *binder, const struct scope *scope,
                           const struct jb_node *node, enum jb_chart_kind kind);

/* labels: the chart's children, or NULL; the array is freed. */
void add_chart(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               const struct jb_chart *chart, GArray *labels, GArray *blocks);

/* The names of the four quarters. */
GArray *label_quarters(struct binder *binder, const struct scope *scope,
                       const struct jb_node *node);

/* The word for how a measure stands. */
const char *status_word(const struct binder *binder, const struct jb_measure *measure,
                        enum jb_lang lang);

/* --- pictures.c ------------------------------------------------------------------------------- */

void bind_image(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks);
void bind_code(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks);

/* --- watermark.c ------------------------------------------------------------------------------ */

/* After the masters: its size is that of the page. */
void bind_watermark(struct binder *binder, const struct scope *scope, struct jb_flow *flow);

/* --- blocks.c --------------------------------------------------------------------------------- */

void bind_nodes(struct binder *binder, const struct scope *scope, const struct jb_node *nodes,
                uint32_t count, GArray *blocks);

/* A block of its own, on each of two facing pages where they are. */
void bind_block(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks);

/* A block with what every node may say about itself. */
struct jb_block block_for(struct binder *binder, const struct scope *scope,
                          const struct jb_node *node, enum jb_block_kind kind);
GArray *blocks_new(void);

/* Takes the blocks into the arena as the children of block and frees the array. */
void adopt(struct binder *binder, struct jb_block *block, GArray *blocks);

#endif
