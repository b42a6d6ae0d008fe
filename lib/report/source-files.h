// Source text by path and offset: what reporters print lines and columns from.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_SOURCE_FILES_H
#define COROLINT_REPORT_SOURCE_FILES_H

#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "engine/finding.h"
#include "llvm-compat.h"

namespace corolint {

/// A source manager of its own, without the compiler that found the findings.
class SourceFiles {
public:
  SourceFiles();

  clang::SourceManager &manager() { return *Sources; }

  /// The location of an offset, invalid when the file cannot be read or is shorter. The path is shown
  /// relative to the working directory where it lies below it.
  clang::SourceLocation at(const std::string &File, unsigned Offset);
  clang::CharSourceRange range(const FileRange &R);

  /// From 1; 0 when the file cannot be read.
  struct Position {
    unsigned Line = 0;
    unsigned Column = 0;    ///< In bytes.
    unsigned Character = 0; ///< The column in Unicode code points.
  };
  Position position(const std::string &File, unsigned Offset);
  Position begin(const FileRange &R) { return position(R.File, R.Offset); }
  Position end(const FileRange &R) { return position(R.File, R.Offset + R.Length); }

  /// \p R or, for a mere place, the token that starts there.
  FileRange extent(const FileRange &R);

  /// All of a file; empty when it cannot be read.
  llvm::StringRef text(const std::string &File);
  /// Where a line starts and where it ends, before its line break; lines are counted from 1.
  std::pair<unsigned, unsigned> line(const std::string &File, unsigned Line);
  unsigned lineCount(const std::string &File);

private:
  clang::FileID id(const std::string &File);

  compat::OwnedDiagnosticOptions Options;
  clang::DiagnosticConsumer Ignore;
  std::unique_ptr<clang::DiagnosticsEngine> Diagnostics;
  std::unique_ptr<clang::FileManager> Files;
  std::unique_ptr<clang::SourceManager> Sources;
};

/// \p Path relative to the working directory where it lies below it.
std::string displayPath(const std::string &Path);

/// What to mark for a finding or a note: the range that its place is in or, without one, the place.
template <typename Message> FileRange primaryRange(const Message &M) {
  for (const FileRange &R : M.Ranges)
    if (R.File == M.Where.File && R.Offset <= M.Where.Offset &&
        M.Where.Offset <= R.Offset + R.Length)
      return R;
  return M.Where;
}

} // namespace corolint

#endif
