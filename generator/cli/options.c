#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli-private.h"

/* What GOption leaves behind, before it is checked. */
struct raw_options {
    char *template;
    char *arrange;
    char *output;
    char *format;
    char *dump;
    char *message_lang;
    char *diagnostics;
    char *colour;
    char *table;
    char *next;
    char *edition;
    char **variables;
    char **font_folders;
    int dots_per_inch;
    int max_errors;
    gboolean timings;
    gboolean strict;
    gboolean annotate;
    gboolean ignore_system_fonts;
    gboolean dry_run;
};

static bool wrong(const char *option, const char *value, const char *expected)
{
    fprintf(stderr, "jibao: %s: '%s': %s\n", option, value, expected);
    return false;
}

/* The index of value among names, which end with NULL; -1 where it is none of them. */
static int find_name(const char *value, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], value) == 0)
            return i;
    return -1;
}

static bool read_choice(const char *option, const char *value, const char *const *names,
                        const char *expected, int *choice)
{
    if (!value)
        return true;
    *choice = find_name(value, names);
    return *choice >= 0 || wrong(option, value, expected);
}

/* As the variables say, also where the system has no such locale installed. */
static enum jb_lang locale_language(void)
{
    return g_str_has_prefix(g_get_language_names()[0], "zh") ? JB_ZH : JB_EN;
}

static bool read_report(const struct raw_options *raw, struct settings *settings)
{
    static const char *const languages[] = {"zh", "en", NULL};
    static const char *const forms[] = {"human", "short", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    int lang = (int)locale_language(), form = JB_REPORT_HUMAN, colour = 0;

    if (!read_choice("--message-lang", raw->message_lang, languages, "zh or en", &lang) ||
        !read_choice("--diagnostics", raw->diagnostics, forms, "human or short", &form) ||
        !read_choice("--color", raw->colour, colours, "auto, always or never", &colour))
        return false;
    settings->report.lang = (enum jb_lang)lang;
    settings->report.form = (enum jb_report_form)form;
    settings->report.colour =
        colour == 1 || (colour == 0 && isatty(STDERR_FILENO) && !g_getenv("NO_COLOR"));
    return true;
}

/* The format is the one that is named, else that of the output's ending, else PDF. */
static bool read_format(const struct raw_options *raw, struct settings *settings)
{
    static const char *const formats[] = {"pdf", "png", "svg", NULL};
    const char *ending = raw->output ? strrchr(raw->output, '.') : NULL;
    int format = ending ? find_name(ending + 1, formats) : FORMAT_PDF;

    if (!read_choice("--format", raw->format, formats, "pdf, png or svg", &format))
        return false;
    settings->format = format < 0 ? FORMAT_PDF : (enum format)format;
    settings->output = raw->output;
    return true;
}

static bool read_dump(const struct raw_options *raw, struct settings *settings)
{
    static const char *const stages[] = {"none", "record", "flow", "lines", "page", NULL};
    int dump = DUMP_NONE;

    if (!read_choice("--dump", raw->dump, stages, "record, flow, lines or page", &dump))
        return false;
    settings->dump = (enum dump)dump;
    return true;
}

static bool read_table(const struct raw_options *raw, struct settings *settings)
{
    static const char *const tables[] = {"measures", "pairs", NULL};
    int table = JB_TABLES;

    if (!read_choice("--table", raw->table, tables, "measures or pairs", &table))
        return false;
    settings->table = (enum jb_table)table;
    return true;
}

static bool read_arrange(const struct raw_options *raw, struct settings *settings)
{
    static const char *const names[] = {"parallel", "stacked", "inline", NULL};
    int name = 0;

    if (!read_choice("--arrange", raw->arrange, names, "parallel, stacked or inline", &name))
        return false;
    settings->arrange = raw->arrange;
    return true;
}

static bool read_variables(struct jb_arena *arena, const struct raw_options *raw,
                           struct settings *settings)
{
    guint count = raw->variables ? g_strv_length(raw->variables) : 0;

    settings->variables = JB_NEW_ARRAY(arena, struct jb_variable, count);
    settings->variable_count = count;
    for (guint i = 0; i < count; i++) {
        const char *text = raw->variables[i];
        const char *equals = strchr(text, '=');

        if (!equals || equals == text)
            return wrong("--var", text, "NAME=VALUE");
        settings->variables[i].name = jb_arena_dup_span(arena, text, (size_t)(equals - text));
        settings->variables[i].value = jb_arena_dup_text(arena, equals + 1);
    }
    return true;
}

static bool read_numbers(const struct raw_options *raw, struct settings *settings)
{
    char number[16];

    if (raw->dots_per_inch < 1 || raw->dots_per_inch > 1200) {
        g_snprintf(number, sizeof(number), "%d", raw->dots_per_inch);
        return wrong("--dpi", number, "1 to 1200");
    }
    if (raw->max_errors < 0) {
        g_snprintf(number, sizeof(number), "%d", raw->max_errors);
        return wrong("--max-errors", number, "0 (no limit) or more");
    }
    settings->dots_per_inch = (uint32_t)raw->dots_per_inch;
    settings->max_errors = (uint32_t)raw->max_errors;
    return true;
}

static void keep_strings(struct jb_arena *arena, struct raw_options *raw)
{
    jb_arena_defer(arena, g_free, raw->template);
    jb_arena_defer(arena, g_free, raw->arrange);
    jb_arena_defer(arena, g_free, raw->output);
    jb_arena_defer(arena, g_free, raw->format);
    jb_arena_defer(arena, g_free, raw->dump);
    jb_arena_defer(arena, g_free, raw->message_lang);
    jb_arena_defer(arena, g_free, raw->diagnostics);
    jb_arena_defer(arena, g_free, raw->colour);
    jb_arena_defer(arena, g_free, raw->table);
    jb_arena_defer(arena, g_free, raw->next);
    jb_arena_defer(arena, g_free, raw->edition);
    jb_arena_defer(arena, (void (*)(void *))g_strfreev, raw->variables);
    jb_arena_defer(arena, (void (*)(void *))g_strfreev, raw->font_folders);
}

static bool settle(struct jb_arena *arena, const struct raw_options *raw, struct settings *settings)
{
    settings->template = raw->template ? raw->template : "quarterly";
    settings->timings = raw->timings;
    settings->strict = raw->strict;
    settings->annotate = raw->annotate;
    settings->ignore_system_fonts = raw->ignore_system_fonts;
    settings->font_folders = (const char **)raw->font_folders;
    settings->dry_run = raw->dry_run;
    settings->next = raw->next;
    settings->new_edition = raw->edition;
    return read_table(raw, settings) && read_report(raw, settings) && read_format(raw, settings) &&
           read_dump(raw, settings) && read_numbers(raw, settings) &&
           read_variables(arena, raw, settings) && read_arrange(raw, settings);
}

static const char *operands_of(const char *command)
{
    if (strcmp(command, "explain") == 0)
        return "CODE...";
    if (strcmp(command, "import") == 0)
        return "RECORDS TABLE...";
    if (strcmp(command, "init") == 0)
        return "DIR | --next EDITION";
    return "RECORDS...";
}

bool read_options(struct jb_arena *arena, const char *command, int *argc, char ***argv,
                  struct settings *settings)
{
    struct raw_options raw = {.dots_per_inch = 150, .max_errors = 100};
    const GOptionEntry build[] = {
        {"template", 't', 0, G_OPTION_ARG_FILENAME, &raw.template,
         "A template's name or folder (quarterly)", "TEMPLATE"},
        {"arrange", 0, 0, G_OPTION_ARG_STRING, &raw.arrange,
         "How pairs stand: parallel, stacked or inline (the template's first)", "NAME"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &raw.output,
         "The file to write; {name} {page} {lang} are filled in; - is the standard output",
         "PATTERN"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &raw.format, "pdf, png or svg", "FORMAT"},
        {"dpi", 0, 0, G_OPTION_ARG_INT, &raw.dots_per_inch, "Of PNG pages (150)", "N"},
        {"var", 0, 0, G_OPTION_ARG_STRING_ARRAY, &raw.variables,
         "A variable for the template's XPath", "NAME=VALUE"},
        {"font-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.font_folders,
         "A folder of fonts to search first", "DIR"},
        {"ignore-system-fonts", 0, 0, G_OPTION_ARG_NONE, &raw.ignore_system_fonts,
         "Search the folders of --font-path alone", NULL},
        {"annotate", 0, 0, G_OPTION_ARG_NONE, &raw.annotate,
         "Draw on the pages what was found, each at its place", NULL},
        {"dump", 0, 0, G_OPTION_ARG_STRING, &raw.dump,
         "Print what a stage made: record, flow, lines, page", "STAGE"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry export[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &raw.output,
         "The files to write; {name} {table} are filled in; - is the standard output", "PATTERN"},
        {"table", 0, 0, G_OPTION_ARG_STRING, &raw.table, "Only one: measures or pairs", "TABLE"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry import[] = {
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &raw.dry_run, "List the changes, write nothing", NULL},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry init[] = {
        {"edition", 0, 0, G_OPTION_ARG_STRING, &raw.edition, "Id of the edition to begin", "ID"},
        {"next", 0, 0, G_OPTION_ARG_FILENAME, &raw.next, "Begin the quarter after this edition",
         "EDITION"},
        G_OPTION_ENTRY_NULL,
    };
    const struct {
        const char *command;
        const GOptionEntry *entries;
    } own[] = {{"build", build}, {"export", export}, {"import", import}, {"init", init}};
    const GOptionEntry common[] = {
        {"message-lang", 0, 0, G_OPTION_ARG_STRING, &raw.message_lang,
         "Language of messages: zh or en (the locale's)", "LANG"},
        {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &raw.diagnostics,
         "Form of messages: human or short", "FORM"},
        {"color", 0, 0, G_OPTION_ARG_STRING, &raw.colour, "auto, always or never", "WHEN"},
        {"max-errors", 0, 0, G_OPTION_ARG_INT, &raw.max_errors,
         "List so many errors and warnings; 0: all (100)", "N"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &raw.strict, "Warnings fail too", NULL},
        {"timings", 0, 0, G_OPTION_ARG_NONE, &raw.timings, "Print CPU time of each stage", NULL},
        G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context = g_option_context_new(operands_of(command));
    GError *error = NULL;
    bool good;

    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (strcmp(command, own[i].command) == 0)
            g_option_context_add_main_entries(context, own[i].entries, NULL);
    g_option_context_add_main_entries(context, common, NULL);
    good = g_option_context_parse(context, argc, argv, &error);
    if (!good) {
        fprintf(stderr, "jibao: %s\n", error->message);
        g_error_free(error);
    }
    g_option_context_free(context);
    keep_strings(arena, &raw);
    return good && settle(arena, &raw, settings);
}
