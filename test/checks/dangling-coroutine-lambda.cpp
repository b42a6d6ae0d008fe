// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>
#include <generic/cancelling_task.h>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>
#include <generic/generator.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/sleep.hh>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

using namespace std::chrono_literals;

cppcoro::task<> send(std::string text);
asio::awaitable<void> reply(std::string text);
seastar::future<> flush();
lib::eager_task rest();
void log(const std::string &text);

// --- called where it stands ----------------------------------------------------------------------

cppcoro::task<> stored(std::string name) {
  auto t = [name]() -> cppcoro::task<> { co_await send(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine may use its capture 'name' when the lambda is gone: it dies at the end of this statement, before the task in 't' is done [coro-dangling-coroutine-lambda]
  // CHECK-MESSAGES: :[[@LINE-2]]:56: note: 'name' is read from the lambda here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass 'name' as an argument: a parameter by value lives as long as the coroutine
  co_await std::move(t);
}

class server {
public:
  cppcoro::task<> returned() {
    return [this]() -> cppcoro::task<> { co_await send(name_); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine may use its capture 'this' when the lambda is gone: it dies at the end of this statement, before the returned task is done [coro-dangling-coroutine-lambda]
    // CHECK-MESSAGES: :[[@LINE-2]]:56: note: 'this' is read from the lambda here
    // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass 'this' as an argument
  }

  void kept() {
    task_ = [this]() -> cppcoro::task<> { co_await send(name_); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: {{.*}} 'this' {{.*}} before the stored task is done [coro-dangling-coroutine-lambda]
    // CHECK-MESSAGES: :[[@LINE-2]]:57: note: 'this' is read from the lambda here
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: pass 'this' as an argument
  }

private:
  std::string name_;
  cppcoro::task<> task_;
};

void spawned(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [name]() -> asio::awaitable<void> { co_await reply(name); }(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: {{.*}} 'name' {{.*}} it dies at the end of this statement, and the coroutine goes on [coro-dangling-coroutine-lambda]
  // CHECK-MESSAGES: :[[@LINE-2]]:73: note: 'name' is read from the lambda here
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: pass 'name' as an argument
}

void in_a_scope(cppcoro::async_scope &scope, int id) {
  scope.spawn([&id](std::string name) -> cppcoro::task<> { co_await send(name + std::to_string(id)); }("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'id' {{.*}} and the coroutine goes on [coro-dangling-coroutine-lambda]
  // CHECK-MESSAGES: :[[@LINE-2]]:96: note: 'id' is read from the lambda here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: pass 'id' as an argument
}

// An eager one is only in danger behind its first suspension.
void eager(std::string name) {
  [name]() -> lib::eager_task {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine may use its capture 'name' when the lambda is gone: it dies at the end of this statement, and the coroutine goes on [coro-dangling-coroutine-lambda]
    // CHECK-MESSAGES: :[[@LINE+5]]:9: note: 'name' is read from the lambda here, after a suspension
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: pass 'name' as an argument
    log(name);
    co_await rest();
    log(name);
  }();
}

void in_a_loop(std::shared_ptr<bool> stop) {
  [stop]() -> lib::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} 'stop' {{.*}} and the coroutine goes on
    // CHECK-MESSAGES: :[[@LINE+3]]:14: note: 'stop' is read from the lambda here, after a suspension
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: pass 'stop' as an argument
    while (!*stop)
      co_await rest();
  }();
}

void in_a_container(std::vector<std::string> names) {
  std::vector<cppcoro::task<>> tasks;
  for (std::string &name : names)
    tasks.push_back([&name]() -> cppcoro::task<> { co_await send(name); }());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: {{.*}} 'name' {{.*}} before the task in 'tasks' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:66: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: pass 'name' as an argument
  cppcoro::sync_wait(cppcoro::when_all(std::move(tasks)));
}

cppcoro::task<> as_a_part(std::string name) {
  auto both = cppcoro::when_all([name]() -> cppcoro::task<> { co_await send(name); }(), send("b"));
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: {{.*}} 'name' {{.*}} before the task in 'both' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:77: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:33: note: pass 'name' as an argument
  co_await std::move(both);
}

// Before C++23 the lambda dies before the first round.
void generated(int limit) {
  for (int i : [limit]() -> lib::generator<int> {
         for (int k = 0; k < limit; ++k)
           co_yield k;
       }())
    // CHECK-MESSAGES: :[[@LINE-4]]:16: warning: {{.*}} 'limit' {{.*}} it dies at the end of this statement, before the loop begins
    // CHECK-MESSAGES: :[[@LINE-4]]:30: note: 'limit' is read
    // CHECK-MESSAGES: :[[@LINE-6]]:16: note: pass 'limit' as an argument
    log(std::to_string(i));
}

template <typename T> void in_a_template(asio::io_context &io, T value) {
  asio::co_spawn(io, [value]() -> asio::awaitable<void> { co_await reply(std::to_string(value)); }(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: {{.*}} 'value' {{.*}} and the coroutine goes on
  // CHECK-MESSAGES: :[[@LINE-2]]:89: note: 'value' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: pass 'value' as an argument
}
template void in_a_template<int>(asio::io_context &, int);

void generic(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [name](auto suffix) -> asio::awaitable<void> { co_await reply(name + suffix); }("!"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: {{.*}} 'name' {{.*}} and the coroutine goes on
  // CHECK-MESSAGES: :[[@LINE-2]]:84: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: pass 'name' as an argument
}

// A nested lambda that captures again reads from the outer one.
void nested(asio::io_context &io, std::string name) {
  asio::co_spawn(
      io,
      [name]() -> asio::awaitable<void> {
        // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} 'name' {{.*}} and the coroutine goes on
        // CHECK-MESSAGES: :[[@LINE+2]]:21: note: 'name' is read from the lambda here
        // CHECK-MESSAGES: :[[@LINE-3]]:7: note: pass 'name' as an argument
        auto say = [name] { log(name); };
        say();
        co_return;
      }(),
      asio::detached);
}

cppcoro::task<> visited(std::variant<int, std::string> v, std::string name) {
  return std::visit([name](auto &) -> cppcoro::task<> { co_await send(name); }, v);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: {{.*}} 'name' {{.*}} it dies at the end of this statement, before the returned task is done
  // CHECK-MESSAGES: :[[@LINE-2]]:71: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: pass 'name' as an argument
}

cppcoro::task<> awaited(std::string name) {
  // ok: the lambda lives to the end of the statement, and the await with it
  co_await [&]() -> cppcoro::task<> { co_await send(name); }();
  // ok: the same, as one of several
  co_await cppcoro::when_all([&]() -> cppcoro::task<> { co_await send(name); }(), send("b"));
  // ok: moved, and awaited all the same
  co_await std::move([&]() -> cppcoro::task<> { co_await send(name); }());
}

asio::awaitable<void> awaited_spawn(asio::io_context &io, std::string name) {
  // ok: what is awaited is the end of the coroutine
  co_await asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await reply(name); }(), asio::use_awaitable);
}

void waited_for(asio::thread_pool &pool, std::string name) {
  // ok: the thread waits in the same statement
  cppcoro::sync_wait([&]() -> cppcoro::task<> { co_await send(name); }());
  // ok: the same by a future
  asio::co_spawn(pool, [&]() -> asio::awaitable<void> { co_await reply(name); }(), asio::use_future).get();
}

void without_captures(asio::io_context &io, std::string name) {
  // ok: the parameters are the coroutine's own
  asio::co_spawn(io, [](std::string name) -> asio::awaitable<void> { co_await reply(name); }(name), asio::detached);
  // ok: nothing is read from the lambda
  asio::co_spawn(io, [&](std::string name) -> asio::awaitable<void> { co_await reply(name); }(name), asio::detached);
}

void copied_before(std::string name) {
  // ok: the capture is read before the first suspension, and not after it
  [name]() -> lib::eager_task {
    std::string own = name;
    co_await rest();
    log(own);
  }();
  // ok: it never suspends
  [name]() -> lib::eager_task {
    log(name);
    co_return;
  }();
}

void dropped(std::string name) {
  // ok: it never runs, which is another matter
  [name]() -> cppcoro::task<> { co_await send(name); }();
  // ok: the task ends the coroutine before the lambda is destroyed
  [name]() -> lib::cancelling_task {
    co_await std::suspend_always{};
    log(name);
  }();
}

int not_a_coroutine(std::string name) {
  // ok: no coroutine at all
  int n = [&] { return static_cast<int>(name.size()); }();
  return n;
}

// --- a lambda with a name ------------------------------------------------------------------------

cppcoro::task<> named_and_returned(std::string name) {
  auto work = [name]() -> cppcoro::task<> { co_await send(name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the coroutine may use its capture 'name' when the lambda is gone: 'work' dies at the end of its scope, before the returned task is done [coro-dangling-coroutine-lambda]
  // CHECK-MESSAGES: :[[@LINE-2]]:59: note: 'name' is read from the lambda here
  return work();
}

void named_and_spawned(asio::io_context &io, std::string name) {
  auto work = [&io, name]() -> asio::awaitable<void> { co_await reply(name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'name' {{.*}} 'work' dies at the end of its scope, and the coroutine goes on
  // CHECK-MESSAGES: :[[@LINE-2]]:71: note: 'name' is read
  asio::co_spawn(io, work(), asio::detached);
}

void named_in_a_block(std::vector<std::string> names) {
  std::vector<cppcoro::task<>> tasks;
  for (std::string &name : names) {
    auto work = [&name]() -> cppcoro::task<> { co_await send(name); };
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} 'name' {{.*}} 'work' dies at the end of its scope, before the task in 'tasks' is done
    // CHECK-MESSAGES: :[[@LINE-2]]:62: note: 'name' is read
    tasks.push_back(work());
  }
  cppcoro::sync_wait(cppcoro::when_all(std::move(tasks)));
}

// The loop runs when the block, and the lambda in it, are gone.
void run_too_late(std::string name) {
  asio::io_context io;
  if (!name.empty()) {
    auto work = [&name]() -> asio::awaitable<void> { co_await reply(name); };
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} 'name' {{.*}} 'work' dies at the end of its scope, and the coroutine goes on
    // CHECK-MESSAGES: :[[@LINE-2]]:69: note: 'name' is read
    asio::co_spawn(io, work(), asio::detached);
  }
  io.run();
}

cppcoro::task<> named_and_awaited(std::string name) {
  // ok: it lives longer than the await
  auto work = [&]() -> cppcoro::task<> { co_await send(name); };
  co_await work();
  // ok: both tasks are awaited in the scope of the lambda
  auto first = work(), second = work();
  co_await cppcoro::when_all(std::move(first), std::move(second));
}

void run_in_the_same_scope(std::string name) {
  asio::io_context io;
  // ok: the loop runs until the coroutine has ended
  auto work = [&]() -> asio::awaitable<void> { co_await reply(name); };
  asio::co_spawn(io, work(), asio::detached);
  io.run();
}

void spun_until_done(asio::thread_pool &pool, std::string name) {
  std::atomic<int> pending(1);
  // ok: the thread spins until the coroutine has said that it is done
  auto work = [&]() -> asio::awaitable<void> {
    co_await reply(name);
    --pending;
  };
  asio::co_spawn(pool, work(), asio::detached);
  while (pending.load() > 0)
    ;
  auto more = [&]() -> asio::awaitable<void> { co_await reply(name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'name' {{.*}} 'more' dies at the end of its scope, and the coroutine goes on
  asio::co_spawn(pool, more(), asio::detached);
  // This loop works, and waits for nobody.
  while (pending.load() < 3)
    log(std::to_string(++pending));
}

cppcoro::task<> gathered_elsewhere(std::string name) {
  std::vector<cppcoro::task<>> tasks, kept;
  auto gather = [&]() -> cppcoro::task<> {
    // ok: the tasks are moved on, and awaited in the scope of the lambda
    auto work = [&]() -> cppcoro::task<> { co_await send(name); };
    tasks.push_back(work());
    co_await cppcoro::when_all(std::move(tasks));
    auto later = [&]() -> cppcoro::task<> { co_await send(name); };
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} 'name' {{.*}} 'later' dies at the end of its scope, before the stored task is done
    kept.push_back(later());
  };
  co_await gather();
  co_await cppcoro::when_all(std::move(kept));
}

void never_begun(std::string name) {
  // ok: a lazy task that nobody looks at never begins
  [[maybe_unused]] auto task = [&]() -> cppcoro::task<> { co_await send(name); }();
}

void helper(asio::io_context &io);
void run_by_a_helper(asio::io_context &io, std::string name) {
  // ok: the helper may run the loop
  auto work = [&]() -> asio::awaitable<void> { co_await reply(name); };
  asio::co_spawn(io, work(), asio::detached);
  helper(io);
}

void never_run(std::string name) {
  // ok: the loop goes with the lambda, and has not run
  asio::io_context io;
  auto work = [&]() -> asio::awaitable<void> { co_await reply(name); };
  asio::co_spawn(io, work(), asio::detached);
}

void waited_for_later(asio::thread_pool &pool, std::string name) {
  // ok: the future is waited for
  auto work = [&]() -> asio::awaitable<void> { co_await reply(name); };
  auto done = asio::co_spawn(pool, work(), asio::use_future);
  done.wait();
}

cppcoro::task<> joined(std::string name) {
  cppcoro::async_scope scope;
  // ok: the scope is joined before the lambda dies
  auto work = [&]() -> cppcoro::task<> { co_await send(name); };
  scope.spawn(work());
  co_await scope.join();
}

// --- handed to a function ------------------------------------------------------------------------

class connection {
public:
  seastar::future<> continued() {
    return flush().then([this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the coroutine may use its capture 'this' when the lambda is gone: 'future::then' destroys the lambda once it was called [coro-dangling-coroutine-lambda]
      // CHECK-MESSAGES: :[[@LINE+3]]:9: note: 'this' is read from the lambda here, after a suspension
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: the coroutine is suspended here
      co_await flush();
      ++count_;
    });
  }

  seastar::future<> awaited_but_continued() {
    co_await flush().then([this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: {{.*}} 'this' {{.*}} 'future::then' destroys the lambda once it was called
      // CHECK-MESSAGES: :[[@LINE+5]]:9: note: 'this' is read
      // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the coroutine is suspended here
      // CHECK-MESSAGES: :[[@LINE-4]]:27: note: lend it to 'future::then', for as long as this statement awaits its coroutine
      // CHECK-FIXES: co_await flush().then(seastar::coroutine::lambda([this]() -> seastar::future<> {
      co_await flush();
      ++count_;
      // CHECK-FIXES: }));
    });
  }

  // The gate's future is dropped, and the lambda with the statement.
  void in_the_background() {
    (void)seastar::with_gate(gate_, [this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: {{.*}} 'this' {{.*}} it dies at the end of this statement, and the coroutine goes on
      // CHECK-MESSAGES: :[[@LINE+4]]:9: note: 'this' is read
      // CHECK-MESSAGES: :[[@LINE+2]]:7: note: the coroutine is suspended here
      // CHECK-MESSAGES: :[[@LINE-4]]:37: note: pass 'this' as an argument
      co_await flush();
      ++count_;
    });
  }

  seastar::future<> safe() {
    // ok: the gate calls the lambda of this statement, which awaits it
    co_await seastar::with_gate(gate_, [this]() -> seastar::future<> {
      co_await flush();
      ++count_;
    });
    // ok: the wrapper lends the lambda to the continuation, and the statement awaits it
    co_await flush().then(seastar::coroutine::lambda([this]() -> seastar::future<> {
      co_await flush();
      ++count_;
    }));
    // ok: a plain continuation
    co_await flush().then([this] { ++count_; });
  }

private:
  int count_ = 0;
  seastar::gate gate_;
};

// What a function does with a callable is read from its body.
template <typename F> void in_background(F &&f) { (void)std::forward<F>(f)(); }
template <typename F> seastar::future<> call_by_value(F f) { return f(); }
template <typename F> seastar::future<> call_by_reference(F &&f) { return std::forward<F>(f)(); }
template <typename F> seastar::future<> pass_on(F &&f) { return call_by_reference(std::forward<F>(f)); }
template <typename F> seastar::future<> keep(F f) { co_await f(); }
template <typename F> seastar::future<> twice(F f) {
  co_await f();
  co_await f();
}
seastar::future<> by_function(std::function<seastar::future<>()> f) { return f(); }
void start(std::function<seastar::future<>()> f);

seastar::future<> by_their_bodies(int id) {
  in_background([id]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} 'id' {{.*}} it dies at the end of this statement, and the coroutine goes on
    // CHECK-MESSAGES: :[[@LINE+4]]:24: note: 'id' is read
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: pass 'id' as an argument
    co_await flush();
    log(std::to_string(id));
  });
  co_await call_by_value([id]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: {{.*}} 'id' {{.*}} 'call_by_value' destroys the lambda once it was called
    // CHECK-MESSAGES: :[[@LINE+3]]:24: note: 'id' is read
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here
    co_await flush();
    log(std::to_string(id));
  });
  co_await by_function([id]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: {{.*}} 'id' {{.*}} 'by_function' destroys the lambda once it was called
    // CHECK-MESSAGES: :[[@LINE+3]]:24: note: 'id' is read
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here
    co_await flush();
    log(std::to_string(id));
  });
  // ok: it is this statement's lambda that is called, and this statement waits
  co_await pass_on([id]() -> seastar::future<> {
    co_await flush();
    log(std::to_string(id));
  });
  // ok: a coroutine keeps what it is given by value
  auto kept = keep([id]() -> seastar::future<> {
    co_await flush();
    log(std::to_string(id));
  });
  // ok: the same, called twice
  auto again = twice([id]() -> seastar::future<> {
    co_await flush();
    log(std::to_string(id));
  });
  // ok: nobody knows what becomes of it
  start([id]() -> seastar::future<> {
    co_await flush();
    log(std::to_string(id));
  });
  co_await std::move(kept);
  co_await std::move(again);
}

seastar::future<> not_awaited(int id) {
  return pass_on([id]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} 'id' {{.*}} it dies at the end of this statement, before the returned task is done
    // CHECK-MESSAGES: :[[@LINE+4]]:24: note: 'id' is read
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-4]]:18: note: pass 'id' as an argument
    co_await flush();
    log(std::to_string(id));
  });
}

seastar::future<> named_and_continued(int id) {
  auto work = [id]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'id' {{.*}} 'future::then' destroys the lambda once it was called
    // CHECK-MESSAGES: :[[@LINE+3]]:24: note: 'id' is read
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here
    co_await flush();
    log(std::to_string(id));
  };
  return flush().then(work);
}

// The lambda in the background is the caller's, which lives on.
seastar::future<> named_in_background(int id) {
  // ok: something is awaited before the lambda dies
  auto work = [id]() -> seastar::future<> {
    co_await flush();
    log(std::to_string(id));
  };
  in_background(work);
  co_await seastar::sleep(1s);
}

void algorithms(std::vector<std::string> names, std::string suffix) {
  std::vector<cppcoro::task<>> tasks;
  std::transform(names.begin(), names.end(), std::back_inserter(tasks),
                 [&](const std::string &) -> cppcoro::task<> { co_await send(suffix); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} 'suffix' {{.*}} 'transform' destroys the lambda once it was called
  // CHECK-MESSAGES: :[[@LINE-2]]:78: note: 'suffix' is read
  cppcoro::sync_wait(cppcoro::when_all(std::move(tasks)));
}

void threads(int id) {
  std::thread([id]() -> lib::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'id' {{.*}} 'thread::thread' destroys the lambda once it was called
    // CHECK-MESSAGES: :[[@LINE+3]]:24: note: 'id' is read
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here
    co_await rest();
    log(std::to_string(id));
  }).detach();
}

asio::awaitable<void> kept_by_libraries(asio::io_context &io, std::string name) {
  // ok: co_spawn keeps the function that makes the coroutine
  asio::co_spawn(io, [name]() -> asio::awaitable<void> { co_await reply(name); }, asio::detached);
  // ok: moved in
  auto work = [name]() -> asio::awaitable<void> { co_await reply(name); };
  asio::co_spawn(io, std::move(work), asio::detached);
  co_return;
}

folly::coro::Task<void> kept_by_folly(std::string name) {
  // ok: co_invoke is there to keep it
  auto t = folly::coro::co_invoke([name]() -> folly::coro::Task<void> {
    log(name);
    co_return;
  });
  co_await std::move(t);
}
