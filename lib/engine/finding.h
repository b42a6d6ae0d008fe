// A finding: what a check reported at one place, detached from the AST that it was found in, so that
// it can be merged, printed, compared and stored.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_FINDING_H
#define COROLINT_ENGINE_FINDING_H

#include <string>
#include <vector>

namespace corolint {

/// A stretch of a file, in bytes from its start.
struct FileRange {
  std::string File; ///< Absolute path.
  unsigned Offset = 0;
  unsigned Length = 0;
  bool operator==(const FileRange &) const = default;
};

/// Replaces a stretch of a file; an insertion has length 0.
struct Edit {
  FileRange Where;
  std::string Text;
  bool operator==(const Edit &) const = default;
};

struct Note {
  std::string Message;
  FileRange Where; ///< Offset is the place; File is empty for a note about no place.
  std::vector<FileRange> Ranges;
  std::vector<Edit> Fix; ///< A suggestion: applied on request only.
  std::string Function;  ///< As Finding::Function.
  bool operator==(const Note &) const = default;
};

/// Why a finding is not reported although the code is what it is.
enum class Suppression {
  None,
  InSource, ///< A NOLINT comment.
  External  ///< The baseline.
};

struct Finding {
  /// "coro-blocking-sleep"; "clang-diagnostic-error" for code that does not parse;
  /// "clang-tidy-config" for configuration that is wrong.
  std::string Check;
  std::string Message;
  FileRange Where; ///< Offset is the place of the caret.
  std::vector<FileRange> Ranges;
  std::vector<Edit> Fix; ///< Safe: applied by `--fix`.
  std::vector<Note> Notes;
  /// WarningsAsErrors names the check.
  bool AsError = false;
  /// Says what a check left out (a body that is too large): nothing is wrong with the code.
  bool IsRemark = false;
  /// The outermost definition of a function around the place: its qualified name and its extent. Empty
  /// outside of functions.
  std::string Function;
  FileRange Body;
  /// The same for the same finding in the next version of the code; see fingerprint.h.
  std::string Fingerprint;
  /// Reports that know suppressions (SARIF) show it, all others leave it out.
  Suppression Suppressed = Suppression::None;
  /// The reason that is written in the NOLINT comment.
  std::string Justification;
  bool operator==(const Finding &) const = default;

  /// A finding of a check about the code that is to be reported.
  bool isFinding() const {
    return !isToolError() && !IsRemark && Suppressed == Suppression::None;
  }
  /// Not a finding of a check: the code or the configuration is broken.
  bool isToolError() const { return Check.compare(0, 5, "coro-") != 0; }
};

/// The edits of \p F that `--fix` applies; with \p Suggested those of its notes too, where the
/// warning has none and exactly one note has some: a choice between several is left to a person.
const std::vector<Edit> *applicableFix(const Finding &F, bool Suggested);

/// Takes the findings out of \p Findings that are not to be reported, in their order.
std::vector<Finding> takeSuppressed(std::vector<Finding> &Findings);

/// By file, offset and check.
bool operator<(const Finding &A, const Finding &B);

} // namespace corolint

#endif
