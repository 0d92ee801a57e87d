/*
 * Words of 32 and 64 bits in bytes, whatever the machine's order of them.
 */
#ifndef MOON_BASE_WORD_H
#define MOON_BASE_WORD_H

#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
# define WORD_LITTLE_32(x) __builtin_bswap32(x)
# define WORD_LITTLE_64(x) __builtin_bswap64(x)
#else
# define WORD_LITTLE_32(x) (x)
# define WORD_LITTLE_64(x) (x)
#endif

/* The lowest byte first. */
static inline uint32_t word_read32(const char *from)
{
    uint32_t word;

    memcpy(&word, from, sizeof word);
    return WORD_LITTLE_32(word);
}

static inline uint64_t word_read64(const char *from)
{
    uint64_t word;

    memcpy(&word, from, sizeof word);
    return WORD_LITTLE_64(word);
}

/* The highest byte first. */
static inline void word_write32(unsigned char *to, uint32_t word)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(word >> (24 - 8 * i));
}

static inline void word_write64(unsigned char *to, uint64_t word)
{
    word_write32(to, (uint32_t)(word >> 32));
    word_write32(to + 4, (uint32_t)word);
}

static inline uint32_t word_rotate32(uint32_t word, int count)
{
    return word << count | word >> (32 - count);
}

static inline uint64_t word_rotate64(uint64_t word, int count)
{
    return word << count | word >> (64 - count);
}

#endif
