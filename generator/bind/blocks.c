#include "bind/bind-private.h"
#include "bind/messages-private.h"

GArray *blocks_new(void)
{
    return g_array_new(FALSE, TRUE, sizeof(struct jb_block));
}

void adopt(struct binder *binder, struct jb_block *block, GArray *blocks)
{
    block->children =
        jb_arena_dup(binder->arena, blocks->data, blocks->len * sizeof(struct jb_block));
    block->child_count = blocks->len;
    g_array_free(blocks, TRUE);
}

struct jb_block block_for(struct binder *binder, const struct scope *scope,
                          const struct jb_node *node, enum jb_block_kind kind)
{
    return (struct jb_block){
        .kind = kind,
        .origin = node_origin(binder, node, scope),
        .columns = node->widths,
        .column_count = node->width_count,
        .gutter = node->gutter,
        .height = node->height,
        .padding = node->padding,
        .space_before = node->space_before,
        .space_after = node->space_after,
        .has_fill = node->has_fill,
        .fill = node->fill,
        .rule_above = node->rule_above,
        .rule_below = node->rule_below,
        .rule_above_colour = node->rule_above_colour,
        .rule_below_colour = node->rule_below_colour,
        .keep_together = node->keep_together,
        .keep_with_next = node->keep_with_next,
        .keep_with_previous = node->keep_with_previous,
        .row_head = node->row_head,
        .decimal = node->decimal,
        .span = node->spans,
    };
}

static struct jb_block add_group(struct binder *binder, const struct scope *scope,
                                 const struct jb_node *node)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_GROUP);
    GArray *children = blocks_new();

    bind_nodes(binder, scope, node->children, node->child_count, children);
    adopt(binder, &block, children);
    return block;
}

static struct jb_block bind_cell(struct binder *binder, const struct scope *scope,
                                 const struct jb_node *node)
{
    struct scope inner = *scope;
    struct jb_block block;

    inner.cell = JB_ROLE_NONE;
    inner.decimal = node->decimal;
    block = add_group(binder, &inner, node);
    block.of_language = node->stands == JB_STANDS_WITH_ZH || node->stands == JB_STANDS_WITH_EN;
    block.role = scope->cell == JB_ROLE_TD && node->row_head ? JB_ROLE_TH : scope->cell;
    return block;
}

static struct jb_block bind_section(struct binder *binder, const struct scope *scope,
                                    const struct jb_node *node)
{
    struct scope inner = *scope;
    struct jb_block block;

    inner.depth++;
    inner.section = find_target(binder, scope->focus.node, (struct jb_span){0}) + 1;
    binder->has_section[jb_xml_ordinal(scope->focus.node)] = true;
    block = add_group(binder, &inner, node);
    block.role = JB_ROLE_SECT;
    block.target = inner.section;
    return block;
}

static void bind_each(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      GArray *blocks)
{
    const struct jb_xml_node **elements;
    uint32_t count;

    if (!select_all(binder, scope, node, &elements, &count))
        return;
    for (uint32_t i = 0; i < count; i++) {
        struct scope inner = scope_at(scope, elements[i], i, count);

        bind_nodes(binder, &inner, node->children, node->child_count, blocks);
    }
}

static void bind_choose(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, GArray *blocks)
{
    for (uint32_t i = 0; i < node->child_count; i++) {
        const struct jb_node *branch = &node->children[i];

        if (branch->kind == JB_NODE_OTHERWISE || test_holds(binder, scope, branch)) {
            bind_nodes(binder, scope, branch->children, branch->child_count, blocks);
            return;
        }
    }
}

static void bind_let(struct binder *binder, const struct scope *scope, const struct jb_node *node)
{
    const char *error = NULL;
    const char *value = jb_xml_text(binder->query, node->path, scope->focus, binder->arena, &error);

    if (value)
        set_variable(binder, node->text, value);
    else
        report_here(binder, SAY_XPATH_FAILS, node, scope, error);
}

static void add_plain(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      enum jb_block_kind kind, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, kind);

    g_array_append_val(blocks, block);
}

static void bind_columns(struct binder *binder, const struct scope *scope,
                         const struct jb_node *node, GArray *blocks)
{
    struct jb_block block = add_group(binder, scope, node);

    block.kind = JB_BLOCK_COLUMNS;
    block.across = node->across;
    g_array_append_val(blocks, block);
}

static bool bind_control(struct binder *binder, const struct scope *scope,
                         const struct jb_node *node, GArray *blocks)
{
    switch (node->kind) {
    case JB_NODE_USE:
        bind_nodes(binder, scope, node->children, node->child_count, blocks);
        return true;
    case JB_NODE_EACH: bind_each(binder, scope, node, blocks); return true;
    case JB_NODE_IF:
        if (test_holds(binder, scope, node))
            bind_nodes(binder, scope, node->children, node->child_count, blocks);
        return true;
    case JB_NODE_CHOOSE: bind_choose(binder, scope, node, blocks); return true;
    case JB_NODE_LET: bind_let(binder, scope, node); return true;
    default: return false;
    }
}

static void bind_group(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                       GArray *blocks)
{
    struct jb_block block = node->kind == JB_NODE_SECTION ? bind_section(binder, scope, node)
                            : node->kind == JB_NODE_CELL  ? bind_cell(binder, scope, node)
                                                          : add_group(binder, scope, node);

    g_array_append_val(blocks, block);
}

static void bind_page_break(struct binder *binder, const struct scope *scope,
                            const struct jb_node *node, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_PAGE_BREAK);

    block.page = node->text;
    g_array_append_val(blocks, block);
    if (binder->template->arrange == JB_ARRANGE_FACING && !scope->running)
        binder->faces = true;
}

static void bind_alone(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                       GArray *blocks)
{
    switch (node->kind) {
    case JB_NODE_P: bind_p(binder, scope, node, blocks); break;
    case JB_NODE_PAIR: bind_pair(binder, scope, node, blocks); break;
    case JB_NODE_HEADING: bind_heading(binder, scope, node, blocks); break;
    case JB_NODE_BOX: bind_group(binder, scope, node, blocks); break;
    case JB_NODE_ROW: bind_row(binder, scope, node, blocks); break;
    case JB_NODE_TABLE: bind_table(binder, scope, node, blocks); break;
    case JB_NODE_CONTENTS: bind_contents(binder, scope, node, blocks); break;
    case JB_NODE_BAR: bind_bar(binder, scope, node, blocks); break;
    case JB_NODE_LIGHT: bind_light(binder, scope, node, blocks); break;
    case JB_NODE_DONUT: bind_donut(binder, scope, node, blocks); break;
    case JB_NODE_MULTIPLES: bind_multiples(binder, scope, node, blocks); break;
    case JB_NODE_TIMELINE: bind_timeline(binder, scope, node, blocks); break;
    case JB_NODE_RULE: add_plain(binder, scope, node, JB_BLOCK_RULE, blocks); break;
    case JB_NODE_IMAGE: bind_image(binder, scope, node, blocks); break;
    case JB_NODE_QR: bind_code(binder, scope, node, blocks); break;
    case JB_NODE_COLUMNS: bind_columns(binder, scope, node, blocks); break;
    default: /* white space between blocks */ break;
    }
}

void bind_block(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks)
{
    if (!binder->other && names_other_edition(node))
        return;
    if (is_facing(binder, scope))
        bind_facing(binder, scope, node, bind_alone, blocks);
    else
        bind_alone(binder, scope, node, blocks);
}

/* A cell that does not stand keeps its place until its room is given away. */
static void leave_out(const struct jb_node *node, GArray *blocks)
{
    struct jb_block cell = {.kind = JB_BLOCK_GROUP, .left_out = true};

    if (node->kind == JB_NODE_CELL)
        g_array_append_val(blocks, cell);
}

/* What holds blocks on both of two facing pages is bound once, all else for each page. */
static void bind_standing(struct binder *binder, const struct scope *scope,
                          const struct jb_node *node, GArray *blocks)
{
    if (bind_control(binder, scope, node, blocks))
        return;
    node = settle(binder, scope, node);
    switch (node->kind) {
    case JB_NODE_SECTION:
    case JB_NODE_KEEP:
    case JB_NODE_CELL: bind_group(binder, scope, node, blocks); break;
    case JB_NODE_LIST: bind_list(binder, scope, node, blocks); break;
    case JB_NODE_SPACE: add_plain(binder, scope, node, JB_BLOCK_SPACE, blocks); break;
    case JB_NODE_PAGE_BREAK: bind_page_break(binder, scope, node, blocks); break;
    default: bind_block(binder, scope, node, blocks); break;
    }
}

static void bind_node(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      GArray *blocks)
{
    struct scope inner = scope_within(binder, scope, node);

    if (!take_step(binder, scope, node))
        return;
    if (stands(binder, scope, node))
        bind_standing(binder, &inner, node, blocks);
    else
        leave_out(node, blocks);
}

void bind_nodes(struct binder *binder, const struct scope *scope, const struct jb_node *nodes,
                uint32_t count, GArray *blocks)
{
    uint32_t variables = binder->variables->len;

    for (uint32_t i = 0; i < count; i++)
        bind_node(binder, scope, &nodes[i], blocks);
    forget_variables(binder, variables);
}
