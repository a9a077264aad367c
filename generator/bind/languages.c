#include "bind/bind-private.h"
#include "bind/messages-private.h"

/* Which languages are set where: a bulletin of both, of one alone, or of facing pages, on which
 * each language is alone. */

bool is_facing(const struct binder *binder, const struct scope *scope)
{
    return binder->faces && scope->langs == JB_BOTH && !scope->running;
}

bool stands(const struct binder *binder, const struct scope *scope, const struct jb_node *node)
{
    bool alone = scope->langs != JB_BOTH || is_facing(binder, scope);
    uint32_t langs = scope->langs & scope->only;

    switch (node->stands) {
    case JB_STANDS_WITH_ZH: return jb_langs_have(langs, JB_ZH);
    case JB_STANDS_WITH_EN: return jb_langs_have(langs, JB_EN);
    case JB_STANDS_WITH_BOTH: return !alone;
    case JB_STANDS_WITH_ZH_ALONE: return alone && jb_langs_have(langs, JB_ZH);
    case JB_STANDS_WITH_EN_ALONE: return alone && jb_langs_have(langs, JB_EN);
    case JB_STANDS_WITH_ONE: return alone;
    default: return true;
    }
}

/* What is inside stands on no more pages than what it is in. */
static void narrow(struct scope *scope, const struct jb_node *node)
{
    if (node->stands == JB_STANDS_WITH_ZH || node->stands == JB_STANDS_WITH_ZH_ALONE)
        scope->only &= JB_ZH_ALONE;
    else if (node->stands == JB_STANDS_WITH_EN || node->stands == JB_STANDS_WITH_EN_ALONE)
        scope->only &= JB_EN_ALONE;
}

struct scope scope_within(const struct binder *binder, const struct scope *scope,
                          const struct jb_node *node)
{
    struct scope inner = *scope;

    if (is_facing(binder, scope))
        narrow(&inner, node);
    return inner;
}

struct scope scope_alone(const struct scope *scope, enum jb_lang lang)
{
    struct scope alone = *scope;

    alone.langs = scope->langs & 1u << lang;
    return alone;
}

void bind_facing(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                 bind_function *bind, GArray *blocks)
{
    struct jb_block facing = {.kind = JB_BLOCK_FACING,
                              .origin = node_origin(binder, node, scope),
                              .keep_with_previous = node->keep_with_previous};
    GArray *sides = blocks_new();

    align_notes(binder);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        struct scope alone = scope_alone(scope, lang);
        struct jb_block side = {.kind = JB_BLOCK_GROUP, .origin = facing.origin};
        GArray *content = blocks_new();

        if (jb_langs_have(scope->only, lang))
            bind(binder, &alone, node, content);
        adopt(binder, &side, content);
        g_array_append_val(sides, side);
    }
    adopt(binder, &facing, sides);
    g_array_append_val(blocks, facing);
}

bool names_other_edition(const struct jb_node *node)
{
    if (node->kind == JB_NODE_OTHER_EDITION)
        return true;
    for (uint32_t i = 0; i < node->child_count; i++)
        if (names_other_edition(&node->children[i]))
            return true;
    return false;
}

/* --- paragraphs of no language ---------------------------------------------------------------- */

static bool has_letters(const struct jb_run *run)
{
    const char *end = run->text + run->length;

    for (const char *at = run->text; at < end; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return true;
    return false;
}

bool is_neutral(const struct scope *scope, const struct jb_para *para)
{
    for (uint32_t i = 0; i < para->count; i++) {
        const struct jb_run *run = &para->runs[i];

        if (run->kind == JB_RUN_TEXT && !jb_langs_have(scope->langs, run->lang) && has_letters(run))
            return false;
    }
    return true;
}

/* --- the room of cells that are left out ------------------------------------------------------ */

static const struct jb_block *cell_at(const GArray *cells, guint i)
{
    return &g_array_index((GArray *)cells, struct jb_block, i);
}

/* The nearest cell that is for the language set; cells->len where there is none. */
static guint find_heir(const GArray *cells, guint left_out)
{
    for (guint far = 1; far < cells->len; far++) {
        guint after = left_out + far, before = left_out - far;

        if (after < cells->len && cell_at(cells, after)->of_language &&
            !cell_at(cells, after)->left_out)
            return after;
        if (far <= left_out && cell_at(cells, before)->of_language &&
            !cell_at(cells, before)->left_out)
            return before;
    }
    return cells->len;
}

static void widen(struct jb_width *heir, const struct jb_width *width, int32_t gutter)
{
    if (heir->share || width->share)
        *heir = (struct jb_width){.share = heir->share + width->share};
    else
        heir->fixed += gutter + width->fixed;
}

void close_cells(struct binder *binder, struct jb_block *row, GArray *cells)
{
    uint32_t columns = row->column_count, kept = 0;
    struct jb_width *widths =
        jb_arena_dup(binder->arena, row->columns, columns * sizeof(struct jb_width));

    for (guint i = 0; i < MIN(cells->len, columns); i++) {
        guint heir = cell_at(cells, i)->left_out ? find_heir(cells, i) : cells->len;

        if (heir < MIN(cells->len, columns))
            widen(&widths[heir], &row->columns[i], row->gutter);
    }
    for (uint32_t i = 0; i < columns; i++)
        if (i >= cells->len || !cell_at(cells, i)->left_out)
            widths[kept++] = widths[i];
    for (guint i = cells->len; i-- > 0;)
        if (cell_at(cells, i)->left_out)
            g_array_remove_index(cells, i);
    row->columns = widths;
    row->column_count = MAX(kept, 1);
}
