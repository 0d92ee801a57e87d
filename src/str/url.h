/*
 * The parts of a URL, as parse_url() finds them.
 */
#ifndef MOON_STR_URL_H
#define MOON_STR_URL_H

#include "str/view.h"

/* PHP's values; the port is a number, and its part is not used. */
enum url_part {
    URL_SCHEME,
    URL_HOST,
    URL_PORT,
    URL_USER,
    URL_PASS,
    URL_PATH,
    URL_QUERY,
    URL_FRAGMENT,
    URL_PARTS
};

/* A part that is not there has NULL for its bytes. */
struct url {
    struct view parts[URL_PARTS];
    int port; /* -1: none */
};

/* False when it is none that PHP would take. */
bool url_parse(struct url *url, struct view v);

#endif
