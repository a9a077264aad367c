#include "base/length.h"
#include "bind/bind-private.h"

struct writing start_writing(struct binder *binder)
{
    return (struct writing){
        .binder = binder, .runs = g_array_new(FALSE, TRUE, sizeof(struct jb_run)), .cites = true};
}

/* An entry of the contents is one reference: its texts have no elements of their own. */
static enum jb_role text_role(const struct scope *scope, enum jb_role role)
{
    return scope->in_contents ? JB_ROLE_NONE : role;
}

/* R81: figures below each other have digits of one width. */
static const struct jb_style *tabular_style(struct jb_arena *arena, const struct jb_style *style)
{
    struct jb_style *copy;

    if (style->look[JB_ZH].tabular && style->look[JB_EN].tabular)
        return style;
    copy = jb_arena_dup(arena, style, sizeof(*style));
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        copy->look[lang].tabular = true;
    return copy;
}

struct scope styled(const struct binder *binder, const struct scope *scope,
                    const struct jb_node *node)
{
    struct scope inner = *scope;

    if (node->style)
        inner.style = node->style;
    if (scope->decimal)
        inner.style = tabular_style(binder->arena, inner.style);
    return inner;
}

const struct jb_node *literal_half(const struct jb_node *node, enum jb_lang lang)
{
    enum jb_node_kind kind = lang == JB_ZH ? JB_NODE_ZH : JB_NODE_EN;

    for (uint32_t i = 0; i < node->child_count; i++)
        if (node->children[i].kind == kind)
            return &node->children[i];
    return NULL;
}

/* A half alone has nothing to stand beside. The cover of a bulletin of facing pages holds both
 * languages, side by side. */
enum jb_arrange arrangement(const struct binder *binder, const struct scope *scope,
                            const struct jb_node *node)
{
    enum jb_arrange whole = binder->template->arrange;

    if (scope->langs != JB_BOTH)
        return JB_ARRANGE_STACKED;
    if (node->has_arrange)
        return node->arrange;
    return whole == JB_ARRANGE_FACING || whole == JB_ARRANGE_SEPARATE ? JB_ARRANGE_PARALLEL : whole;
}

/* A pair as a node asks for it: literal text, then the selected pair's. */
struct wanted {
    const struct jb_node *node;
    const struct jb_pair *pair; /* or NULL */
    uint32_t named;             /* languages whose halves carry its name in the tree of elements */
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

/* A half has its place in the tree of elements once: the first outside the contents. */
static bool find_wanted(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, struct wanted *wanted)
{
    uint32_t index;

    *wanted = (struct wanted){.node = node};
    if (!node->path && !scope->entry)
        return true;
    wanted->pair = select_pair(binder, scope, node);
    if (!wanted->pair)
        return false;
    if (scope->langs == JB_BOTH)
        align_notes(binder);
    index = (uint32_t)(wanted->pair - binder->record->pairs);
    if (!scope->in_contents) {
        wanted->named = scope->langs & ~(uint32_t)binder->placed[index];
        binder->placed[index] = (uint8_t)(binder->placed[index] | scope->langs);
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
    writing.cites = wanted->named;
    write_wanted(&writing, &inner, wanted);
    para = close_para(&writing, &inner, text_role(scope, role), origin);
    if (jb_langs_have(wanted->named, lang))
        para->id = jb_arena_print(binder->arena, "%s:%s", wanted->pair->id, jb_lang_name(lang));
    hang_label(binder, &inner, para, lang);
    return para;
}

/* --- arrangements ----------------------------------------------------------------------------- */

static void add_parallel(struct binder *binder, const struct scope *scope,
                         const struct jb_node *node, const struct wanted *wanted, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PAIR);

    block.columns = binder->pair_widths;
    block.column_count = JB_LANGS;
    block.gutter = binder->template->pair_gutter;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        block.paras[lang] = half_para(binder, scope, wanted, lang, JB_ROLE_P, block.origin);
    g_array_append_val(blocks, block);
}

static struct jb_block *add_para(GArray *blocks, const struct jb_para *para, uint32_t origin)
{
    struct jb_block block = {.kind = JB_BLOCK_PARA, .origin = origin, .paras = {para}};

    g_array_append_val(blocks, block);
    return &g_array_index(blocks, struct jb_block, blocks->len - 1);
}

static void add_halves(struct binder *binder, const struct scope *scope,
                       const struct wanted *wanted, enum jb_role role, uint32_t origin,
                       GArray *blocks)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (jb_langs_have(scope->langs, lang))
            add_para(blocks, half_para(binder, scope, wanted, lang, role, origin), origin);
}

static void add_stacked(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, const struct wanted *wanted, enum jb_role group,
                        enum jb_role half, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_GROUP);
    GArray *halves = blocks_new();

    add_halves(binder, scope, wanted, half, block.origin, halves);
    block.role = group;
    /* what a template sets so is short; the texts of a bulletin that is set so may be long */
    block.keep_together = node->has_arrange || group != JB_ROLE_NONE;
    g_array_index(halves, struct jb_block, 0).keep_with_next =
        halves->len > 1 && !block.keep_together;
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
    writing.cites = wanted->named;
    write_wanted(&writing, &zh, wanted);
    write_text(&writing, &zh, "　", block.origin);
    write_wanted(&writing, &en, wanted);
    para = close_para(&writing, &zh, text_role(scope, role), block.origin);
    para->id = wanted->named == JB_BOTH ? wanted->pair->id : NULL;
    hang_label(binder, scope, para, JB_ZH);
    block.paras[0] = para;
    block.keep_with_next |= role != JB_ROLE_P;
    g_array_append_val(blocks, block);
}

void bind_pair(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks)
{
    struct scope inner = styled(binder, scope, node);
    struct wanted wanted;

    if (!find_wanted(binder, scope, node, &wanted))
        return;
    switch (arrangement(binder, scope, node)) {
    case JB_ARRANGE_STACKED:
        add_stacked(binder, &inner, node, &wanted, JB_ROLE_NONE, JB_ROLE_P, blocks);
        break;
    case JB_ARRANGE_INLINE: add_inline(binder, &inner, node, &wanted, JB_ROLE_P, blocks); break;
    default: add_parallel(binder, &inner, node, &wanted, blocks); break;
    }
}

/* --- headings --------------------------------------------------------------------------------- */

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

static void read_heading(struct binder *binder, const struct scope *scope,
                         const struct wanted *wanted, uint32_t origin, const char **texts)
{
    const struct wanted unnamed = {wanted->node, wanted->pair, 0};

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        texts[lang] =
            jb_langs_have(binder->langs, lang)
                ? para_text(binder, half_para(binder, scope, &unnamed, lang, JB_ROLE_NONE, origin))
                : "";
}

/* The first heading of a section is its title in the outline. */
static void entitle_section(struct binder *binder, const struct scope *scope,
                            const struct jb_heading *heading)
{
    struct jb_target *target;

    if (scope->section == 0)
        return;
    target = &g_array_index(binder->targets, struct jb_target, scope->section - 1);
    if (target->outline)
        return;
    target->outline = one_text(binder, heading->text);
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
static bool add_number_cell(struct binder *binder, const struct scope *scope,
                            const struct jb_node *node, GArray *cells)
{
    const struct jb_node *p = NULL;
    struct scope inner;
    struct writing writing;
    uint32_t origin;

    for (uint32_t i = 0; i < node->child_count; i++)
        if (node->children[i].kind == JB_NODE_P && stands(binder, scope, &node->children[i]))
            p = settle(binder, scope, &node->children[i]);
    if (!p)
        return false;
    inner = styled(binder, scope, p);
    inner.lang = p->lang;
    origin = node_origin(binder, p, scope);
    writing = start_writing(binder);
    write_nodes(&writing, &inner, p->children, p->child_count);
    add_cell(binder, cells, close_para(&writing, &inner, JB_ROLE_NONE, origin), origin);
    return true;
}

static struct jb_block heading_row(struct binder *binder, const struct scope *scope,
                                   const struct jb_node *node)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_ROW);

    if (node->width_count == 0) {
        block.columns = binder->pair_widths;
        block.column_count = JB_LANGS;
        block.gutter = binder->template->pair_gutter;
    }
    block.role = heading_role(node->level);
    block.keep_with_next = true;
    return block;
}

static void add_heading_row(struct binder *binder, const struct scope *scope,
                            const struct jb_node *node, const struct wanted *wanted, GArray *blocks)
{
    struct jb_block block = heading_row(binder, scope, node);
    GArray *cells = blocks_new();

    add_number_cell(binder, scope, node, cells);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        add_cell(binder, cells, half_para(binder, scope, wanted, lang, JB_ROLE_SPAN, block.origin),
                 block.origin);
    adopt(binder, &block, cells);
    g_array_append_val(blocks, block);
}

/* A number keeps its column; the names stand one below the other in what is left. */
static void add_stacked_heading(struct binder *binder, const struct scope *scope,
                                const struct jb_node *node, const struct wanted *wanted,
                                GArray *blocks)
{
    struct jb_width *columns = JB_NEW_ARRAY(binder->arena, struct jb_width, 2);
    struct jb_block block = heading_row(binder, scope, node), names;
    GArray *cells = blocks_new(), *halves;

    if (node->width_count == 0 || !add_number_cell(binder, scope, node, cells)) {
        g_array_free(cells, TRUE);
        add_stacked(binder, scope, node, wanted, block.role, JB_ROLE_SPAN, blocks);
        return;
    }
    columns[0] = node->widths[0];
    columns[1].share = 1;
    block.columns = columns;
    block.column_count = 2;
    names = (struct jb_block){.kind = JB_BLOCK_GROUP, .origin = block.origin};
    halves = blocks_new();
    add_halves(binder, scope, wanted, JB_ROLE_SPAN, block.origin, halves);
    adopt(binder, &names, halves);
    g_array_append_val(cells, names);
    adopt(binder, &block, cells);
    g_array_append_val(blocks, block);
}

static void add_heading(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, const struct wanted *wanted, GArray *blocks)
{
    switch (arrangement(binder, scope, node)) {
    case JB_ARRANGE_STACKED: add_stacked_heading(binder, scope, node, wanted, blocks); break;
    case JB_ARRANGE_INLINE:
        add_inline(binder, scope, node, wanted, heading_role(node->level), blocks);
        break;
    default: add_heading_row(binder, scope, node, wanted, blocks); break;
    }
}

void bind_heading(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                  GArray *blocks)
{
    struct scope inner = styled(binder, scope, node);
    struct jb_heading heading = {.level = node->level};
    struct wanted wanted;

    if (!find_wanted(binder, scope, node, &wanted))
        return;
    read_heading(binder, &inner, &wanted, node_origin(binder, node, scope), heading.text);
    g_array_append_val(binder->headings, heading);
    entitle_section(binder, &inner, &heading);
    add_heading(binder, &inner, node, &wanted, blocks);
    g_array_index(blocks, struct jb_block, blocks->len - 1).heading = binder->headings->len;
}

/* A length that the template's reader has found good; em is what it is told in. */
static int32_t own_length(const char *text, int32_t em)
{
    int32_t length = 0;

    jb_length_parse(text, em, &length);
    return length;
}

/* A style of its own for a paragraph that says how it looks; the leading goes with the size. */
static const struct jb_style *own_style(struct binder *binder, const struct jb_style *style,
                                        const struct jb_own_look *own, enum jb_lang lang)
{
    struct jb_style *copy;
    struct jb_look *look;
    int32_t size;

    if (!own->size && !own->indent && !own->has_align)
        return style;
    copy = jb_arena_dup(binder->arena, style, sizeof(*style));
    look = &copy->look[lang];
    size = own->size ? MAX(own_length(own->size, look->size), 1) : look->size;
    look->leading = jb_length_scale(look->leading, size, look->size);
    look->size = size;
    if (own->indent)
        look->indent = own_length(own->indent, size);
    if (own->has_align)
        look->align = own->align;
    return copy;
}

static struct jb_para *p_para(struct binder *binder, const struct scope *scope,
                              const struct jb_node *node, enum jb_lang lang, uint32_t origin)
{
    struct writing writing = start_writing(binder);
    struct scope inner = styled(binder, scope, node);
    struct jb_para *para;

    inner.lang = lang;
    inner.style = own_style(binder, inner.style, &node->own, lang);
    write_nodes(&writing, &inner, node->children, node->child_count);
    para = close_para(&writing, &inner, text_role(scope, JB_ROLE_P), origin);
    if (node->own.width)
        para->width = own_length(node->own.width, inner.style->look[lang].size);
    return para;
}

/* A figure or the number of a page is told in the language that is set. */
void bind_p(struct binder *binder, const struct scope *scope, const struct jb_node *node,
            GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PARA);
    enum jb_lang other = node->lang == JB_ZH ? JB_EN : JB_ZH;
    struct jb_para *para = p_para(binder, scope, node, node->lang, block.origin);

    if (!jb_langs_have(scope->langs, node->lang) && is_neutral(scope, para))
        para = p_para(binder, scope, node, other, block.origin);
    block.paras[0] = para;
    g_array_append_val(blocks, block);
}
