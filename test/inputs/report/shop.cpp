// A small shop that makes many mistakes: one report of it shows all that reports can show.
#include "shop.h"
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <generic/lazy_task.h>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace shop {

std::mutex books;

asio::awaitable<int> price(std::string article);
lib::task<int> audit(const char *Text);

// The lock is held while others wait: two suspension points.
asio::awaitable<int> sell(std::string article) {
  std::lock_guard<std::mutex> lock(books);
  int one = co_await price(article);
  /* größer 🙂 */ int two = co_await price(article + "<b>&\"'");
  co_return one + two;
}

// Read before the suspension, written after it.
class Store {
public:
  asio::awaitable<void> restock() {
    stock_ = stock_ + co_await price("restock");
  }

private:
  int stock_ = 100;
};

void flush() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }
void closeBooks() { flush(); }

asio::awaitable<void> night() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // blocks
  closeBooks();
  co_return;
}

lib::task<void> day() {
  audit("<script>alert('found')</script><img src=x onerror=alert(1)>");
  audit("100 %, one: \"two\"");
  (void)audit("]]>");
  co_return;
}

} // namespace shop
