#include "geo.h"

#include <math.h>
#include <moonspan.h>

enum { DISTANCE = 1, MEMORY = 8 << 20, SECOND = 1000000000 };

static const double EARTH = 6371000; /* metres from its middle */

/* The state that the last script of this thread ran in keeps its report. */
static _Thread_local int64_t last;

static double radians(double degrees)
{
    return degrees * 3.14159265358979323846 / 180;
}

/* R. W. Sinnott, "Virtues of the haversine", Sky and Telescope, 1984. */
double geo_distance(double latitude, double longitude, double to_latitude,
                    double to_longitude)
{
    double across = sin(radians(to_latitude - latitude) / 2);
    double along = sin(radians(to_longitude - longitude) / 2);
    double part = across * across + cos(radians(latitude)) *
                                        cos(radians(to_latitude)) * along *
                                        along;

    return 2 * EARTH * asin(sqrt(part > 1 ? 1 : part));
}

static double number(int64_t state, int32_t index)
{
    switch (moon_result_kind(state, index)) {
    case MOON_FLOAT: return moon_result_float(state, index);
    case MOON_INT: return (double)moon_result_int(state, index);
    default: return NAN;
    }
}

/* The script waits in a call of `distance`: its results are the arguments. */
static int32_t answer(int64_t state)
{
    double metres = geo_distance(number(state, 0), number(state, 1),
                                 number(state, 2), number(state, 3));

    moon_push_float(state, metres);
    return moon_answer(state);
}

int32_t geo_run(const char *script, size_t script_len)
{
    int32_t status;

    moon_close(last);
    last = moon_open(MOON_SANDBOX, MOON_PLAIN, MEMORY);
    if (last < 0)
        return GEO_EMEMORY;
    moon_set_limit(last, MOON_LIMIT_CPU, SECOND);
    moon_push_host(last, DISTANCE);
    moon_set(last, "distance", 8);
    status = moon_eval(last, script, script_len, "=script", 7);
    while (status == MOON_HOST)
        status = answer(last);
    return status < 0 ? GEO_ESCRIPT : GEO_OK;
}

static int has_failed(void)
{
    return moon_error_status(last) < 0;
}

const uint8_t *geo_report(void)
{
    return has_failed() ? moon_error_message(last) : moon_output(last);
}

size_t geo_report_len(void)
{
    return has_failed() ? moon_error_message_len(last) : moon_output_len(last);
}
