// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
// CHECK-FIXES: #include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>

#include <chrono>
#include <cstdlib>
#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroProcess>
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QProcess>
#include <QtCore/QTimer>

// What is used of Boost.Process, both generations.
namespace boost::process {
int system(const std::string &command);
struct child {
  explicit child(const std::string &command);
  bool running();
  void wait();
  template <typename Rep, typename Period> bool wait_for(std::chrono::duration<Rep, Period> time);
  int exit_code() const;
};
inline namespace v2 {
template <typename Executor = asio::any_io_executor> struct basic_process {
  int wait();
  int wait(boost::system::error_code &ec);
  template <typename Token>
  asio::detail::initfn_result_t<Token, void(boost::system::error_code, int)>
  async_wait(Token &&token) {
    asio::detail::mock_body(token);
  }
};
} // namespace v2
} // namespace boost::process

cppcoro::task<int> backup(std::string directory) {
  co_return std::system(("tar -cf backup.tar " + directory).c_str());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'system' runs a shell command and waits for it: nothing else on the thread of coroutine 'backup' runs until it returns [coro-blocking-process-call]
}

cppcoro::task<std::string> host_name() {
  char name[64] = "";
  FILE *pipe = popen("hostname -f", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'popen' runs a shell command through a pipe that is read and written synchronously: nothing else on the thread of coroutine 'host_name' runs until it returns [coro-blocking-process-call]
  if (fgets(name, sizeof name, pipe) && pclose(pipe) == 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'pclose' waits for the process to end: nothing else on the thread of coroutine 'host_name' runs until it returns [coro-blocking-process-call]
    co_return name;
  co_return "localhost";
}

asio::awaitable<int> run_child(const char *program) {
  int status = 0;
  if (pid_t child = fork()) {
    waitpid(child, &status, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'waitpid' waits for a child process to end: nothing else on the thread of coroutine 'run_child' runs until it returns [coro-blocking-process-call]
  } else {
    execlp(program, program, nullptr);
  }
  for (int left = 2; left > 0; --left)
    wait(&status);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' waits for a child process to end: nothing else on the thread of coroutine 'run_child' runs until it returns [coro-blocking-process-call]
  co_return status;
}

class deployment {
public:
  boost::asio::awaitable<int> restart(boost::process::basic_process<> &server) {
    boost::process::child compiler("make");
    if (!compiler.wait_for(std::chrono::seconds(30)))
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'wait_for' waits for the process to end: nothing else on the thread of coroutine 'deployment::restart' runs until it returns [coro-blocking-process-call]
      co_return -1;
    compiler_->wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'wait' waits for the process to end: nothing else on the thread of coroutine 'deployment::restart' runs until it returns [coro-blocking-process-call]
    co_return boost::process::system("systemctl restart app") + server.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'system' runs a program and waits for it: nothing else on the thread of coroutine 'deployment::restart' runs until it returns [coro-blocking-process-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:72: warning: 'wait' waits for the process to end: nothing else on the thread of coroutine 'deployment::restart' runs until it returns [coro-blocking-process-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:72: note: await the asynchronous form 'async_wait' instead
    // CHECK-FIXES: co_return boost::process::system("systemctl restart app") + co_await server.async_wait(boost::asio::use_awaitable);
  }

private:
  boost::process::child *compiler_;
};

QCoro::Task<bool> convert(QProcess *tool) {
  tool->start("convert", {"in.png", "out.jpg"});
  if (!tool->waitForStarted())
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForStarted' waits for the process: nothing else on the thread of coroutine 'convert' runs until it returns [coro-blocking-process-call]
    co_return false;
  tool->waitForReadyRead(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForReadyRead' waits for the process: nothing else on the thread of coroutine 'convert' runs until it returns [coro-blocking-process-call]
  if (QProcess::execute("optimize", {}) != 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'QProcess::execute' runs a program and waits for it: nothing else on the thread of coroutine 'convert' runs until it returns [coro-blocking-process-call]
    co_return false;
  co_return tool->waitForFinished(-1);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'waitForFinished' waits for the process: nothing else on the thread of coroutine 'convert' runs until it returns [coro-blocking-process-call]
}

auto archive = []() -> cppcoro::task<int> { co_return system("gzip log"); };
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'system' runs a shell command and waits for it: nothing else on this coroutine's thread runs until it returns [coro-blocking-process-call]

template <typename Process> QCoro::Task<> settle(Process &process) {
  process.waitForFinished(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' waits for the process: nothing else on the thread of coroutine 'settle' runs until it returns [coro-blocking-process-call]
  co_return;
}
template QCoro::Task<> settle(QProcess &);

#define SHELL(command) std::system(command)

asio::awaitable<int> clean(boost::asio::io_context &) {
  try {
    co_return SHELL("make clean");
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'system' runs a shell command and waits for it: nothing else on the thread of coroutine 'clean' runs until it returns [coro-blocking-process-call]
    // CHECK-MESSAGES: :[[@LINE-6]]:24: note: expanded from macro 'SHELL'
  } catch (...) {
    std::system("rm -rf build");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'system' runs a shell command and waits for it: nothing else on the thread of coroutine 'clean' runs until it returns [coro-blocking-process-call]
  }
  co_return [] { return std::system("true"); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'system' runs a shell command and waits for it: nothing else on the thread of coroutine 'clean' runs until it returns [coro-blocking-process-call]
}

void on_timeout(QTimer *timer) {
  // A slot runs on the event loop.
  QObject::connect(timer, &QTimer::timeout, [] { QProcess::execute("date", {}); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'QProcess::execute' runs a program and waits for it: the loop that runs this handler stands still until it returns [coro-blocking-process-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the loop here
}

// --- safe ----------------------------------------------------------------------------------------

cppcoro::task<bool> has_shell() {
  // ok: asks whether there is a shell, and runs none
  co_return std::system(nullptr) != 0;
}

cppcoro::task<bool> has_ended(pid_t child, int how) {
  int status;
  // ok: returns at once
  if (waitpid(child, &status, WNOHANG | WUNTRACED) > 0)
    co_return true;
  // ok: the flags are not known here
  co_return waitpid(child, &status, how) > 0;
}

struct next_tick {
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<> waiting);
  void await_resume() const noexcept {}
};

cppcoro::task<int> watch(boost::process::child job) {
  while (job.running())
    co_await next_tick{};
  // ok: it has ended, this fetches its status
  job.wait();
  co_return job.exit_code();
}

cppcoro::task<bool> peek(boost::process::child &job) {
  // ok: does not wait
  co_return job.wait_for(std::chrono::milliseconds(0));
}

QCoro::Task<bool> thumbnail(QProcess &tool) {
  // ok: QCoro's own forms are awaited
  co_await qCoro(tool).start("convert", {"in.png", "out.jpg"});
  if (!co_await qCoro(tool).waitForFinished())
    co_return false;
  // ok: does not wait
  tool.waitForFinished(0);
  // ok: starts it and goes on
  QProcess::startDetached("notify", {});
  // ok: runs on a thread of the pool
  co_await QtConcurrent::run([] { return QProcess::execute("optimize", {}); });
  co_return true;
}

// Names of one's own.
bool system(int id);
cppcoro::task<> wait(int ticks);
struct scheduler {
  int system(const char *name);
  void wait();
};

cppcoro::task<bool> own_names(scheduler work) {
  // ok: not the C library's functions
  co_await wait(3);
  work.wait();
  work.system("events");
  co_return system(4);
}

cppcoro::task<int> compress(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  // ok: on a thread of the pool
  co_return std::system("gzip log");
}

asio::awaitable<void> nightly(asio::thread_pool &pool) {
  // ok: runs on a thread of the pool
  asio::post(pool, [] { std::system("backup"); });
  co_return;
}

int main() {
  // ok: not in a coroutine
  return std::system("true");
}
