#include "str/pattern.h"

#include <string.h>

/* The last sets are looked through before a new one is made. */
enum { SETS_TO_COMPARE = 16 };

enum error {
    ENDS_WITH_ESCAPE,
    NO_BRACKET,
    NO_FRONTIER_SET,
    NO_BALANCE,
    BAD_CAPTURE,
    BAD_INDEX,
    TOO_MANY,
    TOO_COMPLEX
};

static const char *const messages[] = {
    [ENDS_WITH_ESCAPE] = "malformed pattern (ends with '%%')",
    [NO_BRACKET] = "malformed pattern (missing ']')",
    [NO_FRONTIER_SET] = "missing '[' after '%%f' in pattern",
    [NO_BALANCE] = "malformed pattern (missing arguments to '%%b')",
    [BAD_CAPTURE] = "invalid pattern capture",
    [BAD_INDEX] = "invalid capture index %%%d",
    [TOO_MANY] = "too many captures",
    [TOO_COMPLEX] = "pattern too complex",
};

const uint32_t pattern_too_complex = TOO_COMPLEX;

/* What is known of a capture where the decoder is. */
enum capture { IS_OPEN, IS_CLOSED, IS_POSITION };

struct compiler {
    struct pattern *pattern;
    struct pattern_node *node; /* the one that is being made */
    struct pattern_set *sets;
    uint32_t set_count;
    const char *at;
    const char *end;
    bool has_failed;
    bool has_back;
    enum capture captures[PATTERN_CAPTURES];
};

const char *pattern_error(uint32_t number)
{
    return messages[number];
}

/*
 * At most one node for each byte and one for the end.  A set belongs to a '%',
 * to a '[', or stands behind a repetition or at the start.
 */
static size_t count_sets(const char *bytes, size_t len)
{
    size_t count = 1;

    for (size_t i = 0; i < len; i++)
        count += bytes[i] == '%' || bytes[i] == '[' || bytes[i] == '*' ||
                 bytes[i] == '+' || bytes[i] == '-';
    return count;
}

size_t pattern_size(const char *bytes, size_t len)
{
    return sizeof(struct pattern) +
           count_sets(bytes, len) * sizeof(struct pattern_set) +
           (len + 1) * sizeof(struct pattern_node) + len;
}

static uint32_t keep_set(struct compiler *c, const struct pattern_set *set)
{
    uint32_t seen = c->set_count;

    for (int i = 0; seen > 0 && i < SETS_TO_COMPARE; i++) {
        if (pattern_set_is_equal(&c->sets[--seen], set))
            return seen;
    }
    c->sets[c->set_count] = *set;
    return c->set_count++;
}

static void fail(struct compiler *c, enum error error, int index)
{
    c->node->op = PATTERN_ERROR;
    c->node->set = error;
    c->node->byte = (uint8_t)index;
    c->has_failed = true;
}

static bool is_next(const struct compiler *c, char byte)
{
    return c->at < c->end && *c->at == byte;
}

/* Steps over the rest of a '[set]'; false when the ']' is missing. */
static bool skip_brackets(struct compiler *c)
{
    if (is_next(c, '^'))
        c->at++;
    do {
        if (c->at >= c->end)
            return false;
        if (*c->at++ == '%' && c->at < c->end)
            c->at++;
    } while (!is_next(c, ']'));
    c->at++;
    return true;
}

/* Puts the next item of a set in and returns what stands behind it. */
static const char *put_item(struct pattern_set *set, const char *at,
                            const char *close)
{
    const unsigned char *bytes = (const unsigned char *)at;

    if (*at == '%') {
        pattern_set_put_class(set, bytes[1]);
        return at + 2;
    }
    if (close - at > 2 && at[1] == '-') {
        pattern_set_put_range(set, bytes[0], bytes[2]);
        return at + 3;
    }
    pattern_set_put(set, *bytes);
    return at + 1;
}

/* A set, behind its '['. */
static void compile_set(struct compiler *c)
{
    const char *at = c->at;
    bool is_inverted = is_next(c, '^');
    struct pattern_set set = {{0}};

    if (!skip_brackets(c)) {
        fail(c, NO_BRACKET, 0);
        return;
    }
    for (at += is_inverted; at < c->at - 1;)
        at = put_item(&set, at, c->at - 1);
    if (is_inverted)
        pattern_set_invert(&set);
    c->node->test = PATTERN_IN_SET;
    c->node->set = keep_set(c, &set);
}

static void compile_byte(struct compiler *c, char byte)
{
    c->node->test = PATTERN_IS_BYTE;
    c->node->byte = (uint8_t)byte;
}

/* A class or an escaped byte, behind its '%'. */
static void compile_class(struct compiler *c)
{
    struct pattern_set set = {{0}};
    int single;

    if (c->at == c->end) {
        fail(c, ENDS_WITH_ESCAPE, 0);
        return;
    }
    pattern_set_put_class(&set, (unsigned char)*c->at++);
    single = pattern_set_single(&set);
    if (single >= 0) {
        compile_byte(c, (char)single);
        return;
    }
    c->node->test = PATTERN_IN_SET;
    c->node->set = keep_set(c, &set);
}

static void compile_suffix(struct compiler *c)
{
    static const struct {
        char byte;
        enum pattern_op op;
    } suffixes[] = {
        {'*', PATTERN_STAR},
        {'+', PATTERN_PLUS},
        {'-', PATTERN_MINUS},
        {'?', PATTERN_OPTIONAL},
    };

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (is_next(c, suffixes[i].byte)) {
            c->node->op = suffixes[i].op;
            c->at++;
            return;
        }
    }
}

/* The test of a single byte, and how often it is repeated. */
static void compile_single(struct compiler *c)
{
    char byte = *c->at++;

    c->node->op = PATTERN_ONE;
    if (byte == '%')
        compile_class(c);
    else if (byte == '[')
        compile_set(c);
    else if (byte == '.')
        c->node->test = PATTERN_IS_ANY;
    else
        compile_byte(c, byte);
    if (!c->has_failed)
        compile_suffix(c);
}

static void compile_open(struct compiler *c)
{
    int index = c->pattern->captures;

    c->at++;
    if (index == PATTERN_CAPTURES) {
        fail(c, TOO_MANY, 0);
        return;
    }
    c->pattern->captures++;
    c->node->byte = (uint8_t)index;
    c->node->op = PATTERN_OPEN;
    c->captures[index] = IS_OPEN;
    if (is_next(c, ')')) {
        c->at++;
        c->node->op = PATTERN_POSITION;
        c->captures[index] = IS_POSITION;
    }
}

static void compile_close(struct compiler *c)
{
    c->at++;
    for (int i = c->pattern->captures; i-- > 0;) {
        if (c->captures[i] == IS_OPEN) {
            c->captures[i] = IS_CLOSED;
            c->node->op = PATTERN_CLOSE;
            c->node->byte = (uint8_t)i;
            return;
        }
    }
    fail(c, BAD_CAPTURE, 0);
}

static void compile_balance(struct compiler *c)
{
    c->at += 2;
    if (c->end - c->at < 2) {
        fail(c, NO_BALANCE, 0);
        return;
    }
    c->node->op = PATTERN_BALANCE;
    c->node->byte = (uint8_t)c->at[0];
    c->node->other = (uint8_t)c->at[1];
    c->at += 2;
}

static void compile_frontier(struct compiler *c)
{
    c->at += 2;
    if (!is_next(c, '[')) {
        fail(c, NO_FRONTIER_SET, 0);
        return;
    }
    c->at++;
    c->node->op = PATTERN_FRONTIER;
    compile_set(c);
}

/* A position has no bytes that could be there once more. */
static void compile_back(struct compiler *c)
{
    int index = c->at[1] - '1';

    c->at += 2;
    if (index < 0 || index >= c->pattern->captures ||
        c->captures[index] == IS_OPEN) {
        fail(c, BAD_INDEX, index + 1);
        return;
    }
    c->has_back = true;
    c->node->byte = (uint8_t)index;
    c->node->op =
        c->captures[index] == IS_POSITION ? PATTERN_NEVER : PATTERN_BACK;
}

static void compile_escape(struct compiler *c)
{
    char next = '\0';

    if (c->end - c->at > 1)
        next = c->at[1];
    if (next == 'b')
        compile_balance(c);
    else if (next == 'f')
        compile_frontier(c);
    else if (next >= '0' && next <= '9')
        compile_back(c);
    else
        compile_single(c);
}

static void compile_node(struct compiler *c)
{
    switch (*c->at) {
    case '(': compile_open(c); break;
    case ')': compile_close(c); break;
    case '%': compile_escape(c); break;
    case '$':
        if (c->at + 1 == c->end) {
            c->at++;
            c->node->op = PATTERN_STOP;
            break;
        }
        /* fall through */
    default: compile_single(c); break;
    }
}

/* What can stand where a node begins, seen from the end of the pattern. */
struct tail {
    struct pattern_set first;
    bool may_be_empty; /* even nothing more makes a match, or an error */
};

static void get_tested(const struct compiler *c,
                       const struct pattern_node *node, struct pattern_set *set)
{
    memset(set, 0, sizeof *set);
    if (node->test == PATTERN_IN_SET)
        *set = c->sets[node->set];
    else if (node->test == PATTERN_IS_BYTE)
        pattern_set_put(set, node->byte);
    else
        pattern_set_invert(set);
}

/* Tells the node what can follow it. */
static void note_first(struct compiler *c, struct pattern_node *node,
                       const struct tail *tail)
{
    int single = pattern_set_single(&tail->first);

    if (tail->may_be_empty)
        return;
    node->flags |= PATTERN_HAS_FIRST;
    node->first = keep_set(c, &tail->first);
    if (single >= 0) {
        node->flags |= PATTERN_HAS_FIRST_BYTE;
        node->other = (uint8_t)single;
    }
}

static void look_at_repetition(struct compiler *c, struct pattern_node *node,
                               struct tail *tail)
{
    struct pattern_set tested;

    get_tested(c, node, &tested);
    if (node->op != PATTERN_OPTIONAL) {
        if (pattern_set_is_disjoint(&tested, &tail->first))
            node->flags |= PATTERN_GREEDY;
        note_first(c, node, tail);
    }
    if (node->op == PATTERN_PLUS) {
        tail->first = tested;
        tail->may_be_empty = false;
    } else {
        pattern_set_unite(&tail->first, &tested);
    }
}

/* Steps over a node towards the start. */
static void look_at(struct compiler *c, struct pattern_node *node,
                    struct tail *tail)
{
    struct pattern_set set = {{0}};

    switch (node->op) {
    case PATTERN_OPEN:
    case PATTERN_POSITION:
    case PATTERN_CLOSE: return;
    case PATTERN_STAR:
    case PATTERN_PLUS:
    case PATTERN_MINUS:
    case PATTERN_OPTIONAL: look_at_repetition(c, node, tail); return;
    case PATTERN_ONE: get_tested(c, node, &set); break;
    case PATTERN_BALANCE: pattern_set_put(&set, node->byte); break;
    case PATTERN_FRONTIER:
    case PATTERN_BACK: pattern_set_invert(&set); break;
    default: break;
    }
    tail->first = set;
    tail->may_be_empty = node->op == PATTERN_ERROR || node->op == PATTERN_END;
}

/*
 * When no match begins where a run does, none begins inside of the run: what
 * follows it would be looked for in some of the same places.  Only a capture
 * that has another start, and is looked for again, makes a difference.
 */
static bool is_leaping(const struct compiler *c)
{
    const struct pattern_node *node = c->pattern->nodes;

    while (node->op == PATTERN_OPEN || node->op == PATTERN_POSITION)
        node++;
    return node->op >= PATTERN_STAR && node->op <= PATTERN_MINUS &&
           !c->has_back;
}

static void look_back(struct compiler *c, struct pattern_node *nodes)
{
    struct tail tail = {.may_be_empty = false};

    while (c->node >= nodes)
        look_at(c, c->node--, &tail);
    note_first(c, &c->pattern->start, &tail);
    c->pattern->is_leaping = is_leaping(c);
}

static bool is_literal(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] != '\0' && strchr("^$*+?.([%-", bytes[i]))
            return false;
    }
    return true;
}

/* Sets come first in memory, for their alignment; the text last. */
static struct pattern_node *lay_out(struct compiler *c, const char *bytes,
                                    size_t len)
{
    struct pattern *p = c->pattern;
    struct pattern_node *nodes;
    char *text;

    c->sets = (struct pattern_set *)(p + 1);
    nodes = (struct pattern_node *)(c->sets + count_sets(bytes, len));
    text = (char *)(nodes + len + 1);
    if (len > 0)
        memcpy(text, bytes, len);
    *p = (struct pattern){.len = len, .text = text, .nodes = nodes};
    p->sets = c->sets;
    p->is_literal = is_literal(bytes, len);
    return nodes;
}

const struct pattern *pattern_compile(void *memory, const char *bytes,
                                      size_t len, bool anchors)
{
    struct compiler c = {.pattern = memory, .end = bytes + len};
    struct pattern_node *nodes = lay_out(&c, bytes, len);

    c.node = nodes;
    c.at = bytes;
    if (anchors && is_next(&c, '^')) {
        c.pattern->is_anchored = true;
        c.at++;
    }
    for (; c.at < c.end && !c.has_failed; c.node++) {
        *c.node = (struct pattern_node){.op = PATTERN_NEVER};
        compile_node(&c);
    }
    *c.node = (struct pattern_node){.op = PATTERN_END};
    look_back(&c, nodes);
    return c.pattern;
}
