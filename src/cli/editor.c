#include "cli/editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    int is_rich;
    char *line; /* that was read plainly */
    size_t size;
} editor;

static int has_terminal(void)
{
    const char *term = getenv("TERM");

    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && term && *term &&
           strcmp(term, "dumb") != 0;
}

#ifndef MOON_LIBEDIT
int editor_rich_open(editor_completer *complete, void *ud)
{
    (void)complete;
    (void)ud;
    return 0;
}

enum editor_event editor_rich_read(const char *prompt, const char **line)
{
    (void)prompt;
    *line = "";
    return EDITOR_END;
}

void editor_rich_save(const char *statement)
{
    (void)statement;
}

void editor_rich_close(void)
{
}
#endif

const char *editor_name(void)
{
#ifdef MOON_LIBEDIT
    return "libedit";
#else
    return "no line editor";
#endif
}

int editor_open(editor_completer *complete, void *ud)
{
    editor.is_rich = has_terminal() && editor_rich_open(complete, ud);
    return editor.is_rich;
}

static enum editor_event read_plainly(const char *prompt, const char **line)
{
    ssize_t len;

    fputs(prompt, stdout);
    fflush(stdout);
    len = getline(&editor.line, &editor.size, stdin);
    if (len < 0)
        return EDITOR_END;
    if (len > 0 && editor.line[len - 1] == '\n')
        editor.line[len - 1] = '\0';
    *line = editor.line;
    return EDITOR_LINE;
}

enum editor_event editor_read(const char *prompt, const char **line)
{
    fflush(stdout);
    return editor.is_rich ? editor_rich_read(prompt, line)
                          : read_plainly(prompt, line);
}

void editor_save(const char *statement)
{
    if (editor.is_rich)
        editor_rich_save(statement);
}

void editor_close(void)
{
    if (editor.is_rich)
        editor_rich_close();
    free(editor.line);
    editor.line = NULL;
    editor.size = 0;
}
