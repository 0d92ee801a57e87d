/*
 * A script's text, as it comes from a file.
 */
#ifndef MOON_CLI_SCRIPT_H
#define MOON_CLI_SCRIPT_H

#include <stddef.h>

struct script {
    char *bytes; /* the caller's to free */
    size_t len;
    const char *code; /* into bytes, past what is not Lua */
    size_t code_len;
};

/*
 * Reads the file at `path`, or standard input for NULL.  Returns NULL, or the
 * verb of what could not be done ("open", "read"), with errno set.
 */
const char *script_read(struct script *script, const char *path);

#endif
