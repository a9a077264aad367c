#include <string.h>

#include "report/report-private.h"

/* Lines of prose are long: so many columns before the mark and in all are shown. */
enum { COLUMNS_BEFORE = 30, COLUMNS = 76, MOST_BYTES = 4096 };

static int columns_of(gunichar c)
{
    if (c == '\t')
        return 1; /* printed as a space, so that the mark stands right */
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

static const char *back_by(const char *text, const char *line, int columns)
{
    while (text > line && columns > 0) {
        text = g_utf8_prev_char(text);
        columns -= columns_of(g_utf8_get_char(text));
    }
    return text;
}

static void append_shown(const char *from, const char *to, GString *out)
{
    for (const char *p = from; p < to; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        g_string_append_unichar(out, c == '\t' || g_unichar_iscntrl(c) ? ' ' : c);
    }
}

static const char *forward_by(const char *text, const char *end, int columns)
{
    while (text < end && columns > 0) {
        columns -= columns_of(g_utf8_get_char(text));
        text = g_utf8_next_char(text);
    }
    return text;
}

static int width(const char *from, const char *to)
{
    int columns = 0;

    for (const char *p = from; p < to; p = g_utf8_next_char(p))
        columns += columns_of(g_utf8_get_char(p));
    return columns;
}

/* The part of a line round a mark that can be shown at all, so that a file of one line costs no
 * more than others. */
static void bound_line(const struct jb_source *source, uint32_t mark, const char **line,
                       const char **end)
{
    uint32_t start = mark - MIN(mark, MOST_BYTES);
    uint32_t stop = mark + MIN(source->length - mark, MOST_BYTES);
    const char *text = source->text, *before, *after;

    while (start < mark && (text[start] & 0xC0) == 0x80)
        start++;
    while (stop > mark && stop < source->length && (text[stop] & 0xC0) == 0x80)
        stop--;
    before = memrchr(text + start, '\n', mark - start);
    after = memchr(text + mark, '\n', stop - mark);
    *line = before ? before + 1 : text + start;
    *end = after ? after : text + stop;
    if (*end > *line && (*end)[-1] == '\r')
        --*end;
}

void append_excerpt(struct places *places, struct jb_span span, bool colour, GString *out)
{
    const struct jb_source *source = source_of(places, span);
    const char *line, *end, *mark, *mark_end, *from, *to;
    uint32_t start, number;
    int margin;

    if (!source)
        return;
    start = MIN(span.start, source->length);
    bound_line(source, start, &line, &end);
    mark = MIN(source->text + start, end);
    mark_end = CLAMP(source->text + MIN(span.end, source->length), mark, end);
    if (!g_utf8_validate(line, end - line, NULL))
        return; /* the fault is that this is no text */
    number = position_of(places, span).line;
    from = back_by(mark, line, COLUMNS_BEFORE);
    to = forward_by(from, end, COLUMNS);
    margin = g_snprintf(NULL, 0, "%u", number);
    g_string_append_printf(out, "  %u | %s", number, from > line ? "…" : "");
    append_shown(from, to, out);
    g_string_append_printf(out, "%s\n  %*s | %*s%s", to < end ? "…" : "", margin, "",
                           width(from, mark) + (from > line), "", colour ? "\033[1;32m" : "");
    for (int i = MAX(width(mark, MIN(mark_end, to)), 1); i > 0; i--)
        g_string_append_c(out, '^');
    g_string_append_printf(out, "%s\n", colour ? "\033[0m" : "");
}
