// Writing a NOLINT comment where it suppresses a finding and nothing else changes: for the command and for
// editors.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SUPPRESSION_WRITER_H
#define COROLINT_CHECKS_COMMON_SUPPRESSION_WRITER_H

#include "checks/common/suppressions.h"

namespace corolint {

/// Where comments go in one text. Lines are named by the offset at which they begin.
class SuppressionWriter {
public:
  /// \p Text ends with a null character behind it.
  SuppressionWriter(llvm::StringRef Text, llvm::StringRef Reason)
      : Text(Text), Reason(Reason), Existing(readNoLints(Text)) {}

  unsigned lineStart(unsigned Offset) const;

  /// Why no comment can stand above or behind the code of \p Line; empty if one can.
  std::string obstacle(unsigned Line) const;

  /// A comment for a line without an obstacle: above it and indented as it is, or behind it where nothing can
  /// stand above. Where the line has a list of suppressed checks already, the names are added to the list.
  TextEdit suppress(unsigned Line, llvm::ArrayRef<llvm::StringRef> Checks) const;

  /// For a finding on one of the lines that \p Where touches, which of them is not known: as above for one
  /// line, a pair of comments around several. Nothing where they cannot stand.
  std::vector<TextEdit> suppress(TextRange Where, llvm::StringRef Check) const;

private:
  /// Why no line can be put in at \p Line, the start of a line or the end of the text; empty if one can.
  std::string obstacleAbove(unsigned Line) const;
  /// Whether a comment can be put at \p End, the end of a line.
  bool canEndIn(unsigned End) const;
  bool isInsideToken(unsigned Offset) const;
  /// Where a line ends, a carriage return left out, and where the next begins.
  unsigned lineEnd(unsigned Offset) const;
  unsigned nextLine(unsigned Offset) const;
  std::string lineBreak(unsigned Line) const;
  std::string indentation(unsigned Line) const;

  llvm::StringRef Text, Reason;
  NoLintFile Existing;
  mutable std::vector<TextRange> Tokens; ///< Read when they are asked for.
};

} // namespace corolint

#endif
