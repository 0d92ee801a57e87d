/*
 * moonspan_str.h - PHP's string functions for C, for LuaJIT's ffi and for KPHP,
 * without a state.  Made by tools/strings-abi.lua from the module `php`.
 *
 * What they do is what PHP 8.2 does, byte for byte; docs/strings.md lists them,
 * docs/strings-c.md has examples.  The rules of the header are those of
 * moonspan.h.
 *
 * Strings are passed as bytes and their length; (NULL, 0) is the empty string.
 * A parameter that PHP has a default for has it when it is NULL, a number that
 * is INT64_MIN, or a truth value that is below zero.
 *
 * Results.  A number or a truth value is what the function returns.  Of a
 * string that is the length; moon_str_bytes() has the bytes.  MOON_STR_FALSE
 * says that PHP gives false instead.  What belongs to the thread, bytes and
 * second result, is borrowed until the next call of a function here but those
 * of the section "Results"; the bytes may be an argument of that call.
 *
 * Errors.  Where PHP throws, MOON_STR_ERROR is returned, and moon_str_bytes()
 * has PHP's message; other failures have their status of moonspan.h.  Functions
 * whose numbers may be negative themselves, those that compare and intval(),
 * are asked for by moon_str_status().
 */
#ifndef MOONSPAN_STR_H
#define MOONSPAN_STR_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* What is no result. */
enum {
    MOON_STR_OK = 0,
    MOON_STR_ERROR = -1,   /* PHP throws, and the message is there */
    MOON_STR_MEMORY = -4,  /* memory is out */
    MOON_STR_CONVERT = -5, /* an argument that moon_str_call() cannot read */
    MOON_STR_INVALID = -15, /* a length that no string has */
    MOON_STR_FALSE = -1000 /* no failure: false instead of a string or number */
};

/*
 * Any function
 */

/*
 * Calls a function by PHP's name, such as "explode", with a list of arguments
 * as MessagePack; moon_str_bytes() then has the list of its results, one as a
 * rule, as MessagePack.  Returns MOON_STR_OK or why there is none.
 */
int32_t moon_str_call(const char *name, size_t name_len, const char *arguments,
                      size_t arguments_len);

/*
 * Finds the pieces that explode() would cut a string into, and returns how many
 * there are.  moon_str_bytes() then has two int64_t for each: where it begins
 * and how long it is.
 */
int64_t moon_str_pieces(const char *separator, size_t separator_len,
                        const char *string, size_t string_len);

/* The value of a constant, such as "ENT_QUOTES", or MOON_STR_FALSE. */
int64_t moon_str_constant(const char *name, size_t name_len);

/*
 * Results
 */

/* The bytes of the last result, or the message; a zero byte may follow. */
// @kphp-ffi-signalsafe
const uint8_t *moon_str_bytes(void);

/* How many there are. */
// @kphp-ffi-signalsafe
size_t moon_str_len(void);

/* What PHP returns by reference: a count or a percentage, else 0. */
// @kphp-ffi-signalsafe
double moon_str_second(void);

/* MOON_STR_OK, or how the last call failed. */
// @kphp-ffi-signalsafe
int32_t moon_str_status(void);

/*
 * Gives back the memory that this thread holds for all this, which is done too
 * when the thread ends.  Always MOON_STR_OK.
 */
int32_t moon_str_release(void);

/*
 * Search
 */

/*
 * How many bytes it has.
 *     strlen(string $string): int
 */
int64_t moon_str_strlen(const char *string, size_t string_len);

/*
 * Where the needle comes first.
 *     strpos(string $haystack, string $needle, int $offset = 0): int|false
 */
int64_t moon_str_strpos(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len, int64_t offset);

/*
 * strpos(), but for the case of letters.
 *     stripos(string $haystack, string $needle, int $offset = 0): int|false
 */
int64_t moon_str_stripos(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len,
                         int64_t offset);

/*
 * Where the needle comes last.
 *     strrpos(string $haystack, string $needle, int $offset = 0): int|false
 */
int64_t moon_str_strrpos(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len,
                         int64_t offset);

/*
 * strrpos(), but for the case of letters.
 *     strripos(string $haystack, string $needle, int $offset = 0): int|false
 */
int64_t moon_str_strripos(const char *haystack, size_t haystack_len,
                          const char *needle, size_t needle_len,
                          int64_t offset);

/*
 * From the first needle to the end, or what is before it.
 *     strstr(string $haystack, string $needle,
 *         bool $before_needle = false): string|false
 */
int64_t moon_str_strstr(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len,
                        int32_t before_needle);

/*
 * strstr(), but for the case of letters.
 *     stristr(string $haystack, string $needle,
 *         bool $before_needle = false): string|false
 */
int64_t moon_str_stristr(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len,
                         int32_t before_needle);

/*
 * strstr() by another name.
 *     strchr(string $haystack, string $needle,
 *         bool $before_needle = false): string|false
 */
int64_t moon_str_strchr(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len,
                        int32_t before_needle);

/*
 * From the last byte that begins the needle to the end.
 *     strrchr(string $haystack, string $needle): string|false
 */
int64_t moon_str_strrchr(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len);

/*
 * From the first of the characters to the end.
 *     strpbrk(string $string, string $characters): string|false
 */
int64_t moon_str_strpbrk(const char *string, size_t string_len,
                         const char *characters, size_t characters_len);

/*
 * Whether the needle is in it.
 *     str_contains(string $haystack, string $needle): bool
 */
int64_t moon_str_str_contains(const char *haystack, size_t haystack_len,
                              const char *needle, size_t needle_len);

/*
 * Whether it begins with the needle.
 *     str_starts_with(string $haystack, string $needle): bool
 */
int64_t moon_str_str_starts_with(const char *haystack, size_t haystack_len,
                                 const char *needle, size_t needle_len);

/*
 * Whether it ends with the needle.
 *     str_ends_with(string $haystack, string $needle): bool
 */
int64_t moon_str_str_ends_with(const char *haystack, size_t haystack_len,
                               const char *needle, size_t needle_len);

/*
 * How many of the characters it begins with.
 *     strspn(string $string, string $characters, int $offset = 0,
 *         ?int $length = null): int
 */
int64_t moon_str_strspn(const char *string, size_t string_len,
                        const char *characters, size_t characters_len,
                        int64_t offset, int64_t length);

/*
 * How many others than these it begins with.
 *     strcspn(string $string, string $characters, int $offset = 0,
 *         ?int $length = null): int
 */
int64_t moon_str_strcspn(const char *string, size_t string_len,
                         const char *characters, size_t characters_len,
                         int64_t offset, int64_t length);

/*
 * A part of it.
 *     substr(string $string, int $offset, ?int $length = null): string
 */
int64_t moon_str_substr(const char *string, size_t string_len, int64_t offset,
                        int64_t length);

/*
 * How often the needle comes, without overlapping.
 *     substr_count(string $haystack, string $needle, int $offset = 0,
 *         ?int $length = null): int
 */
int64_t moon_str_substr_count(const char *haystack, size_t haystack_len,
                              const char *needle, size_t needle_len,
                              int64_t offset, int64_t length);

/*
 * Comparison
 */

/*
 * Which comes first, byte by byte.
 *     strcmp(string $string1, string $string2): int
 */
int64_t moon_str_strcmp(const char *string1, size_t string1_len,
                        const char *string2, size_t string2_len);

/*
 * strcmp(), but for the case of letters.
 *     strcasecmp(string $string1, string $string2): int
 */
int64_t moon_str_strcasecmp(const char *string1, size_t string1_len,
                            const char *string2, size_t string2_len);

/*
 * strcmp() of the first bytes.
 *     strncmp(string $string1, string $string2, int $length): int
 */
int64_t moon_str_strncmp(const char *string1, size_t string1_len,
                         const char *string2, size_t string2_len,
                         int64_t length);

/*
 * strcasecmp() of the first bytes.
 *     strncasecmp(string $string1, string $string2, int $length): int
 */
int64_t moon_str_strncasecmp(const char *string1, size_t string1_len,
                             const char *string2, size_t string2_len,
                             int64_t length);

/*
 * Which comes first, with numbers as numbers.
 *     strnatcmp(string $string1, string $string2): int
 */
int64_t moon_str_strnatcmp(const char *string1, size_t string1_len,
                           const char *string2, size_t string2_len);

/*
 * strnatcmp(), but for the case of letters.
 *     strnatcasecmp(string $string1, string $string2): int
 */
int64_t moon_str_strnatcasecmp(const char *string1, size_t string1_len,
                               const char *string2, size_t string2_len);

/*
 * strcmp() up to a zero byte.
 *     strcoll(string $string1, string $string2): int
 */
int64_t moon_str_strcoll(const char *string1, size_t string1_len,
                         const char *string2, size_t string2_len);

/*
 * strcmp() of a part.
 *     substr_compare(string $haystack, string $needle, int $offset,
 *         ?int $length = null, bool $case_insensitive = false): int
 */
int64_t moon_str_substr_compare(const char *haystack, size_t haystack_len,
                                const char *needle, size_t needle_len,
                                int64_t offset, int64_t length,
                                int32_t case_insensitive);

/*
 * How many changes make the one into the other.
 *     levenshtein(string $string1, string $string2, int $insertion_cost = 1,
 *         int $replacement_cost = 1, int $deletion_cost = 1): int
 */
int64_t moon_str_levenshtein(const char *string1, size_t string1_len,
                             const char *string2, size_t string2_len,
                             int64_t insertion_cost, int64_t replacement_cost,
                             int64_t deletion_cost);

/*
 * How many bytes they have in common, and what percentage that is.
 *     similar_text(string $string1, string $string2,
 *         &$percent = null): int, float
 */
int64_t moon_str_similar_text(const char *string1, size_t string1_len,
                              const char *string2, size_t string2_len);

/*
 * Case
 */

/*
 * In lower case.
 *     strtolower(string $string): string
 */
int64_t moon_str_strtolower(const char *string, size_t string_len);

/*
 * In upper case.
 *     strtoupper(string $string): string
 */
int64_t moon_str_strtoupper(const char *string, size_t string_len);

/*
 * With its first letter in upper case.
 *     ucfirst(string $string): string
 */
int64_t moon_str_ucfirst(const char *string, size_t string_len);

/*
 * With its first letter in lower case.
 *     lcfirst(string $string): string
 */
int64_t moon_str_lcfirst(const char *string, size_t string_len);

/*
 * With the first letter of each word in upper case.
 *     ucwords(string $string, string $separators = " \t\r\n\f\v"): string
 */
int64_t moon_str_ucwords(const char *string, size_t string_len,
                         const char *separators, size_t separators_len);

/*
 * With every letter 13 places further.
 *     str_rot13(string $string): string
 */
int64_t moon_str_str_rot13(const char *string, size_t string_len);

/*
 * Shape
 */

/*
 * Without such characters at both ends.
 *     trim(string $string, string $characters = " \n\r\t\v\0"): string
 */
int64_t moon_str_trim(const char *string, size_t string_len,
                      const char *characters, size_t characters_len);

/*
 * Without such characters at the start.
 *     ltrim(string $string, string $characters = " \n\r\t\v\0"): string
 */
int64_t moon_str_ltrim(const char *string, size_t string_len,
                       const char *characters, size_t characters_len);

/*
 * Without such characters at the end.
 *     rtrim(string $string, string $characters = " \n\r\t\v\0"): string
 */
int64_t moon_str_rtrim(const char *string, size_t string_len,
                       const char *characters, size_t characters_len);

/*
 * rtrim() by another name.
 *     chop(string $string, string $characters = " \n\r\t\v\0"): string
 */
int64_t moon_str_chop(const char *string, size_t string_len,
                      const char *characters, size_t characters_len);

/*
 * Its bytes from last to first.
 *     strrev(string $string): string
 */
int64_t moon_str_strrev(const char *string, size_t string_len);

/*
 * The string again and again.
 *     str_repeat(string $string, int $times): string
 */
int64_t moon_str_str_repeat(const char *string, size_t string_len,
                            int64_t times);

/*
 * Made as long as that.
 *     str_pad(string $string, int $length, string $pad_string = " ",
 *         int $pad_type = STR_PAD_RIGHT): string
 */
int64_t moon_str_str_pad(const char *string, size_t string_len, int64_t length,
                         const char *pad_string, size_t pad_string_len,
                         int64_t pad_type);

/*
 * In lines of such a width.
 *     wordwrap(string $string, int $width = 75, string $break = "\n",
 *         bool $cut_long_words = false): string
 */
int64_t moon_str_wordwrap(const char *string, size_t string_len, int64_t width,
                          const char *line_break, size_t line_break_len,
                          int32_t cut_long_words);

/*
 * With a tag before every line break.
 *     nl2br(string $string, bool $use_xhtml = true): string
 */
int64_t moon_str_nl2br(const char *string, size_t string_len,
                       int32_t use_xhtml);

/*
 * With a separator after every so many bytes.
 *     chunk_split(string $string, int $length = 76,
 *         string $separator = "\r\n"): string
 */
int64_t moon_str_chunk_split(const char *string, size_t string_len,
                             int64_t length, const char *separator,
                             size_t separator_len);

/*
 * Replacement
 */

/*
 * With every search replaced, and how many there were.
 *     str_replace(array|string $search, array|string $replace,
 *         array|string $subject, &$count = null): array|string, int
 */
int64_t moon_str_str_replace(const char *search, size_t search_len,
                             const char *replace, size_t replace_len,
                             const char *subject, size_t subject_len);

/*
 * str_replace(), but for the case of letters.
 *     str_ireplace(array|string $search, array|string $replace,
 *         array|string $subject, &$count = null): array|string, int
 */
int64_t moon_str_str_ireplace(const char *search, size_t search_len,
                              const char *replace, size_t replace_len,
                              const char *subject, size_t subject_len);

/*
 * With a part replaced.
 *     substr_replace(array|string $string, array|string $replace,
 *         array|int $offset, array|int|null $length = null): array|string
 */
int64_t moon_str_substr_replace(const char *string, size_t string_len,
                                const char *replace, size_t replace_len,
                                int64_t offset, int64_t length);

/*
 * With bytes for bytes, or strings for strings.
 *     strtr(string $string, array|string $from, ?string $to = null): string
 */
int64_t moon_str_strtr(const char *string, size_t string_len, const char *from,
                       size_t from_len, const char *to, size_t to_len);

/*
 * Encoding
 */

/*
 * With backslashes before quotes.
 *     addslashes(string $string): string
 */
int64_t moon_str_addslashes(const char *string, size_t string_len);

/*
 * Without such backslashes.
 *     stripslashes(string $string): string
 */
int64_t moon_str_stripslashes(const char *string, size_t string_len);

/*
 * With escapes of C for such characters.
 *     addcslashes(string $string, string $characters): string
 */
int64_t moon_str_addcslashes(const char *string, size_t string_len,
                             const char *characters, size_t characters_len);

/*
 * Without escapes of C.
 *     stripcslashes(string $string): string
 */
int64_t moon_str_stripcslashes(const char *string, size_t string_len);

/*
 * With backslashes before what patterns are made of.
 *     quotemeta(string $string): string
 */
int64_t moon_str_quotemeta(const char *string, size_t string_len);

/*
 * As a regular expression that matches just this.
 *     preg_quote(string $str, ?string $delimiter = null): string
 */
int64_t moon_str_preg_quote(const char *str, size_t str_len,
                            const char *delimiter, size_t delimiter_len);

/*
 * In hexadecimal.
 *     bin2hex(string $string): string
 */
int64_t moon_str_bin2hex(const char *string, size_t string_len);

/*
 * What was in hexadecimal.
 *     hex2bin(string $string): string|false
 */
int64_t moon_str_hex2bin(const char *string, size_t string_len);

/*
 * In base64.
 *     base64_encode(string $string): string
 */
int64_t moon_str_base64_encode(const char *string, size_t string_len);

/*
 * What was in base64.
 *     base64_decode(string $string, bool $strict = false): string|false
 */
int64_t moon_str_base64_decode(const char *string, size_t string_len,
                               int32_t strict);

/*
 * For the query of a URL.
 *     urlencode(string $string): string
 */
int64_t moon_str_urlencode(const char *string, size_t string_len);

/*
 * What was in a query.
 *     urldecode(string $string): string
 */
int64_t moon_str_urldecode(const char *string, size_t string_len);

/*
 * For the path of a URL.
 *     rawurlencode(string $string): string
 */
int64_t moon_str_rawurlencode(const char *string, size_t string_len);

/*
 * What was in a path.
 *     rawurldecode(string $string): string
 */
int64_t moon_str_rawurldecode(const char *string, size_t string_len);

/*
 * The byte with this number.
 *     chr(int $codepoint): string
 */
int64_t moon_str_chr(int64_t codepoint);

/*
 * The number of the first byte.
 *     ord(string $character): int
 */
int64_t moon_str_ord(const char *character, size_t character_len);

/*
 * HTML
 */

/*
 * With entities for what HTML reserves.
 *     htmlspecialchars(string $string,
 *         int $flags = ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML401,
 *         ?string $encoding = null, bool $double_encode = true): string
 */
int64_t moon_str_htmlspecialchars(const char *string, size_t string_len,
                                  int64_t flags, const char *encoding,
                                  size_t encoding_len, int32_t double_encode);

/*
 * Without these entities.
 *     htmlspecialchars_decode(string $string,
 *         int $flags = ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML401): string
 */
int64_t moon_str_htmlspecialchars_decode(const char *string, size_t string_len,
                                         int64_t flags);

/*
 * With entities for all that has one.
 *     htmlentities(string $string,
 *         int $flags = ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML401,
 *         ?string $encoding = null, bool $double_encode = true): string
 */
int64_t moon_str_htmlentities(const char *string, size_t string_len,
                              int64_t flags, const char *encoding,
                              size_t encoding_len, int32_t double_encode);

/*
 * Without any entities.
 *     html_entity_decode(string $string,
 *         int $flags = ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML401,
 *         ?string $encoding = null): string
 */
int64_t moon_str_html_entity_decode(const char *string, size_t string_len,
                                    int64_t flags, const char *encoding,
                                    size_t encoding_len);

/*
 * Formatting
 */

/*
 * Rounded, with its digits in groups.
 *     number_format(float $num, int $decimals = 0,
 *         ?string $decimal_separator = ".",
 *         ?string $thousands_separator = ","): string
 */
int64_t moon_str_number_format(double num, int64_t decimals,
                               const char *decimal_separator,
                               size_t decimal_separator_len,
                               const char *thousands_separator,
                               size_t thousands_separator_len);

/*
 * UTF-8
 */

/*
 * How many characters it has.
 *     mb_strlen(string $string, ?string $encoding = null): int
 */
int64_t moon_str_mb_strlen(const char *string, size_t string_len,
                           const char *encoding, size_t encoding_len);

/*
 * A part of it.
 *     mb_substr(string $string, int $start, ?int $length = null,
 *         ?string $encoding = null): string
 */
int64_t moon_str_mb_substr(const char *string, size_t string_len,
                           int64_t start, int64_t length, const char *encoding,
                           size_t encoding_len);

/*
 * A part of it, named in bytes, that cuts no character.
 *     mb_strcut(string $string, int $start, ?int $length = null,
 *         ?string $encoding = null): string
 */
int64_t moon_str_mb_strcut(const char *string, size_t string_len,
                           int64_t start, int64_t length, const char *encoding,
                           size_t encoding_len);

/*
 * Where the needle comes first.
 *     mb_strpos(string $haystack, string $needle, int $offset = 0,
 *         ?string $encoding = null): int|false
 */
int64_t moon_str_mb_strpos(const char *haystack, size_t haystack_len,
                           const char *needle, size_t needle_len,
                           int64_t offset, const char *encoding,
                           size_t encoding_len);

/*
 * mb_strpos(), but for the case of letters.
 *     mb_stripos(string $haystack, string $needle, int $offset = 0,
 *         ?string $encoding = null): int|false
 */
int64_t moon_str_mb_stripos(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int64_t offset, const char *encoding,
                            size_t encoding_len);

/*
 * Where the needle comes last.
 *     mb_strrpos(string $haystack, string $needle, int $offset = 0,
 *         ?string $encoding = null): int|false
 */
int64_t moon_str_mb_strrpos(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int64_t offset, const char *encoding,
                            size_t encoding_len);

/*
 * mb_strrpos(), but for the case of letters.
 *     mb_strripos(string $haystack, string $needle, int $offset = 0,
 *         ?string $encoding = null): int|false
 */
int64_t moon_str_mb_strripos(const char *haystack, size_t haystack_len,
                             const char *needle, size_t needle_len,
                             int64_t offset, const char *encoding,
                             size_t encoding_len);

/*
 * From the first needle to the end, or what is before it.
 *     mb_strstr(string $haystack, string $needle, bool $before_needle = false,
 *         ?string $encoding = null): string|false
 */
int64_t moon_str_mb_strstr(const char *haystack, size_t haystack_len,
                           const char *needle, size_t needle_len,
                           int32_t before_needle, const char *encoding,
                           size_t encoding_len);

/*
 * mb_strstr(), but for the case of letters.
 *     mb_stristr(string $haystack, string $needle,
 *         bool $before_needle = false, ?string $encoding = null): string|false
 */
int64_t moon_str_mb_stristr(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int32_t before_needle, const char *encoding,
                            size_t encoding_len);

/*
 * From the last needle to the end, or what is before it.
 *     mb_strrchr(string $haystack, string $needle,
 *         bool $before_needle = false, ?string $encoding = null): string|false
 */
int64_t moon_str_mb_strrchr(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int32_t before_needle, const char *encoding,
                            size_t encoding_len);

/*
 * mb_strrchr(), but for the case of letters.
 *     mb_strrichr(string $haystack, string $needle,
 *         bool $before_needle = false, ?string $encoding = null): string|false
 */
int64_t moon_str_mb_strrichr(const char *haystack, size_t haystack_len,
                             const char *needle, size_t needle_len,
                             int32_t before_needle, const char *encoding,
                             size_t encoding_len);

/*
 * How often the needle comes, without overlapping.
 *     mb_substr_count(string $haystack, string $needle,
 *         ?string $encoding = null): int
 */
int64_t moon_str_mb_substr_count(const char *haystack, size_t haystack_len,
                                 const char *needle, size_t needle_len,
                                 const char *encoding, size_t encoding_len);

/*
 * UTF-8 text
 */

/*
 * In lower case.
 *     mb_strtolower(string $string, ?string $encoding = null): string
 */
int64_t moon_str_mb_strtolower(const char *string, size_t string_len,
                               const char *encoding, size_t encoding_len);

/*
 * In upper case.
 *     mb_strtoupper(string $string, ?string $encoding = null): string
 */
int64_t moon_str_mb_strtoupper(const char *string, size_t string_len,
                               const char *encoding, size_t encoding_len);

/*
 * In another case.
 *     mb_convert_case(string $string, int $mode,
 *         ?string $encoding = null): string
 */
int64_t moon_str_mb_convert_case(const char *string, size_t string_len,
                                 int64_t mode, const char *encoding,
                                 size_t encoding_len);

/*
 * Whether it is valid.
 *     mb_check_encoding(array|string|null $value = null,
 *         ?string $encoding = null): bool
 */
int64_t moon_str_mb_check_encoding(const char *value, size_t value_len,
                                   const char *encoding, size_t encoding_len);

/*
 * The number of the first character.
 *     mb_ord(string $string, ?string $encoding = null): int|false
 */
int64_t moon_str_mb_ord(const char *string, size_t string_len,
                        const char *encoding, size_t encoding_len);

/*
 * The character with this number.
 *     mb_chr(int $codepoint, ?string $encoding = null): string|false
 */
int64_t moon_str_mb_chr(int64_t codepoint, const char *encoding,
                        size_t encoding_len);

/*
 * With question marks for what is not valid.
 *     mb_scrub(string $string, ?string $encoding = null): string
 */
int64_t moon_str_mb_scrub(const char *string, size_t string_len,
                          const char *encoding, size_t encoding_len);

/*
 * How many columns it takes.
 *     mb_strwidth(string $string, ?string $encoding = null): int
 */
int64_t moon_str_mb_strwidth(const char *string, size_t string_len,
                             const char *encoding, size_t encoding_len);

/*
 * Cut to so many columns.
 *     mb_strimwidth(string $string, int $start, int $width,
 *         string $trim_marker = "", ?string $encoding = null): string
 */
int64_t moon_str_mb_strimwidth(const char *string, size_t string_len,
                               int64_t start, int64_t width,
                               const char *trim_marker, size_t trim_marker_len,
                               const char *encoding, size_t encoding_len);

/*
 * Classes
 */

/*
 * Whether all are letters and digits.
 *     ctype_alnum(mixed $text): bool
 */
int64_t moon_str_ctype_alnum(const char *text, size_t text_len);

/*
 * Whether all are letters.
 *     ctype_alpha(mixed $text): bool
 */
int64_t moon_str_ctype_alpha(const char *text, size_t text_len);

/*
 * Whether all are control characters.
 *     ctype_cntrl(mixed $text): bool
 */
int64_t moon_str_ctype_cntrl(const char *text, size_t text_len);

/*
 * Whether all are digits.
 *     ctype_digit(mixed $text): bool
 */
int64_t moon_str_ctype_digit(const char *text, size_t text_len);

/*
 * Whether all are visible characters.
 *     ctype_graph(mixed $text): bool
 */
int64_t moon_str_ctype_graph(const char *text, size_t text_len);

/*
 * Whether all are lower case letters.
 *     ctype_lower(mixed $text): bool
 */
int64_t moon_str_ctype_lower(const char *text, size_t text_len);

/*
 * Whether all are visible characters and spaces.
 *     ctype_print(mixed $text): bool
 */
int64_t moon_str_ctype_print(const char *text, size_t text_len);

/*
 * Whether all are visible characters but letters and digits.
 *     ctype_punct(mixed $text): bool
 */
int64_t moon_str_ctype_punct(const char *text, size_t text_len);

/*
 * Whether all are white space.
 *     ctype_space(mixed $text): bool
 */
int64_t moon_str_ctype_space(const char *text, size_t text_len);

/*
 * Whether all are upper case letters.
 *     ctype_upper(mixed $text): bool
 */
int64_t moon_str_ctype_upper(const char *text, size_t text_len);

/*
 * Whether all are hexadecimal digits.
 *     ctype_xdigit(mixed $text): bool
 */
int64_t moon_str_ctype_xdigit(const char *text, size_t text_len);

/*
 * Hashes
 */

/*
 * Its MD5 digest.
 *     md5(string $string, bool $binary = false): string
 */
int64_t moon_str_md5(const char *string, size_t string_len, int32_t binary);

/*
 * Its SHA-1 digest.
 *     sha1(string $string, bool $binary = false): string
 */
int64_t moon_str_sha1(const char *string, size_t string_len, int32_t binary);

/*
 * Its cyclic redundancy check.
 *     crc32(string $string): int
 */
int64_t moon_str_crc32(const char *string, size_t string_len);

/*
 * A digest by the algorithm of that name.
 *     hash(string $algo, string $data, bool $binary = false,
 *         array $options = []): string
 */
int64_t moon_str_hash(const char *algo, size_t algo_len, const char *data,
                      size_t data_len, int32_t binary);

/*
 * A digest that only those with the key can make.
 *     hash_hmac(string $algo, string $data, string $key,
 *         bool $binary = false): string
 */
int64_t moon_str_hash_hmac(const char *algo, size_t algo_len, const char *data,
                           size_t data_len, const char *key, size_t key_len,
                           int32_t binary);

/*
 * Whether they are equal, in the same time if they are not.
 *     hash_equals(string $known_string, string $user_string): bool
 */
int64_t moon_str_hash_equals(const char *known_string, size_t known_string_len,
                             const char *user_string, size_t user_string_len);

/*
 * Numbers
 */

/*
 * A number in base 2.
 *     decbin(int $num): string
 */
int64_t moon_str_decbin(int64_t num);

/*
 * A number in base 8.
 *     decoct(int $num): string
 */
int64_t moon_str_decoct(int64_t num);

/*
 * A number in base 16.
 *     dechex(int $num): string
 */
int64_t moon_str_dechex(int64_t num);

/*
 * A number from one base in another.
 *     base_convert(string $num, int $from_base, int $to_base): string
 */
int64_t moon_str_base_convert(const char *num, size_t num_len,
                              int64_t from_base, int64_t to_base);

/*
 * A value as a string.
 *     strval(mixed $value): string
 */
int64_t moon_str_strval(const char *value, size_t value_len);

/*
 * A value as an integer.
 *     intval(mixed $value, int $base = 10): int
 */
int64_t moon_str_intval(const char *value, size_t value_len, int64_t base);

/*
 * A value as a float.
 *     floatval(mixed $value): float
 */
double moon_str_floatval(const char *value, size_t value_len);

/*
 * Whether it is a number, or text that is one.
 *     is_numeric(mixed $value): bool
 */
int64_t moon_str_is_numeric(const char *value, size_t value_len);

/*
 * An address as a number.
 *     ip2long(string $ip): int|false
 */
int64_t moon_str_ip2long(const char *ip, size_t ip_len);

/*
 * A number as an address.
 *     long2ip(int $ip): string
 */
int64_t moon_str_long2ip(int64_t ip);

/*
 * Structured text
 */

/*
 * Without tags.
 *     strip_tags(string $string,
 *         array|string|null $allowed_tags = null): string
 */
int64_t moon_str_strip_tags(const char *string, size_t string_len,
                            const char *allowed_tags, size_t allowed_tags_len);

/*
 * Encodings
 */

/*
 * In another encoding.
 *     mb_convert_encoding(array|string $string, string $to_encoding,
 *         array|string|null $from_encoding = null): array|string|false
 */
int64_t moon_str_mb_convert_encoding(const char *string, size_t string_len,
                                     const char *to_encoding,
                                     size_t to_encoding_len,
                                     const char *from_encoding,
                                     size_t from_encoding_len);

/*
 * Others
 */

/*
 * The last component of a path.
 *     basename(string $path, string $suffix = ""): string
 */
int64_t moon_str_basename(const char *path, size_t path_len,
                          const char *suffix, size_t suffix_len);

/*
 * What is before the last component.
 *     dirname(string $path, int $levels = 1): string
 */
int64_t moon_str_dirname(const char *path, size_t path_len, int64_t levels);

/*
 * Which version is the later.
 *     version_compare(string $version1, string $version2,
 *         ?string $operator = null): int|bool
 */
int64_t moon_str_version_compare(const char *version1, size_t version1_len,
                                 const char *version2, size_t version2_len,
                                 const char *comparison,
                                 size_t comparison_len);

/*
 * How it sounds, in four letters.
 *     soundex(string $string): string
 */
int64_t moon_str_soundex(const char *string, size_t string_len);

/*
 * The sounds that it has.
 *     metaphone(string $string, int $max_phonemes = 0): string
 */
int64_t moon_str_metaphone(const char *string, size_t string_len,
                           int64_t max_phonemes);

/*
 * In quoted-printable.
 *     quoted_printable_encode(string $string): string
 */
int64_t moon_str_quoted_printable_encode(const char *string,
                                         size_t string_len);

/*
 * What was in quoted-printable.
 *     quoted_printable_decode(string $string): string
 */
int64_t moon_str_quoted_printable_decode(const char *string,
                                         size_t string_len);

/*
 * In uuencode.
 *     convert_uuencode(string $string): string
 */
int64_t moon_str_convert_uuencode(const char *string, size_t string_len);

/*
 * What was in uuencode.
 *     convert_uudecode(string $string): string|false
 */
int64_t moon_str_convert_uudecode(const char *string, size_t string_len);

/*
 * From ISO 8859-1 to UTF-8.
 *     utf8_encode(string $string): string
 */
int64_t moon_str_utf8_encode(const char *string, size_t string_len);

/*
 * From UTF-8 to ISO 8859-1.
 *     utf8_decode(string $string): string
 */
int64_t moon_str_utf8_decode(const char *string, size_t string_len);

/*
 * Help
 */

/*
 * How a function here is called, and what it does; PHP has no such function.
 *     usage(string $name): string|false
 */
int64_t moon_str_usage(const char *name, size_t name_len);

#pragma GCC visibility pop

#endif
