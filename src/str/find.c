#include "str/find.h"

#include "str/ascii.h"
#include "str/find_wide.h"

enum { WIDE_MIN = 48, COUNT_BLOCK = 192 };

/*
 * A rolling hash (R. M. Karp and M. O. Rabin, "Efficient randomized
 * pattern-matching algorithms", 1987): linear, with no memory but this, and it
 * runs backwards and over folded bytes as well.
 */
static const uint64_t base = UINT64_C(0x9E3779B97F4A7C15);

static unsigned char fold(const struct find_task *task, struct view v, size_t i)
{
    unsigned char c = view_at(v, i);

    return task->folded ? ascii_lower(c) : c;
}

static uint64_t power(size_t exponent)
{
    uint64_t result = 1, square = base;

    for (; exponent; exponent >>= 1, square *= square) {
        if (exponent & 1)
            result *= square;
    }
    return result;
}

static uint64_t hash(const struct find_task *task, struct view v, size_t at)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < task->needle.len; i++)
        sum = sum * base + fold(task, v, at + i);
    return sum;
}

static size_t forward(const struct find_task *task, size_t at)
{
    size_t len = task->needle.len, last = task->subject.len - len;
    uint64_t wanted = hash(task, task->needle, 0);
    uint64_t here = hash(task, task->subject, at);
    uint64_t out = power(len);

    for (;; at++) {
        if (here == wanted && find_matches(task, at))
            return at;
        if (at == last)
            return VIEW_NONE;
        here = here * base + fold(task, task->subject, at + len) -
               out * fold(task, task->subject, at);
    }
}

/* The same from the other end, where the hash has its powers the other way. */
static uint64_t hash_back(const struct find_task *task, struct view v,
                          size_t at)
{
    uint64_t sum = 0;

    for (size_t i = task->needle.len; i > 0; i--)
        sum = sum * base + fold(task, v, at + i - 1);
    return sum;
}

static size_t backward(const struct find_task *task)
{
    size_t len = task->needle.len, at = task->subject.len - len;
    uint64_t wanted = hash_back(task, task->needle, 0);
    uint64_t here = hash_back(task, task->subject, at);
    uint64_t out = power(len);

    for (;; at--) {
        if (here == wanted && find_matches(task, at))
            return at;
        if (at == 0)
            return VIEW_NONE;
        here = here * base + fold(task, task->subject, at - 1) -
               out * fold(task, task->subject, at - 1 + len);
    }
}

static struct find_task task_of(struct view subject, struct view needle,
                                bool folded)
{
    struct find_task task = {subject, needle, folded, {0}, {0}};
    unsigned char first = view_at(needle, 0);
    unsigned char last = view_at(needle, needle.len - 1);

    task.first[0] = (char)(folded ? ascii_lower(first) : first);
    task.first[1] = (char)(folded ? ascii_upper(first) : first);
    task.last[0] = (char)(folded ? ascii_lower(last) : last);
    task.last[1] = (char)(folded ? ascii_upper(last) : last);
    return task;
}

static size_t place(struct view subject, const char *found)
{
    return found ? (size_t)(found - subject.bytes) : VIEW_NONE;
}

/* The library's memmem() is linear, whatever the strings are. */
static size_t first_from(struct view subject, struct view needle, size_t at)
{
    return place(subject, memmem(subject.bytes + at, subject.len - at,
                                 needle.bytes, needle.len));
}

size_t find_first(struct view subject, struct view needle)
{
    struct find_task task;
    size_t at = 0;

    if (needle.len == 0)
        return 0;
    if (needle.len > subject.len)
        return VIEW_NONE;
    if (needle.len == 1)
        return place(subject,
                     memchr(subject.bytes, needle.bytes[0], subject.len));
    if (subject.len < WIDE_MIN)
        return first_from(subject, needle, 0);
    task = task_of(subject, needle, false);
    return find_wide(&task, &at) ? at : first_from(subject, needle, at);
}

size_t find_last(struct view subject, struct view needle)
{
    struct find_task task;

    if (needle.len == 0)
        return subject.len;
    if (needle.len > subject.len)
        return VIEW_NONE;
    if (needle.len == 1)
        return place(subject,
                     memrchr(subject.bytes, needle.bytes[0], subject.len));
    task = task_of(subject, needle, false);
    return backward(&task);
}

size_t find_first_folded(struct view subject, struct view needle)
{
    struct find_task task;
    size_t at = 0;

    if (needle.len == 0)
        return 0;
    if (needle.len > subject.len)
        return VIEW_NONE;
    task = task_of(subject, needle, true);
    if (subject.len >= WIDE_MIN && find_wide(&task, &at))
        return at;
    return at + needle.len > subject.len ? VIEW_NONE : forward(&task, at);
}

size_t find_last_folded(struct view subject, struct view needle)
{
    struct find_task task;

    if (needle.len == 0)
        return subject.len;
    if (needle.len > subject.len)
        return VIEW_NONE;
    task = task_of(subject, needle, true);
    return backward(&task);
}

/* In blocks, so that each can be counted in bytes, many at a time. */
static size_t count_byte(struct view v, char byte)
{
    size_t count = 0;

    while (v.len > 0) {
        size_t len = v.len < COUNT_BLOCK ? v.len : COUNT_BLOCK;
        unsigned char part = 0;

        for (size_t i = 0; i < len; i++)
            part = (unsigned char)(part + (v.bytes[i] == byte));
        count += part;
        v = view_skip(v, len);
    }
    return count;
}

size_t find_count(struct view subject, struct view needle)
{
    size_t count = 0, at;

    if (needle.len == 1)
        return count_byte(subject, needle.bytes[0]);
    while ((at = find_first(subject, needle)) != VIEW_NONE) {
        count++;
        subject = view_skip(subject, at + needle.len);
    }
    return count;
}
