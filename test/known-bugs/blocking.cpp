// RUN: %check --checks=coro-blocking-*,coro-sync-wait-in-coroutine,coro-transitive-blocking-call --option coro-transitive-blocking-call.CheckFileAccess=true --profile blocking.yaml
// Bugs of public projects in which a coroutine stopped its loop, written anew from their fix commits: the
// form before the fix, which is reported, and the one after it, which is not.
#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/sync_wait.hpp>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

//===-- redpanda a03e063fc3: statfs on the reactor, one helper down --===//

struct disk {
  std::string path;
  std::uintmax_t free;
};

static std::vector<disk> disks(const std::vector<std::string> &paths) {
  std::vector<disk> found;
  for (const std::string &path : paths)
    found.push_back({path, std::filesystem::space(path).free});
  return found;
}

seastar::future<std::uintmax_t> free_space(std::string path);

seastar::future<std::vector<disk>> update_before(std::vector<std::string> paths) {
  auto found = disks(paths);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'disks' ends up in 'space', which stops the thread
  co_return found;
}

seastar::future<std::vector<disk>> update_after(std::vector<std::string> paths) {
  std::vector<disk> found;
  for (const std::string &path : paths)
    // ok: the library's own asynchronous form
    found.push_back({path, co_await free_space(path)});
  co_return found;
}

//===-- drogon 706fc70a: waiting for a task on the only loop's thread --===//

cppcoro::task<int> send_request(std::string path);

cppcoro::task<int> handler_before() {
  co_return cppcoro::sync_wait(send_request("/slow"));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' stops the thread of coroutine 'handler_before' until the task is done
  // CHECK-FIXES: co_return co_await send_request("/slow");
}

cppcoro::task<int> handler_after() {
  // ok: awaited
  co_return co_await send_request("/slow");
}

int main_after() {
  // ok: a thread that runs no loop
  return cppcoro::sync_wait(handler_after());
}

//===-- cppalliance/capy 295: examples that sleep --===//

seastar::future<> tick_before() {
  for (int i = 0; i < 3; ++i)
    std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep
  co_return;
}

seastar::future<> tick_after() {
  for (int i = 0; i < 3; ++i)
    // ok: only the coroutine waits
    co_await seastar::sleep(100ms);
}
