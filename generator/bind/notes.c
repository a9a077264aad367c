#include <string.h>

#include "base/length.h"
#include "bind/bind-private.h"

/* Notes at the foot. In a half they stand in the midst of the pieces; here they become paragraphs
 * of their own, and in their places their numbers lead to them. */

void align_notes(struct binder *binder, uint32_t pair, uint32_t named)
{
    if (binder->placed[pair] == 0)
        binder->noted_from[pair] = binder->note_most;
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (jb_langs_have(named, lang))
            binder->note_numbers[lang] = binder->noted_from[pair];
}

/* A digit is about half an em wide. */
static int32_t hang_for(const struct jb_look *look, const char *number)
{
    return jb_length_scale(look->size, (int32_t)strlen(number) * 55 + 45, 100);
}

static struct jb_para *note_para(struct binder *binder, const struct scope *scope,
                                 struct writing *text, const char *number, uint32_t origin)
{
    struct writing label = {.binder = binder,
                            .runs = g_array_new(FALSE, TRUE, sizeof(struct jb_run))};
    struct jb_para *para = close_para(text, scope, JB_ROLE_NOTE, origin);

    write_text(&label, scope, number, origin);
    para->label = close_para(&label, scope, JB_ROLE_LBL, origin);
    para->hang = hang_for(&scope->style->look[scope->lang], number);
    para->id = jb_arena_print(binder->arena, "note-%s:%s", number, jb_lang_name(scope->lang));
    return para;
}

/* The pieces of a note from first on, as a note of the flow; its index + 1. */
static uint32_t add_note(struct binder *binder, const struct scope *scope,
                         const struct jb_node *node, const struct jb_half *half, uint32_t first,
                         const char *number)
{
    struct scope inner = *scope;
    struct writing text = {.binder = binder,
                           .runs = g_array_new(FALSE, TRUE, sizeof(struct jb_run))};
    struct jb_target target = {
        .name = jb_arena_print(binder->arena, "note-%s-%s", number, jb_lang_name(scope->lang))};
    struct jb_note note = {.lang = scope->lang,
                           .number = binder->note_numbers[scope->lang],
                           .target = binder->targets->len};

    g_array_append_val(binder->targets, target);
    inner.style = binder->template->notes;
    inner.entry = NULL;
    inner.link = 0;
    for (uint32_t i = first; i < half->count && half->pieces[i].note == half->pieces[first].note;
         i++)
        if (!half->pieces[i].bracket)
            write_piece(&text, &inner, node, &half->pieces[i]);
    note.para = note_para(binder, &inner, &text, number,
                          add_origin(binder, node->span, half->pieces[first].span));
    g_array_append_val(binder->notes, note);
    return binder->notes->len;
}

static void cite(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                 const struct jb_half *half, uint32_t first)
{
    struct binder *binder = writing->binder;
    enum jb_lang lang = scope->lang;
    const char *number = jb_arena_print(binder->arena, "%u", ++binder->note_numbers[lang]);
    uint32_t index = add_note(binder, scope, node, half, first, number);
    const struct jb_note *note = &g_array_index(binder->notes, struct jb_note, index - 1);
    struct jb_link link = {
        .target = note->target,
        .about = jb_arena_print(binder->arena, lang == JB_ZH ? "注%s" : "Note %s", number)};

    binder->note_most = MAX(binder->note_most, note->number);
    add_run(writing, scope,
            (struct jb_run){.kind = JB_RUN_TEXT,
                            .lang = lang,
                            .marks = JB_TEXT_SUP | JB_TEXT_NOBR,
                            .text = number,
                            .length = (uint32_t)strlen(number),
                            .link = add_link(binder, link),
                            .note = index,
                            .origin = add_origin(binder, node->span, half->pieces[first].span)});
}

void write_half_with_notes(struct writing *writing, const struct scope *scope,
                           const struct jb_node *node, const struct jb_half *half)
{
    bool cites = writing->cites && !scope->running && !scope->in_contents && !scope->link;

    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];

        if (piece->note == 0)
            write_piece(writing, scope, node, piece);
        else if (cites && (i == 0 || half->pieces[i - 1].note != piece->note))
            cite(writing, scope, node, half, i);
    }
}
