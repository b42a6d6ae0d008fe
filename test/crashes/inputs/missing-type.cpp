#include <generic/lazy_task.h>
lib::task<Missing> fetch();
Missing::task<void> other();
lib::task<void> run(Missing m) {
  fetch();
  co_await m.method(fetch());
  (void)fetch();
  auto x = co_await missing(fetch());
  x.then([] { fetch(); });
}
