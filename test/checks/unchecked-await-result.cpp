// RUN: %check
// RUN: %check --suffix=ALLOWED --option AllowedCalls=ns::best_effort -- -DALLOWED
#include <asio/as_tuple.hpp>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <cppcoro/task.hpp>

#include <string>
#include <tuple>
#include <utility>

using asio::as_tuple;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;

/// A value or an error, as in C++23.
template <typename T, typename E> struct expected {
  bool has_value() const;
  explicit operator bool() const;
  T &value();
  E &error();
};

/// As in gRPC, Abseil, Arrow.
struct Status {
  bool ok() const;
  std::string message() const;
};

/// As in folly and async_simple.
template <typename T> struct Try {
  bool hasException() const;
  T value();
};

cppcoro::task<expected<int, int>> parse(int id);
cppcoro::task<Status> store(int id);
cppcoro::task<Try<int>> attempt(int id);
cppcoro::task<std::pair<asio::error_code, int>> read_both();
cppcoro::task<int> count();
cppcoro::task<std::tuple<int, asio::error_code>> value_first();
cppcoro::task<Status> close_file(int id);
cppcoro::task<Status> wait_for_change();
namespace ns {
cppcoro::task<Status> best_effort(int id);
}

#ifdef ALLOWED
cppcoro::task<> allowed() { co_await ns::best_effort(1); }
#else
//===-- Outcomes that are dropped ----------------------------------------------===//

cppcoro::task<> drops(cppcoro::task<Status> given) {
  co_await parse(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of 'parse' is dropped: when it fails, the coroutine goes on as if it had not [coro-unchecked-await-result]
  co_await store(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of 'store' is dropped
  if (co_await count() > 0)
    co_await attempt(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the outcome of 'attempt' is dropped
  co_await read_both();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of 'read_both' is dropped
  co_await std::move(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of the operation is dropped
  co_await ns::best_effort(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of 'best_effort' is dropped
}

asio::awaitable<void> drops_tuple(tcp::socket &socket, std::string text) {
  co_await asio::async_write(socket, asio::buffer(text), as_tuple(use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of 'async_write' is dropped
}

// Each instantiation is looked at; the place is reported once.
template <typename T> cppcoro::task<> drops_in_template(T id) {
  co_await parse(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcome of 'parse' is dropped
}
template cppcoro::task<> drops_in_template(int);
template cppcoro::task<> drops_in_template(short);

//===-- Errors that are filled in and never read --------------------------------===//

asio::awaitable<void> never_reads(tcp::socket &socket, std::string text) {
  asio::error_code ec;
  co_await asio::async_write(socket, asio::buffer(text), redirect_error(use_awaitable, ec));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody reads 'ec': when 'async_write' fails, the coroutine goes on as if it had not
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: declared here
  auto n = co_await socket.async_read_some(asio::buffer(text), redirect_error(use_awaitable, ec));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nobody reads 'ec': when 'async_read_some' fails
  (void)n;
}

//===-- Looked at, or dropped on purpose ------------------------------------------===//

// ok: read, or dropped on purpose
asio::awaitable<void> reads(tcp::socket &socket, std::string text) {
  asio::error_code ec;
  co_await asio::async_write(socket, asio::buffer(text), redirect_error(use_awaitable, ec));
  if (ec)
    co_return;
  auto [e, n] = co_await asio::async_write(socket, asio::buffer(text), as_tuple(use_awaitable));
  (void)e;
  (void)n;
  (void)co_await asio::async_write(socket, asio::buffer(text), as_tuple(use_awaitable));
  std::ignore = co_await asio::async_write(socket, asio::buffer(text), as_tuple(use_awaitable));
}

// ok: a lambda reads it
asio::awaitable<void> reads_in_lambda(tcp::socket &socket, std::string text) {
  asio::error_code ec;
  auto failed = [&ec] { return static_cast<bool>(ec); };
  co_await asio::async_write(socket, asio::buffer(text), redirect_error(use_awaitable, ec));
  if (failed())
    co_return;
}

// ok: whoever passed it reads it
asio::awaitable<void> fills_in(tcp::socket &socket, std::string text, asio::error_code &ec) {
  co_await asio::async_write(socket, asio::buffer(text), redirect_error(use_awaitable, ec));
}

// ok: marked as unused
asio::awaitable<void> deliberate(tcp::socket &socket, std::string text) {
  [[maybe_unused]] asio::error_code ec;
  co_await asio::async_write(socket, asio::buffer(text), redirect_error(use_awaitable, ec));
}

// ok: a part that if constexpr leaves out of this instantiation reads it in another.
template <bool Checked> asio::awaitable<void> maybe_checked(tcp::socket &socket, std::string text) {
  asio::error_code ec;
  co_await asio::async_write(socket, asio::buffer(text), redirect_error(use_awaitable, ec));
  if constexpr (Checked)
    if (ec)
      co_return;
}
template asio::awaitable<void> maybe_checked<false>(tcp::socket &, std::string);

//===-- Nothing to learn from the outcome ------------------------------------------===//

// ok: a wait that was cut short
asio::awaitable<void> waits(tcp::socket &socket) {
  asio::steady_timer timer(socket.get_executor());
  asio::error_code ec;
  co_await timer.async_wait(redirect_error(use_awaitable, ec));
  co_await timer.async_wait(as_tuple(use_awaitable));
}

cppcoro::task<> waits_for_others() { co_await wait_for_change(); }

// ok: what is ended is gone either way
cppcoro::task<> ends() { co_await close_file(1); }

// ok: so is this
cppcoro::task<> shutdown() { co_await store(1); }

//===-- No outcome -------------------------------------------------------------------===//

// ok: no outcome, or one that is looked at
cppcoro::task<> other() {
  co_await count();
  co_await value_first();
  auto outcome = co_await parse(1);
  if (!outcome)
    co_return;
  (co_await store(2)).ok();
}
#endif
