#include "xml/scan-private.h"

#include <glib.h>
#include <string.h>

static bool stands(const struct scanner *scanner, uint32_t at, const char *what)
{
    size_t size = strlen(what);

    return scanner->length - at >= size && memcmp(scanner->text + at, what, size) == 0;
}

/* Behind the next occurrence of what, or the end of the text. */
static uint32_t behind(const struct scanner *scanner, uint32_t at, const char *what)
{
    const char *found = memmem(scanner->text + at, scanner->length - at, what, strlen(what));

    return found ? (uint32_t)(found - scanner->text + (ptrdiff_t)strlen(what)) : scanner->length;
}

/* Behind the ">" of a tag; one inside quotes does not count. */
static uint32_t behind_tag(const struct scanner *scanner, uint32_t at)
{
    const char *text = scanner->text;

    for (; at < scanner->length; at++) {
        if (text[at] == '>')
            return at + 1;
        if (text[at] == '"' || text[at] == '\'') {
            const char *closing = memchr(text + at + 1, text[at], scanner->length - at - 1);

            if (!closing)
                return scanner->length;
            at = (uint32_t)(closing - text);
        }
    }
    return at;
}

static uint32_t behind_text(const struct scanner *scanner, uint32_t at)
{
    while (at < scanner->length) {
        const char *found = memchr(scanner->text + at, '<', scanner->length - at);

        if (!found)
            return scanner->length;
        at = (uint32_t)(found - scanner->text);
        if (!stands(scanner, at, "<![CDATA["))
            return at;
        at = behind(scanner, at, "]]>");
    }
    return at;
}

static enum scan_kind scan_tag(const struct scanner *scanner, uint32_t at, uint32_t *end)
{
    *end = behind_tag(scanner, at);
    if (stands(scanner, at, "</"))
        return SCAN_END;
    return *end >= at + 3 && scanner->text[*end - 2] == '/' ? SCAN_EMPTY : SCAN_START;
}

static enum scan_kind scan_markup(const struct scanner *scanner, uint32_t at, uint32_t *end)
{
    if (stands(scanner, at, "<!--")) {
        *end = behind(scanner, MIN(at + 4, scanner->length), "-->");
        return SCAN_OTHER;
    }
    if (stands(scanner, at, "<?")) {
        *end = behind(scanner, at, "?>");
        return SCAN_OTHER;
    }
    if (stands(scanner, at, "<!")) {
        *end = behind_tag(scanner, at);
        return SCAN_DOCTYPE;
    }
    return scan_tag(scanner, at, end);
}

enum scan_kind scan_next(struct scanner *scanner, uint32_t *start, uint32_t *end)
{
    enum scan_kind kind = SCAN_TEXT;

    *start = *end = scanner->at;
    if (scanner->at >= scanner->length)
        return SCAN_DONE;
    *end = behind_text(scanner, scanner->at);
    if (*end == *start)
        kind = scan_markup(scanner, scanner->at, end);
    scanner->at = *end;
    return kind;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Behind the "=" and the opening quote; false where they are not there. */
static bool skip_to_value(const char *text, uint32_t end, uint32_t *at)
{
    while (*at < end && is_blank(text[*at]))
        ++*at;
    if (*at >= end || text[*at] != '=')
        return false;
    for (++*at; *at < end && is_blank(text[*at]);)
        ++*at;
    if (*at >= end || (text[*at] != '"' && text[*at] != '\''))
        return false;
    ++*at;
    return true;
}

bool scan_attribute(const char *text, uint32_t tag_end, uint32_t *at,
                    struct scan_attribute *attribute)
{
    const char *quote;

    if (*at < tag_end && text[*at] == '<') /* the element's own name */
        while (*at < tag_end && !is_blank(text[*at]))
            ++*at;
    while (*at < tag_end && is_blank(text[*at]))
        ++*at;
    attribute->name = *at;
    while (*at < tag_end && !is_blank(text[*at]) && text[*at] != '=')
        ++*at;
    attribute->name_end = *at;
    if (!skip_to_value(text, tag_end, at))
        return false;
    attribute->value = *at;
    quote = memchr(text + *at, text[*at - 1], tag_end - *at);
    if (!quote)
        return false;
    attribute->value_end = (uint32_t)(quote - text);
    *at = attribute->value_end + 1;
    return true;
}
