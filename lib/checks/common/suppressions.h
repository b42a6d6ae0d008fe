// NOLINT comments as text: where they are, what they name, what they cover, and how one is taken out. What
// they suppress is clang-tidy's business; this says what is in them, in clang-tidy's own reading.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SUPPRESSIONS_H
#define COROLINT_CHECKS_COMMON_SUPPRESSIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// Bytes of a file: [Begin, End).
struct TextRange {
  unsigned Begin = 0, End = 0;
  bool contains(unsigned Offset) const { return Begin <= Offset && Offset < End; }
  bool overlaps(const TextRange &Other) const { return Begin < Other.End && Other.Begin < End; }
};

/// One NOLINT of a comment.
struct NoLint {
  enum Kind { Line, NextLine, Begin, End };
  Kind What = Line;
  TextRange Directive; ///< "NOLINT(coro-x)", without the reason.
  TextRange Comment;   ///< All of the comment that it is in.
  /// It opens the comment or follows another one in it: it is meant, and not spoken of.
  bool IsMeant = false;
  /// The names and globs in parentheses. Without parentheses everything is suppressed.
  struct Item {
    llvm::StringRef Glob;
    TextRange Where;
  };
  std::vector<Item> Items;
  bool HasList = false;
  TextRange List; ///< What is between the parentheses.
  /// What is written behind it: "NOLINT(coro-x): the reason".
  llvm::StringRef Reason;
  TextRange Covered;
  /// The NOLINTEND of a NOLINTBEGIN, as an index; those that have none suppress nothing.
  std::optional<size_t> Partner;

  bool names(llvm::StringRef Check) const;
  bool suppresses(llvm::StringRef Check, unsigned Offset) const {
    return What != End && Covered.contains(Offset) && names(Check);
  }
  /// The word in front of the parentheses.
  llvm::StringRef word() const;
};

/// A file as far as suppressions go. Refers to the text it was made of.
struct NoLintFile {
  llvm::StringRef Text;
  std::vector<NoLint> Comments; ///< By position.
  /// Between #if and #endif, include guards left out. Only found where there are NOLINT comments.
  std::vector<TextRange> Conditional;
};

/// Reads \p Text, which ends with a null character behind it.
NoLintFile readNoLints(llvm::StringRef Text);

/// Whether a name or glob in a NOLINT is about coro checks and no others: "coro-x", "coro-*".
bool isCoroItem(const NoLint::Item &Item);

struct TextEdit {
  TextRange Where;
  std::string Text;
};

/// Takes the items with the indices \p Drop out of \p At, the whole comment if nothing is left of it, and the
/// same out of its NOLINTEND.
std::vector<TextEdit> withoutItems(const NoLintFile &File, size_t At, llvm::ArrayRef<size_t> Drop);

} // namespace corolint

#endif
