/*
 * The exported functions on functions and coroutines.
 */
#include "vm/function.h"

#include "api/entry.h"
#include "moonspan.h"
#include "vm/call.h"

int32_t moon_function_info(int64_t function)
{
    struct object *object;
    int32_t status = entry_object(function, HANDLE_FUNCTION, &object);

    return status == MOON_OK ? function_show(object) : status;
}

int64_t moon_coroutine(int64_t state)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? function_open_coroutine(st) : status;
}

static int32_t call_with(int64_t coroutine, call_pusher *push)
{
    struct object *object;
    int32_t status = entry_object(coroutine, HANDLE_COROUTINE, &object);

    return status == MOON_OK ? call_object(object, push) : status;
}

int32_t moon_coroutine_resume(int64_t coroutine)
{
    return call_with(coroutine, engine_push_resume);
}

int32_t moon_coroutine_raise(int64_t coroutine, int64_t number)
{
    struct object *object;
    int32_t status = entry_object(coroutine, HANDLE_COROUTINE, &object);

    if (status == MOON_OK && number <= 0) {
        state_drop_arguments(object->st);
        return MOON_EINVAL;
    }
    return status == MOON_OK ? call_raise_in(object, number) : status;
}

int32_t moon_coroutine_close(int64_t coroutine)
{
    return call_with(coroutine, engine_push_close);
}

int32_t moon_coroutine_status(int64_t coroutine)
{
    struct object *object;
    int32_t status = entry_object(coroutine, HANDLE_COROUTINE, &object);

    return status == MOON_OK ? function_coroutine_status(object) : status;
}
