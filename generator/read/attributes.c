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
    const struct style_book *book = setting->reader->book;
    const struct named_colour *found = find_colour(book, name);

    if (!found)
        jb_report(setting->reader->sink, &jb_read_messages[SAY_UNKNOWN_COLOUR], place(setting),
                  name, suggest_colour(setting->reader->arena, book, name), NULL);
    return found ? found->colour : 0;
}

static void set_style(const struct setting *setting)
{
    const struct style_book *book = setting->reader->book;

    setting->node->style = find_style(book, setting->value);
    if (!setting->node->style)
        jb_report(setting->reader->sink, &jb_read_messages[SAY_UNKNOWN_STYLE], place(setting),
                  setting->value, suggest_style(setting->reader->arena, book, setting->value),
                  NULL);
}

static void set_path(const struct setting *setting)
{
    const char *error = NULL;

    setting->node->path = jb_xml_compile(setting->reader->arena, setting->value, &error);
    setting->node->path_span = place(setting);
    if (!setting->node->path)
        jb_report(setting->reader->sink, &jb_read_messages[SAY_BAD_XPATH], place(setting),
                  setting->value, error ? error : "", NULL);
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

    setting->node->arrange = (enum jb_arrange)choice(setting->value, names, G_N_ELEMENTS(names));
}

static void set_as(const struct setting *setting)
{
    static const char *const names[] = {"value", "number", "short", "long", "target", "share"};

    setting->node->as = (enum jb_figure_as)choice(setting->value, names, G_N_ELEMENTS(names));
}

static void set_widths(const struct setting *setting)
{
    if (!parse_widths(setting->reader->arena, setting->value, &setting->node->widths,
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
    setting->node->tick = colour_named(setting, setting->value);
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

static void set_digits(const struct setting *setting)
{
    set_number(setting, &setting->node->digits);
}

static void set_across(const struct setting *setting)
{
    set_number(setting, &setting->node->across);
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
LENGTH_SETTER(space_before)
LENGTH_SETTER(space_after)

static void set_keep_with_next(const struct setting *setting)
{
    setting->node->keep_with_next = strcmp(setting->value, "yes") == 0;
}

static void set_keep_with_previous(const struct setting *setting)
{
    setting->node->keep_with_previous = strcmp(setting->value, "yes") == 0;
}

static void set_head(const struct setting *setting)
{
    setting->node->row_head = strcmp(setting->value, "yes") == 0;
}

static const struct {
    const char *name;
    void (*set)(const struct setting *setting);
} setters[] = {
    {"style", set_style},
    {"select", set_path},
    {"test", set_path},
    {"lang", set_lang},
    {"arrange", set_arrange},
    {"as", set_as},
    {"widths", set_widths},
    {"gutter", set_gutter},
    {"width", set_width},
    {"height", set_height},
    {"thickness", set_height},
    {"padding", set_padding},
    {"space-before", set_space_before},
    {"space-after", set_space_after},
    {"rule-above", set_rule_above},
    {"rule-below", set_rule_below},
    {"fill", set_fill},
    {"colour", set_fill},
    {"track", set_track},
    {"tick", set_tick},
    {"level", set_level},
    {"digits", set_digits},
    {"across", set_across},
    {"name", set_text},
    {"otherwise", set_text},
    {"keep-with-next", set_keep_with_next},
    {"keep-with-previous", set_keep_with_previous},
    {"head", set_head},
};

void read_attributes(struct template_reader *reader, const struct jb_xml_node *element,
                     struct jb_node *node)
{
    const char *name;

    for (uint32_t i = 0; (name = jb_xml_attribute_name(element, i)) != NULL; i++) {
        struct setting setting = {reader, element, name, jb_xml_attribute(element, name), node};

        for (size_t k = 0; k < G_N_ELEMENTS(setters); k++)
            if (strcmp(setters[k].name, name) == 0)
                setters[k].set(&setting);
    }
}

bool parse_widths(struct jb_arena *arena, const char *text, const struct jb_width **widths,
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
        } else {
            good = jb_length_parse(words[i], 0, &made[i].fixed) && good;
        }
    }
    g_strfreev(words);
    *widths = made;
    *count = length;
    return good;
}
