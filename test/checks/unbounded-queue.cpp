// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/experimental/channel.hpp>
#include <asio/io_context.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/cobalt.hpp>
#include <boost/cobalt/channel.hpp>
#include <coro/queue.hpp>
#include <coro/task.hpp>
#include <folly/coro/AsyncPipe.h>
#include <folly/coro/BoundedQueue.h>
#include <folly/coro/Task.h>
#include <folly/coro/UnboundedQueue.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/queue.hh>
#include <seastar/core/semaphore.hh>
#include <tmc/channel.hpp>
#include <userver/concurrent/queue.hpp>

#include <coroutine>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

template <typename T> using Queue = folly::coro::UnboundedQueue<T>;

folly::coro::Task<std::string> readLine();
folly::coro::Task<void> store(std::string line);
void show(std::size_t count);
void start(folly::coro::Task<void> task);
void start(coro::task<void> task);
void onMessage(std::function<void(std::string)> handler);

//===-- No limit -----------------------------------------------------------------------===//

class Importer {
public:
  Importer() {}
  folly::coro::Task<void> read() {
    while (true)
      lines.enqueue(co_await readLine());
  }

private:
  folly::coro::UnboundedQueue<std::string, true, true> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'folly::coro::UnboundedQueue' has no limit: a producer is never made to wait, and memory grows for as long as the consumer is slower [coro-unbounded-queue]
  // CHECK-MESSAGES: :[[@LINE-2]]:56: note: 'folly::coro::BoundedQueue' makes the producer wait when it is full
  Queue<int> numbers{};
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'folly::coro::UnboundedQueue' has no limit
};

struct Event {
  int what;
};

template <typename T> class Bus {
public:
  Bus() = default;
  coro::task<void> publish(T event) { co_await events.push(event); }

private:
  coro::queue<T> events;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'coro::queue' has no limit
};
Bus<Event> bus;

class Logger {
public:
  Logger() : lines(std::make_unique<Queue<std::string>>()) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'folly::coro::UnboundedQueue' has no limit
  void renew() { old = new Queue<std::string>; }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'folly::coro::UnboundedQueue' has no limit

private:
  std::unique_ptr<Queue<std::string>> lines;
  Queue<std::string> *old = nullptr;
};

folly::coro::Task<void> pump(Queue<std::string> &lines) {
  while (true)
    lines.enqueue(co_await readLine());
}

folly::coro::Task<void> import_lines() {
  Queue<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'folly::coro::UnboundedQueue' has no limit
  start(pump(lines));
  while (true)
    co_await store(co_await lines.dequeue());
}

folly::coro::Task<void> import_messages() {
  Queue<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'folly::coro::UnboundedQueue' has no limit
  onMessage([&lines](std::string line) { lines.enqueue(line); });
  for (int line = 0; line < 100; ++line)
    co_await store(co_await lines.dequeue());
}

tmc::task<void> cooks() {
  auto orders = tmc::make_channel<int>();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'tmc::make_channel' has no limit
  auto *dishes = new tmc::qu_mpsc_unbounded<int>();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'tmc::qu_mpsc_unbounded' has no limit
  while (dishes->post(1))
    orders.post(1);
  co_return;
}

void piped() {
  auto pipe = folly::coro::AsyncPipe<int>::create();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'folly::coro::AsyncPipe::create' has no limit
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: 'folly::coro::BoundedAsyncPipe' makes the producer wait
  onMessage([&pipe](std::string line) { pipe.second.write(int(line.size())); });
}

//===-- A limit that is none -------------------------------------------------------------===//

class Session {
public:
  explicit Session(asio::io_context &io) : outgoing(io, SIZE_MAX), incoming(io, 64), direct(io) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'asio::experimental::basic_channel' is given a limit that is none: a producer is never made to wait, and memory grows for as long as the consumer is slower
  // CHECK-MESSAGES: :[[@LINE-2]]:57: note: the limit is given here

private:
  asio::experimental::channel<void(std::string)> outgoing;
  asio::experimental::channel<void(std::string)> incoming;
  asio::experimental::channel<void(std::string)> direct;
};

class Hub {
  boost::asio::io_context io;
  boost::asio::experimental::concurrent_channel<void(int)> jobs{io, std::numeric_limits<std::size_t>::max()};
  // CHECK-MESSAGES: :[[@LINE-1]]:64: warning: 'boost::asio::experimental::basic_concurrent_channel' is given a limit that is none
  boost::asio::experimental::concurrent_channel<void(int)> more{io, std::size_t(-1)};
  // CHECK-MESSAGES: :[[@LINE-1]]:64: warning: 'boost::asio::experimental::basic_concurrent_channel' is given a limit that is none

public:
  Hub() {}
};

constexpr std::size_t Unlimited = 1ULL << 40;

seastar::future<> queues() {
  seastar::queue<int> a(std::numeric_limits<std::size_t>::max());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'seastar::queue' is given a limit that is none
  auto b = std::make_unique<seastar::queue<int>>(Unlimited);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'seastar::queue' is given a limit that is none
  while (a.push(1))
    b->push(co_await a.pop_eventually());
}

void use(boost::cobalt::channel<int> &channel);

boost::cobalt::task<void> channels(std::size_t given) {
  boost::cobalt::channel<int> none(INT32_MAX);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'boost::cobalt::channel' is given a limit that is none
  use(none);
  // ok: a limit
  boost::cobalt::channel<int> some(1024);
  use(some);
  // ok: one element is handed over at a time
  boost::cobalt::channel<int> direct;
  use(direct);
  // ok: the same
  boost::cobalt::channel<int> zero(0);
  use(zero);
  // ok: who calls it says
  boost::cobalt::channel<int> asked(given);
  use(asked);
  co_return;
}

using Jobs = userver::concurrent::MpscQueue<int>;
void serve(std::shared_ptr<Jobs> jobs);

void stackful() {
  serve(Jobs::Create());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'userver::concurrent::GenericQueue::Create' has no limit
  serve(Jobs::Create(Jobs::kUnbounded));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'userver::concurrent::GenericQueue::Create' is given a limit that is none
  // ok: a limit
  serve(Jobs::Create(100));
}

//===-- The producer limits itself ---------------------------------------------------------===//

class Limited {
public:
  Limited() {}
  bool add(std::string line) {
    if (lines.size() >= 1000)
      return false;
    lines.enqueue(line);
    return true;
  }

private:
  // ok: it is full when somebody says so
  Queue<std::string> lines;
};

template <typename T> class LimitedOfTemplate {
public:
  LimitedOfTemplate() {}
  bool isFull() const { return items.size() >= max; }

private:
  std::size_t max = 10;
  // ok: the same in a template
  Queue<T> items;
};
LimitedOfTemplate<int> limitedOfTemplate;

class LimitedByVariable {
public:
  LimitedByVariable() {}
  bool add(std::string line) {
    const std::size_t waiting = lines.size();
    show(waiting);
    if (waiting > 100)
      return false;
    lines.enqueue(line);
    return true;
  }

private:
  // ok: the same by way of a variable
  Queue<std::string> lines;
};

class Shown {
public:
  Shown() {}
  bool report() const {
    show(lines.size());
    return lines.size() > 0;
  }

private:
  Queue<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'folly::coro::UnboundedQueue' has no limit
};

class ByTurns {
public:
  ByTurns() : turns(10) {}

private:
  // ok: a semaphore stands beside it
  Queue<std::string> lines;
  seastar::semaphore turns;
};

class ByCredits {
public:
  ByCredits() {}

private:
  // ok: credits do
  Queue<std::string> lines;
  int credits = 10;
};

class Waiting {
public:
  Waiting() {}

private:
  // ok: as many as there are coroutines that wait
  Queue<std::coroutine_handle<>> waiting;
  // ok: as many as there are those who were promised something
  Queue<seastar::promise<int> *> promised;
};

//===-- So many and no more -------------------------------------------------------------===//

coro::task<void> consume(coro::queue<int> &numbers) {
  while (!numbers.empty())
    co_await numbers.pop();
}

coro::task<void> produce(coro::queue<int> &numbers, int count) {
  for (int i = 0; i < count; ++i)
    co_await numbers.push(i);
}

coro::task<void> filled(std::vector<int> given) {
  // ok: it is filled before anybody takes from it
  coro::queue<int> numbers;
  for (int number : given)
    co_await numbers.push(number);
  co_await numbers.push(-1);
  start(consume(numbers));
  // ok: the coroutine counts
  coro::queue<int> counted;
  start(produce(counted, 10));
  // ok: so does the lambda
  coro::queue<int> countedByLambda;
  auto producer = [&countedByLambda]() -> coro::task<void> {
    for (int i = 0; i < 10; ++i)
      co_await countedByLambda.push(i);
  };
  co_await producer();
}

coro::task<void> filled_for_ever() {
  coro::queue<int> numbers;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'coro::queue' has no limit
  while (true)
    start(produce(numbers, 10));
  co_return;
}

// ok: what is derived from it may have a limit
class Derived : public coro::queue<int> {
public:
  Derived() {}
};

// ok: nothing is made
using Kept = decltype(Queue<int>());

class ImportTest {
  void TestBody() {
    // ok: a test knows what it puts in
    Queue<std::string> lines;
    start(pump(lines));
    // ok: the same
    serve(Jobs::Create());
  }
};
