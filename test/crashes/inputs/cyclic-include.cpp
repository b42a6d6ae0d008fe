#include "cyclic-include.cpp"
#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() { fetch(); co_return; }
