/*
 * Values as sprintf() and number_format() write them.
 */
#ifndef MOON_STR_FORMAT_H
#define MOON_STR_FORMAT_H

#include "str/sink.h"

enum { FORMAT_PRECISION_MAX = 53 };

/* What stands between the percent sign and the letter. */
struct format_spec {
    int width;
    int precision;
    char padding;
    bool left;
    bool plus;
    bool has_precision;
};

void format_string(struct sink *sink, const struct format_spec *spec,
                   struct view v);
void format_int(struct sink *sink, const struct format_spec *spec,
                int64_t value);
void format_unsigned(struct sink *sink, const struct format_spec *spec,
                     uint64_t value);

/* In base 2, 8 or 16: 1, 3 or 4 bits a digit. */
void format_bits(struct sink *sink, const struct format_spec *spec,
                 uint64_t value, unsigned bits, bool upper);

/* `letter` is one of eEfFgGhH. */
void format_float(struct sink *sink, const struct format_spec *spec,
                  double value, char letter);

/* Rounds half away from zero, after a first rounding to 15 digits. */
double format_round(double value, int places);

/* A rounded number with its digits in groups of three. */
void format_grouped(struct sink *sink, double value, int places,
                    struct view point, struct view separator);

#endif
