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

# define AVX2 __attribute__((target("avx2")))

AVX2 static uint32_t mask_avx2(const char *from, const char byte[2])
{
    __m256i here = _mm256_loadu_si256((const void *)from);
    __m256i a = _mm256_cmpeq_epi8(here, _mm256_set1_epi8(byte[0]));
    __m256i b = _mm256_cmpeq_epi8(here, _mm256_set1_epi8(byte[1]));

    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(a, b));
}

AVX2 static bool find_avx2(const struct find_task *task, size_t *at)
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

/* Places among 32 where the needle may begin. */
AVX2 static __m256i ends_avx2(const char *from, size_t len, __m256i first,
                              __m256i last)
{
    __m256i a = _mm256_loadu_si256((const void *)from);
    __m256i b = _mm256_loadu_si256((const void *)(from + len - 1));

    return _mm256_and_si256(_mm256_cmpeq_epi8(a, first),
                            _mm256_cmpeq_epi8(b, last));
}

/* Skips blocks of 128 in which nothing begins and ends like the needle. */
AVX2 static size_t skip_avx2(const struct find_task *task, size_t at)
{
    const __m256i first = _mm256_set1_epi8(task->first[0]);
    const __m256i last = _mm256_set1_epi8(task->last[0]);
    size_t len = task->needle.len, end = end_of_blocks(task, 128);

    for (; at < end; at += 128) {
        const char *from = task->subject.bytes + at;
        __m256i a = ends_avx2(from, len, first, last);
        __m256i b = ends_avx2(from + 32, len, first, last);
        __m256i c = ends_avx2(from + 64, len, first, last);
        __m256i d = ends_avx2(from + 96, len, first, last);
        __m256i any =
            _mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d));

        if (!_mm256_testz_si256(any, any))
            break;
    }
    return at;
}

AVX2 static bool find_exact_avx2(const struct find_task *task, size_t *at)
{
    const __m256i first = _mm256_set1_epi8(task->first[0]);
    const __m256i last = _mm256_set1_epi8(task->last[0]);
    size_t end = end_of_blocks(task, 32), false_starts = 0;

    for (*at = skip_avx2(task, 0); *at < end; *at += 32) {
        uint32_t mask = (uint32_t)_mm256_movemask_epi8(ends_avx2(
            task->subject.bytes + *at, task->needle.len, first, last));

        if (mask == 0) {
            *at = skip_avx2(task, *at + 32) - 32;
            continue;
        }
        if (check(task, at, mask, &false_starts))
            return true;
        if (is_hopeless(false_starts, *at))
            break;
    }
    return false;
}

bool find_wide(const struct find_task *task, size_t *at)
{
    if (!__builtin_cpu_supports("avx2"))
        return find_sse2(task, at);
    return task->folded ? find_avx2(task, at) : find_exact_avx2(task, at);
}

#else

bool find_wide(const struct find_task *task, size_t *at)
{
    (void)task;
    *at = 0;
    return false;
}

#endif
