#include <generic/lazy_task.h>
lib::task<int> fetch();
template <class T> concept Fetches = requires(T t) { fetch(); (void)fetch(); { t.fetch() } -> Missing; };
template <Fetches T> lib::task<void> run(T t) requires(fetch(), true) { fetch(); co_return; }
lib::task<void> go(Fetches auto x) { fetch(); co_await run(x); }
auto y = go(1);
static_assert((fetch(), true));
static_assert(noexcept(fetch()) || sizeof(fetch()));
decltype(fetch()) z();
