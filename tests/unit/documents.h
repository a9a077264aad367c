#ifndef JB_TESTS_UNIT_DOCUMENTS_H
#define JB_TESTS_UNIT_DOCUMENTS_H

/* A folder of documents for one test, and what was said about them. */

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/source.h"

struct documents {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
    char *folder;
};

static inline void documents_open(struct documents *d)
{
    GError *error = NULL;

    d->arena = jb_arena_open();
    d->sources = jb_sources_new(d->arena);
    d->sink = jb_sink_new(d->arena, d->sources, 0);
    d->folder = g_dir_make_tmp("jibao-XXXXXX", &error);
    g_assert_no_error(error);
}

static inline const char *documents_path(struct documents *d, const char *name)
{
    return jb_arena_print(d->arena, "%s/%s", d->folder, name);
}

static inline const char *documents_write_bytes(struct documents *d, const char *name,
                                                const char *bytes, size_t length)
{
    const char *path = documents_path(d, name);
    char *folder = g_path_get_dirname(path);
    GError *error = NULL;

    g_mkdir_with_parents(folder, 0700);
    g_free(folder);
    /* not the usual call, which waits for the disk */
    g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
    g_assert_no_error(error);
    return path;
}

static inline const char *documents_write(struct documents *d, const char *name, const char *text)
{
    return documents_write_bytes(d, name, text, strlen(text));
}

static inline void documents_remove(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        char *inner = g_build_filename(path, name, NULL);

        if (g_file_test(inner, G_FILE_TEST_IS_DIR) && !g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
            documents_remove(inner);
        else
            g_unlink(inner);
        g_free(inner);
    }
    if (dir)
        g_dir_close(dir);
    g_rmdir(path);
}

static inline void documents_close(struct documents *d)
{
    jb_arena_close(d->arena);
    documents_remove(d->folder);
    g_free(d->folder);
}

/* The bytes of a span. */
static inline const char *documents_bytes(const struct documents *d, struct jb_span span)
{
    const struct jb_source *source = jb_source_find(d->sources, span.source);

    if (!source)
        return "(nowhere)";
    g_assert_cmpuint(span.start, <=, span.end);
    g_assert_cmpuint(span.end, <=, source->length);
    return jb_arena_dup_span(d->arena, source->text + span.start, span.end - span.start);
}

/* "E0111 titel|title @ <titel>": code, arguments and the bytes of the place, a line each. */
static inline const char *documents_findings(const struct documents *d)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(d->sink, &count);
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = 0; i < count; i++) {
        g_string_append(text, findings[i].message->code);
        for (int a = 0; a < JB_FINDING_ARGS && findings[i].args[a]; a++)
            g_string_append_printf(text, "%c%s", a ? '|' : ' ', findings[i].args[a]);
        g_string_append_printf(text, " @ %s\n", documents_bytes(d, findings[i].at));
    }
    copy = jb_arena_dup_text(d->arena, text->str);
    g_string_free(text, TRUE);
    return copy;
}

/* The codes alone, one after the other. */
static inline const char *documents_codes(const struct documents *d)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(d->sink, &count);
    GString *text = g_string_new(NULL);
    const char *copy;

    for (uint32_t i = 0; i < count; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "", findings[i].message->code);
    copy = jb_arena_dup_text(d->arena, text->str);
    g_string_free(text, TRUE);
    return copy;
}

/* Each {n} of a message must have an argument. */
static inline void documents_check_arguments(const struct documents *d)
{
    uint32_t count;
    const struct jb_finding *findings = jb_sink_findings(d->sink, &count);

    for (uint32_t i = 0; i < count; i++) {
        const struct jb_message *m = findings[i].message;
        const char *texts[] = {m->zh, m->en, m->hint_zh, m->hint_en};

        for (size_t t = 0; t < G_N_ELEMENTS(texts); t++)
            for (const char *at = texts[t]; (at = strchr(at, '{')); at++)
                g_assert_nonnull(findings[i].args[at[1] - '0']);
    }
}

#endif
