#include <coroutine>
struct empty { struct promise_type {}; };
empty run() { co_return; }
empty stop() { co_await run(); }
struct half { struct promise_type { half get_return_object(); void return_void(); }; };
half go() { go(); (void)go(); co_await go(); }
struct no_final {
  struct promise_type {
    no_final get_return_object();
    std::suspend_always initial_suspend();
    void unhandled_exception();
  };
};
no_final last() { last(); co_return; }
struct wrong { using promise_type = int; };
wrong number() { number(); co_return 1; }
struct own { struct promise_type : own {}; };
