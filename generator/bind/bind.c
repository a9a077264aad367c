#include "bind/bind.h"

#include <string.h>

#include "bind/bind-private.h"
#include "bind/messages-private.h"
#include "figures/figures.h"

static void close_array(void *array)
{
    g_array_free(array, TRUE);
}

static GArray *array_new(struct jb_arena *arena, guint size)
{
    GArray *array = g_array_new(FALSE, TRUE, size);

    jb_arena_defer(arena, close_array, array);
    return array;
}

static struct binder open_binder(struct jb_arena *arena, const struct jb_template *template,
                                 const struct jb_record *record,
                                 const struct jb_bind_options *options, struct jb_sink *sink)
{
    struct binder binder = {.arena = arena, .template = template, .record = record, .sink = sink};
    struct jb_origin none = {.template_span = {0}};

    binder.query = jb_xml_query_open(arena, record->document);
    binder.variables = array_new(arena, sizeof(struct variable));
    for (uint32_t i = 0; i < options->variable_count; i++)
        set_variable(&binder, options->variables[i].name, options->variables[i].value);
    binder.origins = array_new(arena, sizeof(struct jb_origin));
    g_array_append_val(binder.origins, none);
    binder.targets = array_new(arena, sizeof(struct jb_target));
    binder.links = array_new(arena, sizeof(struct jb_link));
    binder.notes = array_new(arena, sizeof(struct jb_note));
    binder.headings = array_new(arena, sizeof(struct jb_heading));
    binder.target_of = JB_NEW_ARRAY(arena, uint32_t, record->element_count);
    binder.led_from = JB_NEW_ARRAY(arena, struct jb_span, record->element_count);
    binder.has_section = JB_NEW_ARRAY(arena, bool, record->element_count);
    binder.placed = JB_NEW_ARRAY(arena, uint8_t, record->pair_count);
    binder.noted_from = JB_NEW_ARRAY(arena, uint32_t, record->pair_count);
    binder.pair_widths = jb_arena_dup(arena, template->pair_widths, sizeof(template->pair_widths));
    binder.langs = options->langs ? options->langs : JB_BOTH;
    binder.other = options->other;
    return binder;
}

static const struct jb_block *bind_running(struct binder *binder, const struct scope *scope,
                                           const struct jb_node *node)
{
    GArray *blocks;
    struct jb_block *block;

    if (!node)
        return NULL;
    blocks = blocks_new();
    bind_nodes(binder, scope, node, 1, blocks);
    block = blocks->len > 0 ? jb_arena_dup(binder->arena, blocks->data, sizeof(*block)) : NULL;
    g_array_free(blocks, TRUE);
    return block;
}

static const struct jb_master *bind_master(struct binder *binder, const struct scope *scope,
                                           const struct jb_master_node *node, uint32_t langs)
{
    struct jb_master *master = jb_arena_dup(binder->arena, &node->master, sizeof(*master));
    struct scope running = *scope;

    running.running = true;
    running.langs = langs;
    master->header = bind_running(binder, &running, node->header);
    master->footer = bind_running(binder, &running, node->footer);
    return master;
}

/* Heads and feet speak the language of their page. */
static uint32_t side_langs(const struct binder *binder, enum jb_page_side side)
{
    if (binder->template->arrange != JB_ARRANGE_FACING || side == JB_PAGE_FIRST)
        return binder->langs;
    return side == JB_PAGE_LEFT ? JB_ZH_ALONE : JB_EN_ALONE;
}

static void bind_named_masters(struct binder *binder, const struct scope *scope,
                               struct jb_flow *flow)
{
    uint32_t count = binder->template->named_page_count;
    const struct jb_master **masters = JB_NEW_ARRAY(binder->arena, const struct jb_master *, count);

    for (uint32_t i = 0; i < count; i++)
        masters[i] = bind_master(binder, scope, binder->template->named_pages[i], binder->langs);
    flow->named_pages = masters;
    flow->named_page_count = count;
}

/* One master may serve several sides. */
static void bind_masters(struct binder *binder, const struct scope *scope, struct jb_flow *flow)
{
    const struct jb_master_node *const *nodes = binder->template->pages;

    for (enum jb_page_side side = 0; side < JB_PAGE_SIDES; side++) {
        for (enum jb_page_side other = 0; other < side; other++)
            if (nodes[other] == nodes[side] &&
                side_langs(binder, other) == side_langs(binder, side))
                flow->pages[side] = flow->pages[other];
        if (!flow->pages[side])
            flow->pages[side] = bind_master(binder, scope, nodes[side], side_langs(binder, side));
    }
}

/* Whatever a link or a page number leads to must have its place in the body. */
static void check_targets(struct binder *binder, const struct jb_xml_node *element)
{
    uint32_t ordinal = jb_xml_ordinal(element);

    if (binder->target_of[ordinal] && !binder->has_section[ordinal])
        jb_report_both(binder->sink, &jb_bind_messages[SAY_NOWHERE], binder->led_from[ordinal],
                       jb_xml_span(binder->record->document, element), jb_xml_name(element), NULL);
    for (const struct jb_xml_node *child = jb_xml_first(element); child; child = jb_xml_next(child))
        check_targets(binder, child);
}

static const char *pair_text(struct binder *binder, const struct jb_xml_node *root,
                             const char *name, enum jb_lang lang)
{
    const struct jb_xml_node *element = jb_xml_child(root, name);
    uint32_t index = element ? binder->record->pair_of[jb_xml_ordinal(element)] : JB_NO_INDEX;

    return index == JB_NO_INDEX ? NULL
                                : half_text(binder, &binder->record->pairs[index].half[lang]);
}

static void describe(struct binder *binder, const struct jb_xml_node *root,
                     const struct jb_bind_options *options, struct jb_flow *flow)
{
    const struct jb_record *record = binder->record;
    const struct jb_pair *title = &record->pairs[record->title];

    enum jb_lang first = jb_langs_have(binder->langs, JB_ZH) ? JB_ZH : JB_EN;

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (jb_langs_have(binder->langs, lang))
            flow->title[lang] = half_text(binder, &title->half[lang]);
    flow->langs = binder->langs;
    flow->other = binder->other;
    flow->author = pair_text(binder, root, "issuer", first);
    flow->subject = jb_period_text(binder->arena, record->year, record->quarter, first);
    flow->edition = record->id;
    /* the records are dated by day: midnight in the country that they are kept in */
    flow->date = options->date
                     ? options->date
                     : jb_arena_print(binder->arena, "%04d-%02d-%02dT00:00:00+08:00",
                                      record->as_of.year, record->as_of.month, record->as_of.day);
}

static void *keep(struct jb_arena *arena, const GArray *array, size_t size)
{
    return jb_arena_dup(arena, array->data, array->len * size);
}

static bool is_draft(const struct jb_xml_node *root)
{
    const char *state = jb_xml_attribute(root, "state");

    return state && strstr(state, "draft");
}

const struct jb_flow *jb_bind(struct jb_arena *arena, const struct jb_template *template,
                              const struct jb_record *record, const struct jb_bind_options *options,
                              struct jb_sink *sink)
{
    struct binder binder = open_binder(arena, template, record, options, sink);
    const struct jb_xml_node *root = jb_xml_root(record->document);
    struct scope scope = {.focus = {root, 1, 1},
                          .style = template->base,
                          .lang = JB_ZH,
                          .langs = binder.langs,
                          .only = JB_BOTH};
    struct jb_flow *flow = JB_NEW(arena, struct jb_flow);
    struct jb_block body = {.kind = JB_BLOCK_GROUP};
    GArray *blocks = blocks_new();

    check_requirements(&binder, &scope);
    bind_nodes(&binder, &scope, template->body, template->body_count, blocks);
    adopt(&binder, &body, blocks);
    share_width(&binder, &body);
    flow->spreads = binder.faces;
    if (template->arrange == JB_ARRANGE_FACING && !binder.faces)
        jb_report(sink, &jb_bind_messages[SAY_NO_COVER],
                  template->body_count > 0 ? template->body[0].span : (struct jb_span){0}, NULL);
    flow->styles = &template->styles;
    flow->base = template->base;
    bind_masters(&binder, &scope, flow);
    bind_named_masters(&binder, &scope, flow);
    if (options->draft || is_draft(root))
        bind_watermark(&binder, &scope, flow);
    flow->blocks = body.children;
    flow->block_count = body.child_count;
    check_targets(&binder, root);
    describe(&binder, root, options, flow);
    flow->targets = keep(arena, binder.targets, sizeof(struct jb_target));
    flow->target_count = binder.targets->len;
    flow->headings = keep(arena, binder.headings, sizeof(struct jb_heading));
    flow->heading_count = binder.headings->len;
    flow->notes = keep(arena, binder.notes, sizeof(struct jb_note));
    flow->note_count = binder.notes->len;
    flow->notes_beside = template->arrange == JB_ARRANGE_PARALLEL && binder.langs == JB_BOTH;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        flow->pair_widths[lang] = binder.pair_widths[lang];
    flow->pair_gutter = template->pair_gutter;
    flow->links = keep(arena, binder.links, sizeof(struct jb_link));
    flow->link_count = binder.links->len;
    flow->origins.entries = keep(arena, binder.origins, sizeof(struct jb_origin));
    flow->origins.count = binder.origins->len;
    return jb_sink_has_errors(sink) ? NULL : flow;
}
