/* Titles (R17): no more lines than needed, about equally long, broken at the ends of words, the
 * longer line first where they differ. */

#include "typeset/lines-private.h"

enum {
    MOST_LINES = 6,
    MOST_PLACES = 256,
    INSIDE_WORD = 16, /* in squared em: worth lines that are 4 em too long or short */
    NOWHERE = UINT32_MAX,
};

struct way {
    int64_t cost; /* INT64_MAX: none */
    uint32_t from;
};

struct balance {
    const struct ruler *ruler;
    uint32_t line_count;
    int64_t total; /* width of the text */
    bool *word_ends;
    uint32_t ends[MOST_PLACES]; /* clusters before each place; the first is where it begins */
    uint32_t place_count;
    struct way ways[MOST_LINES + 1][MOST_PLACES];
};

static bool collect_places(struct balance *balance)
{
    const struct ruler *ruler = balance->ruler;

    balance->ends[balance->place_count++] = ruler->first;
    for (uint32_t end = ruler->first + 1; end <= ruler->shaped->count; end++) {
        if (ruler->stops[end - 1] < BREAK_RELUCTANT)
            continue;
        if (balance->place_count == MOST_PLACES)
            return false;
        balance->ends[balance->place_count++] = end;
    }
    return balance->place_count > 1;
}

/* The k-th line's part of the text; the first is half an em longer than the last. */
static int64_t ideal_width(const struct balance *balance, uint32_t k)
{
    int64_t lead = (int64_t)balance->line_count - 1 - 2 * (int64_t)k;

    return balance->total / balance->line_count + lead * balance->ruler->largest / 4;
}

/* In em squared, times 1024. */
static int64_t cost_of(const struct balance *balance, const struct candidate *line, uint32_t k)
{
    int64_t em = balance->ruler->largest;
    int64_t off = (line->pools.width - ideal_width(balance, k)) * 32 / em;
    bool inside = line->kind != BREAK_FORCED && !balance->word_ends[line->end - 1];

    return off * off + (inside ? INSIDE_WORD * 1024 : 0);
}

static void try_way(struct balance *balance, uint32_t k, uint32_t from, uint32_t to)
{
    const struct ruler *ruler = balance->ruler;
    struct way *before = &balance->ways[k][from], *after = &balance->ways[k + 1][to];
    struct candidate line =
        jb_line_measure(ruler, jb_skip_blanks(ruler->shaped, balance->ends[from]),
                        balance->ends[to], (enum break_kind)ruler->stops[balance->ends[to] - 1]);
    int64_t cost;

    if (before->cost == INT64_MAX || line.slack < 0)
        return;
    cost = before->cost + cost_of(balance, &line, k);
    if (cost < after->cost)
        *after = (struct way){cost, from};
}

static void find_ways(struct balance *balance)
{
    for (uint32_t k = 0; k <= balance->line_count; k++)
        for (uint32_t i = 0; i < balance->place_count; i++)
            balance->ways[k][i] = (struct way){INT64_MAX, NOWHERE};
    balance->ways[0][0].cost = 0;
    for (uint32_t k = 0; k < balance->line_count; k++)
        for (uint32_t to = 1; to < balance->place_count; to++)
            for (uint32_t from = 0; from < to; from++)
                try_way(balance, k, from, to);
}

static void take_lines(const struct balance *balance, GArray *lines)
{
    const struct ruler *ruler = balance->ruler;
    uint32_t to = balance->place_count - 1;

    for (uint32_t k = balance->line_count; k > 0; k--) {
        uint32_t from = balance->ways[k][to].from, end = balance->ends[to];

        g_array_index(lines, struct line_range, k - 1) =
            jb_line_range(ruler, jb_skip_blanks(ruler->shaped, balance->ends[from]), end,
                          (enum break_kind)ruler->stops[end - 1]);
        to = from;
    }
}

static bool has_forced_ends(const GArray *lines)
{
    for (guint i = 0; i + 1 < lines->len; i++)
        if (g_array_index(lines, struct line_range, i).last)
            return true;
    return false;
}

void jb_lines_balance(const struct ruler *ruler, GArray *lines)
{
    struct balance *balance;

    if (lines->len < 2 || lines->len > MOST_LINES || has_forced_ends(lines))
        return;
    balance = g_new0(struct balance, 1);
    balance->ruler = ruler;
    balance->line_count = lines->len;
    balance->total =
        jb_line_measure(ruler, ruler->first, ruler->shaped->count, BREAK_FORCED).pools.width;
    balance->word_ends = jb_words_find(ruler->shaped);
    if (collect_places(balance)) {
        find_ways(balance);
        if (balance->ways[balance->line_count][balance->place_count - 1].cost != INT64_MAX)
            take_lines(balance, lines);
    }
    g_free(balance->word_ends);
    g_free(balance);
}
