/* Total fit (R45): the line ends of a paragraph are chosen together, so that the sum of what its
 * lines cost is least. Dynamic programming over the places where a line may end. */

#include "typeset/lines-private.h"

enum {
    HYPHENS_IN_A_ROW = 2,
    STATES = HYPHENS_IN_A_ROW + 1, /* a place by how many hyphens in a row end there */
    LOOK_BACK = 512,               /* places; a guard against text without width */
    NOWHERE = UINT32_MAX,
};

/* A place where a line may end. */
struct place {
    uint32_t end;   /* the clusters before it */
    uint32_t start; /* of the next line: past the blanks */
    uint8_t kind;   /* enum break_kind */
    uint8_t from_state[STATES];
    uint32_t from[STATES]; /* the place before on the cheapest way to it, or NOWHERE */
    int64_t cost[STATES];  /* of that way */
    int64_t least;         /* of the costs, once they are known */
};

struct fit {
    const struct ruler *ruler;
    GArray *places;
    uint64_t looked_at; /* pairs of places so far */
};

static struct place *place_at(const struct fit *fit, uint32_t i)
{
    return &g_array_index(fit->places, struct place, i);
}

static void add_place(struct fit *fit, uint32_t end, enum break_kind kind)
{
    struct place place = {.end = end, .kind = (uint8_t)kind};

    place.start = jb_skip_blanks(fit->ruler->shaped, end);
    for (uint32_t s = 0; s < STATES; s++) {
        place.from[s] = NOWHERE;
        place.cost[s] = INT64_MAX;
    }
    g_array_append_val(fit->places, place);
}

/* Where nothing legal fits between two places, a line may end after any cluster: text is always
 * set. */
static void add_emergencies(struct fit *fit, uint32_t start, uint32_t end)
{
    struct candidate whole = jb_line_measure(fit->ruler, start, end, BREAK_ALLOWED);

    if (whole.fits)
        return;
    for (uint32_t i = start + 1; i < end; i++)
        if (fit->ruler->trimmed[i] == i)
            add_place(fit, i, BREAK_EMERGENCY);
}

/* The places of the text up to the next forced line end; false at the end of the paragraph. */
static bool find_places(struct fit *fit, uint32_t start, uint32_t *next)
{
    const struct ruler *ruler = fit->ruler;
    uint32_t from = start;

    g_array_set_size(fit->places, 0);
    if (start >= ruler->shaped->count)
        return false;
    add_place(fit, start, BREAK_FORCED);
    for (uint32_t end = start + 1; end <= ruler->shaped->count; end++) {
        enum break_kind kind = ruler->stops[end - 1];

        if (kind < BREAK_HYPHEN)
            continue;
        add_emergencies(fit, from, end);
        add_place(fit, end, kind);
        from = place_at(fit, fit->places->len - 1)->start;
        if (kind == BREAK_FORCED)
            break;
    }
    *next = place_at(fit, fit->places->len - 1)->start;
    return true;
}

/* R51: a third hyphen in a row costs as much as text that does not fit. */
static void try_line(struct fit *fit, uint32_t from, uint32_t to, int64_t cost)
{
    const struct place *before = place_at(fit, from);
    struct place *after = place_at(fit, to);
    bool hyphen = after->kind == BREAK_HYPHEN;

    for (uint32_t s = 0; s < STATES; s++) {
        uint8_t state = hyphen ? (uint8_t)MIN(s + 1, HYPHENS_IN_A_ROW) : 0;
        bool too_many = hyphen && s == HYPHENS_IN_A_ROW;
        int64_t sum;

        if (before->cost[s] == INT64_MAX)
            continue;
        sum = before->cost[s] + cost + (too_many ? COST_OVERFULL : 0);
        if (sum >= after->cost[state])
            continue;
        after->cost[state] = sum;
        after->from[state] = from;
        after->from_state[state] = (uint8_t)s;
    }
}

/* Whether no line from a place can make the way to another cheaper than it is: no line costs
 * nothing. Most lines are too short to be worth a look. */
static bool is_hopeless(const struct place *before, const struct place *after)
{
    if (after->kind != BREAK_HYPHEN)
        return before->least >= after->cost[0];
    return before->least >= MAX(after->cost[1], after->cost[2]);
}

static uint8_t cheapest_state(const struct place *place)
{
    uint32_t best = 0;

    for (uint32_t s = 1; s < STATES; s++)
        if (place->cost[s] < place->cost[best])
            best = s;
    return (uint8_t)best;
}

/* Tries every line that can end at place to; first is where such lines begin, and moves on. */
static void reach(struct fit *fit, uint32_t to, uint32_t *first)
{
    struct place *place = place_at(fit, to);

    *first = MAX(*first, to > LOOK_BACK ? to - LOOK_BACK : 0);
    for (uint32_t from = *first; from < to; from++) {
        const struct place *before = place_at(fit, from);
        struct candidate line;

        fit->looked_at++;
        if (from > *first && is_hopeless(before, place))
            continue;
        line = jb_line_measure(fit->ruler, before->start, place->end, (enum break_kind)place->kind);
        if (!line.fits && from + 1 < to) {
            *first += from == *first && jb_is_far_over(fit->ruler, &line);
            continue;
        }
        try_line(fit, from, to, jb_line_cost(fit->ruler, &line));
    }
    place->least = place->cost[cheapest_state(place)];
}

/* Follows the cheapest way back from the last place, and lays its lines out forwards. */
static void take_lines(const struct fit *fit, GArray *lines)
{
    uint32_t to = fit->places->len - 1, count = 0, base = lines->len;
    uint8_t state = cheapest_state(place_at(fit, to));

    for (uint32_t i = to, s = state; i != 0; count++) {
        const struct place *place = place_at(fit, i);

        i = place->from[s];
        s = place->from_state[s];
    }
    g_array_set_size(lines, base + count);
    while (to != 0) {
        const struct place *place = place_at(fit, to);
        uint32_t from = place->from[state];

        count--;
        g_array_index(lines, struct line_range, base + count) = jb_line_range(
            fit->ruler, place_at(fit, from)->start, place->end, (enum break_kind)place->kind);
        state = place->from_state[state];
        to = from;
    }
}

uint64_t jb_lines_fit(const struct ruler *ruler, GArray *lines)
{
    struct fit fit = {.ruler = ruler, .places = g_array_new(FALSE, FALSE, sizeof(struct place))};
    uint32_t start = ruler->first;

    while (find_places(&fit, start, &start)) {
        uint32_t first = 0;

        place_at(&fit, 0)->cost[0] = place_at(&fit, 0)->least = 0;
        for (uint32_t to = 1; to < fit.places->len; to++)
            reach(&fit, to, &first);
        take_lines(&fit, lines);
    }
    g_array_free(fit.places, TRUE);
    return fit.looked_at;
}
