#include "cli/tools.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/editor.h"
#include "cli/script.h"
#include "moonspan.h"

enum { PROFILE_INTERVAL_NS = 1000000 };

static double started; /* seconds, on the wall */

static double seconds(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void tools_version(void)
{
    printf("%s\nlua-cli %s (%s, %s, %s)\n", moon_copyright(), moon_version(),
           moon_engine_id(), moon_platform(), editor_name());
}

/* Of a message that compiling gave, which has its place in front. */
static int check_file(struct program *program, const char *path)
{
    struct script script;
    int64_t function = 0;

    if (!script_read(&script, path)) {
        program_complain(program, script.message);
        script_release(&script);
        return 0;
    }
    function = moon_load(program->state, script.code, script.code_len,
                         script.name, strlen(script.name));
    script_release(&script);
    if (function > 0) {
        moon_close(function);
        return 1;
    }
    fprintf(stderr, "%s\n", (const char *)moon_error_message(program->state));
    return 0;
}

int tools_check(struct program *program)
{
    const struct options *options = &program->options;
    int is_fine = 1;

    if (options->end >= options->argc)
        is_fine = check_file(program, NULL);
    for (int i = options->end; i < options->argc; i++) {
        const char *path = options->argv[i];

        is_fine &= check_file(program, strcmp(path, "-") == 0 ? NULL : path);
    }
    return is_fine;
}

int tools_begin(struct program *program)
{
    const struct options *options = &program->options;

    started = seconds(CLOCK_MONOTONIC);
    if (options->wants_json) {
        program->encode = program_open(program, "json");
        if (!program->encode)
            return 0;
    }
    return !options->wants_profile ||
           program_report(program, moon_profile_start(program->state,
                                                      PROFILE_INTERVAL_NS));
}

int tools_print_results(struct program *program)
{
    int64_t state = program->state;
    int32_t count = moon_result_count(state);

    if (!program->options.wants_json)
        return 1;
    if (!program_push_results(program, 0, count))
        return 0;
    count = program_try(program, program->encode);
    for (int32_t i = 1; i < count; i++) {
        fwrite(moon_result_bytes(state, i), 1, moon_result_len(state, i),
               stdout);
        putchar('\n');
    }
    fflush(stdout);
    return count > 0;
}

/* One line for each stack, "stack microseconds". */
static void write_profile(struct program *program, FILE *file)
{
    int64_t state = program->state;
    int64_t table;

    moon_profile_get(state);
    table = moon_result_handle(state, 0);
    moon_push_nil(state);
    while (moon_table_next(table) == 2) {
        int64_t time_ns = moon_result_kind(state, 1) == MOON_INT
                              ? moon_result_int(state, 1)
                              : (int64_t)moon_result_float(state, 1);

        fwrite(moon_result_bytes(state, 0), 1, moon_result_len(state, 0), file);
        fprintf(file, " %" PRId64 "\n", (time_ns + 500) / 1000);
        if (!program_push_results(program, 0, 1))
            break;
    }
}

static void end_profile(struct program *program)
{
    const char *path = program->options.profile_path;
    FILE *file = path ? fopen(path, "w") : stderr;
    char message[512];

    if (file) {
        write_profile(program, file);
        if ((path ? fclose(file) : fflush(file)) == 0)
            return;
    }
    snprintf(message, sizeof message, "cannot write %s: %s", path,
             strerror(errno));
    program_complain(program, message);
}

static void print_stats(const struct program *program)
{
    int64_t state = program->state;

    fprintf(stderr, "time %.3f s, processor %.3f s\n",
            seconds(CLOCK_MONOTONIC) - started,
            seconds(CLOCK_PROCESS_CPUTIME_ID));
    fprintf(stderr, "memory %" PRId64 " KiB, at most %" PRId64 " KiB\n",
            (moon_memory_used(state) + 1023) / 1024,
            (moon_memory_peak(state) + 1023) / 1024);
    if (moon_instructions_used(state) > 0)
        fprintf(stderr, "instructions %" PRId64 "\n",
                moon_instructions_used(state));
}

void tools_end(struct program *program)
{
    if (program->options.wants_stats)
        print_stats(program);
    if (program->options.wants_profile && !program->options.wants_check)
        end_profile(program);
}
