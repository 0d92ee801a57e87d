#ifndef PORT_RANDOM_H
#define PORT_RANDOM_H

#include <stddef.h>

/* RtlGenRandom(), by the name that advapi32.dll exports. */
unsigned char __stdcall SystemFunction036(void *bytes, unsigned long len);

static inline int getentropy(void *bytes, size_t len)
{
    return SystemFunction036(bytes, (unsigned long)len) ? 0 : -1;
}

#endif
