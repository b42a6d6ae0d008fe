// Work in processes of its own; see workers.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/workers.h"
#include "project/large-pages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using Clock = std::chrono::steady_clock;

namespace corolint {

static volatile std::sig_atomic_t Interrupted = 0;
static void interrupt() { Interrupted = 1; }
bool wasInterrupted() { return Interrupted; }

unsigned workerCount(const WorkerOptions &Options) {
  return Options.Jobs ? Options.Jobs : llvm::hardware_concurrency().compute_thread_count();
}

namespace {

/// A pipe whose ends no other program inherits; the reading one does not wait.
struct Pipe {
  int Read = -1, Write = -1;

  bool open() {
    int Ends[2];
    if (pipe(Ends))
      return false;
    Read = Ends[0];
    Write = Ends[1];
    fcntl(Read, F_SETFD, FD_CLOEXEC);
    fcntl(Write, F_SETFD, FD_CLOEXEC);
    fcntl(Read, F_SETFL, O_NONBLOCK);
    return true;
  }
  static void close(int &End) {
    if (End != -1)
      ::close(End);
    End = -1;
  }
};

struct Worker {
  pid_t Pid = -1;
  size_t Index = 0;
  Pipe Result, Errors;
  Clock::time_point Started = Clock::now();
  std::optional<Clock::time_point> Deadline;
  bool TimedOut = false;
  WorkerResult Out;

  /// To all that it started.
  void signal(int Signal) const { kill(-Pid, Signal); }
};

class Pool {
public:
  Pool(size_t Count, const WorkerOptions &Options, llvm::function_ref<std::string(size_t)> Work,
       llvm::function_ref<void(size_t, WorkerResult)> Done, llvm::function_ref<void(size_t)> Tick)
      : Count(Count), Options(Options), Jobs(workerCount(Options)), Work(Work), Done(Done),
        Tick(Tick) {}

  bool run() {
    llvm::sys::SetInterruptFunction(interrupt);
    while (!Interrupted && (Next < Count || !Running.empty())) {
      while (!Interrupted && Next < Count && Running.size() < Jobs && start(Next))
        ++Next;
      wait();
      endOverdue();
      Tick(Next ? Next - 1 : 0);
    }
    for (const Worker &W : Running)
      W.signal(SIGKILL);
    for (const Worker &W : Running)
      waitpid(W.Pid, nullptr, 0);
    llvm::sys::SetInterruptFunction(nullptr);
    return !Interrupted;
  }

private:
  bool start(size_t Index);
  [[noreturn]] void work(Worker &W);
  void wait();
  void endOverdue();
  void end(Worker &W);

  const size_t Count;
  const WorkerOptions &Options;
  const unsigned Jobs;
  llvm::function_ref<std::string(size_t)> Work;
  llvm::function_ref<void(size_t, WorkerResult)> Done;
  llvm::function_ref<void(size_t)> Tick;
  const pid_t Parent = getpid();
  std::vector<Worker> Running;
  size_t Next = 0;
};

} // namespace

/// The part of the worker: returns by ending the process, without destructors and without flushing what
/// the parent has in its buffers.
void Pool::work(Worker &W) {
  // A group of its own: the terminal's Ctrl-C is the parent's to handle, and a kill reaches whatever the
  // worker started.
  setpgid(0, 0);
#ifdef __linux__
  // A parent that is killed takes its workers along.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Parent)
    _exit(1);
#endif
  llvm::sys::SetInterruptFunction(nullptr);
  llvm::sys::Process::PreventCoreFiles();
  llvm::setBugReportMsg("");
  dup2(W.Errors.Write, STDOUT_FILENO);
  dup2(W.Errors.Write, STDERR_FILENO);
  useLargePages();
  std::string Bytes = Work(W.Index);
  for (size_t At = 0; At < Bytes.size();) {
    ssize_t N = write(W.Result.Write, Bytes.data() + At, Bytes.size() - At);
    if (N < 0 && errno != EINTR)
      _exit(1);
    At += std::max<ssize_t>(N, 0);
  }
  _exit(0);
}

/// False when that cannot be done now.
bool Pool::start(size_t Index) {
  Worker W;
  W.Index = Index;
  const bool Piped = W.Result.open() && W.Errors.open();
  if (Piped)
    W.Pid = fork();
  if (W.Pid == 0)
    work(W);
  const int Error = errno;
  Pipe::close(W.Result.Write);
  Pipe::close(W.Errors.Write);
  if (W.Pid > 0) {
    setpgid(W.Pid, W.Pid);
    if (Options.Timeout.count())
      W.Deadline = Clock::now() + Options.Timeout;
    Running.push_back(std::move(W));
    return true;
  }
  Pipe::close(W.Result.Read);
  Pipe::close(W.Errors.Read);
  // Too many processes or files: there are fewer when a worker ends.
  if (!Running.empty())
    return false;
  W.Out.How = WorkerResult::End::Crashed;
  W.Out.Why = std::string("cannot start a process: ") + strerror(Error);
  Done(Index, std::move(W.Out));
  return true;
}

/// Reads what is there. False at the end of the file.
static bool drain(int From, std::string &To, size_t Limit) {
  char Buffer[1 << 16];
  while (true) {
    ssize_t N = read(From, Buffer, sizeof(Buffer));
    if (N > 0)
      To.append(Buffer, std::min<size_t>(N, Limit - std::min(Limit, To.size())));
    else if (N == 0)
      return false;
    else if (errno != EINTR)
      return errno == EAGAIN || errno == EWOULDBLOCK;
  }
}

void Pool::wait() {
  std::vector<pollfd> Files;
  auto Now = Clock::now();
  // At least that often somebody wants to know how far it is.
  std::chrono::milliseconds Until(200);
  for (const Worker &W : Running) {
    Files.push_back({W.Result.Read, POLLIN, 0});
    Files.push_back({W.Errors.Read, POLLIN, 0});
    if (W.Deadline)
      Until = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*W.Deadline - Now),
                         std::chrono::milliseconds(0), Until);
  }
  if (poll(Files.data(), Files.size(), Until.count()) <= 0)
    return;
  std::vector<Worker> Ended;
  for (size_t I = Running.size(); I-- > 0;) {
    Worker &W = Running[I];
    // The errors of a worker that crashes in a loop are not kept for ever.
    if (Files[2 * I + 1].revents && !drain(W.Errors.Read, W.Out.Errors, 1 << 16))
      Pipe::close(W.Errors.Read);
    if (Files[2 * I].revents && !drain(W.Result.Read, W.Out.Bytes, SIZE_MAX)) {
      Ended.push_back(std::move(W));
      Running.erase(Running.begin() + I);
    }
  }
  for (Worker &W : llvm::reverse(Ended))
    end(W);
}

/// The worker has closed its pipe, as every process does that ends.
void Pool::end(Worker &W) {
  int Status = 0;
  while (waitpid(W.Pid, &Status, 0) < 0 && errno == EINTR)
    ;
  if (W.Errors.Read != -1)
    drain(W.Errors.Read, W.Out.Errors, 1 << 16);
  Pipe::close(W.Result.Read);
  Pipe::close(W.Errors.Read);
  if (W.TimedOut) {
    W.Out.How = WorkerResult::End::TimedOut;
    W.Out.Why = std::to_string(Options.Timeout.count()) + " s";
  } else if (WIFSIGNALED(Status)) {
    W.Out.How = WorkerResult::End::Crashed;
    W.Out.Why = strsignal(WTERMSIG(Status));
  } else if (WEXITSTATUS(Status)) {
    W.Out.How = WorkerResult::End::Crashed;
    W.Out.Why = "exit status " + std::to_string(WEXITSTATUS(Status));
  }
  W.Out.Seconds = std::chrono::duration<double>(Clock::now() - W.Started).count();
  Done(W.Index, std::move(W.Out));
}

void Pool::endOverdue() {
  auto Now = Clock::now();
  for (Worker &W : Running) {
    if (!W.Deadline || Now < *W.Deadline)
      continue;
    if (W.TimedOut) {
      W.signal(SIGKILL);
      W.Deadline.reset();
      continue;
    }
    // LLVM's handler of this signal writes what the worker is doing before it ends it. Where that hangs
    // too, nothing is written.
    W.TimedOut = true;
    W.signal(SIGQUIT);
    W.Deadline = Now + std::chrono::seconds(5);
  }
}

bool runInWorkers(size_t Count, const WorkerOptions &Options,
                  llvm::function_ref<std::string(size_t)> Work,
                  llvm::function_ref<void(size_t, WorkerResult)> Done,
                  llvm::function_ref<void(size_t)> Tick) {
  // What is in the buffers now would be written by every worker that ends otherwise than by work().
  llvm::outs().flush();
  llvm::errs().flush();
  return Pool(Count, Options, Work, Done, Tick).run();
}

} // namespace corolint
