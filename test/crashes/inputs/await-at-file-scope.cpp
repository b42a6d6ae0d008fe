#include <generic/lazy_task.h>
lib::task<int> fetch();
auto value = co_await fetch();
lib::task<int> dropped = (fetch(), fetch());
static auto ignored = ((void)fetch(), 1);
int array[] = {(fetch(), 1), sizeof(fetch())};
