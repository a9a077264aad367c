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

static const char *const *variable_names(struct job *job)
{
    uint32_t count = job->settings->variable_count;
    const char **names = JB_NEW_ARRAY(job->arena, const char *, count + 1);

    for (uint32_t i = 0; i < count; i++)
        names[i] = job->settings->variables[i].name;
    return names;
}

static const struct jb_template *read_template(struct job *job)
{
    struct jb_arena *arena = job->arena;
    const char *data = data_folder(arena);
    struct jb_template_files files = {
        .folder = template_folder(arena, job->settings->template),
        .templates = jb_arena_print(arena, "%s/templates", data),
        .schemas = jb_arena_print(arena, "%s/templates/schema", data),
        .records = jb_arena_print(arena, "%s/input/schema/records.xsd", data),
        .arrange = job->settings->arrange,
        .variables = variable_names(job),
    };
    const struct jb_template *template = jb_read_template(arena, job->sources, job->sink, &files);

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
    GDateTime *time = source_date();
    char *text;
    const char *copy;

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
        .annotates = job->settings->annotate,
    };
    struct jb_typesetter *typesetter = jb_typesetter_open(job->arena, flow, &options, job->sink);
    const struct jb_document *document;

    jb_timer_lap(&job->timer, "fonts");
    if (!typesetter)
        return NULL;
    document = jb_layout(job->arena, flow, typesetter, job->sink);
    if (document)
        jb_review(flow, document, job->sink);
    if (document && job->settings->annotate)
        document = jb_annotate(job->arena, flow, document, typesetter, job->sink);
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

/* Records and template are both read, whatever is wrong with the other: all faults in one run. The
 * template first, since it says for whom the records are read. */
static void run_stages(struct job *job)
{
    const struct jb_template *template = read_template(job);
    const struct jb_record *record = read_record(job, template ? template->audience : JB_PUBLIC);
    const struct jb_flow *flow;
    const struct jb_document *document;

    if (record) {
        jb_check(job->arena, record, job->sink);
        jb_timer_lap(&job->timer, "check");
        if (record->sound && dump_record(job, record))
            return;
    }
    if (!record || !record->sound || !template)
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
    record = read_record(&job, JB_PUBLIC);
    if (record)
        jb_check(job.arena, record, job.sink);
    jb_timer_lap(&job.timer, "check");
    return end_job(&job);
}
