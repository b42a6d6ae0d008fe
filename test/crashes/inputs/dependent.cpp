#include <generic/lazy_task.h>
template <class T> lib::task<T> fetch(T);
template <class T> T anything(T);
template <class T, class... More> auto run(T t, More... more) -> lib::task<decltype(t.get())> {
  fetch(t);
  (void)fetch(t);
  anything(t).template as<int>();
  t.fetch();
  T::fetch();
  typename T::task{}.start();
  (fetch(more), ...);
  co_await t;
  for (auto x : co_await fetch(t)) fetch(x);
  [&](auto u) { fetch(u); fetch(t); }(t);
  if constexpr (requires { co_await t; }) co_return co_await t;
}
template <class T> struct Base { lib::task<T> read(); };
template <class T> struct Derived : Base<T>, T::template rebind<int> {
  using Base<T>::read;
  lib::task<void> run() { read(); this->read(); Base<T>::read(); this->missing(); co_return; }
  T value = (read(), T());
};
template struct Derived<int>;
auto x = run(1, 2, 3);
