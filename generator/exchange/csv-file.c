#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "exchange/csv-private.h"
#include "exchange/messages-private.h"

enum { LARGEST_TABLE = 64 * 1024 * 1024 };

/* A table's bytes on the way to text. */
struct raw {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
    const char *path;
    const char *bytes;
    size_t length;
};

static uint32_t add_source(const struct raw *raw, const char *text, size_t length)
{
    return jb_sources_add(raw->sources, raw->path, text, (uint32_t)length, (struct jb_span){0});
}

static uint32_t refuse(const struct raw *raw, const char *text, size_t valid)
{
    const char *good = jb_arena_dup_span(raw->arena, text, valid);
    uint32_t source = add_source(raw, good, valid);

    jb_report(raw->sink, &jb_exchange_messages[SAY_NOT_TEXT],
              (struct jb_span){source, (uint32_t)valid, (uint32_t)valid}, NULL);
    return 0;
}

/* A NUL is no text in any encoding. */
static uint32_t keep(const struct raw *raw, const char *text, size_t length)
{
    const char *end;

    if (!g_utf8_validate(text, (gssize)length, &end))
        return refuse(raw, text, (size_t)(end - text));
    return add_source(raw, text, length);
}

static uint32_t convert(const struct raw *raw, const char *encoding, size_t skipped)
{
    const char *bytes = raw->bytes + skipped;
    gssize length = (gssize)(raw->length - skipped);
    gsize read = 0, written = 0;
    char *text = g_convert(bytes, length, "UTF-8", encoding, &read, &written, NULL);
    bool whole = text && read == (gsize)length;
    const char *kept;

    if (!text) /* what lies before the fault, to show its place */
        text = g_convert(bytes, (gssize)read, "UTF-8", encoding, NULL, &written, NULL);
    kept = jb_arena_dup_span(raw->arena, text ? text : "", text ? written : 0);
    g_free(text);
    return whole ? keep(raw, kept, written) : refuse(raw, kept, strlen(kept));
}

static bool begins(const struct raw *raw, const char *bytes, size_t count)
{
    return raw->length >= count && memcmp(raw->bytes, bytes, count) == 0;
}

/* Excel's "CSV UTF-8" has a mark, its "Unicode text" is UTF-16, and its plain CSV is in the code
 * page of the system, in China a part of GB 18030. Chinese in GB 18030 is never valid UTF-8 by
 * chance for long. */
static uint32_t decode(const struct raw *raw)
{
    if (begins(raw, "\xEF\xBB\xBF", 3))
        return keep(raw, raw->bytes + 3, raw->length - 3);
    if (begins(raw, "\xFF\xFE", 2))
        return convert(raw, "UTF-16LE", 2);
    if (begins(raw, "\xFE\xFF", 2))
        return convert(raw, "UTF-16BE", 2);
    if (g_utf8_validate(raw->bytes, (gssize)raw->length, NULL) ||
        memchr(raw->bytes, '\0', raw->length))
        return keep(raw, raw->bytes, raw->length);
    return convert(raw, "GB18030", 0);
}

static void report_unread(const struct raw *raw, int error)
{
    char *limit = g_format_size_full(LARGEST_TABLE, G_FORMAT_SIZE_IEC_UNITS);

    if (error == EFBIG)
        jb_report(raw->sink, &jb_exchange_messages[SAY_TABLE_TOO_LARGE], (struct jb_span){0},
                  raw->path, limit, NULL);
    else
        jb_report(raw->sink, &jb_exchange_messages[SAY_CANNOT_READ], (struct jb_span){0}, raw->path,
                  g_strerror(error), NULL);
    g_free(limit);
}

uint32_t csv_load(struct jb_arena *arena, struct jb_sources *sources, struct jb_sink *sink,
                  const char *path)
{
    struct raw raw = {.arena = arena, .sources = sources, .sink = sink, .path = path};
    char *bytes = NULL;
    int error = jb_file_read(arena, path, LARGEST_TABLE, &bytes, &raw.length);

    if (error) {
        report_unread(&raw, error);
        return 0;
    }
    raw.bytes = bytes;
    return decode(&raw);
}
