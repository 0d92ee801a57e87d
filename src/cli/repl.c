#include "cli/repl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/editor.h"
#include "cli/modules.h"
#include "moonspan.h"

struct repl {
    struct program *program;
    int is_rich; /* there is a line editor; else it is all as with `lua` */
    int has_colours;
    int64_t helper; /* lua/cli/repl.lua */
    int64_t doc;    /* lua/cli/doc.lua, or 0 */
    char *statement;
    int is_timed;
    char prompt[256];
};

enum outcome { NOTHING, RUN, END };

static int push_text(struct repl *repl, const char *text)
{
    return moon_push_bytes(repl->program->state, text, strlen(text)) == MOON_OK;
}

static const char *result_text(const struct repl *repl, int32_t index)
{
    return (const char *)moon_result_bytes(repl->program->state, index);
}

/* Calls one of the helper's functions with what was pushed after its name. */
static int32_t call_helper(struct repl *repl)
{
    return program_call(repl->program, repl->helper);
}

static const char *prompt_of(struct repl *repl, const char *global,
                             const char *usual)
{
    snprintf(repl->prompt, sizeof repl->prompt, "%s", usual);
    if (push_text(repl, "prompt") && push_text(repl, global) &&
        call_helper(repl) == 1)
        snprintf(repl->prompt, sizeof repl->prompt, "%s", result_text(repl, 0));
    return repl->prompt;
}

static char *copy_word(const struct repl *repl, int32_t index)
{
    size_t size = moon_result_len(repl->program->state, index) + 1;
    char *word = malloc(size);

    if (word)
        memcpy(word, result_text(repl, index), size);
    return word;
}

static int push_question(const struct repl *repl, const char *name,
                         const char *text, size_t len)
{
    int64_t state = repl->program->state;

    return moon_push_bytes(state, name, strlen(name)) == MOON_OK &&
           moon_push_bytes(state, text, len) == MOON_OK;
}

static void complete(void *ud, const char *text, size_t len,
                     struct editor_words *found)
{
    const struct repl *repl = ud;
    int64_t state = repl->program->state;
    char *start = NULL;
    char *path = NULL;
    int32_t results;

    if (push_question(repl, "module", text, len) &&
        moon_call(repl->helper) == 2) {
        start = copy_word(repl, 0);
        path = copy_word(repl, 1);
    }
    push_question(repl, "complete", text, len);
    moon_push_int(state, EDITOR_WORDS_MAX);
    if (start && path)
        modules_push(state, path, start, EDITOR_WORDS_MAX);
    free(start);
    free(path);
    results = moon_call(repl->helper);
    if (results < 1)
        return;
    found->typed = (size_t)moon_result_float(state, 0);
    for (int32_t i = 1; i < results && found->count < EDITOR_WORDS_MAX; i++) {
        found->words[found->count] = copy_word(repl, i);
        if (found->words[found->count])
            found->count++;
    }
}

static int64_t load(struct repl *repl, const char *code)
{
    return moon_load(repl->program->state, code, strlen(code), "=stdin", 6);
}

static char *join(const char *first, const char *middle, const char *last)
{
    size_t size = strlen(first) + strlen(middle) + strlen(last) + 1;
    char *text = malloc(size);

    if (text)
        snprintf(text, size, "%s%s%s", first, middle, last);
    return text;
}

static void replace_statement(struct repl *repl, char *statement)
{
    free(repl->statement);
    repl->statement = statement;
}

static int64_t load_expression(struct repl *repl)
{
    char *code = join("return ", repl->statement, ";");
    int64_t function = code ? load(repl, code) : MOON_EMEMORY;

    free(code);
    return function;
}

/* Reads on as long as the statement is a beginning. */
static int64_t load_statement(struct repl *repl, enum editor_event *event)
{
    int64_t function = load(repl, repl->statement);
    const char *line;

    while (function == MOON_EINCOMPLETE) {
        char *longer;

        *event = editor_read(prompt_of(repl, "_PROMPT2", ">> "), &line);
        if (*event == EDITOR_CANCEL)
            return function;
        if (*event == EDITOR_END)
            return load(repl, repl->statement);
        longer = join(repl->statement, "\n", line);
        if (!longer)
            return MOON_EMEMORY;
        replace_statement(repl, longer);
        function = load(repl, repl->statement);
    }
    return function;
}

static void set_colour(const struct repl *repl, const char *code)
{
    if (!repl->has_colours)
        return;
    fflush(stdout);
    fputs(code, stderr);
}

static void report(struct repl *repl, int64_t status)
{
    if (status >= 0)
        return;
    set_colour(repl, "\033[31m");
    program_report(repl->program, status);
    set_colour(repl, "\033[0m");
}

/* As `lua` does, by the script's own `print`. */
static void print_plainly(struct repl *repl, int32_t count)
{
    int64_t state = repl->program->state;
    int32_t status;

    if (!push_text(repl, "print") ||
        !program_push_results(repl->program, 0, count))
        return;
    status = call_helper(repl);
    if (status == 0)
        return;
    fflush(stdout);
    fprintf(stderr, "error calling 'print' (%s)\n",
            status > 0 ? result_text(repl, 0)
                       : (const char *)moon_error_message(state));
}

static void show(struct repl *repl, int32_t count)
{
    int64_t state = repl->program->state;
    int32_t status;

    if (!push_text(repl, "show") ||
        moon_push_bool(state, repl->has_colours) != MOON_OK ||
        !program_push_results(repl->program, 0, count))
        return;
    status = call_helper(repl);
    report(repl, status);
    if (status != 1)
        return;
    fflush(stdout);
    fwrite(moon_result_bytes(state, 0), 1, moon_result_len(state, 0), stderr);
    fputc('\n', stderr);
}

static void print_results(struct repl *repl, int32_t count)
{
    if (count <= 0)
        report(repl, count);
    else if (repl->is_rich)
        show(repl, count);
    else
        print_plainly(repl, count);
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run(struct repl *repl, int64_t function)
{
    double started = now();
    int32_t count = program_call(repl->program, function);
    double taken = now() - started;

    print_results(repl, count);
    if (repl->is_timed)
        fprintf(stderr, "%.6f s\n", taken);
    moon_close(function);
}

/* Compiles it as an expression or a statement, and runs that. */
static enum outcome run_statement(struct repl *repl)
{
    enum editor_event event = EDITOR_LINE;
    int64_t function = load_expression(repl);

    if (function < 0)
        function = load_statement(repl, &event);
    if (event == EDITOR_CANCEL)
        return NOTHING;
    editor_save(repl->statement);
    if (function > 0)
        run(repl, function);
    else
        report(repl, function);
    return RUN;
}

static void print_help(void)
{
    fputs("a statement or an expression runs; its results are shown\n"
          "  Tab            completes names, fields, methods and modules\n"
          "  Ctrl-C         drops the line, or interrupts what runs\n"
          "  Ctrl-D         leaves\n"
          "  :doc NAME      what a function is for, or where it was made\n"
          "  :time CODE     runs it and says how long it took\n"
          "  :help          this text\n",
          stderr);
}

static void print_doc(struct repl *repl, const char *name)
{
    if (!repl->doc)
        repl->doc = program_open(repl->program, "doc");
    if (repl->doc <= 0 || !push_text(repl, name))
        return;
    if (program_call(repl->program, repl->doc) == 1)
        fprintf(stderr, "%s\n", result_text(repl, 0));
    else
        report(repl, moon_error_status(repl->program->state));
}

/* The argument of a command if the line is that command, else NULL. */
static const char *argument_of(const char *line, const char *command)
{
    size_t len = strlen(command);

    if (strncmp(line, command, len) != 0 || (line[len] && line[len] != ' '))
        return NULL;
    return line + len + strspn(line + len, " ");
}

static enum outcome run_command(struct repl *repl, const char *line)
{
    const char *argument;

    if ((argument = argument_of(line, ":time")) && *argument) {
        replace_statement(repl, join("", argument, ""));
        repl->is_timed = 1;
        return repl->statement ? run_statement(repl) : END;
    }
    editor_save(line);
    if ((argument = argument_of(line, ":doc")) && *argument)
        print_doc(repl, argument);
    else
        print_help();
    return NOTHING;
}

/* "=" in front is for those who know Lua 5.2. */
static enum outcome run_line(struct repl *repl, const char *line)
{
    repl->is_timed = 0;
    if (repl->is_rich && *line == ':' && line[1] != ':')
        return run_command(repl, line);
    replace_statement(repl, *line == '=' ? join("return ", "", line + 1)
                                         : join("", line, ""));
    return repl->statement ? run_statement(repl) : END;
}

static enum outcome step(struct repl *repl)
{
    const char *line;

    switch (editor_read(prompt_of(repl, "_PROMPT", "> "), &line)) {
    case EDITOR_LINE: return run_line(repl, line);
    case EDITOR_CANCEL: return NOTHING;
    default: return END;
    }
}

static int wants_colours(void)
{
    const char *refusal = getenv("NO_COLOR");

    return isatty(STDERR_FILENO) && !(refusal && *refusal);
}

void repl_run(struct program *program)
{
    const char *name = program->name;
    struct repl repl = {.program = program};

    repl.helper = program_open(program, "repl");
    if (repl.helper <= 0)
        return;
    program->name = NULL;
    repl.is_rich = editor_open(complete, &repl);
    repl.has_colours = repl.is_rich && wants_colours();
    while (step(&repl) != END)
        ;
    fputc('\n', repl.is_rich ? stderr : stdout);
    fflush(stdout);
    editor_close();
    free(repl.statement);
    program->name = name;
}
