#include "layout/row-private.h"

/* R81: figures of a column stand with their decimal points in one line; a whole number ends where
 * its point would be. Signs before and behind (>, 万, %) hang on without moving the figure, and
 * marks that refer to a note hang out of the column. */

/* A character of a line and its edges. */
struct letter {
    gunichar c;
    int32_t left, right;
};

static void add_letters(const struct jb_mark *mark, GArray *letters)
{
    const struct jb_glyphs *glyphs = mark->glyphs;
    const char *text = glyphs->text;
    uint32_t glyph = 0;

    for (uint32_t i = 0; i < glyphs->cluster_count; i++) {
        const struct jb_cluster *cluster = &glyphs->clusters[i];
        uint32_t after = glyph + cluster->glyphs;
        struct letter letter = {.c = g_utf8_get_char(text)};

        letter.left = mark->x + (glyph < glyphs->glyph_count ? glyphs->x[glyph] : glyphs->width);
        letter.right = mark->x + (after < glyphs->glyph_count ? glyphs->x[after] : glyphs->width);
        g_array_append_val(letters, letter);
        text += cluster->bytes;
        glyph = after;
    }
}

static GArray *new_letters(const struct strip *line)
{
    GArray *letters = g_array_new(FALSE, FALSE, sizeof(struct letter));

    for (guint i = 0; i < line->items->len; i++) {
        const struct item *item = &g_array_index(line->items, struct item, i);

        if (item->kind == ITEM_MARK && item->mark.kind == JB_MARK_GLYPHS && item->mark.glyphs)
            add_letters(&item->mark, letters);
    }
    return letters;
}

static const struct letter *letter_at(const GArray *letters, guint i)
{
    return i < letters->len ? &g_array_index(letters, struct letter, i) : NULL;
}

static bool is_digit(const struct letter *letter)
{
    return letter && letter->c >= '0' && letter->c <= '9';
}

static bool goes_on(const GArray *letters, guint i)
{
    const struct letter *letter = letter_at(letters, i);

    return is_digit(letter) || (letter && letter->c == ',' && is_digit(letter_at(letters, i + 1)));
}

/* A line as its figure parts it. */
struct figure {
    int32_t left, point, right; /* right: without marks that refer to a note */
};

static bool is_note_mark(gunichar c)
{
    return c == '*' || c == 0x2020 || c == ' ' || (c >= 0x2460 && c <= 0x2473);
}

/* A line without a figure, such as a dash, stands like a whole number. */
static bool find_figure(const struct strip *line, struct figure *figure)
{
    GArray *letters = new_letters(line);
    guint first = 0, end = letters->len, whole;
    bool found = letters->len > 0;

    if (!found) {
        g_array_free(letters, TRUE);
        return false;
    }
    while (end > 1 && is_note_mark(letter_at(letters, end - 1)->c))
        end--;
    while (first < end && !is_digit(letter_at(letters, first)))
        first++;
    for (whole = first; whole < end && goes_on(letters, whole);)
        whole++;
    figure->left = letter_at(letters, 0)->left;
    figure->right = letter_at(letters, end - 1)->right;
    figure->point = whole == first ? figure->right : letter_at(letters, whole - 1)->right;
    if (whole > first && whole < end && letter_at(letters, whole)->c == '.')
        figure->point = letter_at(letters, whole)->left;
    g_array_free(letters, TRUE);
    return true;
}

static bool is_aligned(const struct jb_block *cell)
{
    return cell && cell->decimal && cell->span <= 1;
}

/* As wide as it likes, and outside of the tree of elements. */
static bool measure_figure(struct layout *layout, const struct jb_block *cell,
                           struct figure *figure)
{
    struct stack stack = stack_new(layout);
    bool found;

    extent_of(layout, cell, 1); /* keeps what is shaped */
    compose_blocks(layout, (struct place){&stack, JB_LENGTH_LIMIT, NO_ELEMENT}, cell->children,
                   cell->child_count);
    found = stack.strips->len > 0 && find_figure(stack_at(&stack, 0), figure);
    for (uint32_t i = 0; i < stack.strips->len; i++)
        strip_release(stack_at(&stack, i));
    return found;
}

struct sides measure_sides(struct layout *layout, const struct jb_block *rows, uint32_t count,
                           uint32_t column)
{
    struct sides sides = {0, 0, false};

    for (uint32_t i = 0; i < count; i++) {
        const struct jb_block *cell = cell_in(&rows[i], column);
        struct figure figure;

        if (!is_aligned(cell) || !measure_figure(layout, cell, &figure))
            continue;
        sides.before = MAX(sides.before, figure.point - figure.left);
        sides.after = MAX(sides.after, figure.right - figure.point);
        sides.any = true;
    }
    return sides;
}

/* The first paragraph says how the figures stand in their column. */
static const struct jb_para *first_para(const struct jb_block *block)
{
    if (block->paras[0])
        return block->paras[0];
    for (uint32_t i = 0; i < block->child_count; i++) {
        const struct jb_para *para = first_para(&block->children[i]);

        if (para)
            return para;
    }
    return NULL;
}

static enum jb_align column_align(const struct jb_block *rows, uint32_t count, uint32_t column)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct jb_block *cell = cell_in(&rows[i], column);
        const struct jb_para *para = is_aligned(cell) ? first_para(cell) : NULL;

        if (para)
            return para->style->look[para->lang].align;
    }
    return JB_ALIGN_END;
}

int32_t place_point(const struct jb_block *rows, uint32_t count, uint32_t column,
                    const struct sides *sides, int32_t width)
{
    switch (column_align(rows, count, column)) {
    case JB_ALIGN_END: return width - sides->after;
    case JB_ALIGN_CENTRE: return (width - sides->before - sides->after) / 2 + sides->before;
    default: return sides->before;
    }
}

void align_point(struct strip *line, int32_t x)
{
    struct figure figure;

    if (!find_figure(line, &figure))
        return;
    for (guint i = 0; i < line->items->len; i++)
        g_array_index(line->items, struct item, i).mark.x += x - figure.point;
}
