#include "model/record.h"

#include <string.h>

static const char *const form_names[JB_FORMS] = {"value",     "target", "share",
                                                 "remaining", "change", "bare"};
static const char *const kind_names[] = {"cumulative", "stock", "increment", "plan", "criterion"};
static const char *const count_names[] = {"none", "themes", "items", "sub-items", "ballot"};

const char *jb_form_name(enum jb_form form)
{
    return form_names[form];
}

/* Text so that what the dump adds can be told from it. */
static void dump_text(const char *text, GString *out)
{
    for (; *text; text++) {
        if (*text == '\n') {
            g_string_append(out, "\\n");
            continue;
        }
        if (strchr("\\{}[]|", *text))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
}

static void dump_quote(const struct jb_record *record, const struct jb_piece *piece, GString *out)
{
    const struct jb_measure *measure = &record->measures[piece->measure];

    g_string_append_printf(out, "{%s:%s", measure->id, jb_form_name(piece->form));
    if (piece->unit != measure->unit)
        g_string_append_printf(out, " unit=%s", record->units[piece->unit].id);
    g_string_append(out, piece->starts ? " start}" : "}");
}

static void dump_look(const struct jb_piece *piece, enum jb_lang lang, GString *out)
{
    static const char *const names[] = {"em", "strong", "sup", "sub", "nobr"};
    gsize start = out->len;

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (piece->marks & (1u << i))
            g_string_append_printf(out, " %s", names[i]);
    if (piece->lang != lang)
        g_string_append_printf(out, " %s", jb_lang_name(piece->lang));
    if (piece->href) {
        g_string_append(out, " link=");
        dump_text(piece->href, out);
    }
    if (out->len > start) {
        out->str[start] = '[';
        g_string_append_c(out, '|');
    }
}

static void dump_piece(const struct jb_record *record, const struct jb_piece *piece,
                       enum jb_lang lang, GString *out)
{
    gsize start = out->len;
    gboolean has_look;

    dump_look(piece, lang, out);
    has_look = out->len > start;
    if (piece->kind == JB_PIECE_TEXT)
        dump_text(piece->text, out);
    else if (piece->kind == JB_PIECE_QUOTE)
        dump_quote(record, piece, out);
    else
        g_string_append(out, "{br}");
    if (has_look)
        g_string_append_c(out, ']');
}

static void dump_half(const struct jb_record *record, const struct jb_half *half, enum jb_lang lang,
                      GString *out)
{
    g_string_append_printf(out, "  %s ", jb_lang_name(lang));
    if (half->missing) {
        g_string_append(out, "{missing: ");
        dump_text(half->missing_reason, out);
        g_string_append_c(out, '}');
    }
    for (uint32_t i = 0; i < half->count; i++)
        dump_piece(record, &half->pieces[i], lang, out);
    g_string_append_c(out, '\n');
}

static void dump_decimal(const char *name, struct jb_decimal value, GString *out)
{
    struct jb_arena *arena = jb_arena_open();

    g_string_append_printf(out, " %s=%s", name, jb_decimal_text(arena, value, false));
    jb_arena_close(arena);
}

static void dump_figure(const struct jb_measure *measure, GString *out)
{
    if (measure->has_value)
        dump_decimal(measure->is_bound ? "bound" : "value", measure->value, out);
    if (measure->hedge)
        g_string_append_printf(out, " hedge=%s", measure->hedge);
    if (measure->has_target)
        dump_decimal("target", measure->target, out);
    if (measure->has_share)
        dump_decimal("share", measure->share, out);
    if (measure->missing) {
        g_string_append(out, " missing=");
        dump_text(measure->missing, out);
    }
}

static void dump_measure(const struct jb_record *record, const struct jb_measure *measure,
                         GString *out)
{
    g_string_append_printf(out, "measure %s %s unit=%s", measure->id, kind_names[measure->kind],
                           record->units[measure->unit].id);
    if (measure->counts != JB_COUNT_NONE)
        g_string_append_printf(out, " counts=%s", count_names[measure->counts]);
    dump_figure(measure, out);
    if (measure->total != JB_NO_INDEX)
        g_string_append_printf(out, " total=%s", record->measures[measure->total].id);
    if (measure->label != JB_NO_INDEX)
        g_string_append_printf(out, " label=%s", record->pairs[measure->label].id);
    g_string_append(out, measure->audience == JB_INTERNAL ? " internal\n" : "\n");
}

static void dump_reading(const struct jb_measure *reading, GString *out)
{
    g_string_append_printf(out, "reading %s", reading->id);
    dump_figure(reading, out);
    g_string_append_c(out, '\n');
}

/* Only of what the edition says to be told without gaps. */
static void dump_told(const struct jb_record *record, GString *out)
{
    for (int i = JB_COUNT_THEMES; i < JB_COUNTS; i++)
        if (record->told[i].complete)
            g_string_append_printf(out, "told %s %u\n", count_names[i], record->told[i].count);
}

void jb_record_dump(const struct jb_record *record, GString *out)
{
    g_string_append_printf(out, "edition %s %d-Q%d as-of %04d-%02d-%02d\n", record->id,
                           record->year, record->quarter, record->as_of.year, record->as_of.month,
                           record->as_of.day);
    for (uint32_t i = 0; i < record->pair_count; i++) {
        g_string_append_printf(out, "pair %s%s\n", record->pairs[i].id,
                               record->pairs[i].audience == JB_INTERNAL ? " internal" : "");
        for (enum jb_lang lang = 0; lang < JB_LANGS; lang++)
            dump_half(record, &record->pairs[i].half[lang], (enum jb_lang)lang, out);
    }
    for (uint32_t i = 0; i < record->measure_count; i++)
        if (record->measures[i].of == JB_NO_INDEX)
            dump_measure(record, &record->measures[i], out);
        else
            dump_reading(&record->measures[i], out);
    dump_told(record, out);
}
