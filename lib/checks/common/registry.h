// What there is to know about a check without running it: a projection of checks.def and of the
// option tables in the checks' sources.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_REGISTRY_H
#define COROLINT_CHECKS_COMMON_REGISTRY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace clang::tidy {
class ClangTidyCheckFactories;
}

namespace corolint {

/// The pitfall families of the guides.
enum class Category {
  Blocking,      ///< A call that stops the loop's thread.
  LostTask,      ///< Work that never runs because nobody awaits it.
  FireAndForget, ///< Work nobody waits for, and whose errors nobody sees.
  NestedLoop,    ///< A loop run, or a wait for a task, inside a loop.
  SharedState,   ///< What belongs to a thread or is shared, kept across a suspension point.
  Lifetime,      ///< What a coroutine refers to is gone when it is resumed.
  Structure,     ///< Code that works, but not side by side as it reads.
  Suppression    ///< What is said about checks in comments.
};

enum class FixKind {
  None,
  Suggested, ///< Attached to a note: applied by `--fix=all`, offered in the editor.
  Safe       ///< Attached to the warning: applied by `--fix`.
};

/// One option of a check: `coro-<check>.<Name>` in `.clang-tidy`.
struct OptionSpec {
  llvm::StringRef Name;
  llvm::StringRef Default;
  llvm::StringRef Summary;
};

struct CheckInfo {
  llvm::StringRef Name; ///< Without the prefix: "blocking-sleep".
  Category Family;
  bool OnByDefault;
  FixKind Fix;
  llvm::StringRef Summary;
  llvm::ArrayRef<OptionSpec> Options;

  /// The name in clang-tidy, `.clang-tidy` and NOLINT: "coro-blocking-sleep".
  std::string fullName() const { return ("coro-" + Name).str(); }
  /// The check's page in docs/checks, Markdown.
  llvm::StringRef page() const;
};

/// Every check, sorted by name.
llvm::ArrayRef<CheckInfo> allChecks();

/// The options that all checks share: `coro.<Name>` in `.clang-tidy`.
llvm::ArrayRef<OptionSpec> sharedOptions();

/// The check of that name, with or without the prefix; null for none.
const CheckInfo *findCheck(llvm::StringRef Name);

/// The name nearest to \p Wrong, for "did you mean"; empty when nothing is near.
llvm::StringRef nearestCheck(llvm::StringRef Wrong);

/// "blocking call", "lost task", ...
llvm::StringRef categoryTitle(Category C);
/// The project on the web.
llvm::StringRef projectUrl();
/// Where the page of a check is read on the web.
std::string pageUrl(llvm::StringRef Name);

/// Makes every check known to clang-tidy.
void registerChecks(clang::tidy::ClangTidyCheckFactories &Factories);

} // namespace corolint

#endif
