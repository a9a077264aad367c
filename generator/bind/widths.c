#include "base/length.h"
#include "bind/bind-private.h"

/* Widths of parallel pairs by measuring: one ratio for the whole issue, so that the columns of
 * facing themes agree. Each theme takes a natural area in either language, its text on one line
 * times the leading; the share of Chinese in the theme in the middle is snapped to columns of the
 * grid. */

enum { COLUMNS = 12, FEWEST = 4, MOST = 6, USUAL = 5 };

struct areas {
    int64_t of[JB_LANGS];
};

/* In twentieths of an em: Han fills its square, a Latin letter takes 0.45 of it on average. */
static int64_t run_advance(const struct jb_run *run)
{
    enum { WIDE = 20, NARROW = 9 };
    const char *end = run->text + run->length;
    int64_t advance = 0;

    for (const char *at = run->text; at < end; at = g_utf8_next_char(at))
        advance += g_unichar_iswide(g_utf8_get_char(at)) ? WIDE : NARROW;
    return advance;
}

static int64_t para_area(const struct jb_para *para)
{
    const struct jb_look *look = &para->style->look[para->lang];
    int64_t advance = 0;

    for (uint32_t i = 0; i < para->count; i++)
        if (para->runs[i].kind == JB_RUN_TEXT)
            advance += run_advance(&para->runs[i]);
    /* the squares of 1/1024 pt would go past 64 bits in a long bulletin */
    return advance * (look->size / 64) * (look->leading / 64);
}

static void add_areas(const struct binder *binder, const struct jb_block *block,
                      struct areas *areas)
{
    if (block->kind == JB_BLOCK_PAIR && block->columns == binder->pair_widths)
        for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
            areas->of[lang] += para_area(block->paras[lang]);
    for (uint32_t i = 0; i < block->child_count; i++)
        add_areas(binder, &block->children[i], areas);
}

struct theme {
    int32_t share; /* thousandths that are Chinese */
    int64_t area;
};

/* A theme with nothing to set side by side has no say. */
static void add_theme(const struct binder *binder, const struct jb_block *block, GArray *themes)
{
    struct areas areas = {{0}};
    struct theme theme;

    add_areas(binder, block, &areas);
    theme.area = areas.of[JB_ZH] + areas.of[JB_EN];
    if (theme.area == 0)
        return;
    theme.share = (int32_t)(areas.of[JB_ZH] / MAX(theme.area / 1000, 1));
    g_array_append_val(themes, theme);
}

static gint compare_themes(gconstpointer a, gconstpointer b)
{
    const struct theme *x = a, *y = b;

    return (x->share > y->share) - (x->share < y->share);
}

/* The share below which half of the text lies: a few lines of notes do not outweigh a theme. */
static int32_t weighted_median(GArray *themes)
{
    int64_t all = 0, below = 0;
    int32_t share = -1;

    for (guint i = 0; i < themes->len; i++)
        all += g_array_index(themes, struct theme, i).area;
    g_array_sort(themes, compare_themes);
    for (guint i = 0; i < themes->len && below < all - below; i++) {
        share = g_array_index(themes, struct theme, i).share;
        below += g_array_index(themes, struct theme, i).area;
    }
    return share;
}

/* Of the sections at the top where there are any, else of all blocks; -1 where nothing is told. */
static int32_t middle_share(const struct binder *binder, const struct jb_block *body)
{
    GArray *themes = g_array_new(FALSE, FALSE, sizeof(struct theme));
    int32_t middle;

    for (uint32_t i = 0; i < body->child_count; i++)
        if (body->children[i].role == JB_ROLE_SECT)
            add_theme(binder, &body->children[i], themes);
    if (themes->len == 0)
        add_theme(binder, body, themes);
    middle = weighted_median(themes);
    g_array_free(themes, TRUE);
    return middle;
}

/* Columns and the gutters between them, in whole ems: lines of Han end flush. */
static int32_t width_of(int32_t width, int32_t gutter, int32_t em, int32_t columns)
{
    int32_t zh = (int32_t)((int64_t)(width + gutter) * columns / COLUMNS) - gutter;

    return MAX(zh - zh % em, em);
}

void share_width(struct binder *binder, const struct jb_block *body)
{
    const struct jb_template *template = binder->template;
    const struct jb_master *master = &template->pages[JB_PAGE_FIRST]->master;
    int32_t width = master->width - master->left - master->right, gutter = template->pair_gutter;
    int32_t em = template->base->look[JB_ZH].size, text = MAX(width - gutter, 2 * em);
    int32_t share, zh;

    if (!template->pair_auto)
        return;
    share = middle_share(binder, body);
    zh = width_of(width, gutter, em, USUAL);
    for (int32_t columns = FEWEST; share >= 0 && columns <= MOST; columns++) {
        int32_t wanted = jb_length_scale(text, share, 1000);
        int32_t other = width_of(width, gutter, em, columns);

        if (ABS(other - wanted) < ABS(zh - wanted))
            zh = other;
    }
    binder->pair_widths[JB_ZH] = (struct jb_width){.fixed = zh};
    binder->pair_widths[JB_EN] = (struct jb_width){.fixed = MAX(text - zh, em)};
}
