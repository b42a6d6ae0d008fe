module;
#include <generic/lazy_task.h>
export module broken;
import std;
export lib::task<int> fetch();
export lib::task<void> run() { fetch(); co_return; }
