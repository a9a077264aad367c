#include "layout/messages-private.h"
#include "layout/row-private.h"

/* Widths of columns: fixed, by what they hold, and shares of what these leave. */

void spread_columns(const struct jb_width *columns, uint32_t count, int32_t gutter, int32_t width,
                    int32_t *x, int32_t *widths)
{
    int64_t left = (int64_t)width - (int64_t)gutter * (count > 0 ? count - 1 : 0);
    int64_t shares = 0, given = 0, so_far = 0;
    int32_t at = 0;

    for (uint32_t i = 0; i < count; i++) {
        shares += columns[i].share;
        left -= columns[i].share ? 0 : columns[i].fixed;
    }
    left = MAX(left, 0);
    for (uint32_t i = 0; i < count; i++) {
        widths[i] = columns[i].fixed;
        if (columns[i].share) { /* cumulative, so that the rounding never adds up */
            so_far += columns[i].share;
            widths[i] = (int32_t)(left * so_far / shares - given);
            given += widths[i];
        }
        x[i] = at;
        at += widths[i] + gutter;
    }
}

struct plan {
    struct layout *layout;
    const struct jb_block *rows;
    uint32_t row_count;
    const struct jb_block *pattern; /* the first row: all have its columns */
    struct extent *extents;         /* by column: of those that are measured */
    struct sides *sides;            /* by column: of its figures that are aligned */
    struct jb_width *columns;
};

static bool is_measured(const struct plan *plan, uint32_t column)
{
    const struct jb_width *width = &plan->pattern->columns[column];

    return width->fits || width->share > 0;
}

/* Cells over several columns take what these have. */
static void measure_column(struct plan *plan, uint32_t column)
{
    struct extent *extent = &plan->extents[column];
    const struct sides *sides = &plan->sides[column];

    for (uint32_t i = 0; i < plan->row_count; i++) {
        const struct jb_block *cell = cell_in(&plan->rows[i], column);
        struct extent own;

        if (!cell || cell->span > 1)
            continue;
        own = extent_of(plan->layout, cell, 1);
        extent->narrowest = MAX(extent->narrowest, own.narrowest);
        extent->natural = MAX(extent->natural, own.natural);
    }
    if (!sides->any)
        return;
    extent->natural = MAX(extent->natural, sides->before + sides->after);
    extent->narrowest = MAX(extent->narrowest, sides->before + sides->after);
}

static void report_narrow(const struct plan *plan, int64_t needed, int64_t room)
{
    struct jb_origin origin = jb_origin_at(&plan->layout->flow->origins, plan->pattern->origin);
    bool in_template = origin.template_span.source != 0;
    char needed_text[16], room_text[16];

    g_snprintf(needed_text, sizeof(needed_text), "%.0f", (double)needed / JB_PT);
    g_snprintf(room_text, sizeof(room_text), "%.0f", (double)MAX(room, 0) / JB_PT);
    jb_report_both(plan->layout->sink, &jb_layout_messages[SAY_TABLE_TOO_NARROW],
                   in_template ? origin.template_span : origin.record_span,
                   in_template ? origin.record_span : (struct jb_span){0}, needed_text, room_text,
                   NULL);
}

/* What columns by content have between them: as much as they need; where there is less, their
 * narrowest and a part of the rest in proportion to what they lack; where there is less still, all
 * of it in proportion to their narrowest. */
static void share_room(struct plan *plan, int64_t room, int64_t narrowest, int64_t natural)
{
    for (uint32_t i = 0; i < plan->pattern->column_count; i++) {
        const struct extent *extent = &plan->extents[i];
        int64_t width = extent->natural;

        if (!plan->columns[i].fits)
            continue;
        if (room < narrowest)
            width = MAX(room, 0) * extent->narrowest / MAX(narrowest, 1);
        else if (room < natural)
            width = extent->narrowest + (room - narrowest) * (extent->natural - extent->narrowest) /
                                            MAX(natural - narrowest, 1);
        plan->columns[i] = (struct jb_width){.fixed = (int32_t)width};
    }
}

static void fit_columns(struct plan *plan, int32_t width)
{
    const struct jb_block *pattern = plan->pattern;
    int64_t room = (int64_t)width - (int64_t)pattern->gutter * (pattern->column_count - 1);
    int64_t narrowest = 0, natural = 0, shares = 0;

    for (uint32_t i = 0; i < pattern->column_count; i++) {
        bool fits = plan->columns[i].fits;

        if (is_measured(plan, i))
            measure_column(plan, i);
        narrowest += fits ? plan->extents[i].narrowest : 0;
        natural += fits ? plan->extents[i].natural : 0;
        shares += fits ? 0 : plan->extents[i].narrowest;
        room -= plan->columns[i].share ? 0 : plan->columns[i].fixed;
    }
    if (room < narrowest + shares)
        report_narrow(plan, narrowest + shares, room);
    share_room(plan, room - shares, narrowest, natural);
}

static bool has_fitting(const struct jb_block *pattern)
{
    for (uint32_t i = 0; i < pattern->column_count; i++)
        if (pattern->columns[i].fits)
            return true;
    return false;
}

static const int32_t *place_points(const struct plan *plan, const int32_t *widths)
{
    uint32_t count = plan->pattern->column_count;
    int32_t *points = JB_NEW_ARRAY(plan->layout->arena, int32_t, count);

    for (uint32_t i = 0; i < count; i++)
        points[i] = plan->sides[i].any
                        ? place_point(plan->rows, plan->row_count, i, &plan->sides[i], widths[i])
                        : NO_POINT;
    return points;
}

struct table_columns plan_columns(struct layout *layout, const struct jb_block *rows,
                                  uint32_t count, int32_t width)
{
    const struct jb_block *pattern = &rows[0];
    uint32_t columns = pattern->column_count;
    struct plan plan = {
        layout,
        rows,
        count,
        pattern,
        JB_NEW_ARRAY(layout->arena, struct extent, columns),
        JB_NEW_ARRAY(layout->arena, struct sides, columns),
        jb_arena_dup(layout->arena, pattern->columns, columns * sizeof(struct jb_width))};
    int32_t *x = JB_NEW_ARRAY(layout->arena, int32_t, columns);
    int32_t *widths = JB_NEW_ARRAY(layout->arena, int32_t, columns);

    for (uint32_t i = 0; i < columns; i++)
        plan.sides[i] = measure_sides(layout, rows, count, i);
    if (has_fitting(pattern))
        fit_columns(&plan, width);
    spread_columns(plan.columns, columns, pattern->gutter, width, x, widths);
    return (struct table_columns){columns, x, widths, place_points(&plan, widths)};
}
