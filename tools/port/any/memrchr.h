#ifndef PORT_MEMRCHR_H
#define PORT_MEMRCHR_H

#include <stddef.h>
#include <stdint.h>

static inline void *memrchr(const void *bytes, int byte, size_t len)
{
    const unsigned char *at = (const unsigned char *)bytes + len;

    while (at > (const unsigned char *)bytes)
        if (*--at == (unsigned char)byte)
            return (void *)(uintptr_t)at;
    return NULL;
}

#endif
