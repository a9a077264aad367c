#include "base/nearest.h"

#include <glib.h>
#include <string.h>

enum { LONGEST = 64, FURTHEST = 2 };

struct letters {
    gunichar at[LONGEST];
    int count;
};

/* False for what is too long to be a slip of the pen, or no UTF-8. */
static gboolean spell(const char *word, struct letters *letters)
{
    size_t size = strlen(word);

    letters->count = 0;
    if (size > LONGEST * 4 || !g_utf8_validate(word, (gssize)size, NULL))
        return FALSE;
    for (const char *c = word; *c; c = g_utf8_next_char(c)) {
        if (letters->count == LONGEST)
            return FALSE;
        letters->at[letters->count++] = g_utf8_get_char(c);
    }
    return TRUE;
}

/* Row i of the table of distances between a's first i letters and the beginnings of b. */
static void fill_row(const struct letters *a, const struct letters *b, int i,
                     const int *before_last, const int *last, int *row)
{
    row[0] = i;
    for (int j = 1; j <= b->count; j++) {
        int same = a->at[i - 1] == b->at[j - 1];

        row[j] = MIN(MIN(last[j], row[j - 1]) + 1, last[j - 1] + !same);
        if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
            row[j] = MIN(row[j], before_last[j - 2] + 1);
    }
}

static int distance(const struct letters *a, const struct letters *b)
{
    int rows[3][LONGEST + 1];

    for (int j = 0; j <= b->count; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a->count; i++)
        fill_row(a, b, i, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    return rows[a->count % 3][b->count];
}

/* Two changes make another word of a short one. */
static gboolean is_slip(int steps, int letters)
{
    return steps < 2 ? letters >= 2 : letters > 4;
}

const char *jb_nearest(const char *word, const char *const *candidates, uint32_t count)
{
    struct letters given, other;
    const char *nearest = NULL;
    int least = FURTHEST + 1;

    if (!spell(word, &given))
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        int steps;

        if (!spell(candidates[i], &other) || ABS(other.count - given.count) >= least)
            continue;
        steps = distance(&given, &other);
        if (steps < least && is_slip(steps, MIN(given.count, other.count))) {
            least = steps;
            nearest = candidates[i];
        }
    }
    return nearest;
}
