// NOLINT comments: reading them as clang-tidy does, and writing one where it suppresses a finding and nothing
// else changes.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_NOLINT_H
#define COROLINT_CHECKS_COMMON_NOLINT_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct Nolint {
  enum Kind { Line, NextLine, Begin, End };
  Kind What;
  size_t Offset; ///< Of the directive in the text that was searched.
  size_t Length; ///< With its list.
  /// Globs between the parentheses; nothing when there are none, which is every check.
  std::optional<llvm::StringRef> Checks;
  /// What is written behind it, a colon or a dash left out: why the finding is suppressed.
  llvm::StringRef Reason;

  /// Whether a finding of \p Check ("coro-blocking-sleep") is suppressed.
  bool names(llvm::StringRef Check) const;
};

/// The first directive in \p Text at or after \p From. (clang-tidy looks for nothing but the word: in a string
/// it counts, too.)
std::optional<Nolint> findNolint(llvm::StringRef Text, size_t From = 0);

struct Insertion {
  size_t Offset;
  std::string Text;
};

/// What makes \p Text suppress findings of \p Check that are somewhere in [\p Begin, \p End): a comment with
/// \p Reason on the line above, or the check in the list of a comment that is there. A stretch of several
/// lines is put between two comments: which of them the finding is on is not known here. Nothing where no
/// comment can be (the middle of a macro or of a string of several lines).
std::vector<Insertion> suppress(llvm::StringRef Text, size_t Begin, size_t End, llvm::StringRef Check,
                               llvm::StringRef Reason);

} // namespace corolint

#endif
