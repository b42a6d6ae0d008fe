// Fixing a project; see fix-units.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/fix-units.h"
#include "project/cache.h"
#include "project/fix-trial.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace corolint {
namespace {

/// What the planner asks, answered by trying.
class TrialOracle : public FixOracle {
public:
  TrialOracle(FixTrial &Trial, bool Write) : Trial(Trial), Write(Write) {}

  std::vector<size_t> broken(const FileTexts &Texts) override { return Trial.broken(Texts); }
  bool reads(size_t Unit, const std::string &File) override { return Trial.reads(Unit, File); }
  bool stopped() override { return wasInterrupted(); }

  std::string whyNot(const std::string &File, const std::string &Text) override {
    // The edits count bytes of what was linted.
    if (std::optional<ContentHash> Linted = Trial.lintedContent(File);
        Linted && *Linted != hashOf(Text))
      return "has changed since it was linted; run again";
    if (!Write)
      return "";
    llvm::SmallString<256> Real;
    if (llvm::sys::fs::real_path(File, Real))
      Real = File;
    if (llvm::sys::fs::access(Real, llvm::sys::fs::AccessMode::Write))
      return "cannot be written";
    // The new text is made beside the old one.
    if (llvm::sys::fs::access(llvm::sys::path::parent_path(Real), llvm::sys::fs::AccessMode::Write))
      return "lies in a directory that cannot be written";
    return "";
  }

private:
  FixTrial &Trial;
  const bool Write;
};

} // namespace

FixResult fixUnits(const CompileDatabase &Database, RunResult &Run, const LintOptions &Options,
                   const RunOptions &How, const FixOptions &Fix) {
  FixResult Out;
  FixTrial Trial(Database, Run, Options, How);
  TrialOracle Oracle(Trial, Fix.Write);
  Out.Plan = planFixes(Run.Findings, Fix.Suggested, Oracle);
  if (wasInterrupted()) {
    Run.Interrupted = true;
    Out.Plan = FixPlan();
    Out.Errors.push_back("interrupted: nothing was fixed");
    return Out;
  }
  if (!Fix.Write || Out.Plan.New.empty())
    return Out;
  Out.Errors = writeTexts(Out.Plan);
  // The last trial was of these very texts, unless some could not be written: what it found is what is
  // there now.
  if (!Out.Errors.empty())
    Trial.broken(Out.Plan.New);
  for (auto &[Unit, Result] : Trial.results(Out.Plan.New)) {
    if (How.Cache)
      How.Cache->store(How.Cache->keyOf(Database, Run.Units[Unit], Options), Result);
    Run.Results[Unit] = std::move(Result);
  }
  gather(Run);
  return Out;
}

} // namespace corolint
