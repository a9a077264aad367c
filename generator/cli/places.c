#include <string.h>
#include <unistd.h>

#include "cli/cli-private.h"

static char *executable_folder(void)
{
    char *path = g_file_read_link("/proc/self/exe", NULL);
    char *folder = path ? g_path_get_dirname(path) : g_strdup(".");

    g_free(path);
    return folder;
}

const char *short_path(struct jb_arena *arena, const char *path)
{
    char *whole = g_canonicalize_filename(path, NULL);
    char *here = g_get_current_dir();
    size_t length = strlen(here);
    const char *shown = whole;

    if (g_str_equal(whole, here))
        shown = ".";
    else if (g_str_has_prefix(whole, here) && whole[length] == '/')
        shown = whole + length + 1;
    shown = jb_arena_dup_text(arena, shown);
    g_free(whole);
    g_free(here);
    return shown;
}

const char *data_folder(struct jb_arena *arena)
{
    static const char *const places[] = {"../share/jibao", ".."};
    const char *set = g_getenv("JIBAO_DATA");
    char *folder;
    const char *found = NULL;

    if (set && *set)
        return set;
    folder = executable_folder();
    for (size_t i = 0; i < G_N_ELEMENTS(places) && !found; i++) {
        const char *place = jb_arena_print(arena, "%s/%s", folder, places[i]);

        if (access(jb_arena_print(arena, "%s/templates", place), R_OK) == 0)
            found = place;
    }
    g_free(folder);
    return found ? short_path(arena, found) : ".";
}

static const char *below(struct jb_arena *arena, const char *folder, const char *path)
{
    return g_str_equal(folder, ".") ? path : jb_arena_print(arena, "%s/%s", folder, path);
}

const char *template_folder(struct jb_arena *arena, const char *template)
{
    if (g_file_test(template, G_FILE_TEST_IS_DIR))
        return template;
    return below(arena, data_folder(arena), jb_arena_print(arena, "templates/%s", template));
}

const char *shared_table(struct jb_arena *arena, const char *edition, const char *name)
{
    char *folder = g_path_get_dirname(edition);
    char *parent = g_path_get_dirname(folder);
    const char *beside = below(arena, folder, name);
    const char *above = below(arena, parent, name);

    g_free(parent);
    g_free(folder);
    if (access(beside, F_OK) == 0)
        return beside;
    if (access(above, F_OK) == 0)
        return above;
    return below(arena, data_folder(arena), jb_arena_print(arena, "input/%s", name));
}
