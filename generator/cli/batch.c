#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"

enum { LARGEST_FILE = 256 * 1024 * 1024 /* that is put back */ };

struct member {
    const char *path;
    struct jb_draft *draft;
    struct jb_draft *old; /* what stood there before, or NULL: nothing */
};

struct batch {
    struct jb_arena *arena;
    struct jb_sink *sink;
    GArray *members; /* struct member */
};

static void close_members(void *members)
{
    g_array_free(members, TRUE);
}

struct batch *batch_new(struct jb_arena *arena, struct jb_sink *sink)
{
    struct batch *batch = JB_NEW(arena, struct batch);

    *batch = (struct batch){arena, sink, g_array_new(FALSE, FALSE, sizeof(struct member))};
    jb_arena_defer(arena, close_members, batch->members);
    return batch;
}

static bool report_failure(const struct batch *batch, const char *path, int error)
{
    if (error != 0)
        jb_report(batch->sink, &jb_cli_messages[SAY_CANNOT_WRITE], (struct jb_span){0}, path,
                  g_strerror(error), NULL);
    return error == 0;
}

static int draft(const struct batch *batch, const char *path, const char *bytes, size_t length,
                 struct jb_draft **draft)
{
    int error = jb_draft_open(batch->arena, path, draft);

    if (error)
        return error;
    jb_draft_write(*draft, bytes, length);
    return jb_draft_seal(*draft);
}

static int draft_old(const struct batch *batch, struct member *member)
{
    char *bytes = NULL;
    size_t length = 0;
    int error = jb_file_read(batch->arena, member->path, LARGEST_FILE, &bytes, &length);

    if (error == ENOENT)
        return 0;
    return error ? error : draft(batch, member->path, bytes, length, &member->old);
}

/* A symbolic link stays one: the file that it leads to is written. */
bool batch_add(struct batch *batch, const char *path, const char *bytes, size_t length)
{
    char real[PATH_MAX];
    struct member member = {.path = path};
    int error;

    if (realpath(path, real))
        member.path = jb_arena_dup_text(batch->arena, real);
    error = draft(batch, member.path, bytes, length, &member.draft);
    if (!error)
        error = draft_old(batch, &member);
    g_array_append_val(batch->members, member);
    return report_failure(batch, path, error);
}

/* What cannot be put back cannot be helped: the first failure has been told. */
static void put_back(const struct batch *batch, guint count)
{
    for (guint i = 0; i < count; i++) {
        const struct member *member = &g_array_index(batch->members, struct member, i);

        if (member->old)
            jb_draft_publish(member->old);
        else
            unlink(member->path);
    }
}

bool batch_publish(struct batch *batch)
{
    for (guint i = 0; i < batch->members->len; i++) {
        const struct member *member = &g_array_index(batch->members, struct member, i);
        int error = jb_draft_publish(member->draft);

        if (error) {
            put_back(batch, i);
            return report_failure(batch, member->path, error);
        }
    }
    return true;
}
