#ifndef JB_EXCHANGE_EXCHANGE_H
#define JB_EXCHANGE_EXCHANGE_H

/* Records on their way to spreadsheets and back, and on to the next quarter.
 *
 * Records are never written anew: a change is an edit of the bytes that stand in the file, so that
 * comments, order and indentation stay as the office made them. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/source.h"
#include "model/date.h"
#include "model/record.h"

extern const struct jb_message_table jb_exchange_message_table;

/* --- tables ----------------------------------------------------------------------------------- */

enum jb_table { JB_TABLE_MEASURES, JB_TABLE_PAIRS, JB_TABLES };

const char *jb_table_name(enum jb_table table);

/* Appends a table of the records as CSV after RFC 4180, in UTF-8 with a byte order mark, which is
 * how Excel knows it for UTF-8. Arena: for what is looked up on the way. */
void jb_table_write(struct jb_arena *arena, const struct jb_record *record,
                    const struct jb_sources *sources, enum jb_table table, GString *out);

/* --- changes ---------------------------------------------------------------------------------- */

/* One value that differs; a NULL stands for nothing. */
struct jb_change {
    const char *id;   /* of the measure or pair */
    const char *what; /* the column */
    const char *before, *after;
};

/* A file of the records as it is to be. */
struct jb_revision {
    const char *path; /* as it was read */
    const char *bytes;
    size_t length;
};

/* What tables change in a record, collected from one table after the other. */
struct jb_import;

/* The record, its document and the sources must outlive the import. */
struct jb_import *jb_import_new(struct jb_arena *arena, const struct jb_record *record,
                                struct jb_sources *sources, struct jb_sink *sink);

/* Reads a table; its header says which. Everything that is wrong with it is reported at its line
 * and column. */
void jb_import_read(struct jb_import *import, const char *path);

const struct jb_change *jb_import_changes(const struct jb_import *import, uint32_t *count);

/* The files that change. False after a report. */
bool jb_import_revise(struct jb_import *import, const struct jb_revision **revisions,
                      uint32_t *count);

/* Why a place in a revised file is as it is. */
struct jb_cause {
    struct jb_span cell;  /* of a table, or no place */
    struct jb_span owner; /* the element that the cell is about, in the record as it was read */
};

/* After jb_import_revise. No places where no cell has to do with it. */
struct jb_cause jb_import_cause(const struct jb_import *import, const char *path, uint32_t offset);

/* --- the next quarter ------------------------------------------------------------------------- */

struct jb_period {
    int year, quarter;
};

struct jb_period jb_period_after(struct jb_period period);
struct jb_date jb_period_last_day(struct jb_period period);

/* The period that an id tells, as wujin-2024-q4 does. */
bool jb_period_tell(const char *id, struct jb_period *period);

/* The id with the quarter, and the year where it stands there, moved on from record's: NULL where
 * it does not tell the quarter. "wujin-2024-q4" becomes "wujin-2025-q1". */
const char *jb_period_rename(struct jb_arena *arena, const char *id, struct jb_period from,
                             struct jb_period to);

/* The files of the edition as its successor begins: figures of the quarter have become readings,
 * texts of the quarter wait to be written. *id is the successor's; where it is NULL, it is worked
 * out and given back. False after a report. */
bool jb_edition_advance(struct jb_arena *arena, const struct jb_record *record,
                        const struct jb_sources *sources, struct jb_sink *sink, const char **id,
                        const struct jb_revision **revisions, uint32_t *count);

#endif
