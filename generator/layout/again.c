#include <string.h>

#include "layout/lanes-private.h"

/* The last paragraph of each language says that the name goes on. */
struct last_paras {
    const struct jb_para *of[JB_LANGS];
};

static void find_last(const struct jb_block *block, struct last_paras *last)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (block->paras[lang] && block->paras[lang]->count > 0)
            last->of[block->paras[lang]->lang] = block->paras[lang];
    for (uint32_t i = 0; i < block->child_count; i++)
        find_last(&block->children[i], last);
}

static const struct jb_para *say_again(struct jb_arena *arena, const struct jb_para *para,
                                       const struct last_paras *last)
{
    struct jb_para *copy = jb_arena_dup(arena, para, sizeof(*para));
    struct jb_run *runs = JB_NEW_ARRAY(arena, struct jb_run, para->count + 1);
    struct jb_run *added = &runs[para->count];

    for (uint32_t i = 0; i < para->count; i++) {
        runs[i] = para->runs[i];
        runs[i].link = 0;
    }
    copy->runs = runs;
    if (last->of[para->lang] != para)
        return copy;
    *added = runs[para->count - 1];
    added->kind = JB_RUN_TEXT;
    added->lang = para->lang;
    added->text = jb_continued[para->lang];
    added->length = (uint32_t)strlen(added->text);
    copy->count++;
    return copy;
}

static struct jb_block block_again(struct jb_arena *arena, const struct jb_block *block,
                                   const struct last_paras *last)
{
    struct jb_block copy = *block, *children;

    copy.target = copy.heading = 0;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (copy.paras[lang])
            copy.paras[lang] = say_again(arena, copy.paras[lang], last);
    children = JB_NEW_ARRAY(arena, struct jb_block, block->child_count);
    for (uint32_t i = 0; i < block->child_count; i++)
        children[i] = block_again(arena, &block->children[i], last);
    copy.children = children;
    return copy;
}

/* Whether the faces have all characters. */
static bool has_glyphs(const struct strip *strip)
{
    for (guint i = 0; i < strip->items->len; i++) {
        const struct jb_glyphs *glyphs = g_array_index(strip->items, struct item, i).mark.glyphs;

        for (uint32_t k = 0; glyphs && k < glyphs->glyph_count; k++)
            if (glyphs->ids[k] == 0)
                return false;
    }
    return true;
}

const struct strip *compose_again(struct layout *layout, const struct jb_block *cell, int32_t width,
                                  int32_t most)
{
    struct stack stack = stack_new(layout);
    struct place place = {&stack, width, NO_ELEMENT};
    struct last_paras last = {.of = {NULL}};
    struct jb_block again;
    struct strip *strip;

    find_last(cell, &last);
    if (!last.of[JB_ZH] && !last.of[JB_EN])
        return NULL;
    again = block_again(layout->arena, cell, &last);
    compose_blocks(layout, place, again.children, again.child_count);
    strip = JB_NEW(layout->arena, struct strip);
    *strip = stack_flatten(layout, &stack);
    return strip->height <= most && has_glyphs(strip) ? strip : NULL;
}
