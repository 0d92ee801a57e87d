/*
 * lua-cli - runs Lua as `lua` does.  Uses the public interface only.
 *
 *   lua-cli [options] [SCRIPT [ARGUMENT]...]
 *
 * SCRIPT "-" is standard input, and so is no script without -e, -i and -v
 * unless that is a terminal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"
#include "cli/program.h"
#include "cli/repl.h"
#include "cli/script.h"
#include "cli/tools.h"
#include "moonspan.h"

static int push_text(struct program *program, const char *text)
{
    return program_report(program,
                          moon_push_bytes(program->state, text, strlen(text)));
}

static int push_words(struct program *program, int from)
{
    for (int i = from; i < program->options.argc; i++) {
        if (!push_text(program, program->options.argv[i]))
            return 0;
    }
    return 1;
}

/* What is looked up before a script can change it. */
static int start(struct program *program)
{
    int64_t state = program->state;

    if (!program_report(program, moon_get(state, "_G", 2)))
        return 0;
    program->globals = moon_result_handle(state, 0);
    if (!program_report(program,
                        moon_push_int(state, program->options.script)) ||
        !push_words(program, 0))
        return 0;
    program->arguments = program_open(program, "start");
    return program->arguments > 0 && tools_begin(program);
}

/* Limits are for what the user runs. */
static void set_limits(const struct program *program)
{
    for (int32_t i = 0; i < OPTION_LIMITS; i++)
        moon_set_limit(program->state, i, program->options.limits[i]);
}

static int run_text(struct program *program, const char *code, const char *name)
{
    return program_report(program,
                          program_eval(program, code, strlen(code), name));
}

static int run_file(struct program *program, const char *path)
{
    struct script script;
    int is_fine = script_read(&script, path);

    if (is_fine)
        is_fine =
            program_report(program, program_eval(program, script.code,
                                                 script.code_len, script.name));
    else
        program_complain(program, script.message);
    script_release(&script);
    return is_fine;
}

static int run_environment(struct program *program)
{
    const char *name = "=LUA_INIT_5_4";
    const char *code = NULL;

    if (program->options.ignores_environment)
        return 1;
    if (!program->options.is_luajit)
        code = getenv(name + 1);
    if (!code) {
        name = "=LUA_INIT";
        code = getenv(name + 1);
    }
    if (!code)
        return 1;
    return *code == '@' ? run_file(program, code + 1)
                        : run_text(program, code, name);
}

static int call_require(struct program *program, const char *module)
{
    int64_t require;

    if (!program_report(program, moon_get(program->state, "require", 7)))
        return 0;
    require = moon_result_handle(program->state, 0);
    if (require < 0) {
        program_complain(program, "attempt to call 'require', no function");
        return 0;
    }
    return push_text(program, module) &&
           program_report(program, program_call(program, require));
}

/*
 * "global=module", or the name of both; then what follows a hyphen is no part
 * of the global's.  LuaJIT sets no global.
 */
static int require_module(struct program *program, char *value)
{
    char *module = strchr(value, '=');
    size_t global_len;

    if (program->options.is_luajit)
        return call_require(program, value);
    global_len = strcspn(value, module ? "=" : "-");
    if (!call_require(program, module ? module + 1 : value))
        return 0;
    return program_report(program,
                          moon_push_bytes(program->state, value, global_len)) &&
           program_push_results(program, 0, 1) &&
           program_report(program, moon_table_set(program->globals));
}

static int warnings_on(struct program *program)
{
    static const char code[] = "warn('@on')";

    return run_text(program, code, "=-W");
}

static int control_jit(struct program *program, const struct option *option,
                       int rest)
{
    int64_t control = program_open(program, "jit");
    char letter[2] = {option->letter, '\0'};

    return control > 0 && push_text(program, letter) &&
           push_text(program, option->value) &&
           (option->letter != 'b' || push_words(program, rest)) &&
           program_try(program, control);
}

static int run_option(struct program *program, const struct option *option,
                      int next)
{
    switch (option->letter) {
    case 'e': return run_text(program, option->value, "=(command line)");
    case 'l': return require_module(program, option->value);
    case 'W': return warnings_on(program);
    case 'j':
    case 'O':
    case 'b': return control_jit(program, option, next);
    default: return 1;
    }
}

static int run_options(struct program *program)
{
    struct option option;
    int i = 1;

    while (i < program->options.end &&
           options_next(&program->options, &i, &option)) {
        if (!run_option(program, &option, i))
            return 0;
    }
    return 1;
}

static int run_script(struct program *program)
{
    const struct options *options = &program->options;
    const char *path = options->argv[options->script];
    int32_t count = program_try(program, program->arguments);

    return count > 0 && program_push_results(program, 1, count) &&
           run_file(program, options_is_stdin(options) ? NULL : path);
}

/* Whether the command line says nothing of what to run. */
static int is_idle(const struct options *options)
{
    return !options->script && !options->wants_code && !options->wants_version;
}

static int run_rest(struct program *program)
{
    const struct options *options = &program->options;
    int idle = is_idle(options);

    if (options->script && !run_script(program))
        return 0;
    if (idle && !isatty(STDIN_FILENO) && !run_file(program, NULL))
        return 0;
    if (!tools_print_results(program))
        return 0;
    if (idle && isatty(STDIN_FILENO))
        puts(moon_copyright());
    else if (!options->wants_repl)
        return 1;
    repl_run(program);
    return 1;
}

static int run_all(struct program *program)
{
    if (program->options.wants_version)
        puts(moon_copyright());
    if (!start(program))
        return 0;
    set_limits(program);
    return run_environment(program) && run_options(program) &&
           run_rest(program);
}

/* There nothing should be able to go on after Ctrl-C. */
static int is_interactive(const struct options *options)
{
    return options->wants_repl || (is_idle(options) && isatty(STDIN_FILENO));
}

static int open_state(struct program *program)
{
    const struct options *options = &program->options;
    int32_t flags = MOON_STDOUT;

    if (!is_interactive(options))
        flags |= MOON_SOFT_INTERRUPT;
    if (options->ignores_environment)
        flags |= MOON_NO_ENVIRONMENT;
    program->state = moon_open(
        options->wants_sandbox ? MOON_SANDBOX : MOON_TRUSTED, flags, 0);
    if (program->state > 0)
        return 1;
    fprintf(stderr, "%s: cannot create state: %s\n", program->name,
            moon_status_text((int32_t)program->state));
    return 0;
}

static int run(struct program *program)
{
    int is_fine;

    if (!open_state(program))
        return EXIT_FAILURE;
    if (program->options.wants_check)
        is_fine = tools_check(program);
    else
        is_fine = run_all(program);
    tools_end(program);
    moon_close(program->state);
    return is_fine ? EXIT_SUCCESS : program->exit_status;
}

int main(int argc, char **argv)
{
    struct program program = {.exit_status = EXIT_FAILURE};

    if (!options_read(&program.options, argc, argv))
        return EXIT_FAILURE;
    program.name = program.options.program;
    if (program.options.wants_help) {
        options_help(&program.options);
        return EXIT_SUCCESS;
    }
    if (program.options.wants_long_version) {
        tools_version();
        return EXIT_SUCCESS;
    }
    return run(&program);
}
