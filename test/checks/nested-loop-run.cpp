// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>

#include <chrono>
#include <thread>

#include <QCoro/QCoroTask>
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

asio::awaitable<int> fetch(asio::io_context &io);

asio::awaitable<int> fetch_now(asio::io_context &io) {
  int result = 0;
  asio::co_spawn(io, fetch(io), [&](std::exception_ptr, int n) { result = n; });
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' runs an event loop inside coroutine 'fetch_now': if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
  co_return result;
}

class server {
public:
  asio::awaitable<void> stop(std::chrono::seconds grace) {
    if (io_.run_for(grace) == 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_for' runs an event loop inside coroutine 'server::stop': if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
      while (io_.run_one() != 0) {
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'run_one' runs an event loop inside coroutine 'server::stop': if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
      }
    workers_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'join' waits for a thread pool inside coroutine 'server::stop': the loop that runs this code stands still until the pool has no work left [coro-nested-loop-run]
    co_return;
  }

  boost::asio::awaitable<void> flush() {
    outgoing_->poll();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'poll' runs an event loop inside coroutine 'server::flush': if it is the loop that runs this code, other handlers run in the middle of it and may find its state half changed [coro-nested-loop-run]
    outgoing_->run_one_for(std::chrono::milliseconds(0));
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'run_one_for' runs an event loop inside coroutine 'server::flush': if it is the loop that runs this code, other handlers run in the middle of it and may find its state half changed [coro-nested-loop-run]
    co_return;
  }

private:
  asio::io_context io_;
  asio::thread_pool workers_;
  boost::asio::io_context *outgoing_;
};

asio::awaitable<int> fetch_aside() {
  asio::io_context own;
  int result = 0;
  asio::co_spawn(own, fetch(own), [&](std::exception_ptr, int n) { result = n; });
  own.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'run' runs an event loop inside coroutine 'fetch_aside': the outer loop stands still until the inner one has no work left [coro-nested-loop-run]
  co_return result;
}

void refresh(asio::io_context &io) {
  // A handler runs on the loop, coroutine or not.
  asio::post(io, [&io] { io.run(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'run' runs an event loop inside a handler: if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the loop here
  asio::steady_timer timer(io);
  timer.async_wait([&io](asio::error_code) { io.poll_one(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'poll_one' runs an event loop inside a handler: if it is the loop that runs this code, other handlers run in the middle of it and may find its state half changed [coro-nested-loop-run]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: the handler is given to the loop here
}

auto drain = [](asio::io_context &io) -> asio::awaitable<void> {
  [&io] { io.poll(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'poll' runs an event loop inside a coroutine: if it is the loop that runs this code, other handlers run in the middle of it and may find its state half changed [coro-nested-loop-run]
  co_return;
};

// Reported once, however often it is instantiated.
template <typename Loop> asio::awaitable<void> pump(Loop &loop) {
  loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' runs an event loop inside coroutine 'pump': if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
  co_return;
}
template asio::awaitable<void> pump(asio::io_context &);
template asio::awaitable<void> pump(boost::asio::io_context &);

#define STEP(loop) (loop).run_one()

asio::awaitable<void> step(asio::io_context &io) {
  STEP(io);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_one' runs an event loop inside coroutine 'step': if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
  // CHECK-MESSAGES: :[[@LINE-5]]:27: note: expanded from macro 'STEP'
  co_return;
}

cppcoro::task<> shut_down(cppcoro::io_service &service) {
  co_await service.schedule();
  service.process_pending_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'process_pending_events' runs an event loop inside coroutine 'shut_down': if it is the loop that runs this code, other handlers run in the middle of it and may find its state half changed [coro-nested-loop-run]
  service.process_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'process_events' runs an event loop inside coroutine 'shut_down': if it is the loop that runs this code, it waits for itself; if not, this code's own loop stands still meanwhile [coro-nested-loop-run]
}

QCoro::Task<int> ask(QWidget *parent) {
  QDialog dialog(parent);
  if (dialog.exec() != QDialog::Accepted)
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'exec' runs an event loop inside coroutine 'ask': slots and other coroutines of this thread run in the middle of it and may find its state half changed [coro-nested-loop-run]
    co_return -1;
  QEventLoop loop;
  QTimer::singleShot(100, &loop, &QEventLoop::quit);
  loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' runs an event loop inside coroutine 'ask': slots and other coroutines of this thread run in the middle of it and may find its state half changed [coro-nested-loop-run]
  QCoreApplication::processEvents();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'QCoreApplication::processEvents' runs an event loop inside coroutine 'ask': slots and other coroutines of this thread run in the middle of it and may find its state half changed [coro-nested-loop-run]
  co_return dialog.result();
}

// --- safe ----------------------------------------------------------------------------------------

asio::awaitable<int> awaits(asio::io_context &io) {
  // ok: the coroutine is suspended meanwhile
  int n = co_await fetch(io);
  // ok: stopping a loop runs nothing
  io.stop();
  io.restart();
  co_return n;
}

asio::awaitable<void> drain_own(asio::steady_timer &timer) {
  asio::io_context own;
  // ok: runs what is ready on a loop of its own, and does not wait
  own.poll();
  own.run_for(std::chrono::seconds(0));
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> other_threads(asio::io_context &io, asio::thread_pool &pool) {
  // ok: on threads of their own
  std::thread([&io] { io.run(); }).detach();
  asio::post(pool, [&io] { io.run(); });
  // ok: whoever calls the lambda decides where it runs
  auto later = [&io] { io.run(); };
  (void)later;
  co_return;
}

asio::awaitable<void> index_all(asio::io_context &io) {
  // ok: only ever spawned on a pool
  io.run();
  co_return;
}
void start_indexing(asio::thread_pool &pool, asio::io_context &io) {
  asio::co_spawn(pool, index_all(io), [](std::exception_ptr) {});
}

struct animation {
  int run();
  void poll();
};
asio::awaitable<int> animate(animation scene) {
  // ok: no event loop, only the names of one
  scene.poll();
  co_return scene.run();
}

cppcoro::task<> serve(cppcoro::io_service &service);

int main() {
  cppcoro::io_service service;
  cppcoro::sync_wait(cppcoro::when_all(
      [&]() -> cppcoro::task<> {
        co_await serve(service);
        service.stop();
      }(),
      [&]() -> cppcoro::task<> {
        // ok: the coroutine awaits nothing, it lends the thread of main() to the loop
        service.process_events();
        co_return;
      }()));
  asio::io_context io;
  // ok: not in a coroutine
  io.run();
}

void on_click(QTimer *timer, QWidget *window) {
  QObject::connect(timer, &QTimer::timeout, [window] {
    // ok: a modal dialog in a plain slot
    QDialog dialog(window);
    dialog.exec();
    QCoreApplication::processEvents();
  });
}

QCoro::Task<> in_background() {
  // ok: a loop for a thread of the pool
  auto done = QtConcurrent::run([] {
    QEventLoop loop;
    return loop.exec();
  });
  (void)done;
  co_return;
}
