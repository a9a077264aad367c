#include "layout/shapes-private.h"

/* Charts are figures: drawn shapes and labels in one element with its words. None of them is told
 * from another by its hue alone. */

enum { WHITE = 0xFFFFFF, TICK = JB_PT, OVERSHOOT = 3 * JB_PT, HALO = JB_PT * 3 / 4 };

struct drawing {
    struct layout *layout;
    struct strip *strip;
    const struct jb_block *block;
    const struct jb_chart *chart;
    uint32_t element;
    int32_t width;
};

static int32_t part(int32_t length, int32_t of_whole)
{
    return jb_length_scale(length, of_whole, JB_CHART_WHOLE);
}

static void draw_box(const struct drawing *drawing, int32_t x, int32_t y, int32_t width,
                     int32_t height, jb_colour colour)
{
    if (width > 0 && height > 0)
        strip_add_box(drawing->strip, x, y, width, height, colour, drawing->element);
}

static void draw(const struct drawing *drawing, struct outline *outline, int32_t stroke,
                 jb_colour colour)
{
    strip_add_path(drawing->strip, outline, stroke, colour, drawing->element);
}

/* A label of the chart, to be put at its place. */
static struct strip set_label(const struct drawing *drawing, uint32_t number, int32_t width)
{
    struct stack stack = stack_new(drawing->layout);
    struct place place = {&stack, MAX(width, JB_PT), drawing->element};

    compose_blocks(drawing->layout, place, &drawing->block->children[number], 1);
    return stack_flatten(drawing->layout, &stack);
}

static void put_label(const struct drawing *drawing, struct strip *label, int32_t x, int32_t y)
{
    strip_append(drawing->strip, label, x, y);
    strip_release(label);
}

/* --- bar -------------------------------------------------------------------------------------- */

/* White on both sides, so that the tick is seen on fill and track. */
static void draw_tick(const struct drawing *drawing, int32_t middle, int32_t y, int32_t height,
                      int32_t overshoot)
{
    int32_t at = CLAMP(middle - TICK / 2, 0, MAX(drawing->width - TICK, 0));
    int32_t left = MAX(at - HALO, 0), right = MIN(at + TICK + HALO, drawing->width);

    draw_box(drawing, left, y, right - left, height, WHITE);
    draw_box(drawing, at, y - overshoot, TICK, height + 2 * overshoot, drawing->chart->tick);
}

static void draw_bar(const struct drawing *drawing)
{
    const struct jb_chart *chart = drawing->chart;

    drawing->strip->height = chart->height;
    drawing->strip->baseline = chart->height; /* it stands on the line of the words beside it */
    draw_box(drawing, 0, 0, drawing->width, chart->height, chart->track);
    if (chart->done != JB_CHART_NONE)
        draw_box(drawing, 0, 0, part(drawing->width, chart->done), chart->height, chart->fill);
    draw_tick(drawing, part(drawing->width, chart->schedule), 0, chart->height, OVERSHOOT);
}

/* --- lights ----------------------------------------------------------------------------------- */

/* In thousandths of the light's size. */
enum { DISC_RADIUS = 460, LINE = 115 };

static const int16_t check[] = {275, 515, 440, 675, 735, 345};
static const int16_t triangle[] = {500, 40, 980, 930, 20, 930};
static const int16_t diamond[] = {500, 75, 925, 500, 500, 925, 75, 500};
static const int16_t dash[] = {60, 500, 940, 500};

static struct outline *polygon(const struct drawing *drawing, const int16_t *points, uint32_t count,
                               bool closed)
{
    struct outline *outline = outline_new(drawing->layout);

    outline_points(outline, drawing->width, points, count);
    if (closed)
        outline_close(outline);
    return outline;
}

static void draw_disc(const struct drawing *drawing, int32_t x, int32_t y, int32_t radius,
                      int32_t stroke, jb_colour colour)
{
    struct outline *outline = outline_new(drawing->layout);

    outline_disc(outline, x, y, MAX(radius - stroke / 2, 1));
    draw(drawing, outline, stroke, colour);
}

/* A ring of which the left half is filled. */
static void draw_half_disc(const struct drawing *drawing, int32_t radius, int32_t line)
{
    struct outline *half = outline_new(drawing->layout);
    int32_t middle = drawing->width / 2;

    draw_disc(drawing, middle, middle, radius, line, drawing->chart->fill);
    outline_arc(half, middle, middle, radius, JB_CHART_WHOLE / 2, JB_CHART_WHOLE);
    outline_close(half);
    draw(drawing, half, 0, drawing->chart->fill);
}

static void draw_light(const struct drawing *drawing)
{
    const struct jb_chart *chart = drawing->chart;
    int32_t size = drawing->width, middle = size / 2;
    int32_t radius = jb_length_scale(size, DISC_RADIUS, 1000);
    int32_t line = jb_length_scale(size, LINE, 1000);

    drawing->strip->height = size;
    drawing->strip->baseline = jb_length_scale(size, 88, 100); /* the body of a Han character */
    switch (chart->status) {
    case JB_STATUS_COMPLETE:
        draw_disc(drawing, middle, middle, radius, 0, chart->fill);
        draw(drawing, polygon(drawing, check, 3, false), jb_length_scale(line, 5, 4), WHITE);
        break;
    case JB_STATUS_ON_SCHEDULE: draw_disc(drawing, middle, middle, radius, 0, chart->fill); break;
    case JB_STATUS_SLIGHTLY_BEHIND: draw_half_disc(drawing, radius, line); break;
    case JB_STATUS_BEHIND:
        draw(drawing, polygon(drawing, triangle, 3, true), 0, chart->alert);
        break;
    case JB_STATUS_NOT_COUNTED:
        draw(drawing, polygon(drawing, diamond, 4, true), line, chart->tick);
        break;
    default: draw(drawing, polygon(drawing, dash, 2, false), line, chart->tick); break;
    }
}

/* --- donut ------------------------------------------------------------------------------------ */

/* Where the schedule stands: across the ring and a little beyond, but not into the figure. */
static void draw_ring_tick(const struct drawing *drawing, int32_t inner, int32_t outer)
{
    int32_t middle = drawing->width / 2, at = drawing->chart->schedule;
    int32_t around = (int32_t)((int64_t)(TICK + 2 * HALO) * JB_CHART_WHOLE * 7 /
                               (44 * (int64_t)MAX(outer, 1))); /* 2 pi is 44/7 */
    struct outline *halo = outline_new(drawing->layout), *tick = outline_new(drawing->layout);

    outline_sector(halo, middle, middle, inner, outer, at - around / 2, at + around / 2);
    draw(drawing, halo, 0, WHITE);
    outline_arc(tick, middle, middle, inner, at, at);
    outline_arc(tick, middle, middle, outer + OVERSHOOT / 2, at, at);
    draw(drawing, tick, TICK, drawing->chart->tick);
}

/* Its digits are centred on the middle of the ring: they are about two thirds of their size tall.
 */
static void put_figure(const struct drawing *drawing, int32_t inner)
{
    const struct jb_para *para = drawing->block->children[0].paras[0];
    int32_t middle = drawing->width / 2, width = 2 * inner;
    struct strip label = set_label(drawing, 0, width);
    int32_t ascent = para->style->look[para->lang].size / 3;

    if (label.baseline != NO_BASELINE)
        put_label(drawing, &label, middle - width / 2, middle + ascent - label.baseline);
}

static void draw_donut(const struct drawing *drawing)
{
    const struct jb_chart *chart = drawing->chart;
    int32_t middle = drawing->width / 2, outer = MAX(middle - OVERSHOOT / 2, 1);
    int32_t inner = MAX(outer - chart->thickness, outer / 4);
    struct outline *ring = outline_new(drawing->layout), *done = outline_new(drawing->layout);

    drawing->strip->height = drawing->width;
    outline_sector(ring, middle, middle, inner, outer, 0, JB_CHART_WHOLE);
    draw(drawing, ring, 0, chart->track);
    if (chart->done != JB_CHART_NONE && chart->done > 0) {
        outline_sector(done, middle, middle, inner, outer, 0, chart->done);
        draw(drawing, done, 0, chart->fill);
    }
    draw_ring_tick(drawing, inner, outer);
    put_figure(drawing, inner);
}

/* --- columns ---------------------------------------------------------------------------------- */

enum { LABELS = 3 }; /* of each quarter: its figure, its name, its year */

struct multiples {
    int32_t slot, left; /* width of a quarter's place; where the first one begins */
    int32_t top;        /* where the range's greatest stands */
    int32_t below;      /* where the names begin */
};

/* Room for a figure above the highest column, and below the lowest where it is negative. */
static struct multiples plan_columns(const struct drawing *drawing)
{
    const struct jb_chart *chart = drawing->chart;
    struct strip figure = set_label(drawing, 0, drawing->width);
    struct multiples columns = {.slot = drawing->width / (int32_t)MAX(chart->places, 1),
                                .top = figure.height + JB_PT};

    columns.left = columns.slot * (int32_t)(chart->places - chart->point_count);
    columns.below = columns.top + chart->height + 2 * JB_PT;
    if (chart->zero > 0)
        columns.below += figure.height;
    return columns;
}

static void draw_column(const struct drawing *drawing, const struct multiples *columns, uint32_t i)
{
    const struct jb_chart *chart = drawing->chart;
    const struct jb_chart_point *point = &chart->points[i];
    int32_t value = point->value == JB_CHART_NONE ? chart->zero : point->value;
    int32_t head = part(chart->height, JB_CHART_WHOLE - MAX(value, chart->zero));
    int32_t foot = part(chart->height, JB_CHART_WHOLE - MIN(value, chart->zero));
    int32_t width = MIN(jb_length_scale(columns->slot, 5, 8), 24 * JB_PT);
    int32_t left = columns->left + (int32_t)i * columns->slot;
    struct strip figure = set_label(drawing, LABELS * i, columns->slot);

    draw_box(drawing, left + (columns->slot - width) / 2, columns->top + head, width, foot - head,
             point->current ? chart->fill : chart->track);
    put_label(drawing, &figure, left,
              columns->top + (value < chart->zero ? foot : head - figure.height));
}

static void name_column(const struct drawing *drawing, const struct multiples *columns, uint32_t i)
{
    int32_t y = columns->below, left = columns->left + (int32_t)i * columns->slot;

    for (uint32_t k = 1; k < LABELS; k++) {
        struct strip label = set_label(drawing, LABELS * i + k, columns->slot);

        put_label(drawing, &label, left, y);
        y += label.height;
    }
    drawing->strip->height = MAX(drawing->strip->height, y);
}

static void draw_columns(const struct drawing *drawing)
{
    const struct jb_chart *chart = drawing->chart;
    struct multiples columns = plan_columns(drawing);

    for (uint32_t i = 0; i < chart->point_count; i++) {
        draw_column(drawing, &columns, i);
        name_column(drawing, &columns, i);
    }
    draw_box(drawing, columns.left, columns.top + part(chart->height, JB_CHART_WHOLE - chart->zero),
             columns.slot * (int32_t)chart->point_count, JB_PT / 2, chart->tick);
}

/* --- timeline --------------------------------------------------------------------------------- */

enum { MARK_RADIUS = 3 * JB_PT, AXIS = JB_PT * 3 / 2, MONTHS = 12, QUARTERS = 4 };

/* Marks at both ends of the year stay inside of the drawing. */
static int32_t place_in_year(const struct drawing *drawing, int32_t at)
{
    int32_t inset = 2 * MARK_RADIUS;

    return inset + part(drawing->width - 2 * inset, CLAMP(at, 0, JB_CHART_WHOLE));
}

static void draw_axis(const struct drawing *drawing, int32_t middle)
{
    const struct jb_chart *chart = drawing->chart;
    int32_t start = place_in_year(drawing, 0), end = place_in_year(drawing, JB_CHART_WHOLE);
    int32_t now = place_in_year(drawing, chart->schedule);

    draw_box(drawing, start, middle - AXIS / 2, end - start, AXIS, chart->track);
    draw_box(drawing, start, middle - AXIS / 2, now - start, AXIS, chart->fill);
    for (int32_t month = 0; month <= MONTHS; month++) {
        int32_t x = place_in_year(drawing, JB_CHART_WHOLE * month / MONTHS);
        int32_t reach = month % (MONTHS / QUARTERS) == 0 ? 4 * JB_PT : 2 * JB_PT;

        draw_box(drawing, x - JB_PT / 4, middle - reach, JB_PT / 2, 2 * reach, chart->tick);
    }
    draw_box(drawing, now - TICK / 2, 0, TICK, chart->height, chart->tick);
}

/* A disc in its year, an arrow to the side where another year has it. Filled: reached. */
static void draw_milestone(const struct drawing *drawing, int32_t at, int32_t middle, bool reached)
{
    struct outline *ground = outline_new(drawing->layout), *line = outline_new(drawing->layout);
    int32_t x = place_in_year(drawing, at), away = at < 0 ? -1 : 1, thick = reached ? 0 : JB_PT;

    if (at >= 0 && at <= JB_CHART_WHOLE) {
        draw_disc(drawing, x, middle, MARK_RADIUS + HALO, 0, WHITE);
        draw_disc(drawing, x, middle, MARK_RADIUS, thick, drawing->chart->fill);
        return;
    }
    for (int i = 0; i < 2; i++) {
        struct outline *arrow = i == 0 ? ground : line;

        outline_move(arrow, x + away * 2 * MARK_RADIUS - away * JB_PT / 2, middle);
        outline_line(arrow, x, middle - MARK_RADIUS);
        outline_line(arrow, x, middle + MARK_RADIUS);
        outline_close(arrow);
    }
    draw(drawing, ground, 0, reached ? drawing->chart->fill : WHITE);
    draw(drawing, line, JB_PT, drawing->chart->fill);
}

/* How late or early it was: a line from the plan to the day. */
static void draw_delay(const struct drawing *drawing, const struct jb_chart_point *point,
                       int32_t middle)
{
    int32_t planned = place_in_year(drawing, point->planned);
    int32_t reached = place_in_year(drawing, point->reached);

    draw_box(drawing, MIN(planned, reached), middle - AXIS, ABS(planned - reached), 2 * AXIS,
             drawing->chart->fill);
}

static void draw_milestones(const struct drawing *drawing, int32_t middle)
{
    const struct jb_chart *chart = drawing->chart;

    for (uint32_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].planned != JB_CHART_NONE && chart->points[i].reached != JB_CHART_NONE)
            draw_delay(drawing, &chart->points[i], middle);
    for (uint32_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].planned != JB_CHART_NONE)
            draw_milestone(drawing, chart->points[i].planned, middle, false);
    for (uint32_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].reached != JB_CHART_NONE)
            draw_milestone(drawing, chart->points[i].reached, middle, true);
}

static void draw_timeline(const struct drawing *drawing)
{
    int32_t middle = drawing->chart->height / 2, below = drawing->chart->height;

    drawing->strip->height = below;
    draw_axis(drawing, middle);
    draw_milestones(drawing, middle);
    for (uint32_t i = 0; i < drawing->block->child_count; i++) {
        int32_t from = place_in_year(drawing, JB_CHART_WHOLE / QUARTERS * (int32_t)i);
        int32_t to = place_in_year(drawing, JB_CHART_WHOLE / QUARTERS * (int32_t)(i + 1));
        struct strip label = set_label(drawing, i, to - from);

        put_label(drawing, &label, from, below);
        drawing->strip->height = MAX(drawing->strip->height, below + label.height);
    }
}

/* --- all of them ------------------------------------------------------------------------------ */

/* The figure's frame holds all of its marks. */
static void frame(const struct drawing *drawing)
{
    int32_t left = 0, top = 0, right = drawing->width, below = drawing->strip->height;
    struct item *item;

    for (guint i = 0; i < drawing->strip->items->len; i++) {
        const struct jb_mark *mark = &g_array_index(drawing->strip->items, struct item, i).mark;

        if (mark->kind == JB_MARK_GLYPHS)
            continue;
        left = MIN(left, mark->x);
        top = MIN(top, mark->y);
        right = MAX(right, mark->x + mark->width);
        below = MAX(below, mark->y + mark->height);
    }
    item = strip_add(drawing->strip, ITEM_FRAME, drawing->element);
    item->mark =
        (struct jb_mark){.x = left, .y = top, .width = right - left, .height = below - top};
}

static void describe(const struct drawing *drawing)
{
    struct jb_element *element = tree_at(drawing->layout->tree, drawing->element);

    element->alternative = drawing->chart->alternative;
    element->has_lang = true;
    element->lang = drawing->chart->lang;
    frame(drawing);
}

void compose_chart(struct layout *layout, struct place place, const struct jb_block *block)
{
    static void (*const draw_kind[])(const struct drawing *drawing) = {
        [JB_CHART_BAR] = draw_bar,           [JB_CHART_LIGHT] = draw_light,
        [JB_CHART_DONUT] = draw_donut,       [JB_CHART_COLUMNS] = draw_columns,
        [JB_CHART_TIMELINE] = draw_timeline,
    };
    struct drawing drawing = {.layout = layout,
                              .block = block,
                              .chart = block->chart,
                              .element = element_for(layout, place, JB_ROLE_FIGURE, block->origin),
                              .width = place.width};

    if (block->chart->width > 0)
        drawing.width = MIN(block->chart->width, MAX(place.width, JB_PT));

    drawing.strip = stack_push(layout, place.stack, block->origin);
    drawing.strip->keep_with_next = block->keep_with_next;
    draw_kind[block->chart->kind](&drawing);
    if (drawing.element != NO_ELEMENT)
        describe(&drawing);
}
