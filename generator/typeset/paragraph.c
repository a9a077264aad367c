/* The doors to lines: widths, lines at a measure, late slots. */

#include "typeset/lines-private.h"

/* The start edge of what is set. */
static int64_t edge_of(const struct jb_shaped *shaped, const struct line_range *line,
                       int32_t measure, int64_t width)
{
    int64_t room = (int64_t)measure - width;

    switch (shaped->look->align) {
    case JB_ALIGN_END: return MAX(room, 0);
    case JB_ALIGN_CENTRE: return MAX(room / 2, 0);
    default: return line->indent;
    }
}

static void set_line(const struct jb_shaped *shaped, const struct line_range *range,
                     int32_t measure, struct jb_arena *arena, struct jb_line *line)
{
    struct placement *placements = g_new0(struct placement, range->end - range->start + 1);
    int64_t width, edge;

    jb_line_justify(shaped, range, measure, placements);
    width = jb_line_width(shaped, range, placements);
    edge = edge_of(shaped, range, measure, width);
    jb_line_set(shaped, range, placements, (int32_t)edge, arena, line);
    line->width = (int32_t)MIN(edge + width, INT32_MAX);
    line->last = range->last;
    line->hyphenated = range->hyphenated;
    line->overfull = range->overfull;
    line->badness = range->badness;
    g_free(placements);
}

const struct jb_line *jb_break(struct jb_typesetter *typesetter, const struct jb_shaped *shaped,
                               int32_t measure, struct jb_arena *arena, uint32_t *count)
{
    GArray *ranges = jb_lines_find(shaped, measure);
    struct jb_line *lines = JB_NEW_ARRAY(arena, struct jb_line, ranges->len);

    (void)typesetter;
    for (guint i = 0; i < ranges->len; i++)
        set_line(shaped, &g_array_index(ranges, struct line_range, i), measure, arena, &lines[i]);
    *count = ranges->len;
    g_array_free(ranges, TRUE);
    return lines;
}

void jb_shaped_widths(const struct jb_shaped *shaped, int32_t *narrowest, int32_t *natural)
{
    int64_t narrow, whole;

    jb_lines_extent(shaped, &narrow, &whole);
    *narrowest = (int32_t)MIN(narrow, INT32_MAX);
    *natural = (int32_t)MIN(whole, INT32_MAX);
}

const struct jb_glyphs *jb_shape_slot(struct jb_typesetter *typesetter, const struct jb_run *run,
                                      const char *text, struct jb_arena *arena)
{
    struct jb_run *copy = jb_arena_dup(arena, run, sizeof(*run));
    struct jb_para *para = JB_NEW(arena, struct jb_para);
    const struct jb_shaped *shaped;
    struct line_range range = {.start = 0, .last = true};
    struct placement *placements;
    struct jb_line line;

    if (copy->kind == JB_RUN_TEXT)
        copy->kind = JB_RUN_PAGE_NUMBER;
    para->runs = copy;
    para->count = 1;
    para->lang = run->lang;
    para->style = run->style;
    shaped = jb_shape_with_slots(typesetter, para, text, arena);
    range.end = shaped->count;
    placements = g_new0(struct placement, range.end + 1);
    jb_line_set(shaped, &range, placements, 0, arena, &line);
    g_free(placements);
    return line.piece_count > 0 ? line.pieces[0].glyphs : JB_NEW(arena, struct jb_glyphs);
}
