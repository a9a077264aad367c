#include "layout/sequence-private.h"

/* Columns of one run on one page: the least height at which all slices find room, each column
 * ending where a page might (R61, R62). */

/* Where a column ends that begins with first and is at most height tall; first where not even one
 * slice is so small. */
static uint32_t column_end(const struct sequence *sequence, uint32_t first, uint32_t end,
                           int32_t height)
{
    uint32_t fits = first, low = first + 1, high = end;

    while (low <= high) {
        uint32_t middle = low + (high - low) / 2;
        bool good = sequence_extent(sequence, first, middle) <= height;

        fits = good ? middle : fits;
        low = good ? middle + 1 : low;
        high = good ? high : middle - 1;
    }
    for (uint32_t legal = fits; legal > first; legal--)
        if (legal == end || g_array_index(sequence->breaks, struct fit_break, legal).faults == 0)
            return legal;
    return fits;
}

/* Fills columns of height one after the other. False where not all slices find room. */
static bool fill_columns(const struct sequence *sequence, uint32_t first, uint32_t end,
                         uint32_t columns, int32_t height, uint32_t *ends)
{
    for (uint32_t i = 0; i < columns; first = ends[i++]) {
        ends[i] = first < end ? column_end(sequence, first, end, height) : end;
        if (first < end && ends[i] == first)
            return false;
    }
    return first == end;
}

static bool fits(const struct sequence *sequence, uint32_t first, uint32_t end, uint32_t columns,
                 int32_t height)
{
    uint32_t ends[MOST_COLUMNS];

    return fill_columns(sequence, first, end, columns, height, ends);
}

/* The least height is seldom far above an equal share: from there up in growing steps, then by
 * halves. */
static int32_t least_height(const struct sequence *sequence, uint32_t first, uint32_t end,
                            uint32_t columns)
{
    enum { FINE = 16, STEP = 4 * JB_PT }; /* FINE: 1/1024 pt: finer than any two lines differ by */
    int32_t all = sequence_extent(sequence, first, end);
    int32_t low = columns > 1 ? all / (int32_t)columns / 2 : all;
    int32_t high = MIN(all / (int32_t)columns, all);

    for (int32_t step = STEP; high < all && !fits(sequence, first, end, columns, high);
         step = MIN(2 * step, all)) {
        low = high;
        high = high < all - step ? high + step : all;
    }
    while (high - low > FINE) {
        int32_t middle = low + (high - low) / 2;

        if (fits(sequence, first, end, columns, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

int32_t columns_height(const struct sequence *sequence, uint32_t first, uint32_t end)
{
    uint32_t ends[MOST_COLUMNS], columns = sequence_strip(sequence, first)->columns->count;
    int32_t least = least_height(sequence, first, end, columns), height = 0;

    fill_columns(sequence, first, end, columns, least, ends);
    for (uint32_t i = 0; i < columns && first < end; first = ends[i++])
        height = MAX(height, sequence_extent(sequence, first, ends[i]));
    return height;
}

/* Each column as tall as those that are left need: the last one is no shorter by lines. */
int32_t columns_balance(const struct sequence *sequence, uint32_t first, uint32_t end,
                        uint32_t *ends)
{
    uint32_t columns = sequence_strip(sequence, first)->columns->count;
    int32_t height = columns_height(sequence, first, end);

    for (uint32_t i = 0; i < columns; i++) {
        if (first < end)
            first =
                column_end(sequence, first, end, least_height(sequence, first, end, columns - i));
        ends[i] = first;
    }
    return height;
}
