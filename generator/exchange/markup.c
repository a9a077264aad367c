#include <string.h>

#include "exchange/import-private.h"
#include "exchange/messages-private.h"

/* Whether a text can stand as an element's content, told before it stands there: a cell that closes
 * the half it is in would otherwise change what is round it. Names, attributes and the vocabulary
 * are left to the reading of the whole. */

/* Elements that are open, innermost last. */
struct open_tag {
    const char *tag;
    size_t name; /* its length */
};

struct mending {
    GArray *open; /* struct open_tag */
    GString *piece;
};

enum { LONGEST_PIECE = 30 /* characters shown of a text */ };

static int fault(struct mending *mending, int message, const char *text, const char *end)
{
    const char *stop = text;

    for (int i = 0; *stop && (!end || stop < end) && i < LONGEST_PIECE; i++)
        stop = g_utf8_next_char(stop);
    g_string_truncate(mending->piece, 0);
    g_string_append_len(mending->piece, text, stop - text);
    return message;
}

static size_t name_length(const char *text)
{
    return strcspn(text, " \t\r\n/>\"'<&=");
}

/* Behind the ">" of a tag; NULL where there is none. A "<" cannot stand inside a tag. */
static const char *behind_tag(const char *tag)
{
    char quote = '\0';

    for (const char *p = tag + 1; *p && *p != '<'; p++) {
        if (quote && *p == quote)
            quote = '\0';
        else if (!quote && (*p == '"' || *p == '\''))
            quote = *p;
        else if (!quote && *p == '>')
            return p + 1;
    }
    return NULL;
}

static int meet_start(struct mending *mending, const char **at)
{
    struct open_tag tag = {*at, name_length(*at + 1)};
    const char *behind = behind_tag(*at);

    if (!behind)
        return fault(mending, SAY_OPEN_MARKUP, *at, NULL);
    if (behind[-2] != '/')
        g_array_append_val(mending->open, tag);
    *at = behind;
    return -1;
}

static int meet_end(struct mending *mending, const char **at)
{
    const char *name = *at + 2, *behind = behind_tag(*at);
    size_t length = name_length(name);
    const struct open_tag *last;

    if (!behind)
        return fault(mending, SAY_OPEN_MARKUP, *at, NULL);
    if (mending->open->len == 0)
        return fault(mending, SAY_STRAY_END, *at, behind);
    last = &g_array_index(mending->open, struct open_tag, mending->open->len - 1);
    if (last->name != length || memcmp(last->tag + 1, name, length) != 0)
        return fault(mending, SAY_STRAY_END, *at, behind);
    g_array_set_size(mending->open, mending->open->len - 1);
    *at = behind;
    return -1;
}

/* A comment, CDATA section or instruction that stood in the half before. */
static int meet_other(struct mending *mending, const char **at, const char *end)
{
    const char *found = strstr(*at + 2, end);

    if (!found)
        return fault(mending, SAY_OPEN_MARKUP, *at, NULL);
    *at = found + strlen(end);
    return -1;
}

static int meet_markup(struct mending *mending, const char **at)
{
    const char *next = *at + 1;

    if (g_str_has_prefix(next, "!--"))
        return meet_other(mending, at, "-->");
    if (g_str_has_prefix(next, "![CDATA["))
        return meet_other(mending, at, "]]>");
    if (*next == '?')
        return meet_other(mending, at, "?>");
    if (*next == '/')
        return meet_end(mending, at);
    if (g_unichar_isalpha(g_utf8_get_char(next)) || *next == '_')
        return meet_start(mending, at);
    return fault(mending, SAY_BARE_MARK, *at, NULL);
}

static bool is_known(const char *name, size_t length)
{
    static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return true;
    return false;
}

/* The length of the reference that begins with "&", 0 where the "&" is a character of the text. */
static size_t reference_length(const char *text)
{
    size_t length = text[1] == '#' ? 2 : 1;

    while (g_ascii_isalnum(text[length]))
        length++;
    return text[length] == ';' && length > 1 ? length + 1 : 0;
}

static int find_fault(struct mending *mending, const char *text)
{
    while (*text) {
        size_t length = *text == '&' ? reference_length(text) : 0;
        int message = -1;

        if (*text == '<')
            message = meet_markup(mending, &text);
        else if (length > 0 && text[1] != '#' && !is_known(text + 1, length - 2))
            message = fault(mending, SAY_UNKNOWN_REFERENCE, text, text + length);
        else
            text++;
        if (message >= 0)
            return message;
    }
    if (mending->open->len > 0)
        return fault(mending, SAY_OPEN_MARKUP, g_array_index(mending->open, struct open_tag, 0).tag,
                     NULL);
    return -1;
}

/* In texts and in the values of attributes; a CDATA section is left as it is. */
static void mend_ampersands(GString *text)
{
    GString *mended = g_string_sized_new(text->len);
    const char *last = g_strrstr(text->str, "]]>");

    for (const char *p = text->str; *p; p++) {
        if (last && p < last && g_str_has_prefix(p, "<![CDATA[")) {
            const char *end = strstr(p, "]]>");

            g_string_append_len(mended, p, end - p);
            p = end;
        }
        g_string_append_c(mended, *p);
        if (*p == '&' && reference_length(p) == 0)
            g_string_append(mended, "amp;");
    }
    g_string_assign(text, mended->str);
    g_string_free(mended, TRUE);
}

int markup_mend(GString *text, GString *piece)
{
    struct mending mending = {g_array_new(FALSE, FALSE, sizeof(struct open_tag)), piece};
    int message;

    mend_ampersands(text);
    message = find_fault(&mending, text->str);
    g_array_free(mending.open, TRUE);
    return message;
}
