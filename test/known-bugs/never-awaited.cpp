// RUN: %check --checks=coro-task-never-awaited,coro-task-awaited-twice
// Bugs of public projects in which a future was kept and never awaited, or awaited when it was gone, written
// anew from their fix commits: the form before the fix, which is reported, and the one after it, which is not.
#include <qcoro/qcorotask.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/rwlock.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/with_timeout.hh>

#include <chrono>
#include <string>
#include <utility>

//===-- scylladb b8786b96f4: a reservation that is not taken, twice --===//

class reserve_before {
public:
  seastar::future<> replenish() {
    auto guard = get_units(recalculation_guard_, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'guard' is a task that is never awaited: the code below does not wait for its result
    // CHECK-FIXES: {{^}}    auto guard = co_await get_units(recalculation_guard_, 1);
    co_await allocate(footprint_);
  }
  seastar::future<> recalculate(std::size_t footprint) {
    auto guard = get_units(recalculation_guard_, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'guard' is a task that is never awaited
    // CHECK-FIXES: {{^}}    auto guard = co_await get_units(recalculation_guard_, 1);
    footprint_ = footprint;
    co_return;
  }

private:
  seastar::future<> allocate(std::size_t bytes);
  seastar::semaphore recalculation_guard_{1};
  std::size_t footprint_ = 0;
};

class reserve_after {
public:
  seastar::future<> replenish() {
    // ok: awaited, so that it is the units
    auto guard = co_await get_units(recalculation_guard_, 1);
    co_await allocate(footprint_);
  }

private:
  seastar::future<> allocate(std::size_t bytes);
  seastar::semaphore recalculation_guard_{1};
  std::size_t footprint_ = 0;
};

//===-- scylladb 7d6f734a51: handlers that do not wait for their turn --===//

struct request {
  std::string path;
};
struct reply {};
seastar::future<reply> answer(request req);

struct handlers_before {
  seastar::semaphore limiter{1};

  seastar::future<reply> handle(request req) {
    auto ticket = get_units(limiter, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'ticket' is a task that is never awaited
    // CHECK-FIXES: {{^}}    auto ticket = co_await get_units(limiter, 1);
    co_return co_await answer(std::move(req));
  }
  auto handler() {
    return [this](request req) -> seastar::future<reply> {
      auto ticket = get_units(limiter, 1);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'ticket' is a task that is never awaited
      // CHECK-FIXES: {{^}}      auto ticket = co_await get_units(limiter, 1);
      co_return co_await answer(std::move(req));
    };
  }
  // The trainer's tick, before it was a coroutine: no co_await can be offered.
  seastar::future<reply> tick() {
    auto ticket = get_units(limiter, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'ticket' is a task that is never awaited
    // CHECK-FIXES: {{^}}    auto ticket = get_units(limiter, 1);
    return answer({"/tick"});
  }
};

struct handlers_after {
  seastar::semaphore limiter{1};

  seastar::future<reply> handle(request req) {
    // ok: awaited
    auto ticket = co_await get_units(limiter, 1);
    co_return co_await answer(std::move(req));
  }
  seastar::future<reply> tick() {
    // ok: the continuation has the units
    return get_units(limiter, 1).then([](auto ticket) { return answer({"/tick"}); });
  }
};

//===-- redpanda aa279b2a87: a write lock that is not taken, in a template --===//

template <typename Store> class state_machine_before {
public:
  seastar::future<> apply_local_snapshot() {
    auto units = _snapshot_lock.hold_write_lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'units' is a task that is never awaited
    co_await _store.apply();
  }
  seastar::future<> take_local_snapshot() {
    auto units = _snapshot_lock.hold_write_lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'units' is a task that is never awaited
    co_await _store.write();
  }

private:
  seastar::rwlock _snapshot_lock;
  Store _store;
};

template <typename Store> class state_machine_after {
public:
  seastar::future<> apply_local_snapshot() {
    // ok: awaited
    auto units = co_await _snapshot_lock.hold_write_lock();
    co_await _store.apply();
  }

private:
  seastar::rwlock _snapshot_lock;
  Store _store;
};

struct kv_store {
  seastar::future<> apply();
  seastar::future<> write();
};
template class state_machine_before<kv_store>;
template class state_machine_after<kv_store>;

//===-- redpanda 0811067cfe: a lock that is asked for through a helper --===//

class manifest_owner {
public:
  using units = seastar::rwlock::holder;
  seastar::future<units> acquire_manifest_lock() { return _lock.hold_read_lock(); }
  seastar::future<> sync();

private:
  seastar::rwlock _lock;
};

seastar::future<> upload_before(manifest_owner *stm) {
  auto lock = stm->acquire_manifest_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is a task that is never awaited
  // CHECK-FIXES: {{^}}  auto lock = co_await stm->acquire_manifest_lock();
  co_await seastar::with_timeout(std::chrono::steady_clock::now() + std::chrono::seconds(5), stm->sync());
}

seastar::future<> upload_after(manifest_owner *stm) {
  // ok: awaited
  auto lock = co_await stm->acquire_manifest_lock();
  co_await seastar::with_timeout(std::chrono::steady_clock::now() + std::chrono::seconds(5), stm->sync());
}

//===-- scylladb 7a0f5e0a54: background work that stop() forgets --===//

seastar::future<> reload_loop();
seastar::future<> expire_loop();

class cache_before {
public:
  void start() {
    reloading_ = reload_loop();
    expiring_ = expire_loop();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task is stored in 'expiring_', from where nothing ever takes it: nobody waits for its result, and its exception is lost
  }
  seastar::future<> stop() { co_await std::move(reloading_); }

private:
  seastar::future<> reloading_ = seastar::make_ready_future<>();
  seastar::future<> expiring_ = seastar::make_ready_future<>();
};

class cache_after {
public:
  void start() {
    reloading_ = reload_loop();
    // ok: stop() awaits it
    expiring_ = expire_loop();
  }
  seastar::future<> stop() {
    co_await std::move(reloading_);
    co_await std::move(expiring_);
  }

private:
  seastar::future<> reloading_ = seastar::make_ready_future<>();
  seastar::future<> expiring_ = seastar::make_ready_future<>();
};

//===-- qcoro 8c4992d: awaiting a task that was moved away --===//

void keep(QCoro::Task<int> task);
QCoro::Task<int> countReplies();

QCoro::Task<int> count_before() {
  auto counting = countReplies();
  keep(std::move(counting));
  co_return co_await counting;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'counting' is awaited after it was moved away: it is empty
}

QCoro::Task<int> count_after() {
  auto counting = countReplies();
  const int count = co_await counting;
  // ok: awaited first
  keep(std::move(counting));
  co_return count;
}
