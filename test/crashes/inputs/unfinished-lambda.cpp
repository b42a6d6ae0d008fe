#include <generic/lazy_task.h>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
lib::task<int> fetch();
void run(asio::io_context &io) {
  asio::co_spawn(io, [&]() -> asio::awaitable<void> { fetch(); co_await [
