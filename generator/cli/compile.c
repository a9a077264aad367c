#include <stdio.h>

#include "check/check.h"
#include "cli/cli-private.h"
#include "layout/layout.h"
#include "model/flow.h"
#include "model/page.h"
#include "model/record.h"
#include "model/template.h"
#include "read/read.h"
#include "typeset/typeset.h"

/* The one place that knows the order of the stages. */
struct job {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
    struct jb_timer timer;
    const struct settings *settings;
    const char *edition;
};

static void start_job(struct job *job, const struct settings *settings, const char *edition)
{
    job->arena = jb_arena_open();
    job->sources = jb_sources_new(job->arena);
    job->sink = jb_sink_new(job->arena, job->sources, settings->max_errors);
    job->settings = settings;
    job->edition = edition;
    jb_timer_start(&job->timer);
}

static bool fails(const struct job *job)
{
    return jb_sink_has_errors(job->sink) ||
           (job->settings->strict && jb_sink_count(job->sink, JB_WARNING) > 0);
}

/* Files that cannot be read or written, and faults of our own, have statuses of their own. */
static enum jb_exit status_of(const struct jb_message *message)
{
    static const char *const of_files[] = {"E0101", "E0102", "E0901"};

    for (size_t i = 0; i < G_N_ELEMENTS(of_files); i++)
        if (g_str_equal(message->code, of_files[i]))
            return JB_EXIT_FILES;
    return g_str_has_prefix(message->code, "E08") ? JB_EXIT_OURS : JB_EXIT_FAULTS;
}

static enum jb_exit job_status(const struct job *job)
{
    enum jb_exit status = fails(job) ? JB_EXIT_FAULTS : JB_EXIT_FINE;
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(job->sink, &count);

    for (uint32_t i = 0; i < count; i++)
        if (findings[i].message->level == JB_ERROR)
            status = MAX(status, status_of(findings[i].message));
    return status;
}

static void print_timings(const struct job *job)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < job->timer.count; i++) {
        sum += job->timer.laps[i].microseconds;
        fprintf(stderr, "%-8s %7.1f ms\n", job->timer.laps[i].stage,
                (double)job->timer.laps[i].microseconds / 1000);
    }
    fprintf(stderr, "%-8s %7.1f ms\n", "all", (double)sum / 1000);
}

static enum jb_exit end_job(struct job *job)
{
    enum jb_exit status = job_status(job);
    GString *messages = g_string_new(NULL);

    jb_report_findings(job->sink, &job->settings->report, messages);
    fputs(messages->str, stderr);
    g_string_free(messages, TRUE);
    if (job->settings->timings)
        print_timings(job);
    jb_arena_close(job->arena);
    return status;
}

static const struct jb_record *read_record(struct job *job)
{
    struct jb_arena *arena = job->arena;
    struct jb_record_files files = {
        .edition = job->edition,
        .units = shared_table(arena, job->edition, "units.xml"),
        .terms = shared_table(arena, job->edition, "terms.xml"),
        .schemas = jb_arena_print(arena, "%s/input/schema", data_folder(arena)),
    };
    const struct jb_record *record = jb_read_record(arena, job->sources, job->sink, &files);

    jb_timer_lap(&job->timer, "read");
    return record;
}

static const struct jb_template *read_template(struct job *job)
{
    struct jb_arena *arena = job->arena;
    const struct jb_template *template = jb_read_template(
        arena, job->sources, job->sink, template_folder(arena, job->settings->template),
        jb_arena_print(arena, "%s/templates/schema", data_folder(arena)));

    jb_timer_lap(&job->timer, "read");
    return template;
}

/* True when what was asked for is the dump of this stage. */
static bool dumped(const struct job *job, enum dump stage, GString *text)
{
    bool wanted = job->settings->dump == stage;

    if (wanted)
        fputs(text->str, stdout);
    g_string_free(text, TRUE);
    return wanted;
}

static bool dump_record(const struct job *job, const struct jb_record *record)
{
    GString *text = g_string_new(NULL);

    if (job->settings->dump == DUMP_RECORD)
        jb_record_dump(record, text);
    return dumped(job, DUMP_RECORD, text);
}

static bool dump_flow(const struct job *job, const struct jb_flow *flow)
{
    GString *text = g_string_new(NULL);

    if (job->settings->dump == DUMP_FLOW)
        jb_flow_dump(flow, text);
    return dumped(job, DUMP_FLOW, text);
}

static bool dump_pages(const struct job *job, const struct jb_document *document)
{
    GString *text = g_string_new(NULL);

    if (job->settings->dump == DUMP_LINES)
        jb_document_dump_lines(document, text);
    if (job->settings->dump == DUMP_PAGE)
        jb_document_dump(document, text);
    return dumped(job, job->settings->dump == DUMP_LINES ? DUMP_LINES : DUMP_PAGE, text);
}

/* SOURCE_DATE_EPOCH stands above the edition's own date. */
static const char *build_date(struct job *job)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;
    GDateTime *time;
    char *text;
    const char *copy;

    if (!epoch || !g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT64 / 1000000, &seconds, NULL))
        return NULL;
    time = g_date_time_new_from_unix_utc(seconds);
    if (!time)
        return NULL;
    text = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    copy = jb_arena_dup_text(job->arena, text);
    g_free(text);
    g_date_time_unref(time);
    return copy;
}

static const struct jb_flow *bind(struct job *job, const struct jb_template *template,
                                  const struct jb_record *record)
{
    struct jb_bind_options options = {.variables = job->settings->variables,
                                      .variable_count = job->settings->variable_count,
                                      .date = build_date(job)};
    const struct jb_flow *flow = jb_bind(job->arena, template, record, &options, job->sink);

    jb_timer_lap(&job->timer, "bind");
    return flow;
}

static const struct jb_document *lay_out(struct job *job, const struct jb_flow *flow)
{
    const char **folders = job->settings->font_folders;
    struct jb_font_options options = {
        .folders = folders,
        .folder_count = folders ? g_strv_length((gchar **)folders) : 0,
        .ignore_system = job->settings->ignore_system_fonts,
    };
    struct jb_typesetter *typesetter = jb_typesetter_open(job->arena, flow, &options, job->sink);
    const struct jb_document *document;

    jb_timer_lap(&job->timer, "fonts");
    if (!typesetter)
        return NULL;
    document = jb_layout(job->arena, flow, typesetter, job->sink);
    jb_timer_lap(&job->timer, "layout");
    return document;
}

static void make_outputs(struct job *job, const struct jb_document *document)
{
    struct outputs *outputs = outputs_new(job->arena, job->settings, job->sink);

    if (outputs_make(outputs, document, &job->timer))
        outputs_publish(outputs);
    jb_timer_lap(&job->timer, "write");
}

/* Records and template are both read, whatever is wrong with the other: all faults in one run. */
static void run_stages(struct job *job)
{
    const struct jb_record *record = read_record(job);
    const struct jb_template *template = read_template(job);
    const struct jb_flow *flow;
    const struct jb_document *document;

    if (record) {
        jb_check(job->arena, record, job->sink);
        jb_timer_lap(&job->timer, "check");
        if (dump_record(job, record))
            return;
    }
    if (!record || !template)
        return;
    flow = bind(job, template, record);
    if (!flow || dump_flow(job, flow))
        return;
    document = lay_out(job, flow);
    if (!document || dump_pages(job, document) || fails(job))
        return;
    make_outputs(job, document);
}

enum jb_exit compile_edition(const struct settings *settings, const char *edition)
{
    struct job job;

    start_job(&job, settings, edition);
    run_stages(&job);
    return end_job(&job);
}

enum jb_exit check_edition(const struct settings *settings, const char *edition)
{
    const struct jb_record *record;
    struct job job;

    start_job(&job, settings, edition);
    record = read_record(&job);
    if (record)
        jb_check(job.arena, record, job.sink);
    jb_timer_lap(&job.timer, "check");
    return end_job(&job);
}
