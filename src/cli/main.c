/*
 * lua-cli - runs Lua as `lua` does.  Uses the public interface only.
 *
 *   lua-cli [options] [SCRIPT [ARGUMENT]...]
 *
 * SCRIPT "-" is standard input, and so is no script without -e and -v.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/embedded.h"
#include "cli/options.h"
#include "cli/script.h"
#include "moonspan.h"

struct cli {
    struct options options;
    int64_t state;
    int exit_status;
};

/*
 * As `lua` does: a traceback follows texts and numbers that were raised, and
 * what has no text of its own; not an object with one, nor running out of
 * memory.
 */
static int has_traceback(int64_t state, const uint8_t *message)
{
    static const char anonymous[] = "(error object is a";
    int32_t kind = moon_result_kind(state, 0);

    if (moon_error_status(state) == MOON_EMEMORY)
        return 0;
    if (kind == MOON_BYTES || kind == MOON_INT || kind == MOON_FLOAT)
        return 1;
    return strncmp((const char *)message, anonymous, sizeof anonymous - 1) == 0;
}

static int exit_status(const struct cli *cli, int64_t status)
{
    if (!cli->options.wants_exit_codes)
        return EXIT_FAILURE;
    switch (status) {
    case MOON_EMEMORY: return 3;
    case MOON_EINSTRUCTIONS: return 4;
    case MOON_EOUTPUT: return 5;
    case MOON_ETIME: return 124;
    default: return EXIT_FAILURE;
    }
}

/*
 * Reports the error of the last call, its message up to a zero byte as `lua`
 * does.  Returns whether there was none.
 */
static int report(struct cli *cli, int64_t status)
{
    int64_t state = cli->state;
    const uint8_t *message = moon_error_message(state);

    if (status >= 0)
        return 1;
    cli->exit_status = exit_status(cli, status);
    fflush(stdout);
    fprintf(stderr, "%s: %s", cli->options.program, (const char *)message);
    if (moon_error_traceback_len(state) > 0 && has_traceback(state, message)) {
        fputc('\n', stderr);
        fwrite(moon_error_traceback(state), 1, moon_error_traceback_len(state),
               stderr);
    }
    fputc('\n', stderr);
    return 0;
}

static int push_words(struct cli *cli, int from)
{
    for (int i = from; i < cli->options.argc && cli->options.argv[i]; i++) {
        const char *word = cli->options.argv[i];

        if (!report(cli, moon_push_bytes(cli->state, word, strlen(word))))
            return 0;
    }
    return 1;
}

static const struct embedded *find_embedded(const char *name)
{
    const struct embedded *file = cli_files;

    while (file->name && strcmp(file->name, name) != 0)
        file++;
    return file;
}

/* Without a script the program's name is word 0. */
static int make_arg_table(struct cli *cli)
{
    const struct embedded *code = find_embedded("arg");
    int script =
        cli->options.script < cli->options.argc ? cli->options.script : 0;

    return report(cli, moon_push_int(cli->state, script)) &&
           push_words(cli, 0) &&
           report(cli,
                  moon_eval(cli->state, code->bytes, code->len, "=arg", 4));
}

static int run_code(struct cli *cli, const char *code)
{
    static const char name[] = "=(command line)";

    return report(
        cli, moon_eval(cli->state, code, strlen(code), name, sizeof name - 1));
}

static int is_code(const char *option)
{
    return option[0] == '-' && option[1] == 'e';
}

/* Limits are for what the user runs. */
static void set_limits(const struct cli *cli)
{
    for (int32_t i = 0; i < OPTION_LIMITS; i++)
        moon_set_limit(cli->state, i, cli->options.limits[i]);
}

static int run_options(struct cli *cli)
{
    for (int i = 1; i < cli->options.script; i++) {
        if (is_code(cli->options.argv[i]) &&
            !run_code(cli, options_code(&cli->options, &i)))
            return 0;
    }
    return 1;
}

static int run_script(struct cli *cli, const char *path)
{
    struct script script;
    const char *failed = script_read(&script, path);
    char name[4096] = "=stdin";
    int ok;

    if (failed) {
        fprintf(stderr, "%s: cannot %s %s: %s\n", cli->options.program, failed,
                path ? path : "stdin", strerror(errno));
        free(script.bytes);
        return 0;
    }
    if (path)
        snprintf(name, sizeof name, "@%s", path);
    ok = push_words(cli, cli->options.script + 1) &&
         report(cli, moon_eval(cli->state, script.code, script.code_len, name,
                               strlen(name)));
    free(script.bytes);
    return ok;
}

/* After "--" even "-" is the name of a file. */
static int is_stdin(const char *before, const char *script)
{
    return strcmp(script, "-") == 0 && !(before && strcmp(before, "--") == 0);
}

static int run_all(struct cli *cli)
{
    char **script = cli->options.argv + cli->options.script;

    if (cli->options.wants_version)
        puts(moon_copyright());
    if (!make_arg_table(cli))
        return 0;
    set_limits(cli);
    if (!run_options(cli))
        return 0;
    if (cli->options.script < cli->options.argc)
        return run_script(cli, is_stdin(script[-1], *script) ? NULL : *script);
    return cli->options.wants_code || cli->options.wants_version ||
           run_script(cli, NULL);
}

int main(int argc, char **argv)
{
    struct cli cli = {.exit_status = EXIT_FAILURE};
    int32_t profile;
    int ok;

    if (!options_read(&cli.options, argc, argv))
        return EXIT_FAILURE;
    profile = cli.options.wants_sandbox ? MOON_SANDBOX : MOON_TRUSTED;
    cli.state = moon_open(profile, MOON_STDOUT, 0);
    if (cli.state < 0) {
        fprintf(stderr, "%s: cannot create state: %s\n", cli.options.program,
                moon_status_text((int32_t)cli.state));
        return EXIT_FAILURE;
    }
    ok = run_all(&cli);
    moon_close(cli.state);
    return ok ? EXIT_SUCCESS : cli.exit_status;
}
