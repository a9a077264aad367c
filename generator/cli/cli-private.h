#ifndef JB_CLI_CLI_PRIVATE_H
#define JB_CLI_CLI_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/timer.h"
#include "bind/bind.h"
#include "cli/cli.h"
#include "report/report.h"

enum dump { DUMP_NONE, DUMP_RECORD, DUMP_FLOW, DUMP_LINES, DUMP_PAGE };

enum format { FORMAT_PDF, FORMAT_PNG, FORMAT_SVG };

/* What the command line asks for. Strings live as long as the process. */
struct settings {
    const char *template; /* a name or a folder */
    const char *output;   /* a pattern, or NULL; "-" is the standard output */
    enum format format;
    uint32_t dots_per_inch;
    enum dump dump;
    bool timings;
    bool strict;
    uint32_t max_errors;
    const char **font_folders; /* NULL-terminated, or NULL */
    bool ignore_system_fonts;
    struct jb_variable *variables;
    uint32_t variable_count;
    struct jb_report_options report;
};

/* --- compile.c
 * ------------------------------------------------------------------------------------ */

/* One edition through all stages, or through the checks alone. Messages go to the standard error,
 * dumps to the standard output. */
enum jb_exit compile_edition(const struct settings *settings, const char *edition);
enum jb_exit check_edition(const struct settings *settings, const char *edition);

/* --- outputs.c
 * ------------------------------------------------------------------------------------ */

struct jb_document;

/* The files that a build writes: made, then published all together or not at all. */
struct outputs;

struct outputs *outputs_new(struct jb_arena *arena, const struct settings *settings,
                            struct jb_sink *sink);

/* Paints and finishes every output into a draft. False after a report. */
bool outputs_make(struct outputs *outputs, const struct jb_document *document,
                  struct jb_timer *timer);

/* Puts the drafts in their places. False after a report. */
bool outputs_publish(struct outputs *outputs);

/* --- places.c
 * ------------------------------------------------------------------------------------- */

/* Where the templates and schemas of the program are: JIBAO_DATA, else beside the executable, as
 * installed or in the source tree. */
const char *data_folder(struct jb_arena *arena);

/* A template's folder: a path, or a name among those that come with the program. */
const char *template_folder(struct jb_arena *arena, const char *template);

/* A table that editions share (units.xml): beside the edition, in the folder above, else the one
 * that comes with the program. */
const char *shared_table(struct jb_arena *arena, const char *edition, const char *name);

/* --- options.c
 * ------------------------------------------------------------------------------------ */

/* Reads the options of a command and takes them out of argv; what is left are its operands.
 * False after saying what is wrong. */
bool read_options(struct jb_arena *arena, const char *command, int *argc, char ***argv,
                  struct settings *settings);

/* --- explain.c
 * ------------------------------------------------------------------------------------ */

/* False where there is no such code. */
bool explain_code(const char *code, enum jb_lang lang, GString *out);
void explain_all(enum jb_lang lang, GString *out);

#endif
