#ifndef JB_EXCHANGE_IMPORT_PRIVATE_H
#define JB_EXCHANGE_IMPORT_PRIVATE_H

/* How a table is taken in: each row finds its entry, each cell is compared with what it would say
 * if it were exported now, and what differs becomes a change and an edit. */

#include "exchange/csv-private.h"
#include "exchange/edits-private.h"
#include "exchange/tables-private.h"

struct jb_import {
    struct jb_arena *arena;
    const struct jb_record *record;
    struct jb_sources *sources;
    struct jb_sink *sink;
    const struct roster *rosters[JB_TABLES]; /* NULL until a table asks for it */
    struct jb_span *seen[JB_TABLES];         /* of each entry: the row that was about it */
    GHashTable *chinese;                     /* form of a Chinese half to its pair's index + 1 */
    struct edits *edits;
    GArray *changes; /* struct jb_change */
};

/* One row on its way into the records. */
struct row {
    struct jb_import *import;
    const struct roster *roster;
    const struct entry *entry;
    const struct csv_cell *cells; /* in the order of the table's columns; text NULL: not there */
    char delimiter;
};

void take_measure(const struct row *row);
void take_pair(const struct row *row);

void add_change(struct jb_import *import, const struct jb_change *change);

/* --- cells ------------------------------------------------------------------------------------ */

enum number_kind { NUMBER_GOOD, NUMBER_BAD, NUMBER_MANGLED /* by a spreadsheet */ };

struct number_rules {
    bool percent; /* a percent sign is allowed at the end */
    bool grouped; /* a comma groups thousands */
};

/* The plain digits that a cell means, in out. */
enum number_kind number_read(const char *cell, struct number_rules rules, GString *out);

/* What is wrong with a text as the content of an element: a message's number, with the piece of
 * text that is meant in piece; -1 where it is whole. Ampersands that begin no reference become
 * &amp;, since a text that says R&D means just that. */
int markup_mend(GString *text, GString *piece);

#endif
