// RUN: %check --checks=coro-blocking-process-call
// A file that knows when a child ends waits for it only then.
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/use_awaitable.hpp>

#include <csignal>
#include <cstdlib>
#include <sys/wait.h>

asio::awaitable<int> reap(asio::io_context &io, pid_t child) {
  asio::signal_set ended(io, SIGCHLD);
  co_await ended.async_wait(asio::use_awaitable);
  int status = 0;
  // ok: the child has ended, this fetches its status
  waitpid(child, &status, 0);
  co_return status;
}

asio::awaitable<void> notify() {
  std::system("notify-send done");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' runs a shell command and waits for it: nothing else on the thread of coroutine 'notify' runs until it returns [coro-blocking-process-call]
  co_return;
}
