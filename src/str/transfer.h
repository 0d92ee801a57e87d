/*
 * Text for old mail: quoted-printable (RFC 2045) and uuencode.
 */
#ifndef MOON_STR_TRANSFER_H
#define MOON_STR_TRANSFER_H

#include "str/sink.h"

void transfer_quote(struct sink *sink, struct view v);
void transfer_unquote(struct sink *sink, struct view v);

void transfer_uuencode(struct sink *sink, struct view v);

/* False when it is cut off. */
bool transfer_uudecode(struct sink *sink, struct view v);

#endif
