// RUN: %check
// RUN: %check --suffix=ALLOWED --option AllowedTypes=Pool -- -DALLOWED
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>

#include <coroutine>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct Pool {};

#ifdef ALLOWED
cppcoro::task<> on(Pool &pool, std::string &text) { co_return; }
// CHECK-MESSAGES-ALLOWED: :[[@LINE-1]]:45: warning: reference 'text' of coroutine 'on'
#else
//===-- References and views -----------------------------------------------------===//

cppcoro::task<> send(const std::string &text, std::string_view peer) { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: reference 'text' of coroutine 'send' is not kept alive by it: it dangles where a caller does not wait in the same expression [coro-reference-parameter]
// CHECK-MESSAGES: :[[@LINE-2]]:64: warning: view 'peer' of coroutine 'send' is not kept alive by it

cppcoro::task<> store(std::string &&text, std::span<int> values) { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: reference 'text' of coroutine 'store'
// CHECK-MESSAGES: :[[@LINE-2]]:58: warning: view 'values' of coroutine 'store'

template <typename T> cppcoro::task<> put(const T &value) { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: reference 'value' of coroutine 'put'
template cppcoro::task<> put(const int &);
template cppcoro::task<> put(const long &);

auto visit = [](std::string &text) -> cppcoro::task<> { co_return; };
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: reference 'text' of coroutine

struct Session {
  cppcoro::generator<int> rows(const std::string &table) { co_yield 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: reference 'table' of coroutine
};

//===-- The coroutine's own ----------------------------------------------------------===//

// ok: by value
cppcoro::task<> copies(std::string text, std::shared_ptr<Pool> pool, int n) { co_return; }

// ok: a pointer is said to be one, and so is a reference_wrapper
cppcoro::task<> says_so(Pool *pool, std::reference_wrapper<std::string> text) { co_return; }

// ok: no coroutine
cppcoro::task<> passes_on(const std::string &text) { return copies(text, nullptr, 0); }

// ok: only declared
cppcoro::task<> elsewhere(const std::string &text);

// ok: a plain lambda
auto plain = [](std::string &text) { return copies(text, nullptr, 0); };

// A task that cannot be moved is awaited where it is made.
struct now_task {
  struct promise_type {
    now_task get_return_object() { return now_task(); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  now_task(const now_task &) = delete;

private:
  now_task() = default;
};
// ok: it cannot be kept
now_task immediate(const std::string &text) { co_return; }
#endif
