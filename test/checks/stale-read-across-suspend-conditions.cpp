// RUN: %check --option CheckThenAct=true
#include <asio/awaitable.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

asio::awaitable<std::string> download(std::string url);
asio::awaitable<int> connect();
cppcoro::task<int> load(int key);

int open_connections = 0;

class cache {
public:
  asio::awaitable<std::string> get(std::string url) {
    if (pages_.count(url) == 0) {
      std::string page = co_await download(url);
      pages_[url] = page;
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'pages_' is changed after a suspension because of what was read of it before: another coroutine may have found the same, and changed it already [coro-stale-read-across-suspend]
      // CHECK-MESSAGES: :[[@LINE-4]]:9: note: read here
      // CHECK-MESSAGES: :[[@LINE-4]]:26: note: suspends here
    }
    co_return pages_[url];
  }

  asio::awaitable<std::string> get_early(std::string url) {
    if (auto found = pages_.find(url); found != pages_.end())
      co_return found->second;
    auto page = co_await download(url);
    pages_.insert_or_assign(url, page);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'pages_' is changed after a suspension because of what was read of it before
    co_return page;
  }

  asio::awaitable<void> open() {
    if (!connection_)
      connection_ = co_await connect();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'connection_' is changed after a suspension
  }

  asio::awaitable<void> limit() {
    if (open_connections < 10) {
      co_await connect();
      open_connections = open_connections + 1;
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'open_connections' is changed after a suspension
    }
  }

  asio::awaitable<void> refill() {
    if (queue_.empty())
      queue_.push_back(co_await connect());
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'queue_' is changed after a suspension
  }

  asio::awaitable<void> pop() {
    if (queue_.size() > 3) {
      co_await connect();
      queue_.pop_back();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'queue_' is changed after a suspension
    }
  }

  // ok: looked at again
  asio::awaitable<std::string> get_again(std::string url) {
    if (pages_.count(url) == 0) {
      std::string page = co_await download(url);
      if (pages_.count(url) == 0)
        pages_[url] = page;
    }
    co_return pages_[url];
  }

  // ok: the insertion looks again
  asio::awaitable<std::string> get_once(std::string url) {
    if (pages_.count(url) == 0) {
      std::string page = co_await download(url);
      pages_.try_emplace(url, page);
    }
    co_return pages_[url];
  }

  // ok: taken before the suspension: others see it
  asio::awaitable<void> start() {
    if (!started_) {
      started_ = true;
      int id = co_await connect();
      (void)id;
      started_ = false;
    }
  }

  // ok: under an asynchronous lock
  cppcoro::task<int> get_locked(int key) {
    auto lock = co_await mutex_.scoped_lock_async();
    if (values_.count(key) == 0) {
      int value = co_await load(key);
      values_[key] = value;
    }
    co_return values_[key];
  }

  // ok: nothing suspends between the two
  cppcoro::task<int> get_after(int key) {
    int value = co_await load(key);
    if (values_.count(key) == 0)
      values_[key] = value;
    co_return value;
  }

  // ok: another object
  cppcoro::task<int> get_other(int key) {
    if (values_.count(key) == 0) {
      int value = co_await load(key);
      count_ = value;
    }
    co_return count_;
  }

  // ok: the coroutine's own
  cppcoro::task<int> own(int key) {
    std::map<int, int> values;
    if (values.count(key) == 0) {
      int value = co_await load(key);
      values[key] = value;
    }
    co_return values[key];
  }

private:
  std::map<std::string, std::string> pages_;
  std::map<int, int> values_;
  std::vector<int> queue_;
  std::optional<int> connection_;
  cppcoro::async_mutex mutex_;
  bool started_ = false;
  int count_ = 0;
};
