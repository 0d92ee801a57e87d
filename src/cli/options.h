/*
 * The words of the command line in front of the script.
 */
#ifndef MOON_CLI_OPTIONS_H
#define MOON_CLI_OPTIONS_H

#include <stdint.h>

/* How many limits of moon_set_limit() have an option. */
enum { OPTION_LIMITS = 5 };

struct options {
    const char *program;
    int argc;
    char **argv;
    int end;       /* the first word that is no option */
    int script;    /* its place in argv, or 0; after "--" even "-" is a file */
    int is_luajit; /* whose dialect is spoken */
    int wants_repl;
    int wants_version; /* Lua's line of it */
    int wants_code; /* there was a -e, or what else makes a script optional */
    int ignores_environment;
    int wants_help;
    int wants_long_version;
    int wants_check;
    int wants_sandbox;
    int wants_exit_codes;
    int wants_json;
    int wants_stats;
    int wants_profile;
    const char *profile_path;      /* NULL: stderr */
    int64_t limits[OPTION_LIMITS]; /* by MOON_LIMIT_; 0 is none */
};

/* One of the options, in their order. */
struct option {
    char letter; /* '-' for a long one */
    char *word;
    char *value; /* what stands right behind the letter, or is the next word */
};

/*
 * Finds the script and reads the options in front of it.  Returns whether they
 * are fine; if not, the reason was printed.
 */
int options_read(struct options *options, int argc, char **argv);

/*
 * Reads the option at place *i and moves *i behind it.  Returns whether there
 * is a good one.
 */
int options_next(const struct options *options, int *i, struct option *option);

/* Whether the script is to be read from standard input. */
int options_is_stdin(const struct options *options);

/* Prints what --help prints. */
void options_help(const struct options *options);

#endif
