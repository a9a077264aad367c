#include <string.h>

#include "base/length.h"
#include "read/messages-private.h"
#include "read/template-private.h"

/* What the attributes of a template's elements mean. The XSD has said which element may have which;
 * here each has one meaning wherever it stands. */
struct setting {
    struct template_reader *reader;
    const struct jb_xml_node *element;
    const char *name;
    const char *value;
    struct jb_node *node;
};

static struct jb_span place(const struct setting *setting)
{
    return jb_xml_attribute_span(setting->reader->xml, setting->element, setting->name);
}

static void set_length(const struct setting *setting, int32_t *length)
{
    if (!jb_length_parse(setting->value, 0, length) || *length < 0)
        jb_report(setting->reader->sink, &jb_read_messages[SAY_BAD_LENGTH], place(setting),
                  setting->value, NULL);
}

static jb_colour colour_named(const struct setting *setting, const char *name)
{
    const struct template_reader *reader = setting->reader;
    const struct jb_colour_token *found =
        use_colour(reader->arena, reader->sink, reader->book, place(setting), name);

    return found ? found->colour : 0;
}

static void set_style(const struct setting *setting)
{
    const struct template_reader *reader = setting->reader;

    setting->node->style =
        use_style(reader->arena, reader->sink, reader->book, place(setting), setting->value);
}

static void set_path(const struct setting *setting)
{
    setting->node->path_span = place(setting);
    setting->node->path = read_path(setting->reader, setting->node->path_span, 0, setting->value);
}

static void set_rows(const struct setting *setting)
{
    setting->node->rows_path = read_path(setting->reader, place(setting), 0, setting->value);
}

static void set_lang(const struct setting *setting)
{
    setting->node->has_lang = true;
    setting->node->lang = strcmp(setting->value, "zh") == 0 ? JB_ZH : JB_EN;
}

static int choice(const char *value, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], value) == 0)
            return i;
    return 0;
}

static void set_arrange(const struct setting *setting)
{
    static const char *const names[] = {"parallel", "stacked", "inline"};

    setting->node->has_arrange = true;
    setting->node->arrange = (enum jb_arrange)choice(setting->value, names, G_N_ELEMENTS(names));
}

/* The form of a figure, or the kind of a word. */
static void set_as(const struct setting *setting)
{
    static const char *const names[] = {"value", "number", "short", "long", "target", "share"};

    if (setting->node->kind == JB_NODE_PERIOD) {
        static const char *const forms[] = {"words", "inside", "short"};

        setting->node->period_as =
            (enum jb_period_as)choice(setting->value, forms, G_N_ELEMENTS(forms));
        return;
    }
    if (setting->node->kind == JB_NODE_SCHEDULE) {
        setting->node->slightly_behind = strcmp(setting->value, "slightly-behind") == 0;
        return;
    }
    if (setting->node->kind == JB_NODE_WORD) {
        setting->node->text = setting->value;
        return;
    }
    setting->node->as = (enum jb_figure_as)choice(setting->value, names, G_N_ELEMENTS(names));
}

static void set_widths(const struct setting *setting)
{
    if (!jb_widths_parse(setting->reader->arena, setting->value, &setting->node->widths,
                         &setting->node->width_count))
        jb_report(setting->reader->sink, &jb_read_messages[SAY_BAD_LENGTH], place(setting),
                  setting->value, NULL);
}

static void set_rule(const struct setting *setting, int32_t *thickness, jb_colour *colour)
{
    char **parts = g_strsplit(setting->value, " ", 2);
    struct setting length = *setting;

    length.value = parts[0];
    set_length(&length, thickness);
    *colour = colour_named(setting, parts[1]);
    g_strfreev(parts);
}

static void set_rule_above(const struct setting *setting)
{
    set_rule(setting, &setting->node->rule_above, &setting->node->rule_above_colour);
}

static void set_rule_below(const struct setting *setting)
{
    set_rule(setting, &setting->node->rule_below, &setting->node->rule_below_colour);
}

static void set_fill(const struct setting *setting)
{
    setting->node->has_fill = true;
    setting->node->fill = colour_named(setting, setting->value);
}

static void set_track(const struct setting *setting)
{
    setting->node->track = colour_named(setting, setting->value);
}

static void set_tick(const struct setting *setting)
{
    setting->node->has_tick = true;
    setting->node->tick = colour_named(setting, setting->value);
}

static void set_alert(const struct setting *setting)
{
    setting->node->alert = colour_named(setting, setting->value);
}

static void set_zebra(const struct setting *setting)
{
    setting->node->has_zebra = true;
    setting->node->zebra = colour_named(setting, setting->value);
}

static void set_number(const struct setting *setting, uint32_t *number)
{
    enum { LARGEST = 9 };

    *number = (uint32_t)MIN(g_ascii_strtoull(setting->value, NULL, 10), LARGEST);
}

static void set_level(const struct setting *setting)
{
    set_number(setting, &setting->node->level);
}

static void set_numerals(const struct setting *setting)
{
    setting->node->chinese_numerals = strcmp(setting->value, "chinese") == 0;
}

static void set_digits(const struct setting *setting)
{
    set_number(setting, &setting->node->digits);
}

static void set_across(const struct setting *setting)
{
    set_number(setting, &setting->node->across);
}

static void set_quarters(const struct setting *setting)
{
    set_number(setting, &setting->node->quarters);
}

/* More columns than any table has; bind/ holds it against those of the row. */
static void set_span(const struct setting *setting)
{
    enum { WIDEST = 1000 };

    setting->node->spans = (uint32_t)MIN(g_ascii_strtoull(setting->value, NULL, 10), WIDEST);
}

static void set_rule_every(const struct setting *setting)
{
    enum { LARGEST = 1000 };

    setting->node->rule_every = (uint32_t)MIN(g_ascii_strtoull(setting->value, NULL, 10), LARGEST);
}

static void set_status(const struct setting *setting)
{
    static const char *const names[JB_STATUSES] = {"complete", "on-schedule", "slightly-behind",
                                                   "behind",   "not-counted", "no-target"};

    setting->node->has_status = true;
    setting->node->status = (enum jb_status)choice(setting->value, names, JB_STATUSES);
}

static void set_text(const struct setting *setting)
{
    setting->node->text = setting->value;
}

#define LENGTH_SETTER(member)                               \
    static void set_##member(const struct setting *setting) \
    {                                                       \
        set_length(setting, &setting->node->member);        \
    }
LENGTH_SETTER(gutter)
LENGTH_SETTER(width)
LENGTH_SETTER(height)
LENGTH_SETTER(padding)
LENGTH_SETTER(thickness)
LENGTH_SETTER(space_before)
LENGTH_SETTER(space_after)

/* An em of it is known only where its style is; that it is in range is seen with any em. */
static const char *own_length(const struct setting *setting)
{
    enum { SOME_EM = 10 * JB_PT };
    int32_t length;

    if (jb_length_parse(setting->value, SOME_EM, &length) && length >= 0)
        return setting->value;
    jb_report(setting->reader->sink, &jb_read_messages[SAY_BAD_LENGTH], place(setting),
              setting->value, NULL);
    return NULL;
}

static void set_any_width(const struct setting *setting)
{
    if (setting->node->kind == JB_NODE_P)
        setting->node->own.width = own_length(setting);
    else
        set_width(setting);
}

/* The size of a drawing is its width and its height. */
static void set_size(const struct setting *setting)
{
    enum jb_node_kind kind = setting->node->kind;

    if (kind == JB_NODE_QR || kind == JB_NODE_LIGHT || kind == JB_NODE_DONUT)
        set_width(setting);
    else
        setting->node->own.size = own_length(setting);
}

static void set_indent(const struct setting *setting)
{
    setting->node->own.indent = own_length(setting);
}

static void set_align(const struct setting *setting)
{
    static const char *const names[] = {"start", "end", "centre", "justify"};

    if (setting->node->kind == JB_NODE_CELL) {
        setting->node->decimal = strcmp(setting->value, "decimal") == 0;
        return;
    }
    setting->node->own.has_align = true;
    setting->node->own.align = (enum jb_align)choice(setting->value, names, G_N_ELEMENTS(names));
}

static void set_keep_with_next(const struct setting *setting)
{
    setting->node->keep_with_next = strcmp(setting->value, "yes") == 0;
}

static void set_keep_with_previous(const struct setting *setting)
{
    setting->node->keep_with_previous = strcmp(setting->value, "yes") == 0;
}

static void set_numbers(const struct setting *setting)
{
    setting->node->numbered = strcmp(setting->value, "yes") == 0;
}

static void set_head(const struct setting *setting)
{
    setting->node->row_head = strcmp(setting->value, "yes") == 0;
}

static void set_for(const struct setting *setting)
{
    static const char *const names[] = {"", "zh", "en", "both", "zh-alone", "en-alone", "one"};

    setting->node->stands = (enum jb_stands)choice(setting->value, names, G_N_ELEMENTS(names));
}

static void set_alternative(const struct setting *setting)
{
    setting->node->alternative = setting->value;
}

static void set_resolution(const struct setting *setting)
{
    enum { MOST = 9999 };

    setting->node->resolution = (uint32_t)MIN(g_ascii_strtoull(setting->value, NULL, 10), MOST);
}

enum { AS_WRITTEN = -1 };

static const struct {
    const char *name;
    void (*set)(const struct setting *setting);
    int property; /* what a value with {xpath} in it sets: enum jb_property, or AS_WRITTEN */
} setters[] = {
    {"style", set_style, JB_PROPERTY_STYLE},
    {"select", set_path, AS_WRITTEN},
    {"test", set_path, AS_WRITTEN},
    {"lang", set_lang, AS_WRITTEN},
    {"arrange", set_arrange, AS_WRITTEN},
    {"as", set_as, AS_WRITTEN},
    {"widths", set_widths, JB_PROPERTY_WIDTHS},
    {"gutter", set_gutter, JB_PROPERTY_GUTTER},
    {"width", set_any_width, JB_PROPERTY_WIDTH},
    {"size", set_size, AS_WRITTEN},
    {"indent", set_indent, AS_WRITTEN},
    {"align", set_align, AS_WRITTEN},
    {"hang", set_width, JB_PROPERTY_WIDTH},
    {"height", set_height, JB_PROPERTY_HEIGHT},
    {"thickness", set_height, JB_PROPERTY_HEIGHT},
    {"ring", set_thickness, AS_WRITTEN},
    {"padding", set_padding, JB_PROPERTY_PADDING},
    {"space-before", set_space_before, JB_PROPERTY_SPACE_BEFORE},
    {"space-after", set_space_after, JB_PROPERTY_SPACE_AFTER},
    {"rule-above", set_rule_above, AS_WRITTEN},
    {"rule-below", set_rule_below, AS_WRITTEN},
    {"rows", set_rows, AS_WRITTEN},
    {"group-rule", set_rule_above, AS_WRITTEN},
    {"fill", set_fill, JB_PROPERTY_FILL},
    {"colour", set_fill, JB_PROPERTY_FILL},
    {"track", set_track, JB_PROPERTY_TRACK},
    {"tick", set_tick, JB_PROPERTY_TICK},
    {"alert", set_alert, JB_PROPERTY_ALERT},
    {"zebra", set_zebra, AS_WRITTEN},
    {"is", set_status, AS_WRITTEN},
    {"quarters", set_quarters, AS_WRITTEN},
    {"span", set_span, AS_WRITTEN},
    {"rule-every", set_rule_every, AS_WRITTEN},
    {"level", set_level, AS_WRITTEN},
    {"digits", set_digits, AS_WRITTEN},
    {"numerals", set_numerals, AS_WRITTEN},
    {"across", set_across, AS_WRITTEN},
    {"name", set_text, AS_WRITTEN},
    {"otherwise", set_text, AS_WRITTEN},
    {"marker", set_text, AS_WRITTEN},
    {"numbers", set_numbers, AS_WRITTEN},
    {"keep-with-next", set_keep_with_next, AS_WRITTEN},
    {"keep-with-previous", set_keep_with_previous, AS_WRITTEN},
    {"head", set_head, AS_WRITTEN},
    {"for", set_for, AS_WRITTEN},
    {"src", set_text, AS_WRITTEN},
    {"text", set_text, AS_WRITTEN},
    {"alt", set_alternative, AS_WRITTEN},
    {"resolution", set_resolution, AS_WRITTEN},
    {"page", set_text, AS_WRITTEN},
    {"count", set_across, AS_WRITTEN},
    {"rule", set_rule_above, AS_WRITTEN},
};

/* What a formula may come to name counts as used. */
static void use_names_like(const struct style_book *book, const struct jb_formula *formula)
{
    const struct jb_formula_piece *first = &formula->pieces[0];
    const struct jb_formula_piece *last = &formula->pieces[formula->count - 1];
    const char *start = first->text ? first->text : "", *end = last->text ? last->text : "";

    switch (formula->property) {
    case JB_PROPERTY_STYLE: use_styles_like(book, start, end); break;
    case JB_PROPERTY_FILL:
    case JB_PROPERTY_TRACK:
    case JB_PROPERTY_TICK:
    case JB_PROPERTY_ALERT: use_colours_like(book, start, end); break;
    default: break;
    }
}

static void add_formula(const struct setting *setting, enum jb_property property, GArray *formulas)
{
    struct jb_formula formula = {.property = property};

    if (property == JB_PROPERTY_FILL)
        setting->node->has_fill = true;
    if (property == JB_PROPERTY_TICK)
        setting->node->has_tick = true;
    if (!read_formula(setting->reader, place(setting), setting->value, &formula))
        return;
    use_names_like(setting->reader->book, &formula);
    g_array_append_val(formulas, formula);
}

static void set_attribute(const struct setting *setting, GArray *formulas)
{
    for (size_t i = 0; i < G_N_ELEMENTS(setters); i++) {
        if (strcmp(setters[i].name, setting->name) != 0)
            continue;
        if (setters[i].property != AS_WRITTEN && strpbrk(setting->value, "{}"))
            add_formula(setting, (enum jb_property)setters[i].property, formulas);
        else
            setters[i].set(setting);
    }
}

void read_attributes(struct template_reader *reader, const struct jb_xml_node *element,
                     struct jb_node *node)
{
    GArray *formulas = g_array_new(FALSE, TRUE, sizeof(struct jb_formula));
    const char *name;

    for (uint32_t i = 0; (name = jb_xml_attribute_name(element, i)) != NULL; i++) {
        struct setting setting = {reader, element, name, jb_xml_attribute(element, name), node};

        set_attribute(&setting, formulas);
    }
    node->formula_count = formulas->len;
    node->formulas =
        jb_arena_dup(reader->arena, formulas->data, formulas->len * sizeof(struct jb_formula));
    g_array_free(formulas, TRUE);
}
