#include "str/base64_wide.h"

#ifdef __x86_64__
# include <immintrin.h>

# define AVX2 __attribute__((target("avx2"))) static

/* How much has to be left, for more is read and written than is used. */
enum { ENCODE_MIN = 32, DECODE_MIN = 48 };

/* The same 16 bytes in both halves. */
AVX2 __m256i twice(__m128i half)
{
    return _mm256_broadcastsi128_si256(half);
}

/* Twice 12 bytes to twice 16 that are numbers of six bits. */
AVX2 __m256i split(const char *from)
{
    const __m256i order =
        twice(_mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
    __m256i in = _mm256_inserti128_si256(
        _mm256_castsi128_si256(_mm_loadu_si128((const void *)from)),
        _mm_loadu_si128((const void *)(from + 12)), 1);
    __m256i high, low;

    in = _mm256_shuffle_epi8(in, order);
    high =
        _mm256_mulhi_epu16(_mm256_and_si256(in, _mm256_set1_epi32(0x0fc0fc00)),
                           _mm256_set1_epi32(0x04000040));
    low =
        _mm256_mullo_epi16(_mm256_and_si256(in, _mm256_set1_epi32(0x003f03f0)),
                           _mm256_set1_epi32(0x01000010));
    return _mm256_or_si256(high, low);
}

/* Numbers to letters: what is to be added depends on the range. */
AVX2 __m256i to_letters(__m256i numbers)
{
    const __m256i shifts = twice(_mm_setr_epi8(
        'a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
        '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0));
    __m256i range = _mm256_subs_epu8(numbers, _mm256_set1_epi8(51));
    __m256i is_upper = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), numbers);

    range = _mm256_or_si256(range,
                            _mm256_and_si256(is_upper, _mm256_set1_epi8(13)));
    return _mm256_add_epi8(numbers, _mm256_shuffle_epi8(shifts, range));
}

AVX2 char *encode_avx2(char *to, struct view *all)
{
    struct view v = *all; /* which what is written cannot change */

    for (; v.len >= ENCODE_MIN; v = view_skip(v, 24), to += 32)
        _mm256_storeu_si256((void *)to, to_letters(split(v.bytes)));
    *all = v;
    return to;
}

/* Letters to numbers; false when there is one of another kind. */
AVX2 bool to_numbers(__m256i *letters)
{
    const __m256i by_low =
        twice(_mm_setr_epi8(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,
                            0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a));
    const __m256i by_high =
        twice(_mm_setr_epi8(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08,
                            0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10));
    const __m256i shifts = twice(_mm_setr_epi8(0, 16, 19, 4, -65, -65, -71, -71,
                                               0, 0, 0, 0, 0, 0, 0, 0));
    const __m256i slash = _mm256_set1_epi8('/');
    __m256i high = _mm256_and_si256(_mm256_srli_epi32(*letters, 4), slash);
    __m256i low = _mm256_and_si256(*letters, slash);
    __m256i is_slash = _mm256_cmpeq_epi8(*letters, slash);

    if (!_mm256_testz_si256(_mm256_shuffle_epi8(by_low, low),
                            _mm256_shuffle_epi8(by_high, high)))
        return false;
    high = _mm256_shuffle_epi8(shifts, _mm256_add_epi8(is_slash, high));
    *letters = _mm256_add_epi8(*letters, high);
    return true;
}

/* 32 numbers of six bits to 24 bytes and 8 that do not count. */
AVX2 __m256i join(__m256i numbers)
{
    const __m256i order = twice(
        _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
    __m256i pairs =
        _mm256_maddubs_epi16(numbers, _mm256_set1_epi32(0x01400140));
    __m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));

    return _mm256_permutevar8x32_epi32(
        _mm256_shuffle_epi8(fours, order),
        _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7));
}

AVX2 char *decode_avx2(char *to, struct view *all)
{
    struct view v = *all;

    for (; v.len >= DECODE_MIN; v = view_skip(v, 32), to += 24) {
        __m256i letters = _mm256_loadu_si256((const void *)v.bytes);

        if (!to_numbers(&letters))
            break;
        _mm256_storeu_si256((void *)to, join(letters));
    }
    *all = v;
    return to;
}

# define VBMI __attribute__((target("avx512vbmi,avx512bw"))) static

/* From which byte each one is made, of 16 times 3 bytes or 4 letters. */
# define FOUR(i)  3 * (i) + 1, 3 * (i), 3 * (i) + 2, 3 * (i) + 1
# define THREE(i) 4 * (i) + 2, 4 * (i) + 1, 4 * (i)
# define EACH_OF_16(F)                                                       \
  {                                                                          \
   F(0), F(1), F(2), F(3), F(4), F(5), F(6), F(7), F(8), F(9), F(10), F(11), \
       F(12), F(13), F(14), F(15)                                            \
  }

static const unsigned char fours[64] = EACH_OF_16(FOUR);
static const unsigned char threes[64] = EACH_OF_16(THREE);

/* All lanes of 48 bytes. */
# define BYTES_48 UINT64_C(0xffffffffffff)

VBMI char *encode_vbmi(char *to, struct view *all)
{
    const __m512i order = _mm512_loadu_si512(fours);
    const __m512i letters = _mm512_loadu_si512(base64_letters);
    const __m512i shifts = _mm512_set1_epi64(0x3036242a1016040a);
    struct view v = *all;

    for (; v.len >= 48; v = view_skip(v, 48), to += 64) {
        __m512i in = _mm512_maskz_loadu_epi8(BYTES_48, v.bytes);

        in = _mm512_permutexvar_epi8(order, in);
        in = _mm512_multishift_epi64_epi8(shifts, in);
        _mm512_storeu_si512(to, _mm512_permutexvar_epi8(in, letters));
    }
    *all = v;
    return to;
}

VBMI char *decode_vbmi(char *to, struct view *all)
{
    const __m512i order = _mm512_loadu_si512(threes);
    const __m512i low = _mm512_loadu_si512(base64_sextets);
    const __m512i high = _mm512_loadu_si512(base64_sextets + 64);
    struct view v = *all;

    for (; v.len >= 64; v = view_skip(v, 64), to += 48) {
        __m512i in = _mm512_loadu_si512(v.bytes);
        __m512i numbers = _mm512_permutex2var_epi8(low, in, high);

        if (_mm512_movepi8_mask(in) ||
            _mm512_test_epi8_mask(numbers, _mm512_set1_epi8(64)))
            break;
        in = _mm512_maddubs_epi16(numbers, _mm512_set1_epi32(0x01400140));
        in = _mm512_madd_epi16(in, _mm512_set1_epi32(0x00011000));
        _mm512_mask_storeu_epi8(to, BYTES_48,
                                _mm512_permutexvar_epi8(order, in));
    }
    *all = v;
    return to;
}

static bool has_vbmi(void)
{
    return __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512bw");
}

char *base64_wide_encode(char *to, struct view *v)
{
    if (has_vbmi())
        to = encode_vbmi(to, v);
    return __builtin_cpu_supports("avx2") ? encode_avx2(to, v) : to;
}

char *base64_wide_decode(char *to, struct view *v)
{
    if (has_vbmi())
        to = decode_vbmi(to, v);
    return __builtin_cpu_supports("avx2") ? decode_avx2(to, v) : to;
}

#else

char *base64_wide_encode(char *to, struct view *v)
{
    (void)v;
    return to;
}

char *base64_wide_decode(char *to, struct view *v)
{
    (void)v;
    return to;
}

#endif
