#include <string.h>

#include "read/record-private.h"

/* A valid edition is at most eight levels deep above its pairs. */
enum { DEEPEST_PATH = 16 };

/* Elements that come several times beside each other without an id: their names are numbered. */
static const char *const repeated[] = {"p",       "li",        "list",      "note",
                                       "picture", "milestone", "department"};

enum { REPEATED = G_N_ELEMENTS(repeated) };

static bool is_pair(const struct jb_xml_node *node)
{
    return jb_xml_child(node, "zh") || jb_xml_child(node, "en");
}

/* An element that no schema knows may have any name. */
enum { LONGEST_STEP = 40 };

/* Its name, numbered among the siblings of that name. */
static const char *step_of(struct jb_arena *arena, const struct jb_xml_node *node,
                           uint32_t counts[REPEATED])
{
    for (int i = 0; i < REPEATED; i++)
        if (jb_xml_is(node, repeated[i]))
            return jb_arena_print(arena, "%s%u", repeated[i], ++counts[i]);
    return jb_xml_name(node);
}

static const char *path_of(struct jb_arena *arena, const struct jb_xml_node *node,
                           const char *parent, uint32_t counts[REPEATED])
{
    const char *step = step_of(arena, node, counts);
    const char *id = id_of(arena, node);

    if (id)
        return id;
    return jb_arena_print(arena, "%s%s%.*s", parent, *parent ? "." : "", LONGEST_STEP, step);
}

/* An id may hold dots, or be called like an element that has none; no id holds "~". */
static const char *make_unique(const struct record_reader *reader, const char *path)
{
    guint taken = GPOINTER_TO_UINT(g_hash_table_lookup(reader->pair_ids, path));

    g_hash_table_insert(reader->pair_ids, (gpointer)path, GUINT_TO_POINTER(taken + 1));
    return taken == 0 ? path : jb_arena_print(reader->arena, "%s~%u", path, taken + 1);
}

static void add_pair(struct record_reader *reader, const struct jb_xml_node *node, const char *path)
{
    struct jb_pair pair = {.id = make_unique(reader, path)};
    const struct jb_xml_node *parent = jb_xml_parent(node);
    uint32_t index = reader->pair_table->len;
    uint32_t measure = parent ? reader->measure_of[jb_xml_ordinal(parent)] : JB_NO_INDEX;

    pair.span = jb_xml_span(reader->xml, node);
    pair.audience = reader->audience[jb_xml_ordinal(node)];
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_xml_node *half = jb_xml_child(node, jb_lang_name((enum jb_lang)lang));

        if (half)
            pair.half[lang] = read_half(reader, half, (enum jb_lang)lang, pair.id);
        else
            pair.half[lang].faulty = true;
    }
    reader->pair_of[jb_xml_ordinal(node)] = index;
    if (measure != JB_NO_INDEX)
        g_array_index(reader->measure_table, struct jb_measure, measure).label = index;
    g_array_append_val(reader->pair_table, pair);
}

static void walk(struct record_reader *reader, const struct jb_xml_node *node, const char *path,
                 int depth)
{
    uint32_t counts[REPEATED] = {0};
    const struct jb_xml_node *child = jb_xml_first(node);

    for (; child; child = jb_xml_next(child)) {
        const char *own = path_of(reader->arena, child, path, counts);

        if (is_pair(child))
            add_pair(reader, child, own);
        else if (depth < DEEPEST_PATH)
            walk(reader, child, own, depth + 1);
    }
}

void read_pairs(struct record_reader *reader)
{
    walk(reader, jb_xml_root(reader->xml), "", 0);
}
