// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/this_coro.hpp>
#include <coro/mutex.hpp>
#include <coro/task.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <QCoro/QCoroTask>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<int> load(int key);
cppcoro::task<> flush();
asio::awaitable<int> fetch(int id);
asio::awaitable<std::string> fetch_text(int id);
seastar::future<int> read_size();
int combine(int a, int b);
int longest(const int &a, const int &b);

int total_bytes = 0;
static long counters[4];
thread_local int of_this_thread = 0;

//===-- Members ----------------------------------------------------------------===//

struct usage {
  int bytes = 0;
  int requests = 0;
};

class account {
public:
  cppcoro::task<> deposit(int key) {
    balance_ = balance_ + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'balance_' is overwritten after the coroutine was suspended with a value that may have been read before: what others wrote in the meantime is lost, or not, depending on which operand the compiler evaluates first [coro-stale-read-across-suspend]
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: read here
    // CHECK-MESSAGES: :[[@LINE-3]]:27: note: suspends here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: await first, and read afterwards
    // CHECK-FIXES: {{^    }}auto value = co_await load(key);
    // CHECK-FIXES-NEXT: {{^    }}balance_ = balance_ + value;
  }

  cppcoro::task<> charge(int key) {
    this->usage_.bytes = 2 * (this->usage_.bytes + 3) - (co_await load(key));
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'this->usage_.bytes' is overwritten after the coroutine was suspended
    // CHECK-MESSAGES: :[[@LINE-2]]:31: note: read here
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: await first, and read afterwards
    // CHECK-FIXES: {{^    }}auto value = co_await load(key);
    // CHECK-FIXES-NEXT: {{^    }}this->usage_.bytes = 2 * (this->usage_.bytes + 3) - (value);
  }

  cppcoro::task<> merge(int key) {
    int value = 3;
    balance_ = combine(balance_, co_await load(key + value));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'balance_' is overwritten after the coroutine was suspended with a value that may have been read before
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: read here
  }

  // Braces are evaluated from left to right: there is no doubt.
  cppcoro::task<> refresh(int key) {
    usage_ = usage{usage_.bytes, co_await load(key)};
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'usage_' is overwritten after the coroutine was suspended with a value that was read before: what others wrote in the meantime is lost [coro-stale-read-across-suspend]
  }

  cppcoro::task<> count(int key, std::string name) {
    by_name_[name] = by_name_[name] + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'by_name_[name]' is overwritten after the coroutine was suspended
    slots_[0] = slots_[0] | co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'slots_[0]' is overwritten after the coroutine was suspended
    atomic_ = atomic_ + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'atomic_' is overwritten after the coroutine was suspended
    atomic_ = atomic_.load() + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'atomic_' is overwritten after the coroutine was suspended
  }

  cppcoro::task<> shifted(int key) {
    balance_ = balance_ << co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'balance_' is overwritten after the coroutine was suspended with a value that was read before
    // CHECK-FIXES: {{^    }}auto value = co_await load(key);
    // CHECK-FIXES-NEXT: {{^    }}balance_ = balance_ << value;
  }

  cppcoro::task<int> nested(int key) {
    int result = balance_ = balance_ + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'balance_' is overwritten after the coroutine was suspended
    if (result)
      balance_ = balance_ - co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'balance_' is overwritten after the coroutine was suspended
    co_return result;
  }

  cppcoro::task<> through_pointer(int key, usage *shared) {
    shared->bytes = shared->bytes + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'shared->bytes' is overwritten after the coroutine was suspended
    // CHECK-FIXES: {{^    }}auto value = co_await load(key);
    // CHECK-FIXES-NEXT: {{^    }}shared->bytes = shared->bytes + value;
    auto *mine = &usage_;
    mine->requests = mine->requests + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'mine->requests' is overwritten after the coroutine was suspended
  }

  cppcoro::task<> through_reference(int key) {
    usage &u = usage_;
    u.bytes = u.bytes + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'u.bytes' is overwritten after the coroutine was suspended
  }

  cppcoro::task<> of_a_shared_pointer(int key, std::shared_ptr<usage> all) {
    all->bytes = all->bytes + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'all->bytes' is overwritten after the coroutine was suspended
    (*all).bytes = (*all).bytes + co_await load(key);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: '(*all).bytes' is overwritten after the coroutine was suspended
  }

  //===-- Read afterwards --------------------------------------------------------===//

  // ok: the right operand of += is evaluated first
  cppcoro::task<> deposit_rightly(int key) {
    balance_ += co_await load(key);
  }

  // ok: awaited first
  cppcoro::task<> deposit_later(int key) {
    int sum = co_await load(key);
    balance_ = balance_ + sum;
  }

  // ok: what is awaited stands first
  cppcoro::task<> deposit_reversed(int key) {
    balance_ = co_await load(key) + balance_;
  }

  // ok: bound to a reference, and read when the other operand is there
  cppcoro::task<> largest(int key) {
    balance_ = std::max(balance_, co_await load(key));
    balance_ = longest(balance_, co_await load(key));
  }

  // ok: the same with an operator of a class
  asio::awaitable<void> append(int id) {
    text_ = text_ + co_await fetch_text(id);
  }

  asio::awaitable<void> append_copy(int id) {
    text_ = std::string(text_) + co_await fetch_text(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'text_' is overwritten after the coroutine was suspended
  }

  // ok: the next state is made from the last one, and nothing else
  cppcoro::task<> step() {
    balance_ = co_await load(balance_);
  }

  // ok: another object
  cppcoro::task<> transfer(account &from, int key) {
    balance_ = from.balance_ + co_await load(key);
  }

  // ok: another element
  cppcoro::task<> shift(int key) {
    slots_[0] = slots_[1] + co_await load(key);
    counters[0] = counters[1] + co_await load(key);
  }

  // ok: read for what is awaited, as in step()
  cppcoro::task<> step_twice(int key) {
    balance_ = combine(co_await load(balance_), co_await load(key));
  }

  // ok: another member
  cppcoro::task<> request(int key) {
    usage_.bytes = usage_.requests + co_await load(key);
  }

  // ok: read to choose, not to compute
  cppcoro::task<> once(int key) {
    balance_ = balance_ ? balance_ : co_await load(key);
    ready_ = ready_ || co_await load(key) > 0;
    balance_ = balance_ > 3 ? co_await load(key) : 0;
  }

  // ok: the size is not the value
  cppcoro::task<> sized(int key) {
    static_assert(sizeof(balance_) == 4);
    balance_ = int(sizeof(balance_)) + co_await load(key);
  }

  // ok: the lambda runs elsewhere
  cppcoro::task<> deferred(int key) {
    auto add = [this](int sum) { balance_ = balance_ + sum; };
    add(co_await load(key));
  }

  // ok: nobody else changes it under the lock
  cppcoro::task<> locked(int key) {
    auto lock = co_await mutex_.scoped_lock_async();
    balance_ = balance_ + co_await load(key);
  }

  // ok: as above, by hand
  cppcoro::task<> locked_by_hand(int key) {
    co_await mutex_.lock_async();
    balance_ = balance_ + co_await load(key);
    mutex_.unlock();
  }

  // ok: as above, in an inner block
  folly::coro::Task<void> locked_outside(int key) {
    auto guard = co_await folly_.co_scoped_lock();
    if (key) {
      balance_ = balance_ + co_await load(key);
    }
  }

  // ok: the lock is the caller's
  coro::task<void> locked_by_caller(int key, const coro::scoped_lock &held) {
    balance_ = balance_ + co_await load(key);
  }

private:
  int balance_ = 0;
  usage usage_;
  bool ready_ = false;
  std::string text_;
  std::map<std::string, int> by_name_;
  std::array<int, 4> slots_;
  std::atomic<int> atomic_ = 0;
  cppcoro::async_mutex mutex_;
  folly::coro::Mutex folly_;
};

//===-- Globals, references, captures ------------------------------------------===//

asio::awaitable<void> receive(int id) {
  total_bytes = total_bytes + co_await fetch(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'total_bytes' is overwritten after the coroutine was suspended
  // CHECK-FIXES: {{^  }}auto value = co_await fetch(id);
  // CHECK-FIXES-NEXT: {{^  }}total_bytes = total_bytes + value;
  counters[1] = counters[1] + co_await fetch(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'counters[1]' is overwritten after the coroutine was suspended
  of_this_thread = of_this_thread + co_await fetch(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'of_this_thread' is overwritten after the coroutine was suspended
}

seastar::future<> size_of(int &sum, int *other) {
  sum = sum + co_await read_size();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sum' is overwritten after the coroutine was suspended
  // CHECK-FIXES: {{^  }}auto value = co_await read_size();
  // CHECK-FIXES-NEXT: {{^  }}sum = sum + value;
  *other = *other + co_await read_size();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: '*other' is overwritten after the coroutine was suspended
  static int calls = 0;
  calls = calls + co_await read_size();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'calls' is overwritten after the coroutine was suspended
}

void spawn_all(asio::io_context &io, int &sum) {
  int copied = 0;
  for (int i = 0; i < 10; ++i) {
    auto add = [&sum, copied, i]() mutable -> asio::awaitable<void> {
      sum = sum + co_await fetch(i);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sum' is overwritten after the coroutine was suspended
      // ok: the coroutine's own copy
      copied = copied + co_await fetch(i);
    };
    asio::co_spawn(io, std::move(add), asio::detached);
  }
}

cppcoro::async_generator<int> numbers(int &last) {
  last = last + (co_yield 1, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'last' is overwritten after the coroutine was suspended
}

// ok: the coroutine's own variables, parameters, and what they own
asio::awaitable<int> sum_of(std::vector<int> ids, usage local, int start) {
  int sum = 0;
  for (int id : ids)
    sum = sum + co_await fetch(id);
  local.bytes = local.bytes + co_await fetch(1);
  start = start + co_await fetch(2);
  ids[0] = ids[0] + co_await fetch(3);
  auto mine = std::make_unique<usage>();
  mine->bytes = mine->bytes + co_await fetch(4);
  std::optional<usage> maybe(std::in_place);
  maybe->bytes = maybe->bytes + co_await fetch(5);
  int *pointer = &sum;
  *pointer = *pointer + co_await fetch(6);
  int &reference = local.requests;
  reference = reference + co_await fetch(7);
  co_return sum + start;
}

// ok: an object that was given to the coroutine
asio::awaitable<void> given(usage &&mine) {
  mine.bytes = mine.bytes + co_await fetch(1);
}

// ok: nothing suspends
int plain(int value) {
  total_bytes = total_bytes + combine(value, 1);
  return total_bytes;
}

// ok: the suspension is in another coroutine
asio::awaitable<void> other_coroutine() {
  auto later = []() -> asio::awaitable<int> { co_return co_await fetch(1); };
  total_bytes = total_bytes + int(sizeof(later()));
  co_return;
}

//===-- Templates, macros --------------------------------------------------------===//

template <class T> cppcoro::task<> add(T &sum, int key) {
  sum = sum + co_await load(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sum' is overwritten after the coroutine was suspended
}

cppcoro::task<> add_all(int &a, long &b) {
  co_await add(a, 1);
  co_await add(b, 2);
}

#define ADD(object, amount) object = object + (amount)

cppcoro::task<> in_macro(int key) {
  ADD(total_bytes, co_await load(key));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total_bytes' is overwritten after the coroutine was suspended
}
