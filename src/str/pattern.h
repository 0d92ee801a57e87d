/*
 * Lua's patterns, decoded once so that they can be matched many times.
 *
 * A pattern is a row of nodes in one piece of memory, which the caller owns and
 * may free or forget at any time: there is nothing to release.  What is wrong
 * with a pattern is, as in Lua, an error only when a match comes to that place;
 * so a broken pattern has a node that says so.
 *
 * Behind each repetition it is known which bytes can follow.  Where none of
 * those that are repeated can, the longest run is the only one that leads to
 * a match, and nothing has to be tried again (PATTERN_GREEDY).
 */
#ifndef MOON_STR_PATTERN_H
#define MOON_STR_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str/pattern_set.h"

/* As in Lua. */
enum { PATTERN_CAPTURES = 32, PATTERN_DEPTH = 200 };

/* What a node does.  The first group takes bytes or fails, and goes on. */
enum pattern_op {
    PATTERN_ONE,      /* a byte that passes the test */
    PATTERN_STOP,     /* nothing: '$', the end of the subject */
    PATTERN_BALANCE,  /* from `byte` to its `other` */
    PATTERN_FRONTIER, /* nothing, between a byte not in the set and one in it */
    PATTERN_BACK,     /* the bytes of capture `byte` once more */
    PATTERN_NEVER,    /* fails */
    PATTERN_OPEN,     /* begins capture `byte` */
    PATTERN_POSITION, /* capture `byte` is this position */
    PATTERN_CLOSE,    /* ends capture `byte` */
    PATTERN_STAR,     /* as many as there are, then fewer */
    PATTERN_PLUS,     /* at least one */
    PATTERN_MINUS,    /* as few as will do */
    PATTERN_OPTIONAL, /* one or none */
    PATTERN_ERROR,    /* the error number `set`, about the index `byte` */
    PATTERN_END       /* the match is complete */
};

/* How the byte of a PATTERN_ONE or of a repetition is tested. */
enum pattern_test { PATTERN_IN_SET, PATTERN_IS_BYTE, PATTERN_IS_ANY };

enum pattern_flag {
    PATTERN_GREEDY = 1,        /* a shorter run cannot lead to a match */
    PATTERN_HAS_FIRST = 2,     /* only bytes of `first` can follow */
    PATTERN_HAS_FIRST_BYTE = 4 /* that is, only the byte `other` */
};

struct pattern_node {
    uint8_t op;
    uint8_t test;
    uint8_t byte;
    uint8_t other;
    uint8_t flags;
    uint32_t set; /* these two are numbers of sets */
    uint32_t first;
};

struct pattern {
    size_t len;
    const char *text; /* a copy of what was decoded */
    const struct pattern_node *nodes;
    const struct pattern_set *sets;
    int captures;
    bool is_anchored; /* it begins with '^' */
    bool is_literal;  /* it has no special characters: a plain find will do */
    bool is_leaping;  /* a run that it begins with need not be tried twice */
    struct pattern_node start; /* its flags tell what a match begins with */
};

/* The bytes of memory that pattern_compile() needs, aligned as for malloc(). */
size_t pattern_size(const char *bytes, size_t len);

/* Decodes a pattern; where not `anchors`, '^' stands for itself everywhere. */
const struct pattern *pattern_compile(void *memory, const char *bytes,
                                      size_t len, bool anchors);

/* The text of an error, with one %d for the index where it needs one. */
const char *pattern_error(uint32_t number);

/* The error that a match becomes by going too deep. */
extern const uint32_t pattern_too_complex;

#endif
