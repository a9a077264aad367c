#include <string.h>

#include "base/nearest.h"
#include "read/messages-private.h"
#include "read/record-private.h"

/* Past this many errors nobody reads suggestions, and looking for them would cost. */
enum { MOST_SUGGESTIONS = 100, LONGEST_ID = 200 /* bytes: the schema allows 64 characters */ };

static void close_index(void *object)
{
    struct id_index *index = object;

    g_hash_table_destroy(index->numbers);
    g_ptr_array_free(index->ids, TRUE);
}

struct id_index *id_index_new(struct jb_arena *arena)
{
    struct id_index *index = JB_NEW(arena, struct id_index);

    index->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    index->ids = g_ptr_array_new();
    jb_arena_defer(arena, close_index, index);
    return index;
}

void id_index_add(struct id_index *index, const char *id, uint32_t number)
{
    if (!g_hash_table_contains(index->numbers, id))
        g_hash_table_insert(index->numbers, (gpointer)id, GUINT_TO_POINTER(number));
    g_ptr_array_add(index->ids, (gpointer)id);
}

uint32_t id_index_find(const struct id_index *index, const char *id)
{
    gpointer number;

    if (!g_hash_table_lookup_extended(index->numbers, id, NULL, &number))
        return JB_NO_INDEX;
    return GPOINTER_TO_UINT(number);
}

const struct jb_xml_node *element_after(const struct jb_xml_node *node)
{
    const struct jb_xml_node *next = jb_xml_first(node);

    while (!next && node) {
        next = jb_xml_next(node);
        node = jb_xml_parent(node);
    }
    return next;
}

const char *token_of(struct jb_arena *arena, const struct jb_xml_node *node, const char *name)
{
    const char *value = jb_xml_attribute(node, name);
    char *copy;

    if (!value ||
        (!g_ascii_isspace(*value) && (!*value || !g_ascii_isspace(value[strlen(value) - 1]))))
        return value;
    copy = jb_arena_dup_text(arena, value);
    return g_strstrip(copy);
}

const char *id_of(struct jb_arena *arena, const struct jb_xml_node *node)
{
    const char *id = token_of(arena, node, "id");
    size_t length = LONGEST_ID;

    if (!id || strlen(id) <= LONGEST_ID)
        return id;
    while (length > 0 && ((unsigned char)id[length] & 0xC0) == 0x80) /* inside a character */
        length--;
    return jb_arena_dup_span(arena, id, length);
}

uint32_t error_count(const struct record_reader *reader)
{
    return jb_sink_count(reader->sink, JB_ERROR);
}

void report_duplicate_ids(struct jb_arena *arena, struct jb_sink *sink, const struct jb_xml *xml)
{
    GHashTable *owners = g_hash_table_new(g_str_hash, g_str_equal);

    for (const struct jb_xml_node *node = jb_xml_root(xml); node; node = element_after(node)) {
        const char *id = token_of(arena, node, "id");
        const struct jb_xml_node *owner = id ? g_hash_table_lookup(owners, id) : NULL;

        if (owner)
            jb_report_both(sink, &jb_read_messages[SAY_DUPLICATE_ID],
                           jb_xml_attribute_span(xml, node, "id"),
                           jb_xml_attribute_span(xml, owner, "id"), id, NULL);
        else if (id)
            g_hash_table_insert(owners, (gpointer)id, (gpointer)node);
    }
    g_hash_table_destroy(owners);
}

static const char *suggestion(const struct record_reader *reader, const struct id_index *index,
                              const char *id)
{
    if (error_count(reader) > MOST_SUGGESTIONS)
        return NULL;
    return jb_nearest(id, (const char *const *)index->ids->pdata, index->ids->len);
}

uint32_t resolve(const struct record_reader *reader, const struct id_index *index,
                 const struct jb_xml_node *node, const char *attribute, int unknown, int misspelt)
{
    const char *id = token_of(reader->arena, node, attribute);
    uint32_t number = id ? id_index_find(index, id) : JB_NO_INDEX;
    struct jb_span at = jb_xml_attribute_span(reader->xml, node, attribute);
    const char *near;

    if (!id || number != JB_NO_INDEX || !index->known || is_told(reader, at))
        return number;
    near = suggestion(reader, index, id);
    jb_report(reader->sink, &jb_read_messages[near ? misspelt : unknown], at, id, near, NULL);
    return JB_NO_INDEX;
}
