// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
#include <QCoro/QCoroTask>
#include <QtConcurrentRun>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>

#include <unistd.h>

asio::awaitable<void> send(std::string line);

//===-- Waiting for a person ------------------------------------------------===//

asio::awaitable<void> chat() {
  std::string line;
  while (std::getline(std::cin, line))
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'getline' waits for a person to type: nothing else on the thread of coroutine 'chat' runs until it returns [coro-blocking-console-input]
    co_await send(line);
}

class menu {
public:
  asio::awaitable<int> choose();
  cppcoro::task<bool> confirm(const char *question);
};

asio::awaitable<int> menu::choose() {
  int from = 0, to = 0;
  // One finding for a chain.
  std::cin >> from >> to;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'operator>>' waits for a person to type: nothing else on the thread of coroutine 'menu::choose' runs until it returns [coro-blocking-console-input]
  if (std::cin.fail()) {
    std::cin.clear();
    std::cin.ignore(100, '\n');
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'ignore' waits for a person to type: nothing else on the thread of coroutine 'menu::choose' runs until it returns [coro-blocking-console-input]
  }
  co_return to - from;
}

cppcoro::task<bool> menu::confirm(const char *question) {
  std::printf("%s [y/n] ", question);
  co_return std::getchar() == 'y';
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'getchar' waits for a person to type: nothing else on the thread of coroutine 'menu::confirm' runs until it returns [coro-blocking-console-input]
}

QCoro::Task<int> legacy_prompt() {
  char name[80];
  int age = 0;
  std::fgets(name, sizeof name, stdin);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fgets' waits for a person to type: nothing else on the thread of coroutine 'legacy_prompt' runs until it returns [coro-blocking-console-input]
  if (std::scanf("%d", &age) != 1)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'scanf' waits for a person to type: nothing else on the thread of coroutine 'legacy_prompt' runs until it returns [coro-blocking-console-input]
    age = -1;
  co_return age;
}

asio::awaitable<void> raw(char *buffer, std::size_t size) {
  (void)read(STDIN_FILENO, buffer, size);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'read' waits for a person to type: nothing else on the thread of coroutine 'raw' runs until it returns [coro-blocking-console-input]
  std::cin.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' waits for a person to type: nothing else on the thread of coroutine 'raw' runs until it returns [coro-blocking-console-input]
  std::cin.getline(buffer, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'getline' waits for a person to type: nothing else on the thread of coroutine 'raw' runs until it returns [coro-blocking-console-input]
  std::wstring wide;
  std::getline(std::wcin, wide);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getline' waits for a person to type: nothing else on the thread of coroutine 'raw' runs until it returns [coro-blocking-console-input]
  co_return;
}

template <class T> asio::awaitable<T> ask() {
  T value{};
  std::cin >> value;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'operator>>' waits for a person to type: nothing else on the thread of coroutine 'ask' runs until it returns [coro-blocking-console-input]
  co_return value;
}
template asio::awaitable<int> ask();
template asio::awaitable<std::string> ask();

#define PAUSE() std::cin.get()
void start(asio::io_context &io) {
  asio::co_spawn(io, []() -> asio::awaitable<void> {
    PAUSE();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' waits for a person to type: nothing else on this coroutine's thread runs until it returns [coro-blocking-console-input]
    // CHECK-MESSAGES: :[[@LINE-5]]:26: note: expanded from macro 'PAUSE'
    co_return;
  }, asio::detached);
  asio::post(io, [] {
    std::string command;
    std::getline(std::cin, command);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'getline' waits for a person to type: the loop that runs this handler stands still until it returns [coro-blocking-console-input]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the handler is given to the loop here
  });
}

//===-- Safe ----------------------------------------------------------------===//

asio::awaitable<int> parses(std::string text, std::istream &in, std::FILE *file) {
  int value = 0;
  std::istringstream fields(text);
  // ok: reads from memory
  fields >> value;
  // ok: a stream that a function is given may be anything
  in >> value;
  char line[80];
  // ok: another file than the console
  std::fgets(line, sizeof line, file);
  std::getc(file);
  // ok: reads from memory
  std::sscanf(line, "%d", &value);
  co_return value;
}

asio::awaitable<void> does_not_read() {
  // ok: asks and sets, reads nothing
  std::cin.tie(nullptr);
  std::ios::sync_with_stdio(false);
  if (std::cin.eof() || std::cin.rdbuf()->in_avail() == 0)
    co_return;
  char buffer[16];
  // ok: takes only what is there
  std::cin.readsome(buffer, sizeof buffer);
  // ok: output
  std::cout << buffer << std::endl;
}

asio::awaitable<void> other_descriptor(int fd, char *buffer) {
  // ok: another file than the console
  (void)read(fd, buffer, 1);
  co_return;
}

asio::awaitable<void> reads_elsewhere(asio::thread_pool &pool) {
  std::thread([] {
    std::string line;
    // ok: a thread of its own
    std::getline(std::cin, line);
  }).detach();
  asio::post(pool, [] {
    // ok: a pool's thread may wait
    std::getchar();
  });
  auto key = QtConcurrent::run([] {
    // ok: a thread of Qt's pool
    return std::getchar();
  });
  (void)key;
  auto prompt = [] {
    // ok: nobody knows where this lambda is called
    return std::getchar();
  };
  (void)prompt;
  co_return;
}

// ok: no coroutine, its callers decide
std::string read_password() {
  std::string password;
  std::getline(std::cin, password);
  return password;
}

cppcoro::generator<std::string> lines() {
  std::string line;
  // ok: a generator runs on the thread of whoever iterates it
  while (std::getline(std::cin, line))
    co_yield line;
}

namespace app {
enum wait_type { wait_read, wait_write };
struct terminal {
  asio::awaitable<void> async_wait(wait_type what);
  asio::awaitable<void> readable();
  std::string getline();
};
int getchar(terminal &from);
} // namespace app

asio::awaitable<void> after_readiness(app::terminal &keyboard) {
  std::string line;
  co_await keyboard.async_wait(app::wait_read);
  // ok: a line is there, the coroutine awaited it
  std::getline(std::cin, line);
  co_await send(line);
}

asio::awaitable<void> after_readable(app::terminal &keyboard) {
  for (;;) {
    co_await keyboard.readable();
    // ok: input is there, the coroutine awaited it
    if (std::getchar() == 'q')
      co_return;
  }
}

asio::awaitable<void> names(app::terminal &keyboard) {
  // ok: functions of the project's own
  keyboard.getline();
  app::getchar(keyboard);
  co_return;
}

int main() {
  std::string name;
  // ok: main has a thread to itself
  std::cin >> name;
}
