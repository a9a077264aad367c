#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"

struct new_folder {
    struct jb_arena *arena;
    struct jb_sink *sink;
    const char *path;
    char *stage;      /* beside path, or in it where it is there already; NULL once published */
    bool exists;      /* path is there, and empty */
    GPtrArray *names; /* of its files */
};

static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
            remove_tree(child);
        else
            unlink(child);
        g_free(child);
    }
    if (dir)
        g_dir_close(dir);
    rmdir(path);
}

static void close_folder(void *object)
{
    struct new_folder *folder = object;

    if (folder->stage)
        remove_tree(folder->stage);
    g_ptr_array_free(folder->names, TRUE);
}

static bool report_failure(const struct new_folder *folder, const char *path, int error)
{
    if (error != 0)
        jb_report(folder->sink, &jb_cli_messages[SAY_CANNOT_WRITE], (struct jb_span){0}, path,
                  g_strerror(error), NULL);
    return error == 0;
}

static bool is_empty(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    bool empty = dir && !g_dir_read_name(dir);

    if (dir)
        g_dir_close(dir);
    return empty;
}

static bool make_stage(struct new_folder *folder)
{
    char *parent = g_path_get_dirname(folder->path);
    const char *place = folder->exists ? folder->path : parent;
    char *stage = g_build_filename(place, ".jibao-XXXXXX", NULL);
    int error = g_mkdir_with_parents(place, 0777) == 0 && g_mkdtemp(stage) ? 0 : errno;

    if (!error)
        folder->stage = jb_arena_dup_text(folder->arena, stage);
    g_free(stage);
    g_free(parent);
    return report_failure(folder, folder->path, error);
}

struct new_folder *new_folder_open(struct jb_arena *arena, struct jb_sink *sink, const char *path)
{
    struct new_folder *folder = JB_NEW(arena, struct new_folder);

    *folder = (struct new_folder){.arena = arena, .sink = sink, .names = g_ptr_array_new()};
    jb_arena_defer(arena, close_folder, folder);
    folder->path = jb_arena_dup_text(arena, path);
    folder->exists = access(path, F_OK) == 0;
    if (folder->exists && !is_empty(path)) {
        jb_report(sink, &jb_cli_messages[SAY_FOLDER_IN_USE], (struct jb_span){0}, path, NULL);
        return NULL;
    }
    return make_stage(folder) ? folder : NULL;
}

const char *new_folder_place(const struct new_folder *folder)
{
    return folder->stage;
}

static int write_file(const struct new_folder *folder, const char *path, const char *bytes,
                      size_t length)
{
    struct jb_draft *draft;
    char *parent = g_path_get_dirname(path);
    int error = g_mkdir_with_parents(parent, 0777) == 0 ? 0 : errno;

    g_free(parent);
    if (!error)
        error = jb_draft_open(folder->arena, path, &draft);
    if (error)
        return error;
    jb_draft_write(draft, bytes, length);
    error = jb_draft_seal(draft);
    return error ? error : jb_draft_publish(draft);
}

bool new_folder_add(struct new_folder *folder, const char *name, const char *bytes, size_t length)
{
    const char *path = jb_arena_print(folder->arena, "%s/%s", folder->stage, name);

    g_ptr_array_add(folder->names, jb_arena_dup_text(folder->arena, name));
    return report_failure(folder, jb_arena_print(folder->arena, "%s/%s", folder->path, name),
                          write_file(folder, path, bytes, length));
}

/* The folder is there: what is in the stage moves up. */
static int move_up(const struct new_folder *folder)
{
    GDir *dir = g_dir_open(folder->stage, 0, NULL);
    const char *name;
    int error = dir ? 0 : EIO;

    while (!error && (name = g_dir_read_name(dir)) != NULL) {
        char *from = g_build_filename(folder->stage, name, NULL);
        char *to = g_build_filename(folder->path, name, NULL);

        if (rename(from, to) != 0)
            error = errno;
        g_free(to);
        g_free(from);
    }
    if (dir)
        g_dir_close(dir);
    return error || rmdir(folder->stage) == 0 ? error : errno;
}

/* A temporary folder is for its owner alone; this one gets what umask allows. */
static int move_away(const struct new_folder *folder)
{
    mode_t mask = umask(0);

    umask(mask);
    if (chmod(folder->stage, 0777 & ~mask) != 0)
        return errno;
    return rename(folder->stage, folder->path) == 0 ? 0 : errno;
}

bool new_folder_publish(struct new_folder *folder)
{
    if (!report_failure(folder, folder->path, folder->exists ? move_up(folder) : move_away(folder)))
        return false;
    folder->stage = NULL;
    for (guint i = 0; i < folder->names->len; i++)
        printf("%s/%s\n", folder->path, (const char *)folder->names->pdata[i]);
    return true;
}
