#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run(int n) {
  switch (n) { case fetch(): fetch(); default: fetch() }
  for (fetch(); fetch(); fetch()) fetch();
  for (auto x : fetch()) (void)x;
  if (fetch(); fetch()) fetch(); else fetch()
  while (co_await fetch()) goto missing;
  try { fetch(); } catch (Missing) { co_await fetch(); } catch (...) { fetch(); throw fetch(); }
  n ? fetch() : n;
  n ? fetch() : throw 1;
  fetch() , fetch() , n;
  ({ fetch(); });
  ({ co_await fetch(); }) + fetch();
  return fetch();
  co_return fetch(), co_await fetch();
  delete fetch();
  new lib::task<int>(fetch());
  asm("" : : "r"(fetch()));
  __builtin_choose_expr(1, fetch(), fetch());
  _Generic(n, int: fetch(), default: fetch());
}
