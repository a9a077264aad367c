#include <string.h>

#include "bind/bind-private.h"
#include "bind/messages-private.h"
#include "figures/figures.h"

/* The halves of pairs as runs: text, quoted figures, why a half is missing. */

static bool word_quote(struct binder *binder, const struct jb_piece *piece,
                       struct jb_wording *wording)
{
    struct jb_quote quote = {.measure = &binder->record->measures[piece->measure],
                             .unit = &binder->record->units[piece->unit],
                             .form = piece->form,
                             .starts = piece->starts};

    return jb_figure_quote(binder->arena, &quote, piece->lang, wording);
}

static uint32_t link_to(struct binder *binder, const struct jb_piece *piece)
{
    if (!piece->href)
        return 0;
    return add_link(binder, (struct jb_link){.uri = piece->href, .about = piece->href});
}

static void add_stretch(struct writing *writing, const struct scope *scope, struct jb_run run,
                        uint32_t length, uint32_t marks)
{
    run.length = length;
    run.marks |= marks;
    if (length > 0)
        add_run(writing, scope, run);
}

/* Number and unit stay on one line (R07, R53); a hedge before them and a long noun's end need
 * not. */
static void write_quote(struct writing *writing, const struct scope *scope,
                        const struct jb_node *node, const struct jb_piece *piece, struct jb_run run)
{
    struct binder *binder = writing->binder;
    struct jb_wording wording;

    if (!word_quote(binder, piece, &wording)) {
        jb_report_both(binder->sink, &jb_bind_messages[SAY_NO_FORM], piece->span, node->span,
                       binder->record->measures[piece->measure].id, jb_form_name(piece->form),
                       NULL);
        return;
    }
    run.text = wording.text;
    add_stretch(writing, scope, run, wording.kept_start, 0);
    run.text = wording.text + wording.kept_start;
    add_stretch(writing, scope, run, wording.kept_end - wording.kept_start, JB_TEXT_NOBR);
    run.text = wording.text + wording.kept_end;
    add_stretch(writing, scope, run, (uint32_t)strlen(run.text), 0);
}

/* Emphasis is told by the strong face: there is no Chinese italic. */
static uint32_t shown_marks(uint32_t marks)
{
    return marks & JB_TEXT_EM ? marks | JB_TEXT_STRONG : marks;
}

void write_piece(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                 const struct jb_piece *piece)
{
    struct jb_run run = {.kind = piece->kind == JB_PIECE_BREAK ? JB_RUN_BREAK : JB_RUN_TEXT,
                         .lang = piece->lang,
                         .marks = shown_marks(piece->marks),
                         .text = piece->text,
                         .length = piece->text ? (uint32_t)strlen(piece->text) : 0,
                         .link = link_to(writing->binder, piece),
                         .origin = add_origin(writing->binder, node->span, piece->span)};

    /* the words round a forced end of a line are two words to those who listen */
    if (piece->kind == JB_PIECE_BREAK && piece->lang == JB_EN)
        write_text(writing, scope, " ", run.origin);
    if (piece->kind == JB_PIECE_QUOTE)
        write_quote(writing, scope, node, piece, run);
    else
        add_run(writing, scope, run);
}

enum jb_lang language_of(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_get_script(g_utf8_get_char(at)) == G_UNICODE_SCRIPT_HAN)
            return JB_ZH;
    return JB_EN;
}

/* A half that is knowingly missing says so on the page (R74). */
static void write_missing(struct writing *writing, const struct scope *scope,
                          const struct jb_half *half, uint32_t origin)
{
    static const char *const marks[JB_LANGS][2] = {{"［缺中文：", "］"},
                                                   {"[Not translated: ", "]"}};
    const char *reason = half->missing_reason ? half->missing_reason : "";
    struct scope inner = *scope;

    inner.lang = language_of(reason);
    write_text(writing, scope, marks[scope->lang][0], origin);
    write_text(writing, &inner, reason, origin);
    write_text(writing, scope, marks[scope->lang][1], origin);
}

void write_half(struct writing *writing, const struct scope *scope, const struct jb_node *node,
                const struct jb_half *half)
{
    if (half->missing)
        write_missing(writing, scope, half, add_origin(writing->binder, node->span, half->span));
    if (writing->binder->template->notes) {
        write_half_with_notes(writing, scope, node, half);
        return;
    }
    for (uint32_t i = 0; i < half->count; i++)
        write_piece(writing, scope, node, &half->pieces[i]);
}

const char *half_text(struct binder *binder, const struct jb_half *half)
{
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = 0; i < half->count; i++) {
        const struct jb_piece *piece = &half->pieces[i];
        struct jb_wording wording = {.text = piece->text};

        if (piece->note && binder->template->notes)
            continue;
        if (piece->kind == JB_PIECE_QUOTE)
            word_quote(binder, piece, &wording);
        g_string_append(text, wording.text ? wording.text : " ");
    }
    copy = jb_arena_dup_span(binder->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

const char *one_text(struct binder *binder, const char *const texts[JB_LANGS])
{
    if (binder->langs == JB_BOTH)
        return jb_arena_print(binder->arena, "%s %s", texts[JB_ZH], texts[JB_EN]);
    return texts[jb_langs_have(binder->langs, JB_ZH) ? JB_ZH : JB_EN];
}
