#include <string.h>

#include "image/image-private.h"

/* A drawing may hold shapes and nothing else: what is not in the list is refused, so that a later
 * librsvg that can do more opens no door. GLib's parser knows no entities and no DOCTYPE and takes
 * UTF-8 alone: what it and librsvg's parser could read differently is refused as well. (The
 * hardened parser of xml/ is not for this: image/ is below it, and places in an SVG are of no use
 * to the one who gave its name.) */

static const char svg_namespace[] = "http://www.w3.org/2000/svg";

enum { MOST_ELEMENTS = 100000, MOST_USES = 10000 };

struct check {
    char *found; /* what may not be there */
    uint32_t elements, uses;
    bool in_style;
};

static void find(struct check *check, const char *kind, const char *name)
{
    char *utf8 = g_utf8_make_valid(name, 40 < strlen(name) ? 40 : -1);

    if (!check->found)
        check->found = g_strdup_printf(kind, utf8);
    g_free(utf8);
}

static bool is_shape(const char *name)
{
    static const char *const shapes[] = {
        "svg",    "g",        "defs",  "symbol",  "use",      "path",           "rect",
        "circle", "ellipse",  "line",  "polygon", "polyline", "linearGradient", "radialGradient",
        "stop",   "clipPath", "title", "desc",    "metadata", "style",          NULL};

    return g_strv_contains(shapes, name);
}

/* The name without the prefix that SVG itself may have; NULL for an element of someone else. */
static const char *svg_name(const char *name)
{
    const char *colon = strchr(name, ':');

    if (!colon)
        return name;
    return strncmp(name, "svg:", 4) == 0 ? colon + 1 : NULL;
}

/* url(…) may lead to a part of the drawing alone. A backslash could spell it otherwise. */
static void check_style(struct check *check, const char *text)
{
    char *lower = g_ascii_strdown(text, -1);

    if (strchr(lower, '\\') || strchr(lower, '@'))
        find(check, "%s", strchr(lower, '\\') ? "\\" : "@import, @font-face …");
    for (const char *url = strstr(lower, "url"); url; url = strstr(url + 3, "url")) {
        const char *at = url + 3;

        at += strspn(at, " \t\r\n(\"'");
        if (strchr(url, '(') && *at != '#')
            find(check, "%s", url);
    }
    g_free(lower);
}

static void check_attribute(struct check *check, const char *name, const char *value)
{
    const char *colon = strchr(name, ':');
    const char *local = colon ? colon + 1 : name;

    if (g_str_has_prefix(name, "xmlns:") && strcmp(name, "xmlns:svg") != 0 &&
        strcmp(value, svg_namespace) == 0)
        find(check, "%s", name);
    else if (strcmp(name, "xmlns:svg") == 0 && strcmp(value, svg_namespace) != 0)
        find(check, "%s", name);
    else if (strcmp(name, "xml:base") == 0)
        find(check, "%s", name);
    else if (strcmp(local, "href") == 0 && value[strspn(value, " \t\r\n")] != '#')
        find(check, "href=\"%s\"", value);
    else if (g_ascii_strncasecmp(local, "on", 2) == 0)
        find(check, "%s=", name);
    else if (strcmp(local, "href") != 0)
        check_style(check, value);
}

static void check_element(struct check *check, const char *name)
{
    if (++check->elements > MOST_ELEMENTS)
        find(check, "more than 100,000 elements%s", "");
    if (strcmp(name, "use") == 0 && ++check->uses > MOST_USES)
        find(check, "more than 10,000 <use>%s", "");
    if (!is_shape(name))
        find(check, "<%s>", name);
    check->in_style = strcmp(name, "style") == 0;
}

static void start(GMarkupParseContext *context, const char *name, const char **names,
                  const char **values, void *data, GError **error)
{
    struct check *check = data;
    const char *local = svg_name(name);

    (void)context, (void)error;
    if (local)
        check_element(check, local);
    for (; *names; names++, values++)
        if (local || g_str_has_prefix(*names, "xmlns"))
            check_attribute(check, *names, *values);
}

static void end(GMarkupParseContext *context, const char *name, void *data, GError **error)
{
    (void)context, (void)name, (void)error;
    ((struct check *)data)->in_style = false;
}

static void text(GMarkupParseContext *context, const char *bytes, gsize length, void *data,
                 GError **error)
{
    struct check *check = data;
    char *copy;

    (void)context, (void)error;
    if (!check->in_style)
        return;
    copy = g_strndup(bytes, length);
    check_style(check, copy);
    g_free(copy);
}

/* An XML declaration, a comment, a DOCTYPE or an instruction for some program. */
static void pass(GMarkupParseContext *context, const char *bytes, gsize length, void *data,
                 GError **error)
{
    struct check *check = data;
    char *copy = g_ascii_strdown(bytes, (gssize)length);
    const char *encoding;

    (void)context, (void)error;
    if (g_str_has_prefix(copy, "<?xml ")) {
        encoding = strstr(copy, "encoding");
        if (encoding && !strstr(encoding, "\"utf-8\"") && !strstr(encoding, "'utf-8'"))
            find(check, "%s", "an encoding other than UTF-8");
    } else if (g_str_has_prefix(copy, "<![cdata[") && check->in_style) {
        check_style(check, copy);
    } else if (!g_str_has_prefix(copy, "<!--") && !g_str_has_prefix(copy, "<![cdata[")) {
        find(check, "%s", g_str_has_prefix(copy, "<!doctype") ? "DOCTYPE" : copy);
    }
    g_free(copy);
}

char *svg_check(const char *bytes, size_t length, char **fault)
{
    static const GMarkupParser parser = {start, end, text, pass, NULL};
    struct check check = {.found = NULL};
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &check, NULL);
    GError *error = NULL;
    bool good;

    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    good = g_markup_parse_context_parse(context, bytes, (gssize)length, &error) &&
           g_markup_parse_context_end_parse(context, &error);
    if (!good) {
        *fault = g_strdup(error->message);
        g_error_free(error);
    }
    g_markup_parse_context_free(context);
    return check.found;
}
