// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/system_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>

#include <cstdio>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

struct timed_out {};
struct Database {
  cppcoro::task<> save(int id);
  cppcoro::task<> commit();
  cppcoro::task<> close();
};
cppcoro::task<std::string> fetch(int id);
void use(const std::string &text);
void report(std::exception_ptr e);
void log_warning(const char *text);
int parse(const std::string &text);

//===-- Swallowed ------------------------------------------------------------------===//

cppcoro::task<> store(Database &db, int id) {
  try {
    co_await db.save(id);
  } catch (...) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: the failure of an awaited operation is swallowed: the coroutine goes on as if it had succeeded [coro-swallowed-exception]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: what fails here
  co_await db.commit();
}

cppcoro::task<std::string> page(int id) {
  std::string text;
  try {
    text = co_await fetch(id);
  } catch (const std::exception &e) {
    std::cerr << "cannot fetch: " << e.what() << "\n";
    log_warning("no page");
  }
  // CHECK-MESSAGES: :[[@LINE-4]]:5: warning: the failure of an awaited operation is swallowed after a message
  co_return text;
}

cppcoro::task<> both(Database &db, bool verbose) {
  try {
    co_await db.save(1);
  } catch (const std::runtime_error &e) {
    if (verbose)
      std::printf("%s\n", e.what());
  } catch (...) {
    throw;
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: the failure of an awaited operation is swallowed after a message
  co_await db.commit();
}

asio::awaitable<void> connect(asio::ip::tcp::socket &socket, asio::ip::tcp::endpoint peer) {
  try {
    co_await socket.async_connect(peer, asio::use_awaitable);
  } catch (const asio::system_error &) {
    std::clog << "not connected\n";
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: the failure of an awaited operation is swallowed after a message
  use("connected");
}

// The first that may fail is named.
cppcoro::task<> several(Database &db) {
  try {
    co_await db.close();
    co_await db.save(2);
  } catch (...) {
    ;
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: the failure of an awaited operation is swallowed
  // CHECK-MESSAGES: :[[@LINE-5]]:5: note: what fails here
  co_await db.commit();
}

template <typename Db> cppcoro::task<> in_template(Db &db) {
  try {
    co_await db.save(1);
  } catch (...) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: the failure of an awaited operation is swallowed
  co_await db.commit();
}
template cppcoro::task<> in_template(Database &);

//===-- Answered ---------------------------------------------------------------------===//

cppcoro::task<bool> answers(Database &db, int id) {
  bool stored = true;
  std::exception_ptr failure;
  // ok: remembered
  try {
    co_await db.save(id);
  } catch (const std::runtime_error &) {
    stored = false;
  } catch (...) {
    failure = std::current_exception();
  }
  // ok: reported to somebody
  try {
    co_await db.save(id);
  } catch (...) {
    report(std::current_exception());
  }
  // ok: let out again
  try {
    co_await db.save(id);
  } catch (const std::exception &e) {
    std::puts(e.what());
    throw;
  }
  // ok: the coroutine ends
  try {
    co_await db.save(id);
  } catch (const std::exception &e) {
    std::puts(e.what());
    co_return false;
  }
  // ok: a comment says why
  try {
    co_await db.save(id);
  } catch (...) {
    // It is only a copy; the original was stored above.
  }
  co_await db.commit();
  co_return stored && !failure;
}

// ok: another kind of failure than those of operations.
cppcoro::task<> own_kind(Database &db) {
  try {
    co_await db.save(1);
  } catch (const timed_out &) {
  }
  co_await db.commit();
}

//===-- Nothing goes on ----------------------------------------------------------------===//

// ok: it is over
cppcoro::task<> session(Database &db) {
  try {
    co_await db.save(1);
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
  std::puts("bye");
  co_await db.close();
}

// ok: the next round is the answer.
cppcoro::task<> retry(Database &db) {
  for (int attempt = 0; attempt < 3; ++attempt)
    try {
      co_await db.save(1);
      co_return;
    } catch (const std::exception &e) {
      std::puts(e.what());
    }
  throw std::runtime_error("gave up");
}

// ok: a lambda that ends; what follows around it is not its own.
cppcoro::task<> handler(Database &db) {
  co_await [](Database &db) -> cppcoro::task<> {
    try {
      co_await db.save(1);
    } catch (const std::exception &e) {
      std::puts(e.what());
    }
  }(db);
  co_await db.commit();
}

//===-- What fails on the way out, or cannot fail ----------------------------------------===//

// ok: what fails on the way out
cppcoro::task<> shutdown(Database &db) {
  try {
    co_await db.save(1);
  } catch (...) {
  }
  co_await db.commit();
}

// ok: it only closes
cppcoro::task<> closes(Database &old, Database &db) {
  try {
    co_await old.close();
  } catch (...) {
  }
  co_await db.commit();
}

// ok: a delay that was cut short
asio::awaitable<void> waits(asio::steady_timer &timer, asio::ip::tcp::socket &socket) {
  try {
    co_await timer.async_wait(asio::use_awaitable);
  } catch (...) {
  }
  socket.close();
  use("done");
}

cppcoro::task<> awaits_nothing(Database &db, const std::string &text) {
  // ok: nothing is awaited
  try {
    use(std::to_string(parse(text)));
  } catch (...) {
  }
  // ok: a handler of its own around what is awaited.
  try {
    try {
      co_await db.save(1);
    } catch (...) {
      report(std::current_exception());
    }
  } catch (...) {
  }
  // ok: awaited by somebody else
  try {
    auto later = [&db]() -> cppcoro::task<> { co_await db.save(1); };
    use(later().is_ready() ? "ready" : "not yet");
  } catch (...) {
  }
  co_await db.commit();
}

// ok: no coroutine
void plain(const std::string &text) {
  try {
    use(text);
  } catch (...) {
  }
  use("done");
}
