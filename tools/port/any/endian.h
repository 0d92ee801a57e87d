/* For systems that lack it, all of which have the lowest byte first. */
#ifndef PORT_ENDIAN_H
#define PORT_ENDIAN_H

#define htobe64(number) __builtin_bswap64(number)
#define be64toh(number) __builtin_bswap64(number)
#define be16toh(number) __builtin_bswap16(number)
#define be32toh(number) __builtin_bswap32(number)

#endif
