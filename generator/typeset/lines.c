/* A paragraph at a measure: what stands before its lines are chosen. */

#include "typeset/lines-private.h"

/* R07: what is kept together may be broken where it is longer than half a line. */
static uint8_t *find_stops(const struct jb_shaped *shaped, const struct pools *sums,
                           int32_t measure)
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
uint32_t jb_skip_blanks(const struct jb_shaped *shaped, uint32_t i)
{
    while (i < shaped->count && (shaped->clusters[i].class == CLASS_SPACE ||
                                 (jb_is_blank(shaped->clusters[i].class) &&
                                  shaped->clusters[i].class != CLASS_LINE_END)))
        i++;
    return i;
}

static uint32_t *find_trimmed(const struct jb_shaped *shaped)
{
    uint32_t *trimmed = g_new(uint32_t, shaped->count + 1);

    trimmed[0] = 0;
    for (uint32_t i = 0; i < shaped->count; i++) {
        enum character_class class = shaped->clusters[i].class;

        trimmed[i + 1] = class == CLASS_SPACE || jb_is_blank(class) ? trimmed[i] : i + 1;
    }
    return trimmed;
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

void jb_ruler_open(struct ruler *ruler, const struct jb_shaped *shaped, int32_t measure)
{
    ruler->shaped = shaped;
    ruler->sums = jb_pools_sum(shaped);
    ruler->stops = find_stops(shaped, ruler->sums, measure);
    ruler->trimmed = find_trimmed(shaped);
    ruler->first = jb_skip_blanks(shaped, 0);
    ruler->measure = measure;
    ruler->indent = shaped->look->indent;
    ruler->largest = largest_size(shaped);
    ruler->justified = shaped->look->align == JB_ALIGN_JUSTIFY;
}

void jb_ruler_close(struct ruler *ruler)
{
    g_free(ruler->sums);
    g_free(ruler->stops);
    g_free(ruler->trimmed);
}

/* Blanks at the end do not count: they are dropped there. */
bool jb_is_far_over(const struct ruler *ruler, const struct candidate *line)
{
    const struct pools *from = &ruler->sums[line->start];
    const struct pools *to = &ruler->sums[ruler->trimmed[line->end]];
    int64_t least = to->width - from->width - (to->shrink - from->shrink);

    return least > (int64_t)ruler->measure + 2 * (int64_t)ruler->largest;
}

struct line_range jb_line_range(const struct ruler *ruler, uint32_t start, uint32_t end,
                                enum break_kind kind)
{
    struct candidate line = jb_line_measure(ruler, start, end, kind);

    return (struct line_range){
        .start = start,
        .end = MAX(ruler->trimmed[end], start),
        .indent = start == ruler->first ? ruler->indent : 0,
        .last = kind == BREAK_FORCED,
        .hyphenated = kind == BREAK_HYPHEN,
        .overfull = !line.fits || kind == BREAK_EMERGENCY,
        .badness = jb_line_badness(ruler, &line),
    };
}

GArray *jb_lines_find(const struct jb_shaped *shaped, int32_t measure)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
    struct ruler ruler;

    jb_ruler_open(&ruler, shaped, measure);
    jb_lines_fit(&ruler, lines);
    if (shaped->look->balance)
        jb_lines_balance(&ruler, lines);
    jb_ruler_close(&ruler);
    for (guint i = 1; i < lines->len; i++)
        g_array_index(lines, struct line_range, i).continued =
            g_array_index(lines, struct line_range, i - 1).hyphenated;
    return lines;
}

/* The widest of the pieces into which breaks of that kind or a better one cut the paragraph. */
static int64_t widest_piece(const struct ruler *ruler, enum break_kind least)
{
    int64_t widest = 0;

    for (uint32_t start = ruler->first, end = start + 1; end <= ruler->shaped->count; end++) {
        enum break_kind kind = ruler->stops[end - 1];
        struct candidate piece;

        if (kind < least || end <= start)
            continue;
        piece = jb_line_measure(ruler, start, end, kind);
        piece.pools.width += start == ruler->first ? ruler->indent : 0;
        widest = MAX(widest, piece.pools.width);
        start = jb_skip_blanks(ruler->shaped, end);
    }
    return widest;
}

void jb_lines_extent(const struct jb_shaped *shaped, int64_t *narrowest, int64_t *natural)
{
    struct ruler ruler;

    jb_ruler_open(&ruler, shaped, INT32_MAX);
    *narrowest = widest_piece(&ruler, BREAK_HYPHEN);
    *natural = widest_piece(&ruler, BREAK_FORCED);
    jb_ruler_close(&ruler);
}
