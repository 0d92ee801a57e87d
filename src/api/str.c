#include "api/str.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>

#include "api/entry.h"
#include "vm/error.h"
#include "vm/life.h"
#include "vm/php.h"

/* What is kept for the next result. */
enum { KEEP_BYTES = 256 * 1024 };

/* The outcome of a call: its bytes, or a message, belong to the thread. */
struct outcome {
    int32_t status;
    const char *bytes;
    size_t len;
    double second;
};

/* Where a fast function writes. */
struct room {
    char *bytes;
    size_t cap;
};

/*
 * All zero is a thread that has not called yet.  The rooms take turns, so that
 * a result may be an argument of the next call.
 */
struct thread {
    struct outcome last;
    int64_t state; /* a handle, or 0 */
    struct room rooms[2];
    struct room *room; /* whose turn it is; NULL before the first */
    bool is_known;     /* what it holds goes when it ends */
};

static _Thread_local struct thread thread;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_end;
static bool has_end;

int32_t str_refuse(int32_t status)
{
    const char *text = error_status_text(status);

    thread.last = (struct outcome){status, text, strlen(text), 0};
    return status;
}

static void release(struct thread *t)
{
    struct state *st;

    if (t->state && entry_state(t->state, &st) == MOON_OK)
        life_close(st);
    free(t->rooms[0].bytes);
    free(t->rooms[1].bytes);
    *t = (struct thread){.is_known = t->is_known};
}

static void release_at_end(void *ptr)
{
    release(ptr);
}

static void make_end(void)
{
    has_end = pthread_key_create(&at_end, release_at_end) == 0;
}

static void know(struct thread *t)
{
    pthread_once(&once, make_end);
    if (has_end)
        t->is_known = pthread_setspecific(at_end, t) == 0;
}

/* The host may have closed all states since. */
static int32_t find_state(struct thread *t, struct state **st)
{
    int32_t status = MOON_OK;

    if (!t->is_known)
        know(t);
    if (t->state && entry_state(t->state, st) == MOON_OK)
        return MOON_OK;
    *st = life_open(MOON_SANDBOX, MOON_WEAK_SANDBOX, SIZE_MAX, &status);
    t->state = *st ? (*st)->handle : 0;
    return status;
}

static int32_t fail(struct thread *t, const struct state *st, int32_t status)
{
    t->last =
        (struct outcome){status, st->error.message, st->error.message_len, 0};
    return status;
}

static bool are_readable(const struct php_value *arguments, int count)
{
    for (int i = 0; i < count; i++) {
        if (arguments[i].type == LUA_TSTRING &&
            !entry_is_readable(arguments[i].text.bytes, arguments[i].text.len))
            return false;
    }
    return true;
}

static int32_t call(const char *name, const struct php_value *arguments,
                    int count, struct php_value *value)
{
    struct thread *t = &thread;
    struct php_answer answer = {.second = 0};
    struct state *st;
    int32_t status = are_readable(arguments, count) ? find_state(t, &st)
                                                    : (int32_t)MOON_EINVAL;

    if (status != MOON_OK)
        return str_refuse(status);
    status = php_call(st, name, arguments, count, &answer);
    if (status != MOON_OK)
        return fail(t, st, status);
    *value = answer.value;
    t->last = (struct outcome){MOON_OK, value->text.bytes, value->text.len,
                               answer.second};
    return MOON_OK;
}

int64_t str_call(const char *name, const struct php_value *arguments, int count)
{
    struct php_value value;
    int32_t status = call(name, arguments, count, &value);

    if (status != MOON_OK)
        return status;
    if (value.type == LUA_TSTRING)
        return (int64_t)value.text.len;
    if (value.type == LUA_TBOOLEAN && !value.integer)
        return MOON_STR_FALSE;
    return value.integer;
}

int64_t str_ask(const char *name, const struct php_value *arguments, int count)
{
    int64_t answer = str_call(name, arguments, count);

    return answer == MOON_STR_FALSE ? 0 : answer;
}

double str_measure(const char *name, const struct php_value *arguments,
                   int count)
{
    struct php_value value;
    int32_t status = call(name, arguments, count, &value);

    return status == MOON_OK ? value.number : 0;
}

int64_t str_number(int64_t value)
{
    thread.last = (struct outcome){.status = MOON_OK};
    return value;
}

void str_set_second(double value)
{
    thread.last.second = value;
}

char *str_reserve(size_t len)
{
    struct thread *t = &thread;
    struct room *room = &t->rooms[t->room == t->rooms];
    size_t cap = len < 64 ? 64 : len;

    t->room = room;
    if (room->cap >= cap && (room->cap <= KEEP_BYTES || cap > KEEP_BYTES))
        return room->bytes;
    if (!t->is_known)
        know(t);
    free(room->bytes);
    room->bytes = malloc(cap);
    room->cap = room->bytes ? cap : 0;
    return room->bytes;
}

int64_t str_commit(const char *end)
{
    const char *bytes = thread.room->bytes;
    size_t len = (size_t)(end - bytes);

    thread.last = (struct outcome){MOON_OK, bytes, len, 0};
    return (int64_t)len;
}

/* A sink that leaves by a jump when there is no memory. */
struct outlet {
    struct sink sink;
    jmp_buf no_memory;
};

static void grow(struct sink *sink, size_t cap)
{
    struct outlet *outlet = (struct outlet *)(void *)sink;
    char *bytes = realloc(thread.room->bytes, cap);

    if (!bytes)
        longjmp(outlet->no_memory, 1);
    thread.room->bytes = sink->bytes = bytes;
    thread.room->cap = sink->cap = cap;
}

int64_t str_write(str_writer *write, struct view v, const void *options)
{
    struct outlet outlet;

    if (!str_reserve(v.len + v.len / 4) || setjmp(outlet.no_memory))
        return STR_SLOW;
    outlet.sink = (struct sink){thread.room->bytes, 0, thread.room->cap, grow};
    write(&outlet.sink, v, options);
    return str_commit(outlet.sink.bytes + outlet.sink.len);
}

int32_t moon_str_call(const char *name, size_t name_len, const char *arguments,
                      size_t arguments_len)
{
    struct thread *t = &thread;
    struct state *st;
    int32_t status = MOON_EINVAL;

    if (entry_is_readable(name, name_len) &&
        entry_is_readable(arguments, arguments_len))
        status = find_state(t, &st);
    if (status != MOON_OK)
        return str_refuse(status);
    status = php_call_wire(st, str_view(name, name_len),
                           str_view(arguments, arguments_len));
    if (status != MOON_OK)
        return fail(t, st, status);
    t->last = (struct outcome){MOON_OK, st->wire.bytes, st->wire.len, 0};
    return MOON_OK;
}

int64_t moon_str_constant(const char *name, size_t name_len)
{
    const struct php_constant *constant = php_find_constant(
        str_view(name, entry_is_readable(name, name_len) ? name_len : 0));

    return str_number(constant ? constant->value : MOON_STR_FALSE);
}

const uint8_t *moon_str_bytes(void)
{
    return (const uint8_t *)(thread.last.bytes ? thread.last.bytes : "");
}

size_t moon_str_len(void)
{
    return thread.last.len;
}

double moon_str_second(void)
{
    return thread.last.second;
}

int32_t moon_str_status(void)
{
    return thread.last.status;
}

int32_t moon_str_release(void)
{
    release(&thread);
    return MOON_OK;
}
