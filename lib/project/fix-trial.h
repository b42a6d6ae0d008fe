// Whether edits keep the code compiling, asked without writing anything: only units that read an edited
// file are parsed again, side by side, and none twice with the same texts.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_FIX_TRIAL_H
#define COROLINT_PROJECT_FIX_TRIAL_H

#include "project/apply-fixes.h"
#include "project/run.h"
#include <set>

namespace corolint {

class FixTrial {
public:
  /// \p Run is what the edits are made from.
  FixTrial(const CompileDatabase &Database, const RunResult &Run, const LintOptions &Options,
           const RunOptions &How);

  /// The units (indices in RunResult::Units) that do not compile as well with \p Texts as they do now.
  std::vector<size_t> broken(const FileTexts &Texts);
  /// Whether \p Unit reads \p File, under whatever name.
  bool reads(size_t Unit, const std::string &File);
  /// What linting the units that read a file of \p Texts has found, by unit. All were tried.
  std::map<size_t, UnitResult> results(const FileTexts &Texts);
  /// The content of \p File when it was linted; nothing when no unit read it.
  std::optional<ContentHash> lintedContent(const std::string &File);

private:
  using FileID = llvm::sys::fs::UniqueID;

  std::optional<FileID> identity(const std::string &File);
  /// The texts that \p Unit would see, as a name for them; empty when it sees none.
  std::string seenBy(size_t Unit, const FileTexts &Texts);
  void learnInputs(size_t Unit, llvm::ArrayRef<Input> Inputs);

  const CompileDatabase &Database;
  const RunResult &Run;
  const LintOptions &Options;
  const RunOptions &How;
  std::map<std::string, std::optional<FileID>> Identities;
  std::vector<std::set<FileID>> Reads; ///< By unit.
  std::map<FileID, ContentHash> Linted;
  std::map<std::pair<size_t, std::string>, UnitResult> Tried; ///< By unit and seenBy().
};

} // namespace corolint

#endif
