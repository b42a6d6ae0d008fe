// Where the report goes and in which format.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_OUTPUT_H
#define COROLINT_TOOL_OUTPUT_H

#include "project/run.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// The report that the command line asks for.
class Output {
public:
  /// Opens the file, before any work is done for nothing. False, after a complaint, if that fails.
  bool open();
  /// Where lines for people go without mixing with a report for scripts.
  llvm::raw_ostream &forPeople();
  /// False, after a complaint, if it cannot be written.
  bool write(const RunResult &Run);

private:
  llvm::raw_ostream &stream();
  std::unique_ptr<llvm::raw_fd_ostream> File;
};

} // namespace corolint

#endif
