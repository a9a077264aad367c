#include "typeset/fonts-private.h"

#include <glib.h>
#include <string.h>

struct font_library {
    FcConfig *folders;
    FcConfig *system; /* NULL until asked for, as listing it costs some milliseconds */
    bool ignore_system;
};

/* The system's settings are not read: they could rename, reject or replace a face. Only its
 * folders and the caches of what is in them are used. */
#define CACHES                                   \
    "<cachedir>/var/cache/fontconfig</cachedir>" \
    "<cachedir prefix=\"xdg\">fontconfig</cachedir>"
#define FOLDERS                         \
    "<dir>/usr/share/fonts</dir>"       \
    "<dir>/usr/local/share/fonts</dir>" \
    "<dir prefix=\"xdg\">fonts</dir>"

static const char folders_only[] = "<fontconfig>" CACHES "</fontconfig>";
static const char with_system[] = "<fontconfig>" CACHES FOLDERS "</fontconfig>";

static void close_library(void *object)
{
    struct font_library *library = object;

    FcConfigDestroy(library->folders);
    if (library->system)
        FcConfigDestroy(library->system);
}

static FcConfig *config_new(const char *settings)
{
    FcConfig *config = FcConfigCreate();

    FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)settings, FcFalse);
    return config;
}

struct font_library *jb_font_library_open(struct jb_arena *arena,
                                          const struct jb_font_options *options)
{
    struct font_library *library = JB_NEW(arena, struct font_library);

    library->folders = config_new(folders_only);
    library->ignore_system = options->ignore_system;
    for (uint32_t i = 0; i < options->folder_count; i++)
        FcConfigAppFontAddDir(library->folders, (const FcChar8 *)options->folders[i]);
    jb_arena_defer(arena, close_library, library);
    return library;
}

static bool has_family(const FcPattern *pattern, const char *family)
{
    FcChar8 *name;

    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (strcmp((const char *)name, family) == 0)
            return true;
    return false;
}

static int number_of(const FcPattern *pattern, const char *property)
{
    int value = -1;

    FcPatternGetInteger(pattern, property, 0, &value);
    return value;
}

/* Type 1 and bitmap fonts have no tables to cut; a variable font would need a place in its design
 * space, which no style names. */
static bool is_usable(const FcPattern *pattern)
{
    FcChar8 *format;
    FcBool variable = FcFalse;

    if (FcPatternGetString(pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch)
        return false;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    return !variable && number_of(pattern, FC_INDEX) <= 0xFFFF &&
           (strcmp((const char *)format, "TrueType") == 0 ||
            strcmp((const char *)format, "CFF") == 0);
}

static bool matches(const FcPattern *pattern, const struct jb_face *face)
{
    return has_family(pattern, face->family) &&
           number_of(pattern, FC_WEIGHT) == (face->bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR) &&
           number_of(pattern, FC_SLANT) == FC_SLANT_ROMAN &&
           number_of(pattern, FC_WIDTH) == FC_WIDTH_NORMAL && is_usable(pattern);
}

static const char *path_of(const FcPattern *pattern)
{
    FcChar8 *path = NULL;

    FcPatternGetString(pattern, FC_FILE, 0, &path);
    return path ? (const char *)path : "";
}

/* The order in which fontconfig lists files is that of the disk: it must not decide. */
static bool is_better(const FcPattern *a, const FcPattern *b)
{
    int version_a = number_of(a, FC_FONTVERSION), version_b = number_of(b, FC_FONTVERSION);
    int paths;

    if (version_a != version_b)
        return version_a > version_b;
    paths = strcmp(path_of(a), path_of(b));
    return paths < 0 || (paths == 0 && number_of(a, FC_INDEX) < number_of(b, FC_INDEX));
}

static const FcPattern *find_in_set(const FcFontSet *set, const struct jb_face *face)
{
    const FcPattern *best = NULL;

    for (int i = 0; set && i < set->nfont; i++)
        if (matches(set->fonts[i], face) && (!best || is_better(set->fonts[i], best)))
            best = set->fonts[i];
    return best;
}

static FcFontSet *system_fonts(struct font_library *library)
{
    if (library->ignore_system)
        return NULL;
    if (!library->system) {
        library->system = config_new(with_system);
        FcConfigBuildFonts(library->system);
    }
    return FcConfigGetFonts(library->system, FcSetSystem);
}

bool jb_font_library_find(struct font_library *library, const struct jb_face *face,
                          struct font_file *file)
{
    const FcPattern *pattern =
        find_in_set(FcConfigGetFonts(library->folders, FcSetApplication), face);

    if (!pattern)
        pattern = find_in_set(system_fonts(library), face);
    if (!pattern)
        return false;
    file->path = path_of(pattern);
    file->index = (uint32_t)MAX(number_of(pattern, FC_INDEX), 0);
    return true;
}
