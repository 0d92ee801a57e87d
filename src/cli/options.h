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
    int script; /* its place in argv, or argc */
    int wants_version;
    int wants_code; /* there was a -e */
    int wants_sandbox;
    int wants_exit_codes;
    int64_t limits[OPTION_LIMITS]; /* by MOON_LIMIT_; 0 is none */
};

/*
 * Finds the script and reads the options in front of it.  Returns whether they
 * are fine; if not, the reason was printed.
 */
int options_read(struct options *options, int argc, char **argv);

/* What stands between -e and its code; *i is the option, then its last word. */
const char *options_code(const struct options *options, int *i);

#endif
