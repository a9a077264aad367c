/* Chooses line ends, one line after the other: the last that fits when the line shrinks as far as
 * R42 lets it. */

#include "typeset/lines-private.h"

enum { WORST_BADNESS = 1000000, WORST_RATIO = 24, HYPHENS_IN_A_ROW = 2 };

struct breaker {
    const struct jb_shaped *shaped;
    struct pools *sums; /* sums[i]: of the clusters before i with their gaps */
    uint8_t *stops;     /* enum break_kind after each cluster, at this measure */
    uint32_t *trimmed;  /* trimmed[i]: i without the blanks before it */
    int32_t measure;
    int32_t largest; /* size of any text in it */
    bool justified;
    GArray *lines; /* struct line_range */
};

/* A line that ends after cluster end - 1. */
struct candidate {
    uint32_t end;
    enum break_kind kind;
    int64_t slack; /* negative: what it must shrink by */
    struct pools pools;
    bool fits;
};

static struct pools pools_of(const struct jb_shaped *shaped, uint32_t i)
{
    const struct cluster *cluster = &shaped->clusters[i];
    int32_t gap = jb_han_latin_gap(cluster);

    return (struct pools){
        .width = (int64_t)cluster->width + cluster->gap,
        .shrink = (int64_t)jb_mark_shrink(cluster) + jb_space_shrink(shaped, i) + gap / 2,
        .stretch = (int64_t)jb_space_stretch(shaped, i) + gap + jb_gap_stretch(shaped, i),
    };
}

static struct pools *sums_new(const struct jb_shaped *shaped)
{
    struct pools *sums = g_new(struct pools, shaped->count + 1);

    sums[0] = (struct pools){0, 0, 0};
    for (uint32_t i = 0; i < shaped->count; i++) {
        struct pools pools = pools_of(shaped, i);

        sums[i + 1].width = sums[i].width + pools.width;
        sums[i + 1].shrink = sums[i].shrink + pools.shrink;
        sums[i + 1].stretch = sums[i].stretch + pools.stretch;
    }
    return sums;
}

/* R07: what is kept together may be broken where it is longer than half a line. */
static uint8_t *stops_new(const struct jb_shaped *shaped, const struct pools *sums, int32_t measure)
{
    uint8_t *stops = g_new(uint8_t, shaped->count);

    for (uint32_t i = 0, first = 0; i < shaped->count; i++) {
        const struct cluster *cluster = &shaped->clusters[i];
        bool short_enough;

        stops[i] = cluster->stop;
        if (cluster->stop <= BREAK_HYPHEN && i + 1 < shaped->count)
            continue;
        short_enough = (sums[i + 1].width - sums[first].width) * 2 <= measure;
        for (; first <= i; first++)
            if (stops[first] == BREAK_BOUND)
                stops[first] = short_enough ? BREAK_NEVER : BREAK_ALLOWED;
    }
    return stops;
}

/* R24 and the spaces of a line's edges: they are dropped, as is what has no glyph. */
static uint32_t skip_blanks(const struct jb_shaped *shaped, uint32_t i)
{
    while (i < shaped->count && (shaped->clusters[i].class == CLASS_SPACE ||
                                 (jb_is_blank(shaped->clusters[i].class) &&
                                  shaped->clusters[i].class != CLASS_LINE_END)))
        i++;
    return i;
}

static uint32_t *trimmed_new(const struct jb_shaped *shaped)
{
    uint32_t *trimmed = g_new(uint32_t, shaped->count + 1);

    trimmed[0] = 0;
    for (uint32_t i = 0; i < shaped->count; i++) {
        enum character_class class = shaped->clusters[i].class;

        trimmed[i + 1] = class == CLASS_SPACE || jb_is_blank(class) ? trimmed[i] : i + 1;
    }
    return trimmed;
}

static int32_t indent_of(const struct breaker *breaker)
{
    return breaker->lines->len == 0 ? breaker->shaped->look->indent : 0;
}

/* R13, R14: the blanks at both ends do not count, nor does the gap after the last cluster. */
static struct pools pools_between(const struct breaker *breaker, uint32_t start, uint32_t end)
{
    const struct pools *from = &breaker->sums[start], *to = &breaker->sums[end];
    const struct cluster *first = &breaker->shaped->clusters[start];
    const struct cluster *last = &breaker->shaped->clusters[end - 1];
    struct pools pools = {to->width - from->width, to->shrink - from->shrink,
                          to->stretch - from->stretch};

    pools.width -= (int64_t)first->left + last->right + last->gap;
    pools.stretch -= last->gap + (int64_t)jb_gap_stretch(breaker->shaped, end - 1);
    pools.shrink -= last->gap / 2;
    if (!(first->flags & CLUSTER_FIXED))
        pools.shrink -= (int64_t)first->left + last->right;
    return pools;
}

static struct candidate measure_line(const struct breaker *breaker, uint32_t start, uint32_t end,
                                     enum break_kind kind)
{
    const struct jb_shaped *shaped = breaker->shaped;
    struct candidate candidate = {.end = end, .kind = kind};
    uint32_t visible = breaker->trimmed[end];

    if (visible <= start) {
        candidate.fits = true;
        return candidate;
    }
    candidate.pools = pools_between(breaker, start, visible);
    if (kind == BREAK_HYPHEN)
        candidate.pools.width += jb_cluster_strip(shaped, visible - 1)->hyphen_width;
    candidate.slack = (int64_t)breaker->measure - indent_of(breaker) - candidate.pools.width;
    candidate.fits = candidate.slack + (breaker->justified ? candidate.pools.shrink : 0) >= 0;
    return candidate;
}

/* Hyphens serve where a line would be loose without; breaks inside ranges where gaps of 0.3 em
 * would not fill it either. */
static bool is_loose(const struct breaker *breaker, const struct candidate *candidate,
                     enum break_kind remedy)
{
    int64_t times = remedy == BREAK_RELUCTANT ? 5 : 1;

    if (candidate->end == 0)
        return true;
    if (!breaker->justified)
        return candidate->slack * 6 > breaker->measure * times;
    return candidate->slack > candidate->pools.stretch * times;
}

static bool hyphens_are_used_up(const struct breaker *breaker)
{
    uint32_t count = breaker->lines->len;

    for (uint32_t i = 1; i <= HYPHENS_IN_A_ROW; i++)
        if (i > count || !g_array_index(breaker->lines, struct line_range, count - i).hyphenated)
            return false;
    return true;
}

/* The last clusters that fit, whatever the rules say of their end: something must be set. */
static struct candidate cut_anywhere(const struct breaker *breaker, uint32_t start)
{
    struct candidate best = measure_line(breaker, start, start + 1, BREAK_ALLOWED);

    for (uint32_t end = start + 2; end <= breaker->shaped->count; end++) {
        struct candidate next = measure_line(breaker, start, end, BREAK_ALLOWED);

        if (!next.fits || breaker->stops[end - 2] == BREAK_FORCED)
            break;
        best = next;
    }
    return best;
}

/* Whether no end from here on can fit. Blanks do not count: they are dropped at the end. */
static bool is_far_over(const struct breaker *breaker, uint32_t start, uint32_t end)
{
    const struct pools *from = &breaker->sums[start], *to = &breaker->sums[end];
    int64_t least = to->width - from->width - (to->shrink - from->shrink);

    return breaker->trimmed[end] == end &&
           least > (int64_t)breaker->measure + 2 * (int64_t)breaker->largest;
}

/* R45: 100 |r|^3, r being the share of the pool that is used. */
static int32_t badness_of(const struct breaker *breaker, const struct candidate *candidate)
{
    int64_t pool = candidate->slack < 0 ? candidate->pools.shrink : candidate->pools.stretch;
    int64_t ratio; /* in 1/1024 */

    if (!candidate->fits)
        return WORST_BADNESS;
    if (!breaker->justified || candidate->slack == 0 ||
        (candidate->kind == BREAK_FORCED && candidate->slack > 0))
        return 0;
    if (pool <= 0)
        return WORST_BADNESS;
    ratio = MIN(ABS(candidate->slack) * 1024 / pool, WORST_RATIO * 1024);
    return (int32_t)MIN(100 * ratio * ratio * ratio >> 30, WORST_BADNESS);
}

/* The last that fits by shrinking, unless one before it, wider apart, looks better. */
static void keep_better(const struct breaker *breaker, const struct candidate *next,
                        struct candidate *best)
{
    if (best->end == 0 || next->slack >= 0 ||
        badness_of(breaker, next) <= badness_of(breaker, best))
        *best = *next;
}

/* The best end for a line from start; end 0 where nothing legal fits. */
static struct candidate choose_end(const struct breaker *breaker, uint32_t start)
{
    struct candidate best = {.end = 0}, unwilling = {.end = 0};
    bool no_hyphens = hyphens_are_used_up(breaker);

    for (uint32_t end = start + 1; end <= breaker->shaped->count; end++) {
        enum break_kind kind = breaker->stops[end - 1];
        struct candidate next;

        if (kind >= BREAK_HYPHEN && !(kind == BREAK_HYPHEN && no_hyphens)) {
            next = measure_line(breaker, start, end, kind);
            if (next.fits)
                keep_better(breaker, &next, kind >= BREAK_ALLOWED ? &best : &unwilling);
        }
        if (kind == BREAK_FORCED || is_far_over(breaker, start, end))
            break;
    }
    if (unwilling.end > best.end && is_loose(breaker, &best, unwilling.kind))
        return unwilling;
    return best;
}

static void add_line(struct breaker *breaker, uint32_t start, const struct candidate *candidate,
                     bool cut)
{
    struct line_range line = {
        .start = start,
        .end = MAX(breaker->trimmed[candidate->end], start),
        .indent = indent_of(breaker),
        .last = candidate->kind == BREAK_FORCED,
        .hyphenated = candidate->kind == BREAK_HYPHEN,
        .overfull = cut || !candidate->fits,
        .badness = cut ? WORST_BADNESS : badness_of(breaker, candidate),
    };

    g_array_append_val(breaker->lines, line);
}

/* Han among the clusters of a last line; R44 does not count marks. Letters count as enough. */
static bool is_orphan(const struct jb_shaped *shaped, const struct line_range *line)
{
    uint32_t count = 0;

    for (uint32_t i = line->start; i < line->end; i++) {
        if (jb_is_western(shaped->clusters[i].class))
            return false;
        count += shaped->clusters[i].class == CLASS_HAN;
    }
    return count == 1;
}

/* The last legal end before that of line, or 0. */
static uint32_t earlier_end(const struct breaker *breaker, const struct line_range *line)
{
    for (uint32_t end = line->end - 1; end > line->start + 1; end--)
        if (breaker->stops[end - 1] == BREAK_ALLOWED)
            return end;
    return 0;
}

/* R44: pulls one more down, unless the line above then gapes. */
static void avoid_orphan(struct breaker *breaker)
{
    uint32_t count = breaker->lines->len, end;
    struct line_range above, last;
    struct candidate shorter, rest;

    if (count < 2)
        return;
    above = g_array_index(breaker->lines, struct line_range, count - 2);
    last = g_array_index(breaker->lines, struct line_range, count - 1);
    end = above.last || above.overfull || !is_orphan(breaker->shaped, &last)
              ? 0
              : earlier_end(breaker, &above);
    if (end == 0)
        return;
    g_array_set_size(breaker->lines, count - 2); /* the first line has an indent */
    shorter = measure_line(breaker, above.start, end, BREAK_ALLOWED);
    if (shorter.slack > breaker->measure / 4) {
        g_array_set_size(breaker->lines, count);
        return;
    }
    add_line(breaker, above.start, &shorter, false);
    end = skip_blanks(breaker->shaped, end);
    rest = measure_line(breaker, end, last.end, BREAK_FORCED);
    add_line(breaker, end, &rest, false);
}

static int32_t largest_size(const struct jb_shaped *shaped)
{
    int32_t largest = 0;

    for (uint32_t i = 0; i < shaped->para->count; i++) {
        const struct jb_run *run = &shaped->para->runs[i];

        largest = MAX(largest, run->style->look[run->lang].size);
    }
    return largest;
}

static void break_lines(struct breaker *breaker)
{
    uint32_t count = breaker->shaped->count;
    uint32_t start = skip_blanks(breaker->shaped, 0);

    while (start < count) {
        struct candidate candidate = choose_end(breaker, start);
        bool cut = candidate.end == 0;

        if (cut)
            candidate = cut_anywhere(breaker, start);
        add_line(breaker, start, &candidate, cut);
        if (candidate.kind == BREAK_FORCED)
            avoid_orphan(breaker);
        start = skip_blanks(breaker->shaped, candidate.end);
    }
}

static void open_breaker(struct breaker *breaker, const struct jb_shaped *shaped, int32_t measure)
{
    breaker->shaped = shaped;
    breaker->sums = sums_new(shaped);
    breaker->stops = stops_new(shaped, breaker->sums, measure);
    breaker->trimmed = trimmed_new(shaped);
    breaker->measure = measure;
    breaker->largest = largest_size(shaped);
    breaker->justified = shaped->look->align == JB_ALIGN_JUSTIFY;
    breaker->lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
}

/* Keeps the lines, which the caller frees. */
static GArray *close_breaker(struct breaker *breaker)
{
    g_free(breaker->sums);
    g_free(breaker->stops);
    g_free(breaker->trimmed);
    return breaker->lines;
}

GArray *jb_lines_find(const struct jb_shaped *shaped, int32_t measure)
{
    struct breaker breaker;

    open_breaker(&breaker, shaped, measure);
    break_lines(&breaker);
    return close_breaker(&breaker);
}

/* The widest of the pieces into which breaks of that kind or a better one cut the paragraph. */
static int64_t widest_piece(const struct breaker *breaker, enum break_kind least)
{
    const struct jb_shaped *shaped = breaker->shaped;
    uint32_t first = skip_blanks(shaped, 0);
    int64_t widest = 0;

    for (uint32_t start = first, end = first + 1; end <= shaped->count; end++) {
        enum break_kind kind = breaker->stops[end - 1];
        struct candidate piece;

        if (kind < least || end <= start)
            continue;
        piece = measure_line(breaker, start, end, kind);
        piece.pools.width += start == first ? shaped->look->indent : 0;
        widest = MAX(widest, piece.pools.width);
        start = skip_blanks(shaped, end);
    }
    return widest;
}

void jb_lines_extent(const struct jb_shaped *shaped, int64_t *narrowest, int64_t *natural)
{
    struct breaker breaker;

    open_breaker(&breaker, shaped, INT32_MAX);
    *narrowest = widest_piece(&breaker, BREAK_HYPHEN);
    *natural = widest_piece(&breaker, BREAK_FORCED);
    g_array_free(close_breaker(&breaker), TRUE);
}
