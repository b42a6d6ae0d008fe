// RUN: %check
#include <QCoro/QCoroTask>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <generic/cancelling_task.h>
#include <generic/eager_task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/coroutine/as_future.hh>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

void log_line(const std::string &line);
seastar::future<> upload(int segment);
seastar::future<int> begin_transaction();
seastar::future<> commit(int transaction);
seastar::future<> fill(std::vector<char> &buffer);
seastar::future<> write_out(const std::string &text);
seastar::future<int> read_request();
seastar::future<> flush();
seastar::future<> join_all(std::vector<seastar::future<>> &&all);
void ignore(seastar::future<> task);

// The uploads run on when the transaction fails.
seastar::future<> archive(const std::vector<int> &segments) {
  std::vector<seastar::future<>> uploads;
  for (int segment : segments)
    uploads.push_back(upload(segment));
  int transaction = 0;
  try {
    transaction = co_await begin_transaction();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: when this throws, 'uploads' is destroyed with tasks that nobody has awaited: the work goes on, and its exception is lost [coro-task-abandoned-on-throw]
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the work is started here
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: no path from this handler awaits it
  } catch (const std::exception &) {
    log_line("no transaction");
    throw;
  }
  co_await join_all(std::move(uploads));
  co_await commit(transaction);
}

// The handler returns, with the output still pending.
seastar::future<> serve() {
  auto pending = flush();
  try {
    (void)co_await read_request();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: when this throws, 'pending' is destroyed before it is awaited: the work goes on, and its exception is lost
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the work is started here
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: no path from this handler awaits it
  } catch (...) {
    co_return;
  }
  co_await std::move(pending);
}

// What is awaited initialises a variable.
seastar::future<> archive_one() {
  auto uploading = upload(1);
  try {
    const int transaction = co_await begin_transaction();
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: when this throws, 'uploading' is destroyed before it is awaited
    (void)transaction;
  } catch (const std::exception &) {
    throw;
  }
  co_await std::move(uploading);
}

// It uses a local variable.
seastar::future<> read_ahead() {
  std::vector<char> buffer(4096);
  auto ahead = fill(buffer);
  try {
    co_await commit(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: when this throws, 'ahead' is destroyed before it is awaited: the work goes on and may still use 'buffer', which is gone with this coroutine, and its exception is lost
  } catch (const std::runtime_error &) {
    log_line("failed");
    co_return;
  }
  co_await std::move(ahead);
}

// The handler does not even leave; nothing after it takes the task.
seastar::future<> forgotten_afterwards() {
  auto task = flush();
  bool ok = true;
  try {
    co_await commit(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: when this throws, 'task' is destroyed before it is awaited
    co_await std::move(task);
  } catch (...) {
    ok = false;
  }
  log_line(ok ? "done" : "failed");
}

// One of several handlers.
seastar::future<> one_handler() {
  auto task = flush();
  std::exception_ptr failed;
  try {
    co_await commit(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: when this throws, 'task' is destroyed before it is awaited
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: no path from this handler awaits it
  } catch (const std::logic_error &) {
    throw;
  } catch (...) {
    failed = std::current_exception();
  }
  co_await std::move(task);
  if (failed)
    std::rethrow_exception(failed);
}

// Thrown between the start and the await.
seastar::future<> checked(int segment) {
  auto task = upload(segment);
  if (segment < 0)
    throw std::invalid_argument("segment");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'task' is destroyed before it is awaited: the work goes on, and its exception is lost
  co_await std::move(task);
}

seastar::future<> checked_in_try(int segment) {
  auto task = upload(segment);
  try {
    if (segment < 0)
      throw std::invalid_argument("segment");
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'task' is destroyed before it is awaited
  } catch (const std::invalid_argument &) {
    log_line("wrong segment");
    co_return;
  }
  co_await std::move(task);
}

// Returned between the start and the await: reported when the work may still use what is gone then.
seastar::future<> returned(bool needed) {
  std::string text = "text";
  auto task = write_out(text);
  if (!needed)
    co_return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'task' is destroyed before it is awaited: the work goes on and may still use 'text', which is gone with this coroutine [coro-task-abandoned-on-throw]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the work is started here
  co_await std::move(task);
}

// In a loop; on each round a new task.
seastar::future<> rounds() {
  for (int round = 0; round < 3; ++round) {
    auto task = upload(round);
    try {
      co_await commit(round);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: when this throws, 'task' is destroyed before it is awaited
    } catch (...) {
      continue;
    }
    co_await std::move(task);
  }
}

// QCoro.
QCoro::Task<int> load_settings();
QCoro::Task<> connect_to(int host);
QCoro::Task<int> start_up() {
  auto settings = load_settings();
  try {
    co_await connect_to(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: when this throws, 'settings' is destroyed before it is awaited
  } catch (...) {
    co_return -1;
  }
  co_return co_await settings;
}

// A type that no profile knows; a lambda; a method; work by a lambda that captures by reference.
lib::eager_task write_journal();
lib::eager_task count(int &counter);
class store {
public:
  lib::eager_task close() {
    auto last = write_journal();
    try {
      co_await drain();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: when this throws, 'last' is destroyed before it is awaited
    } catch (...) {
      closed_ = true;
      throw;
    }
    co_await last;
  }
  void later() {
    auto job = [this]() -> lib::eager_task {
      int counter = 0;
      auto counting = [&]() -> lib::eager_task {
        ++counter;
        co_return;
      }();
      try {
        co_await drain();
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: when this throws, 'counting' is destroyed before it is awaited: the work goes on and may still use 'counter'
      } catch (...) {
        co_return;
      }
      co_await counting;
    };
    job();
  }

private:
  lib::eager_task drain();
  bool closed_ = false;
};

lib::eager_task by_pointer() {
  int counter = 0;
  auto counting = count(counter);
  if (counter > 3)
    throw std::runtime_error("too many");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'counting' is destroyed before it is awaited: the work goes on and may still use 'counter'
  co_await counting;
}

// A template: once for all instantiations.
template <typename T> lib::eager_task generic(T value) {
  auto task = write_journal();
  if (value == T())
    throw std::invalid_argument("zero");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'task' is destroyed before it is awaited
  // CHECK-MESSAGES-NOT: :[[@LINE-2]]:5: warning: 'task'
  co_await task;
}
lib::eager_task instantiate() {
  co_await generic(1);
  co_await generic(1L);
}

// ---------------------------------------------------------------------------------------------
seastar::future<> handled(const std::vector<int> &segments) {
  std::vector<seastar::future<>> uploads;
  for (int segment : segments)
    uploads.push_back(upload(segment));
  std::exception_ptr failed;
  try {
    // ok: the exception is kept until the uploads have ended
    (void)co_await begin_transaction();
  } catch (...) {
    failed = std::current_exception();
  }
  co_await join_all(std::move(uploads));
  if (failed)
    std::rethrow_exception(failed);
}

seastar::future<> left_alone_on_purpose() {
  auto task = flush();
  try {
    // ok: the handler says what becomes of it
    co_await commit(1);
  } catch (...) {
    ignore(std::move(task));
    throw;
  }
  co_await std::move(task);
}

seastar::future<> plain_order() {
  auto task = flush();
  // ok: no handler is prepared for an exception here; see the option AnyAwait
  co_await commit(1);
  co_await std::move(task);
}

seastar::future<> plain_order_with_a_buffer() {
  std::vector<char> buffer(16);
  auto ahead = fill(buffer);
  // ok: the same
  co_await commit(1);
  co_await std::move(ahead);
}

seastar::future<> one_try_around_it_all() {
  try {
    auto task = flush();
    // ok: the same: the variable is gone before the handler could do anything
    co_await commit(1);
    co_await std::move(task);
  } catch (...) {
    log_line("failed");
  }
}

seastar::future<> awaited_first() {
  auto task = flush();
  co_await std::move(task);
  try {
    // ok: nothing runs any more
    co_await commit(1);
  } catch (...) {
    throw;
  }
}

seastar::future<> in_the_try_itself() {
  auto task = flush();
  try {
    // ok: the task itself is awaited, and its exception arrives here
    co_await std::move(task);
  } catch (...) {
    throw;
  }
}

seastar::future<> handed_over() {
  std::vector<seastar::future<>> all;
  auto task = flush();
  all.push_back(std::move(task));
  try {
    // ok: the task has gone into a container that somebody else fills
    co_await commit(1);
  } catch (...) {
    throw;
  }
  co_await join_all(std::move(all));
}

template <typename F> struct deferred {
  F run;
  ~deferred() { run(); }
};
template <typename F> deferred(F) -> deferred<F>;
seastar::future<> guarded() {
  auto task = flush();
  deferred joiner{[&] { ignore(std::move(task)); }};
  try {
    // ok: the guard takes care of it
    co_await commit(1);
  } catch (...) {
    throw;
  }
}

seastar::future<> outcome() {
  auto task = flush();
  try {
    // ok: as_future hands out the error as a value
    auto result = co_await seastar::coroutine::as_future(commit(1));
    ignore(std::move(result));
  } catch (...) {
    throw;
  }
  co_await std::move(task);
}

struct tick {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
lib::eager_task nothrow() {
  auto task = write_journal();
  try {
    // ok: cannot throw
    co_await tick();
  } catch (...) {
    throw;
  }
  co_await task;
}

lib::eager_task quiet() { co_return; }
lib::eager_task callee_cannot_throw() {
  auto task = write_journal();
  try {
    // ok: the coroutine that is awaited lets nothing out
    co_await quiet();
  } catch (...) {
    throw;
  }
  co_await task;
}

cppcoro::task<> save(int row);
cppcoro::task<> lazy() {
  auto task = save(1);
  try {
    // ok: a lazy task that was not awaited never ran
    co_await save(2);
  } catch (...) {
    throw;
  }
  co_await task;
}

lib::cancelling_task keep_alive();
lib::cancelling_task cancelled() {
  auto pings = keep_alive();
  try {
    // ok: the destructor ends the work
    co_await keep_alive();
  } catch (...) {
    throw;
  }
  co_await pings;
}

lib::eager_task terminated() {
  auto task = write_journal();
  try {
    // ok: nothing goes on after the handler
    co_await write_journal();
  } catch (...) {
    std::terminate();
  }
  co_await task;
}

lib::eager_task run_in(cppcoro::async_scope &scope);
lib::eager_task scoped(cppcoro::async_scope &scope) {
  auto task = run_in(scope);
  try {
    // ok: the scope waits for it
    co_await write_journal();
  } catch (...) {
    throw;
  }
  co_await task;
}

seastar::future<> ready() {
  auto task = seastar::make_ready_future<>();
  try {
    // ok: complete from the start
    co_await commit(1);
  } catch (...) {
    throw;
  }
  co_await std::move(task);
}

seastar::future<> signalled(seastar::promise<> &stop) {
  auto stopped = stop.get_future();
  try {
    // ok: no work, only a signal that somebody may give
    co_await commit(1);
  } catch (...) {
    throw;
  }
  co_await std::move(stopped);
}

seastar::future<> outer_handler() {
  auto task = flush();
  try {
    try {
      // ok: the handler further out leads to the await
      co_await commit(1);
    } catch (...) {
      throw;
    }
  } catch (const std::exception &) {
    log_line("failed");
  }
  co_await std::move(task);
}

seastar::future<> thrown_and_caught(int segment) {
  auto task = upload(segment);
  try {
    if (segment < 0)
      // ok: caught, and the task is awaited then
      throw std::invalid_argument("segment");
  } catch (const std::invalid_argument &) {
    log_line("wrong segment");
  }
  co_await std::move(task);
}

seastar::future<> returned_without_references(bool needed) {
  auto task = flush();
  if (!needed)
    // ok: left to run on its own, with nothing that it could miss
    co_return;
  co_await std::move(task);
}

#define REQUIRE(Condition)                                                                         \
  if (!(Condition))                                                                                \
  co_return
seastar::future<> returned_by_an_assertion(bool good) {
  std::string text = "text";
  auto task = write_out(text);
  // ok: after an assertion of a test has failed nothing matters
  REQUIRE(good);
  co_await std::move(task);
}

seastar::future<> on_some_paths(bool early) {
  auto task = flush();
  if (early)
    co_await std::move(task);
  try {
    // ok: not pending on every path
    co_await commit(1);
  } catch (...) {
    throw;
  }
}
