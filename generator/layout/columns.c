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

static bool fits(const struct sequence *sequence, uint32_t first, uint32_t end, uint32_t columns,
                 int32_t height)
{
    while (columns-- > 0 && first < end) {
        uint32_t next = column_end(sequence, first, end, height);

        if (next == first)
            return false;
        first = next;
    }
    return first == end;
}

static int32_t least_height(const struct sequence *sequence, uint32_t first, uint32_t end,
                            uint32_t columns)
{
    enum { FINE = 16 }; /* in 1/1024 pt: finer than any two lines differ by */
    int32_t high = sequence_extent(sequence, first, end);
    int32_t low = columns > 1 ? high / (int32_t)columns / 2 : high;

    while (high - low > FINE) {
        int32_t middle = low + (high - low) / 2;

        if (fits(sequence, first, end, columns, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* Each column as tall as those that are left need: the last one is no shorter by lines. */
static void find_ends(const struct sequence *sequence, uint32_t first, uint32_t end,
                      uint32_t columns, uint32_t *ends)
{
    for (uint32_t i = 0; i < columns; i++) {
        if (first < end)
            first =
                column_end(sequence, first, end, least_height(sequence, first, end, columns - i));
        ends[i] = first;
    }
}

int32_t columns_balance(const struct sequence *sequence, uint32_t first, uint32_t end,
                        uint32_t *ends)
{
    uint32_t own[MOST_COLUMNS], columns = sequence_strip(sequence, first)->columns->count;
    int32_t height = 0;

    ends = ends ? ends : own;
    find_ends(sequence, first, end, columns, ends);
    for (uint32_t i = 0; i < columns; first = ends[i++])
        if (first < ends[i])
            height = MAX(height, sequence_extent(sequence, first, ends[i]));
    return height;
}
