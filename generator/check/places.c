#include <glib.h>
#include <string.h>

#include "check/check-private.h"

struct place_finder place_finder_new(const struct jb_sources *sources, const struct jb_piece *piece)
{
    return (struct place_finder){.source = jb_source_find(sources, piece->span.source),
                                 .piece = piece,
                                 .text = piece->text,
                                 .at = piece->span.start};
}

static bool stands_here(const struct place_finder *finder, const char *text, size_t length)
{
    return finder->piece->span.end - finder->at >= length &&
           memcmp(finder->source->text + finder->at, text, length) == 0;
}

/* White space, and the brackets of <![CDATA[…]]>, are no characters of the text. */
static void skip_between(struct place_finder *finder)
{
    static const char cdata[] = "<![CDATA[", cdata_end[] = "]]>";

    for (;;) {
        if (finder->at < finder->piece->span.end &&
            g_ascii_isspace(finder->source->text[finder->at]))
            finder->at++;
        else if (stands_here(finder, cdata, strlen(cdata)))
            finder->at += (uint32_t)strlen(cdata);
        else if (stands_here(finder, cdata_end, strlen(cdata_end)))
            finder->at += (uint32_t)strlen(cdata_end);
        else
            return;
    }
}

/* Over one character, in the text and in the source. False where they do not agree. */
static bool step(struct place_finder *finder)
{
    const char *next = g_utf8_next_char(finder->text), *end;
    size_t length = (size_t)(next - finder->text);

    if (!g_ascii_isspace(*finder->text)) {
        skip_between(finder);
        if (stands_here(finder, finder->text, length) && *finder->text != '&') {
            finder->at += (uint32_t)length;
        } else if (stands_here(finder, "&", 1)) {
            end = memchr(finder->source->text + finder->at, ';',
                         finder->piece->span.end - finder->at);
            if (!end)
                return false;
            finder->at = (uint32_t)(end + 1 - finder->source->text);
        } else {
            return false;
        }
    }
    finder->text = next;
    return true;
}

static bool walk_to(struct place_finder *finder, const char *to)
{
    while (finder->text < to)
        if (!step(finder))
            return false;
    return true;
}

struct jb_span place_finder_find(struct place_finder *finder, const char *from, const char *to)
{
    struct jb_span span = finder->piece->span;

    if (!finder->source || !walk_to(finder, from))
        return span;
    skip_between(finder);
    span.start = finder->at;
    if (!walk_to(finder, to))
        return finder->piece->span;
    span.end = finder->at;
    return span;
}
