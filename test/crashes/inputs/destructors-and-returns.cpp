// Destructors that are not finished, returns of things that do not exist, and tasks of tasks that never get
// a type.
#include <asio/awaitable.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <future>
#include <thread>

struct incomplete;
struct base : incomplete {
  ~base() { cppcoro::sync_wait(missing()); }
};
struct holder {
  incomplete member;
  missing_type other;
  std::jthread thread;
  ~holder() { other.get_future().wait(); member.run(); this->nothing(); io.run(); }
};
template <typename T> struct pattern : T {
  ~pattern() { cppcoro::sync_wait(this->close()); T::run(); }
  T member;
};
struct unfinished {
  ~unfinished();
};
unfinished::~unfinished() { cppcoro::sync_wait(
}

cppcoro::task<> nothing() { return; }
cppcoro::task<> wrong() { return missing{}; }
cppcoro::task<missing_type> unknown() { return {}; }
cppcoro::task<incomplete> half() { return {}; }
auto deduced() { return cppcoro::task<missing_type>{}; }
auto recursive() { return recursive(); }
cppcoro::task<> choice(bool b) { return b ? cppcoro::task<>{} : ; }
cppcoro::task<> local() {
  cppcoro::task<> t = ;
  auto u = std::move(t);
  return t;
}
template <typename T> cppcoro::task<T> dependent(T t) {
  cppcoro::task<T> made;
  if constexpr (sizeof(T) > 1)
    return made;
  else
    return {};
}
struct bad_task {
  struct promise_type;
  bad_task() : handle(undeclared) {}
  auto operator co_await() { return missing_awaiter{handle}; }
  std::coroutine_handle<promise_type> handle;
};
bad_task make_bad() { return {}; }

asio::awaitable<void> locals() {
  std::jthread;
  std::jthread a(missing);
  std::jthread b{, };
  asio::thread_pool c(;
  auto d = std::async(missing);
  auto e = std::async();
  holder f;
  incomplete g;
  pattern<incomplete> h;
  std::jthread i[3];
  co_await missing();
  co_await;
  auto j = co_await k;
  (void)co_await nothing;
}
std::jthread at_file_scope(missing);
