#include "unit/support.h"

#include <string.h>

#include "moonspan.h"
#include "runner.h"
#include "vm/life.h"
#include "vm/limit.h"

struct state *sandbox;

void open_sandbox(void)
{
    int32_t status;

    sandbox = life_open(MOON_SANDBOX, MOON_WEAK_SANDBOX, SIZE_MAX, &status);
    ck_assert_int_eq(status, MOON_OK);
}

void close_sandbox(void)
{
    life_close(sandbox);
}

int32_t eval(const char *code)
{
    return moon_eval(sandbox->handle, code, strlen(code), NULL, 0);
}

int64_t cost_of(const char *code)
{
    int64_t before = limit_instructions_used(sandbox);

    ck_assert_msg(eval(code) >= 0, "%s",
                  (const char *)moon_error_message(sandbox->handle));
    return limit_instructions_used(sandbox) - before;
}
