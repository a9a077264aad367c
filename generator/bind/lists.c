#include "base/length.h"
#include "bind/bind-private.h"

/* Lists of pairs: each entry a pair whose halves hang behind their labels. */

/* A digit is about half an em wide, a mark of a list at most one. */
static int32_t hang_for(const struct jb_node *node, const struct jb_look *look, uint32_t count)
{
    int32_t digits = 1;

    if (node->width > 0)
        return node->width;
    if (!node->numbered)
        return look->size;
    for (; count >= 10; count /= 10)
        digits++;
    return jb_length_scale(look->size, 55 * digits + 65, 100);
}

void hang_label(struct binder *binder, const struct scope *scope, struct jb_para *para,
                enum jb_lang lang)
{
    struct writing writing;
    struct scope inner = *scope;

    if (!scope->entry)
        return;
    inner.lang = lang;
    inner.entry = NULL;
    writing = start_writing(binder);
    write_text(&writing, &inner, scope->entry->label, para->origin);
    para->label = close_para(&writing, &inner, JB_ROLE_LBL, para->origin);
    para->hang = scope->entry->hang[lang];
    para->role = scope->in_contents ? JB_ROLE_NONE : JB_ROLE_LI;
}

/* The label takes the place of a first line's indent. */
static const struct jb_style *without_indent(struct jb_arena *arena, const struct jb_style *style)
{
    struct jb_style *flat = jb_arena_dup(arena, style, sizeof(*style));

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        flat->look[lang].indent = 0;
    return flat;
}

static void add_entry(struct binder *binder, const struct scope *scope, const struct jb_node *list,
                      const struct entry *entry, GArray *blocks)
{
    struct jb_node pair = *list;
    struct scope inner = *scope;

    inner.entry = entry;
    pair.kind = JB_NODE_PAIR;
    pair.path = NULL; /* the current record */
    pair.style = NULL;
    pair.space_before = pair.space_after = 0;
    pair.keep_with_next = pair.keep_with_previous = false;
    bind_block(binder, &inner, &pair, blocks);
}

static bool ends_in_colon(const struct jb_para *para)
{
    uint32_t last = para ? para->count : 0;

    while (last > 0 && para->runs[last - 1].note > 0)
        last--;
    if (last == 0 || para->runs[last - 1].kind != JB_RUN_TEXT)
        return false;
    return g_str_has_suffix(para->runs[last - 1].text, para->lang == JB_ZH ? "：" : ":");
}

/* Whether a paragraph, or either half of a pair, leads to what follows. */
static bool leads_in(const struct jb_block *block)
{
    bool halves = block->kind == JB_BLOCK_FACING || block->halves ||
                  (block->kind == JB_BLOCK_GROUP && block->child_count == 1);

    for (uint32_t i = 0; halves && i < block->child_count; i++)
        if (leads_in(&block->children[i]))
            return true;
    return (block->kind == JB_BLOCK_PARA || block->kind == JB_BLOCK_PAIR) &&
           (ends_in_colon(block->paras[0]) || ends_in_colon(block->paras[1]));
}

/* R62: what leads to a list stays with its first entry. */
static void keep_lead_in(const GArray *blocks)
{
    struct jb_block *last =
        blocks->len > 0 ? &g_array_index(blocks, struct jb_block, blocks->len - 1) : NULL;

    if (last && leads_in(last))
        last->keep_with_next = true;
}

void bind_list(struct binder *binder, const struct scope *scope, const struct jb_node *node,
               GArray *blocks)
{
    struct jb_block list = block_for(binder, scope, node, JB_BLOCK_GROUP);
    struct scope inner = styled(binder, scope, node);
    struct entry entry = {.label = node->text ? node->text : "·"};
    const struct jb_xml_node **elements;
    GArray *entries;
    uint32_t count;

    if (!select_all(binder, scope, node, &elements, &count) || count == 0)
        return;
    inner.style = without_indent(binder->arena, inner.style);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        entry.hang[lang] = hang_for(node, &inner.style->look[lang], count);
    entries = blocks_new();
    for (uint32_t i = 0; i < count; i++) {
        struct scope at = scope_at(&inner, elements[i], i, count);

        if (node->numbered)
            entry.label = jb_arena_print(binder->arena, "%u.", i + 1);
        add_entry(binder, &at, node, &entry, entries);
    }
    list.role = scope->in_contents ? JB_ROLE_NONE : JB_ROLE_L;
    list.numbered = node->numbered;
    adopt(binder, &list, entries);
    keep_lead_in(blocks);
    g_array_append_val(blocks, list);
}
