// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>

#include <array>
#include <chrono>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<std::string> fetch(std::string url);
cppcoro::task<int> measure(const std::string &url, int depth);
cppcoro::task<> store(std::string url);
cppcoro::task<std::string> next_page(std::string url);
struct Connection {
  cppcoro::task<std::string> fetch(std::string url);
};
cppcoro::task<std::string> fetch_by(Connection &connection, std::string url);
struct Page {
  std::string url;
  cppcoro::task<std::string> text(int format) const;
};
cppcoro::async_generator<std::string> found();
asio::awaitable<std::string> load(std::string url);
void show(const std::string &text);
struct Counter {
  int value = 0;
  constexpr int next() { return ++value; }
};
int weight(const std::string &url);

//===-- One after the other -----------------------------------------------------------===//

cppcoro::task<std::vector<std::string>> collect(std::vector<std::string> urls) {
  std::vector<std::string> pages;
  for (const std::string &url : urls)
    pages.push_back(co_await fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each 'fetch' begins when the one of the round before has ended, and needs nothing of it: the waits add up [coro-await-in-loop]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: one round for each element
  co_return pages;
}

cppcoro::task<std::map<std::string, int>> by_key(std::vector<std::string> urls, int depth) {
  std::map<std::string, int> sizes;
  for (const auto &url : urls) {
    const int size = co_await measure(url, depth + 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: each 'measure' begins when the one of the round before has ended
    sizes[url] = size;
  }
  co_return sizes;
}

cppcoro::task<std::map<std::string, int>> converted(std::vector<std::string> urls) {
  std::map<std::string, int> seconds;
  for (const auto &url : urls) {
    const std::chrono::milliseconds time(co_await measure(url, 1));
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: each 'measure' begins when the one of the round before has ended
    seconds[url] = int(std::chrono::duration_cast<std::chrono::seconds>(time).count());
  }
  co_return seconds;
}

cppcoro::task<std::vector<std::string>> by_method(std::vector<Page> pages) {
  std::vector<std::string> texts;
  for (Page &page : pages) {
    if (page.url.empty())
      continue;
    std::string text = co_await page.text(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: each 'text' begins when the one of the round before has ended
    text += "\n";
    texts.emplace_back(std::move(text));
  }
  co_return texts;
}

cppcoro::task<std::vector<std::string>> bound(const std::map<std::string, std::string> &links) {
  std::vector<std::string> texts;
  for (const auto &[name, url] : links)
    texts.push_back(name + co_await fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: each 'fetch' begins when the one of the round before has ended
  co_return texts;
}

asio::awaitable<std::vector<std::string>> in_asio(std::vector<std::string> urls) {
  std::vector<std::string> pages;
  for (std::string url : urls)
    pages.push_back(co_await load("https://" + url));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each 'load' begins when the one of the round before has ended
  co_return pages;
}

template <typename Range> cppcoro::task<std::vector<std::string>> of_template(Range urls) {
  std::vector<std::string> pages;
  for (const auto &url : urls)
    pages.push_back(co_await fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each 'fetch' begins when the one of the round before has ended
  co_return pages;
}
template cppcoro::task<std::vector<std::string>> of_template(std::vector<std::string>);

//===-- One round leads to the next, or ends the loop --------------------------------------===//

cppcoro::task<std::string> first_that(std::vector<std::string> urls) {
  // ok: the first answer ends it
  for (const std::string &url : urls) {
    std::string page = co_await fetch(url);
    if (!page.empty())
      co_return page;
  }
  // ok: the same
  for (const std::string &url : urls)
    if ((co_await fetch(url)).empty())
      break;
  co_return "";
}

cppcoro::task<int> carried(std::vector<std::string> urls) {
  int total = 0;
  std::string last;
  // ok: what one round found, the next is given
  for (const std::string &url : urls)
    last = co_await fetch(last + url);
  // ok: a sum, which may be read
  for (const std::string &url : urls)
    total += co_await measure(url, total);
  // ok: failures are answered one at a time
  for (const std::string &url : urls)
    try {
      last = co_await fetch(url);
    } catch (...) {
    }
  co_return total;
}

//===-- An order that may be wanted ----------------------------------------------------------===//

cppcoro::task<> effects(std::vector<std::string> urls, Connection &connection) {
  std::vector<std::string> pages;
  // ok: done for its effect
  for (const std::string &url : urls)
    co_await store(url);
  // ok: a message for each, in their order
  for (const std::string &url : urls)
    std::cout << co_await fetch(url);
  // ok: who knows what it does
  for (const std::string &url : urls)
    show(co_await fetch(url));
  // ok: one connection for all
  for (const std::string &url : urls)
    pages.push_back(co_await connection.fetch(url));
  // ok: the same as an argument
  for (const std::string &url : urls)
    pages.push_back(co_await fetch_by(connection, url));
  // ok: named for an order
  for (const std::string &url : urls)
    pages.push_back(co_await next_page(url));
  int depth = 3;
  Counter counter;
  // ok: the argument is another one in each round
  for (const std::string &url : urls)
    pages.push_back(std::to_string(co_await measure(url, std::exchange(depth, 1))));
  // ok: the same
  for (const std::string &url : urls)
    pages.push_back(std::to_string(co_await measure(url, counter.next())));
  // ok: what the argument is made by may count
  for (const std::string &url : urls)
    pages.push_back(std::to_string(co_await measure(url, weight(url))));
}

class Crawler {
  cppcoro::task<std::string> get(std::string url);
  cppcoro::task<> run(std::vector<std::string> urls) {
    std::vector<std::string> pages;
    // ok: the object is shared by all rounds
    for (const std::string &url : urls)
      pages.push_back(co_await get(url));
  }
};

//===-- Few, or one at a time by nature --------------------------------------------------------===//

cppcoro::task<std::vector<std::string>> few(std::string one, std::string two) {
  std::vector<std::string> pages;
  // ok: two of them
  for (const std::string &url : {one, two})
    pages.push_back(co_await fetch(url));
  std::array<std::string, 2> both{one, two};
  // ok: the same
  for (const std::string &url : both)
    pages.push_back(co_await fetch(url));
  co_return pages;
}

asio::awaitable<void> waits(std::vector<int> times, asio::steady_timer &timer) {
  // ok: a delay, which is there to be waited for
  for (int time : times) {
    (void)time;
    co_await timer.async_wait(asio::use_awaitable);
  }
}

// ok: no value of the element is awaited
cppcoro::task<std::vector<std::string>> same(std::vector<int> numbers) {
  std::vector<std::string> pages;
  for (int number : numbers) {
    (void)number;
    pages.push_back(co_await fetch("https://example.com"));
  }
  co_return pages;
}
