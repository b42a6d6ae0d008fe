// A runtime that is just large enough for real programs: a queue of coroutines that are ready, a lazy task, an eager
// one, one that nobody can wait for, and the table of the programs in a test.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef REAL_ASAN_RUNTIME_H
#define REAL_ASAN_RUNTIME_H

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace rt {

inline std::deque<std::coroutine_handle<>> ready;

/// Lets everything run that is ready before this.
struct turn {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> H) { ready.push_back(H); }
  void await_resume() noexcept {}
};

inline void run() {
  while (!ready.empty()) {
    std::coroutine_handle<> Next = ready.front();
    ready.pop_front();
    Next.resume();
  }
}

template <typename T> struct result {
  std::optional<T> Value;
  void return_value(T V) { Value.emplace(std::move(V)); }
  T take() { return std::move(*Value); }
};
template <typename T> struct result<T &> {
  T *Value = nullptr;
  void return_value(T &V) { Value = &V; }
  T &take() { return *Value; }
};
template <> struct result<void> {
  void return_void() {}
  void take() {}
};

/// Lazy; its destructor destroys the coroutine.
template <typename T = void> class [[nodiscard]] task {
public:
  struct promise_type : result<T> {
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> H) noexcept {
        return H.promise().Waiting;
      }
      void await_resume() noexcept {}
    };
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() { Error = std::current_exception(); }
    std::coroutine_handle<> Waiting = std::noop_coroutine();
    std::exception_ptr Error;
  };

  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  task &operator=(task &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~task() {
    if (Handle)
      Handle.destroy();
  }

  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> H) noexcept {
    Handle.promise().Waiting = H;
    return Handle;
  }
  T await_resume() {
    if (Handle.promise().Error)
      std::rethrow_exception(Handle.promise().Error);
    return Handle.promise().take();
  }

private:
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Eager, and nobody can wait for it.
struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

/// Eager; can be awaited, goes on when it is dropped.
class started {
  struct state {
    bool Done = false;
    std::coroutine_handle<> Waiting;
  };

public:
  struct promise_type {
    std::shared_ptr<state> Shared = std::make_shared<state>();
    started get_return_object() { return started(Shared); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept {
      Shared->Done = true;
      if (Shared->Waiting)
        ready.push_back(Shared->Waiting);
      return {};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  started(started &&) noexcept = default;
  ~started() {}
  bool await_ready() noexcept { return Shared->Done; }
  void await_suspend(std::coroutine_handle<> H) noexcept { Shared->Waiting = H; }
  void await_resume() noexcept {}

private:
  explicit started(std::shared_ptr<state> S) : Shared(std::move(S)) {}
  std::shared_ptr<state> Shared;
};

/// Runs \p Work by itself.
inline void spawn(task<> Work) {
  [](task<> Work) -> detached {
    co_await turn();
    co_await std::move(Work);
  }(std::move(Work));
}

/// Runs \p Work, and all that it leaves behind, to the end.
template <typename T> void finish(task<T> Work) {
  [](task<T> Work) -> detached { (void)co_await std::move(Work); }(std::move(Work));
  run();
}
inline void finish(task<> Work) {
  [](task<> Work) -> detached { co_await std::move(Work); }(std::move(Work));
  run();
}

/// Long enough for its characters to be on the heap.
inline std::string text(const char *What) { return std::string(64, '-') + What; }

/// Reads all of \p Text.
inline void use(const std::string &Text) { std::printf("%s\n", Text.c_str()); }

/// One program before and after its repair.
struct program {
  const char *Name;
  void (*Before)();
  void (*After)();
};

/// `--list` names the programs; `NAME before` and `NAME after` run one.
inline int programs(int Count, char **Arguments, std::initializer_list<program> Programs) {
  for (const program &P : Programs)
    if (Count == 2 && !std::strcmp(Arguments[1], "--list"))
      std::printf("%s\n", P.Name);
    else if (Count == 3 && !std::strcmp(Arguments[1], P.Name))
      return (!std::strcmp(Arguments[2], "before") ? P.Before : P.After)(), 0;
  return Count == 2 ? 0 : 2;
}

} // namespace rt

#endif
