#include "exchange/exchange.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "check/check.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"

/* --- export ----------------------------------------------------------------------------------- */

static const char *expand_pattern(struct jb_arena *arena, const char *pattern, const char *name,
                                  enum jb_table table)
{
    GString *path = g_string_new(pattern);
    const char *copy;

    g_string_replace(path, "{table}", jb_table_name(table), 0);
    g_string_replace(path, "{name}", name, 0);
    copy = jb_arena_dup_span(arena, path->str, path->len);
    g_string_free(path, TRUE);
    return copy;
}

static bool print_table(struct job *job, const GString *text)
{
    errno = 0;
    if (fwrite(text->str, 1, text->len, stdout) == text->len && fflush(stdout) == 0)
        return true;
    jb_report(job->sink, &jb_cli_messages[SAY_CANNOT_WRITE], (struct jb_span){0}, "-",
              g_strerror(errno ? errno : EIO), NULL);
    return false;
}

static bool add_table(struct job *job, struct batch *batch, const struct jb_record *record,
                      enum jb_table table)
{
    const char *pattern = job->settings->output ? job->settings->output : "{name}-{table}.csv";
    const char *path = expand_pattern(job->arena, pattern, record->id, table);
    GString *text = g_string_new(NULL);
    bool good = false;

    jb_table_write(job->arena, record, job->sources, table, text);
    if (strcmp(path, "-") == 0)
        good = print_table(job, text);
    else if (is_input(job->sink, path))
        jb_report(job->sink, &jb_cli_messages[SAY_ONTO_INPUT], (struct jb_span){0}, path, NULL);
    else
        good = batch_add(batch, path, text->str, text->len);
    g_string_free(text, TRUE);
    return good;
}

enum jb_exit export_edition(const struct settings *settings, const char *edition)
{
    const struct jb_record *record;
    struct batch *batch;
    struct job job;
    bool good = true;

    start_job(&job, settings, edition);
    record = read_record(&job, JB_INTERNAL);
    batch = batch_new(job.arena, job.sink);
    if (record && !fails(&job)) {
        for (int table = 0; table < JB_TABLES && good; table++)
            if (settings->table == JB_TABLES || (int)settings->table == table)
                good = add_table(&job, batch, record, (enum jb_table)table);
        if (good)
            batch_publish(batch);
    }
    return end_job(&job);
}

/* --- import ----------------------------------------------------------------------------------- */

/* What is found in records, whoever is to blame for it. */
static const struct jb_record *judge(struct job *job)
{
    const struct jb_record *record = read_record(job, JB_INTERNAL);

    if (record)
        jb_check(job->arena, record, job->sink);
    return record;
}

/* A finding without its place, which edits move. */
static char *gist_of(const struct jb_finding *finding)
{
    GString *gist = g_string_new(finding->message->code);

    for (int i = 0; i < JB_FINDING_ARGS; i++)
        g_string_append_printf(gist, "\n%s", finding->args[i] ? finding->args[i] : "");
    return g_string_free(gist, FALSE);
}

static GHashTable *count_gists(const struct jb_sink *sink)
{
    GHashTable *gists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(sink, &count);

    for (uint32_t i = 0; i < count; i++) {
        char *gist = gist_of(&findings[i]);
        guint times = GPOINTER_TO_UINT(g_hash_table_lookup(gists, gist));

        g_hash_table_insert(gists, gist, GUINT_TO_POINTER(times + 1));
    }
    return gists;
}

/* Each known one explains one of the same gist. */
static bool is_known(GHashTable *gists, const struct jb_finding *finding)
{
    char *gist = gist_of(finding);
    guint times = GPOINTER_TO_UINT(g_hash_table_lookup(gists, gist));

    if (times > 0)
        g_hash_table_insert(gists, gist, GUINT_TO_POINTER(times - 1));
    else
        g_free(gist);
    return times > 0;
}

static struct jb_cause cause_of(const struct jb_import *import, const struct jb_sink *sink,
                                struct jb_span at)
{
    const struct jb_source *source = jb_source_find(jb_sink_sources(sink), at.source);

    return source ? jb_import_cause(import, source->path, at.start) : (struct jb_cause){{0}, {0}};
}

/* What the changed records say wrong that the old ones did not, at the cells that it comes from. */
static void report_new(struct job *job, const struct jb_import *import,
                       const struct jb_sink *before, const struct jb_sink *after)
{
    GHashTable *gists = count_gists(before);
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(after, &count);

    for (uint32_t i = 0; i < count; i++) {
        struct jb_cause cause;

        if (is_known(gists, &findings[i]))
            continue;
        cause = cause_of(import, after, findings[i].at);
        if (!cause.cell.source)
            cause = cause_of(import, after, findings[i].other);
        jb_report_copy(job->sink, &findings[i], cause.cell, cause.owner);
    }
    g_hash_table_destroy(gists);
}

/* Reads the records as they would be. */
static void judge_revisions(struct job *job, const struct jb_import *import,
                            const struct jb_sink *before, const struct jb_revision *revisions,
                            uint32_t count)
{
    struct job again = *job;

    again.sources = jb_sources_new(job->arena);
    again.sink = jb_sink_new(job->arena, again.sources, 0);
    for (uint32_t i = 0; i < count; i++)
        jb_sources_stand_in(again.sources, revisions[i].path, revisions[i].bytes,
                            revisions[i].length);
    judge(&again);
    report_new(job, import, before, again.sink);
}

/* A text in a list of changes: short, on one line, beginning shortly before the difference. */
static char *show(const char *text, size_t same)
{
    enum { BEFORE = 12, LONGEST = 48 };
    const char *start = text ? text + same : NULL, *end;
    GString *out;

    if (!text)
        return g_strdup("—");
    for (int i = 0; i < BEFORE && start > text; i++)
        start = g_utf8_prev_char(start);
    if (strlen(text) <= LONGEST)
        start = text;
    end = start;
    for (int i = 0; i < LONGEST && *end; i++)
        end = g_utf8_next_char(end);
    out = g_string_new(start > text ? "…" : NULL);
    g_string_append_len(out, start, end - start);
    g_string_append(out, *end ? "…" : "");
    return g_string_free(out, FALSE);
}

/* How many bytes two texts begin with in common, whole characters of both. */
static size_t same_bytes(const char *a, const char *b)
{
    size_t same = 0;

    while (a && b && a[same] && a[same] == b[same])
        same++;
    while (same > 0 && (a[same] & 0xC0) == 0x80)
        same--;
    return same;
}

static void print_changes(const struct jb_import *import, const struct settings *settings,
                          uint32_t files)
{
    uint32_t count;
    const struct jb_change *changes = jb_import_changes(import, &count);

    for (uint32_t i = 0; i < count; i++) {
        size_t same = same_bytes(changes[i].before, changes[i].after);
        char *before = show(changes[i].before, same), *after = show(changes[i].after, same);

        printf("%s %s: %s → %s\n", changes[i].id, changes[i].what, before, after);
        g_free(after);
        g_free(before);
    }
    if (settings->report.lang == JB_ZH)
        printf("%u 处改动，%u 个文件%s\n", count, files, settings->dry_run ? "（未写入）" : "");
    else
        printf("%u change%s in %u file%s%s\n", count, count == 1 ? "" : "s", files,
               files == 1 ? "" : "s", settings->dry_run ? " (not written)" : "");
}

static bool write_revisions(struct job *job, const struct jb_revision *revisions, uint32_t count)
{
    struct batch *batch = batch_new(job->arena, job->sink);

    for (uint32_t i = 0; i < count; i++)
        if (!batch_add(batch, revisions[i].path, revisions[i].bytes, revisions[i].length))
            return false;
    return batch_publish(batch);
}

static void take_tables(struct job *job, struct jb_import *import, const struct jb_sink *before,
                        char **tables)
{
    const struct jb_revision *revisions;
    uint32_t count;

    for (; *tables; tables++)
        jb_import_read(import, *tables);
    if (fails(job) || !jb_import_revise(import, &revisions, &count))
        return;
    if (count > 0)
        judge_revisions(job, import, before, revisions, count);
    if (fails(job) || (!job->settings->dry_run && !write_revisions(job, revisions, count)))
        return;
    print_changes(import, job->settings, count);
}

enum jb_exit import_tables(const struct settings *settings, const char *edition, char **tables)
{
    const struct jb_record *record;
    struct job job, before;

    start_job(&job, settings, edition);
    before = job;
    before.sink = jb_sink_new(job.arena, job.sources, 0);
    record = judge(&before);
    if (record) {
        take_tables(&job, jb_import_new(job.arena, record, job.sources, job.sink), before.sink,
                    tables);
    } else {
        uint32_t count;
        const struct jb_finding *findings = jb_sink_findings(before.sink, &count);

        for (uint32_t i = 0; i < count; i++)
            jb_report_copy(job.sink, &findings[i], findings[i].at, findings[i].other);
    }
    return end_job(&job);
}
