#include <string.h>

#include "base/suggest.h"
#include "read/messages-private.h"
#include "read/read.h"
#include "read/template-private.h"

/* --- parts and wordings by name --------------------------------------------------------------- */

static struct declarations declarations_new(void)
{
    return (struct declarations){g_ptr_array_new(), g_hash_table_new(g_str_hash, g_str_equal)};
}

static void close_declarations(struct declarations *declarations)
{
    g_ptr_array_free(declarations->entries, TRUE);
    g_hash_table_destroy(declarations->by_name);
}

static void declare(struct template_reader *reader, struct declarations *declarations,
                    uint32_t layer, const struct jb_xml_node *element)
{
    const struct jb_xml *xml = reader->layers->at[layer].xml;
    const char *name = jb_xml_attribute(element, "name");
    struct declaration *known = g_hash_table_lookup(declarations->by_name, name);

    if (known && known->layer == layer) {
        jb_report(reader->sink, &jb_read_messages[SAY_NAME_TWICE],
                  jb_xml_attribute_span(xml, element, "name"), name, NULL);
        return;
    }
    if (!known) {
        known = JB_NEW(reader->arena, struct declaration);
        g_ptr_array_add(declarations->entries, known);
        g_hash_table_insert(declarations->by_name, (gpointer)name, known);
    } else {
        known->replaces = true;
    }
    known->name = name;
    known->xml = xml;
    known->element = element;
    known->layer = layer;
}

/* Those of the layer that extends none first, so that the others replace them. */
static void list_declarations(struct template_reader *reader)
{
    for (uint32_t layer = reader->layers->count; layer-- > 0;)
        for (const struct jb_xml_node *node = jb_xml_first(reader->layers->at[layer].root); node;
             node = jb_xml_next(node)) {
            if (jb_xml_is(node, "part"))
                declare(reader, &reader->parts, layer, node);
            else if (jb_xml_is(node, "wording"))
                declare(reader, &reader->wordings, layer, node);
        }
}

/* Those that nothing uses are read too, so that their faults are told. */
static void read_declarations(struct template_reader *reader,
                              const struct declarations *declarations)
{
    for (guint i = 0; i < declarations->entries->len; i++)
        read_declaration(reader, declarations->entries->pdata[i]);
}

static const char *suggest_replaced(struct template_reader *reader,
                                    const struct declarations *declarations,
                                    const struct declaration *idle)
{
    const char **names = JB_NEW_ARRAY(reader->arena, const char *, declarations->entries->len);
    uint32_t count = 0;

    for (guint i = 0; i < declarations->entries->len; i++) {
        const struct declaration *other = declarations->entries->pdata[i];

        if (other != idle && other->layer > idle->layer)
            names[count++] = other->name;
    }
    return jb_suggest(reader->arena, idle->name, names, count);
}

/* In a template that extends another, what neither replaces anything nor is used is misspelt. */
static void report_idle(struct template_reader *reader, const struct declarations *declarations,
                        struct jb_words kind)
{
    for (guint i = 0; i < declarations->entries->len; i++) {
        const struct declaration *idle = declarations->entries->pdata[i];
        struct jb_words words[] = {kind, jb_words_same(idle->name), {NULL, NULL}, {NULL, NULL}};

        if (idle->replaces || idle->used || idle->layer + 1 == reader->layers->count)
            continue;
        words[2] = jb_words_same(suggest_replaced(reader, declarations, idle));
        jb_report_words(reader->sink, &jb_read_messages[SAY_REPLACES_NOTHING],
                        jb_xml_attribute_span(idle->xml, idle->element, "name"),
                        (struct jb_span){0}, words);
    }
}

/* --- variables -------------------------------------------------------------------------------- */

static void list_variables(struct template_reader *reader, const struct jb_xml_node *element)
{
    if (jb_xml_is(element, "let") && jb_xml_attribute(element, "name"))
        g_hash_table_add(reader->variables, (gpointer)jb_xml_attribute(element, "name"));
    for (const struct jb_xml_node *child = jb_xml_first(element); child; child = jb_xml_next(child))
        list_variables(reader, child);
}

static void list_all_variables(struct template_reader *reader,
                               const struct jb_template_files *files)
{
    for (const char *const *name = files->variables; name && *name; name++)
        g_hash_table_add(reader->variables, (gpointer)*name);
    for (uint32_t i = 0; i < reader->layers->count; i++)
        list_variables(reader, reader->layers->at[i].root);
}

/* --- what a template declares ----------------------------------------------------------------- */

static void report_lack(struct template_reader *reader, const char *what)
{
    const struct layer *top = &reader->layers->at[0];

    jb_report(reader->sink, &jb_read_messages[SAY_TEMPLATE_LACKS], jb_xml_span(top->xml, top->root),
              what, NULL);
}

/* What the XSD cannot ask for, since a template that extends another may leave it out. */
static void report_lacks(struct template_reader *reader)
{
    static const char *const children[] = {"page", "parallel", "body"};
    static const char *const attributes[] = {"style", "arrangements"};

    for (size_t i = 0; i < G_N_ELEMENTS(children); i++)
        if (!layer_with_child(reader->layers, children[i]))
            report_lack(reader, jb_arena_print(reader->arena, "<%s>", children[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++)
        if (!layer_with_attribute(reader->layers, attributes[i]))
            report_lack(reader, jb_arena_print(reader->arena, "%s=\"…\"", attributes[i]));
}

static void read_base_style(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_attribute(reader->layers, "style");

    if (layer)
        made->base = use_style(reader->arena, reader->sink, reader->book,
                               jb_xml_attribute_span(layer->xml, layer->root, "style"),
                               jb_xml_attribute(layer->root, "style"));
}

static void read_notes_style(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_attribute(reader->layers, "notes");

    if (layer)
        made->notes = use_style(reader->arena, reader->sink, reader->book,
                                jb_xml_attribute_span(layer->xml, layer->root, "notes"),
                                jb_xml_attribute(layer->root, "notes"));
}

static enum jb_arrange arrange_named(const char *name)
{
    static const char *const names[] = {"parallel", "stacked", "inline", "facing", "separate"};
    enum jb_arrange found = JB_ARRANGE_PARALLEL;

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0)
            found = (enum jb_arrange)i;
    return found;
}

/* Pairs that say nothing stand as was asked for, else as the template declares first. */
static void read_arrangements(struct template_reader *reader, const char *wanted,
                              struct jb_template *made)
{
    const struct layer *layer = layer_with_attribute(reader->layers, "arrangements");
    char **names;

    if (!layer)
        return;
    names = g_strsplit_set(jb_xml_attribute(layer->root, "arrangements"), " \t\r\n", -1);
    if (wanted && !g_strv_contains((const gchar *const *)names, wanted)) {
        char *list = g_strjoinv(", ", names);

        jb_report(reader->sink, &jb_read_messages[SAY_NOT_ARRANGED],
                  jb_xml_attribute_span(layer->xml, layer->root, "arrangements"), wanted, list,
                  NULL);
        g_free(list);
    }
    for (char **name = names; *name && !wanted; name++)
        if (**name)
            wanted = *name;
    made->arrange = wanted ? arrange_named(wanted) : JB_ARRANGE_PARALLEL;
    g_strfreev(names);
}

/* Both languages, unless one of the layers says otherwise. */
static void read_languages(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_attribute(reader->layers, "languages");
    const char *languages = layer ? jb_xml_attribute(layer->root, "languages") : "zh en";

    made->langs = strcmp(languages, "zh") == 0   ? 1u << JB_ZH
                  : strcmp(languages, "en") == 0 ? 1u << JB_EN
                                                 : JB_BOTH;
}

static void read_audience(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_attribute(reader->layers, "audience");
    const char *audience = layer ? jb_xml_attribute(layer->root, "audience") : "public";

    made->audience = strcmp(audience, "internal") == 0 ? JB_INTERNAL : JB_PUBLIC;
}

static const char *text_of(struct template_reader *reader, const struct jb_xml_node *element,
                           const char *name)
{
    const struct jb_xml_node *child = jb_xml_child(element, name);
    struct jb_xml_item item;
    char *text;
    const char *kept = "";

    if (child && jb_xml_first_item(reader->xml, child, &item) && item.text) {
        text = g_strstrip(g_strdup(item.text));
        kept = jb_arena_dup_text(reader->arena, text);
        g_free(text);
    }
    return kept;
}

static struct jb_requirement read_requirement(struct template_reader *reader,
                                              const struct jb_xml_node *element)
{
    struct jb_requirement made = {.select_span =
                                      jb_xml_attribute_span(reader->xml, element, "select"),
                                  .test_span = jb_xml_attribute_span(reader->xml, element, "test")};

    made.select = read_path(reader, made.select_span, 0, jb_xml_attribute(element, "select"));
    made.test = read_path(reader, made.test_span, 0, jb_xml_attribute(element, "test"));
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        made.words[lang] = text_of(reader, element, jb_lang_name(lang));
    return made;
}

/* Those of every layer hold. */
static void read_requirements(struct template_reader *reader, struct jb_template *made)
{
    GArray *list = g_array_new(FALSE, TRUE, sizeof(struct jb_requirement));

    for (uint32_t i = reader->layers->count; i-- > 0;) {
        reader->xml = reader->layers->at[i].xml;
        for (const struct jb_xml_node *node = jb_xml_first(reader->layers->at[i].root); node;
             node = jb_xml_next(node))
            if (jb_xml_is(node, "require")) {
                struct jb_requirement requirement = read_requirement(reader, node);

                g_array_append_val(list, requirement);
            }
    }
    made->requirement_count = list->len;
    made->requirements =
        jb_arena_dup(reader->arena, list->data, list->len * sizeof(struct jb_requirement));
    g_array_free(list, TRUE);
}

/* The schema has seen that it is a number of percent. */
static void read_schedule(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_attribute(reader->layers, "slightly-behind");
    const char *value = layer ? jb_xml_attribute(layer->root, "slightly-behind") : "60%";
    char *digits = g_strndup(value, strcspn(value, "%"));

    jb_decimal_parse(digits, &made->slightly_behind);
    g_free(digits);
}

static void read_body(struct template_reader *reader, struct jb_template *made)
{
    const struct layer *layer = layer_with_child(reader->layers, "body");

    if (!layer)
        return;
    reader->xml = layer->xml;
    made->body = read_nodes(reader, jb_xml_child(layer->root, "body"), &made->body_count);
}

static void read_frame(struct template_reader *reader, const struct jb_template_files *files,
                       struct jb_template *made)
{
    report_lacks(reader);
    read_base_style(reader, made);
    read_notes_style(reader, made);
    read_arrangements(reader, files->arrange, made);
    read_audience(reader, made);
    read_languages(reader, made);
    read_schedule(reader, made);
    read_pages(reader, made);
    read_parallel(reader, made);
    read_requirements(reader, made);
}

static void read_all(struct template_reader *reader, const struct jb_template_files *files,
                     struct jb_template *made)
{
    list_declarations(reader);
    list_all_variables(reader, files);
    made->name = jb_xml_attribute(reader->layers->at[0].root, "name");
    made->styles = reader->book->sheet;
    read_frame(reader, files, made);
    read_declarations(reader, &reader->wordings);
    read_declarations(reader, &reader->parts);
    read_body(reader, made);
    report_idle(reader, &reader->parts, (struct jb_words){"部件", "part"});
    report_idle(reader, &reader->wordings, (struct jb_words){"措辞", "wording"});
    report_unused_names(reader->arena, reader->sink, reader->book);
}

const struct jb_template *jb_read_template(struct jb_arena *arena, struct jb_sources *sources,
                                           struct jb_sink *sink,
                                           const struct jb_template_files *files)
{
    struct layers *layers = JB_NEW(arena, struct layers);
    uint32_t errors_before = jb_sink_count(sink, JB_ERROR);
    bool good = open_layers(arena, sources, sink, files, layers);
    struct template_reader reader = {
        .arena = arena, .sources = sources, .sink = sink, .layers = layers};
    struct jb_template *made = JB_NEW(arena, struct jb_template);

    reader.book = read_styles(arena, sources, sink, layers, files->schemas);
    if (!good || !reader.book ||
        !jb_xml_schema_names(arena, sources, sink, files->records, &reader.elements,
                             &reader.attributes))
        return NULL;
    reader.parts = declarations_new();
    reader.wordings = declarations_new();
    reader.variables = g_hash_table_new(g_str_hash, g_str_equal);
    read_all(&reader, files, made);
    g_hash_table_destroy(reader.variables);
    close_declarations(&reader.parts);
    close_declarations(&reader.wordings);
    return jb_sink_count(sink, JB_ERROR) > errors_before ? NULL : made;
}
