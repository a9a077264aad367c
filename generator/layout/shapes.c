#include "layout/shapes-private.h"

#include <math.h>

struct outline {
    struct jb_arena *arena;
    GArray *segments; /* struct jb_segment */
};

static void close_outline(void *segments)
{
    g_array_free(segments, TRUE);
}

struct outline *outline_new(struct layout *layout)
{
    struct outline *outline = JB_NEW(layout->arena, struct outline);

    outline->arena = layout->arena;
    outline->segments = g_array_new(FALSE, TRUE, sizeof(struct jb_segment));
    jb_arena_defer(layout->arena, close_outline, outline->segments);
    return outline;
}

static void add(struct outline *outline, struct jb_segment segment)
{
    g_array_append_val(outline->segments, segment);
}

void outline_move(struct outline *outline, int32_t x, int32_t y)
{
    add(outline, (struct jb_segment){JB_SEGMENT_MOVE, {x}, {y}});
}

void outline_line(struct outline *outline, int32_t x, int32_t y)
{
    add(outline, (struct jb_segment){JB_SEGMENT_LINE, {x}, {y}});
}

void outline_close(struct outline *outline)
{
    add(outline, (struct jb_segment){.kind = JB_SEGMENT_CLOSE});
}

/* --- arcs ------------------------------------------------------------------------------------- */

struct circle {
    int32_t x, y, radius;
};

static double radians(double turn)
{
    return turn * 2 * G_PI / JB_CHART_WHOLE;
}

/* Rounding to 1/1024 pt takes away what libraries of mathematics differ in. out: along the
 * tangent, in radii. */
static void point_at(const struct circle *circle, double turn, double out, int32_t *x, int32_t *y)
{
    double sine = sin(radians(turn)), cosine = cos(radians(turn));

    *x = circle->x + (int32_t)lround(circle->radius * (sine + out * cosine));
    *y = circle->y - (int32_t)lround(circle->radius * (cosine - out * sine));
}

/* At most a quarter of a turn, so that the curve is a circle to the eye (0.03%). */
static void add_curve(struct outline *outline, const struct circle *circle, double from, double to)
{
    double steer = 4.0 / 3 * tan(radians(to - from) / 4);
    struct jb_segment curve = {.kind = JB_SEGMENT_CURVE};

    point_at(circle, from, steer, &curve.x[0], &curve.y[0]);
    point_at(circle, to, -steer, &curve.x[1], &curve.y[1]);
    point_at(circle, to, 0, &curve.x[2], &curve.y[2]);
    add(outline, curve);
}

static bool is_begun(const struct outline *outline)
{
    guint count = outline->segments->len;

    return count > 0 &&
           g_array_index(outline->segments, struct jb_segment, count - 1).kind != JB_SEGMENT_CLOSE;
}

void outline_arc(struct outline *outline, int32_t x, int32_t y, int32_t radius, int32_t from,
                 int32_t to)
{
    enum { QUARTER = JB_CHART_WHOLE / 4 };
    struct circle circle = {x, y, radius};
    int32_t pieces = MAX((ABS(to - from) + QUARTER - 1) / QUARTER, 1), start_x, start_y;

    point_at(&circle, from, 0, &start_x, &start_y);
    if (is_begun(outline))
        outline_line(outline, start_x, start_y);
    else
        outline_move(outline, start_x, start_y);
    for (int32_t i = 0; i < pieces; i++)
        add_curve(outline, &circle, from + (double)(to - from) * i / pieces,
                  from + (double)(to - from) * (i + 1) / pieces);
}

void outline_disc(struct outline *outline, int32_t x, int32_t y, int32_t radius)
{
    outline_arc(outline, x, y, radius, 0, JB_CHART_WHOLE);
    outline_close(outline);
}

void outline_box(struct outline *outline, int32_t x, int32_t y, int32_t width, int32_t height)
{
    outline_move(outline, x, y);
    outline_line(outline, x + width, y);
    outline_line(outline, x + width, y + height);
    outline_line(outline, x, y + height);
    outline_close(outline);
}

void outline_sector(struct outline *outline, int32_t x, int32_t y, int32_t inner, int32_t outer,
                    int32_t from, int32_t to)
{
    outline_arc(outline, x, y, outer, from, to);
    if (to - from >= JB_CHART_WHOLE)
        outline_close(outline); /* a whole ring is two circles, one in the other */
    outline_arc(outline, x, y, inner, to, from);
    outline_close(outline);
}

void outline_points(struct outline *outline, int32_t size, const int16_t *points, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        int32_t x = jb_length_scale(size, points[2 * i], 1000);
        int32_t y = jb_length_scale(size, points[2 * i + 1], 1000);

        if (i == 0)
            outline_move(outline, x, y);
        else
            outline_line(outline, x, y);
    }
}

/* --- marks ------------------------------------------------------------------------------------ */

static void widen(struct jb_mark *frame, int32_t x, int32_t y)
{
    int32_t right = MAX(frame->x + frame->width, x), below = MAX(frame->y + frame->height, y);

    frame->x = MIN(frame->x, x);
    frame->y = MIN(frame->y, y);
    frame->width = right - frame->x;
    frame->height = below - frame->y;
}

static int points_of(const struct jb_segment *segment)
{
    switch (segment->kind) {
    case JB_SEGMENT_CURVE: return 3;
    case JB_SEGMENT_CLOSE: return 0;
    default: return 1;
    }
}

/* The frame of all points; a curve stays inside of those that steer it. */
static struct jb_mark frame_of(const GArray *segments, int32_t stroke)
{
    const struct jb_segment *all = (const struct jb_segment *)(const void *)segments->data;
    struct jb_mark frame = {.x = all[0].x[0], .y = all[0].y[0]};

    for (guint i = 0; i < segments->len; i++)
        for (int k = 0; k < points_of(&all[i]); k++)
            widen(&frame, all[i].x[k], all[i].y[k]);
    widen(&frame, frame.x - stroke / 2, frame.y - stroke / 2);
    widen(&frame, frame.x + frame.width + stroke / 2, frame.y + frame.height + stroke / 2);
    return frame;
}

static const struct jb_path *freeze(const struct outline *outline, int32_t x, int32_t y,
                                    int32_t stroke)
{
    struct jb_path *path = JB_NEW(outline->arena, struct jb_path);
    guint count = outline->segments->len;
    struct jb_segment *segments =
        jb_arena_dup(outline->arena, outline->segments->data, count * sizeof(struct jb_segment));

    for (guint i = 0; i < count; i++)
        for (int k = 0; k < points_of(&segments[i]); k++) {
            segments[i].x[k] -= x;
            segments[i].y[k] -= y;
        }
    *path = (struct jb_path){segments, count, stroke};
    return path;
}

void strip_add_path(struct strip *strip, struct outline *outline, int32_t stroke, jb_colour colour,
                    uint32_t element)
{
    struct item *item = strip_add(strip, ITEM_MARK, element);

    item->mark = frame_of(outline->segments, stroke);
    item->mark.kind = JB_MARK_PATH;
    item->mark.colour = colour;
    item->mark.origin = strip->origin;
    item->mark.path = freeze(outline, item->mark.x, item->mark.y, stroke);
}
