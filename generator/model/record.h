#ifndef JB_MODEL_RECORD_H
#define JB_MODEL_RECORD_H

/* What the office filled in, read and resolved: read/ makes it, check/ and bind/ use it.
 *
 * The validated document is kept behind an opaque pointer, for XPath; beside it stand typed tables,
 * so that nobody else has to know XML. A pair, measure or other entry is named by its index. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/source.h"
#include "model/audience.h"
#include "model/date.h"
#include "model/language.h"
#include "model/text.h"

struct jb_xml;

enum { JB_NO_INDEX = UINT32_MAX };

/* A form in which prose or a table quotes a measure. */
enum jb_form {
    JB_FORM_VALUE,
    JB_FORM_TARGET,
    JB_FORM_SHARE,
    JB_FORM_REMAINING,
    JB_FORM_CHANGE,
    JB_FORM_BARE,
    JB_FORMS
};

enum jb_piece_kind { JB_PIECE_TEXT, JB_PIECE_QUOTE, JB_PIECE_BREAK };

/* A stretch of a half with one look: text, a quoted figure, or a forced line end. */
struct jb_piece {
    enum jb_piece_kind kind;
    enum jb_lang lang; /* of the half, unless a span says otherwise */
    uint32_t marks;    /* JB_TEXT_… of model/text.h */
    const char *text;  /* TEXT */
    const char *href;  /* a link's address, or NULL */
    uint32_t measure;  /* QUOTE: index of the measure … */
    uint32_t unit;     /* … and of the unit it is told in */
    enum jb_form form; /* QUOTE */
    bool starts;       /* QUOTE: the first word of an English sentence */
    uint32_t note;     /* of a footnote: which one of its half, from 1; 0: of the text itself */
    bool bracket;      /* stands for a footnote's place, where footnotes are read in brackets */
    struct jb_span span;
};

struct jb_half {
    const struct jb_piece *pieces;
    uint32_t count;
    bool missing;               /* knowingly: prints a visible mark */
    const char *missing_reason; /* with missing */
    bool faulty;                /* something in it was told: what would follow from it is not */
    struct jb_span span;
};

struct jb_pair {
    const char *id; /* its path in the edition, e.g. "childcare.progress.p2" */
    enum jb_audience audience;
    struct jb_half half[JB_LANGS];
    struct jb_span span;
};

enum jb_measure_kind {
    JB_MEASURE_CUMULATIVE, /* counted from the start of the year */
    JB_MEASURE_STOCK,      /* standing at the edition's date */
    JB_MEASURE_INCREMENT,  /* of the quarter alone */
    JB_MEASURE_PLAN,       /* a planned quantity */
    JB_MEASURE_CRITERION,  /* a condition, such as an age: in no table */
};

enum jb_count {
    JB_COUNT_NONE,
    JB_COUNT_THEMES,
    JB_COUNT_ITEMS,
    JB_COUNT_SUB_ITEMS,
    JB_COUNT_BALLOT,
    JB_COUNTS
};

/* A figure of this edition, or a reading of it in an earlier one. A measure's readings follow it in
 * the table. */
struct jb_measure {
    const char *id; /* of a reading: its measure's and the period, "jobs 2023-Q4" */
    enum jb_measure_kind kind;
    enum jb_audience audience;
    enum jb_count counts; /* a plan count: what it counts */
    uint32_t unit;
    uint32_t label;    /* pair, or JB_NO_INDEX */
    uint32_t total;    /* the measure that this one is a part of, or JB_NO_INDEX */
    uint32_t of;       /* a reading: the measure that it is of; otherwise JB_NO_INDEX */
    int year, quarter; /* a reading's */
    bool has_value; /* the value is exact, or, with is_bound, all that is known is that it is passed
                     */
    bool is_bound;
    bool has_target;
    bool has_share; /* published without a target */
    struct jb_decimal value;
    struct jb_decimal target;
    struct jb_decimal share; /* percent */
    const char *hedge;       /* 超, 余, 近 …, or NULL */
    const char *missing;     /* why the figure is knowingly missing, or NULL */
    bool faulty;             /* something in its start tag was told */
    struct jb_span span;
};

/* How many are told of what a plan counts. */
struct jb_told {
    uint32_t count;
    bool complete;       /* the edition says that none is left out */
    struct jb_span span; /* of the element that says so */
};

struct jb_unit {
    const char *id;
    const char *zh;     /* counter, printed straight after the figure; may be empty */
    const char *en;     /* singular */
    const char *plural; /* English plural */
    bool scaled;        /* 万 and 亿 may be used */
    bool counted;       /* English prose spells whole numbers below ten */
    struct jb_span span;
};

struct jb_term {
    const char *id;
    const char *name[JB_LANGS];
};

struct jb_record {
    const char *id;     /* of the edition: "wujin-2024-q1" */
    const char *folder; /* that its files stay in; "" for the current one */
    int year;
    int quarter; /* 1 … 4 */
    struct jb_date as_of;
    uint32_t title; /* pair */
    const struct jb_pair *pairs;
    uint32_t pair_count;
    const struct jb_measure *measures;
    uint32_t measure_count;
    const struct jb_unit *units;
    uint32_t unit_count;
    const struct jb_term *terms;
    uint32_t term_count;
    struct jb_told told[JB_COUNTS];
    bool sound; /* false: there were errors, so that indices may be JB_NO_INDEX; good for check/ */
    /* the validated document, in which what is not for the edition's audience cannot be seen, and
     * what each of its elements became: indexed by the element's ordinal (xml/xml.h), JB_NO_INDEX
     * where it became none */
    const struct jb_xml *document;
    const uint32_t *pair_of;
    const uint32_t *measure_of;
    uint32_t element_count;
};

/* The stable text of --dump=record: pairs and measures in document order. */
void jb_record_dump(const struct jb_record *record, GString *out);

const char *jb_form_name(enum jb_form form);

#endif
