#include "str/utf8_wide.h"

#ifdef __x86_64__
# include <immintrin.h>

/*
 * What is wrong with a byte and the one before it, seen from three half bytes;
 * it is wrong where all three say so.
 */
enum {
    TOO_SHORT = 1,       /* a lead byte where a trail byte is due */
    TOO_LONG = 2,        /* a trail byte after ASCII */
    OVERLONG_3 = 4,      /* E0 and less than A0 */
    TOO_LARGE = 8,       /* F4 and more than 8F */
    SURROGATE = 16,      /* ED and more than 9F */
    OVERLONG_2 = 32,     /* C0 or C1 */
    TOO_LARGE_1000 = 64, /* F5 and above */
    OVERLONG_4 = 64,     /* F0 and less than 90 */
    TWO_TRAILS = 128,    /* which has to be a third or fourth byte */
    CARRY = TOO_SHORT | TOO_LONG | TWO_TRAILS
};

/* A table of 16 for both halves of a register. */
# define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
# define BITS(x)    ((char)(x))

# define AVX2 __attribute__((target("avx2"), always_inline)) static inline

AVX2 __m256i look_up(__m256i table, __m256i index)
{
    return _mm256_shuffle_epi8(table, index);
}

AVX2 __m256i high_half(__m256i v)
{
    return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
}

/* The bytes that stand `n` before each, those of the last block included. */
# define BEFORE(v, last, n) \
  _mm256_alignr_epi8(v, _mm256_permute2x128_si256(last, v, 0x21), 16 - (n))

AVX2 __m256i by_high_of_first(__m256i first)
{
    const __m256i table =
        TABLE(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
              TOO_LONG, TOO_LONG, BITS(TWO_TRAILS), BITS(TWO_TRAILS),
              BITS(TWO_TRAILS), BITS(TWO_TRAILS), TOO_SHORT | OVERLONG_2,
              TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
              TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);

    return look_up(table, high_half(first));
}

AVX2 __m256i by_low_of_first(__m256i first)
{
    const __m256i table =
        TABLE(BITS(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4),
              BITS(CARRY | OVERLONG_2), BITS(CARRY), BITS(CARRY),
              BITS(CARRY | TOO_LARGE), BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BITS(CARRY | TOO_LARGE | TOO_LARGE_1000));

    return look_up(table, _mm256_and_si256(first, _mm256_set1_epi8(15)));
}

AVX2 __m256i by_high_of_second(__m256i second)
{
    const __m256i table =
        TABLE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
              TOO_SHORT, TOO_SHORT,
              BITS(TOO_LONG | OVERLONG_2 | TWO_TRAILS | OVERLONG_3 |
                   TOO_LARGE_1000 | OVERLONG_4),
              BITS(TOO_LONG | OVERLONG_2 | TWO_TRAILS | OVERLONG_3 | TOO_LARGE),
              BITS(TOO_LONG | OVERLONG_2 | TWO_TRAILS | SURROGATE | TOO_LARGE),
              BITS(TOO_LONG | OVERLONG_2 | TWO_TRAILS | SURROGATE | TOO_LARGE),
              TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);

    return look_up(table, high_half(second));
}

/* Bits where something is wrong with a block after `last`. */
AVX2 __m256i check_block(__m256i v, __m256i last)
{
    __m256i first = BEFORE(v, last, 1);
    __m256i wrong = _mm256_and_si256(
        _mm256_and_si256(by_high_of_first(first), by_low_of_first(first)),
        by_high_of_second(v));
    __m256i third = _mm256_subs_epu8(BEFORE(v, last, 2),
                                     _mm256_set1_epi8((char)(0xe0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(BEFORE(v, last, 3),
                                      _mm256_set1_epi8((char)(0xf0 - 0x80)));
    __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth),
                                   _mm256_set1_epi8((char)0x80));

    return _mm256_xor_si256(due, wrong);
}

/* How many bytes are looked through before it is asked if all is well. */
enum { BLOCK = 32, CHUNK = 4 * BLOCK };

AVX2 __m256i load(const char *from)
{
    return _mm256_loadu_si256((const void *)from);
}

/* Whether a chunk is ASCII, as most text is. */
AVX2 bool is_ascii(const char *from)
{
    __m256i a = _mm256_or_si256(load(from), load(from + BLOCK));
    __m256i b =
        _mm256_or_si256(load(from + CHUNK / 2), load(from + CHUNK - BLOCK));

    return _mm256_movemask_epi8(_mm256_or_si256(a, b)) == 0;
}

__attribute__((target("avx2"))) static bool is_valid_avx2(struct view v,
                                                          size_t *done)
{
    __m256i last = _mm256_setzero_si256(), wrong = _mm256_setzero_si256();
    size_t i = 0;

    while (i + BLOCK <= v.len) {
        __m256i block = load(v.bytes + i);

        if (_mm256_movemask_epi8(_mm256_or_si256(block, last)) != 0)
            wrong = _mm256_or_si256(wrong, check_block(block, last));
        else if (i + CHUNK <= v.len && is_ascii(v.bytes + i))
            i += CHUNK - BLOCK;
        last = load(v.bytes + i);
        i += BLOCK;
    }
    *done = i;
    return _mm256_testz_si256(wrong, wrong) != 0;
}

struct tally {
    __m256i trails;  /* how many in each column, as negative numbers */
    __m256i wrong;   /* a byte that trails and should not, or the contrary */
    __m256i largest; /* of all bytes */
};

AVX2 __m256i above(__m256i v, unsigned char limit)
{
    return _mm256_subs_epu8(v, _mm256_set1_epi8((char)limit));
}

/* Adds a block before which there are three bytes more. */
AVX2 void add(struct tally *tally, const char *from)
{
    __m256i v = load(from);
    __m256i trails = _mm256_cmpgt_epi8(_mm256_set1_epi8(-64), v);
    __m256i due = _mm256_or_si256(above(load(from - 1), 0xc1),
                                  _mm256_or_si256(above(load(from - 2), 0xdf),
                                                  above(load(from - 3), 0xef)));
    __m256i none_due = _mm256_cmpeq_epi8(due, _mm256_setzero_si256());

    tally->trails = _mm256_add_epi8(tally->trails, trails);
    tally->wrong =
        _mm256_or_si256(tally->wrong, _mm256_cmpeq_epi8(trails, none_due));
    tally->largest = _mm256_max_epu8(tally->largest, v);
}

/* Adds the bytes of some blocks that trail; false if something is wrong. */
AVX2 bool add_blocks(const char *from, size_t len, __m256i *trails)
{
    const __m256i zero = _mm256_setzero_si256();
    struct tally tally = {zero, zero, zero};
    __m256i wrong;

# pragma GCC unroll 1
    for (size_t i = 0; i < len; i += BLOCK)
        add(&tally, from + i);
    wrong = _mm256_or_si256(tally.wrong, above(tally.largest, 0xf4));
    if (!_mm256_testz_si256(wrong, wrong))
        return false;
    *trails = _mm256_add_epi64(
        *trails, _mm256_sad_epu8(_mm256_sub_epi8(zero, tally.trails), zero));
    return true;
}

__attribute__((target("avx2"))) static size_t count_avx2(struct view v,
                                                         size_t *at)
{
    __m256i trails = _mm256_setzero_si256();
    size_t start = *at;

    while (*at + CHUNK <= v.len && add_blocks(v.bytes + *at, CHUNK, &trails))
        *at += CHUNK;
    while (*at + BLOCK <= v.len && add_blocks(v.bytes + *at, BLOCK, &trails))
        *at += BLOCK;
    return *at - start -
           (size_t)(_mm256_extract_epi64(trails, 0) +
                    _mm256_extract_epi64(trails, 1) +
                    _mm256_extract_epi64(trails, 2) +
                    _mm256_extract_epi64(trails, 3));
}

/* Back to the start of a character that the last block did not end. */
static size_t start_of_last(struct view v, size_t at)
{
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        unsigned char c = view_at(v, at - back);

        if (c >= 0xc0)
            return at - back;
        if (c < 0x80)
            break;
    }
    return at;
}

bool utf8_is_valid_wide(struct view v, size_t *done)
{
    *done = 0;
    if (!__builtin_cpu_supports("avx2"))
        return true;
    if (!is_valid_avx2(v, done))
        return false;
    *done = start_of_last(v, *done);
    return true;
}

size_t utf8_count_wide(struct view v, size_t *at)
{
    size_t count, end = *at;

    if (!__builtin_cpu_supports("avx2"))
        return 0;
    count = count_avx2(v, &end);
    if (end == *at)
        return 0;
    *at = start_of_last(v, end);
    return count - (*at < end);
}

#else

bool utf8_is_valid_wide(struct view v, size_t *done)
{
    (void)v;
    *done = 0;
    return true;
}

size_t utf8_count_wide(struct view v, size_t *at)
{
    (void)v;
    (void)at;
    return 0;
}

#endif
