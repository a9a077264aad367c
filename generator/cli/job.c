#include <stdio.h>

#include "cli/cli-private.h"
#include "read/read.h"

void start_job(struct job *job, const struct settings *settings, const char *edition)
{
    job->arena = jb_arena_open();
    job->sources = jb_sources_new(job->arena);
    job->sink = jb_sink_new(job->arena, job->sources, settings->max_errors);
    job->settings = settings;
    job->edition = edition;
    jb_timer_start(&job->timer);
}

bool fails(const struct job *job)
{
    return jb_sink_has_errors(job->sink) ||
           (job->settings->strict && jb_sink_count(job->sink, JB_WARNING) > 0);
}

/* Files that cannot be read or written, and faults of our own, have statuses of their own. */
static enum jb_exit status_of(const struct jb_message *message)
{
    static const char *const of_files[] = {"E0101", "E0102", "E0138", "E0901", "E0904",
                                           "E0906", "E0907", "E1001", "E0761"};

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

enum jb_exit end_job(struct job *job)
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

const struct jb_record *read_record(struct job *job, enum jb_audience audience)
{
    struct jb_arena *arena = job->arena;
    struct jb_record_files files = {
        .edition = job->edition,
        .units = shared_table(arena, job->edition, "units.xml"),
        .terms = shared_table(arena, job->edition, "terms.xml"),
        .schemas = jb_arena_print(arena, "%s/input/schema", data_folder(arena)),
        .audience = audience,
    };
    const struct jb_record *record = jb_read_record(arena, job->sources, job->sink, &files);

    jb_timer_lap(&job->timer, "read");
    return record;
}

GDateTime *source_date(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;

    if (!epoch || !g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT64 / 1000000, &seconds, NULL))
        return NULL;
    return g_date_time_new_from_unix_utc(seconds);
}
