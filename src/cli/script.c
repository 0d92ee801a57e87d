#include "cli/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SIZE = 64 * 1024 };

static int grow(struct script *script, size_t *size)
{
    char *bytes = realloc(script->bytes, *size * 2);

    if (!bytes)
        return -1;
    script->bytes = bytes;
    *size *= 2;
    return 0;
}

static int read_all(struct script *script, FILE *file)
{
    size_t size = FIRST_SIZE / 2;

    do {
        if (grow(script, &size))
            return -1;
        script->len +=
            fread(script->bytes + script->len, 1, size - script->len, file);
    } while (script->len == size);
    return ferror(file) ? -1 : 0;
}

/*
 * Skips a byte order mark, and a first line that begins with '#', as Unix wants
 * it; the end of that line stays, so that lines are counted right.
 */
static void find_code(struct script *script)
{
    const char *code = script->bytes;
    const char *end = code + script->len;

    if (script->len >= 3 && memcmp(code, "\xEF\xBB\xBF", 3) == 0)
        code += 3;
    if (code < end && *code == '#') {
        const char *line_end = memchr(code, '\n', (size_t)(end - code));

        code = line_end ? line_end : end;
        if (end - code > 1 && code[1] == '\x1b')
            code++; /* what was compiled before begins right there */
    }
    script->code = code;
    script->code_len = (size_t)(end - code);
}

static int name(struct script *script, const char *path)
{
    size_t size = path ? strlen(path) + 2 : sizeof "=stdin";

    script->name = malloc(size);
    if (!script->name)
        return 0;
    snprintf(script->name, size, path ? "@%s" : "=stdin", path);
    return 1;
}

static int fail(struct script *script, const char *verb, const char *path)
{
    snprintf(script->message, sizeof script->message, "cannot %s %s", verb,
             path ? path : "stdin");
    if (errno) {
        size_t len = strlen(script->message);

        snprintf(script->message + len, sizeof script->message - len, ": %s",
                 strerror(errno));
    }
    return 0;
}

int script_read(struct script *script, const char *path)
{
    FILE *file = path ? fopen(path, "rb") : stdin;
    int failed;
    int why;

    *script = (struct script){.bytes = NULL};
    if (!file)
        return fail(script, "open", path);
    failed = read_all(script, file);
    why = errno;
    if (path)
        fclose(file);
    errno = why;
    if (failed || !name(script, path))
        return fail(script, "read", path);
    find_code(script);
    return 1;
}

void script_release(struct script *script)
{
    free(script->bytes);
    free(script->name);
}
