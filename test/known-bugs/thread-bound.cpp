// RUN: %check --checks=coro-thread-local-across-suspend,coro-suspend-with-hostile-raii
// Bugs of public projects in which a coroutine took along what belongs to its thread, written anew from their
// reports and fix commits: the form before the fix, which is reported, and the one after it, which is not.
#include <asio/awaitable.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>

#include <pthread.h>

#include <cstddef>

//===-- llvm 47179, 47177, 57260: the address of a thread_local, and the thread itself, kept over a hop --===//

thread_local int steps = 0;

cppcoro::task<> walk_before(cppcoro::static_thread_pool &pool) {
  int *mine = &steps;
  co_await pool.schedule();
  ++*mine;
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'mine' leads to the thread_local 'steps' of the thread that ran before the suspension
}

cppcoro::task<> rename_before(cppcoro::static_thread_pool &pool) {
  pthread_t self = pthread_self();
  co_await pool.schedule();
  pthread_setname_np(self, "pool");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'self' is the thread that ran before the suspension
}

cppcoro::task<> walk_after(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  // ok: taken on the thread that uses it
  int *mine = &steps;
  ++*mine;
  pthread_setname_np(pthread_self(), "pool");
}

//===-- cppalliance/capy PR 153: an allocator that is set for a thread while the coroutine is elsewhere --===//

struct frame_allocator {
  void *allocate(std::size_t size);
};
thread_local frame_allocator *current_allocator = nullptr;

class allocator_scope {
public:
  explicit allocator_scope(frame_allocator *now) : before_(current_allocator) { current_allocator = now; }
  ~allocator_scope() { current_allocator = before_; }
  allocator_scope(const allocator_scope &) = delete;

private:
  frame_allocator *before_;
};

asio::awaitable<void> serve(int client);

asio::awaitable<void> run_before(frame_allocator &frames, int client) {
  allocator_scope scope(&frames);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'scope' is alive when the coroutine suspends
  co_await serve(client);
}

asio::awaitable<void> made_after(frame_allocator &frames, int client) {
  // ok: the frame is allocated while the allocator is set; the coroutine runs without it
  allocator_scope scope(&frames);
  return serve(client);
}
