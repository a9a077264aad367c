#include <glib.h>

#include "base/nearest.h"
#include "read/template-private.h"

const char *suggest_name(struct jb_arena *arena, const char *name, const char *const *names,
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

const char *suggest_style(struct jb_arena *arena, const struct style_book *book, const char *name)
{
    uint32_t count = book->sheet.style_count;
    const char **names = JB_NEW_ARRAY(arena, const char *, count);

    for (uint32_t i = 0; i < count; i++)
        names[i] = book->sheet.styles[i].name;
    return suggest_name(arena, name, names, count);
}

const char *suggest_colour(struct jb_arena *arena, const struct style_book *book, const char *name)
{
    const char **names = JB_NEW_ARRAY(arena, const char *, book->colour_count);

    for (uint32_t i = 0; i < book->colour_count; i++)
        names[i] = book->colours[i].name;
    return suggest_name(arena, name, names, book->colour_count);
}
