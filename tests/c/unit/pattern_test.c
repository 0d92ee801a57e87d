#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"
#include "str/pattern_match.h"

runner_suite pattern_suite;

enum { STEPS_AT_ONCE = 100 };

/* One match, and how it was left when it did not return. */
struct run {
    struct pattern_match match;
    void *memory;
    int64_t steps; /* spent */
    int64_t limit;
    jmp_buf left;
    char error[80];
};

static void spend(struct pattern_match *match)
{
    struct run *run = match->owner;

    run->steps += STEPS_AT_ONCE - match->steps;
    match->steps = STEPS_AT_ONCE;
    if (run->steps > run->limit)
        longjmp(run->left, 1);
}

static void leave(struct pattern_match *match, uint32_t error, int index)
{
    struct run *run = match->owner;
    const char *text = pattern_error(error);
    const char *escape = strstr(text, "%%%d");

    snprintf(run->error, sizeof run->error, "%s", text);
    if (escape)
        snprintf(run->error + (escape - text), 8, "%%%d", index);
    else if ((escape = strstr(text, "%%")) != NULL)
        snprintf(run->error + (escape - text),
                 sizeof run->error - (size_t)(escape - text), "%s", escape + 1);
    longjmp(run->left, 1);
}

/* The pattern is decoded in memory of just its size, for ASan to watch. */
static bool find(struct run *run, const char *subject, size_t len,
                 const char *pattern, size_t pattern_len)
{
    bool found = false;

    memset(run, 0, sizeof *run);
    run->limit = 1000000;
    run->memory = malloc(pattern_size(pattern, pattern_len));
    ck_assert_ptr_nonnull(run->memory);
    run->match.subject = subject;
    run->match.end = subject + len;
    run->match.pattern =
        pattern_compile(run->memory, pattern, pattern_len, true);
    run->match.steps = STEPS_AT_ONCE;
    run->match.owner = run;
    run->match.spend = spend;
    run->match.fail = leave;
    if (setjmp(run->left) == 0) {
        found = pattern_match_find(&run->match, subject, NULL);
        run->steps += STEPS_AT_ONCE - run->match.steps;
    }
    return found;
}

/* As "2-4", then ":" and each capture: its bytes, "@" and a position, or "!".
 */
static void describe(const struct run *run, char *to, size_t room)
{
    const struct pattern_match *m = &run->match;
    size_t at =
        (size_t)snprintf(to, room, "%d-%d", (int)(m->first - m->subject) + 1,
                         (int)(m->last - m->subject));

    for (int i = 0; i < m->pattern->captures; i++) {
        ptrdiff_t len = m->captures[i].len;
        int start = (int)(m->captures[i].start - m->subject);

        if (len == PATTERN_IS_POSITION)
            at += (size_t)snprintf(to + at, room - at, ":@%d", start + 1);
        else if (len == PATTERN_UNFINISHED)
            at += (size_t)snprintf(to + at, room - at, ":!");
        else
            at += (size_t)snprintf(to + at, room - at, ":%.*s", (int)len,
                                   m->captures[i].start);
    }
}

/* Subject, pattern, and what is found: "" nothing, else an error's text. */
static const char *const cases[][3] = {
    /* single bytes, sets and classes */
    {"", "", "1-0"},
    {"abc", "", "1-0"},
    {"abc", "b", "2-2"},
    {"abc", "bd", ""},
    {"abc", ".c", "2-3"},
    {"a.c", "%.", "2-2"},
    {"a%c", "%%", "2-2"},
    {"x9", "%d", "2-2"},
    {"9x", "%D", "2-2"},
    {"Hello World", "%u%l+$", "7-11"},
    {"a\tb", "%s", "2-2"},
    {"a\x01", "%c", "2-2"},
    {"a;b", "%p", "2-2"},
    {"ab_1", "[%w_]+", "1-4"},
    {"zzF0", "%x+", "3-4"},
    {"\xe9t", "%a", "2-2"},
    {"\xe9", "[\xe0-\xff]", "1-1"},
    {"a-b", "[a-]+", "1-2"},
    {"]", "[]]", "1-1"},
    {"a]", "[^]]", "1-1"},
    {"^", "[%^x]", "1-1"},
    {"b", "[a-c]", "1-1"},
    {"b", "[c-a]", ""},
    {"a-z", "[%a-z]+", "1-3"},
    {"5", "[^%D]", "1-1"},
    /* repetitions */
    {"aaab", "a*", "1-3"},
    {"baaa", "a*", "1-0"},
    {"baaa", "a+", "2-4"},
    {"aaa", "a-b", ""},
    {"aaab", "a-b", "1-4"},
    {"<<a>>", "<.->", "1-4"},
    {"<<a>>", "<.+>", "1-5"},
    {"colour color", "colou?r c", "1-8"},
    {"aaa", "a?a?a?a", "1-3"},
    {"aaa", "^a*a$", "1-3"},
    {"  x ", "^%s*(.-)%s*$", "1-4:x"},
    {"ab12", "%a*%d*$", "1-4"},
    {"x  ", "%s+$", "2-3"},
    {"a  b  ", "%s+$", "5-6"},
    {"*", "*", "1-1"},
    {"a+", "a%+", "1-2"},
    /* anchors */
    {"ab", "^b", ""},
    {"ab", "^a", "1-1"},
    {"ab", "b$", "2-2"},
    {"a$b", "a$b", "1-3"},
    {"a^b", "a^b", "1-3"},
    {"", "^$", "1-0"},
    {"abc", "$", "4-3"},
    /* captures */
    {"key = value", "(%w+)%s*=%s*(%w+)", "1-11:key:value"},
    {"abc", "()b()", "2-2:@2:@3"},
    {"abc", "((a)(b))", "1-2:ab:a:b"},
    {"abc", "a(", "1-1:!"},
    {"say 'it'", "(['\"])(.-)%1", "5-8:':it"},
    {"xyxy", "(x)y%1y", "1-4:x"},
    {"aa", "(a*)%1$", "1-2:a"},
    {"aab", "(a)b", "2-3:a"},
    {"aXbX", "(%a)X(%a)", "1-3:a:b"},
    {"a", "()%1", ""},
    {"aab aab", "(a+)b %1b", "1-7:aa"},
    {"baab aaab", "(a+)b a%1b", "2-9:aa"},
    /* %b and %f */
    {"f(a(b)c)d", "%b()", "2-8"},
    {"f(a(b c", "%b()", ""},
    {"((", "%b()", ""},
    {"xax", "%bxx", "1-3"},
    {"THE (quick) fox", "%f[%a]%a+", "1-3"},
    {"the END.", "%f[%u]%u+%f[%U]", "5-7"},
    {"ab", "%f[%z]", "3-2"},
    {"ab", "b%f[^%w]", "2-2"},
    /* what is wrong is an error where a match comes to it, and only there */
    {"a", "%", "malformed pattern (ends with '%')"},
    {"a", "b%", ""},
    {"a", "[a", "malformed pattern (missing ']')"},
    {"a", "[]", "malformed pattern (missing ']')"},
    {"a", "[a%", "malformed pattern (missing ']')"},
    {"a", "[^", "malformed pattern (missing ']')"},
    {"a", "a*[", "malformed pattern (missing ']')"},
    {"a", "%f", "missing '[' after '%f' in pattern"},
    {"a", "%fa", "missing '[' after '%f' in pattern"},
    {"a", "%f[a", "malformed pattern (missing ']')"},
    {"a", "%b", "malformed pattern (missing arguments to '%b')"},
    {"a", "%bx", "malformed pattern (missing arguments to '%b')"},
    {"a", "a)", "invalid pattern capture"},
    {"b", "a)", ""},
    {"a", "()())", "invalid pattern capture"},
    {"a", "%1", "invalid capture index %1"},
    {"a", "(%1)", "invalid capture index %1"},
    {"a", "(a)%2", "invalid capture index %2"},
    {"a", "%0", "invalid capture index %0"},
};

START_TEST(a_pattern_finds_what_the_manual_says)
{
    const char *const *row = cases[_i];
    struct run run;
    char found[120] = "";

    if (find(&run, row[0], strlen(row[0]), row[1], strlen(row[1])))
        describe(&run, found, sizeof found);
    else if (*run.error)
        snprintf(found, sizeof found, "%s", run.error);
    ck_assert_msg(strcmp(found, row[2]) == 0, "'%s' in '%s': %s, not %s",
                  row[1], row[0], found, row[2]);
    free(run.memory);
}
END_TEST

START_TEST(a_zero_byte_is_a_byte_like_others)
{
    static const char subject[] = "a\0b\0\0c";
    struct run run;

    ck_assert(find(&run, subject, 6, "\0+c", 3));
    ck_assert_int_eq(run.match.first - subject, 3);
    free(run.memory);
    ck_assert(find(&run, subject, 6, "[^\0a]", 5));
    ck_assert_int_eq(run.match.first - subject, 2);
    free(run.memory);
    ck_assert(find(&run, subject, 6, "%z%Z", 4));
    ck_assert_int_eq(run.match.first - subject, 1);
    free(run.memory);
}
END_TEST

START_TEST(a_class_is_that_of_ascii)
{
    static const char letters[] = "acdglpsuwx";
    static const int members[] = {52, 33, 10, 94, 26, 32, 6, 26, 62, 22};

    for (int i = 0; letters[i]; i++) {
        struct pattern_set small = {{0}}, capital = {{0}};
        int count = 0;

        pattern_set_put_class(&small, (unsigned char)letters[i]);
        pattern_set_put_class(&capital, (unsigned char)(letters[i] - 32));
        for (int byte = 0; byte < 256; byte++)
            count += pattern_set_has(&small, (char)byte);
        ck_assert_int_eq(count, members[i]);
        ck_assert(pattern_set_is_disjoint(&small, &capital));
        pattern_set_unite(&capital, &small);
        pattern_set_invert(&capital);
        ck_assert(pattern_set_is_equal(&capital, &(struct pattern_set){{0}}));
    }
}
END_TEST

static char *repeated(const char *text, int count)
{
    size_t len = strlen(text);
    char *all = malloc(len * (size_t)count + 1);

    ck_assert_ptr_nonnull(all);
    for (int i = 0; i < count; i++)
        memcpy(all + len * (size_t)i, text, len + 1);
    return all;
}

/* An item that is matched 199 times goes as deep as Lua allows. */
static const char *const nests[] = {".?", ".-", "x+y", "[xy]*z"};

START_TEST(a_pattern_that_goes_too_deep_is_too_complex)
{
    const char *item = nests[_i];
    bool is_lazy = strchr(item, '-') != NULL;
    char *subject = repeated(strchr(item, 'z') ? "xyz" : "xy", 1000);

    for (int more = 0; more < 2; more++) {
        char *pattern = repeated(item, 199 + more);
        char *whole = malloc(strlen(pattern) + 2);
        struct run run;

        ck_assert_ptr_nonnull(whole);
        sprintf(whole, "%s%s", pattern, is_lazy ? "$" : "");
        find(&run, subject, strlen(subject), whole, strlen(whole));
        ck_assert_str_eq(run.error, more ? "pattern too complex" : "");
        free(run.memory);
        free(whole);
        free(pattern);
    }
    free(subject);
}
END_TEST

START_TEST(a_long_pattern_needs_little_stack)
{
    char *subject = repeated("ab", 100000);
    char *pattern = repeated("[ab].", 100000);
    struct run run;

    ck_assert(find(&run, subject, 200000, pattern, 500000));
    ck_assert_int_eq(run.match.last - subject, 200000);
    free(run.memory);
    free(pattern);
    free(subject);
}
END_TEST

START_TEST(captures_are_counted)
{
    char *pattern = repeated("()", 33);
    struct run run;

    ck_assert(find(&run, "a", 1, pattern, 64));
    ck_assert_int_eq(run.match.pattern->captures, 32);
    free(run.memory);
    ck_assert(!find(&run, "a", 1, pattern, 66));
    ck_assert_str_eq(run.error, "too many captures");
    free(run.memory);
    free(pattern);
}
END_TEST

/* Patterns that would run for ages on a long subject of one letter. */
static const char *const hard[] = {
    ".-.-.-b",       "a*a*a*a*b",   "(a*).-%1.-b",      "%f[a]a-a-a-b",
    "a?a-a?a-a?a-b", "(a-)a-%1a-b", "[ab]-[ab]-[ab]-c", ".*.*.*b",
};

START_TEST(a_hard_pattern_stops_when_its_steps_are_spent)
{
    char *subject = repeated("a", 4000);
    struct run first, second;

    ck_assert(!find(&first, subject, 4000, hard[_i], strlen(hard[_i])));
    ck_assert_int_gt(first.steps, 1000000);
    ck_assert_int_lt(first.steps, 1001200);
    ck_assert(!find(&second, subject, 4000, hard[_i], strlen(hard[_i])));
    ck_assert_int_eq(first.steps, second.steps);
    free(first.memory);
    free(second.memory);
    free(subject);
}
END_TEST

/* Patterns that are quadratic where nothing is known of what can follow. */
static const char *const easy[] = {
    "a+b", "%s+$", "(a+)=", "^a*b", "[^b]*b", ".-b",
    "a*$", "b",    "%a+%d", ".*b",  "(.+)b",  "a-b",
};

START_TEST(an_easy_pattern_takes_steps_by_the_length)
{
    char *subject = repeated("a", 100000);
    struct run run;

    find(&run, subject, 100000, easy[_i], strlen(easy[_i]));
    ck_assert_int_lt(run.steps, 3 * 100000);
    ck_assert_int_gt(run.steps, 0);
    free(run.memory);
    free(subject);
}
END_TEST

START_TEST(a_match_that_ends_at_a_place_can_be_rejected)
{
    static const char subject[] = "aab";
    struct run run;

    ck_assert(find(&run, subject, 3, "a*", 2));
    ck_assert_int_eq(run.match.last - subject, 2);
    ck_assert(pattern_match_find(&run.match, subject + 2, subject + 2));
    ck_assert_int_eq(run.match.first - subject, 3);
    free(run.memory);
}
END_TEST

Suite *pattern_suite(void)
{
    Suite *suite = suite_create("pattern");
    TCase *all = tcase_create("all");

    tcase_add_loop_test(all, a_pattern_finds_what_the_manual_says, 0,
                        sizeof cases / sizeof *cases);
    tcase_add_test(all, a_zero_byte_is_a_byte_like_others);
    tcase_add_test(all, a_class_is_that_of_ascii);
    tcase_add_loop_test(all, a_pattern_that_goes_too_deep_is_too_complex, 0,
                        sizeof nests / sizeof *nests);
    tcase_add_test(all, a_long_pattern_needs_little_stack);
    tcase_add_test(all, captures_are_counted);
    tcase_add_loop_test(all, a_hard_pattern_stops_when_its_steps_are_spent, 0,
                        sizeof hard / sizeof *hard);
    tcase_add_loop_test(all, an_easy_pattern_takes_steps_by_the_length, 0,
                        sizeof easy / sizeof *easy);
    tcase_add_test(all, a_match_that_ends_at_a_place_can_be_rejected);
    suite_add_tcase(suite, all);
    return suite;
}
