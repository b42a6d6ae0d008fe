// RUN: %check --checks=coro-reference-parameter,coro-use-after-suspend-of-parameter
// Bugs of public projects in which a coroutine was lent what it should have owned, by callers that a unit does not
// show: what can be seen is the parameter. Written anew from their fix commits: the form before the fix, which is
// reported, and the one after it, which is not.
#include <generic/eager_task.h>
#include <generic/lazy_task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

seastar::future<> flush();
lib::eager_task sleep_for(int seconds);

//===-- redpanda a79aaa85da: a header that is read after the first suspension --===//

struct header {
  int size;
};
seastar::future<int> read_before(const header &h) {
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: reference 'h' of coroutine 'read_before' is not kept alive by it
  co_await flush();
  co_return h.size;
}
seastar::future<int> read_after(header h) {
  // ok: by value
  co_await flush();
  co_return h.size;
}

//===-- redpanda b6a068b213: a reader that was moved in, and is not --===//

struct batch_reader {
  batch_reader(batch_reader &&);
  ~batch_reader();
  int batches;
};
seastar::future<int> write_before(batch_reader &&reader) {
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: reference 'reader' of coroutine 'write_before'
  co_await flush();
  co_return reader.batches;
}
seastar::future<int> write_after(batch_reader reader) {
  // ok: by value
  co_await flush();
  co_return reader.batches;
}

//===-- redpanda e4bf4e2686, 4a843d4966: the methods of a store --===//

struct schema {
  std::string text;
};
class store {
public:
  seastar::future<bool> has_before(const schema &s) {
    // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: reference 's' of coroutine 'store::has_before'
    co_await flush();
    co_return s.text == text_;
  }
  seastar::future<bool> has_after(schema s) {
    // ok: by value
    co_await flush();
    co_return s.text == text_;
  }

private:
  std::string text_;
};

//===-- libcoro 017a4e2: a lazy coroutine of a library that is given temporaries --===//

template <typename Awaitable> lib::task<int> when_all_task_before(Awaitable &&a) {
  // CHECK-MESSAGES: :[[@LINE-1]]:79: warning: reference 'a' of coroutine 'when_all_task_before'
  co_return co_await static_cast<Awaitable &&>(a);
}
template <typename Awaitable> lib::task<int> when_all_task_after(Awaitable a) {
  // ok: by value
  co_return co_await std::move(a);
}
lib::task<int> number();
auto both_before() { return std::make_tuple(when_all_task_before(number()), when_all_task_before(number())); }
auto both_after() { return std::make_tuple(when_all_task_after(number()), when_all_task_after(number())); }

//===-- clice 8cba654a: sessions in a map that grows --===//

struct session {
  int version = 0;
};
class server_before {
public:
  void close(int id) { sessions_.erase(id); }
  lib::eager_task change(int id) { return update(sessions_[id]); }

private:
  lib::eager_task update(session &s) {
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: reference 's' of coroutine 'server_before::update'
    co_await sleep_for(1);
    ++s.version;
  }
  std::map<int, session> sessions_;
};
class server_after {
public:
  void close(int id) { sessions_.erase(id); }
  lib::eager_task change(int id) { return update(sessions_[id]); }

private:
  lib::eager_task update(std::shared_ptr<session> s) {
    // ok: shared
    co_await sleep_for(1);
    ++s->version;
  }
  std::map<int, std::shared_ptr<session>> sessions_;
};

//===-- cloudflare/workerd 525ca33d6: a socket whose owner's constructor failed --===//

struct web_socket {
  int sent = 0;
};
lib::eager_task pump_before(web_socket &socket) {
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: reference 'socket' of coroutine 'pump_before'
  co_await sleep_for(1);
  ++socket.sent;
}
