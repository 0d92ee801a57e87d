-- Made by tools/ffigen.lua from moonspan_str.h; do not edit.
-- For LuaJIT: require "ffi".cdef(require "moonspan_str.cdef")

return [[
enum {
    MOON_STR_OK = 0,
    MOON_STR_ERROR = -1,
    MOON_STR_MEMORY = -4,
    MOON_STR_CONVERT = -5,
    MOON_STR_INVALID = -15,
    MOON_STR_FALSE = -1000
};

int32_t moon_str_call(const char *name, size_t name_len, const char *arguments,
                      size_t arguments_len);

int64_t moon_str_pieces(const char *separator, size_t separator_len,
                        const char *string, size_t string_len);

int64_t moon_str_constant(const char *name, size_t name_len);

const uint8_t *moon_str_bytes(void);

size_t moon_str_len(void);

double moon_str_second(void);

int32_t moon_str_status(void);

int32_t moon_str_release(void);

int64_t moon_str_strlen(const char *string, size_t string_len);

int64_t moon_str_strpos(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len, int64_t offset);

int64_t moon_str_stripos(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len, int64_t offset);

int64_t moon_str_strrpos(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len, int64_t offset);

int64_t moon_str_strripos(const char *haystack, size_t haystack_len,
                          const char *needle, size_t needle_len,
                          int64_t offset);

int64_t moon_str_strstr(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len,
                        int32_t before_needle);

int64_t moon_str_stristr(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len,
                         int32_t before_needle);

int64_t moon_str_strchr(const char *haystack, size_t haystack_len,
                        const char *needle, size_t needle_len,
                        int32_t before_needle);

int64_t moon_str_strrchr(const char *haystack, size_t haystack_len,
                         const char *needle, size_t needle_len);

int64_t moon_str_strpbrk(const char *string, size_t string_len,
                         const char *characters, size_t characters_len);

int64_t moon_str_str_contains(const char *haystack, size_t haystack_len,
                              const char *needle, size_t needle_len);

int64_t moon_str_str_starts_with(const char *haystack, size_t haystack_len,
                                 const char *needle, size_t needle_len);

int64_t moon_str_str_ends_with(const char *haystack, size_t haystack_len,
                               const char *needle, size_t needle_len);

int64_t moon_str_strspn(const char *string, size_t string_len,
                        const char *characters, size_t characters_len,
                        int64_t offset, int64_t length);

int64_t moon_str_strcspn(const char *string, size_t string_len,
                         const char *characters, size_t characters_len,
                         int64_t offset, int64_t length);

int64_t moon_str_substr(const char *string, size_t string_len, int64_t offset,
                        int64_t length);

int64_t moon_str_substr_count(const char *haystack, size_t haystack_len,
                              const char *needle, size_t needle_len,
                              int64_t offset, int64_t length);

int64_t moon_str_strcmp(const char *string1, size_t string1_len,
                        const char *string2, size_t string2_len);

int64_t moon_str_strcasecmp(const char *string1, size_t string1_len,
                            const char *string2, size_t string2_len);

int64_t moon_str_strncmp(const char *string1, size_t string1_len,
                         const char *string2, size_t string2_len,
                         int64_t length);

int64_t moon_str_strncasecmp(const char *string1, size_t string1_len,
                             const char *string2, size_t string2_len,
                             int64_t length);

int64_t moon_str_strnatcmp(const char *string1, size_t string1_len,
                           const char *string2, size_t string2_len);

int64_t moon_str_strnatcasecmp(const char *string1, size_t string1_len,
                               const char *string2, size_t string2_len);

int64_t moon_str_strcoll(const char *string1, size_t string1_len,
                         const char *string2, size_t string2_len);

int64_t moon_str_substr_compare(const char *haystack, size_t haystack_len,
                                const char *needle, size_t needle_len,
                                int64_t offset, int64_t length,
                                int32_t case_insensitive);

int64_t moon_str_levenshtein(const char *string1, size_t string1_len,
                             const char *string2, size_t string2_len,
                             int64_t insertion_cost, int64_t replacement_cost,
                             int64_t deletion_cost);

int64_t moon_str_similar_text(const char *string1, size_t string1_len,
                              const char *string2, size_t string2_len);

int64_t moon_str_strtolower(const char *string, size_t string_len);

int64_t moon_str_strtoupper(const char *string, size_t string_len);

int64_t moon_str_ucfirst(const char *string, size_t string_len);

int64_t moon_str_lcfirst(const char *string, size_t string_len);

int64_t moon_str_ucwords(const char *string, size_t string_len,
                         const char *separators, size_t separators_len);

int64_t moon_str_str_rot13(const char *string, size_t string_len);

int64_t moon_str_trim(const char *string, size_t string_len,
                      const char *characters, size_t characters_len);

int64_t moon_str_ltrim(const char *string, size_t string_len,
                       const char *characters, size_t characters_len);

int64_t moon_str_rtrim(const char *string, size_t string_len,
                       const char *characters, size_t characters_len);

int64_t moon_str_chop(const char *string, size_t string_len,
                      const char *characters, size_t characters_len);

int64_t moon_str_strrev(const char *string, size_t string_len);

int64_t moon_str_str_repeat(const char *string, size_t string_len,
                            int64_t times);

int64_t moon_str_str_pad(const char *string, size_t string_len, int64_t length,
                         const char *pad_string, size_t pad_string_len,
                         int64_t pad_type);

int64_t moon_str_wordwrap(const char *string, size_t string_len, int64_t width,
                          const char *line_break, size_t line_break_len,
                          int32_t cut_long_words);

int64_t moon_str_nl2br(const char *string, size_t string_len,
                       int32_t use_xhtml);

int64_t moon_str_chunk_split(const char *string, size_t string_len,
                             int64_t length, const char *separator,
                             size_t separator_len);

int64_t moon_str_str_replace(const char *search, size_t search_len,
                             const char *replace, size_t replace_len,
                             const char *subject, size_t subject_len);

int64_t moon_str_str_ireplace(const char *search, size_t search_len,
                              const char *replace, size_t replace_len,
                              const char *subject, size_t subject_len);

int64_t moon_str_substr_replace(const char *string, size_t string_len,
                                const char *replace, size_t replace_len,
                                int64_t offset, int64_t length);

int64_t moon_str_strtr(const char *string, size_t string_len, const char *from,
                       size_t from_len, const char *to, size_t to_len);

int64_t moon_str_addslashes(const char *string, size_t string_len);

int64_t moon_str_stripslashes(const char *string, size_t string_len);

int64_t moon_str_addcslashes(const char *string, size_t string_len,
                             const char *characters, size_t characters_len);

int64_t moon_str_stripcslashes(const char *string, size_t string_len);

int64_t moon_str_quotemeta(const char *string, size_t string_len);

int64_t moon_str_preg_quote(const char *str, size_t str_len,
                            const char *delimiter, size_t delimiter_len);

int64_t moon_str_bin2hex(const char *string, size_t string_len);

int64_t moon_str_hex2bin(const char *string, size_t string_len);

int64_t moon_str_base64_encode(const char *string, size_t string_len);

int64_t moon_str_base64_decode(const char *string, size_t string_len,
                               int32_t strict);

int64_t moon_str_urlencode(const char *string, size_t string_len);

int64_t moon_str_urldecode(const char *string, size_t string_len);

int64_t moon_str_rawurlencode(const char *string, size_t string_len);

int64_t moon_str_rawurldecode(const char *string, size_t string_len);

int64_t moon_str_chr(int64_t codepoint);

int64_t moon_str_ord(const char *character, size_t character_len);

int64_t moon_str_htmlspecialchars(const char *string, size_t string_len,
                                  int64_t flags, const char *encoding,
                                  size_t encoding_len, int32_t double_encode);

int64_t moon_str_htmlspecialchars_decode(const char *string, size_t string_len,
                                         int64_t flags);

int64_t moon_str_htmlentities(const char *string, size_t string_len,
                              int64_t flags, const char *encoding,
                              size_t encoding_len, int32_t double_encode);

int64_t moon_str_html_entity_decode(const char *string, size_t string_len,
                                    int64_t flags, const char *encoding,
                                    size_t encoding_len);

int64_t moon_str_number_format(double num, int64_t decimals,
                               const char *decimal_separator,
                               size_t decimal_separator_len,
                               const char *thousands_separator,
                               size_t thousands_separator_len);

int64_t moon_str_mb_strlen(const char *string, size_t string_len,
                           const char *encoding, size_t encoding_len);

int64_t moon_str_mb_substr(const char *string, size_t string_len, int64_t start,
                           int64_t length, const char *encoding,
                           size_t encoding_len);

int64_t moon_str_mb_strcut(const char *string, size_t string_len, int64_t start,
                           int64_t length, const char *encoding,
                           size_t encoding_len);

int64_t moon_str_mb_strpos(const char *haystack, size_t haystack_len,
                           const char *needle, size_t needle_len,
                           int64_t offset, const char *encoding,
                           size_t encoding_len);

int64_t moon_str_mb_stripos(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int64_t offset, const char *encoding,
                            size_t encoding_len);

int64_t moon_str_mb_strrpos(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int64_t offset, const char *encoding,
                            size_t encoding_len);

int64_t moon_str_mb_strripos(const char *haystack, size_t haystack_len,
                             const char *needle, size_t needle_len,
                             int64_t offset, const char *encoding,
                             size_t encoding_len);

int64_t moon_str_mb_strstr(const char *haystack, size_t haystack_len,
                           const char *needle, size_t needle_len,
                           int32_t before_needle, const char *encoding,
                           size_t encoding_len);

int64_t moon_str_mb_stristr(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int32_t before_needle, const char *encoding,
                            size_t encoding_len);

int64_t moon_str_mb_strrchr(const char *haystack, size_t haystack_len,
                            const char *needle, size_t needle_len,
                            int32_t before_needle, const char *encoding,
                            size_t encoding_len);

int64_t moon_str_mb_strrichr(const char *haystack, size_t haystack_len,
                             const char *needle, size_t needle_len,
                             int32_t before_needle, const char *encoding,
                             size_t encoding_len);

int64_t moon_str_mb_substr_count(const char *haystack, size_t haystack_len,
                                 const char *needle, size_t needle_len,
                                 const char *encoding, size_t encoding_len);

int64_t moon_str_mb_strtolower(const char *string, size_t string_len,
                               const char *encoding, size_t encoding_len);

int64_t moon_str_mb_strtoupper(const char *string, size_t string_len,
                               const char *encoding, size_t encoding_len);

int64_t moon_str_mb_convert_case(const char *string, size_t string_len,
                                 int64_t mode, const char *encoding,
                                 size_t encoding_len);

int64_t moon_str_mb_check_encoding(const char *value, size_t value_len,
                                   const char *encoding, size_t encoding_len);

int64_t moon_str_mb_ord(const char *string, size_t string_len,
                        const char *encoding, size_t encoding_len);

int64_t moon_str_mb_chr(int64_t codepoint, const char *encoding,
                        size_t encoding_len);

int64_t moon_str_mb_scrub(const char *string, size_t string_len,
                          const char *encoding, size_t encoding_len);

int64_t moon_str_mb_strwidth(const char *string, size_t string_len,
                             const char *encoding, size_t encoding_len);

int64_t moon_str_mb_strimwidth(const char *string, size_t string_len,
                               int64_t start, int64_t width,
                               const char *trim_marker, size_t trim_marker_len,
                               const char *encoding, size_t encoding_len);

int64_t moon_str_ctype_alnum(const char *text, size_t text_len);

int64_t moon_str_ctype_alpha(const char *text, size_t text_len);

int64_t moon_str_ctype_cntrl(const char *text, size_t text_len);

int64_t moon_str_ctype_digit(const char *text, size_t text_len);

int64_t moon_str_ctype_graph(const char *text, size_t text_len);

int64_t moon_str_ctype_lower(const char *text, size_t text_len);

int64_t moon_str_ctype_print(const char *text, size_t text_len);

int64_t moon_str_ctype_punct(const char *text, size_t text_len);

int64_t moon_str_ctype_space(const char *text, size_t text_len);

int64_t moon_str_ctype_upper(const char *text, size_t text_len);

int64_t moon_str_ctype_xdigit(const char *text, size_t text_len);

int64_t moon_str_md5(const char *string, size_t string_len, int32_t binary);

int64_t moon_str_sha1(const char *string, size_t string_len, int32_t binary);

int64_t moon_str_crc32(const char *string, size_t string_len);

int64_t moon_str_hash(const char *algo, size_t algo_len, const char *data,
                      size_t data_len, int32_t binary);

int64_t moon_str_hash_hmac(const char *algo, size_t algo_len, const char *data,
                           size_t data_len, const char *key, size_t key_len,
                           int32_t binary);

int64_t moon_str_hash_equals(const char *known_string, size_t known_string_len,
                             const char *user_string, size_t user_string_len);

int64_t moon_str_decbin(int64_t num);

int64_t moon_str_decoct(int64_t num);

int64_t moon_str_dechex(int64_t num);

int64_t moon_str_base_convert(const char *num, size_t num_len,
                              int64_t from_base, int64_t to_base);

int64_t moon_str_strval(const char *value, size_t value_len);

int64_t moon_str_intval(const char *value, size_t value_len, int64_t base);

double moon_str_floatval(const char *value, size_t value_len);

int64_t moon_str_is_numeric(const char *value, size_t value_len);

int64_t moon_str_ip2long(const char *ip, size_t ip_len);

int64_t moon_str_long2ip(int64_t ip);

int64_t moon_str_strip_tags(const char *string, size_t string_len,
                            const char *allowed_tags, size_t allowed_tags_len);

int64_t moon_str_mb_convert_encoding(const char *string, size_t string_len,
                                     const char *to_encoding,
                                     size_t to_encoding_len,
                                     const char *from_encoding,
                                     size_t from_encoding_len);

int64_t moon_str_basename(const char *path, size_t path_len, const char *suffix,
                          size_t suffix_len);

int64_t moon_str_dirname(const char *path, size_t path_len, int64_t levels);

int64_t moon_str_version_compare(const char *version1, size_t version1_len,
                                 const char *version2, size_t version2_len,
                                 const char *comparison, size_t comparison_len);

int64_t moon_str_soundex(const char *string, size_t string_len);

int64_t moon_str_metaphone(const char *string, size_t string_len,
                           int64_t max_phonemes);

int64_t moon_str_quoted_printable_encode(const char *string, size_t string_len);

int64_t moon_str_quoted_printable_decode(const char *string, size_t string_len);

int64_t moon_str_convert_uuencode(const char *string, size_t string_len);

int64_t moon_str_convert_uudecode(const char *string, size_t string_len);

int64_t moon_str_utf8_encode(const char *string, size_t string_len);

int64_t moon_str_utf8_decode(const char *string, size_t string_len);

int64_t moon_str_usage(const char *name, size_t name_len);
]]
