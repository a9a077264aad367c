/* The width of each cluster and the gaps between scripts, before any line is known. */

#include "model/text.h"
#include "typeset/shaped-private.h"

static bool is_han_cluster(const struct jb_shaped *shaped, const struct cluster *cluster)
{
    bool han;

    jb_character_class(g_utf8_get_char(shaped->text + cluster->offset),
                       shaped->strips[cluster->strip].lang, &han);
    return han;
}

/* Half of the square or as much as is free: what halt gives, and works where a font has no halt.
 * Marks that stand in the middle give a quarter on each side; proportional ones nothing. */
static void find_blanks(struct typeface *typeface, const struct strip *strip, uint32_t glyph,
                        struct cluster *cluster)
{
    int64_t width = cluster->width;
    struct glyph_sides sides = jb_typeface_sides(typeface, glyph, strip->size);

    if (width * 100 < (int64_t)strip->size * 75)
        return;
    if ((int64_t)sides.left * 100 >= width * 45)
        cluster->left = MIN(cluster->width / 2, sides.left);
    else if ((int64_t)sides.right * 100 >= width * 45)
        cluster->right = MIN(cluster->width / 2, sides.right);
    else if ((int64_t)sides.left * 100 >= width * 22 && (int64_t)sides.right * 100 >= width * 22)
        cluster->left = cluster->right = cluster->width / 4;
}

/* R12, R34: widths that the rules give, whatever the font says. The ink stays in the middle. */
static void force_width(struct cluster *cluster, int32_t width)
{
    cluster->shift = (width - cluster->width) / 2;
    cluster->width = width;
}

/* How many em a cluster of dashes or dots takes: ⸺ is two by itself. */
static int32_t ems_of(const struct jb_shaped *shaped, const struct cluster *cluster)
{
    const char *text = shaped->text + cluster->offset;
    int32_t ems = 0;

    for (const char *p = text; p < text + cluster->bytes; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        ems += c == 0x2E3A ? 2 : c == 0x2E3B ? 3 : 1;
    }
    return ems;
}

static bool is_question_or_exclamation(const struct jb_shaped *shaped,
                                       const struct cluster *cluster)
{
    gunichar c = g_utf8_get_char(shaped->text + cluster->offset);

    return cluster->class == CLASS_STOP && (c == 0xFF1F || c == 0xFF01);
}

static void set_mark(struct jb_typesetter *typesetter, struct jb_shaped *shaped,
                     struct cluster *cluster)
{
    const struct strip *strip = &shaped->strips[cluster->strip];

    bool mainland = shaped->look->region == JB_REGION_CN;

    if (cluster->class == CLASS_MIDDLE_DOT)
        force_width(cluster, mainland ? strip->size / 2 : strip->size);
    else if (cluster->class == CLASS_DASH || cluster->class == CLASS_ELLIPSIS)
        force_width(cluster, ems_of(shaped, cluster) * strip->size);
    else if (!mainland && is_question_or_exclamation(shaped, cluster))
        return; /* a whole em in Taiwan and Hong Kong */
    else if (jb_is_mark(cluster->class) && cluster->glyphs == 1 && shaped->look->scheme != JB_PLAIN)
        find_blanks(&typesetter->typefaces[strip->font], strip, shaped->glyphs[cluster->glyph].id,
                    cluster);
}

static void cut_left(struct cluster *cluster)
{
    cluster->width -= cluster->left;
    cluster->shift -= cluster->left;
    cluster->left = 0;
}

static void cut_right(struct cluster *cluster)
{
    cluster->width -= cluster->right;
    cluster->right = 0;
}

static bool is_stop_at(const struct jb_shaped *shaped, uint32_t i)
{
    return i < shaped->count && is_question_or_exclamation(shaped, &shaped->clusters[i]);
}

/* R11: two ？！ take 1 em, three take 2. */
static void set_exclamations(struct jb_shaped *shaped, uint32_t i)
{
    bool begins = !(i > 0 && is_stop_at(shaped, i - 1));
    bool third = is_stop_at(shaped, i + 2);

    cut_right(&shaped->clusters[i]);
    if (begins && !third)
        cut_right(&shaped->clusters[i + 1]);
}

/* R10: two marks side by side, one of them a bracket, lose half an em where they face. */
static void set_pair(struct jb_shaped *shaped, uint32_t i)
{
    struct cluster *a = &shaped->clusters[i], *b = &shaped->clusters[i + 1];

    if (!jb_is_mark(a->class) || !jb_is_mark(b->class))
        return;
    if (is_stop_at(shaped, i) && is_stop_at(shaped, i + 1)) {
        set_exclamations(shaped, i);
        return;
    }
    if (!jb_is_bracket(a->class) && !jb_is_bracket(b->class))
        return;
    if (a->right > 0)
        cut_right(a);
    else if (a->class == CLASS_OPEN && b->left > 0)
        cut_left(b);
}

/* R18. kaiming keeps the full width of 。？！ alone, banjiao of nothing. */
static void set_half_widths(struct jb_shaped *shaped, bool stops_too)
{
    for (uint32_t i = 0; i < shaped->count; i++) {
        struct cluster *cluster = &shaped->clusters[i];

        if (jb_is_mark(cluster->class) && (stops_too || cluster->class != CLASS_STOP)) {
            cut_left(cluster);
            cut_right(cluster);
        }
    }
}

static void set_pairs(struct jb_shaped *shaped)
{
    for (uint32_t i = 0; i + 1 < shaped->count; i++)
        set_pair(shaped, i);
}

static void apply_scheme(struct jb_shaped *shaped)
{
    switch (shaped->look->scheme) {
    case JB_QUANJIAO: set_pairs(shaped); break;
    case JB_KAIMING:
        set_half_widths(shaped, false);
        set_pairs(shaped);
        break;
    case JB_BANJIAO: set_half_widths(shaped, true); break;
    case JB_HANGMO:
        for (uint32_t i = 0; i < shaped->count; i++)
            shaped->clusters[i].flags |= CLUSTER_FIXED;
        break;
    case JB_PLAIN: break;
    }
}

static bool is_raised(const struct jb_shaped *shaped, uint32_t i)
{
    return (jb_cluster_run(shaped, i)->marks & (JB_TEXT_SUP | JB_TEXT_SUB)) != 0;
}

/* Letters and digits of a Latin font, and the signs of a number. */
static bool is_western(const struct jb_shaped *shaped, uint32_t i)
{
    const struct cluster *cluster = &shaped->clusters[i];

    return jb_is_western(cluster->class) && !is_han_cluster(shaped, cluster);
}

/* R20, R27: whether Han and something Western meet at these two. */
static bool scripts_meet(const struct jb_shaped *shaped, uint32_t a, uint32_t b)
{
    bool han_first = shaped->clusters[a].class == CLASS_HAN && is_western(shaped, b);
    bool han_last = shaped->clusters[b].class == CLASS_HAN && is_western(shaped, a);

    return (han_first || han_last) && !is_raised(shaped, a) && !is_raised(shaped, b);
}

static int32_t quarter(const struct jb_shaped *shaped, uint32_t i)
{
    return jb_cluster_strip(shaped, i)->em / 4;
}

static bool is_mark_at(const struct jb_shaped *shaped, uint32_t i)
{
    return i < shaped->count && jb_is_mark(shaped->clusters[i].class);
}

/* R22: a space typed between the scripts is the gap of R20; R21: beside a full-width mark it is
 * nothing. Both in Chinese text only. */
static void set_typed_space(struct jb_shaped *shaped, uint32_t i)
{
    struct cluster *space = &shaped->clusters[i];

    if (jb_cluster_strip(shaped, i)->lang != JB_ZH || jb_cluster_character(shaped, i) != ' ')
        return;
    if (is_mark_at(shaped, i + 1) || (i > 0 && is_mark_at(shaped, i - 1))) {
        space->width = 0;
    } else if (i > 0 && i + 1 < shaped->count && scripts_meet(shaped, i - 1, i + 1)) {
        space->width = quarter(shaped, i);
        space->flags |= CLUSTER_HAN_LATIN;
    }
}

static void set_gaps(struct jb_shaped *shaped)
{
    for (uint32_t i = 0; i < shaped->count; i++) {
        if (shaped->clusters[i].class == CLASS_SPACE)
            set_typed_space(shaped, i);
        else if (i + 1 < shaped->count && scripts_meet(shaped, i, i + 1))
            shaped->clusters[i].gap =
                quarter(shaped, shaped->clusters[i].class == CLASS_HAN ? i : i + 1);
    }
}

/* What R43 (3) opens: round Han and full-width marks, but not beside — ～ / and not inside ……. */
static bool is_elastic(enum character_class class)
{
    return class == CLASS_HAN || jb_is_mark(class) || class == CLASS_MIDDLE_DOT ||
           class == CLASS_SYMBOL;
}

static bool gap_grows(const struct jb_shaped *shaped, uint32_t i)
{
    const struct cluster *a = &shaped->clusters[i], *b = &shaped->clusters[i + 1];

    if (a->class == CLASS_SPACE)
        return a->width > 0 && !(a->flags & CLUSTER_HAN_LATIN);
    if (a->gap > 0 || b->class == CLASS_SPACE || is_raised(shaped, i + 1))
        return false;
    if (is_elastic(a->class))
        return is_elastic(b->class) || b->class == CLASS_ELLIPSIS || jb_is_western(b->class) ||
               b->class == CLASS_LATIN_OPEN;
    return is_elastic(b->class) &&
           (a->class == CLASS_ELLIPSIS || jb_is_western(a->class) || a->class == CLASS_LATIN_CLOSE);
}

/* The blank beside the ink is trimmed at a line's start and end, as that of marks is (R13, R14). */
static void free_edge(struct jb_typesetter *typesetter, struct jb_shaped *shaped, uint32_t i)
{
    struct cluster *cluster = &shaped->clusters[i];
    const struct strip *strip = &shaped->strips[cluster->strip];
    struct glyph_sides sides;

    if (cluster->glyphs != 1 || cluster->left || cluster->right)
        return;
    sides = jb_typeface_sides(&typesetter->typefaces[strip->font],
                              shaped->glyphs[cluster->glyph].id, strip->size);
    cluster->left = MAX(sides.left, 0);
    cluster->right = MAX(sides.right, 0);
    cluster->flags |= CLUSTER_FIXED;
}

void jb_shaped_set_widths(struct jb_typesetter *typesetter, struct jb_shaped *shaped)
{
    for (uint32_t i = 0; i < shaped->count; i++)
        set_mark(typesetter, shaped, &shaped->clusters[i]);
    apply_scheme(shaped);
    set_gaps(shaped);
    for (uint32_t i = 0; shaped->look->ink_edge && i < shaped->count; i++)
        free_edge(typesetter, shaped, i);
    for (uint32_t i = 0; i + 1 < shaped->count; i++)
        if (gap_grows(shaped, i))
            shaped->clusters[i].flags |= CLUSTER_GAP_GROWS;
}
