// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

//===-- Waiting for the disk ------------------------------------------------===//

asio::awaitable<std::string> read_file(std::string path) {
  // A stream is reported where it is opened, not at each line.
  std::ifstream in(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: '{{.*}}ifstream' waits for the disk: nothing else on the thread of coroutine 'read_file' runs until it returns [coro-blocking-file-io]
  std::string text, line;
  while (std::getline(in, line))
    text += line;
  co_return text;
}

class store {
public:
  asio::awaitable<void> save(const std::string &key, std::string value);
  asio::awaitable<std::size_t> clean_up();

private:
  fs::path root_;
  std::ofstream journal_;
};

asio::awaitable<void> store::save(const std::string &key, std::string value) {
  if (!journal_.is_open())
    journal_.open(root_ / "journal");
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'open' waits for the disk: nothing else on the thread of coroutine 'store::save' runs until it returns [coro-blocking-file-io]
  journal_ << key << '=' << value << std::endl;
  std::ofstream{root_ / key, std::ios::binary} << value;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '{{.*}}ofstream' waits for the disk: nothing else on the thread of coroutine 'store::save' runs until it returns [coro-blocking-file-io]
  co_return;
}

asio::awaitable<std::size_t> store::clean_up() {
  std::size_t removed = 0;
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root_))
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'recursive_directory_iterator' reads a directory from the disk: nothing else on the thread of coroutine 'store::clean_up' runs until it returns [coro-blocking-file-io]
    if (entry.path().extension() == ".tmp")
      removed += fs::remove_all(entry.path());
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'remove_all' waits for the disk: nothing else on the thread of coroutine 'store::clean_up' runs until it returns [coro-blocking-file-io]
  fs::create_directories(root_ / "old");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'create_directories' waits for the disk: nothing else on the thread of coroutine 'store::clean_up' runs until it returns [coro-blocking-file-io]
  fs::rename(root_ / "journal", root_ / "old" / "journal");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rename' waits for the disk: nothing else on the thread of coroutine 'store::clean_up' runs until it returns [coro-blocking-file-io]
  co_return removed;
}

cppcoro::task<int> c_style(const char *path, char *buffer, std::size_t size) {
  // The same for a C stream that the coroutine opens.
  std::FILE *file = std::fopen(path, "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fopen' waits for the disk: nothing else on the thread of coroutine 'c_style' runs until it returns [coro-blocking-file-io]
  int got = static_cast<int>(std::fread(buffer, 1, size, file));
  std::fclose(file);
  co_return got;
}

cppcoro::task<> append(std::FILE *given, const char *record) {
  // This one came from elsewhere.
  std::fputs(record, given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fputs' waits for the disk: nothing else on the thread of coroutine 'append' runs until it returns [coro-blocking-file-io]
  co_return;
}

asio::awaitable<void> descriptors(const char *path, char *buffer) {
  int file = ::open(path, O_RDWR);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'open' waits for the disk: nothing else on the thread of coroutine 'descriptors' runs until it returns [coro-blocking-file-io]
  (void)::read(file, buffer, 16);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'read' waits for the disk or the peer: nothing else on the thread of coroutine 'descriptors' runs until it returns [coro-blocking-file-io]
  ::fsync(file);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' waits for the disk: nothing else on the thread of coroutine 'descriptors' runs until it returns [coro-blocking-file-io]
  ::close(file);
  co_return;
}

template <class Path> asio::awaitable<void> back_up(Path from, Path to) {
  fs::copy_file(from, to);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'copy_file' waits for the disk: nothing else on the thread of coroutine 'back_up' runs until it returns [coro-blocking-file-io]
  co_return;
}
template asio::awaitable<void> back_up(fs::path, fs::path);
template asio::awaitable<void> back_up(const char *, const char *);

#define OPEN(name) std::fopen(name, "w")
void start(asio::io_context &io) {
  asio::co_spawn(io, []() -> asio::awaitable<void> {
    std::FILE *out = OPEN("out.txt");
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'fopen' waits for the disk: nothing else on this coroutine's thread runs until it returns [coro-blocking-file-io]
    // CHECK-MESSAGES: :[[@LINE-5]]:20: note: expanded from macro 'OPEN'
    (void)out;
    co_return;
  }, asio::detached);
  asio::post(io, [] {
    std::ofstream("trace.txt") << "tick";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '{{.*}}ofstream' waits for the disk: the loop that runs this handler stands still until it returns [coro-blocking-file-io]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the handler is given to the loop here
  });
}

//===-- Safe ----------------------------------------------------------------===//

asio::awaitable<void> memory_and_messages(std::string text) {
  // ok: streams in memory
  std::istringstream in(text);
  std::ostringstream out;
  out << in.rdbuf();
  // ok: a stream that is not opened
  std::ofstream later;
  // ok: messages
  std::cout << out.str() << std::endl;
  std::fputs("done\n", stderr);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
  std::printf("%s\n", text.c_str());
  // ok: messages, by descriptor
  (void)::write(STDERR_FILENO, text.data(), text.size());
  (void)::write(1, text.data(), text.size());
  co_return;
}

asio::awaitable<void> kernel_memory() {
  std::string line;
  // ok: the kernel answers from memory
  std::ifstream status("/proc/self/status");
  // ok: the kernel answers from memory
  std::ifstream load{std::string("/proc/loadavg")};
  // ok: the kernel answers from memory
  std::FILE *random = std::fopen("/dev/urandom", "r");
  // ok: the stream that is opened above
  std::fclose(random);
  // ok: the kernel answers from memory
  int null = ::open("/dev/null", O_WRONLY);
  (void)null;
  co_return;
}

asio::awaitable<bool> names_only(fs::path path) {
  // ok: arithmetic on names
  fs::path target = path.parent_path() / path.stem();
  target.replace_extension(".bak");
  // ok: copies a name
  fs::path copy = target;
  // ok: answered from the kernel's cache nearly always
  co_return fs::exists(copy) && fs::file_size(copy) > 0;
}

asio::awaitable<void> elsewhere(asio::thread_pool &pool, std::string path) {
  std::thread([path] {
    // ok: a thread of its own
    std::ifstream in(path);
  }).detach();
  asio::post(pool, [path] {
    // ok: a pool's thread may wait
    fs::remove_all(path);
  });
  auto load = [](const std::string &name) {
    // ok: nobody knows where this lambda is called
    return std::ifstream(name).good();
  };
  (void)load;
  co_return;
}

// ok: no coroutine, its callers decide
std::string slurp(const std::string &path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

cppcoro::generator<std::string> lines(std::string path) {
  // ok: a generator runs on the thread of whoever iterates it
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    co_yield line;
}

namespace app {
struct async_file {
  asio::awaitable<void> open(const char *path);
  asio::awaitable<int> read(char *into, int size);
};
asio::awaitable<void> rename(const fs::path &from, const fs::path &to);
} // namespace app

asio::awaitable<void> awaited(app::async_file &file, char *buffer) {
  // ok: functions of the project's own
  co_await file.open("data");
  co_await file.read(buffer, 16);
  co_await app::rename("data", "data.old");
}
