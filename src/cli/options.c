#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "moonspan.h"

/* Options of the form --name=value, and the units of their values. */
enum unit { BYTES, SECONDS, COUNT };

static const struct {
    const char *name;
    int32_t limit;
    enum unit unit;
} limits[] = {
    {"--memory=", MOON_LIMIT_MEMORY, BYTES},
    {"--cpu=", MOON_LIMIT_CPU, SECONDS},
    {"--wall=", MOON_LIMIT_WALL, SECONDS},
    {"--instructions=", MOON_LIMIT_INSTRUCTIONS, COUNT},
    {"--output=", MOON_LIMIT_OUTPUT, BYTES},
};

static void print_usage(const struct options *options, const char *option)
{
    if (option[1] == 'e')
        fprintf(stderr, "%s: '-e' needs argument\n", options->program);
    else
        fprintf(stderr, "%s: unrecognized option '%s'\n", options->program,
                option);
    fprintf(stderr,
            "usage: %s [options] [script [args]]\n"
            "Available options are:\n"
            "  -e stat   execute string 'stat'\n"
            "  -v        show version information\n"
            "  --        stop handling options\n"
            "  -         stop handling options and execute stdin\n"
            "  --sandbox            nothing that reaches outside the script\n"
            "  --memory=BYTES       limits: bytes may end in K, M or G\n"
            "  --cpu=SECONDS\n"
            "  --wall=SECONDS\n"
            "  --instructions=N\n"
            "  --output=BYTES\n"
            "  --exit-codes         exit status 3 when memory is out,\n"
            "                       4 instructions, 5 output, 124 time\n",
            options->program);
}

/* The factor that the letters after a number stand for; 0 for none known. */
static double factor_of(const char *letters, enum unit unit)
{
    static const char names[] = "KMG";
    double factor = 1;

    if (unit == SECONDS)
        return *letters == '\0' ? 1e9 : 0;
    if (*letters == '\0')
        return 1;
    for (const char *name = names; unit == BYTES && *name; name++) {
        factor *= 1024;
        if (letters[0] == *name && letters[1] == '\0')
            return factor;
    }
    return 0;
}

/* Reads a positive number in its unit.  Returns 0 for anything else. */
static int64_t read_value(const char *text, enum unit unit)
{
    char *end;
    double number = strtod(text, &end);
    double value = end > text ? number * factor_of(end, unit) : 0;

    if (!(value > 0) || value > 9e18 ||
        !((*text >= '0' && *text <= '9') || *text == '.'))
        return 0;
    return value < 1 ? 1 : (int64_t)value;
}

/* Reads --name=value.  Returns 1, 0 if it is none of them, -1 if it is bad. */
static int read_limit(struct options *options, const char *option)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        size_t len = strlen(limits[i].name);
        int64_t value;

        if (strncmp(option, limits[i].name, len) != 0)
            continue;
        value = read_value(option + len, limits[i].unit);
        options->limits[limits[i].limit] = value;
        if (value > 0)
            return 1;
        fprintf(stderr, "%s: '%s' is no limit above 0\n", options->program,
                option);
        return -1;
    }
    return 0;
}

/* Reads a long option.  Returns as read_limit() does. */
static int read_long(struct options *options, const char *option)
{
    if (strcmp(option, "--sandbox") == 0)
        options->wants_sandbox = 1;
    else if (strcmp(option, "--exit-codes") == 0)
        options->wants_exit_codes = 1;
    else
        return read_limit(options, option);
    return 1;
}

const char *options_code(const struct options *options, int *i)
{
    const char *word = options->argv[*i];

    return word[2] ? word + 2 : options->argv[++*i];
}

/* Reads one option.  Returns whether it is fine. */
static int read_option(struct options *options, int *i)
{
    const char *option = options->argv[*i];
    int found;

    if (option[1] == '-') {
        found = read_long(options, option);
        if (found == 0)
            print_usage(options, option);
        return found > 0;
    }
    if (strcmp(option, "-v") == 0) {
        options->wants_version = 1;
    } else if (option[1] == 'e' && (option[2] || *i + 1 < options->argc)) {
        options->wants_code = 1;
        options_code(options, i);
    } else {
        print_usage(options, option);
        return 0;
    }
    return 1;
}

int options_read(struct options *options, int argc, char **argv)
{
    int i = 1;

    *options = (struct options){.argc = argc, .argv = argv};
    options->program = argv[0] && argv[0][0] ? argv[0] : "lua-cli";
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        if (!read_option(options, &i))
            return 0;
    }
    options->script = i < argc ? i : argc;
    return 1;
}
