// Where the reports go and in which formats.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_OUTPUT_H
#define COROLINT_TOOL_OUTPUT_H

#include "project/run.h"
#include "report/report.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// The reports that the command line asks for: one on standard output or in the file of a plain
/// `--output`, and any number in files of their own.
class Output {
public:
  /// Opens the files, before any work is done for nothing. False, after a complaint, if that fails or
  /// the options make no sense.
  bool open();
  /// Where lines for people go without mixing with a report for scripts.
  llvm::raw_ostream &forPeople();
  /// False, after complaints, if something cannot be written. \p WithoutStdout: only the files, standard
  /// output is something else's.
  bool write(const RunResult &Run, bool WithoutStdout);

private:
  struct Target {
    const Format *As;
    std::string File; ///< Empty for standard output.
    std::unique_ptr<llvm::raw_fd_ostream> Stream;
    llvm::raw_ostream &stream() { return Stream ? *Stream : llvm::outs(); }
  };

  bool parse(llvm::StringRef Option);
  bool add(const Format *As, llvm::StringRef File);

  /// The first is the main one; it may be missing when another one has standard output.
  std::vector<Target> Targets;
};

} // namespace corolint

#endif
