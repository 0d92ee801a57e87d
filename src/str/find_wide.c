#include "str/find_wide.h"

#include "str/ascii.h"

static bool folded_equal(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (ascii_lower((unsigned char)a[i]) !=
            ascii_lower((unsigned char)b[i]))
            return false;
    }
    return true;
}

bool find_matches(const struct find_task *task, size_t at)
{
    const char *here = task->subject.bytes + at;

    if (task->folded)
        return folded_equal(here, task->needle.bytes, task->needle.len);
    return memcmp(here, task->needle.bytes, task->needle.len) == 0;
}

#ifdef __x86_64__
# include <immintrin.h>

/* False starts that are forgiven, and one more for so many bytes. */
enum { FORGIVEN = 32, BYTES_PER_FALSE_START = 16 };

/* Looks at the candidates in a mask; true when one of them is it. */
static bool check(const struct find_task *task, size_t *at, uint32_t mask,
                  size_t *false_starts)
{
    for (; mask; mask &= mask - 1) {
        size_t here = *at + (size_t)__builtin_ctz(mask);

        if (find_matches(task, here)) {
            *at = here;
            return true;
        }
        ++*false_starts;
    }
    return false;
}

static bool is_hopeless(size_t false_starts, size_t at)
{
    return false_starts > FORGIVEN + at / BYTES_PER_FALSE_START;
}

/* Where a load of the ends would leave the subject. */
static size_t end_of_blocks(const struct find_task *task, size_t block)
{
    size_t reach = task->needle.len - 1 + block;

    return task->subject.len < reach ? 0 : task->subject.len - reach + 1;
}

static uint32_t mask_sse2(const char *from, const char byte[2])
{
    __m128i here = _mm_loadu_si128((const void *)from);
    __m128i a = _mm_cmpeq_epi8(here, _mm_set1_epi8(byte[0]));
    __m128i b = _mm_cmpeq_epi8(here, _mm_set1_epi8(byte[1]));

    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(a, b));
}

static bool find_sse2(const struct find_task *task, size_t *at)
{
    const char *bytes = task->subject.bytes;
    size_t end = end_of_blocks(task, 16), false_starts = 0;

    for (*at = 0; *at < end; *at += 16) {
        const char *last = bytes + *at + task->needle.len - 1;
        uint32_t mask = mask_sse2(bytes + *at, task->first);

        if (mask == 0)
            continue;
        mask &= mask_sse2(last, task->last);
        if (check(task, at, mask, &false_starts))
            return true;
        if (is_hopeless(false_starts, *at))
            break;
    }
    return false;
}

__attribute__((target("avx2"))) static uint32_t mask_avx2(const char *from,
                                                          const char byte[2])
{
    __m256i here = _mm256_loadu_si256((const void *)from);
    __m256i a = _mm256_cmpeq_epi8(here, _mm256_set1_epi8(byte[0]));
    __m256i b = _mm256_cmpeq_epi8(here, _mm256_set1_epi8(byte[1]));

    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(a, b));
}

__attribute__((target("avx2"))) static bool find_avx2(
    const struct find_task *task, size_t *at)
{
    const char *bytes = task->subject.bytes;
    size_t end = end_of_blocks(task, 32), false_starts = 0;

    for (*at = 0; *at < end; *at += 32) {
        const char *last = bytes + *at + task->needle.len - 1;
        uint32_t mask =
            mask_avx2(bytes + *at, task->first) & mask_avx2(last, task->last);

        if (mask == 0)
            continue;
        if (check(task, at, mask, &false_starts))
            return true;
        if (is_hopeless(false_starts, *at))
            break;
    }
    return false;
}

bool find_wide(const struct find_task *task, size_t *at)
{
    if (__builtin_cpu_supports("avx2"))
        return find_avx2(task, at);
    return find_sse2(task, at);
}

#else

bool find_wide(const struct find_task *task, size_t *at)
{
    (void)task;
    *at = 0;
    return false;
}

#endif
