// RUN: %check
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>

#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

cppcoro::task<int> query(int id);
cppcoro::task<> flush();
struct worker {
  cppcoro::task<> wait();
  bool alive = true;
  int id = 0;
};

class pool {
public:
  void add(worker w) { workers_.push_back(std::move(w)); }
  void remove(int id) { sessions_.erase(id); }
  void connect(int id) { cache_.emplace(id, "new"); }
  void drop(int id) { cache_.erase(id); }
  void close() { names_.clear(); }
  void replace(std::map<int, int> other) { servers_ = std::move(other); }

  cppcoro::task<> reference(std::size_t index) {
    worker &w = workers_[index];
    co_await w.wait();
    w.alive = false;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'w' may lead nowhere here: 'workers_' may change while the coroutine is suspended [coro-iterator-across-suspend]
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: 'w' was obtained here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-14]]:33: note: 'pool::add' changes 'workers_' here
  }

  cppcoro::task<> pointer(std::size_t index) {
    auto *w = &workers_.at(index);
    co_await flush();
    w->alive = false;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'w' may lead nowhere here: 'workers_' may change
  }

  cppcoro::task<> iterator(int id) {
    auto it = sessions_.find(id);
    if (it == sessions_.end())
      co_return;
    int n = co_await query(id);
    it->second = n;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'it' may lead nowhere here: 'sessions_' may change
  }

  cppcoro::task<> through_an_iterator(int id) {
    auto it = servers_.find(id);
    const auto &server = it->second;
    co_await flush();
    co_await query(server);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'server' may lead nowhere here: 'servers_' may change
  }

  cppcoro::task<> loop() {
    for (auto &[id, value] : sessions_)
      value = co_await query(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the loop goes over 'sessions_', which may change while the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-44]]:35: note: 'pool::remove' changes 'sessions_' here
  }

  cppcoro::task<> classic_loop() {
    for (auto it = names_.begin(); it != names_.end(); ++it)
      // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'it' may lead nowhere here: 'names_' may change
      co_await flush();
  }

  // An insertion moves nothing in a hash map, but ends its iterators.
  cppcoro::task<> hashed_iterator(int id) {
    auto it = index_.find(id);
    co_await flush();
    it->second += "!";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'it' may lead nowhere here: 'index_' may change
  }
  void insert(int id) { index_[id] = "x"; }
  cppcoro::task<> hashed_reference(int id) {
    std::string &text = index_[id];
    co_await flush();
    // ok: the element stays where it is
    text += "!";
  }

  cppcoro::task<> node_reference(int id) {
    auto &entry = growing_[id];
    co_await flush();
    // ok: nothing is ever taken out of the map
    entry = 1;
  }
  void grow(int id) { growing_[id] = 0; }

  cppcoro::task<> again(int id) {
    auto it = sessions_.find(id);
    co_await flush();
    // ok: obtained again after the suspension
    it = sessions_.find(id);
    if (it != sessions_.end())
      it->second = 1;
  }

  cppcoro::task<> copy(int id) {
    const auto value = sessions_.find(id)->second;
    auto name = names_.front();
    co_await flush();
    // ok: copies
    co_await query(value + static_cast<int>(name.size()));
  }

  cppcoro::task<> before(int id) {
    // ok: used before the suspension only
    auto it = sessions_.find(id);
    it->second = 1;
    co_await flush();
  }

  cppcoro::task<> local() {
    // ok: nobody else has it
    std::vector<worker> own = workers_;
    for (worker &w : own)
      co_await w.wait();
    worker &first = own.front();
    co_await flush();
    first.alive = false;
  }

  cppcoro::task<> unchanged() {
    // ok: no function of the unit changes it
    for (int n : fixed_)
      co_await query(n);
  }

  cppcoro::task<> leaves(int wanted) {
    for (auto &[id, value] : sessions_)
      if (id == wanted) {
        // ok: the loop ends with the suspension
        co_await flush();
        break;
      }
  }

  cppcoro::task<> locked(int id) {
    auto lock = co_await mutex_.scoped_lock_async();
    // ok: others wait for the lock
    auto it = sessions_.find(id);
    co_await flush();
    it->second = 1;
  }

  static cppcoro::task<> awaits_nothing_new(int id);

private:
  std::vector<worker> workers_;
  std::map<int, int> sessions_;
  std::map<int, std::string> cache_;
  std::map<int, int> servers_;
  std::map<int, int> growing_;
  std::unordered_map<int, std::string> index_;
  std::list<std::string> names_;
  std::vector<int> fixed_ = {1, 2, 3};
  cppcoro::async_mutex mutex_;
};

static std::vector<int> queue;
void enqueue(int n) { queue.push_back(n); }
cppcoro::task<> of_a_global() {
  for (int n : queue)
    co_await query(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the loop goes over 'queue', which may change while the coroutine is suspended here
}
