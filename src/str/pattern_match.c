#include "str/pattern_match.h"

#include <string.h>

enum {
    BYTES_PER_STEP = 16, /* in runs, which are tested in a tight loop */
    BYTES_AT_ONCE = 1 << 14
};

static inline void spend(struct pattern_match *m, ptrdiff_t steps)
{
    m->steps -= steps;
    if (__builtin_expect(m->steps < 0, 0))
        m->spend(m);
}

static void fail(struct pattern_match *m, uint32_t error, int index)
{
    m->fail(m, error, index);
}

/* Whether the byte at `s` passes the test of the node; at the end none does. */
static inline bool passes(const struct pattern_match *m, const char *s,
                          const struct pattern_node *node)
{
    if (s == m->end)
        return false;
    switch (node->test) {
    case PATTERN_IN_SET:
        return pattern_set_has(&m->pattern->sets[node->set], *s);
    case PATTERN_IS_BYTE: return (uint8_t)*s == node->byte;
    default: return true;
    }
}

static inline const char *skip_set(const struct pattern_set *set, const char *s,
                                   const char *end)
{
    while (s < end && pattern_set_has(set, *s))
        s++;
    return s;
}

static inline const char *skip_byte(uint8_t byte, const char *s,
                                    const char *end)
{
    while (s < end && (uint8_t)*s == byte)
        s++;
    return s;
}

/* The end of the run of bytes at `s` that pass the test. */
static const char *skip_run(struct pattern_match *m, const char *s,
                            const struct pattern_node *node)
{
    const char *start, *end;

    if (node->test == PATTERN_IS_ANY)
        return m->end;
    do {
        start = s;
        end = m->end - s > BYTES_AT_ONCE ? s + BYTES_AT_ONCE : m->end;
        s = node->test == PATTERN_IS_BYTE
                ? skip_byte(node->byte, s, end)
                : skip_set(&m->pattern->sets[node->set], s, end);
        spend(m, (s - start) / BYTES_PER_STEP);
    } while (s == end && end < m->end);
    return s;
}

/* From the opening byte to behind the closing one. */
static const char *skip_balance(struct pattern_match *m, const char *s,
                                const struct pattern_node *node)
{
    size_t open = 1;

    if (s == m->end || (uint8_t)*s != node->byte)
        return NULL;
    while (++s < m->end) {
        if ((uint8_t)*s == node->other) {
            if (--open == 0)
                return s + 1;
        } else if ((uint8_t)*s == node->byte) {
            open++;
        }
        if (((uintptr_t)(s - m->subject) & (BYTES_PER_STEP - 1)) == 0)
            spend(m, 1);
    }
    return NULL;
}

/* Both ends of the subject count as a zero byte. */
static bool is_frontier(const struct pattern_match *m, const char *s,
                        const struct pattern_node *node)
{
    const struct pattern_set *set = &m->pattern->sets[node->set];

    char before = '\0', after = '\0';

    if (s > m->subject)
        before = s[-1];
    if (s < m->end)
        after = *s;
    return !pattern_set_has(set, before) && pattern_set_has(set, after);
}

static const char *skip_again(struct pattern_match *m, const char *s, int index)
{
    const char *start = m->captures[index].start;
    size_t len = (size_t)m->captures[index].len;

    if (len > (size_t)(m->end - s))
        return NULL;
    spend(m, (ptrdiff_t)(len / BYTES_PER_STEP));
    return memcmp(start, s, len) == 0 ? s + len : NULL;
}

/* What the nodes do that are not repeated: the place behind, or NULL. */
static inline const char *advance(struct pattern_match *m, const char *s,
                                  const struct pattern_node *node)
{
    switch (node->op) {
    case PATTERN_ONE: return passes(m, s, node) ? s + 1 : NULL;
    case PATTERN_STOP: return s == m->end ? s : NULL;
    case PATTERN_BALANCE: return skip_balance(m, s, node);
    case PATTERN_FRONTIER: return is_frontier(m, s, node) ? s : NULL;
    case PATTERN_BACK: return skip_again(m, s, node->byte);
    default: return NULL;
    }
}

/*
 * There is nothing to undo when the match fails behind this: whether a capture
 * is closed depends on the place in the pattern alone.
 */
static inline void mark(struct pattern_match *m, const char *s,
                        const struct pattern_node *node)
{
    if (node->op == PATTERN_CLOSE) {
        m->captures[node->byte].len = s - m->captures[node->byte].start;
        return;
    }
    m->captures[node->byte].start = s;
    m->captures[node->byte].len =
        node->op == PATTERN_OPEN ? PATTERN_UNFINISHED : PATTERN_IS_POSITION;
}

static const char *match(struct pattern_match *m, const char *s,
                         const struct pattern_node *node, int depth);

/* Whether what follows the node could begin at `s`. */
static inline bool may_follow(const struct pattern_match *m, const char *s,
                              const struct pattern_node *node)
{
    return !(node->flags & PATTERN_HAS_FIRST) || s == m->end ||
           pattern_set_has(&m->pattern->sets[node->first], *s);
}

/* Tries what follows behind the run that ends at `s`, then behind shorter. */
static const char *give_back(struct pattern_match *m, const char *s,
                             const char *shortest,
                             const struct pattern_node *node, int depth)
{
    const char *last;

    if (depth == 0)
        fail(m, pattern_too_complex, 0);
    for (;; s--) {
        spend(m, 1);
        if (may_follow(m, s, node)) {
            last = match(m, s, node + 1, depth);
            if (last)
                return last;
        }
        if (s == shortest)
            return NULL;
    }
}

/* The next place where what follows could begin, when any byte may be passed.
 */
static const char *seek(const struct pattern_match *m, const char *s,
                        const struct pattern_node *node)
{
    size_t left = (size_t)(m->end - s);
    size_t len = left > BYTES_AT_ONCE ? BYTES_AT_ONCE : left;
    const char *found;

    if (node->test != PATTERN_IS_ANY ||
        !(node->flags & PATTERN_HAS_FIRST_BYTE) || left == 0)
        return s;
    found = memchr(s, node->other, len);
    return found ? found : s + len;
}

/* Tries what follows at `s`, then behind one more byte, and so on. */
static const char *take_more(struct pattern_match *m, const char *s,
                             const struct pattern_node *node, int depth)
{
    const char *last, *start;

    if (depth == 0)
        fail(m, pattern_too_complex, 0);
    for (;; s++) {
        start = s;
        s = seek(m, s, node);
        spend(m, 1 + (s - start) / BYTES_PER_STEP);
        if (may_follow(m, s, node)) {
            last = match(m, s, node + 1, depth);
            if (last)
                return last;
        }
        if (!passes(m, s, node))
            return NULL;
    }
}

/*
 * What a repetition comes to: the end of the match, or NULL.  Where there is
 * only one way to go on, *s and *depth are set for it, and *goes_on.
 */
static const char *repeat(struct pattern_match *m, const char **s,
                          const struct pattern_node *node, int *depth,
                          bool *goes_on)
{
    const char *from = *s;
    const char *last;

    *goes_on = node->op != PATTERN_PLUS;
    if (!passes(m, from, node))
        return NULL;
    if (node->op == PATTERN_OPTIONAL)
        return match(m, from + 1, node + 1, *depth);
    *goes_on = false;
    if (node->op == PATTERN_MINUS)
        return take_more(m, from, node, *depth);
    last = skip_run(m, from, node);
    if (!(node->flags & PATTERN_GREEDY))
        return give_back(m, last, from + (node->op == PATTERN_PLUS), node,
                         *depth);
    if ((*depth)-- == 0)
        fail(m, pattern_too_complex, 0);
    *s = last;
    *goes_on = true;
    return NULL;
}

/*
 * Recursion is as deep as in Lua, so that the same patterns are too complex;
 * captures and greedy runs only count as if they needed it.
 */
static const char *match(struct pattern_match *m, const char *s,
                         const struct pattern_node *node, int depth)
{
    const char *last;
    bool goes_on;

    if (depth-- == 0)
        fail(m, pattern_too_complex, 0);
    for (;; node++) {
        spend(m, 1);
        if (node->op < PATTERN_OPEN) {
            s = advance(m, s, node);
            if (!s)
                return NULL;
        } else if (node->op < PATTERN_STAR) {
            mark(m, s, node);
            if (depth-- == 0)
                fail(m, pattern_too_complex, 0);
        } else if (node->op < PATTERN_ERROR) {
            last = repeat(m, &s, node, &depth, &goes_on);
            if (last || !goes_on)
                return last;
        } else {
            if (node->op == PATTERN_ERROR)
                fail(m, node->set, node->byte);
            return s;
        }
    }
}

/* The next place where a match could begin: the end of the subject always. */
static const char *next_start(struct pattern_match *m, const char *s)
{
    const struct pattern *p = m->pattern;
    const char *stop, *from;

    if (!(p->start.flags & PATTERN_HAS_FIRST))
        return s;
    while (s < m->end) {
        from = s;
        stop = m->end - s > BYTES_AT_ONCE ? s + BYTES_AT_ONCE : m->end;
        if (p->start.flags & PATTERN_HAS_FIRST_BYTE) {
            s = memchr(s, p->start.other, (size_t)(stop - s));
            s = s ? s : stop;
        } else {
            while (s < stop && !pattern_set_has(&p->sets[p->start.first], *s))
                s++;
        }
        spend(m, (s - from) / BYTES_PER_STEP);
        if (s < stop)
            break;
    }
    return s;
}

/* Behind the run that a failed match began with. */
static const char *leap(struct pattern_match *m, const char *s)
{
    const struct pattern_node *node = m->pattern->nodes;

    while (node->op == PATTERN_OPEN || node->op == PATTERN_POSITION)
        node++;
    return skip_run(m, s, node);
}

bool pattern_match_find(struct pattern_match *m, const char *from,
                        const char *reject)
{
    const struct pattern *p = m->pattern;
    const char *s = from;
    const char *last, *next;

    for (;;) {
        if (!p->is_anchored)
            s = next_start(m, s);
        last = match(m, s, p->nodes, PATTERN_DEPTH);
        if (last && last != reject) {
            m->first = s;
            m->last = last;
            return true;
        }
        if (p->is_anchored || s == m->end)
            return false;
        next = !last && p->is_leaping ? leap(m, s) : s;
        s = next > s ? next : s + 1;
    }
}
