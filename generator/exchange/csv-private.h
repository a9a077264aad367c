#ifndef JB_EXCHANGE_CSV_PRIVATE_H
#define JB_EXCHANGE_CSV_PRIVATE_H

/* CSV as spreadsheets write it: RFC 4180 with any of , ; and tab, any line end, and the encodings
 * of Excel in China. A row at a time, each cell with its place: a parser of our own, since no
 * library tells where a cell stands. */

#include <glib.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/source.h"

enum { MOST_CELLS = 1000 /* in a row */ };

struct csv_cell {
    const char *text; /* without its quotes; line ends are LF */
    struct jb_span at;
};

struct csv_reader {
    struct jb_sink *sink;
    const char *text;
    uint32_t source, at, length;
    char delimiter;
    GString *buffer; /* texts of the row, each with a NUL */
    GArray *cells;   /* struct csv_cell */
};

enum csv_step { CSV_ROW, CSV_END, CSV_BROKEN /* after a report */ };

/* The file at path as text. 0 after a report. */
uint32_t csv_load(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                  const char *path);

/* The delimiter is told from the first line. */
void csv_open(struct csv_reader *reader, struct jb_sink *sink, const struct jb_sources *sources,
              uint32_t source);
void csv_close(struct csv_reader *reader);

/* The next row that is not empty; its cells are good until the one after it. */
enum csv_step csv_next(struct csv_reader *reader, const struct csv_cell **cells, uint32_t *count);

/* A cell as it is written: quoted where it has to be. */
void csv_append(GString *out, const char *text);

#endif
