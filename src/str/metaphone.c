#include "str/metaphone.h"

#include "str/ascii.h"

struct reader {
    struct sink *sink;
    struct view v;
    size_t at;    /* of the current letter */
    size_t skip;  /* how many of those after it were read with it */
    size_t count; /* of sounds */
};

/* The letter so far away in upper case; 0 where there is none. */
static char letter(const struct reader *r, ptrdiff_t distance)
{
    ptrdiff_t at = (ptrdiff_t)r->at + distance;

    if (at < 0 || (size_t)at >= r->v.len)
        return 0;
    return (char)ascii_upper(view_at(r->v, (size_t)at));
}

static void put(struct reader *r, const char *sounds)
{
    for (; *sounds; sounds++) {
        sink_put(r->sink, *sounds);
        r->count++;
    }
}

static bool is_one_of(char c, const char *letters)
{
    return c != 0 && strchr(letters, c) != NULL;
}

static bool is_vowel(char c)
{
    return is_one_of(c, "AEIOU");
}

/* They make a C or G before them soft. */
static bool is_front(char c)
{
    return is_one_of(c, "EIY");
}

/* An H after them is not heard. */
static bool takes_h(char c)
{
    return is_one_of(c, "CGPST");
}

static bool is_letter(char c)
{
    return ascii_is_upper((unsigned char)c);
}

/* The first letter, whose sound may be another than elsewhere. */
static void read_first(struct reader *r)
{
    char c = letter(r, 0), next = letter(r, 1);

    switch (c) {
    case 'A':
        put(r, next == 'E' ? "E" : "A");
        r->at += next == 'E' ? 2 : 1;
        return;
    case 'G':
    case 'K':
    case 'P':
        if (next == 'N') {
            put(r, "N");
            r->at += 2;
        }
        return;
    case 'X':
        put(r, "S");
        r->at++;
        return;
    case 'E':
    case 'I':
    case 'O':
    case 'U':
        put(r, (char[]){c, 0});
        r->at++;
        return;
    case 'W':
        if (next == 'R') {
            put(r, "R");
            r->at += 2;
        } else if (next == 'H' || is_vowel(next)) {
            put(r, "W");
            r->at += 2;
        }
        return;
    default: return;
    }
}

static void read_c(struct reader *r)
{
    char next = letter(r, 1);

    if (is_front(next)) {
        if (next == 'I' && letter(r, 2) == 'A')
            put(r, "X");
        else if (letter(r, -1) != 'S')
            put(r, "S");
    } else if (next == 'H') {
        put(r, "X");
        r->skip++;
    } else {
        put(r, "K");
    }
}

static void read_d(struct reader *r)
{
    if (letter(r, 1) == 'G' && is_front(letter(r, 2))) {
        put(r, "J");
        r->skip++;
    } else {
        put(r, "T");
    }
}

/* GH is silent after some letters. */
static bool is_gh_heard(const struct reader *r)
{
    return !(is_one_of(letter(r, -3), "BDH") || letter(r, -4) == 'H');
}

static void read_g(struct reader *r)
{
    char next = letter(r, 1);

    if (next == 'H') {
        if (is_gh_heard(r)) {
            put(r, "F");
            r->skip++;
        }
    } else if (next == 'N') {
        char after = letter(r, 2);

        if (is_letter(after) && !(after == 'E' && letter(r, 3) == 'D'))
            put(r, "K");
    } else {
        put(r, is_front(next) && letter(r, -1) != 'G' ? "J" : "K");
    }
}

static void read_s(struct reader *r)
{
    char next = letter(r, 1), after = letter(r, 2);

    if (next == 'I' && (after == 'O' || after == 'A')) {
        put(r, "X");
    } else if (next == 'H') {
        put(r, "X");
        r->skip++;
    } else {
        put(r, "S");
    }
}

static void read_t(struct reader *r)
{
    char next = letter(r, 1), after = letter(r, 2);

    if (next == 'I' && (after == 'O' || after == 'A')) {
        put(r, "X");
    } else if (next == 'H') {
        put(r, "0");
        r->skip++;
    } else if (!(next == 'C' && after == 'H')) {
        put(r, "T");
    }
}

static void put_if(struct reader *r, bool is_heard, const char *sound)
{
    if (is_heard)
        put(r, sound);
}

static void read_letter(struct reader *r)
{
    char c = letter(r, 0), next = letter(r, 1);

    switch (c) {
    case 'B': put_if(r, letter(r, -1) != 'M', "B"); break;
    case 'C': read_c(r); break;
    case 'D': read_d(r); break;
    case 'G': read_g(r); break;
    case 'H': put_if(r, is_vowel(next) && !takes_h(letter(r, -1)), "H"); break;
    case 'K': put_if(r, letter(r, -1) != 'C', "K"); break;
    case 'P': put(r, next == 'H' ? "F" : "P"); break;
    case 'Q': put(r, "K"); break;
    case 'S': read_s(r); break;
    case 'T': read_t(r); break;
    case 'V': put(r, "F"); break;
    case 'W':
    case 'Y': put_if(r, is_vowel(next), (char[]){c, 0}); break;
    case 'X': put(r, "KS"); break;
    case 'Z': put(r, "S"); break;
    case 'F':
    case 'J':
    case 'L':
    case 'M':
    case 'N':
    case 'R': put(r, (char[]){c, 0}); break;
    default: break;
    }
}

void metaphone_write(struct sink *sink, struct view v, size_t max)
{
    struct reader r = {.sink = sink, .v = v};
    const char *zero = v.len ? memchr(v.bytes, '\0', v.len) : NULL;

    if (zero)
        r.v.len = v.len = (size_t)(zero - v.bytes);
    while (r.at < v.len && !is_letter(letter(&r, 0)))
        r.at++;
    if (r.at == v.len)
        return;
    read_first(&r);
    for (; r.at < v.len && (max == 0 || r.count < max); r.at += 1 + r.skip) {
        r.skip = 0;
        if (letter(&r, 0) != letter(&r, -1) || letter(&r, 0) == 'C')
            read_letter(&r);
    }
}
