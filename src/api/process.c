/*
 * The exported functions that concern the whole process.
 */
#include "base/arena.h"
#include "base/handles.h"
#include "moonspan.h"
#include "vm/error.h"
#include "vm/life.h"

#if defined(__linux__)
# define SYSTEM "linux"
#elif defined(__APPLE__)
# define SYSTEM "darwin"
#elif defined(_WIN32)
# define SYSTEM "windows"
#else
# define SYSTEM "unknown"
#endif

#if defined(__x86_64__) || defined(_M_X64)
# define PROCESSOR "amd64"
#elif defined(__aarch64__) || defined(_M_ARM64)
# define PROCESSOR "arm64"
#else
# define PROCESSOR "unknown"
#endif

#define QUOTE(text)       #text
#define QUOTE_VALUE(name) QUOTE(name)

const char *moon_version(void)
{
    return QUOTE_VALUE(MOON_VERSION);
}

int32_t moon_abi(void)
{
    return MOON_ABI;
}

const char *moon_engine(void)
{
    return engine_release;
}

const char *moon_copyright(void)
{
    return engine_copyright;
}

const char *moon_engine_id(void)
{
    return engine_id;
}

const char *moon_platform(void)
{
    return SYSTEM "-" PROCESSOR;
}

const char *moon_status_text(int32_t status)
{
    return error_status_text(status);
}

int64_t moon_live_states(void)
{
    return handles_live_states();
}

int64_t moon_live_handles(void)
{
    return handles_live();
}

int64_t moon_live_bytes(void)
{
    return arena_held_bytes();
}

int32_t moon_close_all(void)
{
    struct state *st;
    uint32_t place = 0;
    int32_t count = 0;

    while ((st = handles_next_state(&place))) {
        if (!st->running) {
            life_close(st);
            count++;
        }
    }
    return count;
}
