#include <string.h>

#include "exchange/import-private.h"
#include "exchange/messages-private.h"

/* --- helpers ---------------------------------------------------------------------------------- */

static const struct csv_cell *cell_named(const struct row *row, const char *name)
{
    uint32_t count;
    const struct column *columns = table_columns(row->roster->table, &count);

    for (uint32_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return row->cells[i].text ? &row->cells[i] : NULL;
    return NULL;
}

/* The cell, or the row's first one where the row has none of that column. */
static struct jb_span place_of(const struct row *row, const struct csv_cell *cell)
{
    return cell ? cell->at : row->cells[0].at;
}

static struct jb_cause cause_of(const struct row *row, const struct csv_cell *cell)
{
    return (struct jb_cause){place_of(row, cell),
                             jb_xml_whole_span(row->import->record->document, row->entry->node)};
}

static void refuse(const struct row *row, int message, const struct csv_cell *cell,
                   const char *argument, const char *second)
{
    jb_report_both(row->import->sink, &jb_exchange_messages[message], place_of(row, cell),
                   jb_xml_span(row->import->record->document, row->entry->node), argument, second,
                   NULL);
}

/* A text as it is kept: NULL stands for an empty one. */
static const char *keep(const struct row *row, const GString *text)
{
    return text->len > 0 ? jb_arena_dup_span(row->import->arena, text->str, text->len) : NULL;
}

static void note(const struct row *row, const char *what, const char *before, const char *after)
{
    struct jb_change change = {row->entry->id, what, before, after};

    add_change(row->import, &change);
}

/* What a cell of words says: the text behind it, tidied. */
static GString *words_of(const struct csv_cell *cell)
{
    GString *text = g_string_new(cell ? words_unguard(cell->text) : NULL);

    words_tidy(text);
    return text;
}

/* --- measures --------------------------------------------------------------------------------- */

/* A percent sign has a plain meaning in a share, and where percent is the unit. A comma has one
 * only where it does not stand for the decimal point, as it does where ; parts the cells. */
static struct number_rules rules_for(const struct row *row, const struct column *column)
{
    const struct jb_record *record = row->import->record;
    uint32_t measure = record->measure_of[jb_xml_ordinal(row->entry->node)];
    uint32_t unit = measure == JB_NO_INDEX ? JB_NO_INDEX : record->measures[measure].unit;
    bool percent = unit != JB_NO_INDEX && strcmp(record->units[unit].zh, "%") == 0;

    return (struct number_rules){.percent = percent || strcmp(column->name, "share") == 0,
                                 .grouped = row->delimiter != ';'};
}

static bool is_same_number(const char *a, const char *b)
{
    struct jb_decimal x, y;

    return jb_decimal_parse(a, &x) && jb_decimal_parse(b, &y) && jb_decimal_compare(x, y) == 0;
}

static void refuse_number(const struct row *row, const struct csv_cell *cell, enum number_kind kind)
{
    const char *end = cell->text;
    char *shown;

    for (int i = 0; *end && i < 40; i++)
        end = g_utf8_next_char(end);
    shown = g_strndup(cell->text, (gsize)(end - cell->text));
    refuse(row, kind == NUMBER_MANGLED ? SAY_MANGLED_NUMBER : SAY_BAD_NUMBER, cell, shown, NULL);
    g_free(shown);
}

/* What the cell says, in said; false where that is what the record says, or after a report. */
static bool differs(const struct row *row, const struct column *column, const struct csv_cell *cell,
                    const char *now, GString *said)
{
    GString *words = words_of(cell);
    enum number_kind kind = NUMBER_GOOD;

    g_string_assign(said, words->str);
    if (column->use == COLUMN_FIGURE && words->len > 0)
        kind = number_read(words->str, rules_for(row, column), said);
    g_string_free(words, TRUE);
    if (kind != NUMBER_GOOD) {
        refuse_number(row, cell, kind);
        return false;
    }
    if (column->use == COLUMN_FIGURE && is_same_number(said->str, now))
        return false;
    return strcmp(said->str, now) != 0;
}

static void take_attribute(const struct row *row, const struct column *column,
                           const struct csv_cell *cell)
{
    GString *now = g_string_new(NULL), *said = g_string_new(NULL);

    cell_read(row->roster, row->entry, column, now);
    if (differs(row, column, cell, now->str, said)) {
        const char *after = keep(row, said);

        edits_attribute(row->import->edits, row->entry->node, column->attribute, after,
                        cause_of(row, cell));
        note(row, column->name, keep(row, now), after);
    }
    g_string_free(now, TRUE);
    g_string_free(said, TRUE);
}

static bool is_editable(const struct column *column)
{
    return column->use == COLUMN_FIGURE || column->use == COLUMN_WORDS;
}

static bool is_reason(const char *name)
{
    return strcmp(name, "missing") == 0 || strcmp(name, "by") == 0;
}

/* Whether the row states a figure: then none is missing, whatever the row still says of that. A
 * department's table is often sent twice, with the reason of the first time in it. */
static bool states_figure(const struct row *row, const struct column *columns, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool is_figure =
            strcmp(columns[i].name, "value") == 0 || strcmp(columns[i].name, "bound") == 0;

        if (is_figure && row->cells[i].text &&
            strspn(row->cells[i].text, " \t") != strlen(row->cells[i].text))
            return true;
    }
    return false;
}

static void take_off_missing(const struct row *row)
{
    static const char *const names[] = {"missing", "by"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *now = jb_xml_attribute(row->entry->node, names[i]);

        if (!now)
            continue;
        edits_attribute(row->import->edits, row->entry->node, names[i], NULL,
                        cause_of(row, &row->cells[0]));
        note(row, names[i], jb_arena_dup_text(row->import->arena, now), NULL);
    }
}

void take_measure(const struct row *row)
{
    uint32_t count;
    const struct column *columns = table_columns(JB_TABLE_MEASURES, &count);
    bool stated = states_figure(row, columns, count);

    for (uint32_t i = 0; i < count; i++)
        if (is_editable(&columns[i]) && row->cells[i].text &&
            !(stated && is_reason(columns[i].name)))
            take_attribute(row, &columns[i], &row->cells[i]);
    if (stated)
        take_off_missing(row);
}

/* --- pairs ------------------------------------------------------------------------------------ */

/* One half in a row. */
struct half {
    const struct row *row;
    enum jb_lang lang;
    const struct jb_xml_node *node;
    const struct csv_cell *cell[3]; /* TEXT, MISSING, BY; NULL: not there */
    GString *now[3], *said[3];
};

enum { TEXT, MISSING, BY };

/* In the order in which they are written. */
static const char *const part_names[JB_LANGS][3] = {
    [JB_ZH] = {"zh", "zh-missing", "zh-by"}, [JB_EN] = {"en", "en-missing", "en-by"}};

static const struct column *column_named(const char *name)
{
    uint32_t count;
    const struct column *columns = table_columns(JB_TABLE_PAIRS, &count);

    while (strcmp(columns->name, name) != 0)
        columns++;
    return columns;
}

static struct half half_open(const struct row *row, enum jb_lang lang)
{
    struct half half = {.row = row, .lang = lang};

    half.node = jb_xml_child(row->entry->node, jb_lang_name(lang));
    for (int part = TEXT; part <= BY; part++) {
        half.cell[part] = cell_named(row, part_names[lang][part]);
        half.now[part] = g_string_new(NULL);
        cell_read(row->roster, row->entry, column_named(part_names[lang][part]), half.now[part]);
        half.said[part] =
            half.cell[part] ? words_of(half.cell[part]) : g_string_new(half.now[part]->str);
    }
    return half;
}

static void half_close(struct half *half)
{
    for (int part = TEXT; part <= BY; part++) {
        g_string_free(half->now[part], TRUE);
        g_string_free(half->said[part], TRUE);
    }
}

static bool has_changed(const struct half *half, int part)
{
    return !g_string_equal(half->now[part], half->said[part]);
}

static void note_half(const struct half *half, int part)
{
    note(half->row, part_names[half->lang][part], keep(half->row, half->now[part]),
         keep(half->row, half->said[part]));
}

/* False after a report. */
static bool is_whole(const struct half *half)
{
    GString *piece = g_string_new(NULL);
    int message = markup_mend(half->said[TEXT], piece);

    if (message >= 0)
        refuse(half->row, message, half->cell[TEXT], piece->str, NULL);
    g_string_free(piece, TRUE);
    return message < 0;
}

static void replace_half(const struct half *half, const char *text)
{
    edits_replace(half->row->import->edits,
                  jb_xml_whole_span(half->row->import->record->document, half->node), text,
                  cause_of(half->row, half->cell[TEXT]));
}

/* The text alone, without the white space that the office has put round it. */
static struct jb_span text_span(const struct half *half)
{
    struct jb_span span = jb_xml_content_span(half->row->import->record->document, half->node);
    const char *text = jb_source_find(half->row->import->sources, span.source)->text;

    while (span.start < span.end && g_ascii_isspace(text[span.start]))
        span.start++;
    while (span.start < span.end && g_ascii_isspace(text[span.end - 1]))
        span.end--;
    return span;
}

/* A text that has come in is no longer missing, whatever the row still says of that. */
static void take_text(const struct half *half)
{
    const struct jb_xml *xml = half->row->import->record->document;
    const char *name = jb_lang_name(half->lang);
    char *whole = g_strdup_printf("<%s>%s</%s>", name, half->said[TEXT]->str, name);

    if (half->now[MISSING]->len > 0 || jb_xml_is_empty_tag(xml, half->node))
        replace_half(half, whole);
    else
        edits_replace(half->row->import->edits, text_span(half), half->said[TEXT]->str,
                      cause_of(half->row, half->cell[TEXT]));
    note_half(half, TEXT);
    g_free(whole);
}

/* The text is taken back: the row has to say why. */
static void take_back(const struct half *half)
{
    const char *name = jb_lang_name(half->lang);
    char *reason = g_markup_escape_text(half->said[MISSING]->str, -1);
    char *by = g_markup_escape_text(half->said[BY]->str, -1);
    char *whole = g_strdup_printf("<%s missing=\"%s\" by=\"%s\"/>", name, reason, by);

    replace_half(half, whole);
    for (int part = TEXT; part <= BY; part++)
        note_half(half, part);
    g_free(whole);
    g_free(by);
    g_free(reason);
}

static void take_reasons(const struct half *half)
{
    static const char *const attributes[] = {[MISSING] = "missing", [BY] = "by"};

    for (int part = MISSING; part <= BY; part++) {
        const struct csv_cell *cell = half->cell[part];

        if (!cell || !has_changed(half, part))
            continue;
        edits_attribute(half->row->import->edits, half->node, attributes[part],
                        keep(half->row, half->said[part]), cause_of(half->row, cell));
        note_half(half, part);
    }
}

static void take_half(const struct half *half)
{
    const struct csv_cell *cell = half->cell[TEXT] ? half->cell[TEXT] : half->cell[MISSING];
    const char *name = jb_lang_name(half->lang);

    if (has_changed(half, TEXT) && half->said[TEXT]->len > 0)
        take_text(half);
    else if (!has_changed(half, TEXT) && half->now[TEXT]->len > 0)
        return; /* there is a text: it is not missing, whatever the row still says of that */
    else if (!has_changed(half, TEXT) && half->said[MISSING]->len > 0)
        take_reasons(half);
    else if (has_changed(half, TEXT) && half->said[MISSING]->len > 0)
        take_back(half);
    else if (cell && (half->now[TEXT]->len > 0 || half->now[MISSING]->len > 0))
        refuse(half->row, SAY_EMPTIED_HALF, cell, half->row->entry->id, name);
}

/* --- texts that have moved -------------------------------------------------------------------- */

enum { TELLING = 30 /* bytes, ten Chinese characters: a text that no other is like by chance */ };

static GHashTable *chinese_forms(const struct row *row)
{
    const struct column *column = column_named("zh");
    GHashTable *forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < row->roster->entries->len; i++) {
        cell_read(row->roster, roster_entry(row->roster, i), column, text);
        if (text->len >= TELLING)
            g_hash_table_insert(forms, g_strdup(text->str), GUINT_TO_POINTER(i + 1));
    }
    g_string_free(text, TRUE);
    return forms;
}

static void close_forms(void *forms)
{
    g_hash_table_destroy(forms);
}

/* Pairs are named by their places. Where paragraphs came or went since the export, a row would
 * overwrite the texts of another paragraph: both differ then, and the Chinese stands elsewhere. */
static bool has_moved(const struct half halves[JB_LANGS])
{
    const struct row *row = halves[JB_ZH].row;
    const char *chinese = halves[JB_ZH].said[TEXT]->str;
    guint found;

    if (!has_changed(&halves[JB_ZH], TEXT) || !has_changed(&halves[JB_EN], TEXT))
        return false;
    if (!row->import->chinese) {
        row->import->chinese = chinese_forms(row);
        jb_arena_defer(row->import->arena, close_forms, row->import->chinese);
    }
    found = GPOINTER_TO_UINT(g_hash_table_lookup(row->import->chinese, chinese));
    if (found)
        refuse(row, SAY_MOVED, halves[JB_ZH].cell[TEXT], row->entry->id,
               roster_entry(row->roster, found - 1)->id);
    return found != 0;
}

void take_pair(const struct row *row)
{
    struct half halves[JB_LANGS] = {half_open(row, JB_ZH), half_open(row, JB_EN)};
    bool whole = true;

    for (int lang = 0; lang < JB_LANGS; lang++)
        if (halves[lang].cell[TEXT])
            whole &= is_whole(&halves[lang]);
    if (whole && !has_moved(halves))
        for (int lang = 0; lang < JB_LANGS; lang++)
            if (halves[lang].node)
                take_half(&halves[lang]);
    for (int lang = 0; lang < JB_LANGS; lang++)
        half_close(&halves[lang]);
}
