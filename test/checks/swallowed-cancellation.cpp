// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/error.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/system_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/task.hpp>
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/sleep.hh>

#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>

using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

cppcoro::task<> poll(cppcoro::cancellation_token stop);
cppcoro::task<> poll_untold();
cppcoro::task<> pause();
seastar::future<> flush(seastar::abort_source &as);
void serve(tcp::socket socket);
bool report(std::exception_ptr e);

//===-- Goes round for ever ---------------------------------------------------------===//

cppcoro::task<> with_token(cppcoro::cancellation_token stop) {
  while (true) {
    try {
      co_await poll(stop);
    } catch (...) {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:7: warning: cancelling this coroutine does not end it: this handler stops 'cppcoro::operation_cancelled' as well, and the loop goes round for ever [coro-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: what is cancelled here
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: let the cancellation out
    // CHECK-FIXES: } catch (const cppcoro::operation_cancelled &) {
  }
}

cppcoro::task<> logs(cppcoro::cancellation_token stop) {
  for (;;) {
    try {
      co_await poll(stop);
    } catch (const std::exception &e) {
      std::cerr << e.what() << "\n";
      continue;
    }
    // CHECK-MESSAGES: :[[@LINE-4]]:7: warning: cancelling this coroutine does not end it
  }
}

asio::awaitable<void> accept_all(tcp::acceptor &acceptor) {
  while (true)
    try {
      serve(co_await acceptor.async_accept(use_awaitable));
    } catch (const asio::system_error &e) {
      std::puts(e.what());
    }
  // CHECK-MESSAGES: :[[@LINE-3]]:7: warning: cancelling this coroutine does not end it: this handler stops 'asio::error::basic_errors::operation_aborted' as well
}

seastar::future<> with_abort_source(seastar::abort_source &as) {
  do {
    try {
      co_await flush(as);
    } catch (const std::exception &) {
      std::puts("again");
    }
    // CHECK-MESSAGES: :[[@LINE-3]]:7: warning: cancelling this coroutine does not end it: this handler stops 'seastar::abort_requested_exception' as well
  } while (1);
}

seastar::future<> received();

// The loop's success is no way out for a cancellation.
seastar::future<> enters(seastar::gate &gate) {
  while (true) {
    try {
      auto holder = gate.hold();
      co_await received();
      break;
    } catch (...) {
      std::puts("closed");
    }
    // CHECK-MESSAGES: :[[@LINE-3]]:7: warning: cancelling this coroutine does not end it: this handler stops 'seastar::gate_closed_exception' as well
  }
}

// Another handler for another failure.
cppcoro::task<> two_handlers(cppcoro::cancellation_token stop) {
  while (true) {
    try {
      co_await poll(stop);
    } catch (const std::bad_alloc &) {
      throw;
    } catch (...) {
      std::puts("again");
    }
    // CHECK-MESSAGES: :[[@LINE-3]]:7: warning: cancelling this coroutine does not end it
  }
}

//===-- Let out, or thought of -------------------------------------------------------===//

cppcoro::task<> let_out(cppcoro::cancellation_token stop) {
  // ok: it is let out
  while (true) {
    try {
      co_await poll(stop);
    } catch (...) {
      throw;
    }
  }
}

seastar::future<> thought_of(seastar::abort_source &as) {
  // ok: a handler of its own
  while (true) {
    try {
      co_await flush(as);
    } catch (const seastar::sleep_aborted &) {
      co_return;
    } catch (...) {
    }
  }
}

asio::awaitable<void> asks_for_code(tcp::acceptor &acceptor) {
  // ok: the code is looked at
  while (true) {
    try {
      serve(co_await acceptor.async_accept(use_awaitable));
    } catch (const asio::system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        break;
      std::puts(e.what());
    }
  }
}

cppcoro::task<> says_why(cppcoro::cancellation_token stop) {
  // ok: a comment says why
  while (true) {
    try {
      co_await poll(stop);
    } catch (...) {
      // Only the end of the process ends this.
    }
  }
}

cppcoro::task<> hands_on(cppcoro::cancellation_token stop) {
  // ok: what becomes of it is decided elsewhere
  while (true) {
    try {
      co_await poll(stop);
    } catch (...) {
      report(std::current_exception());
    }
  }
}

cppcoro::task<> leaves(cppcoro::cancellation_token stop) {
  bool failed = false;
  // ok: what the handler says is looked at behind it
  while (true) {
    try {
      co_await poll(stop);
    } catch (...) {
      failed = true;
    }
    if (failed)
      break;
  }
}

//===-- Ends in another way ------------------------------------------------------------===//

cppcoro::task<> asks(cppcoro::cancellation_token stop) {
  // ok: the loop asks
  while (!stop.is_cancellation_requested()) {
    try {
      co_await poll(stop);
    } catch (...) {
    }
  }
  // ok: some attempts, and no more
  for (int i = 0; i < 3; ++i) {
    try {
      co_await poll(stop);
    } catch (...) {
    }
  }
}

asio::awaitable<void> waits_outside(tcp::acceptor &acceptor, asio::steady_timer &timer) {
  // ok: the delay is cancelled as well, and ends it
  while (true) {
    try {
      serve(co_await acceptor.async_accept(use_awaitable));
    } catch (...) {
    }
    co_await timer.async_wait(use_awaitable);
  }
}

//===-- Cannot be cancelled --------------------------------------------------------------===//

cppcoro::task<> no_token() {
  // ok: nobody can cancel it
  while (true) {
    try {
      co_await poll_untold();
    } catch (...) {
    }
  }
}

asio::awaitable<void> is_woken(asio::steady_timer &timer) {
  // ok: to cancel the timer wakes it
  while (true) {
    try {
      co_await timer.async_wait(use_awaitable);
    } catch (...) {
    }
  }
}

asio::awaitable<void> in_lambda(tcp::acceptor &acceptor) {
  // ok: the loop is around the lambda, not in it
  while (true) {
    co_await [](tcp::acceptor &acceptor) -> asio::awaitable<void> {
      try {
        serve(co_await acceptor.async_accept(use_awaitable));
      } catch (...) {
      }
    }(acceptor);
  }
}
