#include <string.h>

#include "bind/bind-private.h"
#include "bind/messages-private.h"

static struct jb_run *last_run(const struct writing *writing)
{
    GArray *runs = writing->runs;

    return runs->len ? &g_array_index(runs, struct jb_run, runs->len - 1) : NULL;
}

void add_run(struct writing *writing, const struct scope *scope, struct jb_run run)
{
    run.style = scope->style;
    run.marks |= writing->marks;
    run.link = run.link ? run.link : scope->link;
    g_array_append_val(writing->runs, run);
}

/* What is left out between two spaces leaves one. */
void write_text(struct writing *writing, const struct scope *scope, const char *text,
                uint32_t origin)
{
    const struct jb_run *last = last_run(writing);

    if (*text == ' ' && last && last->length && last->text[last->length - 1] == ' ')
        text++;
    if (*text == '\0')
        return;
    add_run(writing, scope,
            (struct jb_run){.kind = JB_RUN_TEXT,
                            .lang = scope->lang,
                            .text = text,
                            .length = (uint32_t)strlen(text),
                            .origin = origin});
}

static void write_slot(struct writing *writing, const struct scope *scope, enum jb_run_kind kind,
                       uint32_t target, uint32_t origin)
{
    add_run(writing, scope,
            (struct jb_run){.kind = kind, .lang = scope->lang, .target = target, .origin = origin});
}

static void write_strong(struct writing *writing, const struct scope *scope,
                         const struct jb_node *node)
{
    uint32_t marks = writing->marks;

    writing->marks |= JB_TEXT_STRONG;
    write_nodes(writing, scope, node->children, node->child_count);
    writing->marks = marks;
}

static void write_selected_half(struct writing *writing, const struct scope *scope,
                                const struct jb_node *node)
{
    const struct jb_pair *pair = select_pair(writing->binder, scope, node);

    if (pair)
        write_half(writing, scope, node, &pair->half[scope->lang]);
}

static void write_page_of(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node, uint32_t origin)
{
    const struct jb_xml_node *element = select_one(writing->binder, scope, node);

    if (element)
        write_slot(writing, scope, JB_RUN_PAGE_OF,
                   find_target(writing->binder, element, node->span), origin);
}

static void write_running(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node, uint32_t origin)
{
    if (!scope->running)
        report_here(writing->binder, SAY_RUNNING_IN_BODY, node, scope, NULL);
    add_run(
        writing, scope,
        (struct jb_run){
            .kind = JB_RUN_RUNNING, .lang = scope->lang, .level = node->level, .origin = origin});
}

static void write_wording(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node)
{
    const struct jb_node *half = literal_half(node, scope->lang);

    if (half)
        write_nodes(writing, scope, half->children, half->child_count);
}

static void write_each(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node)
{
    const struct jb_xml_node **elements;
    uint32_t count;

    if (!select_all(writing->binder, scope, node, &elements, &count))
        return;
    for (uint32_t i = 0; i < count; i++) {
        struct scope inner = scope_at(scope, elements[i], i, count);

        write_nodes(writing, &inner, node->children, node->child_count);
    }
}

/* What holds other nodes; false for what does not. */
static bool write_control(struct writing *writing, const struct scope *scope,
                          const struct jb_node *node)
{
    switch (node->kind) {
    case JB_NODE_STRONG: write_strong(writing, scope, node); return true;
    case JB_NODE_WORDING: write_wording(writing, scope, node); return true;
    case JB_NODE_EACH: write_each(writing, scope, node); return true;
    case JB_NODE_IF:
        if (test_holds(writing->binder, scope, node))
            write_nodes(writing, scope, node->children, node->child_count);
        return true;
    default: return false;
    }
}

static void write_node(struct writing *writing, const struct scope *scope,
                       const struct jb_node *node)
{
    struct binder *binder = writing->binder;
    uint32_t origin;

    if (!take_step(binder, scope, node) || !stands(binder, scope, node) ||
        write_control(writing, scope, node))
        return;
    origin = node_origin(binder, node, scope);
    switch (node->kind) {
    case JB_NODE_TEXT: write_text(writing, scope, node->text, origin); break;
    case JB_NODE_HALF: write_selected_half(writing, scope, node); break;
    case JB_NODE_PAGE_NUMBER: write_slot(writing, scope, JB_RUN_PAGE_NUMBER, 0, origin); break;
    case JB_NODE_PAGE_COUNT: write_slot(writing, scope, JB_RUN_PAGE_COUNT, 0, origin); break;
    case JB_NODE_PAGE_OF: write_page_of(writing, scope, node, origin); break;
    case JB_NODE_LINE_BREAK: write_slot(writing, scope, JB_RUN_BREAK, 0, origin); break;
    case JB_NODE_RUNNING: write_running(writing, scope, node, origin); break;
    default: write_said(writing, scope, node, origin); break;
    }
}

void write_nodes(struct writing *writing, const struct scope *scope, const struct jb_node *nodes,
                 uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        write_node(writing, scope, &nodes[i]);
}

/* Spaces at the ends come from parts of the template that had nothing to say. */
static void trim(GArray *runs)
{
    while (runs->len > 0) {
        struct jb_run *first = &g_array_index(runs, struct jb_run, 0);

        while (first->kind == JB_RUN_TEXT && first->length && first->text[0] == ' ') {
            first->text++;
            first->length--;
        }
        if (first->kind != JB_RUN_TEXT || first->length)
            break;
        g_array_remove_index(runs, 0);
    }
    while (runs->len > 0) {
        struct jb_run *last = &g_array_index(runs, struct jb_run, runs->len - 1);

        while (last->kind == JB_RUN_TEXT && last->length && last->text[last->length - 1] == ' ')
            last->length--;
        if (last->kind != JB_RUN_TEXT || last->length)
            break;
        g_array_set_size(runs, runs->len - 1);
    }
}

/* The texts of an entry are read as one: a space, which is not seen at a line's end, parts them. */
static void separate(struct writing *writing, const struct scope *scope, uint32_t origin)
{
    struct scope latin = *scope;

    latin.lang = JB_EN;
    if (writing->runs->len > 0)
        write_text(writing, &latin, " ", origin);
}

struct jb_para *close_para(struct writing *writing, const struct scope *scope, enum jb_role role,
                           uint32_t origin)
{
    struct binder *binder = writing->binder;
    struct jb_para *para = JB_NEW(binder->arena, struct jb_para);
    GArray *runs = writing->runs;

    trim(runs);
    if (scope->in_contents)
        separate(writing, scope, origin);
    *para = (struct jb_para){
        .runs = jb_arena_dup(binder->arena, runs->data, runs->len * sizeof(struct jb_run)),
        .count = runs->len,
        .lang = scope->lang,
        .style = scope->style,
        .role = role,
        .origin = origin,
    };
    g_array_free(runs, TRUE);
    writing->runs = NULL;
    return para;
}
