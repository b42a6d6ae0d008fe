// RUN: %check --option AnyClass=true
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>

asio::awaitable<int> read();
lib::eager_task rest();

class plain {
public:
  void start(asio::io_context &io) { asio::co_spawn(io, reader(), asio::detached); }

private:
  asio::awaitable<void> reader() { total_ += co_await read(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the object may be gone here: 'plain::reader' goes on by itself and does not keep it alive [coro-this-after-suspend]
  int total_ = 0;
};

struct host {
  lib::fire_and_forget closed() {
    co_await rest();
    ++count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: 'host::closed' goes on by itself
  }
  int count = 0;
};
