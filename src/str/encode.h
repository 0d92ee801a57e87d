/*
 * Bytes as text: hexadecimal, base64, URLs.
 */
#ifndef MOON_STR_ENCODE_H
#define MOON_STR_ENCODE_H

#include "str/sink.h"

/* Write two digits for each byte. */
void encode_hex(char *to, struct view v);

/* Writes half as many bytes; false when there is a byte that is no digit. */
bool encode_unhex(char *to, struct view v);

/* How long it becomes, and write that. */
size_t encode_base64_len(size_t len);
void encode_base64(char *to, struct view v);

/*
 * Writes at most 3/4 of the length, rounded up, and returns the end; NULL when
 * strict and there are bytes that do not belong there.
 */
char *encode_unbase64(char *to, struct view v, bool strict);

/* "raw" is RFC 3986; the other writes a space as a plus, and ~ as a code. */
void encode_url(struct sink *sink, struct view v, bool raw);
char *encode_unurl(char *to, struct view v, bool raw);

#endif
