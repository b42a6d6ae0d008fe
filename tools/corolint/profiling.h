// Where the time of a run went, if the command line asks.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_PROFILING_H
#define COROLINT_TOOL_PROFILING_H

#include "project/lint-units.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>

namespace corolint {

class Profiling {
public:
  /// Before any work is done for nothing. False, after a complaint, when the file cannot be written.
  bool open();
  /// \p How, with times if they are wanted: for the units of the run itself, not for fixes that are tried.
  RunOptions timed(RunOptions How);
  /// Writes what was measured. False, after a complaint, if that failed.
  bool finish();

private:
  RunTimes Times;
  std::unique_ptr<llvm::raw_fd_ostream> File;
};

} // namespace corolint

#endif
