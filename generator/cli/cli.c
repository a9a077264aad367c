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

static int run_command(struct jb_arena *arena, const char *command, int argc, char **argv)
{
    struct settings settings = {.template = NULL};

    if (!read_options(arena, command, &argc, &argv, &settings))
        return JB_EXIT_USAGE;
    if (strcmp(command, "explain") == 0)
        return run_explain(&settings, argv + 1);
    if (argc < 2)
        return complain("no records are given", "");
    if (argc > 2 && settings.output && !strstr(settings.output, "{name}"))
        return complain("several editions need {name} in -o ", settings.output);
    return run_editions(&settings, argv + 1,
                        strcmp(command, "build") == 0 ? compile_edition : check_edition);
}

static bool is_command(const char *word)
{
    return strcmp(word, "build") == 0 || strcmp(word, "check") == 0 || strcmp(word, "explain") == 0;
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
