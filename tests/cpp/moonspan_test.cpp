/*
 * moonspan.hpp: what a C++ program can do with it.  Each test is a sentence
 * that is true.
 */
#include "moonspan.hpp"

#include <cstdio>

namespace
{

int passed, failed;

void test(const char *sentence, const std::function<bool()> &is_true)
{
    const char *reason = "it is not true";
    bool is_fine = false;
    std::string what;

    try {
        is_fine = is_true();
    } catch (const std::exception &error) {
        what = error.what();
        reason = what.c_str();
    }
    is_fine ? passed++ : failed++;
    if (!is_fine)
        std::printf("FAIL  %s\n      %s\n", sentence, reason);
}

/* The status of the Error that `call` throws; 0 if it throws none. */
template <class Call> int32_t status_of(const Call &call)
{
    try {
        call();
    } catch (const moon::Error &error) {
        return error.status();
    }
    return 0;
}

moon::State open_state()
{
    return moon::State(MOON_SANDBOX, MOON_WEAK_SANDBOX);
}

void test_values()
{
    auto lua = open_state();

    test("values keep their types on the way there and back", [&] {
        const moon::Values values =
            lua.eval_all("return ...", nullptr, true, false, 7, -2.5, "ab");
        return values == moon::Values{nullptr,    true, false,
                                      int64_t{7}, -2.5, std::string("ab")};
    });
    test("strings are bytes, zeros included", [&] {
        const std::string bytes("a\0\xff", 3);
        return lua.eval<std::string>("return ...", bytes) == bytes;
    });
    test("the first result is nil when there is none",
         [&] { return lua.eval("") == moon::Value(nullptr); });
    test("an integer is a double when that is asked for",
         [&] { return lua.eval<double>("return 3") == 3.0; });
    test("an integer that is too large for its type is refused", [&] {
        try {
            lua.eval<int8_t>("return 128");
        } catch (const std::range_error &) {
            return lua.eval<int8_t>("return -128") == -128;
        }
        return false;
    });
    test("a value of another type is refused", [&] {
        try {
            lua.eval<std::string>("return 1");
        } catch (const std::bad_variant_access &) {
            return true;
        }
        return false;
    });
    test("an integer that Lua does not have is refused, and nothing waits",
         [&] {
             return status_of([&] { lua.eval("", 1, UINT64_MAX); }) ==
                        MOON_ECONVERT &&
                    lua.eval<int>("return select('#', ...)") == 0;
         });
    test("a coroutine has no form here", [&] {
        return status_of([&] { lua.eval("return coroutine.create(print)"); }) ==
               MOON_ECONVERT;
    });
}

void test_objects()
{
    auto lua = open_state();

    test("a function of Lua is called", [&] {
        auto twice = lua.eval<moon::Function>(
            "return function(...) return ..., select('#', ...) end");
        return twice.call<int>(5) == 5 &&
               twice.call_all(nullptr, 2) == moon::Values{nullptr, int64_t{2}};
    });
    test("a chunk is compiled once and called often", [&] {
        auto chunk = lua.load("n = (n or 0) + 1 return n", "=count");
        chunk.call();
        return chunk.call<int>() == 2;
    });
    test("a table is read and written", [&] {
        auto table = lua.eval<moon::Table>("t = {1, 2, x = 'y'} return t");
        table.set("z", table);
        table.set(3, 0.5);
        return table.get<std::string>("x") == "y" && table.length() == 3 &&
               table.get<moon::Table>("z") == table &&
               lua.eval<bool>("return t.z == t");
    });
    test("paths lead to what they name", [&] {
        lua.set("config.name", "x");
        return lua.get_path<std::string>("config.name") == "x" &&
               lua.call<std::string>("string.upper", "abc") == "ABC";
    });
    test("output is read once", [&] {
        lua.eval("print('hello')");
        return lua.output() == "hello\n" && lua.output().empty();
    });
    test("what a state gave out does not outlive it", [&] {
        auto other = std::make_unique<moon::State>(open_state());
        auto f = other->eval<moon::Function>("return function() end");
        other.reset();
        return status_of([&] { f.call(); }) == MOON_ESTALE;
    });
    test("the last copy of an object closes its handle", [&] {
        const int64_t before = moon_live_handles();
        lua.eval("return function() end, {}");
        return moon_live_handles() == before;
    });
    test("a copy of an object holds its handle", [&] {
        moon::Value kept;
        {
            const auto f = lua.eval("return function() return 4 end");
            kept = f;
        }
        return std::get<moon::Function>(kept).call<int>() == 4;
    });
}

void test_errors()
{
    auto lua = open_state();

    test("an error has status, message and traceback", [&] {
        try {
            lua.load("local function f() error('no stock') end f()", "=shop")
                .call();
        } catch (const moon::Error &error) {
            return error.status() == MOON_ERUNTIME &&
                   std::string(error.what()) == "shop:1: no stock" &&
                   error.traceback().find("stack traceback") == 0;
        }
        return false;
    });
    test("a chunk that does not compile is told from one that fails", [&] {
        return status_of([&] { lua.load("x = = 1"); }) == MOON_ESYNTAX;
    });
    test("a limit ends the script, and the state goes on", [&] {
        lua.limit(MOON_LIMIT_INSTRUCTIONS, 10000);
        return status_of([&] { lua.eval("while true do end"); }) ==
                   MOON_EINSTRUCTIONS &&
               lua.eval<int>("return 1") == 1;
    });
    test("a profile that is not there is refused",
         [&] { return status_of([] { moon::State(99); }) == MOON_EINVAL; });
}

void test_hosts()
{
    auto lua = open_state();

    lua.set("add", moon::Host([](const moon::Values &v) {
                return moon::Values{moon::get<double>(v.at(0)) +
                                    moon::get<double>(v.at(1))};
            }));
    lua.set("fail", [](const moon::Values &) -> moon::Values {
        throw std::domain_error("out of order");
    });

    test("a script calls a function of C++", [&] {
        return lua.eval<double>("return add(1, 2.5) + add(1, 1)") == 5.5;
    });
    test("an exception can be caught by the script", [&] {
        return lua.eval<std::string>(
                   "local ok, e = pcall(fail) return e.message") ==
               "out of order";
    });
    test("an exception that no script catches arrives as itself", [&] {
        try {
            lua.eval("fail()");
        } catch (const std::domain_error &error) {
            return std::string(error.what()) == "out of order";
        }
        return false;
    });
    test("calls stand inside each other", [&] {
        lua.set("run", [&](const moon::Values &v) {
            return lua.eval_all(std::get<std::string>(v.at(0)));
        });
        return lua.eval<double>("return add(1, run('return add(2, 3)'))") == 6;
    });
    test("a function of C++ can be given back and called", [&] {
        return lua.get_path<moon::Function>("add").call<double>(3, 4) == 7;
    });
    test("what Lua has let go of is forgotten", [&] {
        const auto owned = std::make_shared<int>(1);
        lua.set("gone",
                [owned](const moon::Values &) { return moon::Values{}; });
        const bool was_held = owned.use_count() == 2;
        lua.eval("gone = nil");
        moon_collect(lua.handle());
        lua.eval("");
        return was_held && owned.use_count() == 1;
    });
    test("a host that owns an object of its state does not keep it", [&] {
        const int64_t before = moon_live_states();
        {
            auto other = open_state();
            auto f = other.eval<moon::Function>("return function() end");
            other.set("f", [f](const moon::Values &) { return f.call_all(); });
        }
        return moon_live_states() == before;
    });
}

} // namespace

int main()
{
    test_values();
    test_objects();
    test_errors();
    test_hosts();
    test("everything is closed in the end",
         [] { return moon_live_states() == 0 && moon_live_handles() == 0; });
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
