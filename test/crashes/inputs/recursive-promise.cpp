#include <coroutine>
template <class T> struct deep {
  struct promise_type : deep<deep<T>>::promise_type {};
};
deep<int> run() { run(); co_return; }
template <class T> struct self { using promise_type = typename self<T>::promise_type; };
self<int> again() { again(); co_return; }
struct loop {
  struct promise_type {
    loop get_return_object();
    auto initial_suspend() { return initial_suspend(); }
    auto final_suspend() noexcept { return loop{}; }
    void unhandled_exception();
    void return_void();
  };
  auto operator co_await() { return *this; }
};
loop forever() { forever(); co_await forever(); }
