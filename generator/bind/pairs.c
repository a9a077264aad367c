#include "bind/bind-private.h"

static struct writing start_writing(struct binder *binder)
{
    return (struct writing){.binder = binder,
                            .runs = g_array_new(FALSE, TRUE, sizeof(struct jb_run))};
}

/* An entry of the contents is one reference: its texts have no elements of their own. */
static enum jb_role text_role(const struct scope *scope, enum jb_role role)
{
    return scope->in_contents ? JB_ROLE_NONE : role;
}

static struct scope styled(const struct scope *scope, const struct jb_node *node)
{
    struct scope inner = *scope;

    if (node->style)
        inner.style = node->style;
    return inner;
}

static const struct jb_node *literal_half(const struct jb_node *node, enum jb_lang lang)
{
    enum jb_node_kind kind = lang == JB_ZH ? JB_NODE_ZH : JB_NODE_EN;

    for (uint32_t i = 0; i < node->child_count; i++)
        if (node->children[i].kind == kind)
            return &node->children[i];
    return NULL;
}

/* A pair as a node asks for it: literal text, then the selected pair's. */
struct wanted {
    const struct jb_node *node;
    const struct jb_pair *pair; /* or NULL */
    bool named;                 /* its halves carry the pair's name in the tree of elements */
};

static void write_wanted(struct writing *writing, const struct scope *scope,
                         const struct wanted *wanted)
{
    const struct jb_node *literal = literal_half(wanted->node, scope->lang);

    if (literal)
        write_nodes(writing, scope, literal->children, literal->child_count);
    if (wanted->pair)
        write_half(writing, scope, wanted->node, &wanted->pair->half[scope->lang]);
}

/* A pair has its place in the tree of elements once: the first outside the contents. */
static bool find_wanted(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, struct wanted *wanted)
{
    uint32_t index;

    *wanted = (struct wanted){.node = node};
    if (!node->path)
        return true;
    wanted->pair = select_pair(binder, scope, node);
    if (!wanted->pair)
        return false;
    index = (uint32_t)(wanted->pair - binder->record->pairs);
    if (!scope->in_contents) {
        wanted->named = !binder->is_placed[index];
        binder->is_placed[index] = true;
    }
    return true;
}

static struct jb_para *half_para(struct binder *binder, const struct scope *scope,
                                 const struct wanted *wanted, enum jb_lang lang, enum jb_role role,
                                 uint32_t origin)
{
    struct writing writing = start_writing(binder);
    struct scope inner = *scope;
    struct jb_para *para;

    inner.lang = lang;
    write_wanted(&writing, &inner, wanted);
    para = close_para(&writing, &inner, text_role(scope, role), origin);
    if (wanted->named)
        para->id = jb_arena_print(binder->arena, "%s:%s", wanted->pair->id, jb_lang_name(lang));
    return para;
}

/* --- arrangements
 * --------------------------------------------------------------------------------- */

static void add_parallel(struct binder *binder, const struct scope *scope,
                         const struct jb_node *node, const struct wanted *wanted, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PAIR);

    block.columns = binder->template->pair_widths;
    block.column_count = JB_LANGS;
    block.gutter = binder->template->pair_gutter;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        block.paras[lang] = half_para(binder, scope, wanted, lang, JB_ROLE_P, block.origin);
    g_array_append_val(blocks, block);
}

static void add_para(GArray *blocks, const struct jb_para *para, uint32_t origin)
{
    struct jb_block block = {.kind = JB_BLOCK_PARA, .origin = origin, .paras = {para}};

    g_array_append_val(blocks, block);
}

static void add_stacked(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, const struct wanted *wanted, enum jb_role group,
                        enum jb_role half, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_GROUP);
    GArray *halves = blocks_new();

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        add_para(halves, half_para(binder, scope, wanted, lang, half, block.origin), block.origin);
    block.role = group;
    block.keep_together = true;
    block.keep_with_next |= group != JB_ROLE_NONE;
    adopt(binder, &block, halves);
    g_array_append_val(blocks, block);
}

/* One line for both: they are one paragraph, in which the English is a span. */
static void add_inline(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                       const struct wanted *wanted, enum jb_role role, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PARA);
    struct writing writing = start_writing(binder);
    struct scope zh = *scope, en = *scope;
    struct jb_para *para;

    zh.lang = JB_ZH;
    en.lang = JB_EN;
    write_wanted(&writing, &zh, wanted);
    write_text(&writing, &zh, "　", block.origin);
    write_wanted(&writing, &en, wanted);
    para = close_para(&writing, &zh, text_role(scope, role), block.origin);
    para->id = wanted->named ? wanted->pair->id : NULL;
    block.paras[0] = para;
    block.keep_with_next |= role != JB_ROLE_P;
    g_array_append_val(blocks, block);
}

void bind_pair(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks)
{
    struct scope inner = styled(scope, node);
    struct wanted wanted;

    if (!find_wanted(binder, scope, node, &wanted))
        return;
    switch (node->arrange) {
    case JB_ARRANGE_PARALLEL: add_parallel(binder, &inner, node, &wanted, blocks); break;
    case JB_ARRANGE_STACKED:
        add_stacked(binder, &inner, node, &wanted, JB_ROLE_NONE, JB_ROLE_P, blocks);
        break;
    case JB_ARRANGE_INLINE: add_inline(binder, &inner, node, &wanted, JB_ROLE_P, blocks); break;
    }
}

/* --- headings
 * ------------------------------------------------------------------------------------- */

static enum jb_role heading_role(uint32_t level)
{
    static const enum jb_role roles[] = {JB_ROLE_H1, JB_ROLE_H2, JB_ROLE_H3, JB_ROLE_H4};

    return roles[CLAMP(level, 1, G_N_ELEMENTS(roles)) - 1];
}

static const char *para_text(struct binder *binder, const struct jb_para *para)
{
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = 0; i < para->count; i++)
        g_string_append_len(text, para->runs[i].text, para->runs[i].length);
    copy = jb_arena_dup_span(binder->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

/* The first heading of a section is its title in the outline. */
static void entitle_section(struct binder *binder, const struct scope *scope,
                            const struct wanted *wanted, uint32_t origin)
{
    struct jb_target *target;
    const char *texts[JB_LANGS];

    if (scope->section == 0)
        return;
    target = &g_array_index(binder->targets, struct jb_target, scope->section - 1);
    if (target->outline)
        return;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        struct wanted unnamed = {wanted->node, wanted->pair, false};

        texts[lang] =
            para_text(binder, half_para(binder, scope, &unnamed, lang, JB_ROLE_NONE, origin));
    }
    target->outline = jb_arena_print(binder->arena, "%s %s", texts[JB_ZH], texts[JB_EN]);
    target->level = scope->depth;
}

static void add_cell(struct binder *binder, GArray *cells, const struct jb_para *para,
                     uint32_t origin)
{
    struct jb_block cell = {.kind = JB_BLOCK_GROUP, .origin = origin};
    GArray *content = blocks_new();

    add_para(content, para, origin);
    adopt(binder, &cell, content);
    g_array_append_val(cells, cell);
}

/* The heading's number, which stands in a column of its own. */
static void add_number_cell(struct binder *binder, const struct scope *scope,
                            const struct jb_node *p, GArray *cells)
{
    struct scope inner = styled(scope, p);
    struct writing writing = start_writing(binder);

    inner.lang = p->lang;
    write_nodes(&writing, &inner, p->children, p->child_count);
    add_cell(binder, cells,
             close_para(&writing, &inner, JB_ROLE_NONE, node_origin(binder, p, scope)),
             node_origin(binder, p, scope));
}

static void add_heading_row(struct binder *binder, const struct scope *scope,
                            const struct jb_node *node, const struct wanted *wanted, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_ROW);
    GArray *cells = blocks_new();

    if (node->width_count == 0) {
        block.columns = binder->template->pair_widths;
        block.column_count = JB_LANGS;
        block.gutter = binder->template->pair_gutter;
    }
    for (uint32_t i = 0; i < node->child_count; i++)
        if (node->children[i].kind == JB_NODE_P)
            add_number_cell(binder, scope, &node->children[i], cells);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        add_cell(binder, cells, half_para(binder, scope, wanted, lang, JB_ROLE_SPAN, block.origin),
                 block.origin);
    block.role = heading_role(node->level);
    block.keep_with_next = true;
    adopt(binder, &block, cells);
    g_array_append_val(blocks, block);
}

void bind_heading(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                  GArray *blocks)
{
    struct scope inner = styled(scope, node);
    enum jb_role role = heading_role(node->level);
    struct wanted wanted;

    if (!find_wanted(binder, scope, node, &wanted))
        return;
    entitle_section(binder, &inner, &wanted, node_origin(binder, node, scope));
    if (node->arrange == JB_ARRANGE_STACKED)
        add_stacked(binder, &inner, node, &wanted, role, JB_ROLE_SPAN, blocks);
    else if (node->arrange == JB_ARRANGE_INLINE)
        add_inline(binder, &inner, node, &wanted, role, blocks);
    else
        add_heading_row(binder, &inner, node, &wanted, blocks);
}

void bind_p(struct binder *binder, const struct scope *scope, const struct jb_node *node,
            GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PARA);
    struct writing writing = start_writing(binder);
    struct scope inner = styled(scope, node);

    inner.lang = node->lang;
    write_nodes(&writing, &inner, node->children, node->child_count);
    block.paras[0] = close_para(&writing, &inner, text_role(scope, JB_ROLE_P), block.origin);
    g_array_append_val(blocks, block);
}
