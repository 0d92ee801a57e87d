/*
 * Runs a command on a terminal of its own and talks to it, for tests of what is
 * interactive.
 *
 *   pty COMMAND [ARGUMENT]... <DIALOGUE
 *
 * Each line of the dialogue is "> text" to type it, with \n, \t, \e and ^X for
 * keys, as soon as the terminal gives keys one by one; "* text" to type at
 * once;
 * "< text" to wait, from where the last wait ended, until that is shown; or
 * "! text", which must not have been shown since the last wait but one.
 * Prints what went wrong, with all that was shown, or "fine".  Exits with 0 if
 * nothing did and the command ended with 0.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SHOWN_MAX = 1 << 20, WAIT_MS = 60000 };

static struct {
    int terminal;
    pid_t child;
    char shown[SHOWN_MAX];
    size_t len;
    size_t place;    /* where the last wait ended */
    size_t previous; /* and the one before */
} pty;

static long now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void fail(const char *what, const char *text)
{
    printf("%s: %s\nshown:\n%.*s\n", what, text, (int)pty.len, pty.shown);
    kill(pty.child, SIGKILL);
    exit(1);
}

/* Reads what is shown within the time.  Returns 0 when it is over. */
static int look(long end_ms)
{
    struct pollfd poll_fd = {.fd = pty.terminal, .events = POLLIN};
    long left = end_ms - now_ms();
    ssize_t len;

    if (left <= 0 || poll(&poll_fd, 1, (int)left) <= 0)
        return 0;
    len = read(pty.terminal, pty.shown + pty.len, SHOWN_MAX - pty.len - 1);
    if (len <= 0)
        return 0;
    pty.len += (size_t)len;
    return 1;
}

static const char *find(const char *text, size_t from)
{
    return memmem(pty.shown + from, pty.len - from, text, strlen(text));
}

static void await(const char *text)
{
    long end = now_ms() + WAIT_MS;
    const char *found = find(text, pty.place);

    while (!found && look(end))
        found = find(text, pty.place);
    if (!found)
        fail("was not shown", text);
    pty.previous = pty.place;
    pty.place = (size_t)(found - pty.shown) + strlen(text);
}

/* One key; returns what follows it. */
static const char *key_of(const char *text, char *key)
{
    static const char names[] = "ntre\\";
    static const char keys[] = "\n\t\r\033\\";
    const char *name;

    *key = *text++;
    if (*key == '^' && *text)
        *key = (char)(*text++ & 0x1f);
    else if (*key == '\\' && *text && (name = strchr(names, *text))) {
        *key = keys[name - names];
        text++;
    }
    return text;
}

static void type(const char *text)
{
    while (*text) {
        char key;

        text = key_of(text, &key);
        if (write(pty.terminal, &key, 1) != 1)
            fail("cannot type", strerror(errno));
    }
}

/* A line editor shows its prompt a little before it is ready for keys. */
static void await_editor(void)
{
    long end = now_ms() + WAIT_MS;
    struct termios mode;

    while (tcgetattr(pty.terminal, &mode) == 0 && (mode.c_lflag & ICANON)) {
        if (now_ms() > end)
            fail("is no editor", "the terminal waits for lines");
        look(now_ms() + 2);
    }
}

static void say(const char *line)
{
    const char *text = line + 2;

    switch (line[0]) {
    case '>':
        await_editor();
        type(text);
        break;
    case '*': type(text); break;
    case '<': await(text); break;
    case '!':
        if (find(text, pty.previous))
            fail("was shown", text);
        break;
    default: break;
    }
}

static void talk(void)
{
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (strlen(line) >= 2)
            say(line);
    }
    free(line);
}

static int finish(void)
{
    long end = now_ms() + WAIT_MS;
    int status;

    while (look(end))
        ;
    if (now_ms() >= end)
        fail("does not end", "");
    waitpid(pty.child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("ended with a status", WIFEXITED(status) ? "" : "of a signal");
    puts("fine");
    return 0;
}

int main(int argc, char **argv)
{
    struct winsize size = {.ws_row = 40, .ws_col = 100};

    if (argc < 2)
        return 2;
    pty.child = forkpty(&pty.terminal, NULL, NULL, &size);
    if (pty.child < 0)
        return 2;
    if (pty.child == 0) {
        execv(argv[1], argv + 1);
        _exit(127);
    }
    talk();
    return finish();
}
