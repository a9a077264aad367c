#include "bind/bind-private.h"
#include "bind/messages-private.h"

/* At least one, however many columns it asks for. */
static guint cells_that_fit(const struct jb_block *pattern, const GArray *cells, guint first)
{
    uint64_t taken = 0;
    guint count = 0;

    for (; first + count < cells->len; count++) {
        taken += MAX(g_array_index(cells, struct jb_block, first + count).span, 1);
        if (taken > pattern->column_count)
            break;
    }
    return MAX(count, 1);
}

/* More cells than columns go on in further rows below. */
static void add_rows(struct binder *binder, const struct jb_block *pattern, const GArray *cells,
                     GArray *blocks)
{
    for (guint first = 0, count; first < cells->len; first += count) {
        struct jb_block row = *pattern;

        count = cells_that_fit(pattern, cells, first);
        row.children = jb_arena_dup(binder->arena, &g_array_index(cells, struct jb_block, first),
                                    count * sizeof(struct jb_block));
        row.child_count = count;
        if (first > 0) {
            row.rule_above = 0;
            row.space_before = 0;
        }
        if (first + count < cells->len)
            row.space_after = 0;
        g_array_append_val(blocks, row);
    }
}

void bind_row(struct binder *binder, const struct scope *scope, const struct jb_node *node,
              GArray *blocks)
{
    struct jb_block pattern = block_for(binder, scope, node, JB_BLOCK_ROW);
    struct scope inner = *scope;
    GArray *cells = blocks_new();

    inner.cell = JB_ROLE_NONE;
    bind_nodes(binder, &inner, node->children, node->child_count, cells);
    close_cells(binder, &pattern, cells);
    add_rows(binder, &pattern, cells, blocks);
    g_array_free(cells, TRUE);
}

/* --- tables ------------------------------------------------------------------------------------
 */

static uint32_t columns_taken(const GArray *cells)
{
    uint64_t taken = 0;

    for (guint i = 0; i < cells->len; i++)
        taken += MAX(g_array_index(cells, struct jb_block, i).span, 1);
    return (uint32_t)MIN(taken, UINT32_MAX);
}

/* Told of a table's first rows alone: the others are made from the same cells. */
static void check_columns(struct binder *binder, const struct scope *scope,
                          const struct jb_node *table, const struct jb_node *node,
                          const GArray *cells)
{
    uint32_t taken = columns_taken(cells);
    char taken_text[16], columns_text[16];

    if (taken <= table->width_count)
        return;
    g_snprintf(taken_text, sizeof(taken_text), "%u", taken);
    g_snprintf(columns_text, sizeof(columns_text), "%u", table->width_count);
    jb_report_both(binder->sink, &jb_bind_messages[SAY_TOO_MANY_CELLS], node->span,
                   jb_xml_span(binder->record->document, scope->focus.node), taken_text,
                   columns_text, NULL);
}

static void add_cells(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      enum jb_role role, GArray *cells)
{
    struct scope inner = *scope;

    inner.cell = role;
    bind_nodes(binder, &inner, node->children, node->child_count, cells);
}

static void add_table_row(struct binder *binder, const struct scope *scope,
                          const struct jb_node *table, const struct jb_node *node, GArray *cells,
                          GArray *rows)
{
    struct jb_block row = block_for(binder, scope, node, JB_BLOCK_ROW);

    row.role = JB_ROLE_TR;
    row.columns = table->widths;
    row.column_count = table->width_count;
    row.gutter = table->gutter;
    close_cells(binder, &row, cells);
    adopt(binder, &row, cells);
    g_array_append_val(rows, row);
}

static void add_heads(struct binder *binder, const struct scope *scope, const struct jb_node *table,
                      GArray *rows)
{
    for (uint32_t i = 0; i < table->child_count; i++) {
        GArray *cells;

        const struct jb_node *head = &table->children[i];

        if (head->kind != JB_NODE_HEAD || !stands(binder, scope, head))
            continue;
        head = settle(binder, scope, head);
        cells = blocks_new();
        add_cells(binder, scope, head, JB_ROLE_TH, cells);
        check_columns(binder, scope, table, head, cells);
        add_table_row(binder, scope, table, head, cells, rows);
    }
}

static const struct jb_node *find_child(const struct jb_node *table, enum jb_node_kind kind)
{
    for (uint32_t i = 0; i < table->child_count; i++)
        if (table->children[i].kind == kind)
            return &table->children[i];
    return NULL;
}

/* A row holds the cells of one record, or of several across. */
static void add_body(struct binder *binder, const struct scope *scope, const struct jb_node *table,
                     const struct jb_xml_node **elements, uint32_t count, GArray *rows)
{
    const struct jb_node *node = find_child(table, JB_NODE_ROW);
    uint32_t across = MAX(table->across, 1);

    for (uint32_t first = 0; node && first < count; first += across) {
        struct scope inner = scope_at(scope, elements[first], first, count);
        GArray *cells = blocks_new();

        for (uint32_t k = first; k < MIN(first + across, count); k++) {
            struct scope record = scope_at(scope, elements[k], k, count);

            add_cells(binder, &record, node, JB_ROLE_TD, cells);
        }
        if (first == 0)
            check_columns(binder, &inner, table, node, cells);
        add_table_row(binder, &inner, table, settle(binder, &inner, node), cells, rows);
    }
}

/* The rows of one group begin with the table's group rule. */
static void add_group_of_rows(struct binder *binder, const struct scope *scope,
                              const struct jb_node *table, GArray *rows)
{
    struct jb_node group = *table;
    const struct jb_xml_node **elements;
    struct jb_block *first;
    uint32_t count, before = rows->len;

    group.path = table->rows_path;
    if (!select_all(binder, scope, &group, &elements, &count))
        return;
    add_body(binder, scope, table, elements, count, rows);
    if (rows->len == before || table->rule_above == 0)
        return;
    first = &g_array_index(rows, struct jb_block, before);
    first->rule_above = table->rule_above;
    first->rule_above_colour = table->rule_above_colour;
}

static void add_groups(struct binder *binder, const struct scope *scope,
                       const struct jb_node *table, const struct jb_xml_node **elements,
                       uint32_t count, GArray *rows)
{
    for (uint32_t i = 0; i < count; i++) {
        struct scope inner = scope_at(scope, elements[i], i, count);

        add_group_of_rows(binder, &inner, table, rows);
    }
}

/* Every second row has a ground, and rules stand below every so many: the eye keeps to its row. */
static void mark_rows(const struct jb_node *table, struct jb_block *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool last_of_some = table->rule_every == 0 || (i + 1) % table->rule_every == 0;

        if (table->has_zebra && i % 2 == 1) {
            rows[i].has_fill = true;
            rows[i].fill = table->zebra;
        }
        if (!last_of_some && i + 1 < count)
            rows[i].rule_below = 0;
    }
}

static void add_caption(struct binder *binder, const struct scope *scope,
                        const struct jb_node *node, GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_GROUP);
    GArray *halves = blocks_new();

    bind_pair(binder, scope, node, halves);
    block.role = JB_ROLE_CAPTION;
    block.keep_together = block.keep_with_next = true;
    adopt(binder, &block, halves);
    if (block.child_count > 0)
        g_array_append_val(blocks, block);
}

static void add_notes(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      GArray *blocks)
{
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_GROUP);
    GArray *content = blocks_new();

    bind_nodes(binder, scope, node->children, node->child_count, content);
    block.keep_together = block.keep_with_previous = true;
    adopt(binder, &block, content);
    if (block.child_count > 0)
        g_array_append_val(blocks, block);
}

/* A caption belongs to the element of the table, notes stand behind it: ISO 32000-1, table 337. */
static struct jb_block wrap_table(struct binder *binder, const struct scope *scope,
                                  const struct jb_node *node, struct jb_block table)
{
    const struct jb_node *caption = find_child(node, JB_NODE_CAPTION);
    const struct jb_node *notes = find_child(node, JB_NODE_TABLE_NOTES);
    struct jb_block whole = table, captioned = {.kind = JB_BLOCK_GROUP, .origin = table.origin};
    GArray *parts = blocks_new(), *inside = blocks_new();

    whole.kind = JB_BLOCK_GROUP;
    whole.role = JB_ROLE_NONE;
    whole.columns = NULL;
    whole.column_count = 0;
    whole.height = whole.padding = 0;
    captioned.role = JB_ROLE_TABLE;
    table.role = JB_ROLE_NONE;
    table.space_before = table.space_after = 0;
    table.keep_with_next = table.keep_with_previous = false;
    if (caption)
        add_caption(binder, scope, settle(binder, scope, caption), inside);
    g_array_append_val(inside, table);
    adopt(binder, &captioned, inside);
    g_array_append_val(parts, captioned);
    if (notes)
        add_notes(binder, scope, settle(binder, scope, notes), parts);
    adopt(binder, &whole, parts);
    return whole;
}

void bind_table(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                GArray *blocks)
{
    struct jb_block table = block_for(binder, scope, node, JB_BLOCK_TABLE);
    const struct jb_xml_node **elements;
    GArray *rows;
    uint32_t count;

    if (!select_all(binder, scope, node, &elements, &count) || count == 0)
        return;
    rows = blocks_new();
    add_heads(binder, scope, node, rows);
    table.head_rows = rows->len;
    if (node->rows_path)
        add_groups(binder, scope, node, elements, count, rows);
    else
        add_body(binder, scope, node, elements, count, rows);
    if (rows->len == table.head_rows) {
        g_array_free(rows, TRUE);
        return;
    }
    mark_rows(node, &g_array_index(rows, struct jb_block, table.head_rows),
              rows->len - table.head_rows);
    adopt(binder, &table, rows);
    table.role = JB_ROLE_TABLE;
    table.rule_above = 0;
    if (find_child(node, JB_NODE_CAPTION) || find_child(node, JB_NODE_TABLE_NOTES))
        table = wrap_table(binder, scope, node, table);
    g_array_append_val(blocks, table);
}

static const char *entry_title(struct binder *binder, const struct jb_xml_node *element)
{
    const struct jb_xml_node *title = jb_xml_child(element, "title");
    const char *texts[JB_LANGS];
    uint32_t pair = title ? binder->record->pair_of[jb_xml_ordinal(title)] : JB_NO_INDEX;

    if (pair == JB_NO_INDEX)
        return jb_xml_name(element);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        texts[lang] = half_text(binder, &binder->record->pairs[pair].half[lang]);
    return one_text(binder, texts);
}

static void add_entry(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                      GArray *entries)
{
    struct jb_block entry = {.kind = JB_BLOCK_GROUP, .role = JB_ROLE_TOCI};
    struct jb_block reference = {.kind = JB_BLOCK_GROUP, .role = JB_ROLE_REFERENCE};
    const struct jb_xml_node *element = scope->focus.node;
    struct scope inner = *scope;
    GArray *content = blocks_new(), *references = blocks_new();

    inner.in_contents = true;
    inner.link =
        add_link(binder, (struct jb_link){.target = find_target(binder, element, node->span),
                                          .about = entry_title(binder, element)});
    bind_nodes(binder, &inner, node->children, node->child_count, content);
    entry.origin = reference.origin = node_origin(binder, node, scope);
    adopt(binder, &reference, content);
    g_array_append_val(references, reference);
    adopt(binder, &entry, references);
    g_array_append_val(entries, entry);
}

void bind_contents(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                   GArray *blocks)
{
    struct jb_block contents = block_for(binder, scope, node, JB_BLOCK_GROUP);
    const struct jb_xml_node **elements;
    GArray *entries;
    uint32_t count;

    if (!select_all(binder, scope, node, &elements, &count) || count == 0)
        return;
    entries = blocks_new();
    for (uint32_t i = 0; i < count; i++) {
        struct scope inner = scope_at(scope, elements[i], i, count);

        add_entry(binder, &inner, node, entries);
    }
    contents.role = JB_ROLE_TOC;
    adopt(binder, &contents, entries);
    g_array_append_val(blocks, contents);
}
