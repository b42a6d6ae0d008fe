// How far a run is: one line on a terminal that is written over and over. Silent everywhere else.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_PROGRESS_H
#define COROLINT_PROJECT_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <chrono>

namespace corolint {

class Progress {
public:
  /// Of \p Total pieces; shown on standard error if that is a terminal and \p Wanted.
  Progress(size_t Total, bool Wanted);
  /// Takes the line away.
  ~Progress();
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

  /// \p Done pieces are ready, \p Current was started last.
  void show(size_t Done, llvm::StringRef Current);
  /// Takes the line away for a moment, so that something else can be written.
  void clear();

private:
  using Clock = std::chrono::steady_clock;

  const size_t Total;
  const bool Enabled;
  const Clock::time_point Start;
  Clock::time_point Last;
  bool Shown = false;
};

} // namespace corolint

#endif
