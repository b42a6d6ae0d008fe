#include <generic/lazy_task.h>
lib::task<int> fetch();
#define AWAIT co_await
#define CALL(x) x(
#define PASTE(a, b) a##b()
#define EMPTY
#define STATEMENT fetch(); (void)fetch()
lib::task<void> run() {
  CALL(fetch));
  PASTE(fet, ch);
  EMPTY fetch() EMPTY;
  STATEMENT;
  AWAIT EMPTY;
  CALL(fetch;
#if fetch()
  fetch();
#endif
#include __FILE__ "nothing"
}
