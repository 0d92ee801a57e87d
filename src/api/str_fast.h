/*
 * Functions of moonspan_str.h that are called often, without the detour by the
 * module `php`.
 *
 * Each is given the arguments of moon_str_NAME, where an optional string that
 * was left out has NULL for its bytes, and returns what that returns; or
 * STR_SLOW for whatever is not plain, such as what PHP refuses.
 */
#ifndef MOON_API_STR_FAST_H
#define MOON_API_STR_FAST_H

#include "str/view.h"

int64_t str_fast_strlen(struct view v);
int64_t str_fast_ord(struct view v);
int64_t str_fast_crc32(struct view v);
int64_t str_fast_mb_strlen(struct view v, struct view encoding);
int64_t str_fast_mb_check_encoding(struct view v, struct view encoding);

int64_t str_fast_strpos(struct view subject, struct view needle,
                        int64_t offset);
int64_t str_fast_stripos(struct view subject, struct view needle,
                         int64_t offset);
int64_t str_fast_str_contains(struct view subject, struct view needle);
int64_t str_fast_str_starts_with(struct view subject, struct view needle);
int64_t str_fast_str_ends_with(struct view subject, struct view needle);
int64_t str_fast_substr_count(struct view subject, struct view needle,
                              int64_t offset, int64_t length);

int64_t str_fast_strcmp(struct view a, struct view b);
int64_t str_fast_strcasecmp(struct view a, struct view b);
int64_t str_fast_strnatcmp(struct view a, struct view b);
int64_t str_fast_strnatcasecmp(struct view a, struct view b);
int64_t str_fast_levenshtein(struct view a, struct view b, int64_t insertion,
                             int64_t replacement, int64_t deletion);

int64_t str_fast_substr(struct view v, int64_t offset, int64_t length);
int64_t str_fast_trim(struct view v, struct view characters);
int64_t str_fast_ltrim(struct view v, struct view characters);
int64_t str_fast_rtrim(struct view v, struct view characters);

int64_t str_fast_str_replace(struct view search, struct view replacement,
                             struct view subject);
int64_t str_fast_strtolower(struct view v);
int64_t str_fast_strtoupper(struct view v);
int64_t str_fast_strrev(struct view v);
int64_t str_fast_str_repeat(struct view v, int64_t times);
int64_t str_fast_bin2hex(struct view v);
int64_t str_fast_base64_encode(struct view v);
int64_t str_fast_base64_decode(struct view v, int32_t strict);
int64_t str_fast_urlencode(struct view v);
int64_t str_fast_urldecode(struct view v);
int64_t str_fast_rawurlencode(struct view v);
int64_t str_fast_rawurldecode(struct view v);
int64_t str_fast_addslashes(struct view v);
int64_t str_fast_htmlspecialchars(struct view v, int64_t flags,
                                  struct view encoding, int32_t doubled);

#endif
