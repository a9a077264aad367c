#ifndef JB_LAYOUT_ROW_PRIVATE_H
#define JB_LAYOUT_ROW_PRIVATE_H

/* Rows of cells, alone or as a table: the columns that they stand in. */

#include "layout/layout-private.h"

enum { NO_POINT = INT32_MIN };

/* Columns as they are set. points: where the decimal points of a column stand, from its left edge,
 * or NO_POINT (R81); NULL: nowhere. */
struct table_columns {
    uint32_t count;
    const int32_t *x, *widths, *points;
};

/* --- extent.c ----------------------------------------------------------------------------------
 */

/* How wide blocks are: the least without breaking words, and with nothing broken. What is shaped
 * for it is kept for when it is set. */
struct extent {
    int32_t narrowest, natural;
};

struct extent extent_of(struct layout *layout, const struct jb_block *blocks, uint32_t count);

/* --- widths.c ---------------------------------------------------------------------------------
 */

/* Columns of these rows in width: what is as wide as its content is measured (auto). */
struct table_columns plan_columns(struct layout *layout, const struct jb_block *rows,
                                  uint32_t count, int32_t width);

/* --- decimals.c --------------------------------------------------------------------------------
 */

/* What figures take to both sides of their points, of a column of rows. */
struct sides {
    int32_t before, after; /* their digits and what is before and behind them */
    bool any;
};

struct sides measure_sides(struct layout *layout, const struct jb_block *rows, uint32_t count,
                           uint32_t column);

/* Where the points of a column so wide stand, as its cells are aligned. */
int32_t place_point(const struct jb_block *rows, uint32_t count, uint32_t column,
                    const struct sides *sides, int32_t width);

/* Moves the line so that the point of its figure is at x. */
void align_point(struct strip *line, int32_t x);

/* --- row.c --------------------------------------------------------------------------------------
 */

/* The cell of row that begins in column, or NULL. */
const struct jb_block *cell_in(const struct jb_block *row, uint32_t column);

void compose_row_in(struct layout *layout, struct place place, const struct jb_block *block,
                    const struct table_columns *columns);

#endif
