#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() { fetch(); co_return; }
lib::task<void> größe() { fetch(); ẞ(); co_await 🙂; "unterminated
'
R"(raw
