#include "typeset/charset-private.h"

#include <string.h>

#include "typeset/messages-private.h"
#include "typeset/passage-private.h"

typedef void visit_para(const struct jb_para *para, void *data);

static void visit_para_and_label(const struct jb_para *para, visit_para *visit, void *data)
{
    if (para->label)
        visit(para->label, data);
    visit(para, data);
}

static void visit_block(const struct jb_block *block, visit_para *visit, void *data)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (block->paras[lang])
            visit_para_and_label(block->paras[lang], visit, data);
    for (uint32_t i = 0; i < block->child_count; i++)
        visit_block(&block->children[i], visit, data);
}

static void visit_master(const struct jb_master *master, visit_para *visit, void *data)
{
    if (master->header)
        visit_block(master->header, visit, data);
    if (master->footer)
        visit_block(master->footer, visit, data);
}

static void visit_flow(const struct jb_flow *flow, visit_para *visit, void *data)
{
    for (enum jb_page_side side = 0; side < JB_PAGE_SIDES; side++)
        visit_master(flow->pages[side], visit, data);
    for (uint32_t i = 0; i < flow->named_page_count; i++)
        visit_master(flow->named_pages[i], visit, data);
    for (uint32_t i = 0; i < flow->block_count; i++)
        visit_block(&flow->blocks[i], visit, data);
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (flow->watermark[lang])
            visit(flow->watermark[lang], data);
    for (uint32_t i = 0; i < flow->note_count; i++)
        visit_para_and_label(flow->notes[i].para, visit, data);
}

struct collection {
    struct jb_arena *arena;
    const struct jb_flow *flow;
    hb_set_t **sets;
};

static void close_set(void *set)
{
    hb_set_destroy(set);
}

static void add_closed_set(hb_set_t *set)
{
    for (const char *p = " -,.0123456789"; *p; p++)
        hb_set_add(set, (hb_codepoint_t)*p);
    hb_set_add(set, 0x2013);
}

static hb_set_t *use_face(struct collection *collection, uint32_t face, bool han)
{
    hb_set_t **set = &collection->sets[face];

    if (!*set) {
        *set = hb_set_create();
        jb_arena_defer(collection->arena, close_set, *set);
    }
    if (!han && !hb_set_has(*set, '0'))
        add_closed_set(*set);
    return *set;
}

/* A paragraph in which late slots are text. */
struct spelt {
    struct jb_para para;
    struct jb_run *runs;
    GString *text;
};

static const char *const slot_digits = "0123456789";

/* All that a running head may come to say. */
static void add_headings(const struct jb_flow *flow, struct jb_run *run, GString *text)
{
    gsize start = text->len;

    for (uint32_t i = 0; i < flow->heading_count; i++)
        if (flow->headings[i].level == run->level)
            g_string_append_printf(text, "%s ", flow->headings[i].text[run->lang]);
    run->kind = JB_RUN_TEXT;
    run->length = (uint32_t)(text->len - start);
}

static void point_into(struct jb_run *runs, uint32_t count, const struct jb_para *para,
                       const GString *text)
{
    const char *at = text->str;

    for (uint32_t i = 0; i < count; i++)
        if (para->runs[i].kind == JB_RUN_RUNNING) {
            runs[i].text = at;
            at += runs[i].length;
        }
}

/* Visits the paragraph with running heads spelt out. */
static void open_spelt(struct passage *passage, struct spelt *spelt, const struct jb_flow *flow,
                       const struct jb_para *para)
{
    spelt->text = g_string_new(NULL);
    spelt->runs = g_memdup2(para->runs, para->count * sizeof(struct jb_run));
    spelt->para = *para;
    spelt->para.runs = spelt->runs;
    for (uint32_t i = 0; i < para->count; i++)
        if (para->runs[i].kind == JB_RUN_RUNNING)
            add_headings(flow, &spelt->runs[i], spelt->text);
    point_into(spelt->runs, para->count, para, spelt->text);
    jb_passage_open(passage, &spelt->para, slot_digits);
}

static void close_spelt(struct passage *passage, struct spelt *spelt)
{
    jb_passage_close(passage);
    g_free(spelt->runs);
    g_string_free(spelt->text, TRUE);
}

static void collect_para(const struct jb_para *para, void *data)
{
    struct collection *collection = data;
    struct passage passage;
    struct spelt spelt;

    open_spelt(&passage, &spelt, collection->flow, para);
    for (uint32_t i = 0; i < passage.letters->len; i++) {
        const struct letter *letter = jb_passage_letter(&passage, i);
        uint32_t face = jb_run_face(&para->runs[letter->run], letter->han);
        hb_set_t *set = use_face(collection, face, letter->han);

        if (!jb_is_blank(letter->class)) /* it needs no glyph, but it is shaped in that face */
            hb_set_add(set, letter->c);
    }
    close_spelt(&passage, &spelt);
}

/* R80: the name of a row that goes on is repeated with 续 or (cont.) behind it. Whether a row does
 * is known only later; a face that lacks the characters is no fault, for nobody wrote them. */
static void collect_continued(const struct jb_block *block, struct collection *collection)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++) {
        const struct jb_para *para = block->paras[lang];
        struct jb_run run = {.kind = JB_RUN_TEXT};
        struct jb_para said = {.runs = &run, .count = 1};

        if (!para || para->count == 0)
            continue;
        run.style = para->runs[para->count - 1].style;
        run.marks = para->runs[para->count - 1].marks;
        run.lang = said.lang = para->lang;
        run.text = jb_continued[para->lang];
        run.length = (uint32_t)strlen(run.text);
        said.style = para->style;
        collect_para(&said, collection);
    }
    for (uint32_t i = 0; i < block->child_count; i++)
        collect_continued(&block->children[i], collection);
}

static void collect_names_of_rows(const struct jb_block *blocks, uint32_t count,
                                  struct collection *collection)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct jb_block *block = &blocks[i];

        if (block->role == JB_ROLE_TR && block->child_count > 1)
            collect_continued(&block->children[0], collection);
        collect_names_of_rows(block->children, block->child_count, collection);
    }
}

static void add_names_of_findings(struct collection *collection)
{
    hb_set_t *set = use_face(collection, collection->flow->base->look[JB_EN].latin, false);

    for (const char *p = "ENW"; *p; p++)
        hb_set_add(set, (hb_codepoint_t)*p);
}

hb_set_t **jb_charset_collect(struct jb_arena *arena, const struct jb_flow *flow, bool annotates)
{
    struct collection collection = {
        .arena = arena,
        .flow = flow,
        .sets = JB_NEW_ARRAY(arena, hb_set_t *, flow->styles->face_count),
    };

    visit_flow(flow, collect_para, &collection);
    collect_names_of_rows(flow->blocks, flow->block_count, &collection);
    if (annotates)
        add_names_of_findings(&collection);
    return collection.sets;
}

struct complaint {
    const struct jb_flow *flow;
    hb_set_t *const *missing;
    struct jb_sink *sink;
    hb_set_t *told; /* of the run at hand */
};

/* The record is the place to mend; text that only the template has is mended there. */
static void report_letter(const struct complaint *complaint, const struct jb_run *run,
                          const struct letter *letter)
{
    const struct jb_face *face = &complaint->flow->styles->faces[jb_run_face(run, letter->han)];
    struct jb_origin origin = jb_origin_at(&complaint->flow->origins, run->origin);
    char character[8] = "", code[16];

    if (origin.record_span.source == 0) {
        origin.record_span = origin.template_span;
        origin.template_span = (struct jb_span){0};
    }
    g_unichar_to_utf8(letter->c, character);
    g_snprintf(code, sizeof(code), "U+%04X", letter->c);
    jb_report_both(complaint->sink, &jb_typeset_messages[SAY_MISSING_GLYPH], origin.record_span,
                   origin.template_span, character, code, face->family, NULL);
}

static void complain_about_para(const struct jb_para *para, void *data)
{
    struct complaint *complaint = data;
    uint32_t run = UINT32_MAX;
    struct passage passage;
    struct spelt spelt;

    open_spelt(&passage, &spelt, complaint->flow, para);
    for (uint32_t i = 0; i < passage.letters->len; i++) {
        const struct letter *letter = jb_passage_letter(&passage, i);
        const hb_set_t *missing =
            complaint->missing[jb_run_face(&para->runs[letter->run], letter->han)];

        if (letter->run != run)
            hb_set_clear(complaint->told);
        run = letter->run;
        if (!missing || jb_is_blank(letter->class) || !hb_set_has(missing, letter->c) ||
            hb_set_has(complaint->told, letter->c))
            continue;
        hb_set_add(complaint->told, letter->c);
        report_letter(complaint, &para->runs[run], letter);
    }
    close_spelt(&passage, &spelt);
}

void jb_charset_report(const struct jb_flow *flow, hb_set_t *const *missing, struct jb_sink *sink)
{
    struct complaint complaint = {flow, missing, sink, hb_set_create()};

    visit_flow(flow, complain_about_para, &complaint);
    hb_set_destroy(complaint.told);
}
