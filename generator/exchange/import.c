#include <string.h>

#include "base/nearest.h"
#include "exchange/import-private.h"
#include "exchange/messages-private.h"

/* A table while it is read. */
struct reading {
    struct jb_import *import;
    struct csv_reader csv;
    enum jb_table table;
    const struct column *columns;
    uint32_t column_count;
    uint32_t *place;        /* of each column of the table: index of its cell + 1, or 0 */
    struct jb_span *shown;  /* of each column for the reader alone: the first change in it … */
    uint32_t *shown_count;  /* … and how many there are */
    struct csv_cell *cells; /* of a row, in the order of the columns */
    uint32_t width;         /* cells in the header */
};

static void close_changes(void *changes)
{
    g_array_free(changes, TRUE);
}

struct jb_import *jb_import_new(struct jb_arena *arena, const struct jb_record *record,
                                struct jb_sources *sources, struct jb_sink *sink)
{
    struct jb_import *import = JB_NEW(arena, struct jb_import);

    *import = (struct jb_import){.arena = arena,
                                 .record = record,
                                 .sources = sources,
                                 .sink = sink,
                                 .edits = edits_new(arena, record, sources, sink),
                                 .changes = g_array_new(FALSE, FALSE, sizeof(struct jb_change))};
    jb_arena_defer(arena, close_changes, import->changes);
    return import;
}

void add_change(struct jb_import *import, const struct jb_change *change)
{
    g_array_append_vals(import->changes, change, 1);
}

static void say(const struct reading *reading, int message, struct jb_span at, const char *first,
                const char *second)
{
    jb_report(reading->import->sink, &jb_exchange_messages[message], at, first, second, NULL);
}

/* As much of a text as a message needs. */
static char *shorten(const char *text)
{
    const char *end = text;

    for (int i = 0; *end && i < 60; i++)
        end = g_utf8_next_char(end);
    return g_strndup(text, (gsize)(end - text));
}

/* --- the header ------------------------------------------------------------------------------- */

/* The last word of a header's cell is the column's name. */
static char *name_in(const char *text)
{
    char *name = g_strchomp(g_strdup(text));
    char *blank = strrchr(name, ' ');
    char *lower = g_ascii_strdown(blank ? blank + 1 : name, -1);

    g_free(name);
    return lower;
}

static uint32_t column_called(enum jb_table table, const char *name)
{
    uint32_t count;
    const struct column *columns = table_columns(table, &count);

    for (uint32_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return i;
    return JB_NO_INDEX;
}

/* The table that knows most of the columns; measures where both know as many. */
static enum jb_table tell_table(const struct csv_cell *cells, uint32_t count)
{
    uint32_t known[JB_TABLES] = {0};

    for (uint32_t i = 0; i < count; i++) {
        char *name = name_in(cells[i].text);

        for (int table = 0; table < JB_TABLES; table++)
            known[table] += column_called((enum jb_table)table, name) != JB_NO_INDEX;
        g_free(name);
    }
    return known[JB_TABLE_PAIRS] > known[JB_TABLE_MEASURES] ? JB_TABLE_PAIRS : JB_TABLE_MEASURES;
}

static void refuse_column(const struct reading *reading, const struct csv_cell *cell,
                          const char *name)
{
    const char **names = g_new(const char *, reading->column_count + 1);
    const char *nearest;
    char *shown = shorten(name), *listed;

    for (uint32_t i = 0; i < reading->column_count; i++)
        names[i] = reading->columns[i].name;
    names[reading->column_count] = NULL;
    nearest = jb_nearest(shown, names, reading->column_count);
    listed = g_strjoinv(" ", (gchar **)names);
    say(reading, nearest ? SAY_MISSPELT_COLUMN : SAY_UNKNOWN_COLUMN, cell->at, shown,
        nearest ? nearest : listed);
    g_free(listed);
    g_free(shown);
    g_free(names);
}

static bool place_column(struct reading *reading, const struct csv_cell *cell, uint32_t i)
{
    char *name = name_in(cell->text);
    uint32_t column = column_called(reading->table, name);
    bool blank = *name == '\0', good = true;

    if (!blank && column == JB_NO_INDEX) {
        refuse_column(reading, cell, name);
        good = false;
    } else if (!blank && reading->place[column]) {
        say(reading, SAY_COLUMN_TWICE, cell->at, name, NULL);
        good = false;
    } else if (!blank) {
        reading->place[column] = i + 1;
    }
    g_free(name);
    return good;
}

static bool takes_something(const struct reading *reading)
{
    for (uint32_t i = 0; i < reading->column_count; i++)
        if (reading->place[i] && reading->columns[i].use != COLUMN_ID &&
            reading->columns[i].use != COLUMN_SHOWN)
            return true;
    return false;
}

/* A table in UTF-8 that was opened as anything else keeps its ASCII: names of columns, ids and
 * figures still fit, and all texts would be overwritten by rubbish. Titles tell. */
static bool is_garbled(const struct reading *reading, const struct csv_cell *cells)
{
    uint32_t titled = 0, kept = 0;

    for (uint32_t i = 0; i < reading->column_count; i++) {
        const char *cell = reading->place[i] ? cells[reading->place[i] - 1].text : "";
        const char *title = reading->columns[i].title;

        titled += strchr(cell, ' ') ? 1 : 0;
        kept += g_str_has_prefix(cell, title) ? 1 : 0;
    }
    return titled > 1 && kept == 0;
}

/* False after a report on the header as a whole. */
static bool check_header(const struct reading *reading, const struct csv_cell *cells)
{
    struct jb_span at = {reading->csv.source, 0, 0};
    int message = is_garbled(reading, cells)  ? SAY_GARBLED
                  : !reading->place[0]        ? SAY_NO_ID_COLUMN
                  : !takes_something(reading) ? SAY_NOTHING_TO_TAKE
                                              : -1;

    if (message >= 0)
        say(reading, message, at, NULL, NULL);
    return message < 0;
}

static void prepare_columns(struct reading *reading, enum jb_table table)
{
    struct jb_arena *arena = reading->import->arena;
    uint32_t count;

    reading->table = table;
    reading->columns = table_columns(table, &count);
    reading->column_count = count;
    reading->place = JB_NEW_ARRAY(arena, uint32_t, count);
    reading->shown = JB_NEW_ARRAY(arena, struct jb_span, count);
    reading->shown_count = JB_NEW_ARRAY(arena, uint32_t, count);
    reading->cells = JB_NEW_ARRAY(arena, struct csv_cell, count);
}

static bool read_header(struct reading *reading)
{
    const struct csv_cell *cells;
    bool good = true;
    enum csv_step step = csv_next(&reading->csv, &cells, &reading->width);

    if (step == CSV_BROKEN)
        return false;
    if (step == CSV_END)
        reading->width = 0;
    prepare_columns(reading, tell_table(cells, reading->width));
    for (uint32_t i = 0; i < reading->width; i++)
        good &= place_column(reading, &cells[i], i);
    return good && check_header(reading, cells);
}

/* --- rows ------------------------------------------------------------------------------------- */

static const struct roster *roster_of(struct reading *reading)
{
    struct jb_import *import = reading->import;
    enum jb_table table = reading->table;

    if (!import->rosters[table]) {
        import->rosters[table] = roster_new(import->arena, import->record, import->sources, table);
        import->seen[table] =
            JB_NEW_ARRAY(import->arena, struct jb_span, import->rosters[table]->entries->len);
    }
    return import->rosters[table];
}

/* Looking for the nearest id costs as much as there are ids: not for a million wrong rows. */
static const char *nearest_id(const struct reading *reading, const struct roster *roster,
                              const char *id)
{
    enum { MOST_SUGGESTED = 100, LONGEST = 100 };

    if (jb_sink_count(reading->import->sink, JB_ERROR) > MOST_SUGGESTED || strlen(id) > LONGEST)
        return NULL;
    return jb_nearest(id, roster->ids, roster->entries->len);
}

static void refuse_id(const struct reading *reading, const struct roster *roster,
                      const struct csv_cell *cell, const char *id)
{
    const char *nearest = nearest_id(reading, roster, id);
    char *shown = shorten(id);

    if (*id == '\0')
        say(reading, SAY_ROW_WITHOUT_ID, cell->at, NULL, NULL);
    else
        say(reading, nearest ? SAY_MISSPELT_ROW : SAY_UNKNOWN_ROW, cell->at, shown, nearest);
    g_free(shown);
}

/* False after a report where an earlier row was about the same entry. */
static bool is_first(struct reading *reading, uint32_t entry, const struct csv_cell *cell,
                     const char *id)
{
    struct jb_span *seen = &reading->import->seen[reading->table][entry];

    if (seen->source) {
        jb_report_both(reading->import->sink, &jb_exchange_messages[SAY_ROW_TWICE], cell->at, *seen,
                       id, NULL);
        return false;
    }
    *seen = cell->at;
    return true;
}

/* The entry that the row is about; NULL after a report. */
static const struct entry *find_entry(struct reading *reading, const struct roster *roster)
{
    const struct csv_cell *cell = &reading->cells[0];
    char *id = g_strstrip(g_strdup(words_unguard(cell->text)));
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(roster->number, id));
    bool good = number && is_first(reading, number - 1, cell, id);

    if (!number)
        refuse_id(reading, roster, cell, id);
    g_free(id);
    return good ? roster_entry(roster, number - 1) : NULL;
}

/* What is for the reader alone is told once a column, at its first change. */
static void compare_shown(struct reading *reading, const struct row *row)
{
    GString *now = g_string_new(NULL);

    for (uint32_t i = 0; i < reading->column_count; i++) {
        GString *said;

        if (reading->columns[i].use != COLUMN_SHOWN || !reading->cells[i].text)
            continue;
        cell_read(row->roster, row->entry, &reading->columns[i], now);
        said = g_string_new(words_unguard(reading->cells[i].text));
        words_tidy(said);
        if (!g_string_equal(said, now) && reading->shown_count[i]++ == 0)
            reading->shown[i] = reading->cells[i].at;
        g_string_free(said, TRUE);
    }
    g_string_free(now, TRUE);
}

static void report_shown(const struct reading *reading)
{
    for (uint32_t i = 0; i < reading->column_count; i++) {
        char count[16];

        if (!reading->shown_count[i])
            continue;
        g_snprintf(count, sizeof(count), "%u", reading->shown_count[i]);
        say(reading, SAY_CONTEXT_CHANGED, reading->shown[i], reading->columns[i].name, count);
    }
}

/* Cells in the order of the columns. One that a short row leaves out says nothing. */
static bool sort_cells(struct reading *reading, const struct csv_cell *cells, uint32_t count)
{
    for (uint32_t i = reading->width; i < count; i++)
        if (*cells[i].text) {
            say(reading, SAY_TOO_MANY_CELLS, cells[i].at, NULL, NULL);
            return false;
        }
    for (uint32_t i = 0; i < reading->column_count; i++) {
        uint32_t place = reading->place[i];

        reading->cells[i] =
            place && place <= count ? cells[place - 1] : (struct csv_cell){NULL, {0}};
    }
    if (!reading->cells[0].text)
        reading->cells[0] = (struct csv_cell){"", cells[0].at};
    return true;
}

static void take_row(struct reading *reading)
{
    const struct roster *roster = roster_of(reading);
    struct row row = {.import = reading->import,
                      .roster = roster,
                      .cells = reading->cells,
                      .delimiter = reading->csv.delimiter};

    row.entry = find_entry(reading, roster);
    if (!row.entry)
        return;
    compare_shown(reading, &row);
    if (reading->table == JB_TABLE_MEASURES)
        take_measure(&row);
    else
        take_pair(&row);
}

void jb_import_read(struct jb_import *import, const char *path)
{
    struct reading reading = {.import = import};
    uint32_t source = csv_load(import->arena, import->sources, import->sink, path);
    const struct csv_cell *cells;
    uint32_t count;

    if (source == 0)
        return;
    csv_open(&reading.csv, import->sink, import->sources, source);
    if (read_header(&reading)) {
        while (csv_next(&reading.csv, &cells, &count) == CSV_ROW)
            if (sort_cells(&reading, cells, count))
                take_row(&reading);
        report_shown(&reading);
    }
    csv_close(&reading.csv);
}

/* --- the result ------------------------------------------------------------------------------- */

const struct jb_change *jb_import_changes(const struct jb_import *import, uint32_t *count)
{
    *count = import->changes->len;
    return (const struct jb_change *)(const void *)import->changes->data;
}

bool jb_import_revise(struct jb_import *import, const struct jb_revision **revisions,
                      uint32_t *count)
{
    return edits_apply(import->edits, false, revisions, count);
}

struct jb_cause jb_import_cause(const struct jb_import *import, const char *path, uint32_t offset)
{
    return edits_cause(import->edits, path, offset);
}
