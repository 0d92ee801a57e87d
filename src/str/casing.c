#include "str/casing.h"

#include "str/ascii.h"

enum { BLOCK = 64 };

/*
 * The compiler makes wide code of these loops: for each processor in a function
 * of its own, into which they are copied.
 */
#define COPIED __attribute__((always_inline)) static inline

#ifdef __x86_64__
# define AVX2       __attribute__((target("avx2")))
# define HAS_AVX2() __builtin_cpu_supports("avx2")
#else
# define AVX2
# define HAS_AVX2() false
#endif

COPIED bool has_letter(struct view v, unsigned char first)
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

COPIED void change(char *restrict to, struct view v, unsigned char first)
{
    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = view_at(v, i);

        to[i] = (char)(c ^ ((unsigned char)(c - first) < 26 ? 32 : 0));
    }
}

static bool has_letter_serial(struct view v, unsigned char first)
{
    return has_letter(v, first);
}

AVX2 static bool has_letter_avx2(struct view v, unsigned char first)
{
    return has_letter(v, first);
}

static void change_serial(char *to, struct view v, unsigned char first)
{
    change(to, v, first);
}

AVX2 static void change_avx2(char *to, struct view v, unsigned char first)
{
    change(to, v, first);
}

static bool has(struct view v, unsigned char first)
{
    if (v.len >= BLOCK && HAS_AVX2())
        return has_letter_avx2(v, first);
    return has_letter_serial(v, first);
}

bool casing_has_upper(struct view v)
{
    return has(v, 'A');
}

bool casing_has_lower(struct view v)
{
    return has(v, 'a');
}

static void change_case(char *to, struct view v, unsigned char first)
{
    if (v.len >= BLOCK && HAS_AVX2())
        change_avx2(to, v, first);
    else
        change_serial(to, v, first);
}

void casing_lower(char *to, struct view v)
{
    change_case(to, v, 'A');
}

void casing_upper(char *to, struct view v)
{
    change_case(to, v, 'a');
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
