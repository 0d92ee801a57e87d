/*
 * For tables that the compiler fills: F(0), F(1) and so on up to F(255).
 */
#ifndef MOON_STR_EACH_BYTE_H
#define MOON_STR_EACH_BYTE_H

#define EACH_4(F, n) F(n), F((n) + 1), F((n) + 2), F((n) + 3)
#define EACH_16(F, n) \
 EACH_4(F, n), EACH_4(F, (n) + 4), EACH_4(F, (n) + 8), EACH_4(F, (n) + 12)
#define EACH_64(F, n) \
 EACH_16(F, n), EACH_16(F, (n) + 16), EACH_16(F, (n) + 32), EACH_16(F, (n) + 48)
#define EACH_BYTE(F) \
 EACH_64(F, 0), EACH_64(F, 64), EACH_64(F, 128), EACH_64(F, 192)

#endif
