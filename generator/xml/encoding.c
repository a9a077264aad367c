#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "xml/messages-private.h"
#include "xml/xml-private.h"

/* Encodings that XML files of an office come in; anything else is better saved anew. The narrower
 * national sets are read as GB 18030, which holds them: files that say gb2312 seldom keep to it. */
static const struct encoding {
    const char *declared;
    const char *converter; /* NULL: is UTF-8 */
} encodings[] = {
    {"UTF-8", NULL},        {"US-ASCII", NULL},           {"ASCII", NULL},
    {"GB18030", "GB18030"}, {"GBK", "GB18030"},           {"GB2312", "GB18030"},
    {"BIG5", "BIG5"},       {"ISO-8859-1", "ISO-8859-1"}, {"WINDOWS-1252", "WINDOWS-1252"},
};

/* A file's bytes on the way to text. */
struct raw {
    const char *path;
    const char *bytes;
    size_t length;
    const char *declared;       /* in the XML declaration, or NULL */
    struct jb_span declaration; /* its place, source not yet known */
    const char *converter;      /* NULL: UTF-8 */
    struct jb_span at;          /* of the include */
};

static bool begins(const struct raw *raw, const char *bytes, size_t count)
{
    return raw->length >= count && memcmp(raw->bytes, bytes, count) == 0;
}

static void skip(struct raw *raw, size_t count)
{
    raw->bytes += count;
    raw->length -= count;
}

/* The bytes tell UTF-16 and a byte order mark. False where the declaration has to. */
static bool guess_encoding(struct raw *raw)
{
    if (begins(raw, "\xEF\xBB\xBF", 3)) {
        skip(raw, 3);
        return true;
    }
    if (begins(raw, "\xFF\xFE", 2) || begins(raw, "<\0", 2))
        raw->converter = "UTF-16LE";
    else if (begins(raw, "\xFE\xFF", 2) || begins(raw, "\0<", 2))
        raw->converter = "UTF-16BE";
    if (raw->converter && raw->bytes[0] != '<' && raw->bytes[1] != '<')
        skip(raw, 2);
    return raw->converter != NULL;
}

/* encoding="…" of <?xml … ?>, which is ASCII in all encodings that are left here. */
static void find_declared(struct jb_arena *arena, struct raw *raw)
{
    const char *end, *name, *close;

    if (!begins(raw, "<?xml", 5) || !(end = memmem(raw->bytes, raw->length, "?>", 2)))
        return;
    name = memmem(raw->bytes, (size_t)(end - raw->bytes), "encoding", 8);
    while (name && name < end && *name != '"' && *name != '\'')
        name++;
    if (!name || name == end)
        return;
    close = memchr(name + 1, *name, (size_t)(end - name - 1));
    if (!close)
        return;
    raw->declaration.start = (uint32_t)(name + 1 - raw->bytes);
    raw->declaration.end = (uint32_t)(close - raw->bytes);
    raw->declared = jb_arena_dup_span(arena, name + 1, (size_t)(close - name - 1));
}

static bool choose_converter(struct raw *raw)
{
    if (!raw->declared)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++)
        if (g_ascii_strcasecmp(raw->declared, encodings[i].declared) == 0) {
            raw->converter = encodings[i].converter;
            return true;
        }
    return false;
}

/* Only the part before a fault becomes the source: the rest could not be shown. */
static uint32_t stop_at_fault(struct loading *loading, const struct raw *raw, const char *text,
                              size_t valid)
{
    const char *good = jb_arena_dup_span(loading->arena, text, valid);
    uint32_t length = (uint32_t)valid;
    uint32_t source = jb_sources_add(loading->sources, raw->path, good, length, raw->at);

    jb_report(loading->sink, &jb_xml_messages[SAY_NOT_TEXT],
              (struct jb_span){source, length, length}, raw->converter ? raw->converter : "UTF-8",
              NULL);
    return 0;
}

/* False where a fault cut the conversion short. g_convert tells how far it came, so that what lies
 * before the fault can be converted a second time. */
static bool convert(struct jb_arena *arena, struct raw *raw)
{
    gsize read = 0, written = 0;
    char *text =
        g_convert(raw->bytes, (gssize)raw->length, "UTF-8", raw->converter, &read, &written, NULL);
    bool whole = text && read == raw->length;

    if (!text)
        text = g_convert(raw->bytes, (gssize)read, "UTF-8", raw->converter, NULL, &written, NULL);
    raw->bytes = jb_arena_dup_span(arena, text ? text : "", text ? written : 0);
    raw->length = text ? written : 0;
    g_free(text);
    return whole;
}

/* --- saved otherwise than declared ------------------------------------------------------------ */

enum { ENOUGH = 4 /* characters beyond ASCII, so that it is no chance */ };

/* Whether what is no ASCII is Chinese text: in a wrong encoding it would be a mixture. */
static bool reads_as_chinese(const char *text, size_t length)
{
    size_t chinese = 0, others = 0;

    for (const char *c = text; c < text + length; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);

        if (character < 0x80)
            continue;
        if (g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN ||
            g_unichar_iswide(character) ||
            (character >= 0x2010 && character <= 0x2026)) /* dashes, curly quotes, … */
            chinese++;
        else
            others++;
    }
    return chinese >= ENOUGH && others * 10 <= chinese;
}

static uint32_t report_saved_as(struct loading *loading, const struct raw *raw, const char *text,
                                size_t length, const char *saved)
{
    uint32_t source = jb_sources_add(loading->sources, raw->path, text, (uint32_t)length, raw->at);
    uint32_t start = 0;

    while (start < length && !(text[start] & 0x80))
        start++;
    jb_report(loading->sink, &jb_xml_messages[SAY_WRONG_ENCODING],
              (struct jb_span){source, start, start}, raw->declared ? raw->declared : "UTF-8",
              saved, NULL);
    return 0;
}

/* The commonest slip of a Chinese office: GBK bytes in a file that is taken for UTF-8. */
static bool is_gbk(struct loading *loading, const struct raw *raw)
{
    gsize length = 0;
    char *text =
        g_convert(raw->bytes, (gssize)raw->length, "UTF-8", "GB18030", NULL, &length, NULL);
    bool gbk = text && reads_as_chinese(text, length);

    if (gbk)
        report_saved_as(loading, raw, jb_arena_dup_span(loading->arena, text, length), length,
                        "GB18030");
    g_free(text);
    return gbk;
}

/* The other way round: GBK of any length is hardly ever valid UTF-8. */
static bool is_utf8(struct loading *loading, const struct raw *raw)
{
    if (!raw->converter || strcmp(raw->converter, "GB18030") != 0 ||
        !g_utf8_validate(raw->bytes, (gssize)raw->length, NULL) ||
        !reads_as_chinese(raw->bytes, raw->length))
        return false;
    report_saved_as(loading, raw, raw->bytes, raw->length, "UTF-8");
    return true;
}

/* --- the whole -------------------------------------------------------------------------------- */

/* A NUL may stand in no text, but it breaks no encoding. */
static uint32_t report_nul(struct loading *loading, const struct raw *raw, size_t offset)
{
    const char *good = jb_arena_dup_span(loading->arena, raw->bytes, offset);
    uint32_t at = (uint32_t)offset;
    uint32_t source = jb_sources_add(loading->sources, raw->path, good, at, raw->at);

    jb_report(loading->sink, &jb_xml_messages[SAY_FORBIDDEN_CHARACTER],
              (struct jb_span){source, at, at}, "U+0000", NULL);
    return 0;
}

static uint32_t decode(struct loading *loading, struct raw *raw)
{
    const char *end;
    bool whole;

    if (is_utf8(loading, raw))
        return 0;
    whole = !raw->converter || convert(loading->arena, raw);
    if (!g_utf8_validate(raw->bytes, (gssize)raw->length, &end)) {
        size_t valid = (size_t)(end - raw->bytes);

        if (!*end)
            return report_nul(loading, raw, valid);
        if (!raw->converter && is_gbk(loading, raw))
            return 0;
        return stop_at_fault(loading, raw, raw->bytes, valid);
    }
    if (!whole)
        return stop_at_fault(loading, raw, raw->bytes, raw->length);
    return jb_sources_add(loading->sources, raw->path, raw->bytes, (uint32_t)raw->length, raw->at);
}

static uint32_t refuse_encoding(struct loading *loading, struct raw *raw)
{
    const char *line = jb_arena_dup_span(loading->arena, raw->bytes, raw->declaration.end);

    /* the name between the quotes may be any bytes */
    if (!g_utf8_validate(line, -1, NULL) || strlen(line) != raw->declaration.end)
        return stop_at_fault(loading, raw, "", 0);
    raw->declaration.source =
        jb_sources_add(loading->sources, raw->path, line, raw->declaration.end, raw->at);
    jb_report(loading->sink, &jb_xml_messages[SAY_UNKNOWN_ENCODING], raw->declaration,
              raw->declared, NULL);
    return 0;
}

/* The outermost folder on the way to path that is missing; path where its own folder is there. */
static const char *what_is_missing(struct jb_arena *arena, const char *path)
{
    char *folder = g_path_get_dirname(path);
    const char *missing = path;

    while (!g_file_test(folder, G_FILE_TEST_EXISTS)) {
        char *above = g_path_get_dirname(folder);

        missing = jb_arena_dup_text(arena, folder);
        g_free(folder);
        folder = above;
    }
    g_free(folder);
    return missing;
}

static void report_unread(struct loading *loading, const struct raw *raw, int error)
{
    char *limit = g_format_size_full(JB_XML_LIMIT, G_FORMAT_SIZE_IEC_UNITS);
    struct jb_words words[] = {
        jb_words_same(raw->path), unreadable_words(loading->arena, raw->path, error), {0}};

    if (loading->own && (error == ENOENT || error == ENOTDIR))
        jb_report(loading->sink, &jb_xml_messages[SAY_DATA_MISSING], raw->at,
                  what_is_missing(loading->arena, raw->path), NULL);
    else if (error == ENOENT || error == ENOTDIR)
        jb_report(loading->sink, &jb_xml_messages[SAY_NOT_FOUND], raw->at, raw->path, NULL);
    else if (error == EFBIG)
        jb_report(loading->sink, &jb_xml_messages[SAY_TOO_LARGE], raw->at, raw->path, limit, NULL);
    else
        jb_report_words(loading->sink, &jb_xml_messages[SAY_UNREADABLE], raw->at,
                        (struct jb_span){0}, words);
    g_free(limit);
}

/* From the file, or from what stands in for it. 0 or an errno value. */
static int read_bytes(struct loading *loading, struct raw *raw)
{
    size_t limit = JB_XML_LIMIT - loading->bytes;
    char *bytes = NULL;
    int error;

    raw->bytes = jb_sources_find_stand_in(loading->sources, raw->path, &raw->length);
    if (raw->bytes)
        return raw->length > limit ? EFBIG : 0;
    error = jb_file_read(loading->arena, raw->path, limit, &bytes, &raw->length);
    raw->bytes = bytes;
    return error;
}

uint32_t load_xml_source(struct loading *loading, const char *path, struct jb_span at)
{
    struct raw raw = {.at = at};
    int error;

    raw.path = *loading->folder ? jb_arena_print(loading->arena, "%s/%s", loading->folder, path)
                                : jb_arena_dup_text(loading->arena, path);
    error = read_bytes(loading, &raw);
    if (error) {
        report_unread(loading, &raw, error);
        return 0;
    }
    loading->bytes += raw.length;
    if (!guess_encoding(&raw)) {
        find_declared(loading->arena, &raw);
        if (!choose_converter(&raw))
            return refuse_encoding(loading, &raw);
    }
    return decode(loading, &raw);
}
