// Loops that wait, gathers and delays, half-typed.
#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all_ready.hpp>

struct incomplete;
extern bool flag;
incomplete &state();
cppcoro::task<incomplete> unfinished();

cppcoro::task<> spin(missing &m, incomplete *p) {
  while (!m.done) {
  }
  while (!p->ready()) {
  }
  while (!state().ready) {
  }
  while () {
  }
  do {
  } while (!flag)
  for (; !flag; unknown()) {
  }
  for (;;) {
    if (auto x = m.try_pop(); !x)
      continue;
  again:
    goto again;
  }
}

cppcoro::task<> poll(cppcoro::io_service &io) {
  while (!flag)
    co_await io.schedule_after();
  while (!flag)
    co_await io.schedule_after(missing);
  while (!flag) {
    auto [a, b] = co_await;
    co_await sleep(;
  }
  while (true) {
    if (
    co_await io.schedule_after(1);
  }
}

template <typename T> cppcoro::task<> gather(T t) {
  auto [a, b] = co_await cppcoro::when_all_ready(t(), unfinished());
  auto all = co_await cppcoro::when_all_ready(unfinished(), missing());
  auto [c] = co_await cppcoro::when_all_ready(unfinished());
  co_await cppcoro::when_all_ready();
  while (!t.done())
    co_await t.sleep(1);
}
cppcoro::task<> use() { co_await gather([] { return unfinished(); }); }
