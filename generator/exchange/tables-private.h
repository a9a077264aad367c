#ifndef JB_EXCHANGE_TABLES_PRIVATE_H
#define JB_EXCHANGE_TABLES_PRIVATE_H

/* The two tables: their columns, their rows, and what a cell of them says. Export writes it; import
 * compares with it. */

#include <glib.h>

#include "exchange/exchange.h"
#include "xml/xml.h"

enum column_use {
    COLUMN_ID,
    COLUMN_SHOWN,  /* for the reader alone */
    COLUMN_FIGURE, /* an attribute: a plain number */
    COLUMN_WORDS,  /* an attribute: white space in it does not matter */
    COLUMN_HALF,   /* the text of a half, its markup as it stands in the file */
    COLUMN_REASON, /* an attribute of a half */
};

enum shown { SHOW_PLACE, SHOW_LABEL, SHOW_UNIT, SHOW_KIND, SHOW_AUDIENCE };

struct column {
    const char *title; /* in the header, before the name */
    const char *name;
    enum column_use use;
    const char *attribute; /* FIGURE, WORDS, REASON */
    enum jb_lang lang;     /* HALF, REASON, and SHOW_LABEL */
    enum shown shown;
};

const struct column *table_columns(enum jb_table table, uint32_t *count);

/* A row of a table: a <measure>, or the element that holds a pair. */
struct entry {
    const struct jb_xml_node *node;
    const char *id;
};

struct roster {
    const struct jb_record *record;
    const struct jb_sources *sources;
    enum jb_table table;
    GArray *entries;    /* struct entry, in document order */
    GHashTable *number; /* id to index + 1; the first one keeps an id that comes twice */
    const char **ids;
};

const struct roster *roster_new(struct jb_arena *arena, const struct jb_record *record,
                                const struct jb_sources *sources, enum jb_table table);

const struct entry *roster_entry(const struct roster *roster, uint32_t i);

/* Replaces the content of out by what the cell says, without anything done to it for spreadsheets.
 */
void cell_read(const struct roster *roster, const struct entry *entry, const struct column *column,
               GString *out);

/* --- texts in cells --------------------------------------------------------------------------- */

/* Replaces text by its form in a cell: no white space at its ends; a line end with the white space
 * round it is one space, or nothing between two Chinese characters (as records are read). */
void words_tidy(GString *text);

/* A spreadsheet runs a cell that begins with = + - @ as a formula, whoever has written it: an
 * apostrophe before it keeps it a text, and is taken off again. */
void words_guard(GString *text);
const char *words_unguard(const char *text);

#endif
