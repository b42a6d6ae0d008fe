// Work in processes of its own: what crashes or hangs there is known for it, and nothing else is lost.
//
// A worker is forked for every piece of work. The parent has the libraries loaded and relocated and no
// threads, so a fork costs a few milliseconds of a unit that takes hundreds, shares the parent's pages, and
// gives all memory back by ending. A pool of longer-lived workers would save less than it would cost to
// know what state the last unit left them in.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_WORKERS_H
#define COROLINT_PROJECT_WORKERS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <string>

namespace corolint {

struct WorkerOptions {
  unsigned Jobs = 0;                   ///< At a time; 0: one for each core.
  std::chrono::seconds Timeout{600};   ///< For each piece of work; 0: none.
};

/// What became of a piece of work.
struct WorkerResult {
  enum class End { Returned, Crashed, TimedOut };
  End How = End::Returned;
  std::string Bytes;  ///< What it returned.
  std::string Errors; ///< What it wrote to its standard output and error, LLVM's stack dump included.
  std::string Why;    ///< "Segmentation fault", "exit status 3"; empty when it returned.
  double Seconds = 0;
};

/// Runs \p Work for 0 to \p Count - 1, each in a process of its own, started in this order. \p Done is
/// told of each as it ends, in any order; \p Tick, several times a second, how far the work is: the last
/// piece that was started. False when the user interrupted: what was running then was stopped.
bool runInWorkers(size_t Count, const WorkerOptions &Options,
                  llvm::function_ref<std::string(size_t)> Work,
                  llvm::function_ref<void(size_t, WorkerResult)> Done,
                  llvm::function_ref<void(size_t)> Tick);

/// The number of workers that run at a time.
unsigned workerCount(const WorkerOptions &Options);

/// Whether the user interrupted a run of workers. Another interrupt ends the program.
bool wasInterrupted();

} // namespace corolint

#endif
