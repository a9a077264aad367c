#include "cli/cli.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli-private.h"
#include "paint/paint.h"
#include "typeset/typeset.h"
#include "xml/xml.h"

#ifndef JB_VERSION
#define JB_VERSION "0"
#endif

static const char usage[] =
    "usage: jibao build RECORDS... [-t TEMPLATE] [-o PATTERN] [options]\n"
    "       jibao check RECORDS... [options]\n"
    "       jibao export RECORDS... [-o PATTERN] [--table TABLE]\n"
    "       jibao import RECORDS TABLE... [--dry-run]\n"
    "       jibao init DIR [--edition ID]\n"
    "       jibao init --next EDITION [--edition ID]\n"
    "       jibao explain CODE...\n"
    "       jibao --help | --version\n"
    "`jibao COMMAND --help` lists a command's options; jibao(1) explains them.\n";

static int complain(const char *text, const char *what)
{
    fprintf(stderr, "jibao: %s%s\n%s", text, what, usage);
    return JB_EXIT_USAGE;
}

/* Each edition on its own: one bad edition does not stop the others; the worst status counts. */
static int run_editions(const struct settings *settings, char **editions,
                        enum jb_exit (*run)(const struct settings *, const char *))
{
    int worst = JB_EXIT_FINE;

    for (; *editions; editions++) {
        int status = (int)run(settings, *editions);

        worst = MAX(worst, status);
    }
    return worst;
}

static int run_explain(const struct settings *settings, char **codes)
{
    GString *text = g_string_new(NULL);
    int status = JB_EXIT_FINE;

    if (!*codes)
        explain_all(settings->report.lang, text);
    for (; *codes; codes++)
        if (!explain_code(*codes, settings->report.lang, text)) {
            fprintf(stderr, "jibao: there is no message %s\n", *codes);
            status = JB_EXIT_USAGE;
        }
    fputs(text->str, stdout);
    g_string_free(text, TRUE);
    return status;
}

static int run_export(const struct settings *settings, char **editions)
{
    if (settings->table == JB_TABLES && settings->output && !strstr(settings->output, "{table}"))
        return complain("two tables need {table} in -o, or --table: ", settings->output);
    return run_editions(settings, editions, export_edition);
}

/* build, check and export. */
static int run_on_editions(const struct settings *settings, const char *command, char **editions)
{
    if (!*editions)
        return complain("no records are given", "");
    if (editions[1] && settings->output && !strstr(settings->output, "{name}"))
        return complain("several editions need {name} in -o ", settings->output);
    if (strcmp(command, "check") == 0)
        return run_editions(settings, editions, check_edition);
    if (strcmp(command, "export") == 0)
        return run_export(settings, editions);
    return run_editions(settings, editions, compile_edition);
}

static int run_import(const struct settings *settings, char **operands)
{
    if (!*operands)
        return complain("no records are given", "");
    if (!operands[1])
        return complain("no table is given", "");
    return (int)import_tables(settings, operands[0], operands + 1);
}

static int run_init(const struct settings *settings, char **operands)
{
    if (settings->next)
        return *operands ? complain("--next takes no folder: ", *operands)
                         : (int)init_next(settings);
    if (!*operands)
        return complain("no folder is given", "");
    if (operands[1])
        return complain("one folder at a time: ", operands[1]);
    return (int)init_office(settings, *operands);
}

static int run_command(struct jb_arena *arena, const char *command, int argc, char **argv)
{
    struct settings settings = {.template = NULL};

    if (!read_options(arena, command, &argc, &argv, &settings))
        return JB_EXIT_USAGE;
    if (strcmp(command, "explain") == 0)
        return run_explain(&settings, argv + 1);
    if (strcmp(command, "import") == 0)
        return run_import(&settings, argv + 1);
    if (strcmp(command, "init") == 0)
        return run_init(&settings, argv + 1);
    return run_on_editions(&settings, command, argv + 1);
}

static bool is_command(const char *word)
{
    static const char *const commands[] = {"build", "check", "export", "import", "init", "explain"};

    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(word, commands[i]) == 0)
            return true;
    return false;
}

static int dispatch(struct jb_arena *arena, int argc, char **argv)
{
    if (argc < 2)
        return complain("no command is given", "");
    if (strcmp(argv[1], "--version") == 0) {
        puts("jibao " JB_VERSION);
        return JB_EXIT_FINE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        fputs(usage, stdout);
        return JB_EXIT_FINE;
    }
    if (!is_command(argv[1]))
        return complain("there is no command ", argv[1]);
    return run_command(arena, argv[1], argc - 1, argv + 1);
}

int jb_run(int argc, char **argv)
{
    struct jb_arena *arena = jb_arena_open();
    int status;

    /* a limit on file sizes is an error of writing like any other */
    signal(SIGXFSZ, SIG_IGN);
    /* messages follow the locale; numbers and sorting never do */
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "");
    g_set_prgname("jibao");
    status = dispatch(arena, argc, argv);
    jb_arena_close(arena);
    jb_typeset_shutdown();
    jb_paint_shutdown();
    jb_xml_shutdown();
    return status;
}
