#include "exchange/csv-private.h"

#include <string.h>

#include "exchange/messages-private.h"

static const char delimiters[] = ",;\t";

/* Of those that stand in the first line outside quotes, the one that stands there most often. */
static char tell_delimiter(const char *text, uint32_t length)
{
    uint32_t counts[sizeof(delimiters) - 1] = {0};
    size_t best = 0;
    bool quoted = false;

    for (uint32_t i = 0; i < length && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        const char *found = memchr(delimiters, text[i], sizeof(delimiters) - 1);

        quoted ^= text[i] == '"';
        if (found && !quoted)
            counts[found - delimiters]++;
    }
    for (size_t i = 1; i < G_N_ELEMENTS(counts); i++)
        if (counts[i] > counts[best])
            best = i;
    return delimiters[best];
}

void csv_open(struct csv_reader *reader, struct jb_sink *sink, const struct jb_sources *sources,
              uint32_t source)
{
    const struct jb_source *text = jb_source_find(sources, source);

    *reader = (struct csv_reader){.sink = sink,
                                  .text = text->text,
                                  .source = source,
                                  .length = text->length,
                                  .delimiter = tell_delimiter(text->text, text->length),
                                  .buffer = g_string_new(NULL),
                                  .cells = g_array_new(FALSE, FALSE, sizeof(struct csv_cell))};
}

void csv_close(struct csv_reader *reader)
{
    g_string_free(reader->buffer, TRUE);
    g_array_free(reader->cells, TRUE);
}

static bool is_line_end(const struct csv_reader *reader, uint32_t at)
{
    return at >= reader->length || reader->text[at] == '\n' || reader->text[at] == '\r';
}

static bool is_cell_end(const struct csv_reader *reader, uint32_t at)
{
    return is_line_end(reader, at) || reader->text[at] == reader->delimiter;
}

static bool refuse(const struct csv_reader *reader, int message, uint32_t start, uint32_t end,
                   const char *argument)
{
    jb_report(reader->sink, &jb_exchange_messages[message],
              (struct jb_span){reader->source, start, end}, argument, NULL);
    return false;
}

static void append_char(struct csv_reader *reader, uint32_t *at)
{
    bool pair =
        reader->text[*at] == '\r' && *at + 1 < reader->length && reader->text[*at + 1] == '\n';

    g_string_append_c(reader->buffer, reader->text[*at] == '\r' ? '\n' : reader->text[*at]);
    *at += pair ? 2 : 1;
}

/* at: behind the opening quote, then behind the closing one. */
static bool read_quoted(struct csv_reader *reader, uint32_t *at)
{
    uint32_t opened = *at - 1;

    for (; *at < reader->length; append_char(reader, at)) {
        if (reader->text[*at] != '"')
            continue;
        if (++*at >= reader->length || reader->text[*at] != '"')
            return true;
    }
    return refuse(reader, SAY_OPEN_QUOTE, opened, opened + 1, NULL);
}

static bool refuse_tail(const struct csv_reader *reader, uint32_t at)
{
    uint32_t end = at;
    char *tail;

    while (!is_cell_end(reader, end) && end - at < 40)
        end = (uint32_t)(g_utf8_next_char(reader->text + end) - reader->text);
    tail = g_strndup(reader->text + at, end - at);
    refuse(reader, SAY_AFTER_QUOTE, at, end, tail);
    g_free(tail);
    return false;
}

/* One cell, up to its delimiter or the line's end. A quotation mark inside a cell that does not
 * begin with one stands for itself, as in Excel. */
static bool read_cell(struct csv_reader *reader)
{
    uint32_t start = reader->at;
    struct csv_cell cell = {NULL, {reader->source, start, start}};

    if (reader->cells->len >= MOST_CELLS)
        return refuse(reader, SAY_TOO_MANY_CELLS, start, start + 1, NULL);
    if (start < reader->length && reader->text[start] == '"') {
        reader->at++;
        if (!read_quoted(reader, &reader->at))
            return false;
        if (!is_cell_end(reader, reader->at))
            return refuse_tail(reader, reader->at);
    } else {
        while (!is_cell_end(reader, reader->at))
            append_char(reader, &reader->at);
    }
    g_string_append_c(reader->buffer, '\0');
    cell.at.end = reader->at;
    g_array_append_val(reader->cells, cell);
    return true;
}

static void skip_line_end(struct csv_reader *reader)
{
    if (reader->at < reader->length && reader->text[reader->at] == '\r')
        reader->at++;
    if (reader->at < reader->length && reader->text[reader->at] == '\n')
        reader->at++;
}

/* Only now: the buffer moves while it grows. */
static void point_to_texts(struct csv_reader *reader)
{
    const char *text = reader->buffer->str;

    for (guint i = 0; i < reader->cells->len; i++) {
        g_array_index(reader->cells, struct csv_cell, i).text = text;
        text += strlen(text) + 1;
    }
}

static bool read_row(struct csv_reader *reader)
{
    g_string_truncate(reader->buffer, 0);
    g_array_set_size(reader->cells, 0);
    if (!read_cell(reader))
        return false;
    while (!is_line_end(reader, reader->at)) {
        reader->at++;
        if (!read_cell(reader))
            return false;
    }
    skip_line_end(reader);
    point_to_texts(reader);
    return true;
}

/* Spreadsheets leave rows of nothing at the end. */
static bool is_blank_row(const struct csv_reader *reader)
{
    for (guint i = 0; i < reader->cells->len; i++)
        for (const char *p = g_array_index(reader->cells, struct csv_cell, i).text; *p; p++)
            if (!g_ascii_isspace(*p))
                return false;
    return true;
}

enum csv_step csv_next(struct csv_reader *reader, const struct csv_cell **cells, uint32_t *count)
{
    do {
        if (reader->at >= reader->length)
            return CSV_END;
        if (!read_row(reader))
            return CSV_BROKEN;
    } while (is_blank_row(reader));
    *cells = (const struct csv_cell *)(const void *)reader->cells->data;
    *count = reader->cells->len;
    return CSV_ROW;
}

/* The delimiters of other countries are quoted too, so that any spreadsheet reads the cell whole.
 */
void csv_append(GString *out, const char *text)
{
    size_t length = strlen(text);
    bool quoted =
        length > 0 && (strpbrk(text, ",;\t\"\r\n") || text[0] == ' ' || text[length - 1] == ' ');

    if (!quoted) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}
