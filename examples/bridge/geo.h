/*
 * geo.h - distances on Earth, for PHP, KPHP, LuaJIT and C alike.  The file keeps
 * to what all of them read (docs/abi.md); tools/ffigen.lua says where it does
 * not.
 */
#ifndef GEO_H
#define GEO_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* Outcome of a script. */
enum {
    GEO_OK = 0,
    GEO_ESCRIPT = -1, /* the script failed; geo_report() says why */
    GEO_EMEMORY = -2  /* there is no memory for a script */
};

/* Metres between two places, which are given in degrees; the Earth is a ball. */
double geo_distance(double latitude, double longitude, double to_latitude,
                    double to_longitude);

/*
 * Runs a Lua script that has the function `distance`, and one second of time.
 * What it prints, or the error that ends it, is the report.
 */
int32_t geo_run(const char *script, size_t script_len);

/* The report of this thread's last script; good until the next one. */
const uint8_t *geo_report(void);

size_t geo_report_len(void);

#pragma GCC visibility pop

#endif
