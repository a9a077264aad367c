#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"
#include "finish/finish.h"
#include "paint/paint.h"

/* One file of a build. */
struct output {
    const char *path; /* "-": the standard output */
    uint32_t page;    /* of a picture */
    GBytes *bytes;    /* for the standard output */
    struct jb_draft *draft;
};

struct outputs {
    struct jb_arena *arena;
    const struct settings *settings;
    struct jb_sink *sink;
    GArray *list; /* struct output */
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
                                .list = g_array_new(FALSE, TRUE, sizeof(struct output))};
    jb_arena_defer(arena, close_outputs, outputs);
    return outputs;
}

static const char *default_pattern(enum format format)
{
    static const char *const patterns[] = {[FORMAT_PDF] = "{name}.pdf",
                                           [FORMAT_PNG] = "{name}-{page}.png",
                                           [FORMAT_SVG] = "{name}-{page}.svg"};

    return patterns[format];
}

/* {name} is the edition, {page} the number of the page; {lang} is "zh-en" while a bulletin holds
 * both. */
static const char *expand_pattern(struct outputs *outputs, const char *pattern, const char *name,
                                  uint32_t page)
{
    GString *path = g_string_new(pattern);
    char number[16];
    const char *copy;

    g_snprintf(number, sizeof(number), "%u", page + 1);
    g_string_replace(path, "{name}", name, 0);
    g_string_replace(path, "{lang}", "zh-en", 0);
    g_string_replace(path, "{page}", number, 0);
    copy = jb_arena_dup_span(outputs->arena, path->str, path->len);
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

static bool add_output(struct outputs *outputs, const char *path, uint32_t page)
{
    struct output output = {.path = path, .page = page};

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
    const struct settings *settings = outputs->settings;
    const char *pattern = settings->output ? settings->output : default_pattern(settings->format);
    uint32_t count = settings->format == FORMAT_PDF ? 1 : document->page_count;

    for (uint32_t page = 0; page < count; page++)
        if (is_in_ranges(&settings->pages, page + 1) &&
            !add_output(outputs, expand_pattern(outputs, pattern, document->edition, page), page))
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

static GBytes *make_bytes(const struct outputs *outputs, const struct jb_document *document,
                          const struct output *output, struct jb_timer *timer)
{
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

static bool write_draft(struct outputs *outputs, struct output *output, GBytes *bytes)
{
    int error = jb_draft_open(outputs->arena, output->path, &output->draft);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);

    if (error == 0) {
        jb_draft_write(output->draft, data, size);
        error = jb_draft_seal(output->draft);
    }
    return report_failure(outputs, output->path, error);
}

static bool make_output(struct outputs *outputs, const struct jb_document *document,
                        struct output *output, struct jb_timer *timer)
{
    GBytes *bytes = make_bytes(outputs, document, output, timer);
    bool good = bytes != NULL;

    if (good && strcmp(output->path, "-") == 0)
        output->bytes = g_bytes_ref(bytes);
    else if (good)
        good = write_draft(outputs, output, bytes);
    if (bytes)
        g_bytes_unref(bytes);
    jb_timer_lap(timer, "write");
    return good;
}

bool outputs_make(struct outputs *outputs, const struct jb_document *document,
                  struct jb_timer *timer)
{
    if (!list_outputs(outputs, document))
        return false;
    for (guint i = 0; i < outputs->list->len; i++)
        if (!make_output(outputs, document, &g_array_index(outputs->list, struct output, i), timer))
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
    for (guint i = 0; i < outputs->list->len; i++) {
        struct output *output = &g_array_index(outputs->list, struct output, i);
        int error =
            output->bytes ? write_standard_output(output->bytes) : jb_draft_publish(output->draft);

        if (!report_failure(outputs, output->path, error))
            return false;
    }
    return true;
}
