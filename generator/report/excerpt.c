#include <string.h>

#include "report/report-private.h"

/* Lines of prose are long: so many columns before the mark and in all are shown. */
enum { COLUMNS_BEFORE = 30, COLUMNS = 76 };

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

void append_excerpt(const struct jb_sources *sources, struct jb_span span, bool colour,
                    GString *out)
{
    const struct jb_source *source = jb_source_find(sources, span.source);
    uint32_t line_start, line_end;
    const char *line, *end, *mark, *mark_end, *from, *to;
    int margin;

    if (!source)
        return;
    jb_source_line(source, span.start, &line_start, &line_end);
    line = source->text + line_start;
    end = source->text + line_end;
    mark = source->text + MIN(span.start, line_end);
    mark_end = source->text + CLAMP(span.end, span.start, line_end);
    if (!g_utf8_validate(line, end - line, NULL))
        return; /* the fault is that this is no text */
    from = back_by(mark, line, COLUMNS_BEFORE);
    to = forward_by(from, end, COLUMNS);
    margin = g_snprintf(NULL, 0, "%u", jb_source_position(source, span.start).line);
    g_string_append_printf(out, "  %u | %s", jb_source_position(source, span.start).line,
                           from > line ? "…" : "");
    append_shown(from, to, out);
    g_string_append_printf(out, "%s\n  %*s | %*s%s", to < end ? "…" : "", margin, "",
                           width(from, mark) + (from > line), "", colour ? "\033[1;32m" : "");
    for (int i = MAX(width(mark, MIN(mark_end, to)), 1); i > 0; i--)
        g_string_append_c(out, '^');
    g_string_append_printf(out, "%s\n", colour ? "\033[0m" : "");
}
