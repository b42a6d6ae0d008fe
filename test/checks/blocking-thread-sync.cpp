// RUN: %check
// RUN: %check --suffix=MUTEX --option CheckMutexLock=true
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroThread>
#include <QMutex>
#include <QMutexLocker>
#include <QSemaphore>
#include <QThread>

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <thread>

#include <pthread.h>
#include <semaphore.h>

using namespace std::chrono_literals;

//===-- Waiting for another thread ------------------------------------------===//

class job_queue {
public:
  asio::awaitable<int> pop();
  asio::awaitable<bool> pop_for(std::chrono::milliseconds time, int &out);

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<int> jobs_;
};

asio::awaitable<int> job_queue::pop() {
  std::unique_lock lock(mutex_);
  // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:20: warning: 'unique_lock' waits while another thread holds the mutex: nothing else on the thread of coroutine 'job_queue::pop' runs until it returns [coro-blocking-thread-sync]
  filled_.wait(lock, [this] { return !jobs_.empty(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for another thread to notify it: nothing else on the thread of coroutine 'job_queue::pop' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:11: warning: 'wait' waits for another thread to notify it: nothing else on the thread of coroutine 'job_queue::pop' runs until it returns [coro-blocking-thread-sync]
  int job = jobs_.front();
  jobs_.pop_front();
  co_return job;
}

asio::awaitable<bool> job_queue::pop_for(std::chrono::milliseconds time, int &out) {
  std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock || filled_.wait_for(lock, time) == std::cv_status::timeout)
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'wait_for' waits for another thread to notify it: nothing else on the thread of coroutine 'job_queue::pop_for' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:24: warning: 'wait_for' waits for another thread to notify it: nothing else on the thread of coroutine 'job_queue::pop_for' runs until it returns [coro-blocking-thread-sync]
    co_return false;
  out = jobs_.front();
  co_return true;
}

asio::awaitable<void> stop(std::thread &worker, std::jthread &ticker, pthread_t legacy) {
  if (worker.joinable())
    worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
    // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:12: warning: 'join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  ticker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:10: warning: 'join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  pthread_join(legacy, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:3: warning: 'pthread_join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  std::thread([] {}).join();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:22: warning: 'join' waits for the thread to end: nothing else on the thread of coroutine 'stop' runs until it returns [coro-blocking-thread-sync]
  co_return;
}

asio::awaitable<void> limits(std::counting_semaphore<8> &permits, sem_t *c_permits) {
  permits.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'acquire' waits for another thread to release the semaphore: nothing else on the thread of coroutine 'limits' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:11: warning: 'acquire' waits for another thread to release the semaphore: nothing else on the thread of coroutine 'limits' runs until it returns [coro-blocking-thread-sync]
  while (!permits.try_acquire_for(1s))
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'try_acquire_for' waits for another thread to release the semaphore: nothing else on the thread of coroutine 'limits' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:19: warning: 'try_acquire_for' waits for another thread to release the semaphore: nothing else on the thread of coroutine 'limits' runs until it returns [coro-blocking-thread-sync]
    continue;
  sem_wait(c_permits);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' waits for the semaphore to be posted: nothing else on the thread of coroutine 'limits' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:3: warning: 'sem_wait' waits for the semaphore to be posted: nothing else on the thread of coroutine 'limits' runs until it returns [coro-blocking-thread-sync]
  co_return;
}

cppcoro::task<int> rendezvous(std::latch &started, std::barrier<> &phase) {
  started.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'arrive_and_wait' waits for the other threads to arrive: nothing else on the thread of coroutine 'rendezvous' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:11: warning: 'arrive_and_wait' waits for the other threads to arrive: nothing else on the thread of coroutine 'rendezvous' runs until it returns [coro-blocking-thread-sync]
  started.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for the other threads to arrive: nothing else on the thread of coroutine 'rendezvous' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:11: warning: 'wait' waits for the other threads to arrive: nothing else on the thread of coroutine 'rendezvous' runs until it returns [coro-blocking-thread-sync]
  phase.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'arrive_and_wait' waits for the other threads to arrive: nothing else on the thread of coroutine 'rendezvous' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:9: warning: 'arrive_and_wait' waits for the other threads to arrive: nothing else on the thread of coroutine 'rendezvous' runs until it returns [coro-blocking-thread-sync]
  co_return 1;
}

cppcoro::task<> flags(std::atomic<int> &state, std::atomic_flag &done) {
  state.wait(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits for another thread to change the value: nothing else on the thread of coroutine 'flags' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:9: warning: 'wait' waits for another thread to change the value: nothing else on the thread of coroutine 'flags' runs until it returns [coro-blocking-thread-sync]
  done.wait(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' waits for another thread to change the value: nothing else on the thread of coroutine 'flags' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:8: warning: 'wait' waits for another thread to change the value: nothing else on the thread of coroutine 'flags' runs until it returns [coro-blocking-thread-sync]
  co_return;
}

template <class Mutex>
asio::awaitable<bool> lock_soon(Mutex &m) {
  co_return m.try_lock_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'try_lock_for' waits for another thread to release the mutex: nothing else on the thread of coroutine 'lock_soon' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:15: warning: 'try_lock_for' waits for another thread to release the mutex: nothing else on the thread of coroutine 'lock_soon' runs until it returns [coro-blocking-thread-sync]
}
template asio::awaitable<bool> lock_soon(std::timed_mutex &);
template asio::awaitable<bool> lock_soon(std::recursive_timed_mutex &);

#define JOIN(t) (t).join()
void start(asio::io_context &io, std::thread &helper, std::latch &ready) {
  asio::co_spawn(io, [&]() -> asio::awaitable<void> {
    JOIN(helper);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' waits for the thread to end: nothing else on this coroutine's thread runs until it returns [coro-blocking-thread-sync]
    // CHECK-MESSAGES: :[[@LINE-5]]:21: note: expanded from macro 'JOIN'
    // CHECK-MESSAGES-MUTEX: :[[@LINE-3]]:5: warning: 'join' waits for the thread to end: nothing else on this coroutine's thread runs until it returns [coro-blocking-thread-sync]
    // CHECK-MESSAGES-MUTEX: :[[@LINE-7]]:21: note: expanded from macro 'JOIN'
    co_return;
  }, asio::detached);
  asio::post(io, [&] {
    ready.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for the other threads to arrive: the loop that runs this handler stands still until it returns [coro-blocking-thread-sync]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the handler is given to the loop here
    // CHECK-MESSAGES-MUTEX: :[[@LINE-3]]:11: warning: 'wait' waits for the other threads to arrive: the loop that runs this handler stands still until it returns [coro-blocking-thread-sync]
    // CHECK-MESSAGES-MUTEX: :[[@LINE-5]]:3: note: the handler is given to the loop here
  });
}

QCoro::Task<> qt(QThread *thread, QSemaphore &permits) {
  thread->wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for the thread to end: nothing else on the thread of coroutine 'qt' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:11: warning: 'wait' waits for the thread to end: nothing else on the thread of coroutine 'qt' runs until it returns [coro-blocking-thread-sync]
  permits.acquire(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'acquire' waits for another thread to release the semaphore: nothing else on the thread of coroutine 'qt' runs until it returns [coro-blocking-thread-sync]
  // CHECK-MESSAGES-MUTEX: :[[@LINE-2]]:11: warning: 'acquire' waits for another thread to release the semaphore: nothing else on the thread of coroutine 'qt' runs until it returns [coro-blocking-thread-sync]
  co_return;
}

//===-- Mutexes, with CheckMutexLock ----------------------------------------===//

class counters {
public:
  asio::awaitable<void> add(int n);
  asio::awaitable<int> total() const;

private:
  mutable std::shared_mutex shared_;
  std::mutex mutex_, other_;
  QMutex qt_;
  int total_ = 0;
};

asio::awaitable<void> counters::add(int n) {
  {
    std::lock_guard lock(mutex_);
    // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:21: warning: 'lock_guard' waits while another thread holds the mutex: nothing else on the thread of coroutine 'counters::add' runs until it returns [coro-blocking-thread-sync]
    total_ += n;
  }
  std::scoped_lock both(mutex_, other_);
  // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:20: warning: 'scoped_lock' waits while another thread holds the mutex: nothing else on the thread of coroutine 'counters::add' runs until it returns [coro-blocking-thread-sync]
  std::unique_lock later(shared_, std::defer_lock);
  later.lock();
  // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:9: warning: 'lock' waits while another thread holds the mutex: nothing else on the thread of coroutine 'counters::add' runs until it returns [coro-blocking-thread-sync]
  other_.lock();
  // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:10: warning: 'lock' waits while another thread holds the mutex: nothing else on the thread of coroutine 'counters::add' runs until it returns [coro-blocking-thread-sync]
  other_.unlock();
  QMutexLocker locker(&qt_);
  // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:16: warning: 'QMutexLocker' waits while another thread holds the lock: nothing else on the thread of coroutine 'counters::add' runs until it returns [coro-blocking-thread-sync]
  co_return;
}

asio::awaitable<int> counters::total() const {
  std::shared_lock lock(shared_);
  // CHECK-MESSAGES-MUTEX: :[[@LINE-1]]:20: warning: 'shared_lock' waits while another thread holds the mutex: nothing else on the thread of coroutine 'counters::total' runs until it returns [coro-blocking-thread-sync]
  co_return total_;
}

struct spin_lock {
  void lock();
  bool try_lock();
  void unlock();
};

asio::awaitable<void> no_thread_lock(std::mutex &m, spin_lock &s, cppcoro::async_mutex &a) {
  // ok: takes the mutex only if it is free
  std::unique_lock tried(m, std::try_to_lock);
  // ok: does not lock
  std::unique_lock not_yet(m, std::defer_lock);
  // ok: is locked already
  std::lock_guard adopted(m, std::adopt_lock);
  // ok: takes the mutex only if it is free
  (void)m.try_lock();
  // ok: a lock of the project's own
  std::lock_guard spinning(s);
  // ok: an empty lock
  std::unique_lock<std::mutex> empty;
  // ok: moves a lock
  empty = std::move(tried);
  co_return;
}

cppcoro::task<> coroutine_lock(cppcoro::async_mutex &m) {
  // ok: a mutex for coroutines suspends
  auto lock = co_await m.scoped_lock_async();
  (void)lock;
}

//===-- Safe ----------------------------------------------------------------===//

asio::awaitable<void> does_not_wait(std::latch &l, std::barrier<> &b, std::counting_semaphore<8> &s,
                                    std::atomic<int> &a, std::condition_variable &cv,
                                    std::unique_lock<std::mutex> &lock, std::timed_mutex &m,
                                    std::thread &t, sem_t *c) {
  // ok: counts, asks and announces
  l.count_down();
  (void)l.try_wait();
  (void)b.arrive();
  b.arrive_and_drop();
  s.release();
  (void)s.try_acquire();
  a.notify_all();
  cv.notify_one();
  sem_post(c);
  sem_trywait(c);
  // ok: a timeout of zero is a question
  (void)s.try_acquire_for(0s);
  (void)cv.wait_for(lock, 0ms);
  (void)m.try_lock_for(std::chrono::seconds::zero());
  // ok: nobody waits for a detached thread
  t.detach();
  co_return;
}

asio::awaitable<void> on_other_threads(asio::thread_pool &pool, std::latch &l, std::thread &t) {
  std::thread([&l] {
    // ok: a thread of its own
    l.wait();
  }).detach();
  asio::post(pool, [&t] {
    // ok: a pool's thread may wait
    t.join();
  });
  auto later = [&l] {
    // ok: nobody knows where this lambda is called
    l.wait();
  };
  asio::post(pool, later);
  co_return;
}

cppcoro::task<> hops(cppcoro::static_thread_pool &pool, std::latch &l) {
  co_await pool.schedule();
  // ok: a pool's thread since the line above
  l.wait();
}

struct joiner {
  std::thread thread;
  // ok: no coroutine
  ~joiner() { thread.join(); }
};

QCoro::Task<> qt_awaits(QThread &thread, QSemaphore &permits) {
  // ok: QCoro's wait suspends
  co_await qCoro(thread).waitForFinished();
  // ok: takes it only if it is free
  (void)permits.tryAcquire();
  // ok: a timeout of zero is a question
  (void)thread.wait(0);
}

namespace app {
struct condition {
  asio::awaitable<void> wait();
};
struct async_latch {
  cppcoro::task<> wait();
};
struct worker {
  void join();
};
} // namespace app

asio::awaitable<void> names(app::condition &changed, app::worker &w) {
  // ok: classes of the project's own
  co_await changed.wait();
  w.join();
}
