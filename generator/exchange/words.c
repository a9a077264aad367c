#include <string.h>

#include "exchange/tables-private.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A character next to which a line end means nothing: Han, kana, and their full-width marks. */
static bool is_wide(gunichar c)
{
    return g_unichar_iswide(c) || c == 0x2014 || c == 0x2026;
}

static bool joins(const GString *before, const char *after)
{
    const char *last;

    if (before->len == 0 || *after == '\0')
        return true;
    last = g_utf8_prev_char(before->str + before->len);
    return is_wide(g_utf8_get_char(last)) && is_wide(g_utf8_get_char(after));
}

/* Behind the white space at text; whether it held a line end. */
static const char *skip_blanks(const char *text, bool *broken)
{
    *broken = false;
    for (; is_blank(*text); text++)
        *broken |= *text == '\n' || *text == '\r';
    return text;
}

void words_tidy(GString *text)
{
    GString *tidy = g_string_sized_new(text->len);
    const char *p = text->str;

    while (*p) {
        bool broken;
        const char *behind = skip_blanks(p, &broken);

        if (behind == p)
            g_string_append_c(tidy, *p++);
        else if (tidy->len > 0 && *behind && !broken)
            g_string_append_len(tidy, p, behind - p);
        else if (!joins(tidy, behind))
            g_string_append_c(tidy, ' ');
        p = behind > p ? behind : p;
    }
    g_string_assign(text, tidy->str);
    g_string_free(tidy, TRUE);
}

/* Behind any apostrophes, so that taking one off leads back to just what stood there. */
static bool would_run(const char *text)
{
    text += strspn(text, "'");
    return *text != '\0' && strchr("=+-@", *text);
}

void words_guard(GString *text)
{
    if (would_run(text->str))
        g_string_prepend_c(text, '\'');
}

const char *words_unguard(const char *text)
{
    return *text == '\'' && would_run(text) ? text + 1 : text;
}
