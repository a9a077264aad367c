#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"
#include "finish/finish.h"
#include "model/page.h"
#include "paint/paint.h"

/* One file of a build. */
struct output {
    const struct jb_document *document;
    const char *path; /* "-": the standard output */
    uint32_t page;    /* of a picture */
    GBytes *bytes;    /* for the standard output */
};

struct outputs {
    struct jb_arena *arena;
    const struct settings *settings;
    struct jb_sink *sink;
    GArray *list; /* struct output */
    struct batch *batch;
};

static void close_outputs(void *object)
{
    struct outputs *outputs = object;

    for (guint i = 0; i < outputs->list->len; i++) {
        GBytes *bytes = g_array_index(outputs->list, struct output, i).bytes;

        if (bytes)
            g_bytes_unref(bytes);
    }
    g_array_free(outputs->list, TRUE);
}

struct outputs *outputs_new(struct jb_arena *arena, const struct settings *settings,
                            struct jb_sink *sink)
{
    struct outputs *outputs = JB_NEW(arena, struct outputs);

    *outputs = (struct outputs){.arena = arena,
                                .settings = settings,
                                .sink = sink,
                                .list = g_array_new(FALSE, TRUE, sizeof(struct output)),
                                .batch = batch_new(arena, sink)};
    jb_arena_defer(arena, close_outputs, outputs);
    return outputs;
}

static const char *default_pattern(enum format format, uint32_t langs)
{
    static const char *const patterns[][2] = {
        [FORMAT_PDF] = {"{name}.pdf", "{name}-{lang}.pdf"},
        [FORMAT_PNG] = {"{name}-{page}.png", "{name}-{lang}-{page}.png"},
        [FORMAT_SVG] = {"{name}-{page}.svg", "{name}-{lang}-{page}.svg"}};

    return patterns[format][langs == JB_BOTH ? 0 : 1];
}

static const char *lang_text(uint32_t langs)
{
    if (langs == JB_BOTH)
        return "zh-en";
    return jb_lang_name(jb_langs_have(langs, JB_ZH) ? JB_ZH : JB_EN);
}

/* {name} is the edition, {page} the number of the page; {lang} is "zh-en" where a bulletin holds
 * both. */
static const char *expand_pattern(struct jb_arena *arena, const struct settings *settings,
                                  const char *name, uint32_t langs, uint32_t page)
{
    const char *pattern =
        settings->output ? settings->output : default_pattern(settings->format, langs);
    GString *path = g_string_new(pattern);
    char number[16];
    const char *copy;

    g_snprintf(number, sizeof(number), "%u", page + 1);
    g_string_replace(path, "{name}", name, 0);
    g_string_replace(path, "{lang}", lang_text(langs), 0);
    g_string_replace(path, "{page}", number, 0);
    copy = jb_arena_dup_span(arena, path->str, path->len);
    g_string_free(path, TRUE);
    return copy;
}

const char *output_path(struct jb_arena *arena, const struct settings *settings, const char *name,
                        uint32_t langs)
{
    return expand_pattern(arena, settings, name, langs, 0);
}

const char *path_from(struct jb_arena *arena, const char *from, const char *to)
{
    GString *path = g_string_new(NULL);
    size_t common = 0;
    const char *copy;

    for (size_t i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == '/')
            common = i + 1;
    for (const char *at = strchr(from + common, '/'); at; at = strchr(at + 1, '/'))
        g_string_append(path, "../");
    g_string_append(path, to + common);
    copy = jb_arena_dup_span(arena, path->str, path->len);
    g_string_free(path, TRUE);
    return copy;
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Input is never written. */
bool is_input(const struct jb_sink *sink, const char *path)
{
    const struct jb_sources *sources = jb_sink_sources(sink);
    const struct jb_source *source;

    for (uint32_t i = 1; (source = jb_source_find(sources, i)) != NULL; i++)
        if (same_file(source->path, path))
            return true;
    return false;
}

static bool add_output(struct outputs *outputs, const struct jb_document *document, uint32_t page)
{
    const char *path =
        expand_pattern(outputs->arena, outputs->settings, document->edition, document->langs, page);
    struct output output = {.document = document, .path = path, .page = page};

    for (guint i = 0; i < outputs->list->len; i++)
        if (strcmp(g_array_index(outputs->list, struct output, i).path, path) == 0) {
            jb_report(outputs->sink, &jb_cli_messages[SAY_SAME_OUTPUT], (struct jb_span){0}, path,
                      NULL);
            return false;
        }
    if (is_input(outputs->sink, path)) {
        jb_report(outputs->sink, &jb_cli_messages[SAY_ONTO_INPUT], (struct jb_span){0}, path, NULL);
        return false;
    }
    g_array_append_val(outputs->list, output);
    return true;
}

static void report_no_page(struct outputs *outputs, uint32_t count)
{
    char number[16];

    g_snprintf(number, sizeof(number), "%u", count);
    jb_report(outputs->sink, &jb_cli_messages[SAY_NO_SUCH_PAGE], (struct jb_span){0}, number, NULL);
}

static bool list_outputs(struct outputs *outputs, const struct jb_document *document)
{
    uint32_t count = outputs->settings->format == FORMAT_PDF ? 1 : document->page_count;

    for (uint32_t page = 0; page < count; page++)
        if (is_in_ranges(&outputs->settings->pages, page + 1) &&
            !add_output(outputs, document, page))
            return false;
    if (outputs->list->len == 0)
        report_no_page(outputs, document->page_count);
    return outputs->list->len > 0;
}

static GBytes *make_pdf(const struct outputs *outputs, const struct jb_document *document,
                        struct jb_timer *timer)
{
    GBytes *painted = jb_paint_pdf(document, outputs->sink);
    GBytes *finished;

    jb_timer_lap(timer, "paint");
    if (!painted)
        return NULL;
    finished = jb_finish(document, painted, outputs->sink);
    g_bytes_unref(painted);
    jb_timer_lap(timer, "finish");
    return finished;
}

static GBytes *make_bytes(const struct outputs *outputs, const struct output *output,
                          struct jb_timer *timer)
{
    const struct jb_document *document = output->document;
    GBytes *bytes;

    if (outputs->settings->format == FORMAT_PDF)
        return make_pdf(outputs, document, timer);
    if (outputs->settings->format == FORMAT_PNG)
        bytes =
            jb_paint_png(document, output->page, outputs->settings->dots_per_inch, outputs->sink);
    else
        bytes = jb_paint_svg(document, output->page, outputs->sink);
    jb_timer_lap(timer, "paint");
    return bytes;
}

static bool report_failure(struct outputs *outputs, const char *path, int error)
{
    if (error == 0)
        return true;
    jb_report(outputs->sink, &jb_cli_messages[SAY_CANNOT_WRITE], (struct jb_span){0}, path,
              g_strerror(error), NULL);
    return false;
}

static bool make_output(struct outputs *outputs, struct output *output, struct jb_timer *timer)
{
    GBytes *bytes = make_bytes(outputs, output, timer);
    bool good = bytes != NULL;

    if (good && strcmp(output->path, "-") == 0)
        output->bytes = g_bytes_ref(bytes);
    else if (good)
        good = batch_add(outputs->batch, output->path, g_bytes_get_data(bytes, NULL),
                         g_bytes_get_size(bytes));
    if (bytes)
        g_bytes_unref(bytes);
    jb_timer_lap(timer, "write");
    return good;
}

bool outputs_make(struct outputs *outputs, const struct jb_document *document,
                  struct jb_timer *timer)
{
    guint first = outputs->list->len;

    if (!list_outputs(outputs, document))
        return false;
    for (guint i = first; i < outputs->list->len; i++)
        if (!make_output(outputs, &g_array_index(outputs->list, struct output, i), timer))
            return false;
    return true;
}

static int write_standard_output(GBytes *bytes)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);

    errno = 0;
    if (fwrite(data, 1, size, stdout) != size || fflush(stdout) != 0)
        return errno ? errno : EIO;
    return 0;
}

bool outputs_publish(struct outputs *outputs)
{
    if (!batch_publish(outputs->batch))
        return false;
    for (guint i = 0; i < outputs->list->len; i++) {
        const struct output *output = &g_array_index(outputs->list, struct output, i);

        if (output->bytes &&
            !report_failure(outputs, output->path, write_standard_output(output->bytes)))
            return false;
    }
    return true;
}
