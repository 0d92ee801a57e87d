#include "base/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

runner_suite number_suite;

/* The exact text of a double with all its digits, or of a point between two. */
enum { EXACT_TEXT = 1500 };

#ifdef MOON_PLAIN_ALLOC
enum { MANY = 50000 };
#else
enum { MANY = 1500000 };
#endif

static uint64_t bits_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double from_bits(uint64_t bits)
{
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Sebastiano Vigna's splitmix64: another sequence for every seed. */
static uint64_t next_random(uint64_t *seed)
{
    uint64_t n = *seed += UINT64_C(0x9e3779b97f4a7c15);

    n = (n ^ n >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    n = (n ^ n >> 27) * UINT64_C(0x94d049bb133111eb);
    return n ^ n >> 31;
}

/* With room for just what may be touched, so that AddressSanitizer watches. */
static void assert_written(double value, const char *want)
{
    char *room = malloc(NUMBER_ROOM);
    char *end = number_write_float(room, value);

    ck_assert_msg(strlen(want) == (size_t)(end - room) &&
                      memcmp(room, want, strlen(want)) == 0,
                  "%.*s instead of %s", (int)(end - room), room, want);
    free(room);
}

/* From a block with not a byte to spare. */
static size_t read_exactly(const char *text, size_t len, double *value)
{
    char *block = malloc(len);
    size_t taken;

    if (len > 0)
        memcpy(block, text, len);
    taken = number_read_float(block, len, value);
    free(block);
    return taken;
}

/* Asserts only what is wrong: Check notes every assertion in a file. */
static void expect_read(const char *text, double want)
{
    double value = 77;
    size_t len = strlen(text);

    if (read_exactly(text, len, &value) != len ||
        bits_of(value) != bits_of(want))
        ck_abort_msg("%.60s is %a instead of %a", text, value, want);
}

static void expect_int(int64_t value)
{
    char want[32];
    char *room = malloc(NUMBER_ROOM);
    size_t len = (size_t)(number_write_int(room, value) - room);

    snprintf(want, sizeof want, "%" PRId64, value);
    if (len != strlen(want) || memcmp(room, want, len) != 0)
        ck_abort_msg("%.*s instead of %s", (int)len, room, want);
    free(room);
}

START_TEST(an_integer_is_written_with_all_its_digits)
{
    uint64_t power = 1, seed = 1;

    expect_int(0);
    expect_int(INT64_MAX);
    expect_int(INT64_MIN);
    for (int i = 0; i < 19; i++, power *= 10) {
        for (int64_t near = -2; near <= 2; near++) {
            expect_int((int64_t)power + near);
            expect_int(near - (int64_t)power);
        }
    }
    for (int i = 0; i < 20000; i++)
        expect_int((int64_t)next_random(&seed) >> i % 64);
}
END_TEST

/* As PHP 8.2 serializes them with serialize_precision=-1. */
static const struct {
    double value;
    const char *text;
} texts[] = {
    {0.0, "0"},
    {-0.0, "-0"},
    {1, "1"},
    {-1, "-1"},
    {0.1, "0.1"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.5, "1.5"},
    {-123456.789, "-123456.789"},
    {0.0001, "0.0001"},
    {0.00012345678901234567, "0.00012345678901234567"},
    {0.00001, "1.0E-5"},
    {0.000012345, "1.2345E-5"},
    {1e14, "100000000000000"},
    {1e16, "10000000000000000"},
    {1e17, "1.0E+17"},
    {1.5e17, "1.5E+17"},
    {12345678901234568.0, "12345678901234568"},
    {123456789012345678.0, "1.2345678901234568E+17"},
    {1e22, "1.0E+22"},
    {1e23, "1.0E+23"},
    {9007199254740991.0, "9007199254740991"},
    {9007199254740992.0, "9007199254740992"},
    {9007199254740994.0, "9007199254740994"},
    {18014398509481988.0, "18014398509481988"},
    {2251799813685248.5, "2251799813685248.5"},
    {4503599627370495.5, "4503599627370495.5"},
    {0x1p-44, "5.684341886080802E-14"},
    {DBL_MAX, "1.7976931348623157E+308"},
    {-DBL_MAX, "-1.7976931348623157E+308"},
    {DBL_MIN, "2.2250738585072014E-308"},
    {0x1p-1074, "5.0E-324"},
    {0x1p-1073, "1.0E-323"},
    {0x0.fffffffffffffp-1022, "2.225073858507201E-308"},
    {HUGE_VAL, "INF"},
    {-HUGE_VAL, "-INF"},
};

START_TEST(a_float_is_written_as_php_does)
{
    assert_written(texts[_i].value, texts[_i].text);
    expect_read(texts[_i].text, texts[_i].value);
}
END_TEST

START_TEST(what_is_not_a_number_is_one_text)
{
    double value = 0;

    assert_written((double)NAN, "NAN");
    assert_written(-(double)NAN, "NAN");
    ck_assert_uint_eq(read_exactly("NAN;", 4, &value), 3);
    ck_assert(isnan(value));
    ck_assert_uint_eq(read_exactly("-NAN", 4, &value), 0);
}
END_TEST

/* The significant digits of a text, without zeros around them. */
static void copy_digits(char *to, const char *text)
{
    char *end = to;

    for (; *text && *text != 'e' && *text != 'E'; text++) {
        if (*text >= '0' && *text <= '9' && (*text != '0' || end > to))
            *end++ = *text;
    }
    while (end > to && end[-1] == '0')
        end--;
    *end = '\0';
}

/* No text with a digit less will do, nor a nearer one with as many. */
static void expect_shortest(double value, const char *text)
{
    char digits[32], other[32], shorter[32];
    int count;

    copy_digits(digits, text);
    count = (int)strlen(digits);
    snprintf(shorter, sizeof shorter, "%.*e", count - 1, value);
    copy_digits(other, shorter);
    if (strtod(shorter, NULL) == value && strcmp(digits, other) != 0)
        ck_abort_msg("%s is nearer than %s", shorter, text);
    if (count == 1)
        return;
    snprintf(shorter, sizeof shorter, "%.*e", count - 2, value);
    if (strtod(shorter, NULL) == value)
        ck_abort_msg("%s is shorter than %s", shorter, text);
}

static void expect_round_trip(double value)
{
    char text[NUMBER_ROOM + 1];
    char *end = number_write_float(text, value);
    double back = 77;

    *end = '\0';
    if (bits_of(strtod(text, NULL)) != bits_of(value))
        ck_abort_msg("%s is not %a", text, value);
    if (number_read_float(text, (size_t)(end - text), &back) !=
            (size_t)(end - text) ||
        bits_of(back) != bits_of(value))
        ck_abort_msg("%s is read as %a", text, back);
    if (value != 0)
        expect_shortest(value, text);
}

START_TEST(powers_of_two_and_their_neighbours_come_back)
{
    for (uint64_t exponent = 0; exponent < 0x7ff; exponent++) {
        for (uint64_t near = 0; near < 5; near++) {
            uint64_t bits = (exponent << 52) + near - 2;

            if (isfinite(from_bits(bits)))
                expect_round_trip(from_bits(bits));
        }
    }
}
END_TEST

START_TEST(powers_of_ten_and_their_neighbours_come_back)
{
    char text[16];

    for (int power = -322; power <= 308; power++) {
        for (uint64_t near = 0; near < 5; near++) {
            snprintf(text, sizeof text, "1e%d", power);
            expect_round_trip(
                from_bits(bits_of(strtod(text, NULL)) + near - 2));
        }
    }
}
END_TEST

/* Of all sizes, of those that people write, and subnormal. */
static double random_float(uint64_t *seed)
{
    uint64_t bits = next_random(seed);

    switch (next_random(seed) % 4) {
    case 0: return (double)(int64_t)(bits % 20000000) / 1e4 - 1000;
    case 1: return (double)bits / 0x1p64;
    case 2: return from_bits(bits & ~(UINT64_C(0x7ff) << 52));
    default: return isfinite(from_bits(bits)) ? from_bits(bits) : 1;
    }
}

static void expect_round_trips(uint64_t seed, int count)
{
    for (int i = 0; i < count; i++)
        expect_round_trip(random_float(&seed));
}

START_TEST(random_floats_come_back_from_the_shortest_text)
{
    expect_round_trips(2, 10000);
}
END_TEST

START_TEST(a_million_random_floats_come_back_from_the_shortest_text)
{
    expect_round_trips(3, MANY);
}
END_TEST

START_TEST(texts_of_any_length_are_read_as_strtod_reads_them)
{
    uint64_t seed = 4;
    char text[64];

    for (int i = 0; i < 20000; i++) {
        double value = random_float(&seed);

        snprintf(text, sizeof text, "%.*e", (int)(next_random(&seed) % 30),
                 value);
        expect_read(text, strtod(text, NULL));
        snprintf(text, sizeof text, "%" PRIu64 ".%" PRIu64 "E%d",
                 next_random(&seed), next_random(&seed),
                 (int)(next_random(&seed) % 700) - 360);
        expect_read(text, strtod(text, NULL));
    }
}
END_TEST

/* In fixed notation, all digits, `width` bytes. */
static void write_exactly(char *to, double value, int width)
{
    snprintf(to, EXACT_TEXT, "%0*.1080f", width, value);
}

/* Adds digit by digit from the end, and halves from the start. */
static void write_middle(char *to, double low, double high)
{
    char other[EXACT_TEXT];
    int width = snprintf(NULL, 0, "%.1080f", high) + 1;
    int carry = 0;

    write_exactly(to, low, width);
    write_exactly(other, high, width);
    for (int i = width - 1; i >= 0; i--) {
        if (to[i] == '.')
            continue;
        carry += (to[i] - '0') + (other[i] - '0');
        to[i] = (char)('0' + carry % 10);
        carry /= 10;
    }
    for (int i = 0; i < width; i++) {
        if (to[i] == '.')
            continue;
        carry = carry * 10 + to[i] - '0';
        to[i] = (char)('0' + carry / 2);
        carry %= 2;
    }
}

static const char *without_zeros(const char *text)
{
    while (text[0] == '0' && text[1] == '0')
        text++;
    return text[0] == '0' && text[1] != '.' ? text + 1 : text;
}

/* One less in the last place. */
static void decrement(char *text)
{
    char *last = text + strlen(text) - 1;

    for (; *last == '0' || *last == '.'; last--) {
        if (*last == '0')
            *last = '9';
    }
    --*last;
}

static void expect_halfway(double low)
{
    char text[EXACT_TEXT];
    double high = from_bits(bits_of(low) + 1);

    write_middle(text, low, high);
    expect_read(without_zeros(text), bits_of(low) & 1 ? high : low);
    text[strlen(text) - 1] = '1';
    expect_read(without_zeros(text), high);
    text[strlen(text) - 1] = '0';
    decrement(text);
    expect_read(without_zeros(text), low);
}

START_TEST(halfway_texts_go_to_the_even_neighbour)
{
    uint64_t seed = 5;

    expect_halfway(0);
    expect_halfway(0x1p-1074);
    expect_halfway(from_bits(bits_of(DBL_MIN) - 1));
    expect_halfway(DBL_MIN);
    expect_halfway(1);
    expect_halfway(0x1p53);
    expect_halfway(0x1p53 + 2);
    for (int i = 0; i < 1000; i++) {
        uint64_t exponent = next_random(&seed) % 0x7fd;

        expect_halfway(from_bits(next_random(&seed) >> 12 | exponent << 52));
    }
}
END_TEST

static const struct {
    const char *text;
    double value;
} edges[] = {
    {"9007199254740993", 0x1p53},
    {"9007199254740993.0", 0x1p53},
    {"9007199254740993.00000000000000000000000000000000000000001", 0x1p53 + 2},
    {"9007199254740992.99999999999999999999999999999999999999999", 0x1p53},
    {"9007199254740995e0", 0x1p53 + 4},
    {"1.7976931348623157e308", DBL_MAX},
    {"1.7976931348623158e308", DBL_MAX},
    {"1.7976931348623158079e308", DBL_MAX},
    {"1.7976931348623158080e308", HUGE_VAL},
    {"1.7976931348623159e308", HUGE_VAL},
    {"1e309", HUGE_VAL},
    {"-1e99999999999999999999", -HUGE_VAL},
    {"0e99999999999999999999", 0},
    {"-0.0e5", -0.0},
    {"1e-99999999999999999999", 0},
    {"-1e-400", -0.0},
    {"2.4703282292062327e-324", 0},
    {"2.4703282292062328e-324", 0x1p-1074},
    {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
    {"2.2250738585072012e-308", DBL_MIN},
    {"0.000001e6", 1},
    {"100000000000000000000000e-23", 1},
    {"0.00000000000000000000000000000000000000001E+41", 1},
    {"1e+0000000000000000000000000000005", 1e5},
    {"123456789012345678901234567890", 0x1.8ee90ff6c373ep96},
    {"6.02214076e+23", 6.02214076e23},
};

START_TEST(a_text_is_read_as_the_nearest_double)
{
    expect_read(edges[_i].text, edges[_i].value);
}
END_TEST

START_TEST(zeros_by_the_thousand_make_no_difference)
{
    enum { ZEROS = 100000 };
    static char text[ZEROS + 32];

    memset(text, '0', sizeof text);
    text[0] = '7';
    memcpy(text + 1 + ZEROS, "e-100000", 9);
    expect_read(text, 7);
    memset(text, '0', sizeof text);
    memcpy(text, "0.", 2);
    memcpy(text + 2 + ZEROS, "7e100001", 9);
    expect_read(text, 7);
}
END_TEST

static const struct {
    const char *text;
    size_t taken;
} beginnings[] = {
    {"", 0},      {"-", 0},    {"+1", 0},    {".5", 0},     {"-.5", 0},
    {"01", 0},    {"-00", 0},  {"e5", 0},    {"x", 0},      {" 1", 0},
    {"inf", 0},   {"IN", 0},   {"nan", 0},   {"-I", 0},     {"0x10", 1},
    {"1.", 1},    {"1.e5", 1}, {"1e", 1},    {"1e+", 1},    {"1.5e-", 3},
    {"1.5.5", 3}, {"1,5", 1},  {"0.5;", 3},  {"0;", 1},     {"INF;", 3},
    {"-INFx", 4}, {"1E5;", 3}, {"1e5.5", 3}, {"-12.50", 6}, {"1-1", 1},
    {"1e-5;", 4}, {"0", 1},    {"-0", 2},    {"00.5", 0},   {"1.0E+25", 7},
};

START_TEST(it_takes_as_much_as_is_a_number)
{
    const char *text = beginnings[_i].text;
    double value = 77;

    ck_assert_uint_eq(read_exactly(text, strlen(text), &value),
                      beginnings[_i].taken);
    ck_assert_int_eq(value == 77, beginnings[_i].taken == 0);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

Suite *number_suite(void)
{
    Suite *suite = suite_create("number");
    TCase *all = tcase_create("all");
    TCase *slow = tcase_create("slow");

    tcase_set_timeout(all, 120);
    tcase_add_test(all, an_integer_is_written_with_all_its_digits);
    tcase_add_loop_test(all, a_float_is_written_as_php_does, 0, COUNT(texts));
    tcase_add_test(all, what_is_not_a_number_is_one_text);
    tcase_add_test(all, powers_of_two_and_their_neighbours_come_back);
    tcase_add_test(all, powers_of_ten_and_their_neighbours_come_back);
    tcase_add_test(all, random_floats_come_back_from_the_shortest_text);
    tcase_add_test(all, texts_of_any_length_are_read_as_strtod_reads_them);
    tcase_add_test(all, halfway_texts_go_to_the_even_neighbour);
    tcase_add_loop_test(all, a_text_is_read_as_the_nearest_double, 0,
                        COUNT(edges));
    tcase_add_test(all, zeros_by_the_thousand_make_no_difference);
    tcase_add_loop_test(all, it_takes_as_much_as_is_a_number, 0,
                        COUNT(beginnings));
    suite_add_tcase(suite, all);

    tcase_set_tags(slow, "slow");
    tcase_set_timeout(slow, 120);
    tcase_add_test(slow,
                   a_million_random_floats_come_back_from_the_shortest_text);
    suite_add_tcase(suite, slow);
    return suite;
}
