#ifndef JB_CLI_CLI_H
#define JB_CLI_CLI_H

/* The command line: options, commands, and the order of the stages. */

enum jb_exit {
    JB_EXIT_FINE = 0,
    JB_EXIT_FAULTS = 1, /* in data, template or layout */
    JB_EXIT_USAGE = 2,
    JB_EXIT_FILES = 3, /* cannot read or write */
    JB_EXIT_OURS = 4,
};

/* What main does; argv[0] is the program. Returns an enum jb_exit. */
int jb_run(int argc, char **argv);

#endif
