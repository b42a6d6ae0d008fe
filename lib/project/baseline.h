// A baseline: the findings that a project knows of and does not want to hear about again. New ones are reported,
// and those that are gone as well, so that the file can only shrink.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_BASELINE_H
#define COROLINT_PROJECT_BASELINE_H

#include "engine/finding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace corolint {

class Baseline {
public:
  /// Finding::Fingerprint is the name, the rest is for people.
  struct Entry {
    std::string Fingerprint, Check, File, Function, Message;
  };

  static llvm::Expected<Baseline> read(llvm::StringRef Path);
  /// Writes it whole or not at all.
  llvm::Error write(llvm::StringRef Path) const;

  /// Takes the findings that it knows out of \p Findings, marked as suppressed.
  std::vector<Finding> takeKnown(std::vector<Finding> &Findings);

  /// The entries that the last takeKnown() did not meet and \p IsJudged says the run would have: they are
  /// fixed.
  std::vector<Entry> fixed(llvm::function_ref<bool(const Entry &)> IsJudged) const;

  void remove(llvm::ArrayRef<Entry> Gone);
  /// \p Root: what paths are written relative to.
  void add(llvm::ArrayRef<Finding> New, llvm::StringRef Root);
  size_t size() const { return Entries.size(); }

private:
  std::vector<Entry> Entries;
  std::vector<bool> Met;
};

} // namespace corolint

#endif
