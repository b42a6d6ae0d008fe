// Which lines a change touched, and what was there before it: from git, or from a unified diff.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_CHANGED_LINES_H
#define COROLINT_PROJECT_CHANGED_LINES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// What a change did to one file. Lines count from 1.
struct FileChange {
  struct Hunk {
    unsigned OldBegin,
        NewBegin; ///< The first line of each side; where it is empty, the line behind.
    std::vector<std::string> Old, New;
  };
  std::vector<Hunk> Hunks; ///< By line; only what differs, without the context.
  bool IsNew = false;      ///< All of it.

  /// Whether one of the lines First..Last is new or was changed.
  bool touches(unsigned First, unsigned Last) const;
  /// The same, or whether lines were taken out between two of them.
  bool affects(unsigned First, unsigned Last) const;
  /// Where an unchanged line was before; nothing for a line that was not there.
  std::optional<unsigned> before(unsigned Line) const;
};

/// By absolute path. Files that are gone are not among them.
using Change = std::map<std::string, FileChange>;

/// Everything that differs between the commit where HEAD left \p Reference and the files as they are, those
/// that git does not know yet included. \p Root: the root of the checkout.
llvm::Expected<Change> changeSince(llvm::StringRef Reference, llvm::StringRef Root);

/// Reads a unified diff ("-" is standard input) whose new side is the files as they are. Its paths are
/// relative to \p Root or to the working directory, with or without git's `a/` and `b/`.
llvm::Expected<Change> changeInDiff(llvm::StringRef File, llvm::StringRef Root);

/// What \p Text was before \p Of; nothing if it is not what \p Of leads to.
std::optional<std::string> textBefore(llvm::StringRef Text, const FileChange &Of);

} // namespace corolint

#endif
