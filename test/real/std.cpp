// The checks of blocking calls against the real headers of libstdc++ and glibc, in a coroutine of the
// project's own task type: what it does is read off its promise.
// RUN: %check --real --checks=coro-blocking-sleep,coro-blocking-network-call,coro-blocking-future-get,coro-blocking-thread-sync,coro-blocking-process-call,coro-blocking-console-input,coro-blocking-file-io,coro-blocking-configured-call,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback --option coro-blocking-configured-call.Functions=std::sort
#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <semaphore>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

/// Lazy: it starts when it is awaited.
struct Task {
  struct promise_type {
    std::coroutine_handle<> Waiting = std::noop_coroutine();
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Back {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> H) noexcept {
          return H.promise().Waiting;
        }
        void await_resume() noexcept {}
      };
      return Back{};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  Task(Task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~Task() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> H) {
    Handle.promise().Waiting = H;
    return Handle;
  }
  void await_resume() {}

  std::coroutine_handle<promise_type> Handle;
};

Task sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'sleeps' runs until it returns [coro-blocking-sleep]
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' puts the thread to sleep
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' puts the thread to sleep
  timespec time{1, 0};
  nanosleep(&time, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nanosleep' puts the thread to sleep
  // ok: only yields.
  std::this_thread::sleep_for(0s);
  std::this_thread::yield();
  co_return;
}

Task network(int fd, sockaddr_in peer, std::string host) {
  char data[64];
  connect(fd, reinterpret_cast<sockaddr *>(&peer), sizeof peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' {{.*}} [coro-blocking-network-call]
  recv(fd, data, sizeof data, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recv'
  pollfd wanted{fd, POLLIN, 0};
  poll(&wanted, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll'
  addrinfo *found = nullptr;
  getaddrinfo(host.c_str(), "80", nullptr, &found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo'
  // ok: these return at once.
  recv(fd, data, sizeof data, MSG_DONTWAIT);
  poll(&wanted, 1, 0);
  freeaddrinfo(found);
  co_return;
}

Task futures(std::future<int> first, std::shared_future<int> second) {
  first.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  second.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits for the future on this thread
  co_return;
}

Task ready_future(std::future<int> future) {
  // ok: asked first.
  if (future.wait_for(0s) == std::future_status::ready)
    future.get();
  co_return;
}

Task threads(std::mutex &mutex, std::condition_variable &changed, sem_t *old) {
  std::unique_lock lock(mutex);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for another thread to notify it: {{.*}} [coro-blocking-thread-sync]
  std::thread worker([] {
    // ok: a thread of its own.
    std::this_thread::sleep_for(1s);
  });
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' waits for the thread to end
  std::latch latch(1);
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits for the other threads to arrive
  std::counting_semaphore<4> slots(4);
  slots.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'acquire' waits for another thread to release the semaphore
  sem_wait(old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait'
  // ok: never wait.
  slots.try_acquire();
  latch.try_wait();
  latch.count_down();
  changed.notify_all();
  sem_trywait(old);
  co_return;
}

Task processes(pid_t child) {
  std::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' {{.*}} [coro-blocking-process-call]
  int status;
  waitpid(child, &status, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid'
  // ok: asks only.
  waitpid(child, &status, WNOHANG);
  co_return;
}

Task console(std::string &line, std::istringstream &text) {
  int number;
  std::cin >> number;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [coro-blocking-console-input]
  std::getline(std::cin, line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getline' waits for a person to type
  scanf("%d", &number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scanf' waits for a person to type
  // ok: text in memory, and output.
  text >> number;
  std::getline(text, line);
  std::cout << number << '\n';
  co_return;
}

Task files(std::filesystem::path path) {
  std::ifstream in(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'ifstream' waits for the disk: {{.*}} [coro-blocking-file-io]
  FILE *old = fopen(path.c_str(), "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fopen' waits for the disk
  std::filesystem::remove_all(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' waits for the disk
  // ok: no file is touched.
  std::string name = path.filename().string();
  std::ostringstream out;
  out << name << (old != nullptr);
  co_return;
}

Task heavy(std::vector<int> &values, std::vector<int> &few) {
  std::sort(values.begin(), values.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sort' is declared to block: {{.*}} [coro-blocking-configured-call]
  // ok: not in the list.
  std::reverse(few.begin(), few.end());
  co_return;
}

Task lost(std::vector<int> &values) {
  sleeps();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleeps' is dropped: it is lazy, so 'sleeps' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await sleeps();
  std::ignore = sleeps();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'sleeps' never runs [coro-voided-lazy-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to run it
  // CHECK-FIXES: {{^}}  co_await sleeps();
  std::for_each(values.begin(), values.end(), [](int) -> Task { co_await sleeps(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'for_each' throws away the task that this callable returns, and 'Task' is lazy: the body never runs [coro-coroutine-as-void-callback]
  std::thread worker(sleeps);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: {{.*}} [coro-coroutine-as-void-callback]
  worker.detach();
  // ok: awaited, kept, handed on.
  co_await sleeps();
  std::vector<Task> all;
  all.push_back(sleeps());
  for (Task &each : all)
    co_await std::move(each);
  std::function<Task()> make = sleeps;
  co_await make();
}

void plain(std::future<int> future) {
  // ok: no coroutine.
  std::this_thread::sleep_for(1s);
  future.get();
}
