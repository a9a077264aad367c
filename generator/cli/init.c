#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "check/check.h"
#include "cli/cli-private.h"
#include "cli/messages-private.h"

enum { LARGEST_FILE = 64 * 1024 * 1024 };

static bool refuse(struct job *job, int message, const char *argument)
{
    jb_report(job->sink, &jb_cli_messages[message], (struct jb_span){0}, argument, NULL);
    return false;
}

/* As the schema has it. */
static bool is_id(const char *text)
{
    gunichar first = g_utf8_validate(text, -1, NULL) ? g_utf8_get_char(text) : 0;

    if (!g_unichar_isalpha(first) && first != '_')
        return false;
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isalnum(g_utf8_get_char(text)) && !strchr("-._", *text))
            return false;
    return true;
}

/* Copies a file that is there; false after a report. */
static bool copy_file(struct job *job, struct new_folder *folder, const char *from, const char *to)
{
    char *bytes = NULL;
    size_t length = 0;
    int error = jb_file_read(job->arena, from, LARGEST_FILE, &bytes, &length);

    if (error == 0)
        return new_folder_add(folder, to, bytes, length);
    jb_report(job->sink, &jb_cli_messages[SAY_CANNOT_COPY], (struct jb_span){0}, from,
              g_strerror(error), NULL);
    return false;
}

/* --- a new office ----------------------------------------------------------------------------- */

/* What the files of a new office say of its first edition. */
struct office {
    struct job *job;
    struct new_folder *folder;
    const char *id;
    struct jb_period period;
};

/* Of the program's data. In its own tree they must not act as what they are in an office's. */
static const struct {
    const char *from, *to;
} office_files[] = {
    {"office/README.md", "README.md"},
    {"office/edition/bulletin.xml", "{edition}/bulletin.xml"},
    {"office/edition/themes/childcare.xml", "{edition}/themes/childcare.xml"},
    {"office/edition/themes/elderly-care.xml", "{edition}/themes/elderly-care.xml"},
    {"office/edition/themes/roads.xml", "{edition}/themes/roads.xml"},
    {"input/units.xml", "units.xml"},
    {"office/terms.xml", "terms.xml"},
    {"office/templates/office/template.xml", "templates/office/template.xml"},
    {"office/templates/office/styles.xml", "templates/office/styles.xml"},
    {"office/catalog.xml", "catalog.xml"},
    {"office/schemas.xml", "schemas.xml"},
    {"office/vscode-settings.json", ".vscode/settings.json"},
    {"office/vscode-extensions.json", ".vscode/extensions.json"},
    {"office/gitignore", ".gitignore"},
};

static void fill_in(const struct office *office, GString *text)
{
    struct jb_date day = jb_period_last_day(office->period);
    char *period = g_strdup_printf("%04d-Q%d", office->period.year, office->period.quarter);
    char *as_of = g_strdup_printf("%04d-%02d-%02d", day.year, day.month, day.day);

    g_string_replace(text, "{edition}", office->id, 0);
    g_string_replace(text, "{period}", period, 0);
    g_string_replace(text, "{as-of}", as_of, 0);
    g_free(as_of);
    g_free(period);
}

static bool add_filled(const struct office *office, const char *from, const char *to)
{
    struct jb_arena *arena = office->job->arena;
    const char *path = jb_arena_print(arena, "%s/%s", data_folder(arena), from);
    char *bytes = NULL;
    size_t length = 0;
    int error = jb_file_read(arena, path, LARGEST_FILE, &bytes, &length);
    GString *text = g_string_new(bytes), *name = g_string_new(to);
    bool good = false;

    fill_in(office, text);
    fill_in(office, name);
    if (error)
        jb_report(office->job->sink, &jb_cli_messages[SAY_CANNOT_COPY], (struct jb_span){0}, path,
                  g_strerror(error), NULL);
    else
        good = new_folder_add(office->folder, name->str, text->str, text->len);
    g_string_free(name, TRUE);
    g_string_free(text, TRUE);
    return good;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Schemas for completion in editors, all in one folder. */
static bool add_schemas(const struct office *office, const char *from)
{
    struct jb_arena *arena = office->job->arena;
    const char *path = jb_arena_print(arena, "%s/%s", data_folder(arena), from), *name;
    GDir *dir = g_dir_open(path, 0, NULL);
    GPtrArray *names = g_ptr_array_new();
    bool good = dir != NULL;

    while (dir && (name = g_dir_read_name(dir)) != NULL)
        if (g_str_has_suffix(name, ".xsd") || g_str_has_suffix(name, ".rnc"))
            g_ptr_array_add(names, jb_arena_dup_text(arena, name));
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len && good; i++)
        good = copy_file(office->job, office->folder,
                         jb_arena_print(arena, "%s/%s", path, (const char *)names->pdata[i]),
                         jb_arena_print(arena, "schema/%s", (const char *)names->pdata[i]));
    g_ptr_array_free(names, TRUE);
    if (dir)
        g_dir_close(dir);
    return dir ? good : refuse(office->job, SAY_NO_DATA, path);
}

static struct jb_period current_period(void)
{
    GDateTime *now = source_date();
    struct jb_period period;

    if (!now)
        now = g_date_time_new_now_local();
    period.year = g_date_time_get_year(now);
    period.quarter = (g_date_time_get_month(now) + 2) / 3;
    g_date_time_unref(now);
    return period;
}

/* The edition that is named, else one named after the folder and the quarter that it is now. */
static bool name_edition(struct office *office, const char *path)
{
    struct job *job = office->job;
    char *whole = g_canonicalize_filename(path, NULL);
    char *name = g_path_get_basename(whole);

    office->period = current_period();
    office->id = job->settings->new_edition;
    if (office->id)
        jb_period_tell(office->id, &office->period);
    else
        office->id = jb_arena_print(job->arena, "%s-%d-q%d", name, office->period.year,
                                    office->period.quarter);
    g_free(name);
    g_free(whole);
    return is_id(office->id) || refuse(job, SAY_BAD_EDITION_ID, office->id);
}

static bool write_office(struct office *office)
{
    for (size_t i = 0; i < G_N_ELEMENTS(office_files); i++)
        if (!add_filled(office, office_files[i].from, office_files[i].to))
            return false;
    return add_schemas(office, "input/schema") && add_schemas(office, "templates/schema") &&
           new_folder_publish(office->folder);
}

static void print_steps(const struct settings *settings, const char *folder, const char *id)
{
    if (settings->report.lang == JB_ZH)
        printf("接下来：\n  cd %s\n  jibao check %s/bulletin.xml   列出还要填写的内容\n"
               "  jibao build %s/bulletin.xml   生成 PDF\n",
               folder, id, id);
    else
        printf("next:\n  cd %s\n  jibao check %s/bulletin.xml   lists what is left to fill in\n"
               "  jibao build %s/bulletin.xml   makes the PDF\n",
               folder, id, id);
}

enum jb_exit init_office(const struct settings *settings, const char *folder)
{
    struct job job;
    struct office office = {.job = &job};

    start_job(&job, settings, folder);
    if (name_edition(&office, folder))
        office.folder = new_folder_open(job.arena, job.sink, folder);
    if (office.folder && write_office(&office))
        print_steps(settings, folder, office.id);
    return end_job(&job);
}

/* --- the next quarter ------------------------------------------------------------------------- */

/* The files of an edition, and the tables that it has for itself. */
static bool write_edition(struct job *job, struct new_folder *folder,
                          const struct jb_revision *revisions, uint32_t count)
{
    static const char *const tables[] = {"units.xml", "terms.xml"};
    char *old = g_path_get_dirname(job->edition);
    size_t skipped = strchr(job->edition, '/') ? strlen(old) + 1 : 0;
    bool good = true;

    for (uint32_t i = 0; i < count && good; i++)
        good = new_folder_add(folder, revisions[i].path + skipped, revisions[i].bytes,
                              revisions[i].length);
    for (size_t i = 0; i < G_N_ELEMENTS(tables) && good; i++) {
        const char *path = jb_arena_print(job->arena, "%s/%s", old, tables[i]);

        if (g_file_test(path, G_FILE_TEST_EXISTS))
            good = copy_file(job, folder, path, tables[i]);
    }
    g_free(old);
    return good;
}

static void judge(struct job *job)
{
    const struct jb_record *record = read_record(job, JB_INTERNAL);

    if (record)
        jb_check(job->arena, record, job->sink);
}

/* What is written must be an edition without faults; warnings say what waits to be filled in. */
static bool is_sound(struct job *job, const struct new_folder *folder)
{
    struct job again = *job;
    char *name = g_path_get_basename(job->edition);
    const struct jb_finding *findings;
    uint32_t count;

    again.edition = jb_arena_print(job->arena, "%s/%s", new_folder_place(folder), name);
    again.sources = jb_sources_new(job->arena);
    again.sink = jb_sink_new(job->arena, again.sources, 0);
    judge(&again);
    findings = jb_sink_findings(again.sink, &count);
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].message->level == JB_ERROR)
            jb_report_copy(job->sink, &findings[i], (struct jb_span){0}, (struct jb_span){0});
    g_free(name);
    return !jb_sink_has_errors(again.sink);
}

/* Beside the folder of the edition that is followed. */
static const char *next_folder(struct job *job, const char *id)
{
    char *file = g_canonicalize_filename(job->edition, NULL);
    char *folder = g_path_get_dirname(file), *parent = g_path_get_dirname(folder);
    const char *path = short_path(job->arena, jb_arena_print(job->arena, "%s/%s", parent, id));

    g_free(parent);
    g_free(folder);
    g_free(file);
    return path;
}

static void print_next(const struct settings *settings, const char *folder, const char *file,
                       bool new_year)
{
    bool chinese = settings->report.lang == JB_ZH;

    if (new_year)
        puts(chinese ? "新的一年：年度目标、计划数和大类照旧，请逐一核对"
                     : "a new year: targets, counts of the plan and themes are as they were; "
                       "check each of them");
    if (chinese)
        printf("接下来：jibao check %s/%s 列出还要填写的内容\n", folder, file);
    else
        printf("next: jibao check %s/%s lists what is to be filled in\n", folder, file);
}

static void follow(struct job *job, const struct jb_record *record)
{
    const struct jb_revision *revisions;
    uint32_t count;
    const char *id = job->settings->new_edition, *path;
    struct new_folder *folder;
    char *file;

    if (id && !is_id(id)) {
        refuse(job, SAY_BAD_EDITION_ID, id);
        return;
    }
    if (!jb_edition_advance(job->arena, record, job->sources, job->sink, &id, &revisions, &count))
        return;
    path = next_folder(job, id);
    folder = new_folder_open(job->arena, job->sink, path);
    if (!folder || !write_edition(job, folder, revisions, count) || !is_sound(job, folder) ||
        !new_folder_publish(folder))
        return;
    file = g_path_get_basename(job->edition);
    print_next(job->settings, path, file, record->quarter == 4);
    g_free(file);
}

enum jb_exit init_next(const struct settings *settings)
{
    const struct jb_record *record;
    struct job job;

    start_job(&job, settings, settings->next);
    if (g_file_test(settings->next, G_FILE_TEST_IS_DIR))
        job.edition = jb_arena_print(job.arena, "%s/bulletin.xml", settings->next);
    record = read_record(&job, JB_INTERNAL);
    if (record && !fails(&job))
        follow(&job, record);
    return end_job(&job);
}
