#include "cli/options.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/usage.h"
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

static const struct {
    const char *name;
    size_t place;
} switches[] = {
    {"--sandbox", offsetof(struct options, wants_sandbox)},
    {"--exit-codes", offsetof(struct options, wants_exit_codes)},
    {"--json", offsetof(struct options, wants_json)},
    {"--stats", offsetof(struct options, wants_stats)},
    {"--help", offsetof(struct options, wants_help)},
    {"--version", offsetof(struct options, wants_long_version)},
    {"--check", offsetof(struct options, wants_check)},
    {"--profile", offsetof(struct options, wants_profile)},
};

static const char PROFILE[] = "--profile=";

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
static int read_limit(struct options *options, const char *word)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        size_t len = strlen(limits[i].name);
        int64_t value;

        if (strncmp(word, limits[i].name, len) != 0)
            continue;
        value = read_value(word + len, limits[i].unit);
        options->limits[limits[i].limit] = value;
        if (value > 0)
            return 1;
        fprintf(stderr, "%s: '%s' is no limit above 0\n", options->program,
                word);
        return -1;
    }
    return 0;
}

/* Reads a long option.  Returns as read_limit() does. */
static int read_long(struct options *options, const char *word)
{
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        if (strcmp(word, switches[i].name) == 0) {
            *(int *)((char *)options + switches[i].place) = 1;
            return 1;
        }
    }
    if (strncmp(word, PROFILE, sizeof PROFILE - 1) == 0) {
        options->wants_profile = 1;
        options->profile_path = word + sizeof PROFILE - 1;
        return 1;
    }
    return read_limit(options, word);
}

/* Whether words are what the letter may stand alone, or with a value. */
static int is_plain(const struct options *options, char letter)
{
    return strchr(options->is_luajit ? "Eiv" : "EWiv", letter) != NULL;
}

static int has_value(const struct options *options, char letter)
{
    return strchr(options->is_luajit ? "elj" : "el", letter) != NULL;
}

/* Lua takes no option for a value; LuaJIT does. */
static int take_value(const struct options *options, int *i,
                      struct option *option)
{
    option->value = option->word + 2;
    if (*option->value)
        return 1;
    option->value = options->argv[*i];
    if (!option->value || (!options->is_luajit && *option->value == '-'))
        return 0;
    ++*i;
    return 1;
}

int options_next(const struct options *options, int *i, struct option *option)
{
    char *word = options->argv[*i];

    *option = (struct option){.letter = word[1], .word = word};
    ++*i;
    if (word[1] == '-')
        return 1;
    if (is_plain(options, word[1]))
        return word[2] == '\0';
    if (has_value(options, word[1]))
        return take_value(options, i, option);
    option->value = word + 2;
    return options->is_luajit && strchr("Ob", word[1]) != NULL;
}

static void note(struct options *options, char letter)
{
    switch (letter) {
    case 'E': options->ignores_environment = 1; break;
    case 'i':
        options->wants_repl = 1;
        options->wants_version = 1;
        break;
    case 'v': options->wants_version = 1; break;
    case 'e':
    case 'b': options->wants_code = 1; break;
    default: break;
    }
}

/* Reads an option that is not "--".  Returns as read_limit() does. */
static int read_option(struct options *options, int *i)
{
    struct option option;
    int is_fine = options_next(options, i, &option);

    if (is_fine && option.letter == '-')
        return read_long(options, option.word);
    if (is_fine)
        note(options, option.letter);
    return is_fine;
}

/* The words after these are not for us to read. */
static int takes_the_rest(const struct options *options, const char *word)
{
    return options->wants_check ||
           (options->is_luajit && strncmp(word, "-b", 2) == 0);
}

static int read_options(struct options *options)
{
    char **argv = options->argv;
    int i = 1;

    while (i < options->argc && argv[i][0] == '-' && argv[i][1]) {
        const char *word = argv[i];
        int found;

        if (strcmp(word, "--") == 0) {
            i++;
            break;
        }
        found = read_option(options, &i);
        if (found == 0)
            usage_refuse(options->program, word, options->is_luajit);
        if (found <= 0)
            return 0;
        if (takes_the_rest(options, word)) {
            options->end = i;
            return 1;
        }
    }
    options->end = i;
    options->script = i < options->argc ? i : 0;
    return 1;
}

int options_read(struct options *options, int argc, char **argv)
{
    *options = (struct options){.argc = argc, .argv = argv, .end = argc};
    options->program = argc > 0 && argv[0][0] ? argv[0] : "lua-cli";
    options->is_luajit = strcmp(moon_engine_id(), "luajit") == 0;
    return read_options(options);
}

int options_is_stdin(const struct options *options)
{
    char **script = options->argv + options->script;

    return strcmp(script[0], "-") == 0 && strcmp(script[-1], "--") != 0;
}

void options_help(const struct options *options)
{
    usage_help(options->program, options->is_luajit);
}
