/* Cuts a placed line into pieces of one run, font and size. */

#include <string.h>

#include "typeset/lines-private.h"

struct setting {
    const struct jb_shaped *shaped;
    const struct line_range *line;
    const struct placement *placements;
    struct jb_arena *arena;
    struct divided_words words;
    GArray *pieces; /* struct jb_line_piece */
    int64_t x;      /* where the next cluster begins */
};

/* Clusters [start, end) of one piece. */
struct piece_range {
    uint32_t start, end;
    bool hyphen; /* one is set after them */
};

/* b is the cluster after a. */
static bool belong_together(const struct setting *setting, uint32_t a, uint32_t b)
{
    const struct jb_shaped *shaped = setting->shaped;
    const struct strip *one = jb_cluster_strip(shaped, a), *other = jb_cluster_strip(shaped, b);

    if (b == setting->words.tail_end || b == setting->words.head_start)
        return false;
    return one->run == other->run && one->font == other->font && one->size == other->size &&
           !((shaped->clusters[a].flags | shaped->clusters[b].flags) & CLUSTER_SLOT);
}

/* The space that ends a line stands past the line's end, where nothing is placed any more. */
static const struct placement *placement_of(const struct setting *setting, uint32_t i)
{
    static const struct placement unplaced = {0, 0};

    return i < setting->line->end ? &setting->placements[i - setting->line->start] : &unplaced;
}

/* Where the glyphs of cluster i have their origin, if the cluster begins at x. R14: at the start
 * of a line the blank of an opening mark stands outside. */
static int64_t origin_of(const struct setting *setting, uint32_t i, int64_t x)
{
    const struct cluster *cluster = &setting->shaped->clusters[i];
    int64_t cut = i == setting->line->start ? cluster->left : 0;

    return x + cluster->shift - cut - placement_of(setting, i)->before;
}

/* Where the ink's room of cluster i ends, and with its gap, where the next one begins. */
static int64_t end_of(const struct setting *setting, uint32_t i, int64_t x, bool with_gap)
{
    const struct cluster *cluster = &setting->shaped->clusters[i];
    const struct placement *placement = placement_of(setting, i);

    x += cluster->width - placement->before;
    if (i == setting->line->start)
        x -= cluster->left;
    if (i + 1 == setting->line->end)
        return x - cluster->right + placement->after;
    return with_gap ? x + cluster->gap + placement->after : x;
}

/* Joiners and the like: nothing is seen of them and nothing copied. */
static bool is_dropped(const struct cluster *cluster)
{
    return cluster->glyphs == 0;
}

/* Whether some glyph of the cluster is off the baseline. */
static bool is_uneven(const struct jb_shaped *shaped, const struct cluster *cluster)
{
    for (uint32_t k = 0; k < cluster->glyphs; k++)
        if (shaped->glyphs[cluster->glyph + k].y != 0)
            return true;
    return false;
}

/* Tells whether the glyphs need a y of their own. */
static bool count_piece(const struct setting *setting, const struct piece_range *range,
                        struct jb_glyphs *glyphs)
{
    bool uneven = false;

    for (uint32_t i = range->start; i < range->end; i++) {
        const struct cluster *cluster = &setting->shaped->clusters[i];

        if (is_dropped(cluster))
            continue;
        glyphs->length += cluster->bytes;
        glyphs->glyph_count += cluster->glyphs;
        glyphs->cluster_count++;
        uneven = uneven || is_uneven(setting->shaped, cluster);
    }
    if (range->hyphen) {
        glyphs->length++;
        glyphs->glyph_count++;
        glyphs->cluster_count++;
    }
    return uneven;
}

/* The arrays of a piece while they are filled. */
struct filling {
    char *text;
    uint32_t *ids;
    int32_t *x, *y;
    struct jb_cluster *clusters;
    uint32_t text_length, glyph_count, cluster_count;
};

static void open_filling(struct jb_arena *arena, const struct jb_glyphs *glyphs, bool uneven,
                         struct filling *filling)
{
    memset(filling, 0, sizeof(*filling));
    filling->text = jb_arena_alloc(arena, (size_t)glyphs->length + 1);
    filling->ids = JB_NEW_ARRAY(arena, uint32_t, glyphs->glyph_count);
    filling->x = JB_NEW_ARRAY(arena, int32_t, glyphs->glyph_count);
    filling->y = uneven ? JB_NEW_ARRAY(arena, int32_t, glyphs->glyph_count) : NULL;
    filling->clusters = JB_NEW_ARRAY(arena, struct jb_cluster, glyphs->cluster_count);
}

static void add_glyph(struct filling *filling, uint32_t id, int64_t x, int32_t y)
{
    filling->ids[filling->glyph_count] = id;
    filling->x[filling->glyph_count] = (int32_t)x;
    if (filling->y)
        filling->y[filling->glyph_count] = y;
    filling->glyph_count++;
}

static void add_cluster(struct filling *filling, const char *text, uint16_t bytes, uint16_t glyphs)
{
    memcpy(filling->text + filling->text_length, text, bytes);
    filling->text_length += bytes;
    filling->clusters[filling->cluster_count++] = (struct jb_cluster){bytes, glyphs};
}

/* x is counted from the piece's start. */
static void fill_cluster(const struct setting *setting, uint32_t i, int64_t x,
                         struct filling *filling)
{
    const struct jb_shaped *shaped = setting->shaped;
    const struct cluster *cluster = &shaped->clusters[i];
    int64_t origin = origin_of(setting, i, x);

    for (uint32_t k = 0; k < cluster->glyphs; k++) {
        const struct placed_glyph *glyph = &shaped->glyphs[cluster->glyph + k];

        add_glyph(filling, glyph->id, origin + glyph->x, glyph->y);
    }
    if (!is_dropped(cluster))
        add_cluster(filling, shaped->text + cluster->offset, cluster->bytes, cluster->glyphs);
}

/* Counts and fills the glyphs, and moves setting->x to the start of the next piece. */
static void fill_piece(struct setting *setting, const struct piece_range *range,
                       struct jb_glyphs *glyphs)
{
    bool uneven = count_piece(setting, range, glyphs);
    int64_t start = setting->x, end = start;
    struct filling filling;

    open_filling(setting->arena, glyphs, uneven, &filling);
    for (uint32_t i = range->start; i < range->end; i++) {
        fill_cluster(setting, i, setting->x - start, &filling);
        if (i >= setting->line->end)
            break;
        end = end_of(setting, i, setting->x, false);
        setting->x = end_of(setting, i, setting->x, true);
    }
    if (range->hyphen) { /* R55 */
        const struct strip *strip = jb_cluster_strip(setting->shaped, range->end - 1);

        add_glyph(&filling, strip->hyphen, end - start, 0);
        add_cluster(&filling, "-", 1, 1);
        end += strip->hyphen_width;
    }
    glyphs->width = (int32_t)(end - start);
    glyphs->text = filling.text;
    glyphs->ids = filling.ids;
    glyphs->x = filling.x;
    glyphs->y = filling.y;
    glyphs->clusters = filling.clusters;
}

static struct jb_glyphs *glyphs_new(struct setting *setting, const struct piece_range *range)
{
    struct jb_glyphs *glyphs = JB_NEW(setting->arena, struct jb_glyphs);
    const struct strip *strip = jb_cluster_strip(setting->shaped, range->start);

    glyphs->font = strip->font;
    glyphs->size = strip->size;
    glyphs->lang = strip->lang;
    fill_piece(setting, range, glyphs);
    return glyphs;
}

static void add_slot(struct setting *setting, uint32_t i, struct jb_line_piece *piece)
{
    int64_t start = setting->x;

    piece->width = (int32_t)(end_of(setting, i, start, false) - start);
    setting->x = end_of(setting, i, start, true);
}

static enum jb_part part_of(const struct setting *setting, uint32_t i)
{
    if (i < setting->words.tail_end)
        return JB_PART_TAIL;
    return i >= setting->words.head_start && i < setting->line->end ? JB_PART_HEAD : JB_PART_NONE;
}

static void add_piece(struct setting *setting, const struct piece_range *range)
{
    const struct strip *strip = jb_cluster_strip(setting->shaped, range->start);
    struct jb_line_piece piece = {.x = (int32_t)setting->x,
                                  .y = strip->y,
                                  .run = strip->run,
                                  .part = part_of(setting, range->start)};

    if (setting->shaped->clusters[range->start].flags & CLUSTER_SLOT) {
        add_slot(setting, range->start, &piece);
    } else {
        struct jb_glyphs *glyphs = glyphs_new(setting, range);

        if (glyphs->cluster_count == 0)
            return;
        piece.glyphs = glyphs;
        piece.width = glyphs->width;
    }
    g_array_append_val(setting->pieces, piece);
}

/* Between two lines of English stands a space: it is not seen, but without it the last word of one
 * and the first of the next would be read as one. */
static bool ends_in_space(const struct jb_shaped *shaped, const struct line_range *line)
{
    const struct cluster *next = &shaped->clusters[line->end];

    return !line->hyphenated && line->end < shaped->count && next->glyphs > 0 &&
           shaped->text[next->offset] == ' ' && jb_cluster_strip(shaped, line->end)->lang == JB_EN;
}

void jb_line_set(const struct jb_shaped *shaped, const struct line_range *line,
                 const struct placement *placements, int32_t x, struct jb_arena *arena,
                 struct jb_line *result)
{
    struct setting setting = {
        .shaped = shaped,
        .line = line,
        .placements = placements,
        .arena = arena,
        .words = jb_divided_words(shaped, line, arena),
        .pieces = g_array_new(FALSE, FALSE, sizeof(struct jb_line_piece)),
        .x = x,
    };
    uint32_t end = line->end + ends_in_space(shaped, line);
    struct piece_range range;

    for (range.start = line->start; range.start < end; range.start = range.end) {
        range.end = range.start + 1;
        while (range.end < end && belong_together(&setting, range.end - 1, range.end))
            range.end++;
        range.hyphen = line->hyphenated && range.end == line->end;
        add_piece(&setting, &range);
    }
    result->divided = setting.words.head;
    result->piece_count = setting.pieces->len;
    result->pieces = jb_arena_dup(arena, setting.pieces->data,
                                  setting.pieces->len * sizeof(struct jb_line_piece));
    g_array_free(setting.pieces, TRUE);
}
