#include <generic/lazy_task.h>
struct Incomplete;
lib::task<Incomplete> fetch();
Incomplete make();
template <class T> struct Never;
Never<int> never();
lib::task<void> run(Incomplete &i) {
  fetch();
  make();
  never();
  i.start();
  co_await make();
  co_await i;
}
