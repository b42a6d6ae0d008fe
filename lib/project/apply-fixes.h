// Which fix-its can be applied together so that the code still compiles afterwards.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_APPLY_FIXES_H
#define COROLINT_PROJECT_APPLY_FIXES_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <string>

namespace corolint {

/// File contents by absolute path.
using FileTexts = std::map<std::string, std::string>;

/// A fix that is not in the files now, and where it would have been.
struct LeftFix {
  std::string Check;
  std::string Place; ///< "a.cpp:3:5"
  std::string Why;
};

/// New texts for files, and what is left out of them.
struct FixPlan {
  unsigned Applied = 0; ///< Findings whose fix is in the texts.
  FileTexts Old, New;   ///< The files that change.
  /// The edits that lead from the one to the other, by file and offset.
  std::map<std::string, std::vector<Edit>> Edits;
  std::vector<LeftFix> Conflicts;  ///< They overlap another one's.
  std::vector<LeftFix> RolledBack; ///< A unit did not compile with them.
  std::vector<LeftFix> Unwritable; ///< Their file cannot be read or written, or has changed.
};

/// What the planner asks of the project.
class FixOracle {
public:
  virtual ~FixOracle() = default;
  /// The units that do not compile as well with these contents as they do now; any numbers.
  virtual std::vector<size_t> broken(const FileTexts &Texts) = 0;
  /// Whether \p Unit reads \p File.
  virtual bool reads(size_t Unit, const std::string &File) = 0;
  /// Why \p File, which has \p Text now, cannot be edited; empty when it can.
  virtual std::string whyNot(const std::string &File, const std::string &Text) = 0;
  /// True when the plan is not wanted any more.
  virtual bool stopped() = 0;
};

/// Plans the fixes of \p Findings; with \p Suggested also those on notes. All edits of a finding or none;
/// fixes that break a unit are found by halving those whose files the unit reads.
FixPlan planFixes(llvm::ArrayRef<Finding> Findings, bool Suggested, FixOracle &Oracle);

/// Writes the new texts, each file whole or not at all. What could not be written comes back as "path:
/// what went wrong", and \p Plan without it.
std::vector<std::string> writeTexts(FixPlan &Plan);

} // namespace corolint

#endif
