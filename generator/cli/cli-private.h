#ifndef JB_CLI_CLI_PRIVATE_H
#define JB_CLI_CLI_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/sink.h"
#include "base/timer.h"
#include "bind/bind.h"
#include "cli/cli.h"
#include "exchange/exchange.h"
#include "model/audience.h"
#include "report/report.h"

enum dump { DUMP_NONE, DUMP_RECORD, DUMP_FLOW, DUMP_LINES, DUMP_PAGE };

enum format { FORMAT_PDF, FORMAT_PNG, FORMAT_SVG };

struct jb_record;

/* What the command line asks for. Strings live as long as the process. */
struct settings {
    const char *template; /* a name or a folder */
    const char *arrange;  /* of pairs, or NULL: as the template has it */
    const char *output;   /* a pattern, or NULL; "-" is the standard output */
    enum format format;
    uint32_t dots_per_inch;
    enum dump dump;
    bool timings;
    bool strict;
    bool annotate;
    uint32_t max_errors;
    const char **font_folders; /* NULL-terminated, or NULL */
    bool ignore_system_fonts;
    struct jb_variable *variables;
    uint32_t variable_count;
    enum jb_table table; /* export: JB_TABLES stands for both */
    bool dry_run;
    const char *next;        /* init: the edition that is followed, or NULL */
    const char *new_edition; /* init: the id of the one that begins, or NULL */
    struct jb_report_options report;
};

/* --- job.c ------------------------------------------------------------------------------------ */

/* One command over one edition. */
struct job {
    struct jb_arena *arena;
    struct jb_sources *sources;
    struct jb_sink *sink;
    struct jb_timer timer;
    const struct settings *settings;
    const char *edition;
};

void start_job(struct job *job, const struct settings *settings, const char *edition);

/* Says what was found and gives everything back. */
enum jb_exit end_job(struct job *job);

/* Whether what was found forbids to write anything. */
bool fails(const struct job *job);

/* The edition with the tables that it needs. NULL after a report. */
const struct jb_record *read_record(struct job *job, enum jb_audience audience);

/* The time that SOURCE_DATE_EPOCH says, or NULL; g_date_time_unref it. */
GDateTime *source_date(void);

/* --- compile.c -------------------------------------------------------------------------------- */

/* One edition through all stages, or through the checks alone. Messages go to the standard error,
 * dumps to the standard output. */
enum jb_exit compile_edition(const struct settings *settings, const char *edition);
enum jb_exit check_edition(const struct settings *settings, const char *edition);

/* --- outputs.c -------------------------------------------------------------------------------- */

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

/* Whether path is one of the files that were read. */
bool is_input(const struct jb_sink *sink, const char *path);

/* --- batch.c ---------------------------------------------------------------------------------- */

/* Files that are written all together or not at all. */
struct batch;

struct batch *batch_new(struct jb_arena *arena, struct jb_sink *sink);

/* Writes the file beside its place, which it takes when the batch is published. False after a
 * report. */
bool batch_add(struct batch *batch, const char *path, const char *bytes, size_t length);

/* Puts every file in its place; where one cannot be, those before it are put back. False after a
 * report. */
bool batch_publish(struct batch *batch);

/* --- folder.c --------------------------------------------------------------------------------- */

/* A folder that is there with everything in it, or not at all. */
struct new_folder;

/* path must not be there, or be empty. NULL after a report. */
struct new_folder *new_folder_open(struct jb_arena *arena, struct jb_sink *sink, const char *path);

/* Where the folder is until it is published. */
const char *new_folder_place(const struct new_folder *folder);

/* Writes a file of the folder; name may lead through folders. False after a report. */
bool new_folder_add(struct new_folder *folder, const char *name, const char *bytes, size_t length);

/* Puts the folder in its place and prints the names of its files. False after a report. */
bool new_folder_publish(struct new_folder *folder);

/* --- exchange.c ------------------------------------------------------------------------------- */

/* Writes the tables of an edition. */
enum jb_exit export_edition(const struct settings *settings, const char *edition);

/* Takes tables (closed by NULL) into an edition. */
enum jb_exit import_tables(const struct settings *settings, const char *edition, char **tables);

/* --- init.c ----------------------------------------------------------------------------------- */

/* Writes the folder of a new office. */
enum jb_exit init_office(const struct settings *settings, const char *folder);

/* Writes the folder of the quarter after settings->next, beside it. */
enum jb_exit init_next(const struct settings *settings);

/* --- places.c --------------------------------------------------------------------------------- */

/* Where the templates and schemas of the program are: JIBAO_DATA, else beside the executable, as
 * installed or in the source tree. */
const char *data_folder(struct jb_arena *arena);

/* As short as it can be said: below the working folder without that folder's name. */
const char *short_path(struct jb_arena *arena, const char *path);

/* A template's folder: a path, or a name among those that come with the program. */
const char *template_folder(struct jb_arena *arena, const char *template);

/* A table that editions share (units.xml): beside the edition, in the folder above, else the one
 * that comes with the program. */
const char *shared_table(struct jb_arena *arena, const char *edition, const char *name);

/* --- options.c -------------------------------------------------------------------------------- */

/* Reads the options of a command and takes them out of argv; what is left are its operands.
 * False after saying what is wrong. */
bool read_options(struct jb_arena *arena, const char *command, int *argc, char ***argv,
                  struct settings *settings);

/* --- explain.c -------------------------------------------------------------------------------- */

/* False where there is no such code. */
bool explain_code(const char *code, enum jb_lang lang, GString *out);
void explain_all(enum jb_lang lang, GString *out);

#endif
