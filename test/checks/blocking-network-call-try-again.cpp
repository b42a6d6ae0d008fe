// RUN: %check --checks=coro-blocking-network-call,coro-transitive-blocking-call
// In a file that asks whether an operation has to be tried again, descriptors are non-blocking.
#include <cppcoro/task.hpp>

#include <span>
#include <sys/select.h>
#include <sys/socket.h>

struct io_status {
  bool try_again() const;
};
io_status status_of(long result);

cppcoro::task<bool> write_some(int fd, std::span<const char> data) {
  // ok: what does not fit now is for later
  const io_status status = status_of(send(fd, data.data(), data.size(), 0));
  co_return !status.try_again();
}

cppcoro::task<int> until_ready(int fd, fd_set &set) {
  // Waits whatever the descriptor does.
  co_return select(fd + 1, nullptr, &set, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'select' waits for a descriptor to become ready
}
