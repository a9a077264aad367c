/* Makes a line as wide as its measure, kind by kind in the order of R42 and R43. */

#include "typeset/lines-private.h"

/* One kind of what can give way: the capacity of a cluster of the line, first and last being at
 * its edges, where marks have been trimmed and gaps dropped. */
typedef int32_t capacity(const struct jb_shaped *shaped, const struct line_range *line, uint32_t i);

static bool is_last(const struct line_range *line, uint32_t i)
{
    return i + 1 == line->end;
}

static int32_t shrink_space(const struct jb_shaped *shaped, const struct line_range *line,
                            uint32_t i)
{
    (void)line;
    return jb_space_shrink(shaped, i);
}

static int32_t shrink_mark(const struct jb_shaped *shaped, const struct line_range *line,
                           uint32_t i)
{
    const struct cluster *cluster = &shaped->clusters[i];
    int32_t blank = jb_mark_shrink(cluster);

    if (blank > 0 && i == line->start)
        blank -= cluster->left;
    if (blank > 0 && is_last(line, i))
        blank -= cluster->right;
    return blank;
}

static int32_t shrink_bracket(const struct jb_shaped *shaped, const struct line_range *line,
                              uint32_t i)
{
    return jb_is_bracket(shaped->clusters[i].class) ? shrink_mark(shaped, line, i) : 0;
}

static int32_t shrink_comma(const struct jb_shaped *shaped, const struct line_range *line,
                            uint32_t i)
{
    return shaped->clusters[i].class == CLASS_COMMA ? shrink_mark(shaped, line, i) : 0;
}

static int32_t shrink_stop(const struct jb_shaped *shaped, const struct line_range *line,
                           uint32_t i)
{
    return shaped->clusters[i].class == CLASS_STOP ? shrink_mark(shaped, line, i) : 0;
}

static int32_t shrink_han_latin(const struct jb_shaped *shaped, const struct line_range *line,
                                uint32_t i)
{
    return is_last(line, i) ? 0 : jb_han_latin_gap(&shaped->clusters[i]) / 2;
}

static int32_t stretch_space(const struct jb_shaped *shaped, const struct line_range *line,
                             uint32_t i)
{
    (void)line;
    return jb_space_stretch(shaped, i);
}

/* From 1/4 em to 1/3, which is preferred (R25). */
static int32_t stretch_han_latin(const struct jb_shaped *shaped, const struct line_range *line,
                                 uint32_t i)
{
    return is_last(line, i) ? 0 : jb_han_latin_gap(&shaped->clusters[i]) / 3;
}

/* From 1/3 em to 1/2. */
static int32_t stretch_han_latin_more(const struct jb_shaped *shaped, const struct line_range *line,
                                      uint32_t i)
{
    int32_t gap = jb_han_latin_gap(&shaped->clusters[i]);

    return is_last(line, i) ? 0 : gap - gap / 3;
}

static int32_t stretch_gap(const struct jb_shaped *shaped, const struct line_range *line,
                           uint32_t i)
{
    return is_last(line, i) ? 0 : jb_gap_stretch(shaped, i);
}

static capacity *const shrinking[] = {
    shrink_space, shrink_bracket, shrink_comma, shrink_han_latin, shrink_stop,
};

static capacity *const stretching[] = {
    stretch_space,
    stretch_han_latin,
    stretch_gap,
    stretch_han_latin_more,
};

static int64_t total(capacity *kind, const struct jb_shaped *shaped, const struct line_range *line)
{
    int64_t sum = 0;

    for (uint32_t i = line->start; i < line->end; i++)
        sum += kind(shaped, line, i);
    return sum;
}

/* Blank before the ink goes first where a mark has blank on both sides. */
static void shrink_cluster(const struct jb_shaped *shaped, const struct line_range *line,
                           uint32_t i, int32_t amount, struct placement *placement)
{
    const struct cluster *cluster = &shaped->clusters[i];
    int32_t left = i > line->start && jb_mark_shrink(cluster) > 0 ? cluster->left : 0;

    if (cluster->left > 0 && cluster->right > 0)
        left = MIN(left, amount / 2);
    placement->before += MIN(left, amount);
    placement->after -= amount - MIN(left, amount);
}

/* Shares amount over the clusters by capacity. The shares of any stretch add up to what that
 * stretch is due, rounded, so that nothing is lost and no error grows. */
static void share(capacity *kind, int64_t sum, int64_t amount, bool shrinks,
                  const struct jb_shaped *shaped, const struct line_range *line,
                  struct placement *placements)
{
    int64_t seen = 0, given = 0;

    for (uint32_t i = line->start; i < line->end; i++) {
        int64_t due;

        seen += kind(shaped, line, i);
        due = seen * amount / sum;
        if (due == given)
            continue;
        if (shrinks)
            shrink_cluster(shaped, line, i, (int32_t)(due - given), &placements[i - line->start]);
        else
            placements[i - line->start].after += (int32_t)(due - given);
        given = due;
    }
}

static void shrink_line(const struct jb_shaped *shaped, const struct line_range *line, int64_t need,
                        struct placement *placements)
{
    for (size_t k = 0; k < G_N_ELEMENTS(shrinking) && need > 0; k++) {
        int64_t sum = total(shrinking[k], shaped, line);
        int64_t amount = MIN(sum, need);

        if (amount > 0)
            share(shrinking[k], sum, amount, true, shaped, line, placements);
        need -= amount;
    }
}

/* What is left is shared by all gaps, whatever their limit; a line of one word stays short. */
static void stretch_rest(const struct jb_shaped *shaped, const struct line_range *line,
                         int64_t need, struct placement *placements)
{
    capacity *const kinds[] = {stretch_gap, stretch_han_latin};

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        int64_t sum = total(kinds[k], shaped, line);

        if (sum > 0) {
            share(kinds[k], sum, need, false, shaped, line, placements);
            return;
        }
    }
}

static void stretch_line(const struct jb_shaped *shaped, const struct line_range *line,
                         int64_t need, struct placement *placements)
{
    for (size_t k = 0; k < G_N_ELEMENTS(stretching) && need > 0; k++) {
        int64_t sum = total(stretching[k], shaped, line);
        int64_t amount = MIN(sum, need);

        if (amount > 0)
            share(stretching[k], sum, amount, false, shaped, line, placements);
        need -= amount;
    }
    if (need > 0)
        stretch_rest(shaped, line, need, placements);
}

int64_t jb_line_width(const struct jb_shaped *shaped, const struct line_range *line,
                      const struct placement *placements)
{
    int64_t width = 0;

    if (line->start == line->end)
        return 0;
    for (uint32_t i = line->start; i < line->end; i++) {
        const struct cluster *cluster = &shaped->clusters[i];
        const struct placement *placement = &placements[i - line->start];

        width += (int64_t)cluster->width + placement->after - placement->before;
        if (!is_last(line, i))
            width += cluster->gap;
    }
    width -= (int64_t)shaped->clusters[line->start].left + shaped->clusters[line->end - 1].right;
    if (line->hyphenated)
        width += jb_cluster_strip(shaped, line->end - 1)->hyphen_width;
    return width;
}

void jb_line_justify(const struct jb_shaped *shaped, const struct line_range *line, int32_t measure,
                     struct placement *placements)
{
    int64_t slack;

    if (shaped->look->align != JB_ALIGN_JUSTIFY)
        return;
    slack = (int64_t)measure - line->indent - jb_line_width(shaped, line, placements);
    if (slack < 0)
        shrink_line(shaped, line, -slack, placements);
    else if (slack > 0 && !line->last && line->end > line->start)
        stretch_line(shaped, line, slack, placements);
}
