#include "bind/bind-private.h"
#include "bind/messages-private.h"

uint32_t add_origin(struct binder *binder, struct jb_span in_template, struct jb_span in_record)
{
    struct jb_origin origin = {in_template, in_record};

    g_array_append_val(binder->origins, origin);
    return binder->origins->len - 1;
}

uint32_t node_origin(struct binder *binder, const struct jb_node *node, const struct scope *scope)
{
    return add_origin(binder, node->span, jb_xml_span(binder->record->document, scope->focus.node));
}

void report_expression(struct binder *binder, struct jb_span span,
                       const struct jb_xml_node *element, const char *error)
{
    const struct jb_words words[] = {jb_xml_expression_words(binder->arena, error), {NULL, NULL}};

    jb_report_words(binder->sink, &jb_bind_messages[SAY_XPATH_FAILS], span,
                    jb_xml_span(binder->record->document, element), words);
}

void report_here(struct binder *binder, int message, const struct jb_node *node,
                 const struct scope *scope, const char *arg)
{
    struct jb_span span = node->path_span.source ? node->path_span : node->span;

    if (message == SAY_XPATH_FAILS)
        report_expression(binder, span, scope->focus.node, arg);
    else
        jb_report_both(binder->sink, &jb_bind_messages[message], span,
                       jb_xml_span(binder->record->document, scope->focus.node), arg, NULL);
}

bool take_step(struct binder *binder, const struct scope *scope, const struct jb_node *node)
{
    enum { MOST_STEPS = 4 * 1000 * 1000 };

    if (binder->steps <= MOST_STEPS)
        binder->steps++;
    if (binder->steps == MOST_STEPS)
        report_here(binder, SAY_TOO_MUCH, node, scope, NULL);
    return binder->steps < MOST_STEPS;
}

void set_variable(struct binder *binder, const char *name, const char *value)
{
    struct variable variable = {name, value};

    g_array_append_val(binder->variables, variable);
    jb_xml_query_set(binder->query, name, value);
}

static const char *value_among(const GArray *variables, const char *name)
{
    for (guint i = variables->len; i-- > 0;) {
        const struct variable *variable = &g_array_index((GArray *)variables, struct variable, i);

        if (g_str_equal(variable->name, name))
            return variable->value;
    }
    return NULL;
}

void forget_variables(struct binder *binder, uint32_t count)
{
    while (binder->variables->len > count) {
        guint last = binder->variables->len - 1;
        const char *name = g_array_index(binder->variables, struct variable, last).name;

        g_array_set_size(binder->variables, last);
        jb_xml_query_set(binder->query, name, value_among(binder->variables, name));
    }
}

static const char *target_name(struct binder *binder, const struct jb_xml_node *element)
{
    const char *id = jb_xml_attribute(element, "id");

    return id ? id
              : jb_arena_print(binder->arena, "%s-%u", jb_xml_name(element),
                               jb_xml_ordinal(element));
}

uint32_t find_target(struct binder *binder, const struct jb_xml_node *element, struct jb_span from)
{
    uint32_t ordinal = jb_xml_ordinal(element);
    uint32_t *slot = &binder->target_of[ordinal];
    struct jb_target target = {.name = NULL};

    if (from.source)
        binder->led_from[ordinal] = from;
    if (*slot == 0) {
        target.name = target_name(binder, element);
        g_array_append_val(binder->targets, target);
        *slot = binder->targets->len;
    }
    return *slot - 1;
}

uint32_t add_link(struct binder *binder, struct jb_link link)
{
    g_array_append_val(binder->links, link);
    return binder->links->len;
}

bool select_all(struct binder *binder, const struct scope *scope, const struct jb_node *node,
                const struct jb_xml_node ***elements, uint32_t *count)
{
    const char *error = NULL;

    if (jb_xml_select(binder->query, node->path, scope->focus, binder->arena, elements, count,
                      &error))
        return true;
    report_here(binder, SAY_XPATH_FAILS, node, scope, error);
    return false;
}

bool test_holds(struct binder *binder, const struct scope *scope, const struct jb_node *node)
{
    const char *error = NULL;
    bool holds = false;

    if (!jb_xml_test(binder->query, node->path, scope->focus, &holds, &error))
        report_here(binder, SAY_XPATH_FAILS, node, scope, error);
    return holds;
}

const struct jb_xml_node *select_one(struct binder *binder, const struct scope *scope,
                                     const struct jb_node *node)
{
    const struct jb_xml_node **elements;
    uint32_t count;

    if (!node->path)
        return scope->focus.node;
    if (!select_all(binder, scope, node, &elements, &count))
        return NULL;
    if (count == 0)
        report_here(binder, SAY_SELECTS_NOTHING, node, scope, NULL);
    return count > 0 ? elements[0] : NULL;
}

struct scope scope_at(const struct scope *scope, const struct jb_xml_node *element, uint32_t i,
                      uint32_t count)
{
    struct scope inner = *scope;

    inner.focus = (struct jb_xml_focus){element, i + 1, count};
    return inner;
}

/* The index of what the selected element became; JB_NO_INDEX after a report. */
static uint32_t select_index(struct binder *binder, const struct scope *scope,
                             const struct jb_node *node, const uint32_t *index_of, int message)
{
    const struct jb_xml_node *element = select_one(binder, scope, node);
    uint32_t index = element ? index_of[jb_xml_ordinal(element)] : JB_NO_INDEX;

    if (element && index == JB_NO_INDEX)
        report_here(binder, message, node, scope, jb_xml_name(element));
    return index;
}

const struct jb_pair *select_pair(struct binder *binder, const struct scope *scope,
                                  const struct jb_node *node)
{
    uint32_t index = select_index(binder, scope, node, binder->record->pair_of, SAY_NO_PAIR);

    return index == JB_NO_INDEX ? NULL : &binder->record->pairs[index];
}

const struct jb_measure *select_measure(struct binder *binder, const struct scope *scope,
                                        const struct jb_node *node)
{
    uint32_t index = select_index(binder, scope, node, binder->record->measure_of, SAY_NO_MEASURE);

    return index == JB_NO_INDEX ? NULL : &binder->record->measures[index];
}
