#include "model/style.h"

#include <string.h>

#include "base/suggest.h"

const struct jb_style *jb_style_find(const struct jb_style_sheet *sheet, const char *name)
{
    for (uint32_t i = 0; i < sheet->style_count; i++)
        if (strcmp(sheet->styles[i].name, name) == 0)
            return &sheet->styles[i];
    return NULL;
}

const struct jb_colour_token *jb_colour_find(const struct jb_style_sheet *sheet, const char *name)
{
    for (uint32_t i = 0; i < sheet->colour_count; i++)
        if (strcmp(sheet->colours[i].name, name) == 0)
            return &sheet->colours[i];
    return NULL;
}

const char *jb_style_suggest(struct jb_arena *arena, const struct jb_style_sheet *sheet,
                             const char *name)
{
    const char **names = JB_NEW_ARRAY(arena, const char *, sheet->style_count);

    for (uint32_t i = 0; i < sheet->style_count; i++)
        names[i] = sheet->styles[i].name;
    return jb_suggest(arena, name, names, sheet->style_count);
}

const char *jb_colour_suggest(struct jb_arena *arena, const struct jb_style_sheet *sheet,
                              const char *name)
{
    const char **names = JB_NEW_ARRAY(arena, const char *, sheet->colour_count);

    for (uint32_t i = 0; i < sheet->colour_count; i++)
        names[i] = sheet->colours[i].name;
    return jb_suggest(arena, name, names, sheet->colour_count);
}
