// Runs the checks over one translation unit.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_LINT_H
#define COROLINT_ENGINE_LINT_H

#include "engine/configuration.h"
#include "engine/finding.h"
#include "engine/inputs.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>

namespace corolint {

struct SharedHeaders;

struct LintOptions {
  /// What counts for more than `.clang-tidy`.
  Overrides Settings;
  /// Files that are not what is on disk (edits that are being tried), by absolute path.
  std::map<std::string, std::string> Overlay;
  // What is added here changes results: project/cache has to hear of it, and does not compile before.
};

struct UnitResult {
  /// Sorted, without duplicates; compile errors, configuration errors, and what is suppressed among them, and
  /// remarks about suppressions for settleSuppressions().
  std::vector<Finding> Findings;
  unsigned CompileErrors = 0;
  /// The unit could not even be opened.
  bool Failed = false;
  /// No command of the unit compiles it with coroutines: nothing was parsed.
  bool WithoutCoroutines = false;
  /// Flags that were left out of the commands, because clang cannot read them and they may matter.
  std::vector<std::string> DroppedFlags;
  /// All that the result depends on, besides the commands, the options and this program; by path.
  std::vector<Input> Inputs;
  /// An input changed while the unit was linted: the result belongs to no state of the files.
  bool Unstable = false;
};

/// Lints \p File with each of its commands in \p Commands. Checks are chosen by the default set or a preset,
/// then the globs of the nearest `.clang-tidy` that name coro checks, then \p Options.Settings. \p Shared changes
/// no result; it is used where it fits.
UnitResult lintUnit(const clang::tooling::CompilationDatabase &Commands, const std::string &File,
                    const LintOptions &Options, const SharedHeaders *Shared = nullptr);

} // namespace corolint

#endif
