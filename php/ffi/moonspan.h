#define FFI_SCOPE "moonspan"
#define FFI_LIB "libmoonspan.so"
// Made by tools/ffigen.lua from moonspan.h; do not edit.

enum {
    MOON_ABI = 1
};

enum {
    MOON_OK = 0,
    MOON_ERUNTIME = -1,
    MOON_ESYNTAX = -2,
    MOON_EINCOMPLETE = -3,
    MOON_EMEMORY = -4,
    MOON_ECONVERT = -5,
    MOON_ETIME = -6,
    MOON_EINSTRUCTIONS = -7,
    MOON_EOUTPUT = -8,
    MOON_EINTERRUPT = -9,
    MOON_ESTALE = -10,
    MOON_EKIND = -11,
    MOON_EFOREIGN = -12,
    MOON_EBUSY = -13,
    MOON_ETHREAD = -14,
    MOON_EINVAL = -15,
    MOON_EUNSUPPORTED = -16,
    MOON_EDEPTH = -17,
    MOON_HOST = -100
};

enum {
    MOON_NIL = 0,
    MOON_BOOL = 1,
    MOON_INT = 2,
    MOON_FLOAT = 3,
    MOON_BYTES = 4,
    MOON_FUNCTION = 5,
    MOON_TABLE = 6,
    MOON_COROUTINE = 7,
    MOON_USERDATA = 8,
    MOON_HOSTED = 9
};

enum {
    MOON_SUSPENDED = 0,
    MOON_RUNNING = 1,
    MOON_NORMAL = 2,
    MOON_DEAD = 3
};

enum {
    MOON_SERIALIZE = 0,
    MOON_MSGPACK = 1,
    MOON_KPHP = 2
};

enum {
    MOON_SANDBOX = 0,
    MOON_STANDARD = 1,
    MOON_TRUSTED = 2
};

enum {
    MOON_PLAIN = 0,
    MOON_STDOUT = 1,
    MOON_WEAK_SANDBOX = 2,
    MOON_DETERMINISTIC = 4,
    MOON_NO_ENVIRONMENT = 8,
    MOON_SOFT_INTERRUPT = 16
};

enum {
    MOON_LIMIT_MEMORY = 0,
    MOON_LIMIT_CPU = 1,
    MOON_LIMIT_WALL = 2,
    MOON_LIMIT_INSTRUCTIONS = 3,
    MOON_LIMIT_OUTPUT = 4,
    MOON_LIMIT_DEPTH = 5,
    MOON_LIMIT_HOST = 6
};

enum {
    MOON_FRAME_ARGUMENTS = 0,
    MOON_FRAME_OUTPUT = 1,
    MOON_FRAME_RELEASED = 2,
    MOON_FRAME_HOST = 3,
    MOON_FRAME_COUNT = 4,
    MOON_FRAME_CALL = 5,
    MOON_FRAME_WIRE = 6,
    MOON_FRAME_FIRST = 7,
    MOON_FRAME_SLOTS = 16,
    MOON_FRAME_TEXT = 39,
    MOON_FRAME_BYTES = 4096,
    MOON_FRAME_PRINTED = 64
};

// @kphp-ffi-signalsafe
const char *moon_version(void);

// @kphp-ffi-signalsafe
int32_t moon_abi(void);

// @kphp-ffi-signalsafe
const char *moon_engine(void);

// @kphp-ffi-signalsafe
const char *moon_copyright(void);

// @kphp-ffi-signalsafe
const char *moon_engine_id(void);

// @kphp-ffi-signalsafe
const char *moon_platform(void);

// @kphp-ffi-signalsafe
const char *moon_status_text(int32_t status);

// @kphp-ffi-signalsafe
int64_t moon_live_states(void);

// @kphp-ffi-signalsafe
int64_t moon_live_handles(void);

// @kphp-ffi-signalsafe
int64_t moon_live_bytes(void);

int32_t moon_close_all(void);

int64_t moon_open(int32_t profile, int32_t flags, int64_t memory_limit);

int32_t moon_close(int64_t handle);

// @kphp-ffi-signalsafe
int64_t moon_memory_used(int64_t state);

// @kphp-ffi-signalsafe
int64_t moon_memory_peak(int64_t state);

int32_t moon_collect(int64_t state);

int32_t moon_set_limit(int64_t state, int32_t limit, int64_t value);

int32_t moon_pause(int64_t state, int32_t paused);

// @kphp-ffi-signalsafe
int32_t moon_interrupt(int64_t state);

// @kphp-ffi-signalsafe
int64_t moon_cpu_used(int64_t state);

// @kphp-ffi-signalsafe
int64_t moon_instructions_used(int64_t state);

int32_t moon_profile_start(int64_t state, int64_t interval_ns);

int32_t moon_profile_get(int64_t state);

int32_t moon_push_nil(int64_t state);

int32_t moon_push_bool(int64_t state, int32_t value);

int32_t moon_push_int(int64_t state, int64_t value);

int32_t moon_push_float(int64_t state, double value);

int32_t moon_push_bytes(int64_t state, const char *bytes, size_t len);

int32_t moon_push_wire(int64_t state, int32_t format, const char *bytes,
                       size_t len);

int32_t moon_push_handle(int64_t state, int64_t handle);

int32_t moon_push_host(int64_t state, int64_t number);

int32_t moon_push_result(int64_t state, int32_t index);

int32_t moon_drop_arguments(int64_t state);

int32_t moon_drop_results(int64_t state);

int32_t moon_eval(int64_t state, const char *code, size_t code_len,
                  const char *name, size_t name_len);

int64_t moon_load(int64_t state, const char *code, size_t code_len,
                  const char *name, size_t name_len);

int32_t moon_call(int64_t function);

int32_t moon_call_path(int64_t state, const char *path, size_t path_len);

int32_t moon_get(int64_t state, const char *path, size_t path_len);

int32_t moon_set(int64_t state, const char *path, size_t path_len);

int32_t moon_remove(int64_t state, const char *path, size_t path_len);

int32_t moon_provide(int64_t state, const char *name, size_t name_len);

// @kphp-ffi-signalsafe
int64_t moon_host_called(int64_t state);

int32_t moon_answer(int64_t state);

int32_t moon_raise(int64_t state, int64_t number);

int32_t moon_abandon(int64_t state);

int32_t moon_set_callback(int64_t state, int64_t address);

int64_t moon_open_host(int64_t state, int64_t number);

int64_t moon_released(int64_t state);

int32_t moon_function_info(int64_t function);

int64_t moon_coroutine(int64_t state);

int32_t moon_coroutine_resume(int64_t coroutine);

int32_t moon_coroutine_raise(int64_t coroutine, int64_t number);

int32_t moon_coroutine_close(int64_t coroutine);

int32_t moon_coroutine_status(int64_t coroutine);

// @kphp-ffi-signalsafe
int32_t moon_result_count(int64_t state);

// @kphp-ffi-signalsafe
int32_t moon_result_kind(int64_t state, int32_t index);

// @kphp-ffi-signalsafe
int64_t moon_result_int(int64_t state, int32_t index);

// @kphp-ffi-signalsafe
double moon_result_float(int64_t state, int32_t index);

// @kphp-ffi-signalsafe
const uint8_t *moon_result_bytes(int64_t state, int32_t index);

// @kphp-ffi-signalsafe
size_t moon_result_len(int64_t state, int32_t index);

int64_t moon_result_handle(int64_t state, int32_t index);

int64_t moon_result_wire(int64_t state, int32_t index, int32_t format);

// @kphp-ffi-signalsafe
const uint8_t *moon_wire(int64_t state);

int32_t moon_value(int64_t handle);

int32_t moon_table_get(int64_t table);

int32_t moon_table_set(int64_t table);

int32_t moon_table_next(int64_t table);

int64_t moon_table_len(int64_t table);

int64_t moon_table_count(int64_t table);

// @kphp-ffi-signalsafe
int32_t moon_error_status(int64_t state);

// @kphp-ffi-signalsafe
int64_t moon_error_host(int64_t state);

// @kphp-ffi-signalsafe
const uint8_t *moon_error_message(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_error_message_len(int64_t state);

// @kphp-ffi-signalsafe
const uint8_t *moon_error_traceback(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_error_traceback_len(int64_t state);

// @kphp-ffi-signalsafe
const uint8_t *moon_error_path(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_error_path_len(int64_t state);

// @kphp-ffi-signalsafe
const uint8_t *moon_output(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_output_len(int64_t state);

int32_t moon_output_clear(int64_t state);

// @kphp-ffi-signalsafe
int64_t *moon_frame(int64_t state);

// @kphp-ffi-signalsafe
double *moon_frame_floats(int64_t state);
