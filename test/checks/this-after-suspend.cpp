// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>
#include <generic/generator.h>

#include <memory>
#include <string>
#include <utility>

asio::awaitable<int> read();
lib::eager_task rest();

class connection : public std::enable_shared_from_this<connection> {
public:
  void start(asio::io_context &io) {
    asio::co_spawn(io, reader(), asio::detached);
    asio::co_spawn(io, careful(), asio::detached);
    asio::co_spawn(io, given(shared_from_this()), asio::detached);
    asio::co_spawn(io, untouched(), asio::detached);
    // ok: the lambda that makes the coroutine has an owner, and co_spawn has the lambda
    asio::co_spawn(
        io, [self = shared_from_this()] { return self->kept(); }, asio::detached);
  }
  asio::awaitable<void> run() {
    // ok: awaited, by somebody who has the object
    co_await awaited();
  }

private:
  asio::awaitable<void> reader() {
    while (open_)
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the object may be gone here: 'connection::reader' goes on by itself and does not keep it alive [coro-this-after-suspend]
      // CHECK-MESSAGES: :[[@LINE-17]]:5: note: it is started here, and nobody waits for it
      total_ += co_await read();
  }
  asio::awaitable<void> careful() {
    // ok: it has an owner before it is first suspended
    auto self = shared_from_this();
    while (open_)
      total_ += co_await read();
  }
  asio::awaitable<void> given(std::shared_ptr<connection>) {
    // ok: the parameter is an owner
    total_ += co_await read();
  }
  asio::awaitable<void> untouched() {
    // ok: it uses nothing of the object
    co_await read();
  }
  asio::awaitable<void> kept() { total_ += co_await read(); }
  asio::awaitable<void> awaited() { total_ += co_await read(); }

  bool open_ = true;
  int total_ = 0;
};

// Eager: what matters is behind the first suspension.
class window : public std::enable_shared_from_this<window> {
public:
  void opened() {
    (void)fade_in();
    (void)prepare();
    on_click();
    show();
  }

private:
  lib::eager_task fade_in() {
    step_ = 0;
    co_await rest();
    ++step_;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: 'window::fade_in' goes on by itself and does not keep it alive
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-13]]:11: note: it is started here, and nobody waits for it
  }
  lib::eager_task prepare() {
    // ok: the object is not used after the suspension
    step_ = 0;
    co_await rest();
  }
  // Nobody can wait for these, whoever calls them.
  lib::fire_and_forget on_click() {
    co_await rest();
    redraw();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the object may be gone here: 'window::on_click' goes on by itself
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-5]]:24: note: nobody can wait for a 'lib::fire_and_forget'
  }
  lib::fire_and_forget in_a_branch(bool late) {
    if (late)
      co_await rest();
    redraw();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the object may be gone here: 'window::in_a_branch' goes on by itself
  }
  lib::fire_and_forget in_a_handler() {
    try {
      co_await rest();
    } catch (...) {
      redraw();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: 'window::in_a_handler' goes on by itself
    }
  }
  lib::fire_and_forget show() {
    std::weak_ptr<window> weak = weak_from_this();
    co_await rest();
    // ok: locked again after the suspension
    if (auto self = weak.lock())
      self->redraw();
  }
  lib::fire_and_forget with_owner() {
    // ok: an owner for all of it
    auto self = shared_from_this();
    co_await rest();
    redraw();
  }
  lib::fire_and_forget before() {
    // ok: used before the suspension only
    redraw();
    co_await rest();
  }
  static lib::fire_and_forget no_object(std::shared_ptr<window> w) {
    co_await rest();
    // ok: no method of an object
    w->redraw();
  }
  void redraw();
  int step_ = 0;
};

class derived : public connection {
public:
  void go(asio::io_context &io) { asio::co_spawn(io, loop(), asio::detached); }

private:
  asio::awaitable<void> loop() { rounds_ += co_await read(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the object may be gone here: 'derived::loop' goes on by itself
  int rounds_ = 0;
};

class pool : public std::enable_shared_from_this<pool> {
public:
  void fill(cppcoro::async_scope &scope) { scope.spawn(add()); }

private:
  cppcoro::task<> add() {
    ++size_;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: 'pool::add' goes on by itself
    co_return;
  }
  int size_ = 0;
};

class plain {
public:
  void start(asio::io_context &io) { asio::co_spawn(io, reader(), asio::detached); }

private:
  // ok: how long the object lives cannot be told
  asio::awaitable<void> reader() { total_ += co_await read(); }
  int total_ = 0;
};
