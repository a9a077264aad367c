#include "base/source.h"

#include <glib.h>
#include <string.h>

struct stand_in {
    const char *path;
    const char *text;
    size_t length;
};

struct jb_sources {
    GArray *entries;   /* struct jb_source */
    GArray *stand_ins; /* struct stand_in; as few as the files that are being changed */
};

static void close_entries(void *entries)
{
    g_array_free(entries, TRUE);
}

struct jb_sources *jb_sources_new(struct jb_arena *arena)
{
    struct jb_sources *sources = JB_NEW(arena, struct jb_sources);

    sources->entries = g_array_new(FALSE, TRUE, sizeof(struct jb_source));
    jb_arena_defer(arena, close_entries, sources->entries);
    sources->stand_ins = g_array_new(FALSE, TRUE, sizeof(struct stand_in));
    jb_arena_defer(arena, close_entries, sources->stand_ins);
    return sources;
}

uint32_t jb_sources_add(struct jb_sources *sources, const char *path, const char *text,
                        uint32_t length, struct jb_span included_at)
{
    struct jb_source source = {path, text, length, included_at};

    g_array_append_val(sources->entries, source);
    return sources->entries->len;
}

void jb_sources_stand_in(struct jb_sources *sources, const char *path, const char *text,
                         size_t length)
{
    struct stand_in stand_in = {path, text, length};

    g_array_append_val(sources->stand_ins, stand_in);
}

const char *jb_sources_find_stand_in(const struct jb_sources *sources, const char *path,
                                     size_t *length)
{
    for (guint i = 0; i < sources->stand_ins->len; i++) {
        const struct stand_in *entry = &g_array_index(sources->stand_ins, struct stand_in, i);

        if (strcmp(entry->path, path) == 0) {
            *length = entry->length;
            return entry->text;
        }
    }
    return NULL;
}

const struct jb_source *jb_source_find(const struct jb_sources *sources, uint32_t number)
{
    if (number == 0 || number > sources->entries->len)
        return NULL;
    return &g_array_index(sources->entries, struct jb_source, number - 1);
}

void jb_source_line(const struct jb_source *source, uint32_t offset, uint32_t *start, uint32_t *end)
{
    offset = MIN(offset, source->length);
    *start = offset;
    while (*start > 0 && source->text[*start - 1] != '\n')
        --*start;
    *end = offset;
    while (*end < source->length && source->text[*end] != '\n')
        ++*end;
    if (*end > *start && source->text[*end - 1] == '\r')
        --*end;
}

struct jb_position jb_source_position(const struct jb_source *source, uint32_t offset)
{
    struct jb_position position = {1, 1};

    offset = MIN(offset, source->length);
    for (uint32_t i = 0; i < offset; i++) {
        unsigned char byte = (unsigned char)source->text[i];

        if (byte == '\n') {
            position.line++;
            position.column = 1;
        } else if ((byte & 0xC0) != 0x80) { /* not inside a UTF-8 sequence */
            position.column++;
        }
    }
    return position;
}
