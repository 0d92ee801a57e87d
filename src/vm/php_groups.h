/*
 * The groups of functions of the module `php`, each from the file of its name.
 */
#ifndef MOON_VM_PHP_GROUPS_H
#define MOON_VM_PHP_GROUPS_H

#include "vm/php_row.h"

extern const struct php_group php_case_group;
extern const struct php_group php_compare_group;
extern const struct php_group php_count_group;
extern const struct php_group php_ctype_group;
extern const struct php_group php_encode_group;
extern const struct php_group php_find_group;
extern const struct php_group php_format_group;
extern const struct php_group php_hash_group;
extern const struct php_group php_html_group;
extern const struct php_group php_list_group;
extern const struct php_group php_mb_encoding_group;
extern const struct php_group php_mb_group;
extern const struct php_group php_mb_text_group;
extern const struct php_group php_misc_group;
extern const struct php_group php_number_group;
extern const struct php_group php_pack_group;
extern const struct php_group php_query_group;
extern const struct php_group php_replace_group;
extern const struct php_group php_scan_group;
extern const struct php_group php_shape_group;
extern const struct php_group php_text_group;
extern const struct php_group php_url_group;
extern const struct php_group php_usage_group;

#endif
