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
    unsigned Line = 0, Column = 0;
  };
  Position position(const std::string &File, unsigned Offset);

private:
  compat::OwnedDiagnosticOptions Options;
  clang::DiagnosticConsumer Ignore;
  std::unique_ptr<clang::DiagnosticsEngine> Diagnostics;
  std::unique_ptr<clang::FileManager> Files;
  std::unique_ptr<clang::SourceManager> Sources;
};

/// \p Path relative to the working directory where it lies below it.
std::string displayPath(const std::string &Path);

} // namespace corolint

#endif
