/*
 * The first byte says how many of the others are the pattern, the rest is the
 * subject; both lie in memory of just their size.  All matches are found as
 * gmatch does, in a bounded number of steps, and lie where they have to.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "str/pattern_match.h"

enum { STEPS = 10000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static jmp_buf left;

static void insist(bool condition)
{
    if (!condition)
        abort();
}

static void spend(struct pattern_match *match)
{
    (void)match;
    longjmp(left, 1);
}

static void leave(struct pattern_match *match, uint32_t error, int index)
{
    (void)match;
    insist(pattern_error(error) != NULL);
    insist(index >= 0 && index <= 9);
    longjmp(left, 1);
}

static void check(const struct pattern_match *m, const char *from)
{
    insist(m->first >= from && m->last >= m->first && m->last <= m->end);
    for (int i = 0; i < m->pattern->captures; i++) {
        const char *start = m->captures[i].start;
        ptrdiff_t len = m->captures[i].len;

        insist(start >= m->first && start <= m->last);
        insist(len >= PATTERN_IS_POSITION && len <= m->last - start);
    }
}

static void find_all(struct pattern_match *m)
{
    const char *from = m->subject;
    const char *last = NULL;

    if (setjmp(left) != 0)
        return;
    while (pattern_match_find(m, from, last)) {
        check(m, from);
        insist(m->last != last);
        from = last = m->last;
        if (m->pattern->is_anchored)
            return;
    }
}

static char *copy(const uint8_t *bytes, size_t len)
{
    char *to = malloc(len ? len : 1);

    insist(to != NULL);
    if (len > 0)
        memcpy(to, bytes, len);
    return to;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct pattern_match match;
    size_t pattern_len;
    char *pattern, *subject;
    void *memory;

    if (len == 0)
        return 0;
    pattern_len = bytes[0] < len ? bytes[0] : len - 1;
    pattern = copy(bytes + 1, pattern_len);
    subject = copy(bytes + 1 + pattern_len, len - 1 - pattern_len);
    memory = malloc(pattern_size(pattern, pattern_len));
    insist(memory != NULL);
    memset(&match, 0x5a, sizeof match);
    match.subject = subject;
    match.end = subject + (len - 1 - pattern_len);
    match.pattern =
        pattern_compile(memory, pattern, pattern_len, bytes[0] % 2 == 0);
    match.steps = STEPS;
    match.spend = spend;
    match.fail = leave;
    free(pattern);
    find_all(&match);
    free(memory);
    free(subject);
    return 0;
}
