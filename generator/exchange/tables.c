#include "exchange/tables-private.h"

#include <string.h>

#include "exchange/csv-private.h"

static const struct column measure_columns[] = {
    {.title = "编号", .name = "id", .use = COLUMN_ID},
    {.title = "所属", .name = "place", .use = COLUMN_SHOWN, .shown = SHOW_PLACE},
    {.title = "名称", .name = "label-zh", .use = COLUMN_SHOWN, .shown = SHOW_LABEL, .lang = JB_ZH},
    {.title = "英文名称",
     .name = "label-en",
     .use = COLUMN_SHOWN,
     .shown = SHOW_LABEL,
     .lang = JB_EN},
    {.title = "单位", .name = "unit", .use = COLUMN_SHOWN, .shown = SHOW_UNIT},
    {.title = "性质", .name = "kind", .use = COLUMN_SHOWN, .shown = SHOW_KIND},
    {.title = "数值", .name = "value", .use = COLUMN_FIGURE, .attribute = "value"},
    {.title = "界限", .name = "bound", .use = COLUMN_FIGURE, .attribute = "bound"},
    {.title = "约数词", .name = "hedge", .use = COLUMN_WORDS, .attribute = "hedge"},
    {.title = "目标", .name = "target", .use = COLUMN_FIGURE, .attribute = "target"},
    {.title = "占比", .name = "share", .use = COLUMN_FIGURE, .attribute = "share"},
    {.title = "来源", .name = "source", .use = COLUMN_WORDS, .attribute = "source"},
    {.title = "暂缺原因", .name = "missing", .use = COLUMN_WORDS, .attribute = "missing"},
    {.title = "确认人", .name = "by", .use = COLUMN_WORDS, .attribute = "by"},
    {.title = "读者", .name = "audience", .use = COLUMN_SHOWN, .shown = SHOW_AUDIENCE},
};

static const struct column pair_columns[] = {
    {.title = "编号", .name = "id", .use = COLUMN_ID},
    {.title = "中文", .name = "zh", .use = COLUMN_HALF, .lang = JB_ZH},
    {.title = "英文", .name = "en", .use = COLUMN_HALF, .lang = JB_EN},
    {.title = "中文暂缺",
     .name = "zh-missing",
     .use = COLUMN_REASON,
     .attribute = "missing",
     .lang = JB_ZH},
    {.title = "确认人", .name = "zh-by", .use = COLUMN_REASON, .attribute = "by", .lang = JB_ZH},
    {.title = "英文暂缺",
     .name = "en-missing",
     .use = COLUMN_REASON,
     .attribute = "missing",
     .lang = JB_EN},
    {.title = "确认人", .name = "en-by", .use = COLUMN_REASON, .attribute = "by", .lang = JB_EN},
    {.title = "读者", .name = "audience", .use = COLUMN_SHOWN, .shown = SHOW_AUDIENCE},
};

const struct column *table_columns(enum jb_table table, uint32_t *count)
{
    bool measures = table == JB_TABLE_MEASURES;

    *count = measures ? G_N_ELEMENTS(measure_columns) : G_N_ELEMENTS(pair_columns);
    return measures ? measure_columns : pair_columns;
}

const char *jb_table_name(enum jb_table table)
{
    return table == JB_TABLE_MEASURES ? "measures" : "pairs";
}

/* --- rows ------------------------------------------------------------------------------------- */

static const struct jb_xml_node *node_after(const struct jb_xml_node *node)
{
    const struct jb_xml_node *next = jb_xml_first(node);

    while (node && !next) {
        next = jb_xml_next(node);
        node = jb_xml_parent(node);
    }
    return next;
}

/* NULL where the element is no row of the table. */
static const char *id_in_table(const struct roster *roster, const struct jb_xml_node *node)
{
    const struct jb_record *record = roster->record;
    uint32_t ordinal = jb_xml_ordinal(node);
    uint32_t pair = ordinal < record->element_count ? record->pair_of[ordinal] : JB_NO_INDEX;

    if (roster->table == JB_TABLE_PAIRS)
        return pair == JB_NO_INDEX ? NULL : record->pairs[pair].id;
    return jb_xml_is(node, "measure") ? jb_xml_attribute(node, "id") : NULL;
}

static void add_entry(struct jb_arena *arena, struct roster *roster, struct entry entry)
{
    char *id = g_strstrip(g_strdup(entry.id));

    entry.id = jb_arena_dup_text(arena, id);
    g_free(id);
    g_array_append_val(roster->entries, entry);
    if (!g_hash_table_contains(roster->number, entry.id))
        g_hash_table_insert(roster->number, (gpointer)entry.id,
                            GUINT_TO_POINTER(roster->entries->len));
}

static void close_roster(void *object)
{
    struct roster *roster = object;

    g_array_free(roster->entries, TRUE);
    g_hash_table_destroy(roster->number);
}

const struct roster *roster_new(struct jb_arena *arena, const struct jb_record *record,
                                const struct jb_sources *sources, enum jb_table table)
{
    struct roster *roster = JB_NEW(arena, struct roster);
    const struct jb_xml_node *node = jb_xml_root(record->document);

    *roster = (struct roster){.record = record,
                              .sources = sources,
                              .table = table,
                              .entries = g_array_new(FALSE, FALSE, sizeof(struct entry)),
                              .number = g_hash_table_new(g_str_hash, g_str_equal)};
    jb_arena_defer(arena, close_roster, roster);
    for (; node; node = node_after(node)) {
        const char *id = id_in_table(roster, node);

        if (id)
            add_entry(arena, roster, (struct entry){node, id});
    }
    roster->ids = JB_NEW_ARRAY(arena, const char *, roster->entries->len);
    for (guint i = 0; i < roster->entries->len; i++)
        roster->ids[i] = roster_entry(roster, i)->id;
    return roster;
}

const struct entry *roster_entry(const struct roster *roster, uint32_t i)
{
    return &g_array_index(roster->entries, struct entry, i);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void append_words(GString *out, const char *text)
{
    if (text)
        g_string_append(out, text);
}

static void append_source(const struct roster *roster, struct jb_span span, GString *out)
{
    const struct jb_source *source = jb_source_find(roster->sources, span.source);

    if (source)
        g_string_append_len(out, source->text + span.start, (gssize)(span.end - span.start));
}

static void append_half(const struct roster *roster, const struct jb_xml_node *pair,
                        enum jb_lang lang, GString *out)
{
    const struct jb_xml_node *half = pair ? jb_xml_child(pair, jb_lang_name(lang)) : NULL;
    GString *text;

    if (!half)
        return;
    text = g_string_new(NULL);
    append_source(roster, jb_xml_content_span(roster->record->document, half), text);
    words_tidy(text);
    g_string_append_len(out, text->str, (gssize)text->len);
    g_string_free(text, TRUE);
}

/* The titles of what it stands in, from the outside in. */
static void append_place(const struct roster *roster, const struct jb_xml_node *node, GString *out)
{
    const struct jb_xml_node *above = jb_xml_parent(node);

    if (!above || !jb_xml_parent(above)) /* the edition's own title says nothing */
        return;
    append_place(roster, above, out);
    if (!jb_xml_child(above, "title"))
        return;
    if (out->len > 0)
        g_string_append(out, " / ");
    append_half(roster, jb_xml_child(above, "title"), JB_ZH, out);
}

static void append_kind(const struct jb_xml_node *node, GString *out)
{
    const char *kind = jb_xml_attribute(node, "kind");
    const struct jb_xml_node *above = jb_xml_parent(node);

    append_words(out, kind ? kind : above && jb_xml_is(above, "plan") ? "plan" : "cumulative");
}

static void append_audience(const struct jb_xml_node *node, GString *out)
{
    for (; node; node = jb_xml_parent(node))
        if (g_strcmp0(jb_xml_attribute(node, "audience"), "internal") == 0) {
            g_string_append(out, "internal");
            return;
        }
}

static void append_shown(const struct roster *roster, const struct entry *entry,
                         const struct column *column, GString *out)
{
    switch (column->shown) {
    case SHOW_PLACE: append_place(roster, entry->node, out); break;
    case SHOW_LABEL:
        append_half(roster, jb_xml_child(entry->node, "label"), column->lang, out);
        break;
    case SHOW_UNIT: append_words(out, jb_xml_attribute(entry->node, "unit")); break;
    case SHOW_KIND: append_kind(entry->node, out); break;
    case SHOW_AUDIENCE: append_audience(entry->node, out); break;
    }
}

void cell_read(const struct roster *roster, const struct entry *entry, const struct column *column,
               GString *out)
{
    const struct jb_xml_node *half;

    g_string_truncate(out, 0);
    switch (column->use) {
    case COLUMN_ID: append_words(out, entry->id); return;
    case COLUMN_HALF: append_half(roster, entry->node, column->lang, out); return;
    case COLUMN_SHOWN: append_shown(roster, entry, column, out); break;
    case COLUMN_REASON:
        half = jb_xml_child(entry->node, jb_lang_name(column->lang));
        append_words(out, half ? jb_xml_attribute(half, column->attribute) : NULL);
        break;
    default: append_words(out, jb_xml_attribute(entry->node, column->attribute)); break;
    }
    words_tidy(out);
}

/* --- the whole table -------------------------------------------------------------------------- */

static void write_header(const struct column *columns, uint32_t count, GString *out)
{
    g_string_append(out, "\xEF\xBB\xBF");
    for (uint32_t i = 0; i < count; i++)
        g_string_append_printf(out, "%s%s %s", i > 0 ? "," : "", columns[i].title, columns[i].name);
    g_string_append(out, "\r\n");
}

void jb_table_write(struct jb_arena *arena, const struct jb_record *record,
                    const struct jb_sources *sources, enum jb_table table, GString *out)
{
    const struct roster *roster = roster_new(arena, record, sources, table);
    uint32_t count;
    const struct column *columns = table_columns(table, &count);
    GString *cell = g_string_new(NULL);

    write_header(columns, count, out);
    for (guint row = 0; row < roster->entries->len; row++) {
        for (uint32_t i = 0; i < count; i++) {
            cell_read(roster, roster_entry(roster, row), &columns[i], cell);
            if (columns[i].use != COLUMN_FIGURE)
                words_guard(cell);
            if (i > 0)
                g_string_append_c(out, ',');
            csv_append(out, cell->str);
        }
        g_string_append(out, "\r\n");
    }
    g_string_free(cell, TRUE);
}
