// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_future.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>
#include <generic/generator.h>
#include <generic/lazy_task.h>

#include <functional>

asio::awaitable<int> load();
lib::task<int> later();
extern asio::io_context &io;

lib::eager_task connect() { co_return; }
lib::eager_task connect_elsewhere();
lib::eager_task reconnect() { return connect(); }
lib::fire_and_forget announce(int) { co_return; }

//===-- Started before main -----------------------------------------------------------===//

auto settings = asio::co_spawn(io, load(), asio::use_future);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'co_spawn' starts begins before main does, in the initialiser of 'settings': no loop runs yet, and globals of other files that it uses may not have been made [coro-task-outside-loop]

static lib::eager_task connection = connect();
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: what 'connect' starts begins before main does, in the initialiser of 'connection'

namespace background {
int started = (announce(1), 1);
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'announce' starts begins before main does, in the initialiser of 'started'
} // namespace background

struct Service {
  static lib::eager_task first;
  inline static int spawned = (asio::co_spawn(io, load(), asio::detached), 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: what 'co_spawn' starts begins before main does, in the initialiser of 'spawned'
};
lib::eager_task Service::first = connect();
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: what 'connect' starts begins before main does, in the initialiser of 'first'

// A lambda that is called in place is a part of the initialiser.
const bool ready = [] {
  announce(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'announce' starts begins before main does, in the initialiser of 'ready'
  return true;
}();

//===-- Not started, or later -----------------------------------------------------------===//

// ok: lazy, it waits to be awaited
lib::task<int> waiting = later();

// ok: made by each thread, when it first uses it
thread_local int announced = (announce(3), 3);

// ok: a lambda that is called later
std::function<void()> on_start = [] { announce(4); };

// ok: what is done in a function that is not known
lib::eager_task elsewhere = connect_elsewhere();

// ok: the type is asked for, and nothing is called
using connection_type = decltype(connect());

void serve() {
  // ok: made when the function is first called
  static lib::eager_task once = connect();
  // ok: an ordinary variable
  lib::eager_task now = connect();
  announce(5);
}

struct Client {
  // ok: made with the object
  lib::eager_task connection = connect();
  // ok: a default argument is evaluated by who calls
  void reset(lib::eager_task next = connect());
};

int main() {
  // ok: in main
  asio::co_spawn(io, load(), asio::detached);
  io.run();
}
