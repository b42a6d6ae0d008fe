// Guards of Boost that a coroutine must not keep while it is suspended, against the real headers of 1.81.
// REQUIRES: boost-asio
// RUN: %check --real --checks=coro-suspend-with-hostile-raii,coro-thread-local-across-suspend,coro-stale-read-across-suspend -- -DBOOST_ASIO_NO_DEPRECATED -DBOOST_LOG_DYN_LINK
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/io/ios_state.hpp>
#include <boost/log/attributes/constant.hpp>
#include <boost/log/attributes/named_scope.hpp>
#include <boost/log/attributes/scoped_attribute.hpp>
#include <boost/thread/thread.hpp>
#include <array>
#include <iostream>
#include <sstream>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;

void store(const char *data, std::size_t size);
asio::awaitable<int> receive();
thread_local std::array<char, 1024> buffer;

asio::awaitable<void> print(asio::steady_timer &timer) {
  boost::io::ios_flags_saver flags(std::cout);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'flags' is alive when the coroutine suspends: whoever uses the stream {{.*}} [coro-suspend-with-hostile-raii]
  boost::io::ios_fill_saver fill(std::cout);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'fill' is alive when the coroutine suspends: whoever uses the stream
  co_await timer.async_wait(asio::use_awaitable);
}

// ok: restored; a stream of its own
asio::awaitable<void> format(asio::steady_timer &timer) {
  boost::io::ios_all_saver all(std::cout);
  all.restore();
  std::ostringstream text;
  boost::io::ios_flags_saver flags(text);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> interruption(asio::steady_timer &timer) {
  boost::this_thread::disable_interruption off;
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'off' is alive when the coroutine suspends: it is this thread that it makes interruptible or not
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> logged(asio::steady_timer &timer) {
  BOOST_LOG_NAMED_SCOPE("logged");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} is alive when the coroutine suspends: it belongs to this thread's log records
  BOOST_LOG_SCOPED_THREAD_ATTR("id", boost::log::attributes::constant<int>(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} is alive when the coroutine suspends: it belongs to this thread's log records
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> read(tcp::socket &socket) {
  auto &mine = buffer;
  std::size_t n = co_await socket.async_read_some(asio::buffer(mine), asio::use_awaitable);
  store(mine.data(), n);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'mine' leads to the thread_local 'buffer' of the thread that ran before the suspension
}

asio::awaitable<void> read_directly(tcp::socket &socket) {
  std::size_t n = co_await asio::async_read(socket, asio::buffer(buffer), asio::use_awaitable);
  store(buffer.data(), n);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the thread_local 'buffer' was set before the suspension
}

asio::awaitable<void> executor() {
  boost::this_thread::disable_interruption off;
  auto &mine = buffer;
  // ok: nothing suspends
  auto ex = co_await asio::this_coro::executor;
  (void)ex;
  store(mine.data(), 1);
}

int total = 0;

asio::awaitable<void> add() {
  total = total + co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'total' is overwritten after the coroutine was suspended
  // CHECK-FIXES: {{^}}  auto value = co_await receive();
  // CHECK-FIXES-NEXT: {{^}}  total = total + value;
  // ok: the right operand first
  total += co_await receive();
}
