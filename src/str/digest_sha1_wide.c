#include "str/digest_sha1_wide.h"

#ifdef __x86_64__
# include <cpuid.h>
# include <immintrin.h>
# include <stdatomic.h>

# define SHA __attribute__((target("sha,ssse3,sse4.1"))) static

/* Four rounds; which constant and function is part of the instruction. */
SHA __m128i four_rounds(__m128i abcd, __m128i e, int group)
{
    switch (group / 5) {
    case 0: return _mm_sha1rnds4_epu32(abcd, e, 0);
    case 1: return _mm_sha1rnds4_epu32(abcd, e, 1);
    case 2: return _mm_sha1rnds4_epu32(abcd, e, 2);
    default: return _mm_sha1rnds4_epu32(abcd, e, 3);
    }
}

SHA void load(__m128i *words, const unsigned char *block)
{
    const __m128i swap = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);

    for (size_t i = 0; i < 4; i++)
        words[i] = _mm_shuffle_epi8(
            _mm_loadu_si128((const void *)(block + 16 * i)), swap);
}

SHA __m128i next_words(const __m128i *w, int i)
{
    __m128i sum = _mm_sha1msg1_epu32(w[i & 3], w[(i + 1) & 3]);

    return _mm_sha1msg2_epu32(_mm_xor_si128(sum, w[(i + 2) & 3]),
                              w[(i + 3) & 3]);
}

SHA void run(uint32_t *state, const unsigned char *block, size_t count)
{
    __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((void *)state), 0x1b);
    __m128i e = _mm_set_epi32((int)state[4], 0, 0, 0);

    for (; count > 0; count--, block += 64) {
        __m128i words[4], start = abcd, start_e = e, before = abcd;

        load(words, block);
        abcd = four_rounds(abcd, _mm_add_epi32(e, words[0]), 0);
# pragma GCC unroll 20
        for (int i = 1; i < 20; i++) {
            if (i >= 4)
                words[i & 3] = next_words(words, i);
            e = _mm_sha1nexte_epu32(before, words[i & 3]);
            before = abcd;
            abcd = four_rounds(abcd, e, i);
        }
        e = _mm_sha1nexte_epu32(before, start_e);
        abcd = _mm_add_epi32(abcd, start);
    }
    _mm_storeu_si128((void *)state, _mm_shuffle_epi32(abcd, 0x1b));
    state[4] = (uint32_t)_mm_extract_epi32(e, 3);
}

/* Asking takes long on virtual machines, so the answer is kept. */
static bool has_instructions(void)
{
    static atomic_int known; /* 0: not yet; 1: no; 2: yes */
    unsigned a, b, c, d;
    int answer = atomic_load_explicit(&known, memory_order_relaxed);

    if (answer == 0) {
        answer = 1;
        if (__get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1) &&
            __builtin_cpu_supports("sse4.1"))
            answer = 2;
        atomic_store_explicit(&known, answer, memory_order_relaxed);
    }
    return answer == 2;
}

bool digest_sha1_wide(union digest_state *state, const unsigned char *block,
                      size_t count)
{
    if (!has_instructions())
        return false;
    run(state->words32, block, count);
    return true;
}

#else

bool digest_sha1_wide(union digest_state *state, const unsigned char *block,
                      size_t count)
{
    (void)state;
    (void)block;
    (void)count;
    return false;
}

#endif
