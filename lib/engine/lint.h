// Runs the checks over one translation unit.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_LINT_H
#define COROLINT_ENGINE_LINT_H

#include "engine/finding.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>

namespace corolint {

struct LintOptions {
  /// Globs over check names, as in `.clang-tidy` but without the prefix if one likes: "-*,blocking-*".
  /// They come after the default set and after `.clang-tidy`.
  std::string Checks;
  /// Files that are not what is on disk (edits that are being tried), by absolute path.
  std::map<std::string, std::string> Overlay;
};

struct UnitResult {
  /// Sorted, without duplicates; compile errors and configuration errors among them.
  std::vector<Finding> Findings;
  unsigned CompileErrors = 0;
  /// The unit could not even be opened.
  bool Failed = false;
};

/// Makes a compile command fit for this clang: drops what only GCC knows, adds where the builtin headers
/// are.
clang::tooling::ArgumentsAdjuster adaptArguments();

/// Lints \p File with each of its commands in \p Commands. Checks are chosen by the default set, then
/// the globs of the nearest `.clang-tidy` that name coro checks, then \p Options.Checks.
UnitResult lintUnit(const clang::tooling::CompilationDatabase &Commands, const std::string &File,
                    const LintOptions &Options);

/// The checks that run on \p File, without prefix; configuration errors are ignored here.
std::vector<std::string> enabledChecks(const std::string &File, const LintOptions &Options);

} // namespace corolint

#endif
