// What is borrowed by a coroutine: clang-tidy's checks about captures and reference parameters, on code that
// is safe and code that is not. corolint's own checks for these are still to come.
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <cppcoro/task.hpp>

#include <string>

cppcoro::task<int> load();
void print(const std::string &text);

// case: a capturing lambda, called, whose task outlives it (bug)
cppcoro::task<> outlives(std::string name) {
  return [name]() -> cppcoro::task<> {
    co_await load();
    print(name);
  }();
}

// case: a capturing lambda that is awaited where it stands (safe)
cppcoro::task<> awaited(std::string name) {
  co_await [name]() -> cppcoro::task<> {
    co_await load();
    print(name);
  }();
}

// case: a capturing lambda given to `asio::co_spawn`, which keeps it (safe)
void kept(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [name]() -> asio::awaitable<void> {
    print(name);
    co_return;
  }, asio::detached);
}

// case: a reference parameter of a coroutine that is awaited at once (safe)
cppcoro::task<> greet(const std::string &name) {
  co_await load();
  print(name);
}
cppcoro::task<> greets() {
  std::string name = "a";
  co_await greet(name);
}
