#include "base/length.h"
#include "bind/bind-private.h"
#include "bind/messages-private.h"

/* Attribute values that are worked out at each record. */
struct settling {
    struct binder *binder;
    const struct scope *scope;
    const struct jb_formula *formula;
    const char *value;
};

static void report_value(const struct settling *settling, int message, const char *available)
{
    struct binder *binder = settling->binder;

    jb_report_both(binder->sink, &jb_bind_messages[message], settling->formula->span,
                   jb_xml_span(binder->record->document, settling->scope->focus.node),
                   settling->value, available, NULL);
}

/* NULL after a report. */
static const char *formula_text(struct binder *binder, const struct scope *scope,
                                const struct jb_formula *formula)
{
    GString *text = g_string_new(NULL);
    const char *copy = NULL, *error = NULL;

    for (uint32_t i = 0; i < formula->count && !error; i++) {
        const struct jb_formula_piece *piece = &formula->pieces[i];
        const char *part = piece->text ? piece->text
                                       : jb_xml_text(binder->query, piece->path, scope->focus,
                                                     binder->arena, &error);

        g_string_append(text, part ? part : "");
    }
    if (error)
        report_expression(binder, formula->span, scope->focus.node, error);
    else
        copy = jb_arena_dup_span(binder->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

static void settle_style(const struct settling *settling, const struct jb_style **style)
{
    const struct jb_style_sheet *sheet = &settling->binder->template->styles;
    const struct jb_style *found = jb_style_find(sheet, settling->value);

    if (found)
        *style = found;
    else
        report_value(settling, SAY_NO_STYLE_SO,
                     jb_style_suggest(settling->binder->arena, sheet, settling->value));
}

static void settle_colour(const struct settling *settling, jb_colour *colour)
{
    const struct jb_style_sheet *sheet = &settling->binder->template->styles;
    const struct jb_colour_token *found = jb_colour_find(sheet, settling->value);

    if (found)
        *colour = found->colour;
    else
        report_value(settling, SAY_NO_COLOUR_SO,
                     jb_colour_suggest(settling->binder->arena, sheet, settling->value));
}

static void settle_length(const struct settling *settling, int32_t *length)
{
    int32_t value;

    if (jb_length_parse(settling->value, 0, &value) && value >= 0)
        *length = value;
    else
        report_value(settling, SAY_NO_LENGTH_SO, NULL);
}

static void settle_widths(const struct settling *settling, struct jb_node *node)
{
    const struct jb_width *widths;
    uint32_t count;

    if (!jb_widths_parse(settling->binder->arena, settling->value, &widths, &count)) {
        report_value(settling, SAY_NO_LENGTH_SO, NULL);
        return;
    }
    node->widths = widths;
    node->width_count = count;
}

static void settle_property(const struct settling *settling, struct jb_node *node)
{
    switch (settling->formula->property) {
    case JB_PROPERTY_STYLE: settle_style(settling, &node->style); break;
    case JB_PROPERTY_FILL: settle_colour(settling, &node->fill); break;
    case JB_PROPERTY_TRACK: settle_colour(settling, &node->track); break;
    case JB_PROPERTY_TICK: settle_colour(settling, &node->tick); break;
    case JB_PROPERTY_ALERT: settle_colour(settling, &node->alert); break;
    case JB_PROPERTY_WIDTHS: settle_widths(settling, node); break;
    case JB_PROPERTY_GUTTER: settle_length(settling, &node->gutter); break;
    case JB_PROPERTY_WIDTH: settle_length(settling, &node->width); break;
    case JB_PROPERTY_HEIGHT: settle_length(settling, &node->height); break;
    case JB_PROPERTY_PADDING: settle_length(settling, &node->padding); break;
    case JB_PROPERTY_SPACE_BEFORE: settle_length(settling, &node->space_before); break;
    case JB_PROPERTY_SPACE_AFTER: settle_length(settling, &node->space_after); break;
    }
}

const struct jb_node *settle(struct binder *binder, const struct scope *scope,
                             const struct jb_node *node)
{
    struct jb_node *settled;

    if (node->formula_count == 0)
        return node;
    settled = jb_arena_dup(binder->arena, node, sizeof(*node));
    for (uint32_t i = 0; i < node->formula_count; i++) {
        struct settling settling = {binder, scope, &node->formulas[i],
                                    formula_text(binder, scope, &node->formulas[i])};

        if (settling.value)
            settle_property(&settling, settled);
    }
    return settled;
}
