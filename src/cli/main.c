/*
 * lua-cli - runs Lua as `lua` does.  Uses the public interface only.
 *
 *   lua-cli [-v] [-e STAT]... [--] [SCRIPT [ARGUMENT]...]
 *
 * SCRIPT "-" is standard input, and so is no script without -e and -v.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/embedded.h"
#include "cli/script.h"
#include "moonspan.h"

struct cli {
    int64_t state;
    const char *program;
    int argc;
    char **argv;
    int script; /* its place in argv, or argc */
    int wants_version;
    int wants_code; /* there was a -e */
};

static void print_usage(const struct cli *cli, const char *option)
{
    if (option[1] == 'e')
        fprintf(stderr, "%s: '-e' needs argument\n", cli->program);
    else
        fprintf(stderr, "%s: unrecognized option '%s'\n", cli->program, option);
    fprintf(stderr,
            "usage: %s [options] [script [args]]\n"
            "Available options are:\n"
            "  -e stat   execute string 'stat'\n"
            "  -v        show version information\n"
            "  --        stop handling options\n"
            "  -         stop handling options and execute stdin\n",
            cli->program);
}

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

/*
 * Reports the error of the last call, its message up to a zero byte as `lua`
 * does.  Returns whether there was none.
 */
static int report(const struct cli *cli, int64_t status)
{
    int64_t state = cli->state;
    const uint8_t *message = moon_error_message(state);

    if (status >= 0)
        return 1;
    fflush(stdout);
    fprintf(stderr, "%s: %s", cli->program, (const char *)message);
    if (moon_error_traceback_len(state) > 0 && has_traceback(state, message)) {
        fputc('\n', stderr);
        fwrite(moon_error_traceback(state), 1, moon_error_traceback_len(state),
               stderr);
    }
    fputc('\n', stderr);
    return 0;
}

static int push_words(const struct cli *cli, int from)
{
    for (int i = from; i < cli->argc && cli->argv[i]; i++) {
        const char *word = cli->argv[i];

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
static int make_arg_table(const struct cli *cli)
{
    const struct embedded *code = find_embedded("arg");
    int script = cli->script < cli->argc ? cli->script : 0;

    return report(cli, moon_push_int(cli->state, script)) &&
           push_words(cli, 0) &&
           report(cli,
                  moon_eval(cli->state, code->bytes, code->len, "=arg", 4));
}

static int run_code(const struct cli *cli, const char *code)
{
    static const char name[] = "=(command line)";

    return report(
        cli, moon_eval(cli->state, code, strlen(code), name, sizeof name - 1));
}

/* What stands between -e and its code, which may also be the next word. */
static const char *code_of(const struct cli *cli, int *i)
{
    const char *word = cli->argv[*i];

    return word[2] ? word + 2 : cli->argv[++*i];
}

/* Finds the script and checks the options in front of it. */
static int read_options(struct cli *cli)
{
    int i = 1;

    for (; i < cli->argc && cli->argv[i][0] == '-' && cli->argv[i][1]; i++) {
        const char *option = cli->argv[i];

        if (strcmp(option, "--") == 0) {
            i++;
            break;
        }
        if (strcmp(option, "-v") == 0) {
            cli->wants_version = 1;
        } else if (option[1] == 'e' && (option[2] || i + 1 < cli->argc)) {
            cli->wants_code = 1;
            code_of(cli, &i);
        } else {
            print_usage(cli, option);
            return 0;
        }
    }
    cli->script = i;
    return 1;
}

static int run_options(const struct cli *cli)
{
    for (int i = 1; i < cli->script; i++) {
        if (cli->argv[i][1] == 'e' && !run_code(cli, code_of(cli, &i)))
            return 0;
    }
    return 1;
}

static int run_script(const struct cli *cli, const char *path)
{
    struct script script;
    const char *failed = script_read(&script, path);
    char name[4096] = "=stdin";
    int ok;

    if (failed) {
        fprintf(stderr, "%s: cannot %s %s: %s\n", cli->program, failed,
                path ? path : "stdin", strerror(errno));
        free(script.bytes);
        return 0;
    }
    if (path)
        snprintf(name, sizeof name, "@%s", path);
    ok = push_words(cli, cli->script + 1) &&
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

static int run_all(const struct cli *cli)
{
    char **script = cli->argv + cli->script;

    if (cli->wants_version)
        puts(moon_copyright());
    if (!make_arg_table(cli) || !run_options(cli))
        return 0;
    if (cli->script < cli->argc)
        return run_script(cli, is_stdin(script[-1], *script) ? NULL : *script);
    return cli->wants_code || cli->wants_version || run_script(cli, NULL);
}

int main(int argc, char **argv)
{
    struct cli cli = {.argc = argc, .argv = argv};
    int ok;

    cli.program = argv[0] && argv[0][0] ? argv[0] : "lua-cli";
    if (!read_options(&cli))
        return EXIT_FAILURE;
    cli.state = moon_open(MOON_TRUSTED, MOON_STDOUT, 0);
    if (cli.state < 0) {
        fprintf(stderr, "%s: cannot create state: not enough memory\n",
                cli.program);
        return EXIT_FAILURE;
    }
    ok = run_all(&cli);
    moon_close(cli.state);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
