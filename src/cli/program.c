#include "cli/program.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/embedded.h"
#include "moonspan.h"

/* What a signal is to stop. */
static int64_t running_state;

/* Without SA_RESTART, so that reading the terminal is interrupted too. */
static void set_signal(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};

    sigaction(SIGINT, &action, NULL);
}

/* A second interrupt ends the process, whatever the first one does. */
static void on_interrupt(int number)
{
    (void)number;
    set_signal(SIG_DFL);
    moon_interrupt(running_state);
}

static void catch_interrupts(struct program *program)
{
    running_state = program->state;
    set_signal(on_interrupt);
}

int32_t program_eval(struct program *program, const char *code, size_t len,
                     const char *name)
{
    int32_t status;

    catch_interrupts(program);
    status = moon_eval(program->state, code, len, name, strlen(name));
    set_signal(SIG_DFL);
    return status;
}

int32_t program_call(struct program *program, int64_t function)
{
    int32_t status;

    catch_interrupts(program);
    status = moon_call(function);
    set_signal(SIG_DFL);
    return status;
}

/*
 * As `lua` does: a traceback follows texts and numbers that were raised, and
 * what has no text of its own; not an object with one, nor running out of
 * memory.
 */
static int has_traceback(int64_t state, const char *message)
{
    static const char anonymous[] = "(error object is a";
    int32_t kind = moon_result_kind(state, 0);
    int32_t status = moon_error_status(state);

    if (moon_error_traceback_len(state) == 0 || status == MOON_EMEMORY)
        return 0;
    if (status == MOON_EINTERRUPT)
        return 1;
    if (kind == MOON_BYTES || kind == MOON_INT || kind == MOON_FLOAT)
        return 1;
    return strncmp(message, anonymous, sizeof anonymous - 1) == 0;
}

static int exit_status(const struct program *program, int64_t status)
{
    if (!program->options.wants_exit_codes)
        return EXIT_FAILURE;
    switch (status) {
    case MOON_EMEMORY: return 3;
    case MOON_EINSTRUCTIONS: return 4;
    case MOON_EOUTPUT: return 5;
    case MOON_ETIME: return 124;
    default: return EXIT_FAILURE;
    }
}

static void print_message(const struct program *program, const char *message)
{
    fflush(stdout);
    if (program->name)
        fprintf(stderr, "%s: ", program->name);
    fputs(message, stderr);
}

void program_complain(struct program *program, const char *message)
{
    program->exit_status = EXIT_FAILURE;
    print_message(program, message);
    fputc('\n', stderr);
}

/* A message ends at a zero byte, as with `lua`. */
int program_report(struct program *program, int64_t status)
{
    int64_t state = program->state;
    const char *message = (const char *)moon_error_message(state);

    if (status >= 0)
        return 1;
    program->exit_status = exit_status(program, status);
    if (status == MOON_EINTERRUPT)
        message = "interrupted!";
    print_message(program, message);
    if (has_traceback(state, message)) {
        fputc('\n', stderr);
        fwrite(moon_error_traceback(state), 1, moon_error_traceback_len(state),
               stderr);
    }
    fputc('\n', stderr);
    return 0;
}

int program_push_results(struct program *program, int32_t from, int32_t end)
{
    for (int32_t i = from; i < end; i++) {
        if (!program_report(program, moon_push_result(program->state, i)))
            return 0;
    }
    return 1;
}

int32_t program_try(struct program *program, int64_t function)
{
    int32_t count = program_call(program, function);

    if (!program_report(program, count))
        return 0;
    if (moon_result_int(program->state, 0))
        return count;
    program_complain(program,
                     (const char *)moon_result_bytes(program->state, 1));
    return 0;
}

static const struct embedded *find_embedded(const char *name)
{
    const struct embedded *file = cli_files;

    while (file->name && strcmp(file->name, name) != 0)
        file++;
    return file;
}

int64_t program_open(struct program *program, const char *name)
{
    const struct embedded *file = find_embedded(name);
    char title[64];
    int64_t handle;
    int len = snprintf(title, sizeof title, "=%s", name);

    if (!program_report(program, moon_eval(program->state, file->bytes,
                                           file->len, title, (size_t)len)))
        return 0;
    handle = moon_result_handle(program->state, 0);
    return program_report(program, handle) ? handle : 0;
}
