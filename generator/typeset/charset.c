#include "typeset/charset-private.h"

#include "typeset/messages-private.h"
#include "typeset/passage-private.h"

typedef void visit_para(const struct jb_para *para, void *data);

static void visit_block(const struct jb_block *block, visit_para *visit, void *data)
{
    for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
        if (block->paras[lang])
            visit(block->paras[lang], data);
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
    visit_master(&flow->first, visit, data);
    visit_master(&flow->rest, visit, data);
    for (uint32_t i = 0; i < flow->block_count; i++)
        visit_block(&flow->blocks[i], visit, data);
}

struct collection {
    struct jb_arena *arena;
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

static const char *const slot_digits = "0123456789";

static void collect_para(const struct jb_para *para, void *data)
{
    struct collection *collection = data;
    struct passage passage;

    jb_passage_open(&passage, para, slot_digits);
    for (uint32_t i = 0; i < passage.letters->len; i++) {
        const struct letter *letter = jb_passage_letter(&passage, i);
        uint32_t face = jb_run_face(&para->runs[letter->run], letter->han);
        hb_set_t *set = use_face(collection, face, letter->han);

        if (!jb_is_blank(letter->class)) /* it needs no glyph, but it is shaped in that face */
            hb_set_add(set, letter->c);
    }
    jb_passage_close(&passage);
}

hb_set_t **jb_charset_collect(struct jb_arena *arena, const struct jb_flow *flow)
{
    struct collection collection = {
        .arena = arena,
        .sets = JB_NEW_ARRAY(arena, hb_set_t *, flow->styles->face_count),
    };

    visit_flow(flow, collect_para, &collection);
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

    jb_passage_open(&passage, para, slot_digits);
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
    jb_passage_close(&passage);
}

void jb_charset_report(const struct jb_flow *flow, hb_set_t *const *missing, struct jb_sink *sink)
{
    struct complaint complaint = {flow, missing, sink, hb_set_create()};

    visit_flow(flow, complain_about_para, &complaint);
    hb_set_destroy(complaint.told);
}
