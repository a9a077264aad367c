#include "bind/bind-private.h"
#include "figures/figures.h"

/* More cells than columns go on in further rows below. */
static void add_rows(struct binder *binder, const struct jb_block *pattern, const GArray *cells,
                     GArray *blocks)
{
    for (guint first = 0; first < cells->len; first += pattern->column_count) {
        guint count = MIN(pattern->column_count, cells->len - first);
        struct jb_block row = *pattern;

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
        add_table_row(binder, scope, table, head, cells, rows);
    }
}

static const struct jb_node *row_of(const struct jb_node *table)
{
    for (uint32_t i = 0; i < table->child_count; i++)
        if (table->children[i].kind == JB_NODE_ROW)
            return &table->children[i];
    return NULL;
}

/* A row holds the cells of one record, or of several across. */
static void add_body(struct binder *binder, const struct scope *scope, const struct jb_node *table,
                     const struct jb_xml_node **elements, uint32_t count, GArray *rows)
{
    const struct jb_node *node = row_of(table);
    uint32_t across = MAX(table->across, 1);

    for (uint32_t first = 0; node && first < count; first += across) {
        struct scope inner = scope_at(scope, elements[first], first, count);
        GArray *cells = blocks_new();

        for (uint32_t k = first; k < MIN(first + across, count); k++) {
            struct scope record = scope_at(scope, elements[k], k, count);

            add_cells(binder, &record, node, JB_ROLE_TD, cells);
        }
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
    if (rows->len > table.head_rows) {
        adopt(binder, &table, rows);
        table.rule_above = 0;
        g_array_append_val(blocks, table);
    } else {
        g_array_free(rows, TRUE);
    }
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

/* --- bars ------------------------------------------------------------------------------------- */

static const char *bar_words(struct binder *binder, const struct jb_measure *measure)
{
    const char *share = jb_figure_share_text(binder->arena, measure);
    const char *label = "";
    int schedule = jb_schedule_percent(binder->record);

    if (measure->label != JB_NO_INDEX)
        label = half_text(binder, &binder->record->pairs[measure->label].half[JB_ZH]);
    if (!share)
        return jb_arena_print(binder->arena, "%s：尚无完成数，序时进度%d%%", label, schedule);
    return jb_arena_print(binder->arena, "%s：完成%s，序时进度%d%%", label, share, schedule);
}

static int32_t thousandths_done(const struct jb_measure *measure)
{
    struct jb_decimal percent;

    if (!jb_figure_share(measure, 1, &percent))
        return -1;
    return (int32_t)CLAMP(percent.digits, 0, 1000); /* one decimal: tenths of a percent */
}

void bind_bar(struct binder *binder, const struct scope *scope, const struct jb_node *node,
              GArray *blocks)
{
    const struct jb_measure *measure = select_measure(binder, scope, node);
    struct jb_block block = block_for(binder, scope, node, JB_BLOCK_BAR);
    struct jb_bar *bar;

    if (!measure || (!measure->has_target && !measure->has_share))
        return;
    bar = JB_NEW(binder->arena, struct jb_bar);
    *bar = (struct jb_bar){.done = thousandths_done(measure),
                           .schedule = jb_schedule_percent(binder->record) * 10,
                           .width = node->width,
                           .height = node->height,
                           .fill = node->fill,
                           .track = node->track,
                           .tick = node->tick,
                           .alternative = bar_words(binder, measure),
                           .lang = JB_ZH};
    block.bar = bar;
    g_array_append_val(blocks, block);
}
