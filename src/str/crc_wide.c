#include "str/crc_wide.h"

#ifdef __x86_64__
# include <immintrin.h>

# define CLMUL __attribute__((target("pclmul,sse4.1")))

/* Powers of x modulo the polynomial, reflected: for 64, 16 and 8 bytes on. */
static const uint64_t by_64[2] = {0x154442bd4, 0x1c6e41596};
static const uint64_t by_16[2] = {0x1751997d0, 0x0ccaa009e};
static const uint64_t by_8[2] = {0x163cd6124, 0};
static const uint64_t barrett[2] = {0x1db710641, 0x1f7011641};

CLMUL static __m128i load(const void *from)
{
    return _mm_loadu_si128(from);
}

/* `sum`, moved on by what `k` stands for, and the bytes that are there. */
CLMUL static __m128i fold(__m128i sum, __m128i k, __m128i bytes)
{
    __m128i low = _mm_clmulepi64_si128(sum, k, 0x00);
    __m128i high = _mm_clmulepi64_si128(sum, k, 0x11);

    return _mm_xor_si128(_mm_xor_si128(low, high), bytes);
}

/* 128 bits to 32, the last step by P. Barrett's reduction. */
CLMUL static uint32_t reduce(__m128i sum)
{
    const __m128i mask = _mm_setr_epi32(-1, 0, -1, 0);
    __m128i x, y;

    x = _mm_xor_si128(_mm_srli_si128(sum, 8),
                      _mm_clmulepi64_si128(sum, load(by_16), 0x10));
    y = _mm_clmulepi64_si128(_mm_and_si128(x, mask), load(by_8), 0x00);
    x = _mm_xor_si128(_mm_srli_si128(x, 4), y);
    y = _mm_clmulepi64_si128(_mm_and_si128(x, mask), load(barrett), 0x10);
    y = _mm_clmulepi64_si128(_mm_and_si128(y, mask), load(barrett), 0x00);
    return (uint32_t)_mm_extract_epi32(_mm_xor_si128(x, y), 1);
}

CLMUL static size_t wide(uint32_t *crc, struct view v)
{
    const char *p = v.bytes, *end = v.bytes + v.len;
    __m128i sums[4], sum;

    for (size_t i = 0; i < 4; i++)
        sums[i] = load(p + 16 * i);
    sums[0] = _mm_xor_si128(sums[0], _mm_cvtsi32_si128((int)*crc));
    for (p += 64; end - p >= 64; p += 64) {
        for (size_t i = 0; i < 4; i++)
            sums[i] = fold(sums[i], load(by_64), load(p + 16 * i));
    }
    sum = sums[0];
    for (size_t i = 1; i < 4; i++)
        sum = fold(sum, load(by_16), sums[i]);
    for (; end - p >= 16; p += 16)
        sum = fold(sum, load(by_16), load(p));
    *crc = reduce(sum);
    return (size_t)(p - v.bytes);
}

size_t crc_wide(uint32_t *crc, struct view v)
{
    if (v.len < 64 || !__builtin_cpu_supports("pclmul") ||
        !__builtin_cpu_supports("sse4.1"))
        return 0;
    return wide(crc, v);
}

#else

size_t crc_wide(uint32_t *crc, struct view v)
{
    (void)crc;
    (void)v;
    return 0;
}

#endif
