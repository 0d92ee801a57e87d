/*
 * The line editor is libedit.
 */
#include "cli/editor.h"

#ifdef MOON_LIBEDIT

# include <errno.h>
# include <histedit.h>
# include <locale.h>
# include <signal.h>
# include <stdio.h>
# include <stdlib.h>
# include <string.h>
# include <sys/ioctl.h>
# include <sys/stat.h>
# include <unistd.h>

enum { HISTORY_MAX = 2000, LINE_WIDTH = 80 };

static struct {
    EditLine *edit;
    History *history;
    char *path; /* of the file of the history; NULL: it is not kept */
    char *line;
    const char *prompt;
    int is_cancelled;
    editor_completer *complete;
    void *ud;
} rich;

static char *prompt_of(EditLine *edit)
{
    static char text[256];

    (void)edit;
    snprintf(text, sizeof text, "%s", rich.prompt);
    return text;
}

/* The terminal sends no signals while a line is edited; see open_terminal(). */
static unsigned char cancel(EditLine *edit, int key)
{
    (void)edit;
    (void)key;
    rich.is_cancelled = 1;
    fputs("^C\n", stderr);
    return CC_EOF;
}

static unsigned char suspend(EditLine *edit, int key)
{
    (void)key;
    el_set(edit, EL_PREP_TERM, 0);
    raise(SIGTSTP);
    el_set(edit, EL_PREP_TERM, 1);
    return CC_REDISPLAY;
}

/* How far all the words agree. */
static size_t common_len(char **words, int count)
{
    size_t len = strlen(words[0]);

    for (int i = 1; i < count; i++) {
        size_t same = 0;

        while (same < len && words[i][same] == words[0][same])
            same++;
        len = same;
    }
    return len;
}

static void list_words(char **words, int count)
{
    size_t width = 0;
    int columns;

    for (int i = 0; i < count; i++) {
        if (strlen(words[i]) > width)
            width = strlen(words[i]);
    }
    columns = width + 2 < LINE_WIDTH ? (int)(LINE_WIDTH / (width + 2)) : 1;
    for (int i = 0; i < count; i++) {
        if (i % columns == 0)
            fputc('\n', stderr);
        fprintf(stderr, "%-*s  ", (int)width, words[i]);
    }
    fputc('\n', stderr);
    fflush(stderr);
}

/* Inserts what the words have in common; if that is nothing, lists them. */
static unsigned char insert_words(EditLine *edit, struct editor_words *found)
{
    size_t len = common_len(found->words, found->count);

    if (len <= found->typed) {
        if (found->count == 1)
            return CC_NORM;
        list_words(found->words, found->count);
        return CC_REDISPLAY;
    }
    found->words[0][len] = '\0';
    return el_insertstr(edit, found->words[0] + found->typed) == 0 ? CC_REFRESH
                                                                   : CC_ERROR;
}

static unsigned char complete(EditLine *edit, int key)
{
    const LineInfo *line = el_line(edit);
    size_t len = (size_t)(line->cursor - line->buffer);
    unsigned char result = CC_ERROR;
    struct editor_words found = {.count = 0};

    (void)key;
    if (strspn(line->buffer, " \t") >= len)
        return el_insertstr(edit, "  ") == 0 ? CC_REFRESH : CC_ERROR;
    rich.complete(rich.ud, line->buffer, len, &found);
    if (found.count > 0)
        result = insert_words(edit, &found);
    for (int i = 0; i < found.count; i++)
        free(found.words[i]);
    return result;
}

static char *join(const char *first, const char *second)
{
    size_t size = strlen(first) + strlen(second) + 1;
    char *text = malloc(size);

    if (text)
        snprintf(text, size, "%s%s", first, second);
    return text;
}

/* Where XDG wants a program's state; LUA_CLI_HISTORY overrides. */
static char *find_path(void)
{
    const char *path = getenv("LUA_CLI_HISTORY");
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");

    if (path)
        return *path ? join(path, "") : NULL;
    if (state && *state == '/')
        return join(state, "/lua-cli/history");
    return home && *home ? join(home, "/.local/state/lua-cli/history") : NULL;
}

/* Makes the folders above the file, for the user alone. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

static void open_history(void)
{
    HistEvent event;

    rich.history = history_init();
    if (!rich.history)
        return;
    history(rich.history, &event, H_SETSIZE, HISTORY_MAX);
    history(rich.history, &event, H_SETUNIQUE, 1);
    rich.path = find_path();
    if (rich.path)
        history(rich.history, &event, H_LOAD, rich.path);
    el_set(rich.edit, EL_HIST, history, rich.history);
}

/*
 * Ctrl-C and Ctrl-Z come as keys: a signal in the middle of the editor would
 * leave it in no known state.
 */
static void open_terminal(void)
{
    el_set(rich.edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(rich.edit, EL_PROMPT, prompt_of);
    el_set(rich.edit, EL_EDITOR, "emacs");
    el_set(rich.edit, EL_ADDFN, "lua-complete", "completes a name", complete);
    el_set(rich.edit, EL_ADDFN, "lua-cancel", "drops the line", cancel);
    el_set(rich.edit, EL_ADDFN, "lua-suspend", "stops the program", suspend);
    el_set(rich.edit, EL_BIND, "^I", "lua-complete", NULL);
    el_set(rich.edit, EL_BIND, "^C", "lua-cancel", NULL);
    el_set(rich.edit, EL_BIND, "^Z", "lua-suspend", NULL);
    el_set(rich.edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_source(rich.edit, NULL);
}

int editor_rich_open(editor_completer *completer, void *ud)
{
    setlocale(LC_CTYPE, "");
    rich.edit = el_init("lua-cli", stdin, stderr, stderr);
    if (!rich.edit)
        return 0;
    rich.complete = completer;
    rich.ud = ud;
    rich.prompt = "";
    open_terminal();
    open_history();
    return 1;
}

enum editor_event editor_rich_read(const char *prompt, const char **line)
{
    const char *text;
    int count;

    rich.prompt = prompt;
    rich.is_cancelled = 0;
    text = el_gets(rich.edit, &count);
    if (rich.is_cancelled) {
        el_reset(rich.edit);
        return EDITOR_CANCEL;
    }
    if (!text || count <= 0)
        return EDITOR_END;
    free(rich.line);
    rich.line = join(text, "");
    if (!rich.line)
        return EDITOR_END;
    rich.line[strcspn(rich.line, "\n")] = '\0';
    *line = rich.line;
    return EDITOR_LINE;
}

void editor_rich_save(const char *statement)
{
    HistEvent event;

    if (rich.history && *statement)
        history(rich.history, &event, H_ENTER, statement);
}

static void write_history(void)
{
    HistEvent event;
    mode_t mask = umask(077);

    make_folders(rich.path);
    history(rich.history, &event, H_SAVE, rich.path);
    umask(mask);
}

void editor_rich_close(void)
{
    if (rich.history && rich.path)
        write_history();
    el_end(rich.edit);
    if (rich.history)
        history_end(rich.history);
    free(rich.path);
    free(rich.line);
}

#endif
