// RUN: %check --checks=coro-blocking-network-call,coro-transitive-blocking-call
// In a file that asks whether an operation would have blocked, by whatever name, descriptors are non-blocking.
#include <cppcoro/task.hpp>

#include <span>
#include <sys/select.h>
#include <sys/socket.h>

enum class status { done, closed, would_block };
status status_of(int error);
cppcoro::task<> readable(int fd);

class connection {
public:
  cppcoro::task<status> read(std::span<char> into) {
    status now = status::would_block;
    while (now == status::would_block) {
      // ok: reads what is there
      now = receive(into);
      if (now == status::would_block)
        co_await readable(fd_);
    }
    co_return now;
  }
  cppcoro::task<long> read_some(std::span<char> into) {
    // ok: the same, called here
    co_return recv(fd_, into.data(), into.size(), 0);
  }

private:
  status receive(std::span<char> into) {
    return recv(fd_, into.data(), into.size(), 0) < 0 ? status_of(-1) : status::done;
  }
  int fd_ = -1;
};

cppcoro::task<int> until_ready(int fd, fd_set &set) {
  // Waits whatever the descriptor does.
  co_return select(fd + 1, &set, nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'select' waits for a descriptor to become ready
}
