// Whether findings get a NOLINT comment; see suppressing.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "suppressing.h"
#include "commands.h"
#include "project/add-suppressions.h"
#include "project/fix-units.h"
#include "report/source-files.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<std::string>
    AddSuppressions("add-suppressions", cl::ValueOptional,
                    cl::desc("Write a NOLINTNEXTLINE comment above every finding, with the reason"),
                    cl::value_desc("REASON"), cl::cat(optionCategory()));

bool corolint::addsSuppressions() { return AddSuppressions.getNumOccurrences(); }

bool corolint::checkSuppressionOptions(bool Fixing) {
  if (!addsSuppressions())
    return true;
  if (Fixing)
    complain("--add-suppressions and --fix are two different things to do about a finding");
  else if (llvm::StringRef(AddSuppressions).contains('\n'))
    complain("--add-suppressions: the reason has to fit into a line");
  else
    return true;
  return false;
}

bool corolint::suppressIfAsked(const Selection &Selected, RunResult &Run, const RunOptions &How,
                               llvm::raw_ostream &People) {
  if (!addsSuppressions() || Run.Interrupted)
    return false;
  // The plan refers to the findings; the comments stand in for them while they are tried and written.
  std::vector<Finding> Found = std::move(Run.Findings);
  SuppressionPlan Plan = planSuppressions(Found, AddSuppressions);
  Run.Findings = std::move(Plan.Lines);
  FixResult Done = fixUnits(*Selected.Database, Run, Selected.How, How, FixOptions());
  const FixPlan &Edits = Done.Plan;
  People << "suppressed " << count(Plan.Suppressed, "finding") << " in "
         << count(Edits.New.size(), "file") << "\n";
  for (const auto &[F, Why] : Plan.Left)
    People << "not suppressed: " << F->Check << " in " << displayPath(F->Where.File) << ": " << Why
           << "\n";
  for (const auto *Left : {&Edits.Conflicts, &Edits.Unwritable, &Edits.RolledBack})
    for (const LeftFix &L : *Left)
      People << "not suppressed: " << L.Check << " in " << L.Place << ": " << L.Why << "\n";
  const bool Changed = !Edits.New.empty();
  if (!Changed)
    Run.Findings = std::move(Found);
  Run.Errors.insert(Run.Errors.begin(), Done.Errors.begin(), Done.Errors.end());
  return Changed;
}
