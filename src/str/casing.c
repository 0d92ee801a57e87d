#include "str/casing.h"

#include "str/ascii.h"

enum { BLOCK = 64 };

/* In blocks without a way out, which the compiler makes into wide code. */
static bool has_letter(struct view v, unsigned char first)
{
    size_t i = 0;

    for (; i + BLOCK <= v.len; i += BLOCK) {
        unsigned char found = 0;

        for (size_t j = 0; j < BLOCK; j++)
            found |= (unsigned char)(view_at(v, i + j) - first) < 26;
        if (found)
            return true;
    }
    for (; i < v.len; i++) {
        if ((unsigned char)(view_at(v, i) - first) < 26)
            return true;
    }
    return false;
}

bool casing_has_upper(struct view v)
{
    return has_letter(v, 'A');
}

bool casing_has_lower(struct view v)
{
    return has_letter(v, 'a');
}

void casing_lower(char *restrict to, struct view v)
{
    for (size_t i = 0; i < v.len; i++)
        to[i] = (char)ascii_lower(view_at(v, i));
}

void casing_upper(char *restrict to, struct view v)
{
    for (size_t i = 0; i < v.len; i++)
        to[i] = (char)ascii_upper(view_at(v, i));
}

void casing_rotate(char *restrict to, struct view v)
{
    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = view_at(v, i);
        unsigned char place = (unsigned char)((c | 32) - 'a');

        to[i] = (char)(c + (place < 13 ? 13 : place < 26 ? -13 : 0));
    }
}

void casing_words(char *to, struct view v, const struct byteset *separators)
{
    bool starts = true;

    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = view_at(v, i);

        to[i] = (char)(starts ? ascii_upper(c) : c);
        starts = separators->has[(unsigned char)to[i]];
    }
}
