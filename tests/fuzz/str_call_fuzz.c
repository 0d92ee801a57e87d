/*
 * Calls the functions of moonspan_str.h one after another, as a host does that
 * the bytes tell what to do.  The first byte says which allocation fails, 0 for
 * none; large ones always do.  Then each call is a function, whether
 * moon_str_call() is asked for the same, and arguments; the result of the call
 * before may be one.
 *
 * What a typed function gives is what moon_str_call() gives, and at the end
 * nothing is left.
 */
#include <stdlib.h>

#include "fuzz/str_call.h"
#include "moonspan.h"
#include "moonspan_str.h"

enum {
    LARGE_BYTES = 1 << 20,
    CALLS = 16,
    DEPTH = 4,
    LIMIT_BYTES = 1 << 24,
    LAST_BYTES = 300 /* of a result, as an argument */
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void insist(bool condition)
{
    if (!condition)
        abort();
}

/*
 * Memory: the linker routes calls of malloc() and its kin to here.
 */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static bool is_inside; /* the library */
static bool has_failed;
static unsigned until_failure; /* 0: never */

static bool fails(size_t size)
{
    bool is_next = is_inside && until_failure > 0 && --until_failure == 0;

    if (!is_next && !(is_inside && size > LARGE_BYTES))
        return false;
    has_failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails(count * size) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
    return fails(size) ? NULL : __real_realloc(ptr, size);
}

void call_enter(void)
{
    is_inside = true;
}

/*
 * Arguments
 */

static uint8_t take(struct call *call)
{
    uint8_t byte;

    if (call->input.len == 0)
        return 0;
    byte = view_at(call->input, 0);
    call->input = view_skip(call->input, 1);
    return byte;
}

static bool skip_mark(struct call *call, uint8_t mark)
{
    if (call->input.len == 0 || view_at(call->input, 0) != mark)
        return false;
    take(call);
    return true;
}

static uint64_t take_wide(struct call *call)
{
    uint64_t bits = 0;

    for (int i = 0; i < 8; i++)
        bits = bits << 8 | take(call);
    return bits;
}

/* In memory of just its size, so that AddressSanitizer sees who leaves it. */
static struct view take_text(struct call *call, size_t len)
{
    size_t held;
    char *to;

    if (len > call->input.len)
        len = call->input.len;
    held = len > 0 ? len : 1;
    to = arena_resize(&call->arena, NULL, 0, held);
    insist(to != NULL);
    to += held - len;
    memcpy(to, call->input.bytes, len);
    call->input = view_skip(call->input, len);
    return view_of(to, len);
}

static struct view last_result(size_t skipped)
{
    struct view v = view_of((const char *)moon_str_bytes(), moon_str_len());

    v = view_skip(v, skipped < v.len ? skipped : v.len);
    return view_of(v.bytes, v.len < LAST_BYTES ? v.len : LAST_BYTES);
}

static struct view some_text(struct call *call)
{
    size_t kind = take(call);

    switch (kind) {
    case 255: return last_result(0);
    case 254: return last_result(take(call));
    case 253: return view_of(NULL, 0);
    default: return take_text(call, kind);
    }
}

static int64_t some_int(struct call *call)
{
    static const int64_t far[] = {
        INT64_MAX, INT64_MAX - 1, INT64_MIN + 1, INT64_MIN + 2, INT32_MAX,
        INT32_MIN, UINT32_MAX,    1LL << 32,     -(1LL << 32),  1LL << 53,
        1 << 20,   100000,        -100000,       1114111,       55296,
        65536,     1LL << 62};
    size_t kind = take(call);

    if (kind < 192)
        return (int64_t)kind - 32;
    if (kind < 240)
        return far[kind % (sizeof far / sizeof *far)];
    return kind < 248 ? take(call) << 8 | take(call) : (int64_t)take_wide(call);
}

static double some_float(struct call *call)
{
    uint64_t bits;
    double number;

    if (take(call) % 2 == 0)
        return (double)some_int(call) / (1 + take(call) % 8 * 32);
    bits = take_wide(call);
    memcpy(&number, &bits, sizeof number);
    return number;
}

static void pack_nil(struct call *call)
{
    wire_msgpack.write_nil(&call->writer);
}

void call_begin(struct call *call, size_t arguments)
{
    wire_msgpack.write_list(&call->writer, arguments);
}

struct view call_text(struct call *call, bool is_optional)
{
    struct view v;

    if (skip_mark(call, 252)) {
        call->is_odd = true;
        return view_of("x", SIZE_MAX);
    }
    v = some_text(call);
    if (!v.bytes && is_optional)
        pack_nil(call);
    else
        wire_msgpack.write_bytes(&call->writer, v.bytes ? v.bytes : "", v.len);
    return v;
}

int64_t call_int(struct call *call, bool is_optional)
{
    int64_t value;

    if (is_optional && skip_mark(call, 255)) {
        pack_nil(call);
        return INT64_MIN;
    }
    value = some_int(call);
    call->is_odd |= is_optional && value == INT64_MIN;
    wire_msgpack.write_int(&call->writer, value);
    return value;
}

int32_t call_bool(struct call *call, bool is_optional)
{
    int32_t value = (int8_t)take(call);

    if (value < 0 && is_optional)
        pack_nil(call);
    else
        wire_msgpack.write_bool(&call->writer, value != 0);
    return value;
}

double call_float(struct call *call, bool is_optional)
{
    double value = some_float(call);

    (void)is_optional;
    wire_msgpack.write_float(&call->writer, value);
    return value;
}

static void pack_key(struct call *call, size_t i)
{
    struct view v;

    if (take(call) % 2 == 0) {
        wire_msgpack.write_int(&call->writer, (int64_t)i);
        return;
    }
    v = some_text(call);
    wire_msgpack.write_bytes(&call->writer, v.len ? v.bytes : "", v.len);
}

static void pack_value(struct call *call, int depth)
{
    uint8_t kind = take(call);
    size_t count = kind / 8 % 4;

    switch (depth < DEPTH ? kind % 8 : kind % 6) {
    case 0: pack_nil(call); break;
    case 1: call_bool(call, false); break;
    case 2: call_int(call, false); break;
    case 3: call_float(call, false); break;
    case 6:
        wire_msgpack.write_list(&call->writer, count);
        while (count-- > 0)
            pack_value(call, depth + 1);
        break;
    case 7:
        wire_msgpack.write_map(&call->writer, count);
        for (size_t i = 0; i < count; i++) {
            pack_key(call, i);
            pack_value(call, depth + 1);
        }
        break;
    default: call_text(call, false); break;
    }
}

/*
 * Results
 */

struct outcome {
    int32_t status;
    int64_t value;
    double number;
    double second;
    struct view bytes; /* the caller's */
};

/* Every byte is looked at, so that AddressSanitizer does. */
static struct outcome read_outcome(struct call *call, int64_t value)
{
    size_t len = moon_str_len();
    char *bytes;

    is_inside = false;
    bytes = arena_resize(&call->arena, NULL, 0, len + 1);
    insist(bytes && moon_str_bytes());
    memcpy(bytes, moon_str_bytes(), len);
    return (struct outcome){moon_str_status(), value, call->number,
                            moon_str_second(), view_of(bytes, len)};
}

static void check(const struct function *function, const struct outcome *is)
{
    if (is->status != MOON_STR_OK) {
        insist(is->status < 0 && is->bytes.len > 0);
        insist(is->value == is->status || function->result == 'f');
    } else if (function->result == 's') {
        insist(is->value == MOON_STR_FALSE ||
               is->value == (int64_t)is->bytes.len);
    } else if (function->result == 'b') {
        insist(is->value == 0 || is->value == 1);
    }
}

static void compare_value(const struct outcome *is,
                          const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_BYTES:
        insist(is->value == (int64_t)item->len);
        insist(view_equal(is->bytes, view_of(item->bytes, item->len)));
        break;
    case WIRE_FLOAT:
        insist(!memcmp(&is->number, &item->number, sizeof item->number));
        break;
    case WIRE_BOOL:
        insist(is->value == item->integer ||
               (!item->integer && is->value == MOON_STR_FALSE));
        break;
    case WIRE_INT: insist(is->value == item->integer); break;
    default: abort();
    }
}

static double number_of(const struct wire_item *item)
{
    return item->kind == WIRE_FLOAT ? item->number : (double)item->integer;
}

static void compare(const struct outcome *is, const struct outcome *wire)
{
    struct wire_reader reader;
    struct wire_item list, item;

    insist(is->status == wire->status);
    if (is->status != MOON_STR_OK) {
        insist(view_equal(is->bytes, wire->bytes));
        return;
    }
    wire_reader_init(&reader, wire->bytes.bytes, wire->bytes.len);
    insist(wire_msgpack.read(&reader, &list) && list.kind == WIRE_LIST);
    insist(list.count >= 1 && wire_msgpack.read(&reader, &item));
    compare_value(is, &item);
    if (list.count > 1) {
        insist(wire_msgpack.read(&reader, &item));
        insist(is->second == number_of(&item));
    }
}

static struct outcome ask(struct call *call, struct view name,
                          struct view arguments)
{
    int32_t status;

    call_enter();
    status =
        moon_str_call(name.bytes, name.len, arguments.bytes, arguments.len);
    return read_outcome(call, status);
}

static struct view packed(const struct call *call)
{
    return view_of(call->packed.bytes, call->packed.len);
}

/*
 * Calls
 */

static bool has_row(const struct function *function)
{
    return strcmp(function->name, "pieces") &&
           strcmp(function->name, "constant");
}

static void call_typed(struct call *call, const struct function *function,
                       bool is_compared)
{
    int64_t value = function->run(call);
    struct outcome is = read_outcome(call, value), wire;

    check(function, &is);
    if (!is_compared || call->is_odd || !has_row(function))
        return;
    wire = ask(call, view_text(function->name), packed(call));
    if (!has_failed)
        compare(&is, &wire);
}

static void call_other(struct call *call, uint8_t how)
{
    struct view name = view_text(others[how % other_count]);
    size_t count = take(call) % 6;

    call_begin(call, count);
    while (count-- > 0)
        pack_value(call, 0);
    ask(call, name, packed(call));
}

/* Arguments that may be no MessagePack, and a name that may be none. */
static void call_raw(struct call *call, uint8_t how)
{
    struct view name = how & 1
                           ? some_text(call)
                           : view_text(functions[how % function_count].name);
    struct view arguments = some_text(call);

    ask(call, name, arguments);
}

static void call_one(struct call *call)
{
    size_t which = take(call);
    uint8_t how = take(call);

    call->packed.len = 0;
    call->is_odd = false;
    if (which < function_count)
        call_typed(call, &functions[which], how % 2 == 0);
    else if (which % 8 > 0)
        call_other(call, how);
    else if (how % 16 > 0)
        call_raw(call, how);
    else
        moon_str_release();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct call call = {.input = {(const char *)bytes, len}};

    arena_init(&call.arena, LIMIT_BYTES);
    call.writer =
        (struct wire_writer){.arena = &call.arena, .out = &call.packed};
    has_failed = false;
    until_failure = take(&call);
    for (int i = 0; i < CALLS && call.input.len > 0; i++)
        call_one(&call);
    moon_str_release();
    insist(moon_live_states() == 0);
    arena_release(&call.arena);
    insist(moon_live_bytes() == 0);
    return 0;
}
