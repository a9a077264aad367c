#include "base/suggest.h"

#include <glib.h>

#include "base/nearest.h"

const char *jb_suggest(struct jb_arena *arena, const char *name, const char *const *names,
                       uint32_t count)
{
    const char *nearest = jb_nearest(name, names, count);
    GString *list;
    const char *copy;

    if (nearest)
        return nearest;
    list = g_string_new(NULL);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", names[i]);
    copy = jb_arena_dup_span(arena, list->str, list->len);
    g_string_free(list, TRUE);
    return copy;
}
