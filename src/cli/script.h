/*
 * A script's text, as it comes from a file.
 */
#ifndef MOON_CLI_SCRIPT_H
#define MOON_CLI_SCRIPT_H

#include <stddef.h>

struct script {
    char *bytes;
    size_t len;
    const char *code; /* into bytes, past what is not Lua */
    size_t code_len;
    char *name; /* as moon_eval() takes it */
    char message[512];
};

/*
 * Reads the file at `path`, or standard input for NULL.  Returns whether it
 * could; if not, script->message tells why.
 */
int script_read(struct script *script, const char *path);

void script_release(struct script *script);

#endif
