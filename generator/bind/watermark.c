#include "base/length.h"
#include "bind/bind-private.h"

/* 草稿 DRAFT, large and pale, for the middle of every page of an edition that is not final. */

/* Pale enough that the greys of text keep a contrast of 4.5 on it. */
enum { WATERMARK_COLOUR = 0xEAEEF0 };

/* In thousandths of the page's width: set so, the two lines are about equally long. */
static const int32_t size_of[JB_LANGS] = {[JB_ZH] = 300, [JB_EN] = 185};

static const struct jb_style *large_and_pale(struct binder *binder, int32_t page_width)
{
    struct jb_style *style =
        jb_arena_dup(binder->arena, binder->template->base, sizeof(struct jb_style));

    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        struct jb_look *look = &style->look[lang];

        look->size = look->leading = jb_length_scale(page_width, size_of[lang], 1000);
        look->indent = look->smallest = look->space_before = look->space_after = 0;
        look->colour = WATERMARK_COLOUR;
        look->align = JB_ALIGN_START;
    }
    return style;
}

void bind_watermark(struct binder *binder, const struct scope *scope, struct jb_flow *flow)
{
    static const char *const words[JB_LANGS] = {[JB_ZH] = "草稿", [JB_EN] = "DRAFT"};
    struct scope inner = *scope;

    inner.style = large_and_pale(binder, flow->pages[JB_PAGE_FIRST]->width);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        struct writing writing = start_writing(binder);

        inner.lang = lang;
        write_text(&writing, &inner, words[lang], 0);
        flow->watermark[lang] = close_para(&writing, &inner, JB_ROLE_NONE, 0);
    }
}
