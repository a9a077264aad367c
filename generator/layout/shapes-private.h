#ifndef JB_LAYOUT_SHAPES_PRIVATE_H
#define JB_LAYOUT_SHAPES_PRIVATE_H

/* Outlines of the shapes that charts are drawn with. Places in 1/1024 pt from the corner of the
 * strip; turns in JB_CHART_WHOLE, clockwise from the top. */

#include "layout/layout-private.h"

struct outline;

struct outline *outline_new(struct layout *layout);
void outline_move(struct outline *outline, int32_t x, int32_t y);
void outline_line(struct outline *outline, int32_t x, int32_t y);
void outline_close(struct outline *outline);

/* Goes to the start of the arc (with a line, where something is begun) and along it. */
void outline_arc(struct outline *outline, int32_t x, int32_t y, int32_t radius, int32_t from,
                 int32_t to);

void outline_disc(struct outline *outline, int32_t x, int32_t y, int32_t radius);

void outline_box(struct outline *outline, int32_t x, int32_t y, int32_t width, int32_t height);

/* A piece of a ring between two radii. */
void outline_sector(struct outline *outline, int32_t x, int32_t y, int32_t inner, int32_t outer,
                    int32_t from, int32_t to);

/* Points that follow each other, two numbers each, in thousandths of size. */
void outline_points(struct outline *outline, int32_t size, const int16_t *points, uint32_t count);

/* Draws the outline: filled, or as a line so thick. */
void strip_add_path(struct strip *strip, struct outline *outline, int32_t stroke, jb_colour colour,
                    uint32_t element);

#endif
