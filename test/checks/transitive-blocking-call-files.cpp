// RUN: %check --option CheckFileAccess=true
#include <filesystem>
#include <fstream>
#include <mutex>
#include <seastar/core/coroutine.hh>
#include <seastar/core/sleep.hh>
#include <string>

seastar::future<> rotate();

// A helper that reads the disk, called on the loop's thread.
class disk_monitor {
public:
  seastar::future<> update_state() {
    archive("today");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'archive' ends up in 'copy_file', which stops the thread of coroutine 'disk_monitor::update_state' until it returns [coro-transitive-blocking-call]
    // CHECK-MESSAGES: note: 'copy_file' blocks here
    co_await rotate();
  }

private:
  void archive(const std::string &name) { std::filesystem::copy_file("log", name); }
};

std::mutex guard;
int counter = 0;
void count() {
  std::lock_guard<std::mutex> lock(guard);
  ++counter;
}

seastar::future<> direct() {
  // ok: a call that blocks by itself is reported by the check of its kind
  std::filesystem::copy_file("log", "old");
  // ok: a mutex does not count
  count();
  co_return;
}
