#include "base/sink.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

struct jb_sink {
    struct jb_arena *arena;
    const struct jb_sources *sources;
    GArray *findings;
    uint32_t max_findings;
    uint32_t counts[JB_ERROR + 1];
    uint32_t dropped;
};

static void close_findings(void *findings)
{
    g_array_free(findings, TRUE);
}

struct jb_sink *jb_sink_new(struct jb_arena *arena, const struct jb_sources *sources,
                            uint32_t max_findings)
{
    struct jb_sink *sink = JB_NEW(arena, struct jb_sink);

    sink->arena = arena;
    sink->sources = sources;
    sink->max_findings = max_findings;
    sink->findings = g_array_new(FALSE, TRUE, sizeof(struct jb_finding));
    jb_arena_defer(arena, close_findings, sink->findings);
    return sink;
}

static bool same_span(struct jb_span a, struct jb_span b)
{
    return a.source == b.source && a.start == b.start && a.end == b.end;
}

static bool same_finding(const struct jb_finding *a, const struct jb_finding *b)
{
    if (a->message != b->message || !same_span(a->at, b->at))
        return false;
    for (int i = 0; i < JB_FINDING_ARGS; i++)
        if (g_strcmp0(a->args[i], b->args[i]) != 0 || g_strcmp0(a->args_zh[i], b->args_zh[i]) != 0)
            return false;
    return true;
}

/* A fault without a place is told each time by what it says; one with a place, once. */
static bool same_fault(const struct jb_finding *a, const struct jb_finding *b)
{
    return same_finding(a, b) && (a->at.source != 0 || same_span(a->other, b->other));
}

/* A template's fault met in a loop comes back for each record in a row; findings before the last
 * few cannot be the same one. */
static bool reported_lately(const struct jb_sink *sink, const struct jb_finding *finding)
{
    enum { LOOK_BACK = 64 };
    guint count = sink->findings->len;

    for (guint i = count > LOOK_BACK ? count - LOOK_BACK : 0; i < count; i++) {
        struct jb_finding *earlier = &g_array_index(sink->findings, struct jb_finding, i);

        if (!same_fault(earlier, finding))
            continue;
        earlier->others += !same_span(earlier->other, finding->other);
        return true;
    }
    return false;
}

static void keep(struct jb_sink *sink, const struct jb_finding *finding)
{
    enum jb_level level = finding->message->level;

    if (reported_lately(sink, finding))
        return;
    sink->counts[level]++;
    if (sink->max_findings && sink->counts[level] > sink->max_findings)
        sink->dropped++;
    else
        g_array_append_vals(sink->findings, finding, 1);
}

static void report(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                   struct jb_span other, va_list args)
{
    struct jb_finding finding = {.message = message, .at = at, .other = other};
    const char *arg;

    for (int i = 0; i < JB_FINDING_ARGS && (arg = va_arg(args, const char *)) != NULL; i++)
        finding.args[i] = finding.args_zh[i] = jb_arena_dup_text(sink->arena, arg);
    keep(sink, &finding);
}

void jb_report(struct jb_sink *sink, const struct jb_message *message, struct jb_span at, ...)
{
    va_list args;

    va_start(args, at);
    report(sink, message, at, (struct jb_span){0}, args);
    va_end(args);
}

void jb_report_both(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                    struct jb_span other, ...)
{
    va_list args;

    va_start(args, other);
    report(sink, message, at, other, args);
    va_end(args);
}

void jb_report_words(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                     struct jb_span other, const struct jb_words *words)
{
    jb_report_spot(sink, message, at, other, (struct jb_spot){0}, words);
}

void jb_report_spot(struct jb_sink *sink, const struct jb_message *message, struct jb_span at,
                    struct jb_span other, struct jb_spot spot, const struct jb_words *words)
{
    struct jb_finding finding = {.message = message, .at = at, .other = other, .spot = spot};

    for (int i = 0; i < JB_FINDING_ARGS && words[i].en; i++) {
        finding.args[i] = jb_arena_dup_text(sink->arena, words[i].en);
        finding.args_zh[i] = words[i].zh == words[i].en
                                 ? finding.args[i]
                                 : jb_arena_dup_text(sink->arena, words[i].zh);
    }
    keep(sink, &finding);
}

static const char *dup_text(struct jb_sink *sink, const char *text)
{
    return text ? jb_arena_dup_text(sink->arena, text) : NULL;
}

void jb_report_copy(struct jb_sink *sink, const struct jb_finding *finding, struct jb_span at,
                    struct jb_span other)
{
    struct jb_finding copy = {.message = finding->message, .at = at, .other = other};

    for (int i = 0; i < JB_FINDING_ARGS; i++) {
        copy.args[i] = dup_text(sink, finding->args[i]);
        copy.args_zh[i] = dup_text(sink, finding->args_zh[i]);
    }
    keep(sink, &copy);
}

const struct jb_finding *jb_sink_findings(const struct jb_sink *sink, uint32_t *count)
{
    *count = sink->findings->len;
    return (const struct jb_finding *)(const void *)sink->findings->data;
}

uint32_t jb_sink_count(const struct jb_sink *sink, enum jb_level level)
{
    return sink->counts[level];
}

uint32_t jb_sink_dropped(const struct jb_sink *sink)
{
    return sink->dropped;
}

const struct jb_sources *jb_sink_sources(const struct jb_sink *sink)
{
    return sink->sources;
}
