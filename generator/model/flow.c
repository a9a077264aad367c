#include "model/flow.h"

#include <string.h>

#include "base/length.h"

static const char *const block_names[] = {
    [JB_BLOCK_PARA] = "para",       [JB_BLOCK_PAIR] = "pair",
    [JB_BLOCK_GROUP] = "group",     [JB_BLOCK_ROW] = "row",
    [JB_BLOCK_TABLE] = "table",     [JB_BLOCK_CHART] = "chart",
    [JB_BLOCK_FACING] = "facing",   [JB_BLOCK_RULE] = "rule",
    [JB_BLOCK_SPACE] = "space",     [JB_BLOCK_PAGE_BREAK] = "page-break",
    [JB_BLOCK_PICTURE] = "picture", [JB_BLOCK_COLUMNS] = "columns",
};

static void indent(GString *out, int depth)
{
    for (int i = 0; i < depth; i++)
        g_string_append(out, "  ");
}

static void dump_marks(GString *out, uint32_t marks)
{
    static const char *const names[] = {"em", "strong", "sup", "sub", "nobr"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (marks & 1u << i)
            g_string_append_printf(out, " %s", names[i]);
}

static void dump_run(const struct jb_flow *flow, const struct jb_run *run, GString *out, int depth)
{
    indent(out, depth);
    switch (run->kind) {
    case JB_RUN_TEXT: g_string_append_printf(out, "\"%.*s\"", (int)run->length, run->text); break;
    case JB_RUN_BREAK: g_string_append(out, "break"); break;
    case JB_RUN_PAGE_OF:
        g_string_append_printf(out, "page-of %s", flow->targets[run->target].name);
        break;
    case JB_RUN_PAGE_NUMBER: g_string_append(out, "page-number"); break;
    case JB_RUN_PAGE_COUNT: g_string_append(out, "page-count"); break;
    case JB_RUN_RUNNING: g_string_append_printf(out, "running %u", run->level); break;
    }
    g_string_append_printf(out, " %s %s", jb_lang_name(run->lang), run->style->name);
    dump_marks(out, run->marks);
    if (run->link) {
        const struct jb_link *link = &flow->links[run->link - 1];

        g_string_append_printf(out, " -> %s",
                               link->uri ? link->uri : flow->targets[link->target].name);
    }
    g_string_append_c(out, '\n');
}

static void dump_para(const struct jb_flow *flow, const struct jb_para *para, GString *out,
                      int depth)
{
    indent(out, depth);
    g_string_append_printf(out, "%s %s %s", jb_lang_name(para->lang), para->style->name,
                           jb_role_name(para->role));
    if (para->id)
        g_string_append_printf(out, " #%s", para->id);
    if (para->width)
        g_string_append_printf(out, " width %d", para->width);
    g_string_append_c(out, '\n');
    for (uint32_t i = 0; para->label && i < para->label->count; i++)
        dump_run(flow, &para->label->runs[i], out, depth + 2);
    for (uint32_t i = 0; i < para->count; i++)
        dump_run(flow, &para->runs[i], out, depth + 1);
}

/* Of a file only the name: where the records lie is no part of the flow. */
static void dump_picture(const struct jb_picture *picture, GString *out)
{
    char *name = picture->path ? g_path_get_basename(picture->path) : g_strdup(picture->code);

    g_string_append_printf(out, " %s %d x %d", name, picture->width, picture->height);
    if (picture->alternative)
        g_string_append_printf(out, " \"%s\"", picture->alternative);
    g_free(name);
}

static void dump_chart(const struct jb_chart *chart, GString *out)
{
    static const char *const names[] = {"bar", "light", "donut", "columns", "timeline"};

    g_string_append_printf(out, " %s", names[chart->kind]);
    if (chart->kind == JB_CHART_BAR || chart->kind == JB_CHART_DONUT) {
        if (chart->done != JB_CHART_NONE)
            g_string_append_printf(out, " %d", chart->done);
        g_string_append_printf(out, " at %d", chart->schedule);
    }
    g_string_append_printf(out, " \"%s\"", chart->alternative);
}

static void dump_block(const struct jb_flow *flow, const struct jb_block *block, GString *out,
                       int depth)
{
    indent(out, depth);
    g_string_append(out, block_names[block->kind]);
    if (block->role != JB_ROLE_NONE)
        g_string_append_printf(out, " %s", jb_role_name(block->role));
    if (block->id)
        g_string_append_printf(out, " #%s", block->id);
    if (block->target)
        g_string_append_printf(out, " @%s", flow->targets[block->target - 1].name);
    if (block->height)
        g_string_append_printf(out, " height %d", block->height);
    if (block->picture)
        dump_picture(block->picture, out);
    if (block->chart)
        dump_chart(block->chart, out);
    if (block->decimal)
        g_string_append(out, " decimal");
    if (block->span > 1)
        g_string_append_printf(out, " span %u", block->span);
    if (block->keep_together)
        g_string_append(out, " keep");
    if (block->page)
        g_string_append_printf(out, " to page %s", block->page);
    if (block->across)
        g_string_append_printf(out, " %u across", block->across);
    g_string_append_c(out, '\n');
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (block->paras[lang])
            dump_para(flow, block->paras[lang], out, depth + 1);
    for (uint32_t i = 0; i < block->child_count; i++)
        dump_block(flow, &block->children[i], out, depth + 1);
}

static void dump_master(const struct jb_flow *flow, const char *name,
                        const struct jb_master *master, GString *out)
{
    g_string_append_printf(out, "%s page %s: %d x %d, margins %d %d %d %d\n", name, master->name,
                           master->width, master->height, master->top, master->right,
                           master->bottom, master->left);
    if (master->header)
        dump_block(flow, master->header, out, 1);
    if (master->footer)
        dump_block(flow, master->footer, out, 1);
}

const char *const jb_continued[JB_LANGS] = {[JB_ZH] = "（续）", [JB_EN] = " (cont.)"};

const struct jb_master *jb_flow_master(const struct jb_flow *flow, uint32_t page)
{
    if (page == 0)
        return flow->pages[JB_PAGE_FIRST];
    return flow->pages[page % 2 == 1 ? JB_PAGE_LEFT : JB_PAGE_RIGHT];
}

bool jb_widths_parse(struct jb_arena *arena, const char *text, const struct jb_width **widths,
                     uint32_t *count)
{
    enum { LARGEST_SHARE = 100 };
    char **words = g_strsplit(text, " ", -1);
    guint length = g_strv_length(words);
    struct jb_width *made = JB_NEW_ARRAY(arena, struct jb_width, length);
    bool good = true;

    for (guint i = 0; i < length; i++) {
        if (g_str_has_suffix(words[i], "*")) {
            guint64 share = words[i][0] == '*' ? 1 : g_ascii_strtoull(words[i], NULL, 10);

            good = good && share > 0 && share <= LARGEST_SHARE;
            made[i].share = (uint32_t)share;
        } else if (strcmp(words[i], "auto") == 0) {
            made[i].share = 1;
            made[i].fits = true;
        } else {
            good = jb_length_parse(words[i], 0, &made[i].fixed) && made[i].fixed >= 0 && good;
        }
    }
    g_strfreev(words);
    *widths = made;
    *count = length;
    return good;
}

void jb_flow_dump(const struct jb_flow *flow, GString *out)
{
    g_string_append_printf(out, "flow %s \"%s\" \"%s\" %s\n", flow->edition, flow->title[JB_ZH],
                           flow->title[JB_EN], flow->date);
    dump_master(flow, "first", flow->pages[JB_PAGE_FIRST], out);
    if (flow->pages[JB_PAGE_LEFT] == flow->pages[JB_PAGE_RIGHT]) {
        dump_master(flow, "rest", flow->pages[JB_PAGE_LEFT], out);
    } else {
        dump_master(flow, "left", flow->pages[JB_PAGE_LEFT], out);
        dump_master(flow, "right", flow->pages[JB_PAGE_RIGHT], out);
    }
    for (uint32_t i = 0; i < flow->named_page_count; i++)
        dump_master(flow, "named", flow->named_pages[i], out);
    for (uint32_t i = 0; i < flow->block_count; i++)
        dump_block(flow, &flow->blocks[i], out, 0);
}
