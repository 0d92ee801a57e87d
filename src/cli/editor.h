/*
 * Where lines of the interactive mode come from: a line editor with history and
 * completion on a terminal, else plainly standard input.
 */
#ifndef MOON_CLI_EDITOR_H
#define MOON_CLI_EDITOR_H

#include <stddef.h>

enum editor_event {
    EDITOR_LINE,
    EDITOR_CANCEL, /* Ctrl-C */
    EDITOR_END     /* Ctrl-D, or the input is over */
};

enum { EDITOR_WORDS_MAX = 500 };

/* Words that can stand in a place. */
struct editor_words {
    size_t typed; /* bytes of each that are there already */
    int count;
    char *words[EDITOR_WORDS_MAX]; /* to be freed by free() */
};

/* Finds what can stand where `text` ends; `words` is empty at first. */
typedef void editor_completer(void *ud, const char *text, size_t len,
                              struct editor_words *words);

/*
 * Makes the editor ready.  Returns whether it is one; if not, lines are read
 * plainly, and prompts are written to stdout.
 */
int editor_open(editor_completer *complete, void *ud);

/* What edits lines in this build, on a terminal that can. */
const char *editor_name(void);

/* Reads a line; it has no line end and is good until the next one is read. */
enum editor_event editor_read(const char *prompt, const char **line);

/* Adds a statement to the history. */
void editor_save(const char *statement);

/* Writes the history down. */
void editor_close(void);

/* The same of the line editor, which is there if it was built with one. */
int editor_rich_open(editor_completer *complete, void *ud);
enum editor_event editor_rich_read(const char *prompt, const char **line);
void editor_rich_save(const char *statement);
void editor_rich_close(void);

#endif
