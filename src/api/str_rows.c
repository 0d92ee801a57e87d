/* Made by tools/strings-abi.lua; do not edit. */
#include "api/str.h"
#include "api/str_fast.h"

/* clang-format off */

int64_t moon_str_strlen(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_strlen(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("strlen", in, 1);
}

int64_t moon_str_strpos(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len, int64_t offset)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset)};
    int64_t fast = STR_SLOW;

    if (str_is_length(haystack_len | needle_len))
        fast = str_fast_strpos(str_view(haystack, haystack_len),
                               str_view(needle, needle_len), offset);
    if (fast != STR_SLOW)
        return fast;
    return str_call("strpos", in, 3);
}

int64_t moon_str_stripos(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len, int64_t offset)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset)};
    int64_t fast = STR_SLOW;

    if (str_is_length(haystack_len | needle_len))
        fast = str_fast_stripos(str_view(haystack, haystack_len),
                                str_view(needle, needle_len), offset);
    if (fast != STR_SLOW)
        return fast;
    return str_call("stripos", in, 3);
}

int64_t moon_str_strrpos(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len, int64_t offset)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset)};

    return str_call("strrpos", in, 3);
}

int64_t moon_str_strripos(const char *haystack, size_t haystack_len,
                          const char *needle, size_t needle_len,
                          int64_t offset)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset)};

    return str_call("strripos", in, 3);
}

int64_t moon_str_strstr(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len,
                        int32_t before_needle)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle)};

    return str_call("strstr", in, 3);
}

int64_t moon_str_stristr(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len,
                         int32_t before_needle)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle)};

    return str_call("stristr", in, 3);
}

int64_t moon_str_strchr(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len,
                        int32_t before_needle)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle)};

    return str_call("strchr", in, 3);
}

int64_t moon_str_strrchr(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len)};

    return str_call("strrchr", in, 2);
}

int64_t moon_str_strpbrk(const char *string, size_t string_len,
                         const char *characters, size_t characters_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(characters, characters_len)};

    return str_call("strpbrk", in, 2);
}

int64_t moon_str_str_contains(const char *haystack, size_t haystack_len,
                              const char *needle, size_t needle_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(haystack_len | needle_len))
        fast = str_fast_str_contains(str_view(haystack, haystack_len),
                                     str_view(needle, needle_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("str_contains", in, 2);
}

int64_t moon_str_str_starts_with(const char *haystack, size_t haystack_len,
                                 const char *needle, size_t needle_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(haystack_len | needle_len))
        fast = str_fast_str_starts_with(str_view(haystack, haystack_len),
                                        str_view(needle, needle_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("str_starts_with", in, 2);
}

int64_t moon_str_str_ends_with(const char *haystack, size_t haystack_len,
                               const char *needle, size_t needle_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(haystack_len | needle_len))
        fast = str_fast_str_ends_with(str_view(haystack, haystack_len),
                                      str_view(needle, needle_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("str_ends_with", in, 2);
}

int64_t moon_str_strspn(const char *string, size_t string_len,
                        const char *characters, size_t characters_len,
                        int64_t offset, int64_t length)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(characters, characters_len),
                                   str_maybe_int(offset),
                                   str_maybe_int(length)};

    return str_ask("strspn", in, 4);
}

int64_t moon_str_strcspn(const char *string, size_t string_len,
                         const char *characters, size_t characters_len,
                         int64_t offset, int64_t length)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(characters, characters_len),
                                   str_maybe_int(offset),
                                   str_maybe_int(length)};

    return str_ask("strcspn", in, 4);
}

int64_t moon_str_substr(const char *string, size_t string_len, int64_t offset,
                        int64_t length)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_int(offset), str_maybe_int(length)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_substr(str_view(string, string_len), offset, length);
    if (fast != STR_SLOW)
        return fast;
    return str_call("substr", in, 3);
}

int64_t moon_str_substr_count(const char *haystack, size_t haystack_len,
                              const char *needle, size_t needle_len,
                              int64_t offset, int64_t length)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset),
                                   str_maybe_int(length)};
    int64_t fast = STR_SLOW;

    if (str_is_length(haystack_len | needle_len))
        fast = str_fast_substr_count(str_view(haystack, haystack_len),
                                     str_view(needle, needle_len), offset,
                                     length);
    if (fast != STR_SLOW)
        return fast;
    return str_ask("substr_count", in, 4);
}

int64_t moon_str_strcmp(const char *string1, size_t string1_len,
                        const char *string2, size_t string2_len)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string1_len | string2_len))
        fast = str_fast_strcmp(str_view(string1, string1_len),
                               str_view(string2, string2_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("strcmp", in, 2);
}

int64_t moon_str_strcasecmp(const char *string1, size_t string1_len,
                            const char *string2, size_t string2_len)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string1_len | string2_len))
        fast = str_fast_strcasecmp(str_view(string1, string1_len),
                                   str_view(string2, string2_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("strcasecmp", in, 2);
}

int64_t moon_str_strncmp(const char *string1, size_t string1_len,
                         const char *string2, size_t string2_len,
                         int64_t length)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len),
                                   str_int(length)};

    return str_ask("strncmp", in, 3);
}

int64_t moon_str_strncasecmp(const char *string1, size_t string1_len,
                             const char *string2, size_t string2_len,
                             int64_t length)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len),
                                   str_int(length)};

    return str_ask("strncasecmp", in, 3);
}

int64_t moon_str_strnatcmp(const char *string1, size_t string1_len,
                           const char *string2, size_t string2_len)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string1_len | string2_len))
        fast = str_fast_strnatcmp(str_view(string1, string1_len),
                                  str_view(string2, string2_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("strnatcmp", in, 2);
}

int64_t moon_str_strnatcasecmp(const char *string1, size_t string1_len,
                               const char *string2, size_t string2_len)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string1_len | string2_len))
        fast = str_fast_strnatcasecmp(str_view(string1, string1_len),
                                      str_view(string2, string2_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("strnatcasecmp", in, 2);
}

int64_t moon_str_strcoll(const char *string1, size_t string1_len,
                         const char *string2, size_t string2_len)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len)};

    return str_ask("strcoll", in, 2);
}

int64_t moon_str_substr_compare(const char *haystack, size_t haystack_len,
                                const char *needle, size_t needle_len,
                                int64_t offset, int64_t length,
                                int32_t case_insensitive)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_int(offset), str_maybe_int(length),
                                   str_maybe_bool(case_insensitive)};

    return str_ask("substr_compare", in, 5);
}

int64_t moon_str_levenshtein(const char *string1, size_t string1_len,
                             const char *string2, size_t string2_len,
                             int64_t insertion_cost, int64_t replacement_cost,
                             int64_t deletion_cost)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len),
                                   str_maybe_int(insertion_cost),
                                   str_maybe_int(replacement_cost),
                                   str_maybe_int(deletion_cost)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string1_len | string2_len))
        fast = str_fast_levenshtein(str_view(string1, string1_len),
                                    str_view(string2, string2_len),
                                    insertion_cost, replacement_cost,
                                    deletion_cost);
    if (fast != STR_SLOW)
        return fast;
    return str_ask("levenshtein", in, 5);
}

int64_t moon_str_similar_text(const char *string1, size_t string1_len,
                              const char *string2, size_t string2_len)
{
    const struct php_value in[] = {str_text(string1, string1_len),
                                   str_text(string2, string2_len)};

    return str_ask("similar_text", in, 2);
}

int64_t moon_str_strtolower(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_strtolower(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("strtolower", in, 1);
}

int64_t moon_str_strtoupper(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_strtoupper(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("strtoupper", in, 1);
}

int64_t moon_str_ucfirst(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("ucfirst", in, 1);
}

int64_t moon_str_lcfirst(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("lcfirst", in, 1);
}

int64_t moon_str_ucwords(const char *string, size_t string_len,
                         const char *separators, size_t separators_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(separators, separators_len)};

    return str_call("ucwords", in, 2);
}

int64_t moon_str_str_rot13(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("str_rot13", in, 1);
}

int64_t moon_str_trim(const char *string, size_t string_len,
                      const char *characters, size_t characters_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(characters, characters_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len | characters_len))
        fast = str_fast_trim(str_view(string, string_len),
                             view_of(characters, characters_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("trim", in, 2);
}

int64_t moon_str_ltrim(const char *string, size_t string_len,
                       const char *characters, size_t characters_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(characters, characters_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len | characters_len))
        fast = str_fast_ltrim(str_view(string, string_len),
                              view_of(characters, characters_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("ltrim", in, 2);
}

int64_t moon_str_rtrim(const char *string, size_t string_len,
                       const char *characters, size_t characters_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(characters, characters_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len | characters_len))
        fast = str_fast_rtrim(str_view(string, string_len),
                              view_of(characters, characters_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("rtrim", in, 2);
}

int64_t moon_str_chop(const char *string, size_t string_len,
                      const char *characters, size_t characters_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(characters, characters_len)};

    return str_call("chop", in, 2);
}

int64_t moon_str_strrev(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_strrev(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("strrev", in, 1);
}

int64_t moon_str_str_repeat(const char *string, size_t string_len,
                            int64_t times)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_int(times)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_str_repeat(str_view(string, string_len), times);
    if (fast != STR_SLOW)
        return fast;
    return str_call("str_repeat", in, 2);
}

int64_t moon_str_str_pad(const char *string, size_t string_len, int64_t length,
                         const char *pad_string, size_t pad_string_len,
                         int64_t pad_type)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_int(length),
                                   str_maybe_text(pad_string, pad_string_len),
                                   str_maybe_int(pad_type)};

    return str_call("str_pad", in, 4);
}

int64_t moon_str_wordwrap(const char *string, size_t string_len, int64_t width,
                          const char *line_break, size_t line_break_len,
                          int32_t cut_long_words)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(width),
                                   str_maybe_text(line_break, line_break_len),
                                   str_maybe_bool(cut_long_words)};

    return str_call("wordwrap", in, 4);
}

int64_t moon_str_nl2br(const char *string, size_t string_len,
                       int32_t use_xhtml)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_bool(use_xhtml)};

    return str_call("nl2br", in, 2);
}

int64_t moon_str_chunk_split(const char *string, size_t string_len,
                             int64_t length, const char *separator,
                             size_t separator_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(length),
                                   str_maybe_text(separator, separator_len)};

    return str_call("chunk_split", in, 3);
}

int64_t moon_str_str_replace(const char *search, size_t search_len,
                             const char *replace, size_t replace_len,
                             const char *subject, size_t subject_len)
{
    const struct php_value in[] = {str_text(search, search_len),
                                   str_text(replace, replace_len),
                                   str_text(subject, subject_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(search_len | replace_len | subject_len))
        fast = str_fast_str_replace(str_view(search, search_len),
                                    str_view(replace, replace_len),
                                    str_view(subject, subject_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("str_replace", in, 3);
}

int64_t moon_str_str_ireplace(const char *search, size_t search_len,
                              const char *replace, size_t replace_len,
                              const char *subject, size_t subject_len)
{
    const struct php_value in[] = {str_text(search, search_len),
                                   str_text(replace, replace_len),
                                   str_text(subject, subject_len)};

    return str_call("str_ireplace", in, 3);
}

int64_t moon_str_substr_replace(const char *string, size_t string_len,
                                const char *replace, size_t replace_len,
                                int64_t offset, int64_t length)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(replace, replace_len),
                                   str_int(offset), str_maybe_int(length)};

    return str_call("substr_replace", in, 4);
}

int64_t moon_str_strtr(const char *string, size_t string_len, const char *from,
                       size_t from_len, const char *to, size_t to_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(from, from_len),
                                   str_maybe_text(to, to_len)};

    return str_call("strtr", in, 3);
}

int64_t moon_str_addslashes(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_addslashes(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("addslashes", in, 1);
}

int64_t moon_str_stripslashes(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("stripslashes", in, 1);
}

int64_t moon_str_addcslashes(const char *string, size_t string_len,
                             const char *characters, size_t characters_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(characters, characters_len)};

    return str_call("addcslashes", in, 2);
}

int64_t moon_str_stripcslashes(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("stripcslashes", in, 1);
}

int64_t moon_str_quotemeta(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("quotemeta", in, 1);
}

int64_t moon_str_preg_quote(const char *str, size_t str_len,
                            const char *delimiter, size_t delimiter_len)
{
    const struct php_value in[] = {str_text(str, str_len),
                                   str_maybe_text(delimiter, delimiter_len)};

    return str_call("preg_quote", in, 2);
}

int64_t moon_str_bin2hex(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_bin2hex(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("bin2hex", in, 1);
}

int64_t moon_str_hex2bin(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("hex2bin", in, 1);
}

int64_t moon_str_base64_encode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_base64_encode(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("base64_encode", in, 1);
}

int64_t moon_str_base64_decode(const char *string, size_t string_len,
                               int32_t strict)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_bool(strict)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_base64_decode(str_view(string, string_len), strict);
    if (fast != STR_SLOW)
        return fast;
    return str_call("base64_decode", in, 2);
}

int64_t moon_str_urlencode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_urlencode(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("urlencode", in, 1);
}

int64_t moon_str_urldecode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_urldecode(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("urldecode", in, 1);
}

int64_t moon_str_rawurlencode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_rawurlencode(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("rawurlencode", in, 1);
}

int64_t moon_str_rawurldecode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_rawurldecode(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_call("rawurldecode", in, 1);
}

int64_t moon_str_chr(int64_t codepoint)
{
    const struct php_value in[] = {str_int(codepoint)};

    return str_call("chr", in, 1);
}

int64_t moon_str_ord(const char *character, size_t character_len)
{
    const struct php_value in[] = {str_text(character, character_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(character_len))
        fast = str_fast_ord(str_view(character, character_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("ord", in, 1);
}

int64_t moon_str_htmlspecialchars(const char *string, size_t string_len,
                                  int64_t flags, const char *encoding,
                                  size_t encoding_len, int32_t double_encode)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(flags),
                                   str_maybe_text(encoding, encoding_len),
                                   str_maybe_bool(double_encode)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len | encoding_len))
        fast = str_fast_htmlspecialchars(str_view(string, string_len), flags,
                                         view_of(encoding, encoding_len),
                                         double_encode);
    if (fast != STR_SLOW)
        return fast;
    return str_call("htmlspecialchars", in, 4);
}

int64_t moon_str_htmlspecialchars_decode(const char *string, size_t string_len,
                                         int64_t flags)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(flags)};

    return str_call("htmlspecialchars_decode", in, 2);
}

int64_t moon_str_htmlentities(const char *string, size_t string_len,
                              int64_t flags, const char *encoding,
                              size_t encoding_len, int32_t double_encode)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(flags),
                                   str_maybe_text(encoding, encoding_len),
                                   str_maybe_bool(double_encode)};

    return str_call("htmlentities", in, 4);
}

int64_t moon_str_html_entity_decode(const char *string, size_t string_len,
                                    int64_t flags, const char *encoding,
                                    size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(flags),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("html_entity_decode", in, 3);
}

int64_t moon_str_number_format(double num, int64_t decimals,
                               const char *decimal_separator,
                               size_t decimal_separator_len,
                               const char *thousands_separator,
                               size_t thousands_separator_len)
{
    const struct php_value in[] = {str_float(num), str_maybe_int(decimals),
                                   str_maybe_text(decimal_separator, decimal_separator_len),
                                   str_maybe_text(thousands_separator, thousands_separator_len)};

    return str_call("number_format", in, 4);
}

int64_t moon_str_mb_strlen(const char *string, size_t string_len,
                           const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(encoding, encoding_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len | encoding_len))
        fast = str_fast_mb_strlen(str_view(string, string_len),
                                  view_of(encoding, encoding_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("mb_strlen", in, 2);
}

int64_t moon_str_mb_substr(const char *string, size_t string_len,
                           int64_t start, int64_t length, const char *encoding,
                           size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_int(start), str_maybe_int(length),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_substr", in, 4);
}

int64_t moon_str_mb_strcut(const char *string, size_t string_len,
                           int64_t start, int64_t length, const char *encoding,
                           size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_int(start), str_maybe_int(length),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strcut", in, 4);
}

int64_t moon_str_mb_strpos(const char *haystack, size_t haystack_len,
                           const char *needle, size_t needle_len,
                           int64_t offset, const char *encoding,
                           size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strpos", in, 4);
}

int64_t moon_str_mb_stripos(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int64_t offset, const char *encoding,
                            size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_stripos", in, 4);
}

int64_t moon_str_mb_strrpos(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int64_t offset, const char *encoding,
                            size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strrpos", in, 4);
}

int64_t moon_str_mb_strripos(const char *haystack, size_t haystack_len,
                             const char *needle, size_t needle_len,
                             int64_t offset, const char *encoding,
                             size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_int(offset),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strripos", in, 4);
}

int64_t moon_str_mb_strstr(const char *haystack, size_t haystack_len,
                           const char *needle, size_t needle_len,
                           int32_t before_needle, const char *encoding,
                           size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strstr", in, 4);
}

int64_t moon_str_mb_stristr(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int32_t before_needle, const char *encoding,
                            size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_stristr", in, 4);
}

int64_t moon_str_mb_strrchr(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int32_t before_needle, const char *encoding,
                            size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strrchr", in, 4);
}

int64_t moon_str_mb_strrichr(const char *haystack, size_t haystack_len,
                             const char *needle, size_t needle_len,
                             int32_t before_needle, const char *encoding,
                             size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_bool(before_needle),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strrichr", in, 4);
}

int64_t moon_str_mb_substr_count(const char *haystack, size_t haystack_len,
                                 const char *needle, size_t needle_len,
                                 const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(haystack, haystack_len),
                                   str_text(needle, needle_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_ask("mb_substr_count", in, 3);
}

int64_t moon_str_mb_strtolower(const char *string, size_t string_len,
                               const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strtolower", in, 2);
}

int64_t moon_str_mb_strtoupper(const char *string, size_t string_len,
                               const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strtoupper", in, 2);
}

int64_t moon_str_mb_convert_case(const char *string, size_t string_len,
                                 int64_t mode, const char *encoding,
                                 size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len), str_int(mode),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_convert_case", in, 3);
}

int64_t moon_str_mb_check_encoding(const char *value, size_t value_len,
                                   const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_maybe_text(value, value_len),
                                   str_maybe_text(encoding, encoding_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(value_len | encoding_len))
        fast = str_fast_mb_check_encoding(view_of(value, value_len),
                                          view_of(encoding, encoding_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("mb_check_encoding", in, 2);
}

int64_t moon_str_mb_ord(const char *string, size_t string_len,
                        const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_ord", in, 2);
}

int64_t moon_str_mb_chr(int64_t codepoint, const char *encoding,
                        size_t encoding_len)
{
    const struct php_value in[] = {str_int(codepoint),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_chr", in, 2);
}

int64_t moon_str_mb_scrub(const char *string, size_t string_len,
                          const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_scrub", in, 2);
}

int64_t moon_str_mb_strwidth(const char *string, size_t string_len,
                             const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_ask("mb_strwidth", in, 2);
}

int64_t moon_str_mb_strimwidth(const char *string, size_t string_len,
                               int64_t start, int64_t width,
                               const char *trim_marker, size_t trim_marker_len,
                               const char *encoding, size_t encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_int(start), str_int(width),
                                   str_maybe_text(trim_marker, trim_marker_len),
                                   str_maybe_text(encoding, encoding_len)};

    return str_call("mb_strimwidth", in, 5);
}

int64_t moon_str_ctype_alnum(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_alnum", in, 1);
}

int64_t moon_str_ctype_alpha(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_alpha", in, 1);
}

int64_t moon_str_ctype_cntrl(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_cntrl", in, 1);
}

int64_t moon_str_ctype_digit(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_digit", in, 1);
}

int64_t moon_str_ctype_graph(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_graph", in, 1);
}

int64_t moon_str_ctype_lower(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_lower", in, 1);
}

int64_t moon_str_ctype_print(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_print", in, 1);
}

int64_t moon_str_ctype_punct(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_punct", in, 1);
}

int64_t moon_str_ctype_space(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_space", in, 1);
}

int64_t moon_str_ctype_upper(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_upper", in, 1);
}

int64_t moon_str_ctype_xdigit(const char *text, size_t text_len)
{
    const struct php_value in[] = {str_text(text, text_len)};

    return str_ask("ctype_xdigit", in, 1);
}

int64_t moon_str_md5(const char *string, size_t string_len, int32_t binary)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_bool(binary)};

    return str_call("md5", in, 2);
}

int64_t moon_str_sha1(const char *string, size_t string_len, int32_t binary)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_bool(binary)};

    return str_call("sha1", in, 2);
}

int64_t moon_str_crc32(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};
    int64_t fast = STR_SLOW;

    if (str_is_length(string_len))
        fast = str_fast_crc32(str_view(string, string_len));
    if (fast != STR_SLOW)
        return fast;
    return str_ask("crc32", in, 1);
}

int64_t moon_str_hash(const char *algo, size_t algo_len, const char *data,
                      size_t data_len, int32_t binary)
{
    const struct php_value in[] = {str_text(algo, algo_len),
                                   str_text(data, data_len),
                                   str_maybe_bool(binary)};

    return str_call("hash", in, 3);
}

int64_t moon_str_hash_hmac(const char *algo, size_t algo_len, const char *data,
                           size_t data_len, const char *key, size_t key_len,
                           int32_t binary)
{
    const struct php_value in[] = {str_text(algo, algo_len),
                                   str_text(data, data_len),
                                   str_text(key, key_len),
                                   str_maybe_bool(binary)};

    return str_call("hash_hmac", in, 4);
}

int64_t moon_str_hash_equals(const char *known_string, size_t known_string_len,
                             const char *user_string, size_t user_string_len)
{
    const struct php_value in[] = {str_text(known_string, known_string_len),
                                   str_text(user_string, user_string_len)};

    return str_ask("hash_equals", in, 2);
}

int64_t moon_str_decbin(int64_t num)
{
    const struct php_value in[] = {str_int(num)};

    return str_call("decbin", in, 1);
}

int64_t moon_str_decoct(int64_t num)
{
    const struct php_value in[] = {str_int(num)};

    return str_call("decoct", in, 1);
}

int64_t moon_str_dechex(int64_t num)
{
    const struct php_value in[] = {str_int(num)};

    return str_call("dechex", in, 1);
}

int64_t moon_str_base_convert(const char *num, size_t num_len,
                              int64_t from_base, int64_t to_base)
{
    const struct php_value in[] = {str_text(num, num_len), str_int(from_base),
                                   str_int(to_base)};

    return str_call("base_convert", in, 3);
}

int64_t moon_str_strval(const char *value, size_t value_len)
{
    const struct php_value in[] = {str_text(value, value_len)};

    return str_call("strval", in, 1);
}

int64_t moon_str_intval(const char *value, size_t value_len, int64_t base)
{
    const struct php_value in[] = {str_text(value, value_len),
                                   str_maybe_int(base)};

    return str_ask("intval", in, 2);
}

double moon_str_floatval(const char *value, size_t value_len)
{
    const struct php_value in[] = {str_text(value, value_len)};

    return str_measure("floatval", in, 1);
}

int64_t moon_str_is_numeric(const char *value, size_t value_len)
{
    const struct php_value in[] = {str_text(value, value_len)};

    return str_ask("is_numeric", in, 1);
}

int64_t moon_str_ip2long(const char *ip, size_t ip_len)
{
    const struct php_value in[] = {str_text(ip, ip_len)};

    return str_call("ip2long", in, 1);
}

int64_t moon_str_long2ip(int64_t ip)
{
    const struct php_value in[] = {str_int(ip)};

    return str_call("long2ip", in, 1);
}

int64_t moon_str_strip_tags(const char *string, size_t string_len,
                            const char *allowed_tags, size_t allowed_tags_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_text(allowed_tags, allowed_tags_len)};

    return str_call("strip_tags", in, 2);
}

int64_t moon_str_mb_convert_encoding(const char *string, size_t string_len,
                                     const char *to_encoding,
                                     size_t to_encoding_len,
                                     const char *from_encoding,
                                     size_t from_encoding_len)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_text(to_encoding, to_encoding_len),
                                   str_maybe_text(from_encoding, from_encoding_len)};

    return str_call("mb_convert_encoding", in, 3);
}

int64_t moon_str_basename(const char *path, size_t path_len,
                          const char *suffix, size_t suffix_len)
{
    const struct php_value in[] = {str_text(path, path_len),
                                   str_maybe_text(suffix, suffix_len)};

    return str_call("basename", in, 2);
}

int64_t moon_str_dirname(const char *path, size_t path_len, int64_t levels)
{
    const struct php_value in[] = {str_text(path, path_len),
                                   str_maybe_int(levels)};

    return str_call("dirname", in, 2);
}

int64_t moon_str_version_compare(const char *version1, size_t version1_len,
                                 const char *version2, size_t version2_len,
                                 const char *comparison, size_t comparison_len)
{
    const struct php_value in[] = {str_text(version1, version1_len),
                                   str_text(version2, version2_len),
                                   str_maybe_text(comparison, comparison_len)};

    return str_ask("version_compare", in, 3);
}

int64_t moon_str_soundex(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("soundex", in, 1);
}

int64_t moon_str_metaphone(const char *string, size_t string_len,
                           int64_t max_phonemes)
{
    const struct php_value in[] = {str_text(string, string_len),
                                   str_maybe_int(max_phonemes)};

    return str_call("metaphone", in, 2);
}

int64_t moon_str_quoted_printable_encode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("quoted_printable_encode", in, 1);
}

int64_t moon_str_quoted_printable_decode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("quoted_printable_decode", in, 1);
}

int64_t moon_str_convert_uuencode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("convert_uuencode", in, 1);
}

int64_t moon_str_convert_uudecode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("convert_uudecode", in, 1);
}

int64_t moon_str_utf8_encode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("utf8_encode", in, 1);
}

int64_t moon_str_utf8_decode(const char *string, size_t string_len)
{
    const struct php_value in[] = {str_text(string, string_len)};

    return str_call("utf8_decode", in, 1);
}

int64_t moon_str_usage(const char *name, size_t name_len)
{
    const struct php_value in[] = {str_text(name, name_len)};

    return str_call("usage", in, 1);
}
