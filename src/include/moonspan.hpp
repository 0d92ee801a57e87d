/*
 * moonspan.hpp - libmoonspan for C++17: objects that close what they opened,
 * and exceptions.  Header only; link with -lmoonspan.
 *
 *     moon::State lua;
 *     auto sum = lua.eval<int64_t>("return ... + 1", 41);
 *     lua.set("twice", moon::Host([](const moon::Values &v) {
 *         return moon::Values{2 * std::get<double>(v.at(0))};
 *     }));
 *     auto f = lua.load("return twice(...)");
 *     double y = f.call<double>(1.5);
 *
 * A function or table of Lua is good as long as its State; after that using it
 * is an Error with the status MOON_ESTALE.  A state is used by the thread that
 * made it, one call at a time, and is not destroyed inside of such a call.
 */
#ifndef MOONSPAN_HPP
#define MOONSPAN_HPP

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

extern "C" {
#include "moonspan.h"
}

namespace moon
{

/* A call that failed; what() is the message. */
class Error : public std::runtime_error
{
  public:
    Error(int32_t status, const std::string &message, std::string traceback)
        : std::runtime_error(message), status_(status),
          traceback_(std::move(traceback))
    {
    }

    explicit Error(int32_t status) : Error(status, moon_status_text(status), "")
    {
    }

    /* MOON_ERUNTIME and so on. */
    int32_t status() const noexcept
    {
        return status_;
    }

    /* The Lua stack where the error was raised; "" if there was none. */
    const std::string &traceback() const noexcept
    {
        return traceback_;
    }

  private:
    int32_t status_;
    std::string traceback_;
};

class Core;
class Function;
class Table;

/* nil is nullptr.  Coroutines and userdata have no such form: MOON_ECONVERT. */
using Value = std::variant<std::nullptr_t, bool, int64_t, double, std::string,
                           Function, Table>;
using Values = std::vector<Value>;

/*
 * A function of the host: takes the arguments, returns the results.  What it
 * throws is an error in the script, a table with the field `message`; when no
 * script catches that, the same exception leaves the call that ran the script.
 */
using Host = std::function<Values(const Values &)>;

/* An object of Lua that has a handle. */
class Object
{
  public:
    /* For moon_ functions; borrowed. */
    int64_t handle() const noexcept
    {
        return owner_->handle;
    }

    friend bool operator==(const Object &a, const Object &b) noexcept
    {
        return a.handle() == b.handle();
    }

  protected:
    Object(std::shared_ptr<Core> core, int64_t handle)
        : owner_(std::make_shared<const Owner>(std::move(core), handle))
    {
    }

    Core &core() const noexcept
    {
        return *owner_->core;
    }

  private:
    struct Owner {
        Owner(std::shared_ptr<Core> c, int64_t h)
            : core(std::move(c)), handle(h)
        {
        }

        Owner(const Owner &) = delete;
        Owner &operator=(const Owner &) = delete;

        ~Owner()
        {
            moon_close(handle);
        }

        const std::shared_ptr<Core> core;
        const int64_t handle;
    };

    std::shared_ptr<const Owner> owner_;
};

/* A function of Lua. */
class Function : public Object
{
  public:
    /* Calls it; the first result as a T, such as int64_t, or as a Value. */
    template <class T = Value, class... Arguments>
    T call(const Arguments &...arguments) const;

    template <class... Arguments>
    Values call_all(const Arguments &...arguments) const;

  private:
    friend class Core;
    friend class State;
    using Object::Object;
};

/* A table of Lua, without its metamethods. */
class Table : public Object
{
  public:
    template <class T = Value, class Key> T get(const Key &key) const;

    template <class Key, class T>
    void set(const Key &key, const T &value) const;

    /* A border: n such that n is there and n + 1 is not, or 0. */
    int64_t length() const;

  private:
    friend class Core;
    using Object::Object;
};

/*
 * A value as a T: Value itself, bool, any number, std::string, Function, Table.
 * An integer is also a double, and a float without a fraction is none.
 * std::bad_variant_access if it is something else, std::range_error if it does
 * not fit.
 */
template <class T> T get(const Value &value)
{
    if constexpr (std::is_same_v<T, Value>) {
        return value;
    } else if constexpr (std::is_floating_point_v<T>) {
        if (const auto *number = std::get_if<int64_t>(&value))
            return static_cast<T>(*number);
        return static_cast<T>(std::get<double>(value));
    } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
        const int64_t number = std::get<int64_t>(value);
        const T narrow = static_cast<T>(number);
        if (static_cast<int64_t>(narrow) != number ||
            (narrow < 0) != (number < 0))
            throw std::range_error("the integer does not fit");
        return narrow;
    } else {
        return std::get<T>(value);
    }
}

/* What a State and the objects of Lua that it gave out share; not for users. */
class Core : public std::enable_shared_from_this<Core>
{
  public:
    Core(int32_t profile, int32_t flags, int64_t memory_limit)
        : state(moon_open(profile, flags, memory_limit))
    {
        if (state < 0)
            throw Error(static_cast<int32_t>(state));
    }

    Core(const Core &) = delete;
    Core &operator=(const Core &) = delete;

    ~Core()
    {
        close();
    }

    /* The functions of the host may own objects that own this. */
    void close() noexcept
    {
        moon_close(state);
        std::map<int64_t, std::shared_ptr<Host>>().swap(hosts_);
    }

    template <class... Arguments> void push_all(const Arguments &...arguments)
    {
        (push(arguments), ...);
    }

    template <class T> void push(const T &value);

    /* Serves the script until its call is over; returns how many results. */
    int32_t finish(int32_t status)
    {
        while (status == MOON_HOST)
            status = answer();
        if (status < 0)
            raise(status);
        forget();
        return status;
    }

    /* What a call returned that cannot leave the script. */
    template <class T> T check(T status)
    {
        if (status < 0)
            raise(static_cast<int32_t>(status));
        return status;
    }

    Value result(int32_t index);

    Values results()
    {
        Values values;
        const int32_t count = moon_result_count(state);

        for (int32_t i = 0; i < count; i++)
            values.push_back(result(i));
        return values;
    }

    const int64_t state;

  private:
    static std::string bytes(const uint8_t *bytes, size_t len)
    {
        return std::string(reinterpret_cast<const char *>(bytes), len);
    }

    void push_host(Host host)
    {
        const int64_t number = ++last_;

        hosts_[number] = std::make_shared<Host>(std::move(host));
        check(moon_push_host(state, number));
    }

    /* The state has more to say only of a status that its last call left. */
    [[noreturn]] void raise(int32_t status)
    {
        if (moon_error_status(state) != status)
            throw Error(status);

        const auto own = errors_.find(moon_error_host(state));
        if (own != errors_.end()) {
            const std::exception_ptr error = own->second;
            forget();
            std::rethrow_exception(error);
        }
        throw Error(
            status,
            bytes(moon_error_message(state), moon_error_message_len(state)),
            bytes(moon_error_traceback(state),
                  moon_error_traceback_len(state)));
    }

    /* Runs the function that the script waits for. */
    int32_t answer()
    {
        try {
            const auto host = hosts_.at(moon_host_called(state));
            for (const Value &value : (*host)(results()))
                push(value);
        } catch (const std::exception &error) {
            return fail(error.what());
        } catch (...) {
            return fail("unknown");
        }
        return moon_answer(state);
    }

    int32_t fail(std::string_view message)
    {
        const int64_t number = ++last_;

        moon_drop_arguments(state);
        errors_[number] = std::current_exception();
        try {
            push_all("error", message, 0);
        } catch (...) {
            moon_abandon(state);
            throw;
        }
        return moon_raise(state, number);
    }

    /* Lets go of what Lua has let go of. */
    void forget()
    {
        while (const int64_t number = moon_released(state)) {
            hosts_.erase(number);
            errors_.erase(number);
        }
    }

    int64_t last_ = 0;
    std::map<int64_t, std::shared_ptr<Host>> hosts_;
    std::map<int64_t, std::exception_ptr> errors_;
};

template <class T> void Core::push(const T &value)
{
    if constexpr (std::is_same_v<T, Value>) {
        std::visit([this](const auto &v) { push(v); }, value);
    } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
        check(moon_push_nil(state));
    } else if constexpr (std::is_same_v<T, bool>) {
        check(moon_push_bool(state, value));
    } else if constexpr (std::is_integral_v<T>) {
        if constexpr (std::is_unsigned_v<T>) {
            if (value > static_cast<uint64_t>(INT64_MAX)) {
                moon_drop_arguments(state);
                throw Error(MOON_ECONVERT);
            }
        }
        check(moon_push_int(state, static_cast<int64_t>(value)));
    } else if constexpr (std::is_floating_point_v<T>) {
        check(moon_push_float(state, static_cast<double>(value)));
    } else if constexpr (std::is_convertible_v<const T &, std::string_view>) {
        const std::string_view text = value;
        check(moon_push_bytes(state, text.data(), text.size()));
    } else if constexpr (std::is_base_of_v<Object, T>) {
        check(moon_push_handle(state, value.handle()));
    } else {
        static_assert(std::is_convertible_v<const T &, Host>,
                      "Lua has no value of this type");
        push_host(value);
    }
}

inline Value Core::result(int32_t index)
{
    switch (moon_result_kind(state, index)) {
    case MOON_NIL: return nullptr;
    case MOON_BOOL: return moon_result_int(state, index) != 0;
    case MOON_INT: return moon_result_int(state, index);
    case MOON_FLOAT: return moon_result_float(state, index);
    case MOON_BYTES:
        return bytes(moon_result_bytes(state, index),
                     moon_result_len(state, index));
    case MOON_FUNCTION:
        return Function(shared_from_this(),
                        check(moon_result_handle(state, index)));
    case MOON_HOSTED:
        return Function(
            shared_from_this(),
            check(moon_open_host(state, moon_result_int(state, index))));
    case MOON_TABLE:
        return Table(shared_from_this(),
                     check(moon_result_handle(state, index)));
    default: throw Error(MOON_ECONVERT);
    }
}

template <class T, class... Arguments>
T Function::call(const Arguments &...arguments) const
{
    core().push_all(arguments...);
    core().finish(moon_call(handle()));
    return moon::get<T>(core().result(0));
}

template <class... Arguments>
Values Function::call_all(const Arguments &...arguments) const
{
    core().push_all(arguments...);
    core().finish(moon_call(handle()));
    return core().results();
}

template <class T, class Key> T Table::get(const Key &key) const
{
    core().push(key);
    core().check(moon_table_get(handle()));
    return moon::get<T>(core().result(0));
}

template <class Key, class T>
void Table::set(const Key &key, const T &value) const
{
    core().push_all(key, value);
    core().check(moon_table_set(handle()));
}

inline int64_t Table::length() const
{
    return core().check(moon_table_len(handle()));
}

/* A Lua state. */
class State
{
  public:
    explicit State(int32_t profile = MOON_SANDBOX, int32_t flags = MOON_PLAIN,
                   int64_t memory_limit = 0)
        : core_(std::make_shared<Core>(profile, flags, memory_limit))
    {
    }

    State(State &&) noexcept = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    State &operator=(State &&other) noexcept
    {
        std::swap(core_, other.core_);
        return *this;
    }

    ~State()
    {
        if (core_)
            core_->close();
    }

    /* For moon_ functions; borrowed. */
    int64_t handle() const noexcept
    {
        return core_->state;
    }

    /* Runs a chunk; its first result. */
    template <class T = Value, class... Arguments>
    T eval(std::string_view code, const Arguments &...arguments)
    {
        run(code, arguments...);
        return moon::get<T>(core_->result(0));
    }

    template <class... Arguments>
    Values eval_all(std::string_view code, const Arguments &...arguments)
    {
        run(code, arguments...);
        return core_->results();
    }

    /* Compiles a chunk; `name` stands in messages, as moon_eval() has it. */
    Function load(std::string_view code, std::string_view name = {})
    {
        const char *start = name.empty() ? nullptr : name.data();

        return Function(
            core_, core_->check(moon_load(handle(), code.data(), code.size(),
                                          start, name.size())));
    }

    /* Calls what stands at a path, such as "string.upper". */
    template <class T = Value, class... Arguments>
    T call(std::string_view path, const Arguments &...arguments)
    {
        core_->push_all(arguments...);
        core_->finish(moon_call_path(handle(), path.data(), path.size()));
        return moon::get<T>(core_->result(0));
    }

    template <class T = Value> T get_path(std::string_view path)
    {
        core_->check(moon_get(handle(), path.data(), path.size()));
        return moon::get<T>(core_->result(0));
    }

    template <class T> void set(std::string_view path, const T &value)
    {
        core_->push(value);
        core_->check(moon_set(handle(), path.data(), path.size()));
    }

    /* `limit` is one of MOON_LIMIT_; 0 is none. */
    void limit(int32_t limit, int64_t value)
    {
        core_->check(moon_set_limit(handle(), limit, value));
    }

    /* What `print` wrote since the last time. */
    std::string output()
    {
        const auto *bytes =
            reinterpret_cast<const char *>(moon_output(handle()));
        std::string text(bytes, moon_output_len(handle()));

        core_->check(moon_output_clear(handle()));
        return text;
    }

  private:
    template <class... Arguments>
    void run(std::string_view code, const Arguments &...arguments)
    {
        core_->push_all(arguments...);
        core_->finish(
            moon_eval(handle(), code.data(), code.size(), nullptr, 0));
    }

    std::shared_ptr<Core> core_;
};

} // namespace moon

#endif
