/* What a line would take, and what it costs (R42, R43, R45). */

#include "typeset/lines-private.h"

enum {
    WORST_BADNESS = 1000000,
    WORST_RATIO = 64 * 1024, /* in 1024ths */
    LOOSE_RAGS = 6,          /* a ragged line that is short by 1/6 of the measure is loose */
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

struct pools *jb_pools_sum(const struct jb_shaped *shaped)
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

/* R13, R14: the blanks at both ends do not count, nor does the gap after the last cluster. */
static struct pools pools_between(const struct ruler *ruler, uint32_t start, uint32_t end)
{
    const struct pools *from = &ruler->sums[start], *to = &ruler->sums[end];
    const struct cluster *first = &ruler->shaped->clusters[start];
    const struct cluster *last = &ruler->shaped->clusters[end - 1];
    struct pools pools = {to->width - from->width, to->shrink - from->shrink,
                          to->stretch - from->stretch};

    pools.width -= (int64_t)first->left + last->right + last->gap;
    pools.stretch -= last->gap + (int64_t)jb_gap_stretch(ruler->shaped, end - 1);
    pools.shrink -= last->gap / 2;
    if (!(first->flags & CLUSTER_FIXED))
        pools.shrink -= jb_mark_shrink(first) > 0 ? first->left : 0;
    if (!(last->flags & CLUSTER_FIXED))
        pools.shrink -= jb_mark_shrink(last) > 0 ? last->right : 0;
    return pools;
}

struct candidate jb_line_measure(const struct ruler *ruler, uint32_t start, uint32_t end,
                                 enum break_kind kind)
{
    struct candidate line = {.start = start, .end = end, .kind = kind};
    uint32_t visible = ruler->trimmed[end];

    line.slack = (int64_t)ruler->measure - (start == ruler->first ? ruler->indent : 0);
    if (visible <= start) {
        line.fits = true;
        return line;
    }
    line.pools = pools_between(ruler, start, visible);
    if (kind == BREAK_HYPHEN)
        line.pools.width += jb_cluster_strip(ruler->shaped, visible - 1)->hyphen_width;
    line.slack -= line.pools.width;
    line.fits = line.slack + (ruler->justified ? line.pools.shrink : 0) >= 0;
    return line;
}

/* 100 |r|^3, r being the share of its room that the line uses; |r| counts up to 64. */
static int64_t cube(int64_t used, int64_t room)
{
    int64_t ratio = room > 0 ? MIN(used * 1024 / room, WORST_RATIO) : WORST_RATIO;

    return used == 0 ? 0 : (100 * ratio * ratio * ratio) >> 30;
}

static int64_t badness_of(const struct ruler *ruler, const struct candidate *line)
{
    bool natural = line->kind == BREAK_FORCED && line->slack > 0;

    if (natural || line->slack == 0)
        return 0;
    if (!ruler->justified)
        return cube(line->slack, ruler->measure / LOOSE_RAGS);
    return line->slack < 0 ? cube(-line->slack, line->pools.shrink)
                           : cube(line->slack, line->pools.stretch);
}

int32_t jb_line_badness(const struct ruler *ruler, const struct candidate *line)
{
    return line->fits ? (int32_t)MIN(badness_of(ruler, line), WORST_BADNESS) : WORST_BADNESS;
}

/* R44 does not count marks; a word of letters counts as enough, a scrap of them does not (R53). */
static bool is_orphan(const struct ruler *ruler, const struct candidate *line)
{
    uint32_t end = ruler->trimmed[line->end], han = 0, letters = 0;

    for (uint32_t i = line->start; i < end && han < 2 && letters < 4; i++) {
        enum character_class class = ruler->shaped->clusters[i].class;

        han += class == CLASS_HAN;
        letters += jb_is_western(class);
    }
    return han < 2 && letters < 4 && han + letters > 0 && (han == 0 || letters == 0);
}

/* R55: pdftotext and its like take a hyphen at a line's end for one of ours, and drop it. */
static bool ends_in_hyphen(const struct ruler *ruler, const struct candidate *line)
{
    uint32_t end = ruler->trimmed[line->end];

    return end == line->end && end > line->start &&
           ruler->shaped->clusters[end - 1].class == CLASS_LATIN_CLOSE &&
           jb_cluster_character(ruler->shaped, end - 1) == '-';
}

static int64_t penalty_of(const struct ruler *ruler, const struct candidate *line)
{
    switch (line->kind) {
    case BREAK_ALLOWED: return ends_in_hyphen(ruler, line) ? COST_HYPHEN : 0;
    case BREAK_EMERGENCY: return COST_OVERFULL;
    case BREAK_HYPHEN: return COST_HYPHEN;
    case BREAK_RELUCTANT: return COST_RELUCTANT;
    case BREAK_FORCED:
        return line->start != ruler->first && is_orphan(ruler, line) ? COST_ORPHAN : 0;
    default: return 0;
    }
}

int64_t jb_line_cost(const struct ruler *ruler, const struct candidate *line)
{
    if (!line->fits)
        return COST_OVERFULL - line->slack;
    return COST_LINE + badness_of(ruler, line) + penalty_of(ruler, line);
}
