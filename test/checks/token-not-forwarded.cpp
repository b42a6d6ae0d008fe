// RUN: %check
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/sleep.hh>

#include <chrono>
#include <stop_token>
#include <string>

using cppcoro::cancellation_token;
using namespace std::chrono_literals;

cppcoro::task<std::string> fetch(std::string url, std::stop_token stop = {});
cppcoro::task<std::string> fetch_plain(std::string url);
cppcoro::task<> poll();
cppcoro::task<> poll(cancellation_token stop);
cppcoro::task<> read(int id);
cppcoro::task<> read(int id, std::stop_token stop);
cppcoro::task<> read(std::string name, cancellation_token stop);
cppcoro::task<> close_all(cancellation_token stop = {});
struct Client {
  cppcoro::task<> send(std::string text, cancellation_token stop = {});
};

//===-- Could be cancelled --------------------------------------------------------------===//

cppcoro::task<> delays(cppcoro::io_service &io, cancellation_token stop) {
  co_await io.schedule_after(60s);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'schedule_after' is not cancelled with the coroutine: it is not given 'stop' [coro-token-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: hand it on
  // CHECK-FIXES: co_await io.schedule_after(60s, stop);
  stop.throw_if_cancellation_requested();
}

cppcoro::task<std::string> defaulted(std::string url, std::stop_token stop) {
  co_return co_await fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'fetch' is not cancelled with the coroutine: it is not given 'stop'
  // CHECK-MESSAGES: :16:28: note: it can take a token, as declared here
  // CHECK-FIXES: co_return co_await fetch(url, stop);
}

cppcoro::task<> overloaded(cancellation_token stop) {
  co_await poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'poll' is not cancelled with the coroutine: it is not given 'stop'
  // CHECK-MESSAGES: :19:17: note: it can take a token
  // CHECK-FIXES: co_await poll(stop);
}

cppcoro::task<> one_of_several(int id, std::stop_token stop) {
  co_await read(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read' is not cancelled with the coroutine: it is not given 'stop'
  // CHECK-FIXES: co_await read(id, stop);
}

cppcoro::task<> by_method(Client &client, cancellation_token stop) {
  while (true)
    co_await client.send("ping");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'send' is not cancelled with the coroutine: it is not given 'stop'
  // CHECK-FIXES: co_await client.send("ping", stop);
}

seastar::future<> in_seastar(seastar::abort_source &as) {
  co_await seastar::sleep_abortable(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sleep_abortable' is not cancelled with the coroutine: it is not given 'as'
  // CHECK-FIXES: co_await seastar::sleep_abortable(1s, as);
}

//===-- Given one, or on purpose ---------------------------------------------------------===//

cppcoro::task<> given(cppcoro::io_service &io, cancellation_token stop, cancellation_token other) {
  // ok: handed on
  co_await io.schedule_after(60s, stop);
  // ok: another source
  co_await io.schedule_after(60s, other);
  // ok: none, and it is written there
  co_await io.schedule_after(60s, cancellation_token());
}

cppcoro::task<> cannot(std::string url, std::stop_token stop) {
  // ok: it takes none
  co_await fetch_plain(url);
  // ok: none of this kind
  co_await poll();
}

cppcoro::task<> after_the_end(Client &client, cancellation_token stop) {
  // ok: cancelled already
  if (stop.is_cancellation_requested())
    co_await client.send("bye");
  // ok: ends something
  co_await close_all();
}

cppcoro::task<std::string> after_the_end(std::string url, std::stop_token stop) {
  if (stop.stop_requested()) {
    // ok: the same, of a value that is kept
    std::string last = co_await fetch(url);
    co_return last;
  }
  co_return co_await fetch(url, stop);
}

// ok: what closes must not be cancelled
cppcoro::task<> shutdown(Client &client, cancellation_token stop) { co_await client.send("bye"); }

// ok: has none
cppcoro::task<> without(cppcoro::io_service &io) { co_await io.schedule_after(60s); }

// ok: the parameter has no name to hand on
cppcoro::task<> unnamed(cppcoro::io_service &io, cancellation_token) { co_await io.schedule_after(60s); }
