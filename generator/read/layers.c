#include <string.h>

#include "base/suggest.h"
#include "read/messages-private.h"
#include "read/template-private.h"

static bool holds_template(struct jb_arena *arena, const char *folder)
{
    return g_file_test(jb_arena_print(arena, "%s/template.xml", folder), G_FILE_TEST_IS_REGULAR);
}

static bool same_folder(const char *a, const char *b)
{
    char *first = g_canonicalize_filename(a, NULL), *second = g_canonicalize_filename(b, NULL);
    bool same = strcmp(first, second) == 0;

    g_free(first);
    g_free(second);
    return same;
}

static const char *join(struct jb_arena *arena, const char *folder, const char *name)
{
    return strcmp(folder, ".") == 0 ? name : jb_arena_print(arena, "%s/%s", folder, name);
}

static const char *folder_above(struct jb_arena *arena, const char *folder)
{
    char *name = g_path_get_basename(folder), *above = g_path_get_dirname(folder);
    const char *kept =
        *name == '.' ? jb_arena_print(arena, "%s/..", folder) : jb_arena_dup_text(arena, above);

    g_free(name);
    g_free(above);
    return kept;
}

/* Where a template's name may stand for a folder: in its own, beside it, among the program's. A
 * template never extends itself, so that one may have the name of the one that it extends. */
static const char *find_base(struct jb_arena *arena, const struct jb_template_files *files,
                             const char *folder, const char *name)
{
    const char *const places[] = {folder, folder_above(arena, folder), files->templates};

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        const char *found = join(arena, places[i], name);

        if (holds_template(arena, found) && !same_folder(found, folder))
            return found;
    }
    return NULL;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_templates(struct jb_arena *arena, const char *folder, GPtrArray *names)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)) != NULL)
        if (holds_template(arena, join(arena, folder, name)))
            g_ptr_array_add(names, (gpointer)jb_arena_dup_text(arena, name));
    if (dir)
        g_dir_close(dir);
}

static const char *suggest_base(struct jb_arena *arena, const struct jb_template_files *files,
                                const char *folder, const char *name)
{
    GPtrArray *names = g_ptr_array_new();
    const char *suggestion;

    list_templates(arena, folder_above(arena, folder), names);
    list_templates(arena, files->templates, names);
    g_ptr_array_sort(names, by_name);
    for (guint i = names->len; i-- > 1;)
        if (strcmp(names->pdata[i], names->pdata[i - 1]) == 0)
            g_ptr_array_remove_index(names, i);
    suggestion = jb_suggest(arena, name, (const char *const *)names->pdata, names->len);
    g_ptr_array_free(names, TRUE);
    return suggestion;
}

static bool is_among(const struct layers *layers, const char *folder)
{
    for (uint32_t i = 0; i < layers->count; i++)
        if (same_folder(layers->at[i].folder, folder))
            return true;
    return false;
}

/* The folder of the template that the last layer extends; NULL where there is none, or after a
 * report. */
static const char *next_folder(struct jb_arena *arena, struct jb_sink *sink,
                               const struct jb_template_files *files, const struct layers *layers,
                               bool *good)
{
    const struct layer *last = &layers->at[layers->count - 1];
    const char *name = jb_xml_attribute(last->root, "extends");
    struct jb_span span = jb_xml_attribute_span(last->xml, last->root, "extends");
    const char *folder = name ? find_base(arena, files, last->folder, name) : NULL;

    *good = !name;
    if (!name || g_path_is_absolute(name)) /* which the schema has refused */
        return NULL;
    if (!folder) {
        jb_report(sink, &jb_read_messages[SAY_UNKNOWN_BASE], span, name,
                  suggest_base(arena, files, last->folder, name), NULL);
        return NULL;
    }
    if (is_among(layers, folder) || layers->count == DEEPEST_EXTENDS) {
        jb_report(sink, &jb_read_messages[SAY_EXTENDS_CYCLE], span, name,
                  jb_arena_print(arena, "%d", DEEPEST_EXTENDS), NULL);
        return NULL;
    }
    *good = true;
    return folder;
}

static bool open_layer(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                       const char *schemas, struct layer *layer)
{
    struct jb_xml *xml =
        jb_xml_open(arena, sources, sink, jb_arena_print(arena, "%s/template.xml", layer->folder));

    layer->xml = xml;
    layer->root = xml ? jb_xml_root(xml) : NULL;
    return xml &&
           jb_xml_validate(arena, xml, jb_arena_print(arena, "%s/template.xsd", schemas), sink);
}

bool open_layers(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                 const struct jb_template_files *files, struct layers *layers)
{
    const char *folder = files->folder;
    bool good = true, found = true;

    layers->count = 0;
    while (folder) {
        struct layer *layer = &layers->at[layers->count++];

        layer->folder = folder;
        good = open_layer(arena, sources, sink, files->schemas, layer) && good;
        folder = layer->root && jb_xml_is(layer->root, "template")
                     ? next_folder(arena, sink, files, layers, &found)
                     : NULL;
    }
    return good && found;
}

const struct layer *layer_with_attribute(const struct layers *layers, const char *name)
{
    for (uint32_t i = 0; i < layers->count; i++)
        if (jb_xml_attribute(layers->at[i].root, name))
            return &layers->at[i];
    return NULL;
}

const struct layer *layer_with_child(const struct layers *layers, const char *name)
{
    for (uint32_t i = 0; i < layers->count; i++)
        if (jb_xml_child(layers->at[i].root, name))
            return &layers->at[i];
    return NULL;
}
