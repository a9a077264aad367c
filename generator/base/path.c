#include "base/path.h"

#include <glib.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Takes the steps of "." and ".." away. False where they lead out. */
static bool tidy_steps(char **steps, GPtrArray *kept)
{
    for (char **step = steps; *step; step++) {
        if (strcmp(*step, "..") != 0) {
            if (**step && strcmp(*step, ".") != 0)
                g_ptr_array_add(kept, *step);
        } else if (kept->len == 0) {
            return false;
        } else {
            g_ptr_array_set_size(kept, (gint)kept->len - 1);
        }
    }
    return kept->len > 0;
}

/* The path from the folder of the file from; NULL where it leaves the top folder by name. */
static const char *resolve(struct jb_arena *arena, const char *from, const char *name)
{
    char *folder = g_path_get_dirname(from);
    char *joined = g_build_filename(folder, name, NULL);
    char **steps = g_strsplit(joined, "/", -1);
    GPtrArray *kept = g_ptr_array_new();
    const char *clean = NULL;

    if (*name != '/' && tidy_steps(steps, kept)) {
        g_ptr_array_add(kept, NULL);
        g_free(joined);
        joined = g_strjoinv("/", (char **)kept->pdata);
        clean = jb_arena_dup_text(arena, joined);
    }
    g_ptr_array_free(kept, TRUE);
    g_strfreev(steps);
    g_free(joined);
    g_free(folder);
    return clean;
}

/* A symbolic link can lead outside as well. That a file is not there, reading it will tell. */
static bool stays_inside(const char *folder, const char *path)
{
    const char *top = *folder ? folder : ".";
    char *file = g_build_filename(top, path, NULL);
    char real[PATH_MAX], real_top[PATH_MAX];
    bool inside = true;

    if (realpath(file, real) && realpath(top, real_top)) {
        size_t length = strcmp(real_top, "/") == 0 ? 0 : strlen(real_top);

        inside = strncmp(real, real_top, length) == 0 && real[length] == '/';
    }
    g_free(file);
    return inside;
}

const char *jb_path_inside(struct jb_arena *arena, const char *folder, const char *from,
                           const char *name)
{
    const char *path = resolve(arena, from, name);

    return path && stays_inside(folder, path) ? path : NULL;
}

const char *jb_path_below(const char *folder, const char *path)
{
    size_t length = strlen(folder);

    if (length == 0 || strncmp(path, folder, length) != 0)
        return path;
    return path[length] == '/' ? path + length + 1 : path + length;
}
